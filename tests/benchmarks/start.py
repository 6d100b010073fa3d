"""Measures the start of the program: to the version line, to the title and to the first page in the window.

Processor time of whole processes until the first frame is shown, with SDL's dummy video driver, so that the window
system adds nothing. The baselines are bare Python and a bare pygame-ce window.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import PACKS, install, make_environment
from tests.benchmarks.processes import measure_processes

BARE_WINDOW = """
import os, pygame
pygame.display.init()
window = pygame.Window("bare", (1280, 800))
window.get_surface().fill((242, 231, 208))
window.flip()
os._exit(0)  # the end of the program is not its start
"""
FIRST_PAGE = """
import os
import pygame
from party_card.cli import main
class Window(pygame.Window):
    def flip(self):
        super().flip()
        os._exit(0)
pygame.Window = Window
main(["play", *{scene!r}])
"""
FIRST_START = """
import pygame
from party_card.cli import main
class Window(pygame.Window):
    def flip(self):
        super().flip()
        pygame.event.post(pygame.event.Event(pygame.QUIT))
pygame.Window = Window
main(["play", *{scene!r}])
"""
"""A start that ends as a player ends it, so that pictures are kept for the next."""
COMMANDS = {
    "bare Python": ["-c", "pass"],
    "party-card --version": ["-m", "party_card", "--version"],
    "bare window": ["-c", BARE_WINDOW],
    "title": ["-c", FIRST_PAGE.format(scene=[])],
    "first page of a scene": ["-c", FIRST_PAGE.format(scene=["forbidden-paper"])],
}
BASELINES = {"party-card --version": "bare Python", "title": "bare window", "first page of a scene": "bare window"}
GOALS = {"party-card --version": "1.1", "title": "2.0", "first page of a scene": "2.5"}


def measure(options: Options) -> Figures:
    """Returns the times of all commands, with the pack of 0.1 built in and with today's."""
    figures: Figures = {}
    for pack in PACKS[: 1 if options.is_quick else None]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            environment = make_environment(install(options.work, pack), folder / "home")
            commands = {name: [sys.executable, *command] for name, command in COMMANDS.items()}
            for scene in ([], ["forbidden-paper"]):
                first_start = [sys.executable, "-c", FIRST_START.format(scene=scene)]
                subprocess.run(first_start, env=environment, check=True, stdout=subprocess.DEVNULL)
            costs = measure_processes(commands, environment, 3 if options.is_quick else 21, folder)
        for name, cost in costs.items():
            figures[f"{pack}: {name}, ms of processor"] = cost.cpu_s * 1000
            figures[f"{pack}: {name}, ms"] = cost.wall_s * 1000
        for name, baseline in BASELINES.items():
            figures[f"{pack}: {name} ÷ {baseline}"] = costs[name].cpu_s / costs[baseline].cpu_s
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each command."""
    rows = []
    for name in COMMANDS:
        cells = [name]
        for pack in PACKS:
            cells.append(format_figure(figures, f"{pack}: {name}, ms of processor", "{:,.0f}"))
            cells.append(format_figure(figures, f"{pack}: {name}, ms", "{:,.0f}"))
            cells.append(
                format_figure(figures, f"{pack}: {name} ÷ {BASELINES[name]}", "{:.2f} ×") if name in BASELINES else ""
            )
        rows.append([*cells, GOALS.get(name, "")])
    header = ["", "0.1: processor, ms", "clock, ms", "× bare", "today: processor, ms", "clock, ms", "× bare", "goal"]
    return format_rows(header, rows)
