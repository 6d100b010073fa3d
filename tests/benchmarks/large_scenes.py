"""Measures `prove` of three large scenes: a chain of passages, one passage with many choices, and a dense mesh."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import install, make_environment, offers_option
from tests.benchmarks.processes import measure_processes

SMALLEST = "one passage"
GOALS = {SMALLEST: "", "chain of 2,000 passages": "0.5", "500 choices": "0.35", "mesh of 3,600 edges": "0.45"}


def generate_scenes() -> dict[str, str]:
    """Returns the scenes as YAML, and the smallest one there is."""
    chain = [_write_passage(n, [n + 1]) for n in range(1999)]
    mesh = [_write_passage(n, [*range(60)]) for n in range(59)] + [_write_passage(59, [*range(59), 60])]
    return {
        SMALLEST: _write_scene([_write_passage(0, [1])], 1),
        "chain of 2,000 passages": _write_scene(chain, 1999),
        "500 choices": _write_scene([_write_passage(0, [1] * 500)], 1),
        "mesh of 3,600 edges": _write_scene(mesh, 60),
    }


def _write_passage(number: int, targets: list[int]) -> str:
    lines = [f"  p{number}:", "    text: You wait.", "    choices:"]
    lines += [f"      - {{id: c{number}-{n}, text: Go on {n}, goto: p{target}}}" for n, target in enumerate(targets)]
    return "\n".join(lines)


def _write_scene(passages: list[str], last: int) -> str:
    end = f"  p{last}:\n    text: It is over.\n    ending: {{id: over, title: Over}}\n"
    return "\n".join(["scene: large", "title: Large", "passages:", *passages, end])


def measure(options: Options) -> Figures:
    """Returns the processor time of whole processes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = {}
        for index, (title, text) in enumerate(generate_scenes().items()):
            path = folder / str(index) / "scenes" / "large.yaml"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
            commands[title] = [sys.executable, "-m", "party_card", "prove", str(path)]
        environment = make_environment(install(options.work, "0.1"), folder / "home")
        anew = ["--no-cache"] if offers_option(environment, "prove", "--no-cache") else []
        commands = {title: [*command, *anew] for title, command in commands.items()}
        costs = measure_processes(commands, environment, 1 if options.is_quick else 7, folder)
    figures = {f"{title}, s of processor": cost.cpu_s for title, cost in costs.items()}
    figures |= {f"{title} ÷ {SMALLEST}": cost.cpu_s / costs[SMALLEST].cpu_s for title, cost in costs.items()}
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each scene."""
    rows = [
        [
            title,
            format_figure(figures, f"{title}, s of processor", "{:.2f}"),
            format_figure(figures, f"{title} ÷ {SMALLEST}", "{:.2f}"),
            goal,
        ]
        for title, goal in GOALS.items()
    ]
    return format_rows(["", "s of processor", f"÷ {SMALLEST}", "goal, s"], rows)
