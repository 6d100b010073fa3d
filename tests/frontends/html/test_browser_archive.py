"""The archive in a real browser: the same as the engine's, readable by all, and its answers are kept."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from party_card.content.pack import Pack
from party_card.engine.archive import build_archive_page, build_folder_page
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.provenance import build_provenance_page
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.shared.scene_data import Json
from tests.app.provenance_campaign import write_provenance_campaign
from tests.browsers import NODE
from tests.frontends.html.chromium import BrowserTab, json_roundtrip, open_page, write_page
from tests.frontends.html.test_browser_access import FIND_OVERFLOWING, FIND_SMALL_TARGETS, RUN_AXE
from tests.frontends.html.test_browser_agreement import list_linked_lines, play_to_playthrough

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ARCHIVE_PAGES = """(encoded) => {
  const {data, resume, shelf, folder, way, links} = partyCard;
  const finished = encoded.map((steps, scene) => steps && resume(data, scene, steps).playthrough);
  const open = finished.filter((walk) => walk && data.scenes[walk.scene].file);
  const folders = open.flatMap((walk) => [folder(data, walk, false), folder(data, walk, true)]);
  const ways = [way(data, finished)].filter(Boolean);
  return [shelf(data, finished), ...folders, ...ways].map((page) => [page, [...links(page).values()]]);
}"""
FERRY, KILN, SIGNAL = "ferry.{}.0-0000--", "kiln.{}.0-0-", "signal.{}.0-0--"
"""Addresses of the scenes, one step before their last page; the braces stand for the edition."""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return write_provenance_campaign(tmp_path / "pack")


@pytest.fixture
def scenes(pack: Pack) -> list[CompiledScene]:
    return [compile_scene(pack, pack.scenes[name]) for name in pack.scene_ids()]


def encode(pack: Pack, scenes: list[CompiledScene]) -> Json:
    assert pack.campaign is not None
    data: Json = json_roundtrip(encode_scenes(scenes, campaign=compile_campaign(pack, pack.campaign)))
    return data


def open_archive(browser: Browser, folder: Path, data: Json, **context: Any) -> BrowserTab:
    """Opens the shelf after all scenes have been finished."""
    path = write_page(folder, data)
    tab = open_page(browser, path, **context)
    for number, address in enumerate((FERRY, KILN, SIGNAL)):
        tab.evaluate(f"location.hash = '{address.format(data['scenes'][number]['shape'])}'")
        tab.wait_for(f"document.querySelector('h1').textContent === {data['scenes'][number]['title']!r}")
        tab.evaluate("[...document.querySelectorAll('.go')].at(-1).click()")
    tab.evaluate(
        "[...document.querySelectorAll('button')].find(({textContent}) => textContent === 'The archive').click()"
    )
    tab.wait_for("document.body.className === 'archive'")
    return tab


def test_shelf_and_files_are_those_of_the_engine(
    browser: Browser, pack: Pack, scenes: list[CompiledScene], tmp_path: Path
) -> None:
    assert pack.campaign is not None
    assert pack.campaign.archive is not None
    campaign = compile_campaign(pack, pack.campaign)
    tab = open_page(browser, write_page(tmp_path, encode(pack, scenes)))
    rng = random.Random(11)
    for way in range(12):
        played = {
            number: play_to_playthrough(scene, rng) for number, scene in enumerate(scenes) if rng.random() < way / 8
        }
        places = [
            ArchivePlace(scene.scene, played[number][0] if number in played else None)
            for number, scene in enumerate(scenes)
        ]
        expected = [build_archive_page(campaign, pack.campaign.archive, places)]
        expected += [
            build_folder_page("The River", number + 1, played[number][0], shows_lived=shows_lived)
            for number, place in enumerate(places)
            if place.is_open
            for shows_lived in (False, True)
        ]
        assert pack.campaign.archive.provenance is not None
        expected.append(build_provenance_page(campaign, pack.campaign.archive.provenance, places))
        steps = [played[number][1] if number in played else None for number in range(len(scenes))]
        actual = tab.evaluate(ARCHIVE_PAGES, steps)
        assert actual == [[json_roundtrip(page_to_json(page)), list_linked_lines(page)] for page in expected]
    assert tab.errors == []
    tab.close()


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (1280, "dark")])
def test_the_archive_can_be_read_by_all(
    browser: Browser, pack: Pack, scenes: list[CompiledScene], tmp_path: Path, width: int, theme: str
) -> None:
    context = {"viewport": {"width": width, "height": 800}, "color_scheme": theme}
    tab = open_archive(browser, tmp_path, encode(pack, scenes), **context)
    axe = NODE / "node_modules/axe-core/axe.min.js"
    tab.evaluate(axe.read_text(encoding="utf-8"))
    for way, heading in (
        ("", "The cellar of the office"),
        ("#file-1", "File 1: Reed, T."),
        (".go", "File 1: Reed, T."),
        (".go", "The cellar of the office"),
        ("#file-4", "A bell without a clapper"),
        (".go", "The cellar of the office"),
    ):
        if way:
            tab.evaluate(f"document.querySelector('{way}').click()")
        assert tab.evaluate("document.querySelector('h2').textContent") == heading
        assert tab.evaluate(FIND_OVERFLOWING) == []
        assert tab.evaluate(FIND_SMALL_TARGETS) == []
        assert tab.evaluate(RUN_AXE) == []
    assert tab.errors == []
    tab.close()


def test_a_file_is_judged_by_keyboard_and_the_answers_are_kept(
    browser: Browser, pack: Pack, scenes: list[CompiledScene], tmp_path: Path
) -> None:
    tab = open_archive(browser, tmp_path, encode(pack, scenes))
    tab.evaluate("document.querySelector('#file-1').focus()")
    tab.press("Enter")
    text = "document.querySelector('article').innerText"
    assert "You let him pass" not in tab.evaluate(text)
    tab.evaluate("document.querySelector('#assess-0-corroborated').focus()")
    tab.press("Space", "ArrowRight")
    assert "Yes. It is itself a part of what was done." in tab.evaluate("document.querySelector('.result').textContent")
    tab.evaluate("document.querySelector('.go').click()")
    assert "You let him pass" in tab.evaluate(text)
    tab.evaluate("document.querySelector('.go').click()")
    assert tab.evaluate("document.activeElement.id") == "file-1"
    assert "Judged" in tab.evaluate("document.querySelector('#file-1').innerText")
    tab.evaluate("document.querySelector('textarea').focus()")
    tab.type_text("The leaf.")
    tab.evaluate("location.hash = ''")
    tab.reload()
    tab.evaluate(
        "[...document.querySelectorAll('button')].find(({textContent}) => textContent === 'The archive').click()"
    )
    assert tab.evaluate("document.querySelector('textarea').value") == "The leaf."
    assert tab.errors == []
    tab.close()


@pytest.mark.parametrize(("width", "is_beside"), [(1280, True), (360, False)])
def test_the_players_winter_stands_beside_the_chain_of_causes_if_there_is_room(
    browser: Browser, pack: Pack, scenes: list[CompiledScene], tmp_path: Path, width: int, is_beside: bool
) -> None:
    tab = open_archive(browser, tmp_path, encode(pack, scenes), viewport={"width": width, "height": 800})
    tab.evaluate("document.querySelector('.row .go').click()")
    tab.wait_for("document.body.className === 'winter'")
    chain, path = (
        tab.evaluate(f"(({{left, right, top, bottom}}) => [left, right, top, bottom])"
                     f"(document.querySelector('.{name}').getBoundingClientRect())")
        for name in ("chain", "own-path")
    )  # fmt: skip
    assert (path[0] >= chain[1]) == is_beside
    assert (path[2] >= chain[3]) != is_beside
    assert "It grew dark" in tab.evaluate("document.querySelector('.own-path').innerText")
    assert tab.evaluate(FIND_OVERFLOWING) == []
    assert tab.errors == []
    tab.close()
