"""Measures the studio in Chromium: from a keystroke in the text of a passage to the page of the student with it.

The page itself reads the clock, from the key until the frame with the new text has taken the place of the one before.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.frontends.html.chromium import launch_chromium
from tests.studio.process import StudioProcess

GOAL_MS = 300
ROUNDS = 20
PAUSE_S = 1.0
COLUMNS = ("median, ms", "95 of 100 below, ms")
FIELDS = {"on a card": ".card.open .blocks .cm-content", "in the text": ".text-pane .cm-content"}
WATCH = """
addEventListener("keydown", () => {
  const address = () => document.querySelector(".frame iframe.preview")?.src;
  const before = address(), start = performance.now();
  const look = () => (address() === before ? requestAnimationFrame(look) : (window.tookMs = performance.now() - start));
  window.tookMs = 0;
  look();
}, true);
"""
READ = """async () => {
  while (!window.tookMs) await new Promise((resolve) => setTimeout(resolve, 5));
  return window.tookMs;
}"""


def measure(options: Options) -> Figures:
    """Returns for each kind of field the median, and the limit of 95 of 100."""
    figures: Figures = {}
    for name, times in _iter_rows(ROUNDS // 4 if options.is_quick else ROUNDS):
        ordered = sorted(times)
        figures |= {
            f"{name}: {COLUMNS[0]}": median(ordered),
            f"{name}: {COLUMNS[1]}": ordered[len(ordered) * 95 // 100],
        }
    return figures


def _iter_rows(rounds: int) -> Iterator[tuple[str, list[float]]]:
    from playwright.sync_api import sync_playwright  # not needed by other benchmarks

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver, launch_chromium(driver) as browser:
        scenes = Path(folder) / "scenes"
        scenes.mkdir()
        (scenes / "thirty.yaml").write_text(generate_thirty_passages(), encoding="utf-8")
        with StudioProcess(Path(folder)) as studio:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(f"http://{studio.host}/{studio.token}/")
            page.locator(".scene").click()
            page.locator(".frame iframe.preview").wait_for()
            page.evaluate(WATCH)
            for name, selector in FIELDS.items():
                if name == "in the text":
                    page.locator(".writing .segments button", has_text="Text").click()
                field = page.locator(selector).first
                field.locator(".cm-line", has_text=".").last.click()
                page.keyboard.press("End")
                times = []
                for _ in range(rounds + 1):
                    time.sleep(PAUSE_S)
                    page.keyboard.press("a")
                    times.append(float(page.evaluate(READ)))
                yield name, times[1:]  # the first one reads what stays for the others


def render(figures: Mapping[str, float]) -> str:
    """Returns the table."""
    rows = [
        [name, *(format_figure(figures, f"{name}: {column}", "{:,.0f}") for column in COLUMNS), f"{GOAL_MS} ms"]
        for name in FIELDS
    ]
    return format_rows(["", *COLUMNS, "goal"], rows)
