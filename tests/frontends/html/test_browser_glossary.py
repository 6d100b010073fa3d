"""The whole glossary in the page: what is met is the same as in a session, search, keys, without storage, and as SCORM."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.content.search_text import fold_text
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.page_json import entries_to_json
from party_card.frontends.shared.scene_data import Json
from tests.frontends.html.chromium import PLAYER_SOURCES, BrowserTab, json_roundtrip, open_page, write_page
from tests.theatre import PREMIERE, REHEARSAL, write_theatre

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LIST_ITEMS = "partyCard.glossary()"
LIST_NAMES = "[...document.querySelectorAll('dialog dt')].map((node) => node.firstChild.textContent)"
BLOCK_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the theatre."""
    return write_theatre(tmp_path_factory.mktemp("pack"))


def encode_campaign(pack: Pack) -> Json:
    """Returns the data of the page of the whole campaign."""
    assert pack.campaign is not None
    scenes = [compile_scene(pack, pack.scenes[name]) for name in (REHEARSAL, PREMIERE)]
    data: Json = json_roundtrip(encode_scenes(scenes, campaign=compile_campaign(pack, pack.campaign)))
    return data


def read_count(tab: BrowserTab) -> str:
    """Returns the sentence on how many entries are shown."""
    return str(tab.evaluate("document.querySelector('dialog p.soft[role=status]').textContent"))


def search(tab: BrowserTab, query: str) -> list[str]:
    """Types a query into the field, and returns the names found."""
    tab.page.get_by_role("searchbox", name="Find a name or a word").fill(query)
    names: list[str] = tab.evaluate(LIST_NAMES)
    return names


def test_the_page_marks_what_a_session_marks_after_the_same_choices(
    browser: Browser, tmp_path: Path, pack: Pack
) -> None:
    session = Session(pack, folder=tmp_path / "kept")
    tab = open_page(browser, write_page(tmp_path, encode_campaign(pack)))

    def list_session_items() -> list[Json]:
        items = session.list_glossary(page=session.page() if session.open_scene else None)
        entries = entries_to_json(item.entry for item in items)
        return [{**entry, "isMet": item.is_met} for entry, item in zip(entries, items, strict=True)]

    assert tab.evaluate(LIST_ITEMS) == list_session_items()
    for scene, steps in ((REHEARSAL, ("begin", "stay", "reveal", "close")), (PREMIERE, ("begin", "enter"))):
        tab.evaluate(
            "(scene) => { location.hash = scene; }",
            f"{scene}.{tab.evaluate('partyCard.data.scenes')[scene == PREMIERE]['shape']}.0",
        )
        session.open(scene)
        tab.wait_for("document.querySelector('.briefing')")
        for step in steps:
            tab.press("1") if step in ("begin", "stay", "enter") else tab.page.locator(".go").click()
            session.choose(step)
            assert tab.evaluate(LIST_ITEMS) == list_session_items(), step
    items = tab.evaluate(LIST_ITEMS)
    assert [item["name"] for item in items if item["isMet"]] == [
        "René Abel", "Oda af Ekeby", "Tan Mei-lin", "Łucja Żeleńska", "dress circle", "wings"
    ]  # fmt: skip
    assert [item["name"] for item in items if item["later"]] == ["René Abel", "Łucja Żeleńska"]
    session.close()
    tab.close()


def test_search_finds_without_accents_and_says_how_many(browser: Browser, tmp_path: Path, pack: Pack) -> None:
    tab = open_page(browser, write_page(tmp_path, encode_campaign(pack)))
    tab.press("w")  # among the episodes no page has words of its own
    assert (len(tab.evaluate(LIST_NAMES)), read_count(tab)) == (
        8,
        "8 entries. No scene has named one of them to you yet.",
    )
    assert search(tab, "ZELENSKA") == ["Łucja Żeleńska"]
    assert read_count(tab) == "1 of 8 entries has these words."
    assert search(tab, "prompt") == ["prompt box", "Oda af Ekeby"]
    assert search(tab, "opera") == []
    assert read_count(tab) == "No entry has these words."
    search(tab, "stage")
    tab.page.get_by_role("button", name="People").click()
    assert tab.evaluate(LIST_NAMES) == []
    tab.page.get_by_role("button", name="Words 2").click()
    assert tab.evaluate(LIST_NAMES) == ["prompt box", "wings"]
    assert tab.page.get_by_role("button", name="Words 2").get_attribute("aria-pressed") == "true"
    tab.close()


def test_the_page_folds_letters_as_the_game_does() -> None:
    blocks = (range(0x20, 0x700), range(0x1E00, 0x2000))  # from Latin to Arabic, and Latin and Greek with many accents
    letters = [chr(code) for block in blocks for code in block if unicodedata.category(chr(code)) != "Cn"]
    texts = [*letters, "İSTANBUL", "ΣΊΣΥΦΟΣ", "ﬁve-year_plan", "Lenin’s", "מְנוֹרָה", "हिन्दी", "한국어", "Ａ"]
    script = f"""globalThis.location = {{search: ""}};
globalThis.document = {{documentElement: {{}}, getElementById: () => ({{textContent: '{{"languages": [["en", "English", "ltr"]]}}'}})}};
const {{fold}} = await import("./{PLAYER_SOURCES}/glossary.js"); const {{readFileSync}} = await import("fs");
      console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(fold)));"""
    run = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(zip(texts, json.loads(run.stdout), strict=True)) == {text: fold_text(text) for text in texts}


def test_a_note_on_a_person_leads_back_to_what_was_searched(browser: Browser, tmp_path: Path, pack: Pack) -> None:
    tab = open_page(browser, write_page(tmp_path, encode_campaign(pack)))
    tab.press("w")
    search(tab, "director")
    tab.page.locator("dialog .ref").click()
    assert "Posters were put up in the town." in tab.page.locator("dialog").inner_text()
    tab.page.get_by_role("button", name="Back to who’s who").click()
    assert (tab.evaluate(LIST_NAMES), read_count(tab)) == (["Łucja Żeleńska"], "1 of 8 entries has these words.")
    tab.close()


def test_the_words_of_the_page_come_first_and_lead_to_the_others_and_back(
    browser: Browser, tmp_path: Path, pack: Pack
) -> None:
    scene = compile_scene(pack, pack.scenes[REHEARSAL])
    tab = open_page(browser, write_page(tmp_path, json_roundtrip(encode_scenes([scene]))))
    tab.press("1", "w")
    assert tab.evaluate(LIST_NAMES) == ["Łucja Żeleńska"]
    tab.page.get_by_role("button", name="Whole glossary").click()
    assert tab.evaluate(LIST_NAMES) == ["Tan Mei-lin", "Łucja Żeleńska", "wings"]
    assert tab.page.locator(".met").count() == 1
    tab.page.get_by_role("button", name="Only this page").click()
    assert tab.evaluate(LIST_NAMES) == ["Łucja Żeleńska"]
    tab.press("Escape")
    assert not tab.errors
    tab.close()


def test_what_is_met_is_known_where_nothing_can_be_stored(browser: Browser, tmp_path: Path, pack: Pack) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script(BLOCK_STORAGE)
    page = context.new_page()
    page.goto(write_page(tmp_path, encode_campaign(pack)).as_uri() + "#rehearsal")
    page.wait_for_selector("html[data-ready]")
    tab = BrowserTab(page, context)
    tab.page.locator(".scenes button").first.click()
    tab.press("1", "1", "e", "w")
    assert read_count(tab) == "8 entries. Scenes have named 2 of them to you; these are marked “met”."
    assert "met" in tab.page.locator(".met").first.inner_text()
    tab.close()
