"""Compares the exported page with an inkjs page of the same story: file size, and time until the first passage.

Invariant: all pages have the same texts and choices, each in one file without requests. They are opened in alternation,
each time in a new browser context. The time is from navigation until the first passage is visible; an empty page is the
baseline.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from party_card.content.models import Scene
from party_card.frontends.html.document import build_document, read_asset
from party_card.frontends.html.encode.page_data import encode_scenes
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.frontends.html.chromium import json_roundtrip, launch_chromium
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
WAIT_FOR_TEXT_SCRIPT = """(first) => new Promise((done) => {
  const look = () => document.body?.innerText.includes(first) ? requestAnimationFrame(() => done(1)) : setTimeout(look, 1);
  look();
})"""


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


def build_pages(folder: Path) -> dict[str, str]:
    """Returns the HTML of all pages by name; the empty page has the first text too."""
    scene = compile_scene_text(generate_thirty_passages())
    first_text = next(iter(scene.scene.passages.values())).text
    html_pages = {
        "empty page": EMPTY_PAGE.format(first=first_text),
        "ours": build_document(
            json_roundtrip(encode_scenes([scene])), read_asset("player.js"), read_asset("player.css")
        ),
    }
    modules = folder / "node_modules/inkjs/dist"
    source = folder / "thirty.ink"
    source.write_text(write_ink(scene.scene), encoding="utf-8")
    compile_script = "const {Compiler} = require(process.argv[1]); const fs = require('fs'); process.stdout.write(new Compiler(fs.readFileSync(process.argv[2], 'utf8')).Compile().ToJson())"
    compilation = subprocess.run(
        ["node", "-e", compile_script, str((modules / "ink-full.js").resolve()), str(source)],
        check=True,
        capture_output=True,
    )
    engine = (modules / "ink.js").read_text(encoding="utf-8").split("//# sourceMappingURL")[0]
    return {
        **html_pages,
        "inkjs 2.4.0": INK_PAGE.format(engine=engine, story=compilation.stdout.decode().lstrip("\ufeff")),
    }


def measure_first_passage(browser: Browser, address: str, first_text: str) -> float:
    """Returns the milliseconds until the first passage is visible."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.evaluate(WAIT_FOR_TEXT_SCRIPT, first_text)
    milliseconds = (time.perf_counter() - started) * 1000
    context.close()
    return milliseconds


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where npm has installed inkjs")
    parser.add_argument("--rounds", type=int, default=21)
    args = parser.parse_args()
    from playwright.sync_api import sync_playwright

    html_pages = build_pages(args.folder)
    scene = compile_scene_text(generate_thirty_passages())
    first_text = str(next(iter(scene.scene.passages.values())).text).split(".", maxsplit=1)[0]
    shape = encode_scenes([scene])["scenes"][0]["shape"]
    paths: dict[str, Path] = {}
    for index, (name, html) in enumerate(html_pages.items()):
        paths[name] = (args.folder / f"page-{index}.html").resolve()
        paths[name].write_text(html, encoding="utf-8")
    times: dict[str, list[float]] = {name: [] for name in paths}
    with sync_playwright() as driver, launch_chromium(driver) as browser:
        for _ in range(args.rounds):
            for name, path in paths.items():
                fragment = (
                    f"#thirty.{shape}.0-" if name == "ours" else ""
                )  # skips the briefing, which the others do not have
                times[name].append(measure_first_passage(browser, path.as_uri() + fragment, first_text))
    baseline = median(times["empty page"])
    print("| page | bytes | gzipped | first passage | over an empty page |\n|---|---:|---:|---:|---:|")
    for name, html in html_pages.items():
        data = html.encode()
        gzipped_size = len(gzip.compress(data, 9, mtime=0))
        milliseconds = median(times[name])
        print(
            f"| {name} | {len(data):,} | {gzipped_size:,} | {milliseconds:.0f} ms | {milliseconds - baseline:+.0f} ms |"
        )


if __name__ == "__main__":
    main()
