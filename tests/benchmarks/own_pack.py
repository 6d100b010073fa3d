"""Measures `check` and `prove` of the game's own pack: everything anew, and again when nothing has changed.

The baseline is a bare process in which PyYAML's CSafeLoader reads the same files without places or validation.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import PACKS, install, make_environment, offers_option
from tests.benchmarks.processes import measure_processes, name_costs

BASELINE = "CSafeLoader"
READ_ALL = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).glob("s*/*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
ROWS = {"check": "0.3", "prove": "1.0", "check, unchanged": "0.2", "prove, unchanged": "0.4"}
"""The command, and its goal with the pack of 0.1, in seconds."""


def measure(options: Options) -> Figures:
    """Returns processor time by command and pack; what is unchanged only where there is a cache."""
    figures: Figures = {}
    for pack in PACKS[: 1 if options.is_quick else None]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            installed = install(options.work, pack)
            environment = make_environment(installed, folder / "home")
            program = [sys.executable, "-m", "party_card"]
            anew = ["--no-cache"] if offers_option(environment, "check", "--no-cache") else []
            builtin = str(installed / "party_card" / "builtin")
            commands = {BASELINE: [sys.executable, "-c", READ_ALL, builtin]}
            commands |= {command: [*program, command, *anew] for command in ("check", "prove")}
            if anew and not options.is_quick:
                commands |= {f"{command}, unchanged": [*program, command] for command in ("check", "prove")}
            fills = {command: words for command, words in commands.items() if "unchanged" in command}
            measure_processes(fills, environment, 1, folder)
            costs = measure_processes(commands, environment, 1 if options.is_quick else 7, folder)
        figures |= name_costs(pack, costs, BASELINE)
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each command."""
    rows = []
    for command in (BASELINE, *ROWS):
        cells = [f"`{command}`" if " " not in command and command != BASELINE else command]
        for pack in PACKS:
            cells.append(format_figure(figures, f"{pack}: {command}, s of processor", "{:.2f}"))
            cells.append(format_figure(figures, f"{pack}: {command} ÷ {BASELINE}", "{:.1f}"))
            cells.append(format_figure(figures, f"{pack}: {command}, MB", "{:.0f}"))
        rows.append([*cells, ROWS.get(command, "")])
    header = ["", "0.1: s of processor", f"÷ {BASELINE}", "MB", "today: s of processor", f"÷ {BASELINE}", "MB"]
    return format_rows([*header, "goal with 0.1, s"], rows)
