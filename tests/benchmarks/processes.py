"""Measures whole processes: processor time (with that of their children), time on the clock and memory. POSIX only.

Each is started by a small process (`launcher.py`): the system counts as the memory of a process what there was before
its program replaced that of the process that started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True, slots=True)
class ProcessCost:
    """What a process took: seconds of all processors, seconds on the clock, and the most memory in MB."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def run_process(
    command: Sequence[str],
    environment: Mapping[str, str],
    cwd: Path | None = None,
    statuses: Sequence[int] = (0,),
    stdin: Path = Path(os.devnull),
) -> ProcessCost:
    """Runs a command to its end. Raises RuntimeError if its exit status is none of `statuses`."""
    read_end, write_end = os.pipe()
    launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), str(write_end), *command]
    with stdin.open("rb") as given, os.fdopen(read_end, encoding="utf-8") as report:
        process = subprocess.Popen(
            launcher,
            env=dict(environment),
            cwd=cwd,
            stdin=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(write_end,),
        )
        os.close(write_end)
        text = report.read()
    process.wait()
    if not text:
        raise RuntimeError(f"cannot be started: {' '.join(command)[:300]}")
    status, cpu_s, wall_s, peak_kb = json.loads(text)
    if status not in statuses:
        raise RuntimeError(f"exit status {status}: {' '.join(command)[:300]}")
    return ProcessCost(cpu_s, wall_s, peak_kb / 1024)


def measure_processes(
    commands: Mapping[str, Sequence[str]],
    environment: Mapping[str, str],
    rounds: int,
    cwd: Path | None = None,
    statuses: Sequence[int] = (0,),
    stdin: Path = Path(os.devnull),
) -> dict[str, ProcessCost]:
    """Returns the medians of each command, of `rounds` rounds in which each runs once."""
    costs: dict[str, list[ProcessCost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(run_process(command, environment, cwd, statuses, stdin))
    return {
        name: ProcessCost(
            median(cost.cpu_s for cost in measured),
            median(cost.wall_s for cost in measured),
            median(cost.peak_mb for cost in measured),
        )
        for name, measured in costs.items()
    }


def name_costs(prefix: str, costs: Mapping[str, ProcessCost], baseline: str) -> dict[str, float]:
    """Returns costs by names that begin with a prefix, and processor time as a multiple of that of the baseline."""
    figures: dict[str, float] = {}
    for name, cost in costs.items():
        figures[f"{prefix}: {name}, s of processor"] = cost.cpu_s
        figures[f"{prefix}: {name}, s"] = cost.wall_s
        figures[f"{prefix}: {name}, MB"] = cost.peak_mb
        if name != baseline:
            figures[f"{prefix}: {name} ÷ {baseline}"] = cost.cpu_s / costs[baseline].cpu_s
    return figures
