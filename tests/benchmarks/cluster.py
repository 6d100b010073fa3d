"""Measures `prove --dask` on a cluster of one and of two workers on this machine.

Scenes of 26 KB come in packs of a thousand that are written, proved and deleted one after the other, so that no more
than one of them is on the disk or in memory. Needs the package `distributed` (extra `dask`).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import ROOT, make_environment, offers_option
from tests.benchmarks.many_scenes import PROVED_OR_NOT, write_scenes
from tests.benchmarks.processes import run_process

BATCH_SCENES = 1000
WORKERS = {1: "one worker", 2: "two workers"}


def measure(options: Options) -> Figures:
    """Returns the figures of a few thousand scenes."""
    batches = 1 if options.is_quick else 3
    return summarize(measure_batches(batches, compared=batches, done={}))


def measure_batches(count: int, compared: int, done: Mapping[int, Mapping[str, float]]) -> Iterator[dict[str, float]]:
    """Yields for each pack its number and the seconds that its proof took; `done` has packs of an earlier run.

    The first `compared` packs are proved with one worker and with two, the others with two.
    """
    distributed, dask = (import_module(name) for name in ("distributed", "dask"))
    # Its profiler remembers stacks for an hour, and a worker becomes the slower the longer it lives.
    dask.config.set({"distributed.worker.profile.enabled": False})
    with ExitStack() as stack, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = make_environment(ROOT / "game", folder / "home")
        anew = ["--no-cache"] if offers_option(environment, "prove", "--no-cache") else []
        addresses = {}
        for workers in WORKERS:
            cluster = distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            addresses[workers] = stack.enter_context(cluster).scheduler_address
        for batch in range(count):
            if batch in done:
                yield dict(done[batch])
                continue
            with tempfile.TemporaryDirectory(dir=folder) as pack:
                write_scenes(Path(pack), BATCH_SCENES, batch * BATCH_SCENES)
                times: dict[str, float] = {"batch": float(batch)}
                for workers, title in WORKERS.items() if batch < compared else ((2, WORKERS[2]),):
                    words = ["prove", pack, "--dask", addresses[workers], *anew]
                    command = [sys.executable, "-m", "party_card", *words]
                    cost = run_process(command, environment, folder, PROVED_OR_NOT)
                    times |= {f"{title}, s": cost.wall_s, f"{title}, MB": cost.peak_mb}
            yield times


def summarize(batches: Iterator[Mapping[str, float]]) -> Figures:
    """Returns sums over all packs, and the speed-up over those that were proved in both ways."""
    one = both = both_scenes = total = scenes = memory = 0.0
    for times in batches:
        two = times[f"{WORKERS[2]}, s"]
        total, scenes = total + two, scenes + BATCH_SCENES
        memory = max(memory, times[f"{WORKERS[2]}, MB"])
        if f"{WORKERS[1]}, s" in times:
            one, both = one + times[f"{WORKERS[1]}, s"], both + two
            both_scenes += BATCH_SCENES
    return {
        "scenes": scenes,
        "two workers, s": total,
        "two workers, ms a scene": total * 1000 / scenes,
        "one worker, ms a scene": one * 1000 / both_scenes,
        "speed-up of two workers": one / both,
        "memory of the client, MB": memory,
    }


def render(figures: Mapping[str, float]) -> str:
    """Returns the table of one row."""
    columns = {
        "scenes": "{:,.0f}",
        "one worker, ms a scene": "{:.1f}",
        "two workers, ms a scene": "{:.1f}",
        "speed-up of two workers": "{:.2f}",
        "two workers, s": "{:,.0f}",
        "memory of the client, MB": "{:,.0f}",
    }
    return format_rows([*columns], [[format_figure(figures, name, form) for name, form in columns.items()]])


def read_progress(path: Path) -> dict[int, dict[str, float]]:
    """Returns the packs that an earlier run has written to a file, by number; a line cut short is left out."""
    done = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            times = json.loads(line)
        except ValueError:
            continue
        done[int(times["batch"])] = times
    return done
