"""Runs the benchmarks, keeps their figures and renews those of the README: python -m tests.benchmarks

`--only NAME …` runs some of them. `--cheap --compare` measures the cheap ratios in under a minute, writes nothing, and
prints those that are far above the kept ones; it fails only if a benchmark itself breaks.

Each benchmark runs in a process of its own with a time limit; its figures are kept as soon as it has ended, and those
of a benchmark that breaks stay as they were.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.benchmark import BENCHMARKS, Benchmark
from tests.benchmarks.installation import ROOT
from tests.benchmarks.readme import README, renew_figures
from tests.benchmarks.results import (
    BOUND,
    Results,
    describe_run,
    iter_regressions,
    load_results,
    save_results,
    take_better,
)


def main(words: Sequence[str] | None = None) -> int:
    """Returns 1 if a benchmark broke."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--cheap", action="store_true", help="only what takes seconds; nothing is written")
    parser.add_argument("--compare", action="store_true", help="print ratios that got worse; nothing is written")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help="where other programs are, or are to be installed")
    parser.add_argument("--render", action="store_true", help="only renew the README from the kept figures")
    args = parser.parse_args(words)
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        args.work = Path(folder)
        args.peers = (args.peers or Path(folder) / "peers").resolve()
        if args.cheap or args.compare:
            _compare(_measure(_choose(args), args, broken), args, broken)
        else:
            _measure_and_keep(() if args.render else _choose(args), args, broken)
    for message in broken:
        print(message, file=sys.stderr)
    return 1 if broken else 0


def _choose(args: Namespace) -> list[Benchmark]:
    if args.only:
        return [BENCHMARKS[name] for name in args.only]
    return [b for b in BENCHMARKS.values() if (b.is_cheap or not args.cheap) and not b.is_optional]


def _measure(benchmarks: Iterable[Benchmark], args: Namespace, broken: list[str]) -> Results:
    return {b.name: result for b in benchmarks if (result := _run(b, args, broken)) is not None}


def _measure_and_keep(benchmarks: Iterable[Benchmark], args: Namespace, broken: list[str]) -> None:
    for benchmark in benchmarks:
        result = _run(benchmark, args, broken)
        if result is not None:
            save_results({**load_results(), benchmark.name: result})
    README.write_text(renew_figures(README.read_text(encoding="utf-8"), load_results()), encoding="utf-8")


def _compare(present: Results, args: Namespace, broken: list[str]) -> None:
    """Prints what got worse, in two measurements."""
    former = load_results()
    suspects = sorted({name for name, _ in iter_regressions(former, present)})
    for name, result in _measure([BENCHMARKS[name] for name in suspects], args, broken).items():
        present[name]["figures"] = take_better(present[name]["figures"], result["figures"])
    regressions = [sentence for _, sentence in iter_regressions(former, present)]
    for sentence in regressions:
        print(f"slower: {sentence}")
    if not regressions:
        print(f"No ratio is more than {BOUND} times that of the kept figures.")


def _run(benchmark: Benchmark, args: Namespace, broken: list[str]) -> dict[str, object] | None:
    """Returns the figures of a benchmark and how they were measured; adds a sentence to `broken` if there are none."""
    started, description = time.monotonic(), describe_run()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        words = [benchmark.name, str(file), str(args.work), str(args.peers), *["--quick"] * args.cheap]
        command = [sys.executable, "-m", "tests.benchmarks.run_one", *words]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                _, errors = process.communicate(timeout=benchmark.timeout_s)
            except subprocess.TimeoutExpired:
                errors = f"no end after {benchmark.timeout_s} s"
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
        seconds = time.monotonic() - started
        if not file.exists():
            broken.append(f"{benchmark.name} broke, its figures stay as they were: {errors.strip()[-2000:]}")
            print(f"{benchmark.name}: broke after {seconds:.0f} s", flush=True)
            return None
        print(f"{benchmark.name}: measured in {seconds:.0f} s", flush=True)
        return {**description, "seconds": round(seconds), "figures": json.loads(file.read_text(encoding="utf-8"))}


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that what was started is ended, too
    sys.exit(main())
