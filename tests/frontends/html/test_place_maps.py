"""Maps of places in the exported page: the base is there once and only where it is needed, the data agrees with the
engine, and Chromium draws the map in every theme and hides it where its names would be too small."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.place_words import list_place_sentences
from party_card.engine.places import build_campaign_map, build_scene_map
from party_card.frontends.html.document import dump_script_json
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.positions import compare_scene
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import Json
from party_card.modelcheck.explore import explore_scene
from tests.frontends.html.chromium import open_page, write_page
from tests.places import FILES, read_places_pack, write_files
from tests.two_sources import read_two_sources

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def compile_herring(folder: Path) -> CompiledScene:
    pack = read_places_pack(folder)
    return compile_scene(pack, pack.scenes[SceneId("herring")])


def encode(*scenes: CompiledScene) -> Json:
    data: Json = json.loads(json.dumps(encode_scenes(scenes)))
    return data


def encode_both(folder: Path) -> Json:
    """Returns the data of a page with both scenes of the pack, and the map of all their places."""
    pack = read_places_pack(folder)
    scenes = [pack.scenes[name] for name in pack.scene_ids()]
    compiled = [compile_scene(pack, scene) for scene in scenes]
    data: Json = json.loads(json.dumps(encode_scenes(compiled, places=build_campaign_map(pack, scenes))))
    return data


def test_the_reference_player_has_the_maps_of_the_engine_at_every_position(tmp_path: Path) -> None:
    states = explore_scene(compile_herring(tmp_path))
    assert compare_scene(ReferencePlayer(encode(states.compiled)), 0, states) == states.state_count


@pytest.mark.parametrize("field", ["map", "record_map"])
def test_a_wrong_map_is_found_before_a_page_is_written(tmp_path: Path, field: str) -> None:
    states = explore_scene(compile_herring(tmp_path))
    data = encode(states.compiled)
    data["scenes"][0][field] = -1
    with pytest.raises(MismatchError, match="map"):
        compare_scene(ReferencePlayer(data), 0, states)


def test_a_wrong_map_of_a_passage_is_found(tmp_path: Path) -> None:
    states = explore_scene(compile_herring(tmp_path))
    data = encode(states.compiled)
    fields = next(row[7] for row in data["scenes"][0]["passages"] if row[0] == "two")
    fields["map"] = 0
    with pytest.raises(MismatchError, match="map"):
        compare_scene(ReferencePlayer(data), 0, states)


def test_each_map_has_the_sentences_of_the_engine_and_two_drawings(tmp_path: Path) -> None:
    compiled = compile_herring(tmp_path)
    data = encode(compiled)
    row = data["maps"][data["scenes"][0]["map"]]
    place_map = build_scene_map(compiled.evidence.places, compiled.scene)
    assert place_map is not None
    assert tuple(row["sentences"]) == list_place_sentences(place_map)
    assert [drawing["size"][0] for drawing in row["drawings"]] == [288, 400]
    assert {text for _, text, *_ in row["drawings"][1]["names"]} >= {"Reykjavik", "Kristiania"}


def test_the_base_is_in_a_page_once_however_many_maps_there_are(tmp_path: Path) -> None:
    data = encode_both(tmp_path)
    assert len(data["maps"]) >= 4
    assert dump_script_json(data).count(data["base"]["land"]) == 1


def test_a_page_without_places_has_no_base(tmp_path: Path) -> None:
    pack = read_two_sources(tmp_path)
    data = encode(compile_scene(pack, pack.scenes[SceneId("bell")]))
    assert (data["base"], data["maps"], data["map"]) == (0, [], -1)


def test_places_beyond_the_base_alone_cost_no_base(tmp_path: Path) -> None:
    far = FILES["scenes/customs.yaml"].replace("at: kristiania", "at: valparaiso")
    write_files(tmp_path, customs=far)
    from party_card.content.pack import read_pack

    pack, _ = read_pack(tmp_path)
    data = encode(compile_scene(pack, pack.scenes[SceneId("customs")]))
    assert data["base"] == 0
    assert data["maps"][0]["drawings"] == []
    assert data["maps"][0]["sentences"] == ["You are in Valparaíso."]


def test_the_map_of_a_scene_adds_less_than_five_kilobytes(tmp_path: Path) -> None:
    data = encode(compile_herring(tmp_path))
    bare = {**data, "base": 0, "maps": []}
    sizes = [len(gzip.compress(dump_script_json(one).encode(), 9)) for one in (data, bare)]
    assert sizes[0] - sizes[1] < 5_000


# ------------------------------------------------------------------------------------------------- in Chromium


READ_MAP = """() => {
  const drawn = [...document.querySelectorAll('.where svg')].filter((svg) => svg.checkVisibility());
  return drawn.map((svg) => ({
    role: svg.getAttribute('role'), name: svg.getAttribute('aria-label'), kind: svg.getAttribute('class'),
    width: svg.getBoundingClientRect().width,
    sizes: [...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width),
    spill: [...svg.querySelectorAll('text')].filter((text) => { const a = text.getBoundingClientRect(), b = svg.getBoundingClientRect(); return a.left < b.left - 1 || a.right > b.right + 1; }).map((text) => text.textContent),
    land: getComputedStyle(svg.querySelector('.land')).fill, sea: getComputedStyle(svg.querySelector('.sea')).fill,
  }));
}"""


@pytest.mark.browser
def test_chromium_draws_the_maps_of_the_data(tmp_path: Path, browser: Browser) -> None:
    data = encode_both(tmp_path)
    tab = open_page(browser, write_page(tmp_path, data))
    contents = tab.page.locator(".where")
    assert contents.locator("h3").inner_text().lower() == "where it happens"
    tab.page.get_by_role("button", name="The Price of Herring").click()
    go_on = tab.page.get_by_role("button", name="Go on")
    if go_on.count():
        go_on.click()
    page_map = tab.page.get_by_role("complementary", name="Where you are")
    assert page_map.locator("li").all_inner_texts() == data["maps"][data["scenes"][0]["map"]]["sentences"]
    (drawn,) = tab.evaluate(f"({READ_MAP})()")
    assert drawn["role"] == "img"
    assert drawn["name"].startswith("Map: Reykjavik, ")
    assert drawn["spill"] == []
    expected = data["maps"][data["scenes"][0]["map"]]
    assert tab.evaluate("partyCard.page(partyCard.data, partyCard.begin(partyCard.data, 0)).map") == expected


@pytest.mark.browser
def test_the_map_fits_a_phone_with_letters_of_its_text_and_steps_back_from_large_ones(
    tmp_path: Path, browser: Browser
) -> None:
    path = write_page(tmp_path, encode(compile_herring(tmp_path)))
    tab = open_page(browser, path)
    tab.page.set_viewport_size({"width": 320, "height": 640})
    (drawn,) = tab.evaluate(f"({READ_MAP})()")
    assert drawn["kind"] == "narrow"
    assert drawn["width"] <= 320
    assert min(drawn["sizes"]) >= 14
    tab.evaluate("document.documentElement.style.setProperty('--size', 200)")
    assert tab.evaluate(f"({READ_MAP})()") == []
    assert "You are in Reykjavik." in tab.page.locator(".where").inner_text()
    tab.evaluate("document.documentElement.style.setProperty('--size', 100)")
    tab.page.set_viewport_size({"width": 1280, "height": 800})
    (wide,) = tab.evaluate(f"({READ_MAP})()")
    assert min(wide["sizes"]) >= 14


@pytest.mark.browser
def test_land_and_sea_have_the_colours_of_the_theme(tmp_path: Path, browser: Browser) -> None:
    tab = open_page(browser, write_page(tmp_path, encode(compile_herring(tmp_path))))
    colours = set()
    for theme in ("light", "dark", "contrast"):
        tab.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        (drawn,) = tab.evaluate(f"({READ_MAP})()")
        assert drawn["land"] != drawn["sea"]
        colours.add((drawn["land"], drawn["sea"]))
    assert len(colours) == 3


@pytest.mark.browser
def test_the_transcript_of_the_page_has_the_places_in_words(tmp_path: Path, browser: Browser) -> None:
    data = encode(compile_herring(tmp_path))
    tab = open_page(browser, write_page(tmp_path, data))
    tab.page.get_by_role("button", name="Begin").click()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    text = " ".join((tab.page.locator(".print").text_content() or "").split())
    place_map = data["maps"][data["scenes"][0]["map"]]
    assert f"{place_map['heading']}: {' '.join(place_map['sentences'])}" in text
