"""Measures `check --fix` on a scene of forty choices with two slips each, of which one can be mended.

Each choice has `set: {v: yes}`, which can be mended, and `txet` beside `text`, whose mend would repeat a key. A fix
counts only if it leaves nothing worse, so the cost is how often the pack is checked.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import install, make_environment
from tests.benchmarks.processes import measure_processes

CHOICES = 40


def generate_slips() -> str:
    """Returns the scene as YAML."""
    lines = ["scene: slips", "title: Slips", "variables:", "  v: false", "passages:", "  one:", "    text: You wait."]
    lines.append("    choices:")
    for number in range(CHOICES):
        lines += [f"      - id: c{number}", f"        text: Wait {number}", f"        txet: Wait {number}"]
        lines += ["        set: {v: yes}", "        goto: two"]
    lines += ["  two:", "    text: It is over.", "    ending: {id: over, title: Over}"]
    return "\n".join(lines) + "\n"


def measure(options: Options) -> Figures:
    """Returns the processor time of a whole process, beside that of `check` without `--fix`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pack" / "scenes").mkdir(parents=True)
        scene = folder / "pack" / "scenes" / "slips.yaml"
        scene.write_text(generate_slips(), encoding="utf-8")
        environment = make_environment(install(options.work, "0.1"), folder / "home")
        program = [sys.executable, "-m", "party_card"]
        commands = {
            "bare Python": [sys.executable, "-c", "pass"],
            "check": [*program, "check", "--no-cache", str(folder / "pack")],
            "check --fix": [*program, "check", "--fix", str(folder / "pack")],
        }
        costs = measure_processes(commands, environment, 1 if options.is_quick else 5, folder, statuses=(0, 1))
        assert scene.read_text(encoding="utf-8") == generate_slips(), "without --yes nothing is written"
    figures = {f"{name}, s of processor": cost.cpu_s for name, cost in costs.items()}
    figures["check --fix ÷ check"] = costs["check --fix"].cpu_s / costs["check"].cpu_s
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table."""
    rows = [
        ["`check`", format_figure(figures, "check, s of processor", "{:.2f}"), "1", ""],
        [
            "`check --fix`",
            format_figure(figures, "check --fix, s of processor", "{:.2f}"),
            format_figure(figures, "check --fix ÷ check", "{:.1f}"),
            "0.3 s",
        ],
    ]
    return format_rows(["", "s of processor", "÷ check", "goal"], rows)
