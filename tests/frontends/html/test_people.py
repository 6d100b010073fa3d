"""Who's who in the exported page: it agrees with the engine, and tells what became of somebody only after the ending."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import EntryRow, Json
from party_card.modelcheck.explore import explore_scene
from tests.engine.test_entries import FILES, read_files
from tests.frontends.html.chromium import open_page, write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ENTRY = "document.querySelector('dialog dl div').innerText.replace(/\\s+/g, ' ')"


def compile_rope(folder: Path) -> CompiledScene:
    pack = read_files(folder, FILES)
    return compile_scene(pack, pack.scenes[SceneId("rope")])


def encode(compiled: CompiledScene) -> Json:
    data: Json = json.loads(json.dumps(encode_scenes([compiled])))
    return data


def test_the_reference_player_shows_the_people_of_the_engine_at_every_position(tmp_path: Path) -> None:
    states = explore_scene(compile_rope(tmp_path))
    assert compare_scene(ReferencePlayer(encode(states.compiled)), 0, states) == states.state_count


@pytest.mark.parametrize("field", ["line", "years", "later", "years_after"])
def test_a_page_that_tells_something_else_of_a_person_is_refused(tmp_path: Path, field: str) -> None:
    states = explore_scene(compile_rope(tmp_path))
    data = encode(states.compiled)
    number = EntryRow._fields.index(field)
    is_text = isinstance(data["entries"][0][number], str)
    data["entries"][0][number] = "1812" if is_text else len(data["lines"]) - 1
    with pytest.raises(MismatchError):
        compare_scene(ReferencePlayer(data), 0, states)


@pytest.mark.browser
def test_chromium_tells_what_became_of_somebody_after_the_ending(tmp_path: Path, browser: Browser) -> None:
    tab = open_page(browser, write_page(tmp_path, encode(compile_rope(tmp_path))))
    tab.press("w")
    assert tab.evaluate(ENTRY) == "DORA LUND BORN 1870 She ran the ferry.1"
    tab.press("Escape", "1", "1")
    tab.page.get_by_role("button", name="See what really happened").click()
    tab.press("w")
    assert tab.evaluate(ENTRY) == (
        "DORA LUND 1870–1931 She ran the ferry.1 WHAT BECAME OF THEM She left the town,2 and the ferry was sold.23"
    )
    tab.page.locator("dialog .ref").nth(1).click()
    assert "Lund left in 1913" in tab.page.locator("dialog").inner_text()
    tab.page.get_by_role("button", name="Back to who’s who").click()
    assert tab.page.locator("dialog h2").inner_text().casefold() == "who’s who, and words"
    assert tab.errors == []
    tab.close()
