"""Measures several functions or commands in alternation, so that load on the machine affects all alike."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from statistics import median


def time_functions(functions: Mapping[str, Callable[[], object]], rounds: int = 40) -> dict[str, float]:
    """Returns the best time of each function in milliseconds, of `rounds` rounds in which each runs once."""
    best = dict.fromkeys(functions, float("inf"))
    for _ in range(rounds):
        for name, function in functions.items():
            started = time.perf_counter()
            function()
            best[name] = min(best[name], time.perf_counter() - started)
    return {name: seconds * 1000 for name, seconds in best.items()}


def time_processes(
    commands: Mapping[str, list[str]], environment: Mapping[str, str], rounds: int = 11
) -> dict[str, float]:
    """Returns the median time of each command in milliseconds, from start to exit."""
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
    return {name: median(durations) * 1000 for name, durations in times.items()}


def format_table(title: str, times: Mapping[str, float], baseline: str) -> str:
    """Returns the times as a Markdown table, each with its ratio to that of `baseline`."""
    lines = [f"### {title}", "", f"| | ms | × {baseline} |", "|---|---:|---:|"]
    lines += [f"| {name} | {ms:.2f} | {ms / times[baseline]:.2f} |" for name, ms in times.items()]
    return "\n".join(lines) + "\n"
