"""Documents in the exported page: the data agrees with the engine, a fact without one costs nothing, and Chromium draws
the sheet with its languages marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.page_json import notes_to_json
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import CitationRow, Json
from party_card.modelcheck.explore import explore_scene
from tests.documents import open_page, read_documents
from tests.frontends.html.chromium import json_roundtrip, write_page
from tests.frontends.html.chromium import open_page as open_tab
from tests.two_sources import read_two_sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def compile_ferry(folder: Path) -> CompiledScene:
    pack = read_documents(folder)
    return compile_scene(pack, pack.scenes[SceneId("ferry")])


def encode(compiled: CompiledScene) -> Json:
    data: Json = json.loads(json.dumps(encode_scenes([compiled])))
    return data


def test_the_reference_player_shows_the_sheets_of_the_engine_at_every_position(tmp_path: Path) -> None:
    states = explore_scene(compile_ferry(tmp_path))
    assert compare_scene(ReferencePlayer(encode(states.compiled)), 0, states) == states.state_count


def test_a_fact_has_no_more_in_the_page_than_before_there_were_documents(tmp_path: Path) -> None:
    pack = read_two_sources(tmp_path)
    rows = encode(compile_scene(pack, pack.scenes[SceneId("bell")]))["cited"]
    lengths = {row[0]: len(row) for row in rows}
    fields = len(CitationRow._fields)
    assert lengths["lamps-out"] == fields - 3
    assert lengths["bell-at-nine"] == fields - 1, "attestations and conclusion"
    assert lengths["river-high"] == fields - 2, "attestations alone"


@pytest.mark.browser
def test_chromium_draws_the_sheet_of_each_document(tmp_path: Path, browser: Browser) -> None:
    path = write_page(tmp_path, encode(compile_ferry(tmp_path)))
    tab = open_tab(browser, path)
    tab.page.get_by_role("button", name="Begin").click()
    expected = json_roundtrip(notes_to_json(open_page(tmp_path, "passage").notes))
    notes = tab.evaluate(
        "(() => { const { data, begin, take, page } = partyCard; return page(data, take(data, begin(data, 0), 'begin')).notes; })()"
    )
    assert notes == expected
    tab.page.keyboard.press("n")
    dialog = tab.page.locator("dialog[open]")
    assert dialog.locator("h2").inner_text().lower() == "document, note 1 of 3"
    languages = dialog.locator(".words p").evaluate_all("all => all.map((one) => one.lang)")
    assert languages == ["de", "de", "en", "en"]
    words = dialog.locator(".words")
    assert "Fähre bleibt" in words.nth(0).inner_text()
    assert "<No> crossing" in words.nth(1).inner_text(), "no markup is made of a text"
    assert [part.inner_text() for part in dialog.locator("dd").all()] == [
        "The head of the office.", "The keeper of the ferry, who had asked.", "To be safe from blame if the ferry sinks.",
    ]  # fmt: skip
    assert "Town archive, box 4" in dialog.inner_text()
    boxes = [words.nth(number).bounding_box() for number in range(2)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[1]["x"] > boxes[0]["x"] + boxes[0]["width"], "side by side in a wide window"
    tab.page.set_viewport_size({"width": 390, "height": 800})
    narrow = [words.nth(number).bounding_box() for number in range(2)]
    assert narrow[0] is not None
    assert narrow[1] is not None
    assert narrow[1]["y"] > narrow[0]["y"] + narrow[0]["height"], "one below the other on a phone"
    assert tab.evaluate("document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth")
    tab.page.keyboard.press("ArrowRight")
    assert tab.page.locator("dialog[open] h2").inner_text().lower() == "note 2 of 3"
    assert not tab.errors
    tab.context.close()


@pytest.mark.browser
def test_chromium_draws_a_table_of_figures_with_headings(tmp_path: Path, browser: Browser) -> None:
    tab = open_tab(browser, write_page(tmp_path, encode(compile_ferry(tmp_path))))
    for name in ("Begin", "Wait for the lamp.", "See what"):
        tab.page.get_by_role("button", name=name).click()
    tab.page.locator("article a.ref").nth(1).click()
    russian = tab.page.locator("dialog[open] .sheet p[lang]")
    assert russian.get_attribute("lang") == "ru", "known, so not marked as unknown for its letters"
    assert russian.inner_text().startswith("Последняя лодка")
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("ArrowRight")
    table = tab.page.locator("dialog[open] table")
    assert table.locator("thead th").all_inner_texts() == ["month", "passengers", "fares, in marks"]
    assert table.locator("tbody th").all_inner_texts() == ["October", "November"]
    assert table.locator("td").all_inner_texts() == ["1,410", "70.50", "395", "none"]
    tab.context.close()
