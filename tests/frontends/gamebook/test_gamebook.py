"""The gamebook, read as a student reads it: by its numbers and by what stands on the sheet, beside the game itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from party_card.cli import main
from party_card.content.pack import builtin, read_pack
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page_builder import parts
from party_card.engine.transition_system import Position
from party_card.frontends.gamebook.book import MOST, NoBookError, write_gamebook
from party_card.frontends.gamebook.sections import sections
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.verify.fixture import SyntheticPlaythrough
from party_card.frontends.html.verify.page_json import page_json
from party_card.modelcheck.liveness import live_slots
from party_card.modelcheck.model import read_program
from party_card.modelcheck.state_space import explore
from tests.modelcheck.scenes import compiled

PACK = read_pack(builtin())[0]
Sheet = dict[str, str]
SMALL = "two-notes"
"""The scene whose every position is walked in every run of the tests."""


@dataclass
class Printed:
    """A section as it is printed: texts with what they ask, ways with what they ask, write and say, and an ending."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    ways: list[dict[str, str]] = field(default_factory=list)
    ending: str = ""


class Book(HTMLParser):
    """The sections by their numbers, and the sheet as it is at the beginning; what runs, and what is fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections: dict[int, Printed] = {}
        self.sheet: Sheet = {}
        self.values: dict[str, list[str]] = {}
        self.whole = ""
        self._open: list[tuple[str, str]] = []
        self._here: Printed | None = None
        self._asked = ""
        self._row: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta", "br"):
            return
        has = dict(attrs)
        self.tags.add(tag)
        self._open.append((tag, has.get("class") or ""))
        if tag == "section":
            number = re.fullmatch(r"section-(\d+)", has.get("id") or "")
            self._here = self.sections.setdefault(int(number[1]), Printed()) if number else None
        if tag == "li" and self._here is not None:
            self._here.ways.append({"class": has.get("class") or ""})
        if tag == "div" and has.get("class") == "if":
            self._asked = ""
        if tag == "p" and self._here is not None and has.get("class") is None:
            self._here.texts.append((self._asked if self._within("div", "if") is not None else "", ""))
        if tag == "tr":
            self._row = []
        if tag in ("td", "th"):
            self._row.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and len(self._row) == 4 and self._row[0]:
            self.sheet[self._row[0]] = self._row[3]
            self.values[self._row[0]] = self._row[2].split(" · ")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.whole += data
        if any(tag in ("sup", "style", "title") for tag, _ in self._open):
            return
        if self._row is not None and any(tag in ("td", "th") for tag, _ in self._open):
            self._row[-1] += data
        if self._here is None or any(tag == "h3" for tag, _ in self._open):
            return
        if self._within("ul", "ways") is not None:
            way = self._here.ways[-1]
            kind = next((kind for tag, kind in reversed(self._open) if tag in ("span", "i") and kind), "")
            way[kind] = way.get(kind, "") + data
        elif ("p", "ending") in self._open:
            self._here.ending += data
        elif ("p", "when") in self._open:
            self._asked += data.removeprefix("If ").removesuffix(":")
        else:
            asked, said = self._here.texts[-1]
            self._here.texts[-1] = (asked, said + data)

    def _within(self, tag: str, kind: str) -> int | None:
        return self._open.index((tag, kind)) if (tag, kind) in self._open else None


def holds(asked: str, sheet: Sheet) -> bool:
    """Whether a printed condition holds: `A is “x” or “y”, and B is not “z”; or A is neither “w” nor “v”`."""
    if not asked:
        return True

    def one(part: str) -> bool:
        letter, _, said = part.partition(" is ")
        named = sheet[letter] in re.findall("“(.*?)”", said)
        return not named if said.startswith(("not ", "neither ")) else named

    return any(all(map(one, clause.split(", and "))) for clause in asked.split("; or "))


def wrote(said: str, sheet: Sheet) -> Sheet:
    """The sheet after `Write A: “x”; B: “2” if it is “1”, “3” if it is “2”.`"""
    after = dict(sheet)
    for part in said.removeprefix("Write ").removesuffix(".").split("; ") if said else ():
        letter, _, values = part.partition(": ")
        for new, old in re.findall("“([^”]*)”(?: if it is “([^”]*)”)?", values):
            if not old or sheet[letter] == old:
                after[letter] = new
    return after


def plain(line: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run[1] for run in line if not isinstance(run, int))


def said_by_the_game(page: dict[str, Any]) -> tuple[list[str], list[tuple[str, str]]]:
    """The texts and the offers of a page, as text: an open offer has no reason."""
    texts: list[str] = []
    for block in page["blocks"]:
        lines = block["lines"] if block["type"] == "document" else [block["line"]]
        texts += [plain(line) for line in lines if plain(line)]
    offers = [
        (plain(offer["line"]), "" if offer["open"] else plain(offer["reason"]))
        for offer in page["offers"]
        if offer["id"] != "reveal"
    ]
    return texts, offers


def said_by_the_book(printed: Printed, sheet: Sheet) -> tuple[list[str], list[tuple[str, str]], list[dict[str, str]]]:
    texts = [text for asked, text in printed.texts if text and holds(asked, sheet)]
    offers, ways = [], []
    for way in printed.ways:
        shut = way["class"] == "shut"
        if not shut and holds(way.get("when", "").removeprefix("If ").removesuffix(": "), sheet):
            offers.append((way["line"], ""))
            ways.append(way)
        elif way.get("reason"):
            offers.append((way.get("closed") or way["line"], way["reason"].removeprefix("Otherwise: ")))
    return texts, offers, ways


def walk(scene: CompiledScene, book: Book) -> tuple[int, set[int]]:
    """Follows every path through book and game at once; returns at how many places, and which sections were come to."""
    kernel = scene.system
    program = read_program(scene)
    live = live_slots(program)
    said: dict[object, tuple[list[str], list[tuple[str, str]]]] = {}

    def bare(position: Position) -> Position:
        return (
            position[0],
            *(value if live[position[0]] >> slot & 1 else 0 for slot, value in enumerate(position[1:])),
        )

    start = (1, bare(kernel.start), tuple(book.sheet.values()))
    seen = {start}
    places = [start]
    letters = list(book.sheet)
    for number, position, kept in places:
        sheet = dict(zip(letters, kept, strict=True))
        passage = scene.scene.passages[kernel.passages[position[0]]]
        answers = (
            position[0],
            tuple(kernel.evaluate(part.if_, position) for part in parts(passage)),
            kernel.enabled_choices(position),
        )
        if answers not in said:
            said[answers] = said_by_the_game(
                page_json(SyntheticPlaythrough(scene, kernel.passages[position[0]], position, (), "end").page())
            )
        texts, offers, ways = said_by_the_book(book.sections[number], sheet)
        assert (texts, offers) == said[answers], f"section {number}, {kernel.passages[position[0]]}"
        open_ = kernel.enabled_choices(position)
        assert len(ways) == len(open_)
        ending = passage.ending
        assert bool(book.sections[number].ending) == (ending is not None)
        for way, choice in zip(ways, open_, strict=True):
            found = re.search(r"Turn to (\d+)\.", way["turn"])
            assert found
            place = (
                int(found[1]),
                bare(kernel.apply(position, choice)),
                tuple(wrote(way.get("write", ""), sheet).values()),
            )
            if place not in seen:
                seen.add(place)
                places.append(place)
    return len(places), {number for number, _, _ in places}


def ready(scene: CompiledScene) -> ExportBundle:
    return ExportBundle((explore(scene),), json.loads(json.dumps(write_data([scene]))), campaign=False)


def same(scene: CompiledScene) -> tuple[Book, int]:
    written = write_gamebook(ready(scene)).decode()
    # The words of turns hold no name of a value that the printed conditions could be confused with.
    book = Book(
        re.sub(r'<span class="turn">Turn to <b>(\d+)</b>\.</span>', r'<span class="turn">Turn to \1.</span>', written)
    )
    places, come = walk(scene, book)
    assert come == set(book.sections), "no section is printed that nobody comes to"
    assert come == set(range(1, len(come) + 1))
    return book, places


@pytest.fixture(scope="module")
def small() -> tuple[Book, int]:
    return same(compile_scene(PACK, PACK.scenes[SMALL]))  # type: ignore[index]


def test_a_reader_of_the_book_sees_what_the_game_shows_at_every_position(small: tuple[Book, int]) -> None:
    book, places = small
    assert places > 1000
    assert len(book.sections) <= 100


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in PACK.order() if name != SMALL])
def test_so_does_a_reader_of_the_book_of_every_other_scene(name: str) -> None:
    book, _ = same(compile_scene(PACK, PACK.scenes[name]))  # type: ignore[index]
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
      - {id: help, text: Help, set: {trust: +1}, goto: hall}
      - {id: hide, text: Hide, set: {trust: -1, seen: true}, goto: hall}
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
    book, places = same(compiled(COUNTED))
    assert places == 19
    assert not book.sheet, "a small scene needs no sheet"
    assert len(book.sections) > 3


@pytest.mark.parametrize("limit", range(3, 19, 3))
def test_whatever_is_kept_on_paper_the_book_is_the_same_game(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("party_card.frontends.gamebook.book.ENOUGH", limit)
    book, _ = same(compiled(COUNTED))
    assert len(book.sections) <= limit
    assert bool(book.sheet) == (limit < 18)


def test_positions_that_read_the_same_and_lead_to_the_same_are_one_section() -> None:
    text = (
        "scene: a\ntitle: A\nvariables:\n  x: {values: [p, q, r], start: p}\npassages:\n  one:\n    text: You wait.\n    choices:\n"
        "      - {id: a, text: P, goto: two}\n      - {id: b, text: Q, set: {x: q}, goto: two}\n      - {id: c, text: R, set: {x: r}, goto: two}\n"
        "  two:\n    text:\n      - {text: Dark., if: x == p}\n      - {text: Light., if: 'x in (q, r)'}\n    ending: {id: e, title: E}\n"
    )
    book, _ = same(compiled(text))
    assert len(book.sections) == 3


def test_the_first_section_is_1_and_the_same_scene_gives_the_same_book() -> None:
    scene = ready(compiled(COUNTED))
    assert write_gamebook(scene) == write_gamebook(scene)
    assert Book(write_gamebook(scene).decode()).sections[1].texts[0] == ("", "You stand in the hall.")


def test_few_choices_lead_to_the_section_beside(small: tuple[Book, int]) -> None:
    book, _ = small
    near = [
        number
        for number, one in book.sections.items()
        for way in one.ways
        if way.get("turn") in (f"Turn to {number - 1}.", f"Turn to {number + 1}.")
    ]
    assert len(near) <= 3


def test_nothing_in_a_book_runs_or_is_fetched() -> None:
    said = "</section><script>alert(1)</script><img src=x>"
    book = Book(write_gamebook(ready(compiled(COUNTED.replace("You are out.", json.dumps(said))))).decode())
    assert not {"script", "img", "link", "iframe"} & book.tags
    assert said in book.whole


def many(count: int) -> Iterator[str]:
    yield "scene: a\ntitle: A\npassages:\n"
    for number in range(count):
        yield f"  p{number}:\n    text: Number {number}.\n    choices:\n      - {{id: c{number}, text: Go, goto: p{number + 1}}}\n"
    yield f"  p{count}:\n    text: End.\n    ending: {{id: e, title: E}}\n"


def test_more_than_300_sections_are_refused_with_what_could_be_done() -> None:
    with pytest.raises(NoBookError, match=r"`a` has 301 passages.*at most.*--html"):
        write_gamebook(ready(compiled("".join(many(MOST)))))
    assert len(Book(write_gamebook(ready(compiled("".join(many(MOST - 1))))).decode()).sections) == MOST


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
    found = sections(ready(compiled("".join(many(5)))).data["scenes"][0], MOST)
    assert found is not None
    assert (len(found.rows), found.kept) == (6, ())
