"""Which parts of the player a page carries: those that its data need."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from party_card.content.models import SceneId
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.page_messages import strip_calls
from party_card.frontends.html.player_parts import (
    NEEDED_BY,
    NEEDED_BY_STARTS,
    build_script,
    build_style,
    find_parts,
    read_pieces,
)
from party_card.frontends.shared.scene_data import ABOUT, CHART, HOOK, LINK, RECORD_PARAGRAPH, STATEMENT, Json
from tests.benchmarks.thirty_passages import generate_thirty_passages
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_scene

STARTS = ("page", "preview", "scorm", "cmi5", "class")
RICH_SCENE = SceneId("forbidden-paper")
"""A scene alone that needs every part but that of campaigns."""

Change = Callable[[Json], object]


@cache
def encode_rich() -> Json:
    return encode_scenes([load_shipped_scene(RICH_SCENE)])


def make_plain() -> Json:
    return encode_scenes([compile_scene_text(generate_thirty_passages())])


def copy_table(name: str) -> Change:
    return lambda data: data.update({name: encode_rich()[name]})


def copy_of_scene(name: str) -> Change:
    return lambda data: data["scenes"][0].update({name: encode_rich()["scenes"][0][name]})


def add_block(place: str, kind: int) -> Change:
    return lambda data: data["scenes"][0][place].append([kind, 0, "…"])


def add_block_to_passage(kind: int) -> Change:
    return lambda data: data["scenes"][0]["passages"][7][2].append([kind, 0, "…"])


def set_record(data: Json) -> None:
    data["scenes"][0]["passages"][7][6] = ["1932", "It was so.", []]


def add_scene(data: Json) -> None:
    data["scenes"].append(data["scenes"][0])


CHANGES: dict[str, tuple[Change, ...]] = {
    "chart": (*(add_block(place, CHART) for place in ("briefing", "record", "aftermath")), add_block_to_passage(CHART)),
    "record": (
        set_record,
        *(add_block("record", kind) for kind in (RECORD_PARAGRAPH, LINK, STATEMENT)),
        add_block_to_passage(STATEMENT),
    ),
    "hook": (add_block("briefing", HOOK), add_block("briefing", ABOUT)),
    "map": (copy_table("maps"),),
    "notes": (copy_table("cited"),),
    "documents": (copy_table("cited"),),
    "people": (copy_table("entries"),),
    "layers": (copy_of_scene("essentials"),),
    "questions": (copy_of_scene("debrief"),),
    "file": (copy_table("filed"),),
    "campaign": (add_scene, lambda data: data.update(course={}, prologue={"beats": []})),
    "translated": (lambda data: data.update(lang="uk"), lambda data: data.update(lang="de-AT")),
    "foreign": (lambda data: data.update(foreign=[["en", [[0, 1]], [0]]]),),
}
"""For each part, changes of a plain scene after each of which it needs the part."""
OF_LANGUAGES = {"translated", "foreign"}
"""The parts that a page in English, or of one scene, does without."""


@pytest.mark.parametrize("part", NEEDED_BY)
def test_a_page_has_a_part_if_its_data_need_it_and_else_not(part: str) -> None:
    assert part not in find_parts(make_plain())
    for change in CHANGES[part]:
        data = make_plain()
        change(data)
        assert part in find_parts(data)


def test_a_plain_scene_needs_the_core_alone_and_a_rich_one_all_but_the_campaign() -> None:
    assert find_parts(make_plain()) == {"core", "page"}
    assert find_parts(encode_rich()) == {"core", "page", *NEEDED_BY} - {"campaign", *OF_LANGUAGES}


def test_a_page_of_several_scenes_has_every_part_but_that_of_other_languages() -> None:
    data = make_plain()
    add_scene(data)
    assert find_parts(data) == {"core", "page", *NEEDED_BY} - OF_LANGUAGES


@pytest.mark.parametrize("start", STARTS)
def test_a_page_has_one_start_with_what_it_needs(start: str) -> None:
    parts = find_parts(make_plain(), start)
    assert parts == {"core", start, *NEEDED_BY_STARTS.get(start, ())}
    others = {name: build_script(make_plain(), name) for name in STARTS if name != start}
    assert build_script(make_plain(), start) not in others.values()


@pytest.mark.parametrize("file", ["player.js", "player.css"])
def test_every_piece_of_a_built_file_is_of_a_known_part(file: str) -> None:
    known = {"core", "languages", *NEEDED_BY, *STARTS, *(name for names in NEEDED_BY_STARTS.values() for name in names)}
    pieces = read_pieces(file)
    assert set().union(*(piece.parts for piece in pieces)) <= known
    assert all(piece.parts and piece.text for piece in pieces)
    if file == "player.js":
        assert [piece for piece in pieces if len(piece.parts) > 1] == []
        assert {name for piece in pieces for name in piece.parts} == known - {
            "record",
            "hook",
            "translated",
        }  # of style alone


def test_what_a_page_lacks_is_neither_in_its_script_nor_in_its_style() -> None:
    plain, rich = make_plain(), encode_rich()
    pairs = [
        ("player.js", build_script(plain), build_script(rich)),
        ("player.css", build_style(plain), build_style(rich)),
    ]
    for file, short, long in pairs:
        for piece in read_pieces(file):
            text = strip_calls(piece.text) if file == "player.js" else piece.text
            assert (text in short) == bool(piece.parts & find_parts(plain))
            assert (text in long) == bool(piece.parts & find_parts(rich))


def test_a_name_of_a_part_that_is_left_out_is_declared_once() -> None:
    script = build_script(make_plain())
    declared = re.match(r"\(\(\)=>\{var ([\w$,]+);", script)
    assert declared
    names = declared[1].split(",")
    assert len(names) == len(set(names))
    shared = [name for piece in read_pieces("player.js") if not piece.parts & {"core", "page"} for name in piece.shared]
    assert names == shared
