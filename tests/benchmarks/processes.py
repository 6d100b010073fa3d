"""Measures whole processes: processor time (with that of their children), time on the clock and memory. POSIX only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class ProcessCost:
    """What a process took: seconds of all processors, seconds on the clock, and the most memory in MB."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def run_process(
    command: Sequence[str], environment: Mapping[str, str], cwd: Path | None = None, statuses: Sequence[int] = (0,)
) -> ProcessCost:
    """Runs a command to its end. Raises RuntimeError if its exit status is none of `statuses`."""
    started = perf_counter()
    process = subprocess.Popen(
        command,
        env=dict(environment),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        raise RuntimeError(f"exit status {process.returncode}: {' '.join(command)[:300]}")
    return ProcessCost(usage.ru_utime + usage.ru_stime, wall_s, usage.ru_maxrss / 1024)


def measure_processes(
    commands: Mapping[str, Sequence[str]],
    environments: Mapping[str, Mapping[str, str]] | Mapping[str, str],
    rounds: int,
    cwd: Path | None = None,
    statuses: Sequence[int] = (0,),
) -> dict[str, ProcessCost]:
    """Returns the medians of each command, of `rounds` rounds in which each runs once.

    `environments` is one environment for all, or one for each command by its name.
    """
    costs: dict[str, list[ProcessCost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            own = environments.get(name)
            environment = own if isinstance(own, Mapping) else environments
            costs[name].append(run_process(command, environment, cwd, statuses))  # type: ignore[arg-type]
    return {
        name: ProcessCost(
            median(cost.cpu_s for cost in measured),
            median(cost.wall_s for cost in measured),
            median(cost.peak_mb for cost in measured),
        )
        for name, measured in costs.items()
    }
