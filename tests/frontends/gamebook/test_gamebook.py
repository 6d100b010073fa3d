"""The gamebook agrees with the game at every state, and is a usable book."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from party_card.cli import main
from party_card.content.models import SceneId
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frontends.gamebook.book import MAX_SECTIONS, GamebookUnavailableError
from party_card.frontends.gamebook.sections import divide_into_sections
from tests.frontends.gamebook.reader import BookParser, encode_scene, read_book, write_book
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import load_shipped_pack

PACK = load_shipped_pack()
SMALL_SCENE = SceneId("two-notes")
MAX_PASSAGES = 34
"""The books of longer scenes are read by no test: each takes half a minute."""
"""The scene whose every state is compared in every run of the tests."""


@pytest.fixture(scope="module")
def small_book() -> tuple[BookParser, int]:
    return read_book(compile_scene(PACK, PACK.scenes[SMALL_SCENE]))


def test_a_reader_of_the_book_sees_what_the_game_shows_at_every_position(small_book: tuple[BookParser, int]) -> None:
    book, state_count = small_book
    assert state_count > 1000
    assert len(book.sections) <= 100


@pytest.mark.release
@pytest.mark.parametrize("name", [name for name in PACK.scene_ids() if len(PACK.scenes[name].passages) <= MAX_PASSAGES])
def test_so_does_a_reader_of_the_book_of_every_other_scene(name: SceneId) -> None:
    book, _ = read_book(compile_scene(PACK, PACK.scenes[name]))
    assert len(book.sections) <= 100


COUNTED = """\
scene: a
title: A
variables:
  trust: {range: [0, 3], start: 1, label: How far they trust you}
  seen: {start: false}
passages:
  hall:
    text:
      - text: You stand in the hall.
      - {text: They smile., if: trust > 1}
      - {document: "One line\\nand another", if: "seen"}
    choices:
      - {id: help, text: Help, add: {trust: 1}, goto: hall}
      - {id: hide, text: Hide, set: {seen: true}, add: {trust: -1}, goto: hall}
      - {id: ask, text: Ask, if: trust >= 2 and seen or trust == 3, locked: They do not know you., goto: out}
      - {id: slip, text: Slip out, if: visited(out), goto: out}
  out:
    text: You are out.
    choices:
      - {id: back, text: Go back, goto: hall}
      - {id: rest, text: Rest, goto: home}
  home:
    text:
      - {text: They came too., if: chose(help)}
      - text: You are home.
    ending: {id: home, title: At home}
"""


def test_counted_marked_and_locked_things_are_in_the_book_as_in_the_game() -> None:
    book, state_count = read_book(compile_scene_text(COUNTED))
    assert state_count == 19
    assert not book.sheet, "a small scene needs no sheet"
    assert len(book.sections) > 3


@pytest.mark.parametrize("limit", range(3, 19, 3))
def test_whatever_is_kept_on_paper_the_book_is_the_same_game(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("party_card.frontends.gamebook.book.PREFERRED_MAX_SECTIONS", limit)
    book, _ = read_book(compile_scene_text(COUNTED))
    assert len(book.sections) <= limit
    assert bool(book.sheet) == (limit < 18)


def test_positions_that_read_the_same_and_lead_to_the_same_are_one_section() -> None:
    text = (
        "scene: a\ntitle: A\nvariables:\n  x: {values: [p, q, r], start: p}\npassages:\n  one:\n    text: You wait.\n    choices:\n"
        "      - {id: a, text: P, goto: two}\n      - {id: b, text: Q, set: {x: q}, goto: two}\n      - {id: c, text: R, set: {x: r}, goto: two}\n"
        "  two:\n    text:\n      - {text: Dark., if: x == p}\n      - {text: Light., if: 'x in (q, r)'}\n    ending: {id: e, title: E}\n"
    )
    book, _ = read_book(compile_scene_text(text))
    assert len(book.sections) == 3


def test_the_first_section_is_1_and_the_same_scene_gives_the_same_book() -> None:
    scene = compile_scene_text(COUNTED)
    assert write_book(scene) == write_book(scene)
    assert BookParser(write_book(scene)).sections[1].texts[0] == ("", "You stand in the hall.")


def test_few_choices_lead_to_the_section_beside(small_book: tuple[BookParser, int]) -> None:
    book, _ = small_book
    near = [
        number
        for number, section in book.sections.items()
        for choice in section.choices
        if choice.get("turn") in (f"Turn to {number - 1}.", f"Turn to {number + 1}.")
    ]
    assert len(near) <= 3


def test_nothing_in_a_book_runs_or_is_fetched() -> None:
    hostile = "</section><script>alert(1)</script><img src=x>"
    book = BookParser(write_book(compile_scene_text(COUNTED.replace("You are out.", json.dumps(hostile)))))
    assert not {"script", "img", "link", "iframe"} & book.tags
    assert hostile in book.text


def compile_chain(count: int) -> CompiledScene:
    """A scene of so many passages, one after the other, and an ending."""
    return compile_scene_text("".join(_chain_text(count)))


def _chain_text(count: int) -> Iterator[str]:
    yield "scene: a\ntitle: A\npassages:\n"
    for number in range(count):
        yield f"  p{number}:\n    text: Number {number}.\n    choices:\n      - {{id: c{number}, text: Go, goto: p{number + 1}}}\n"
    yield f"  p{count}:\n    text: End.\n    ending: {{id: e, title: E}}\n"


def test_more_than_300_sections_are_refused_with_what_could_be_done() -> None:
    with pytest.raises(GamebookUnavailableError, match=r"`a` has 301 passages.*at most.*--html"):
        write_book(compile_chain(MAX_SECTIONS))
    assert len(BookParser(write_book(compile_chain(MAX_SECTIONS - 1))).sections) == MAX_SECTIONS


def test_a_book_is_of_one_scene(
    write_pack: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pack({"scenes/a.yaml": COUNTED, "scenes/b.yaml": COUNTED.replace("scene: a", "scene: b")})
    file = tmp_path / "book.html"
    assert main(["export", "--campaign", "--gamebook", str(file), "--pack", str(root)]) == 2
    assert "a gamebook is of one scene" in capsys.readouterr().err
    assert not file.exists()
    assert main(["export", "a", "--gamebook", str(file), "--pack", str(root)]) == 0
    assert file.exists()


def test_a_scene_without_variables_has_a_section_for_each_passage() -> None:
    division = divide_into_sections(encode_scene(compile_chain(5))["scenes"][0], MAX_SECTIONS)
    assert division is not None
    assert (len(division.sections), division.sheet_slots) == (6, ())
