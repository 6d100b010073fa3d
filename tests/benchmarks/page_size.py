"""Measures the size of the exported page of a story of 30 passages, beside the bare words of the story."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import install, make_environment
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.modelcheck.scenes import compile_scene_text

GOALS = {"bytes": "50,000", "gzipped": "20,000"}


def export_page(options: Options) -> str:
    """Returns the page of the story as `party-card export` writes it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        scene = folder / "pack" / "scenes" / "thirty.yaml"
        scene.parent.mkdir(parents=True)
        scene.write_text(generate_thirty_passages(), encoding="utf-8")
        environment = make_environment(install(options.work, "0.1"), folder / "home")
        page = folder / "page.html"
        command = [sys.executable, "-m", "party_card", "export", "thirty", "--pack", str(folder / "pack")]
        subprocess.run([*command, "--html", str(page)], env=environment, check=True, capture_output=True)
        return page.read_text(encoding="utf-8")


def measure(options: Options) -> Figures:
    """Returns the sizes, as they are and gzipped."""
    page = export_page(options).encode()
    scene = compile_scene_text(generate_thirty_passages()).scene
    texts: list[str] = []
    for passage in scene.passages.values():
        blocks = [passage.text] if isinstance(passage.text, str) else [block.text for block in passage.text or ()]
        texts += [*map(str, blocks), *(choice.text for choice in passage.choices)]
        texts += [choice.locked for choice in passage.choices if choice.locked]
    words = "\n".join(texts).encode()
    sizes = {"page": (len(page), measure_gzipped(page)), "bare words": (len(words), measure_gzipped(words))}
    figures: Figures = {}
    for index, unit in enumerate(GOALS):
        figures |= {f"{name}, {unit}": float(pair[index]) for name, pair in sizes.items()}
        figures[f"page, {unit} ÷ bare words"] = sizes["page"][index] / sizes["bare words"][index]
    return figures


def measure_gzipped(data: bytes) -> int:
    """Returns the size of data, gzipped as small as possible."""
    return len(gzip.compress(data, 9, mtime=0))


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: bytes and gzipped bytes."""
    rows = [
        [
            unit,
            format_figure(figures, f"page, {unit}", "{:,.0f}"),
            format_figure(figures, f"bare words, {unit}", "{:,.0f}"),
            format_figure(figures, f"page, {unit} ÷ bare words", "{:.2f}"),
            goal,
        ]
        for unit, goal in GOALS.items()
    ]
    return format_rows(["", "page", "bare words of the story", "page ÷ words", "goal"], rows)
