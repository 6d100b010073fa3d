"""Compares the exported page with an inkjs page of the same story in Chromium and Firefox: size, and first passage.

Invariant: all pages have the same texts and choices, each in one file without requests. They are opened in alternation,
each time in a new browser context. The page itself reads the clock, from navigation until the first frame with the first
passage; an empty page is the baseline.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from party_card.content.models import Scene
from party_card.frontends.html.encode.page_data import encode_scenes
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.page_size import export_page, measure_gzipped
from tests.benchmarks.peers.installation import install_peers
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.frontends.html.chromium import launch_chromium
from tests.frontends.html.engines import launch_firefox
from tests.modelcheck.scenes import compile_scene_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EMPTY_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><main><p>{first}</p></main></html>'
)
INK_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Thirty Passages</title>
<main id="story"></main><script>{engine}</script><script id="data" type="application/json">{story}</script><script>
const story = new inkjs.Story(document.getElementById("data").textContent), main = document.getElementById("story");
function show() {{
  main.replaceChildren();
  while (story.canContinue) main.append(Object.assign(document.createElement("p"), {{ textContent: story.Continue() }}));
  story.currentChoices.forEach((choice, n) => main.append(Object.assign(document.createElement("button"),
    {{ textContent: choice.text, onclick: () => {{ story.ChooseChoiceIndex(n); show(); }} }})));
}}
show();</script></html>"""
WATCH_SCRIPT = """
const look = () => document.body?.innerText.includes({first}) ? requestAnimationFrame(() => (window.firstShown = performance.now())) : setTimeout(look, 1);
look();
"""
"""Runs before the scripts of the page: the time of the first frame with the first passage, from the navigation on."""
PAGES = ("empty page", "ours", "inkjs")
BROWSERS = ("chromium", "firefox")
ROUNDS = 21


def write_ink(scene: Scene) -> str:
    """Returns the story as ink; the reason of a locked choice is a line of text."""
    lines = [*(f"VAR {name} = false" for name in scene.variables), f"-> {next(iter(scene.passages))}"]
    for name, passage in scene.passages.items():
        lines.append(f"=== {name} ===")
        for block in [passage.text] if isinstance(passage.text, str) else passage.text or ():
            text, condition = (block, None) if isinstance(block, str) else (block.text, block.if_)
            lines.append(f"{{{condition}:{text}}}" if condition else str(text))
        lines += [f"{{not ({choice.if_}):{choice.locked}}}" for choice in passage.choices if choice.locked]
        for choice in passage.choices:
            guard = f"{{{choice.if_}}} " if choice.if_ else ""
            lines.append(f"+ {guard}[{choice.text}]")
            lines += [f"  ~ {variable} = true" for variable in choice.set]
            lines.append(f"  -> {choice.goto}")
        if passage.ending:
            lines += [passage.ending.title, "-> END"]
    return "\n".join(lines)


def build_pages(options: Options) -> dict[str, str]:
    """Returns the HTML of all pages by name; the empty page has the first text too."""
    scene = compile_scene_text(generate_thirty_passages()).scene
    modules = install_peers(options.peers) / "node_modules/inkjs/dist"
    engine = (modules / "ink.js").read_text(encoding="utf-8").split("//# sourceMappingURL")[0]
    compile_script = "const {Compiler} = require(process.argv[1]); const fs = require('fs'); process.stdout.write(new Compiler(fs.readFileSync(0, 'utf8')).Compile().ToJson())"
    command = ["node", "-e", compile_script, str((modules / "ink-full.js").resolve())]
    compilation = subprocess.run(command, input=write_ink(scene).encode(), check=True, capture_output=True)
    return {
        "empty page": EMPTY_PAGE.format(first=next(iter(scene.passages.values())).text),
        "ours": export_page(options),
        "inkjs": INK_PAGE.format(engine=engine, story=compilation.stdout.decode().lstrip("\ufeff")),
    }


def measure(options: Options) -> Figures:
    """Returns sizes, and the medians in both browsers: each page in a new context, in turn."""
    from playwright.sync_api import sync_playwright

    figures: Figures = {}
    scene = compile_scene_text(generate_thirty_passages())
    first_text = str(next(iter(scene.scene.passages.values())).text).split(".", maxsplit=1)[0]
    shape = encode_scenes([scene])["scenes"][0]["shape"]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        paths: dict[str, str] = {}
        for page, html in build_pages(options).items():
            path = Path(name) / f"{page.replace(' ', '-')}.html"
            path.write_text(html, encoding="utf-8")
            # The fragment skips the briefing, which the others do not have.
            paths[page] = path.as_uri() + (f"#thirty.{shape}.0-" if page == "ours" else "")
            figures[f"{page}, bytes"] = float(len(html.encode()))
            figures[f"{page}, gzipped"] = float(measure_gzipped(html.encode()))
        for browser_name in BROWSERS:
            launch = launch_chromium(driver) if browser_name == "chromium" else launch_firefox(driver, Path(name))
            with launch as browser:
                times: dict[str, list[float]] = {page: [] for page in paths}
                for _ in range(ROUNDS + 1):
                    for page, address in paths.items():
                        times[page].append(measure_first_passage(browser, address, first_text))
            figures |= {f"{page}, {browser_name}, ms": median(values[1:]) for page, values in times.items()}
    return figures


def measure_first_passage(browser: Browser, address: str, first_text: str) -> float:
    """Returns the milliseconds from the navigation until the first passage is visible."""
    context = browser.new_context()
    context.add_init_script(WATCH_SCRIPT.format(first=json.dumps(first_text)))
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_function("window.firstShown !== undefined")
    milliseconds = float(page.evaluate("window.firstShown"))
    context.close()
    return milliseconds


def render(figures: Mapping[str, float]) -> str:
    """Returns the table: a row for each page."""
    rows = []
    for page in PAGES:
        cells = [format_figure(figures, f"{page}, {unit}", "{:,.0f}") for unit in ("bytes", "gzipped")]
        for browser in BROWSERS:
            name, bare = f"{page}, {browser}, ms", f"empty page, {browser}, ms"
            cells.append(format_figure(figures, name, "{:,.0f}"))
            cells.append(f"{figures[name] - figures[bare]:+,.0f}" if name in figures and bare in figures else "–")
        rows.append([page, *cells])
    header = ["page", "bytes", "gzipped", "Chromium, ms", "over an empty page", "Firefox, ms", "over an empty page"]
    return format_rows(header, rows)
