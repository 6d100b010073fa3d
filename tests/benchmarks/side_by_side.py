"""Measures several ways of doing a thing in turn, so that a busy machine treats all alike."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from statistics import median


def functions(ways: Mapping[str, Callable[[], object]], rounds: int = 40) -> dict[str, float]:
    """The best time of each function in milliseconds, out of `rounds` rounds in which each runs once."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            best[name] = min(best[name], time.perf_counter() - started)
    return {name: seconds * 1000 for name, seconds in best.items()}


def processes(commands: Mapping[str, list[str]], environment: Mapping[str, str], rounds: int = 11) -> dict[str, float]:
    """The median time of each command in milliseconds, from its start to its end."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            times[name].append(time.perf_counter() - started)
    return {name: median(many) * 1000 for name, many in times.items()}


def table(title: str, times: Mapping[str, float], against: str) -> str:
    """The times as a Markdown table, each beside its ratio to the way called `against`."""
    lines = [f"### {title}", "", f"| | ms | × {against} |", "|---|---:|---:|"]
    lines += [f"| {name} | {ms:.2f} | {ms / times[against]:.2f} |" for name, ms in times.items()]
    return "\n".join(lines) + "\n"
