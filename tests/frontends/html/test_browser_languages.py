"""Pages in other languages than English in a real browser: nothing that the game says is left in English, or cut off."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.content.models import SceneId
from party_card.content.prose import smart_quotes, strip_markup
from party_card.frontends.shared.scene_data import Json
from party_card.localization.languages import ACCENTED, MIRRORED
from tests.app.provenance_campaign import write_provenance_campaign
from tests.frontends.html.chromium import BrowserTab, open_page, write_page
from tests.frontends.html.disguised import encode_disguised
from tests.frontends.html.engines import Engine
from tests.frontends.html.page_states import close_dialog, find_address, go_to
from tests.shipped import load_shipped_pack

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SCENE = "forbidden-paper"
STATES = ("briefing", "noted", "locked", "ending", "record", "file", "debrief", "finished")
DIALOG_KEYS = {"briefing": "?sw", "noted": "nwt", "finished": "rp"}
PHONE = {"width": 390, "height": 844}
READ_TEXTS = """() => {
  const left = "script, style, title, noscript, kbd, ol.sources, .notes .soft, .voices .soft, #about .soft, .where text, textarea";
  const nodes = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (nodes.nextNode()) if (!nodes.currentNode.parentElement.closest(left)) texts.push(nodes.currentNode.data);
  for (const name of ["aria-label", "title", "alt", "placeholder", "aria-valuetext"])
    document.querySelectorAll(`[${name}]`).forEach((element) => texts.push(element.getAttribute(name)));
  return texts.filter((text) => /[A-Za-z]{2}/.test(text));
}"""
"""Every text of the page but keys, and what a source is called and where."""
MEASURE = """[document.documentElement, ...document.querySelectorAll("dialog")]
  .filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => element.tagName)"""
"""What scrolls sideways, by more than a pixel that is rounded."""
LOOKED_UP = re.compile(r"\[[^\[\]]*\]")
UNITS = {"em"}


def find_english(texts: list[str], known: str) -> list[str]:
    """Returns the texts that were not looked up, and are none of the author's."""
    found = []
    for text in texts:
        rest = text.replace("Party Card", "")
        while (shorter := LOOKED_UP.sub("", rest)) != rest:
            rest = shorter
        for part in rest.split(" · "):
            words = re.sub(r"^[^A-Za-z]+|[^A-Za-z]+$", "", part)
            if re.search("[A-Za-z]{2}", words) and words not in known and words not in UNITS:
                found.append(text)
    return found


def list_known_texts(data: Json, *models: Any) -> str:
    """Returns what stays in Latin letters: names of people, words that no scene explains, and texts of some models."""
    entries = [text for row in data["entries"] for text in row if isinstance(text, str)]
    quantities = [text for scene in data["scenes"] for text in _iter_texts(scene["record"]) if re.search(r"\d", text)]
    return "\n".join([*entries, *quantities, data["pack"], *_iter_texts(data["maps"]), *list_model_texts(*models)])


def list_model_texts(*models: Any) -> list[str]:
    """Returns the texts of an author, as they are written and as a page shows them."""
    raw = [" ".join(text.split()) for model in models for text in _iter_texts(model)]
    return [*raw, *(smart_quotes(strip_markup(text)) for text in raw)]


def _iter_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _iter_texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _iter_texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "location":
                yield from _iter_texts(getattr(value, field.name))


def visit(tab: BrowserTab | Any) -> Iterator[str]:
    """Brings the page of a scene into its states and opens its dialogs; yields where it is."""
    addresses = {state: find_address(tab, state, SCENE) for state in STATES}
    for state, address in addresses.items():
        go_to(tab, address)
        yield state
        for key in DIALOG_KEYS.get(state, ""):
            tab.press(key)
            if key != "r":
                tab.wait_for("document.querySelector('dialog[open]')")
            yield f"{state}, {key}"
            if key != "r":
                close_dialog(tab)


@pytest.fixture(scope="module")
def accented() -> Json:
    return encode_disguised(ACCENTED, load_shipped_pack(), [SceneId(SCENE)])


def test_nothing_that_a_page_says_is_left_in_english(browser: Browser, accented: Json, tmp_path: Path) -> None:
    tab = open_page(browser, write_page(tmp_path, accented), viewport=PHONE)
    known = list_known_texts(accented, [source.ends for source in load_shipped_pack().sources.values()])
    for state in visit(tab):
        assert find_english(tab.evaluate(READ_TEXTS), known) == [], state
        assert tab.evaluate(MEASURE) == [], state
    assert tab.errors == []
    tab.close()


@pytest.mark.release
def test_a_page_from_right_to_left_has_room_in_every_engine(engine: Engine, tmp_path: Path) -> None:
    mirrored = encode_disguised(MIRRORED, load_shipped_pack(), [SceneId(SCENE)])
    tab = engine.open_tab(write_page(tmp_path, mirrored), width=390, height=844)
    known = list_known_texts(mirrored, [source.ends for source in load_shipped_pack().sources.values()])
    assert tab.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    for state in visit(tab):
        assert find_english(tab.evaluate(READ_TEXTS), known) == [], state
        assert tab.evaluate(MEASURE) == [], state
    assert tab.errors == []
    tab.close()


@pytest.mark.release
def test_nothing_that_a_campaign_says_is_left_in_english(browser: Browser, tmp_path: Path) -> None:
    pack = write_provenance_campaign(tmp_path / "pack")
    data = encode_disguised(ACCENTED, pack, pack.scene_ids())
    known = list_known_texts(data, pack.campaign, *pack.prologues.values())
    tab = open_page(browser, write_page(tmp_path, data), viewport=PHONE)

    def look(place: str) -> None:
        assert find_english(tab.evaluate(READ_TEXTS), known) == [], place
        assert tab.evaluate(MEASURE) == [], place

    look("contents")
    for number, steps in enumerate(("0-0000--", "0-0-", "0-0--")):
        scene = data["scenes"][number]
        go_to(tab, f"{scene['id']}.{scene['shape']}.{steps}")
        tab.evaluate("[...document.querySelectorAll('.go')].at(-1).click()")
        look(f"end of scene {number + 1}")
    tab.press("e")
    look("contents, played")
    ways = "document.querySelectorAll('article > .row:last-child button')"
    for number, place in enumerate(("archive", "winter")):
        tab.evaluate(f"{ways}[{number}].click()")
        look(place)
        if place == "archive":
            for selector, name in ((".folder-button", "folder"), (".go", "lived"), (".go", "back"), (".thing", "way")):
                tab.evaluate(f"document.querySelector('article {selector}').click()")
                look(name)
            tab.press("e")
    tab.close()
