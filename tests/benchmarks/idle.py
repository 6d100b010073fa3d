"""Measures the processor time of the program at rest in a real window, from differences of processor time.

Linux only: needs Xvfb, openbox and xdotool, as the tests of windows do. `ps` divides by the whole life of a process, so
that a start a few seconds ago looks like work at rest.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import install, make_environment
from tests.frontends.window.real_window import find_window, open_display, xdotool

SETTLE_S, REST_S = 6, 10
STARTS = {"title": [], "briefing of a scene": ["forbidden-paper"]}
KEYS = {"passage": "Return", "menu": "Escape"}
"""What is pressed after the briefing, one after the other."""


def measure(options: Options) -> Figures:
    """Returns the share of a core at rest, in per cent: of the title, a briefing, a passage and the menu over it."""
    figures: Figures = {}
    installed = install(options.work, "0.1")
    for name, words in STARTS.items():
        with open_display() as display, tempfile.TemporaryDirectory() as home:
            environment = make_environment(installed, Path(home)) | {"DISPLAY": display["DISPLAY"]}
            environment.pop("SDL_VIDEODRIVER", None)
            command = [sys.executable, "-m", "party_card", "play", *words]
            with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
                try:
                    find_window(environment)
                    figures[f"{name}, %"] = measure_idle_share(process.pid)
                    for screen, key in KEYS.items() if words else ():
                        xdotool(environment, "key", key)
                        figures[f"{screen}, %"] = measure_idle_share(process.pid)
                finally:
                    process.terminate()
    return figures


def measure_idle_share(pid: int) -> float:
    """Returns the share of a core that a process takes, in per cent, after it has come to rest."""
    time.sleep(SETTLE_S)
    before = _read_cpu_seconds(pid)
    time.sleep(REST_S)
    return (_read_cpu_seconds(pid) - before) * 100 / REST_S


def _read_cpu_seconds(pid: int) -> float:
    """Returns the processor time of a process so far, in seconds: that of all its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text(encoding="utf-8").split()[0]) for task in tasks) / 1e9


def render(figures: Mapping[str, float]) -> str:
    """Returns the table."""
    rows = [[screen, format_figure(figures, f"{screen}, %", "{:.2f}"), "0.6"] for screen in (*STARTS, *KEYS)]
    return format_rows(["at rest at", "% of a core", "goal"], rows)
