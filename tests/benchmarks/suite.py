"""Measures the test command of the README, and all of `.ci/run`, each on a clean clone of what is committed."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import ROOT
from tests.benchmarks.processes import run_process

GOALS = {"the README's test command": "80 s", "`.ci/run`": "15 min"}
_COMMAND = re.compile(r"^(python3 -m venv .* -m pytest)$", re.MULTILINE)


def measure(options: Options) -> Figures:
    """Returns seconds on the clock and of all processors; quickly: the README's command alone."""
    commands = dict(zip(GOALS, (_read_test_command(), "bash .ci/run"), strict=True))
    figures: Figures = {}
    for name, command in [*commands.items()][: 1 if options.is_quick else None]:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["git", "clone", "-q", str(ROOT), folder], check=True)
            environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
            cost = run_process(["bash", "-c", command], environment, Path(folder))
        figures |= {f"{name}, s": cost.wall_s, f"{name}, s of processor": cost.cpu_s}
    return figures


def _read_test_command() -> str:
    match = _COMMAND.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert match is not None, "README.md has no test command"
    return match[1]


def render(figures: Mapping[str, float]) -> str:
    """Returns the table."""
    columns = ("s", "s of processor")
    rows = [
        [name, *(format_figure(figures, f"{name}, {column}", "{:,.0f}") for column in columns), goal]
        for name, goal in GOALS.items()
    ]
    return format_rows(["", "clock, s", "processor, s", "goal"], rows)
