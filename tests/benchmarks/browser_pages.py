"""The browser page beside an inkjs page of the very same story: how large it is, and how soon its first passage is there.

Law: all pages hold the same words and offer the same ways, each as its tool does it, in one file that fetches nothing. They are
opened in turn, each time in a profile of its own, and the time is that from the wish to open the file until its first
passage can be seen; an empty page is the floor.
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
from party_card.frontends.html.document import document, part
from party_card.frontends.html.encode.scene import write_data
from tests.benchmarks.thirty import thirty_passages
from tests.frontends.html.chromium import chromium, plain
from tests.modelcheck.scenes import compiled

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><main><p>{first}</p></main></html>'
INK = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Thirty Passages</title>
<main id="story"></main><script>{engine}</script><script id="data" type="application/json">{story}</script><script>
const story = new inkjs.Story(document.getElementById("data").textContent), main = document.getElementById("story");
function show() {{
  main.replaceChildren();
  while (story.canContinue) main.append(Object.assign(document.createElement("p"), {{ textContent: story.Continue() }}));
  story.currentChoices.forEach((choice, n) => main.append(Object.assign(document.createElement("button"),
    {{ textContent: choice.text, onclick: () => {{ story.ChooseChoiceIndex(n); show(); }} }})));
}}
show();</script></html>"""
SEEN = """(first) => new Promise((done) => {
  const look = () => document.body?.innerText.includes(first) ? requestAnimationFrame(() => done(1)) : setTimeout(look, 1);
  look();
})"""


def ink(scene: Scene) -> str:
    """The story in ink; a closed choice tells its reason as a line."""
    lines = [*(f"VAR {name} = false" for name in scene.variables), f"-> {next(iter(scene.passages))}"]
    for name, passage in scene.passages.items():
        lines.append(f"=== {name} ===")
        for block in [passage.text] if isinstance(passage.text, str) else passage.text or ():
            text, condition = (block, None) if isinstance(block, str) else (block.text, block.if_)
            lines.append(f"{{{condition}:{text}}}" if condition else str(text))
        lines += [f"{{not ({choice.if_}):{choice.locked}}}" for choice in passage.choices if choice.locked]
        for choice in passage.choices:
            open_ = f"{{{choice.if_}}} " if choice.if_ else ""
            lines.append(f"+ {open_}[{choice.text}]")
            lines += [f"  ~ {variable} = true" for variable in choice.set]
            lines.append(f"  -> {choice.goto}")
        if passage.ending:
            lines += [passage.ending.title, "-> END"]
    return "\n".join(lines)


def pages(folder: Path) -> dict[str, str]:
    """The pages by name; the empty one says the first words too."""
    scene = compiled(thirty_passages())
    first = next(iter(scene.scene.passages.values())).text
    found = {
        "empty page": EMPTY.format(first=first),
        "ours": document(plain(write_data([scene])), part("player.js"), part("player.css")),
    }
    modules = folder / "node_modules/inkjs/dist"
    source = folder / "thirty.ink"
    source.write_text(ink(scene.scene), encoding="utf-8")
    compile_ = "const {Compiler} = require(process.argv[1]); const fs = require('fs'); process.stdout.write(new Compiler(fs.readFileSync(process.argv[2], 'utf8')).Compile().ToJson())"
    told = subprocess.run(
        ["node", "-e", compile_, str((modules / "ink-full.js").resolve()), str(source)], check=True, capture_output=True
    )
    engine = (modules / "ink.js").read_text(encoding="utf-8").split("//# sourceMappingURL")[0]
    return {**found, "inkjs 2.4.0": INK.format(engine=engine, story=told.stdout.decode().lstrip("\ufeff"))}


def first_passage(browser: Browser, address: str, first: str) -> float:
    """Milliseconds until the first passage can be seen."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.evaluate(SEEN, first)
    taken = (time.perf_counter() - started) * 1000
    context.close()
    return taken


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, help="where npm has installed inkjs")
    asked.add_argument("--rounds", type=int, default=21)
    wishes = asked.parse_args()
    written = pages(wishes.folder)
    scene = compiled(thirty_passages())
    first = str(next(iter(scene.scene.passages.values())).text).split(".", maxsplit=1)[0]
    shape = write_data([scene])["scenes"][0]["shape"]
    paths: dict[str, Path] = {}
    for number, (name, html) in enumerate(written.items()):
        paths[name] = (wishes.folder / f"page-{number}.html").resolve()
        paths[name].write_text(html, encoding="utf-8")
    times: dict[str, list[float]] = {name: [] for name in paths}
    with chromium() as browser:
        for _ in range(wishes.rounds):
            for name, path in paths.items():
                walked = f"#thirty.{shape}.0-" if name == "ours" else ""  # past its briefing, which the others have not
                times[name].append(first_passage(browser, path.as_uri() + walked, first))
    floor = median(times["empty page"])
    print("| page | bytes | gzipped | first passage | over an empty page |\n|---|---:|---:|---:|---:|")
    for name, html in written.items():
        raw = html.encode()
        packed = len(gzip.compress(raw, 9, mtime=0))
        taken = median(times[name])
        print(f"| {name} | {len(raw):,} | {packed:,} | {taken:.0f} ms | {taken - floor:+.0f} ms |")


if __name__ == "__main__":
    main()
