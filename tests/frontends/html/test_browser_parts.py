"""Pages with the parts that their data need, in Chromium: they play and look as with every part."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frontends.html import player_parts
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.player_parts import NEEDED_BY, find_parts
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, write_page
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_pack, load_shipped_scene

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

EXAMPLE = Path("scenes/examples/high-water")
NARROW, WIDE = (390, 700), (1280, 800)
KEYS = "nwprts?"
"""Open dialogs, where the page has them."""
COMPARED_PAGES, MAX_STEPS = 2, 100
ADVANCE = """(turn) => {
  const offers = [...document.querySelectorAll(".offer:not([aria-disabled])")];
  const go = [...document.querySelectorAll("article .go")].find((button) => button.checkVisibility());
  const next = offers.length ? offers[turn % offers.length] : go;
  next?.click();
  return Boolean(next);
}"""
DRAWN = """(properties) => [...document.body.querySelectorAll("*:not(script, #status)")].map((element) => {
  const style = getComputedStyle(element), before = getComputedStyle(element, "::before");
  const {x, y, width, height} = element.getBoundingClientRect();
  const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
  const attributes = [...element.attributes].map(({name, value}) => `${name}=${value}`).join(" ");
  const looks = properties.map((name) => `${name}: ${style[name]}`).join("; ");
  const top = element.closest("dialog") ? y : y + scrollY;
  const place = width * height ? [x, top, width, height].map(Math.round) : "nowhere";
  return `${element.localName} ${attributes} “${words}” ${place} ${before.content} ${before.position} ${looks}`;
})"""
"""Returns of every element what it is, holds and looks like; a status is taken away after a time."""
PROPERTIES = """
    backgroundColor backgroundImage borderBlock borderInline boxShadow color columnCount display fill font fontStyle
    letterSpacing listStyleType opacity outline overflow position stroke strokeWidth textAlign textDecoration
    textIndent textTransform transform verticalAlign visibility whiteSpace
""".split()  # noqa: SIM905  # lines of words are easier to read than a column


def compile_case(name: str) -> CompiledScene:
    match name:
        case "plain":
            return compile_scene_text(generate_thirty_passages())
        case "high-water":
            pack, _ = read_pack(EXAMPLE)
            return compile_scene(pack, pack.scenes[SceneId(name)])
        case _:
            return load_shipped_scene(SceneId(name))


CASES = [
    "plain",
    *(pytest.param(str(name), marks=pytest.mark.release) for name in ("high-water", *load_shipped_pack().scenes)),
]


@pytest.mark.parametrize("name", CASES)
def test_a_page_plays_and_looks_as_with_every_part(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    data = json_roundtrip(encode_scenes([compile_case(name)]))
    own = write_page(tmp_path, data)
    every_part = {*NEEDED_BY} - {"languages"}  # which begins with the languages of the data
    monkeypatch.setattr(player_parts, "find_parts", lambda *arguments: find_parts(*arguments) | every_part)
    whole = write_page(tmp_path, data, "whole.html")
    assert own.stat().st_size < whole.stat().st_size
    tabs = [
        open_page(browser, file, viewport={"width": WIDE[0], "height": WIDE[1]}, reduced_motion="reduce")
        for file in (own, whole)
    ]
    compare_playthroughs(tabs, Random(1))
    for tab in tabs:
        assert tab.errors == []
        tab.close()


def compare_playthroughs(tabs: list[BrowserTab], random: Random) -> None:
    """Plays the same choices in two pages to their end, and compares some pages of each kind, with all dialogs."""
    seen: Counter[str] = Counter()
    while (kind := tabs[0].evaluate("document.body.className")) != "finished":
        compare_page(tabs, seen, kind)
        turn = random.randrange(60)
        assert [tab.evaluate(ADVANCE, turn) for tab in tabs] == [True, True]
        assert seen.total() < MAX_STEPS
    compare_page(tabs, seen, kind)
    for tab in tabs:
        tab.page.emulate_media(media="print")
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    compare(tabs, WIDE)


def compare_page(tabs: list[BrowserTab], seen: Counter[str], kind: str) -> None:
    seen[kind] += 1
    if seen[kind] <= COMPARED_PAGES:
        compare(tabs, NARROW, WIDE)
    if seen[kind] == 1:
        for key in KEYS:
            for tab in tabs:
                tab.press(key)
            compare(tabs, WIDE)
            for tab in tabs:
                tab.press("Escape")


def compare(tabs: list[BrowserTab], *sizes: tuple[int, int]) -> None:
    for width, height in sizes:
        for tab in tabs:
            tab.page.set_viewport_size({"width": width, "height": height})
        own, whole = (tab.evaluate(DRAWN, PROPERTIES) for tab in tabs)
        assert own == whole
