"""Measures the export of a scene and of the campaign as HTML: every position is compared with the game.

The baseline is the same as that of `own_pack`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import PACKS, install, make_environment, offers_option
from tests.benchmarks.own_pack import BASELINE, READ_ALL
from tests.benchmarks.processes import measure_processes, name_costs

SCENE = "a scene"
ROWS = {SCENE: "1.0", "the campaign": "", "the campaign, two processes": "6", "a scene, unchanged": ""}
"""What is exported, and the goal with the pack of 0.1, in seconds on the clock."""


def measure(options: Options) -> Figures:
    """Returns processor time and time on the clock; quickly: only one scene of the pack of 0.1."""
    figures: Figures = {}
    for pack in PACKS[: 1 if options.is_quick else None]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            installed = install(options.work, pack)
            environment = make_environment(installed, folder / "home")
            export = [sys.executable, "-m", "party_card", "export"]
            page = ["--html", str(folder / "page.html")]
            has_cache = offers_option(environment, "export", "--no-cache")
            anew = ["--no-cache"] if has_cache else []
            builtin = str(installed / "party_card" / "builtin")
            commands = {
                BASELINE: [sys.executable, "-c", READ_ALL, builtin],
                SCENE: [*export, "forbidden-paper", *page, *anew],
            }
            if has_cache and not options.is_quick:
                commands["a scene, unchanged"] = [*export, "forbidden-paper", *page]
            fills = {command: words for command, words in commands.items() if "unchanged" in command}
            measure_processes(fills, environment, 1, folder)
            costs = measure_processes(commands, environment, 1 if options.is_quick else 7, folder)
            if not options.is_quick:
                campaign = [*export, "--campaign", *page, *anew]
                commands = {"the campaign": campaign}
                if offers_option(environment, "export", "--jobs"):
                    commands = {
                        "the campaign": [*campaign, "--jobs", "1"],
                        "the campaign, two processes": [*campaign, "--jobs", "2"],
                    }
                costs |= measure_processes(commands, environment, 3, folder)
        figures |= name_costs(pack, costs, BASELINE)
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each kind of export."""
    rows = []
    for command, goal in ROWS.items():
        cells = [command]
        for pack in PACKS:
            cells.append(format_figure(figures, f"{pack}: {command}, s of processor", "{:.1f}"))
            cells.append(format_figure(figures, f"{pack}: {command}, s", "{:.1f}"))
            cells.append(format_figure(figures, f"{pack}: {command} ÷ {BASELINE}", "{:.0f}"))
        rows.append([*cells, goal])
    header = ["", "0.1: processor, s", "clock, s", f"÷ {BASELINE}", "today: processor, s", "clock, s", f"÷ {BASELINE}"]
    return format_rows([*header, "goal with 0.1, s"], rows)
