"""Measures loading, checking, compiling and proving packs of 10 to 1,000 scenes: the stages, and whole commands."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from party_card.content.garbage_collection import gc_paused
from party_card.content.logic_parser import parse_logic
from party_card.content.pack import Pack, read_pack
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import explore_scene, prove_scene
from party_card.rules import check_pack
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import install, make_environment, offers_option
from tests.benchmarks.peers.generators import generate_forty_passages
from tests.benchmarks.peers.writers import write_yaml
from tests.benchmarks.processes import measure_processes

SCENE_SIZE_CHARS = 25_000
COUNTS = (10, 100, 1000)
STAGES = ("read", "check", "compile", "every position", "findings on top")
"""In milliseconds a scene."""
PROVED_OR_NOT = (0, 1)
"""Exit statuses: some of the generated stories have an ending that no path reaches."""
GOALS = {"one process": "10", "two processes": "5.5", "unchanged": "1"}


@cache
def _write_story(seed: int) -> str:
    return write_yaml(generate_forty_passages(seed))


def write_scenes(root: Path, count: int, first_number: int = 0) -> int:
    """Writes `count` scenes of about 25 KB into a pack. Returns their total size in bytes."""
    folder = root / "scenes"
    folder.mkdir(parents=True)
    total = 0
    for number in range(first_number, first_number + count):
        text = _write_story(number % 16 + 1)
        head, _, rest = text.partition("\n")
        assert head.startswith("scene:")
        padding = "".join(
            f"# a remark of the author, line {line}\n" for line in range(max(0, SCENE_SIZE_CHARS - len(text)) // 40)
        )
        scene_text = f"scene: scene-{number}\n{rest}{padding}"
        total += len(scene_text)
        (folder / f"scene-{number:04}.yaml").write_text(scene_text, encoding="utf-8")
    return total


def measure(options: Options) -> Figures:
    """Returns milliseconds a scene for each stage, and what whole commands take on the largest pack."""
    figures: Figures = {}
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "pack"
            figures[f"{count}: KB"] = write_scenes(root, count) / count / 1000
            figures |= {f"{count}: {stage}": value for stage, value in _measure_stages(root, count).items()}
            if count == COUNTS[-1]:
                figures |= _measure_commands(root, options)
    return figures


def _measure_commands(root: Path, options: Options) -> Figures:
    """Returns what `prove` takes: one core, two processes, and again when nothing has changed."""
    environment = make_environment(install(options.work, "0.1"), root.parent / "home")
    prove = [sys.executable, "-m", "party_card", "prove", str(root)]
    has_cache = offers_option(environment, "prove", "--no-cache")
    anew = ["--no-cache"] if has_cache else []
    commands = {"one process": [*prove, *anew], "two processes": [*prove, *anew, "--jobs", "2"]}
    costs = measure_processes(commands, environment, 3, root.parent, PROVED_OR_NOT)
    if has_cache:
        commands = {"unchanged": prove}
        measure_processes(commands, environment, 1, root.parent, PROVED_OR_NOT)
        costs |= measure_processes(commands, environment, 3, root.parent, PROVED_OR_NOT)
    figures = {f"{name}, s": cost.wall_s for name, cost in costs.items()}
    figures |= {f"{name}, s of processor": cost.cpu_s for name, cost in costs.items()}
    figures |= {f"{name}, MB": cost.peak_mb for name, cost in costs.items()}
    figures["two processes ÷ one process"] = costs["two processes"].wall_s / costs["one process"].wall_s
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table of stages and that of commands."""
    stages = format_rows(
        ["scenes", "KB", *STAGES, "together, s"],
        [
            [
                f"{count:,}",
                format_figure(figures, f"{count}: KB", "{:.0f}"),
                *(format_figure(figures, f"{count}: {stage}") for stage in STAGES),
                format_figure(figures, f"{count}: together, s", "{:.2f}"),
            ]
            for count in COUNTS
        ],
    )
    commands = format_rows(
        ["`prove`, 1,000 scenes", "clock, s", "processor, s", "MB", "goal, s"],
        [
            [
                name,
                format_figure(figures, f"{name}, s"),
                format_figure(figures, f"{name}, s of processor"),
                format_figure(figures, f"{name}, MB", "{:,.0f}"),
                goal,
            ]
            for name, goal in GOALS.items()
        ],
    )
    return f"{stages}\n\n{commands}"


def _measure_stages(root: Path, count: int) -> dict[str, float]:
    times: list[float] = []

    def record_time(started: float) -> None:
        times.append((time.perf_counter() - started) * 1000 / count)

    started = time.perf_counter()
    pack: Pack = read_pack(root)[0]
    record_time(started)
    with gc_paused():
        started = time.perf_counter()
        check_pack(pack)
        record_time(started)
        started = time.perf_counter()
        compiled_scenes = [compile_scene(pack, scene) for scene in pack.scenes.values()]
        record_time(started)
        started = time.perf_counter()
        for scene in compiled_scenes:
            explore_scene(scene)
        record_time(started)
        started = time.perf_counter()
        for scene in compiled_scenes:
            prove_scene(scene)
        record_time(started)
    assert not any(parse_logic(scene)[1] for scene in pack.scenes.values())
    read, check, compiling, exploring, proof = times
    stages = dict(zip(STAGES, (read, check, compiling, exploring, proof - exploring), strict=True))
    return {**stages, "together, s": (read + check + compiling + proof) * count / 1000}
