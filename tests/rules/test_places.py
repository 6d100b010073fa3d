"""Places: what the rules want of coordinates, names and sources, and of what names a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.overlay import list_used_sources, overlay_pack
from party_card.content.pack import Pack, read_pack
from party_card.rules import check_pack
from tests.places import DOSSIER, OTHER_SCENE, PEOPLE, PLACES, SCENE, SOURCES, read_places_pack, write_files

TEXTS = {"sources": SOURCES, "places": PLACES, "herring": DOSSIER, "people": PEOPLE, "customs": OTHER_SCENE}


def list_reports(folder: Path, *, severe_only: bool = False) -> list[tuple[str, str, str]]:
    """Returns code, message and help of everything that is found in a pack."""
    pack, diagnostics = read_pack(folder)
    return [
        (item.code, item.message, item.helps[0].message if item.helps else "")
        for item in (*diagnostics, *check_pack(pack))
        if item.is_obstacle or not severe_only
    ]


def break_places(folder: Path, old: str, new: str) -> list[tuple[str, str, str]]:
    assert old in PLACES
    found = list_reports(write_files(folder, places=PLACES.replace(old, new)), severe_only=True)
    return [report for report in found if report[0] != "no-debrief"]


def test_the_pack_of_the_tests_has_no_mistakes(tmp_path: Path) -> None:
    read_places_pack(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "help_text"),
    [
        (
            "lat: 59.9127, lon: 10.7461", "lat: 159.9127, lon: 10.7461", "bad-coordinates",
            "the latitude of `kristiania` is 159.9127; a latitude goes from -90 to 90",
            "latitude and longitude are exchanged: write `lat: 10.7461` and `lon: 159.9127`",
        ),
        (
            "lat: 59.9127, lon: 10.7461", "lat: 599.127, lon: 10.7461", "bad-coordinates",
            "the latitude of `kristiania` is 599.127; a latitude goes from -90 to 90",
            "write the degrees from -90 to 90, as the source has them",
        ),
        (
            "lon: 106.8451", "lon: 206.8451", "bad-coordinates",
            "the longitude of `batavia` is 206.8451; a longitude goes from -180 to 180",
            "write the degrees from -180 to 180, as the source has them",
        ),
        (
            "lat: 59.9127", "lat: 59°55′ N", "wrong-type",
            "`lat` wants a number; here is `59°55′ N`", "write `59.9167`",
        ),
        ("lat: -33.036", "lat: 33°2'10\"S", "wrong-type", "`lat` wants a number; here is `33°2'10\"S`", "write `-33.0361`"),
        ("lon: 10.7461", "lon: '10,7461'", "wrong-type", "`lon` wants a number; here is `10,7461`", "write `10.7461`"),
        (
            "lon: 10.7461", "lon: '10.7461'", "wrong-type",
            "`lon` wants a number; here is `\"10.7461\"` in quotation marks", "delete the quotation marks: `10.7461`",
        ),
        (
            "lon: 10.7461", "lon: east", "wrong-type",
            "`lon` wants a number; here is `east`", "write the degrees as a number, such as `55.75`",
        ),
        (
            ", approximate: true}", "}", "place-without-source",
            "the place `lofoten` does not say where its coordinates are from",
            "add `cite:` with the source; or `approximate: true`, if it is a region and the map only writes its name there",
        ),
        (
            "cite: {page: 4}", "cite: []", "place-without-source",
            "the place `kristiania` does not say where its coordinates are from",
            "add `cite:` with the source; or `approximate: true`, if it is a region and the map only writes its name there",
        ),
        (
            "cite: {page: 4}", "cite: {source: atlas}", "fact-without-locator",
            "nothing says where in its source the place `kristiania` stands",
            "add `page:`, or `section:` with the entry or the heading; look it up, never guess",
        ),
        (
            "{source: pilot, page: 77}", "{source: pilto, page: 77}", "unknown-source",
            "this pack has no source `pilto`", "did you mean `pilot`?",
        ),
        (
            "lat: 59.9127, ", "", "bad-coordinates", "`kristiania` has no `lat`",
            "look them up in a source; or write `unknown: true`, if no source says where it lay",
        ),
        (
            "lat: 59.9127, lon: 10.7461, ", "", "bad-coordinates", "`kristiania` has no `lat` and `lon`",
            "look them up in a source; or write `unknown: true`, if no source says where it lay",
        ),
        (
            "unknown: true", "near: kristiania", "bad-coordinates",
            "`wreck` has `near`, and no `unknown: true` that says that no more is known",
            "add `unknown: true`, or delete `near`",
        ),
        (
            "unknown: true", "unknown: true, near: wreck", "bad-coordinates",
            "`wreck` is near `wreck`, of which no source says where it lay",
            "name a place that has coordinates",
        ),
        (
            "unknown: true", "unknown: true, near: kristiana", "unknown-place", "there is no place `kristiana`",
            "did you mean `kristiania`?",
        ),
        (
            "unknown: true", "unknown: true, lat: 4, lon: 5", "bad-coordinates",
            "`wreck` has coordinates, and `unknown: true` says that no source has any", "delete one of the two",
        ),
        (
            "lat: 59.9127", "latitude: 59.9127", "unknown-key",
            "a place has no key `latitude`", "write `lat`",
        ),
        (
            "cite: {page: 4}", "page: 4, source: atlas", "unknown-key",
            "`page` and `source` belong to the `cite` of a place", "write `cite: {page: 4, source: atlas}`",
        ),
        (
            "lat: 59.9127, lon: 10.7461", "coordinates: [59.9127, 10.7461]", "unknown-key",
            "a place has no key `coordinates`", "write the latitude under `lat:` and the longitude under `lon:`",
        ),
        (
            "lat: 59.9127, lon: 10.7461", "lat: 59.9127, lng: 10.7461", "unknown-key",
            "a place has no key `lng`", "write `lon`",
        ),
        ('now: "Oslo, Norway"', 'today: "Oslo, Norway"', "unknown-key", "a place has no key `today`", "write `now`"),
        (
            '{name: Kristiania, now: "Oslo, Norway", lat: 59.9127, lon: 10.7461, cite: {page: 4}}', "", "wrong-type",
            "`kristiania` wants `key: value` lines (`name:`); here is nothing", "write `key: value` lines (`name:`)",
        ),
        ("name: Kristiania, ", "", "missing-key", "this place has no `name`", "add `name:`"),
        ("name: Kristiania", "name: ''", "empty-text", "this text is empty", ""),
    ],
)  # fmt: skip
def test_a_mistake_of_a_place_gets_one_message(
    tmp_path: Path, old: str, new: str, code: str, message: str, help_text: str
) -> None:
    found = break_places(tmp_path, old, new)
    assert [report[0] for report in found] == [code]
    assert found[0][1] == message
    assert code in ("missing-key", "empty-text") or found[0][2] == help_text


def test_a_file_without_its_source_says_so_for_each_citation(tmp_path: Path) -> None:
    found = break_places(tmp_path, "source: atlas\n", "")
    assert [code for code, _, _ in found] == ["citation-without-source"] * 3
    assert found[0][1] == "the place `reykjavik` has a citation without a source"
    assert found[0][2].endswith("in a line `source:` at its top")


@pytest.mark.parametrize(
    ("stem", "old", "new", "help_text"),
    [
        ("herring", "places: [valparaiso, kristiania]", "places: [valpariso, kristiania]", "did you mean `valparaiso`?"),
        ("herring", "    original: Buy nothing.\n", "    original: Buy nothing.\n", ""),
        ("herring", "save money.\n    places: [batavia]", "save money.\n    places: [Jakarta]", "write `batavia`, the id of the place"),
        ("people", "    places: [batavia]", "    places: [batvia]", "did you mean `batavia`?"),
        ("customs", "at: kristiania", "at: Kristiania", "write `kristiania`, the id of the place"),
        ("customs", "at: kristiania", "at: mars-base", "known here: `batavia`, `kristiania`, `lofoten`, `reykjavik`, `valparaiso` and `wreck`"),
        ("customs", "    text: You wait.", "    at: oslo\n    text: You wait.", "write `kristiania`, the id of the place"),
        ("customs", "    text: You wait.", "    places: [lofotn]\n    text: You wait.", "did you mean `lofoten`?"),
    ],
)  # fmt: skip
def test_an_unknown_place_is_told_wherever_it_is_named(
    tmp_path: Path, stem: str, old: str, new: str, help_text: str
) -> None:
    assert old in TEXTS[stem]
    write_files(tmp_path)
    folder = "scenes" if stem == "customs" else "seeds"
    (tmp_path / folder / f"{stem}.yaml").write_text(TEXTS[stem].replace(old, new), encoding="utf-8")
    found = list_reports(tmp_path, severe_only=True)
    assert [(code, help_) for code, _, help_ in found] == ([("unknown-place", help_text)] if help_text else [])


def test_a_place_whose_name_is_wrong_is_not_missed_where_it_is_named(tmp_path: Path) -> None:
    found = break_places(tmp_path, "  kristiania: {", "  Kristi ania: {")
    assert [code for code, _, _ in found] == ["bad-id"]


def test_two_gazetteers_cannot_define_one_place(tmp_path: Path) -> None:
    write_files(tmp_path)
    text = "places:\n  lofoten: {name: Lofoten, lat: 68, lon: 14, approximate: true}\n"
    (tmp_path / "seeds" / "more-places.yaml").write_text(text, encoding="utf-8")
    pack, diagnostics = read_pack(tmp_path)
    (error,) = (item for item in diagnostics if item.is_obstacle)
    assert (error.code, error.message) == ("duplicate-id", "there is another place `lofoten`")
    assert (error.primary.source.name, error.primary.span.line) == (str(tmp_path / "seeds" / "places.yaml"), 5)
    assert [label.message for label in error.secondary] == ["the first one"]
    assert len(pack.places) == 6


def test_a_scene_with_places_and_without_its_first_line_is_no_gazetteer(tmp_path: Path) -> None:
    write_files(tmp_path)
    path = tmp_path / "scenes" / "herring.yaml"
    path.write_text(SCENE.replace("scene: herring\n", ""), encoding="utf-8")
    found = list_reports(tmp_path, severe_only=True)
    assert [(code, help_) for code, _, help_ in found] == [
        ("unknown-kind", "begin a scene with a line `scene: its-name`")
    ]


def test_a_gazetteer_without_its_line_is_told_which_one(tmp_path: Path) -> None:
    write_files(tmp_path, places="oslo: {name: Oslo, lat: 59.9, lon: 10.7, approximate: true}\n")
    found = [report for report in list_reports(tmp_path, severe_only=True) if report[0] == "unknown-kind"]
    assert [help_text for _, _, help_text in found] == ["write `places:` in a line above the first place"]


def test_a_key_that_no_gazetteer_has_is_told_as_such(tmp_path: Path) -> None:
    found = break_places(tmp_path, "source: atlas\n", "source: atlas\nauthor: me\n")
    assert [code for code, _, _ in found] == ["unknown-key"]


def test_places_that_nothing_names_are_told_once(tmp_path: Path) -> None:
    write_files(tmp_path, places=PLACES + "  hobart: {name: Hobart, lat: -42.88, lon: 147.33, cite: {page: 8}}\n")
    found = [report for report in list_reports(tmp_path) if report[0] == "idle-places"]
    assert [message for _, message, _ in found] == ["1 of 7 places is named by nothing: `hobart`"]


@pytest.fixture
def base(tmp_path: Path) -> Pack:
    return read_places_pack(tmp_path / "base")


def test_a_pack_names_the_places_of_the_game_and_uses_their_sources(tmp_path: Path, base: Pack) -> None:
    scene = "scene: own\ntitle: Own\nat: batavia\npassages:\n  one: {text: You wait., ending: {id: e, title: E}}\n"
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "own.yaml").write_text(scene, encoding="utf-8")
    pack = overlay_pack(read_pack(tmp_path)[0], base)
    assert [item for item in check_pack(pack) if item.is_obstacle] == []
    assert [source.id for source in list_used_sources(pack)] == ["pilot"]


def test_a_pack_that_defines_a_place_of_the_game_anew_is_warned(tmp_path: Path, base: Pack) -> None:
    scene = "scene: own\ntitle: Own\nat: batavia\npassages:\n  one: {text: You wait., ending: {id: e, title: E}}\n"
    places = "places:\n  batavia: {name: Batavia, lat: -6, lon: 107, approximate: true}\n"
    for folder, text in (("scenes", scene), ("seeds", places)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.yaml").write_text(text, encoding="utf-8")
    pack = overlay_pack(read_pack(tmp_path)[0], base)
    (warning,) = (item for item in check_pack(pack) if item.code == "redefined-id")
    assert warning.message == "the game has a place `batavia` too; scenes of this pack use this one instead"
    assert pack.places["batavia"].lat == -6  # type: ignore[index]
