"""A scene as a book on paper: numbered sections, and what actually happened behind them.

Law: the book says what the game says, in its words; what it adds are numbers to turn to, and letters for what a reader
must remember. The order of sections is drawn, so that neighbours tell nothing; the same scene gives the same bytes. The
record stands there whole, for everyone: what happened does not hang on what a reader chose.
"""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files

from party_card.frontends.gamebook.block_html import Paper
from party_card.frontends.gamebook.front_matter import front
from party_card.frontends.gamebook.sections import Section, SectionChoice, Sections, sections
from party_card.frontends.gamebook.state_classes import ALWAYS
from party_card.frontends.gamebook.variable_sheet import AdventureSheet
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.decode import ACCOUNT, NONE, Json
from party_card.frontends.shared.html import Html, element, joined

ENOUGH = 100
"""So many sections are kept to where that can be done: about forty pages."""
MOST = 300
"""More sections than this are no book to photocopy."""
LONG = 1500
"""A section of more letters than this, marks of style with them, may be divided between two sheets of paper."""
SHUFFLES = 200


class NoBookError(ValueError):
    """No gamebook can be made of this; the message says why, and what could be done."""


def write_gamebook(ready: ExportBundle) -> bytes:
    """The book as one HTML file to print. Raises NoBookError."""
    if len(ready.data["scenes"]) != 1:
        raise NoBookError("a gamebook is of one scene: name it instead of --campaign")
    scene = ready.data["scenes"][0]
    split = sections(scene, ENOUGH) or sections(scene, MOST)
    if split is None:
        count = len(scene["passages"])
        raise NoBookError(
            f"`{scene['id']}` has {count} passages, each a section or more, and a gamebook has {MOST} at most: "
            "divide the scene into two, or hand it out with --html"
        )
    return _Book(ready, scene, split).document().encode()


class _Book:
    """Writes one book."""

    def __init__(self, ready: ExportBundle, scene: Json, split: Sections) -> None:
        self._data, self._scene, self._split = ready.data, scene, split
        self._letters = AdventureSheet(ready, split)
        self._numbers = numbered(split.rows, scene["id"])
        self._paper = Paper(ready.data)

    def document(self) -> str:
        style = "".join(
            files(package).joinpath(name).read_text("utf-8")
            for package, name in (
                ("party_card.frontends.transcript", "transcript.css"),
                ("party_card.frontends.gamebook", "gamebook.css"),
            )
        )
        digest = b64encode(sha256(style.encode()).digest()).decode()
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element(
                "meta",
                http_equiv="Content-Security-Policy",
                content=f"default-src 'none'; style-src 'sha256-{digest}'",
            ),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", self._data["title"]),
            Html(f"<style>{style}</style>"),
        )
        main = element("main", *front(self._scene, self._paper, self._letters), *self._sections(), *self._behind())
        return f'<!doctype html>\n<html lang="{self._data["lang"]}">{head}{element("body", main)}</html>\n'

    # ------------------------------------------------------------------------------------------------- sections

    def _sections(self) -> Iterator[Html]:
        yield element("h2", "The sections", class_="begin")
        order = sorted(range(len(self._split.rows)), key=self._numbers.__getitem__)
        for place in order:
            yield self._section(self._numbers[place], self._split.rows[place])

    def _section(self, number: int, section: Section) -> Html:
        _, _, blocks, _, _, ending, _, more = self._scene["passages"][section.passage]
        about = " · ".join(filter(None, ((more or {}).get("when", ""), (more or {}).get("where", ""))))
        parts: list[Html] = [
            element("h3", element("span", str(number), class_="number"), element("span", about, class_="about"))
        ]
        for when, row in zip(section.shows, blocks, strict=True):
            if when == ALWAYS:
                parts.append(self._paper.block(row))
            elif when:
                parts.append(
                    element(
                        "div",
                        element("p", f"If {self._letters.when(when)}:", class_="when"),
                        self._paper.block(row),
                        class_="if",
                    )
                )
        ways = [self._way(section.passage, way) for way in section.ways]
        parts += [element("ul", *ways, class_="ways")] if ways else []
        if ending:
            first = "If no way is open to you: " if ways else ""
            parts.append(
                element(
                    "p",
                    element("b", f"{first}Ending: {ending[1]}."),
                    " Turn to “What actually happened”.",
                    class_="ending",
                )
            )
        look = " long" if sum(map(len, parts)) > LONG else ""
        return element("section", *parts, class_=f"numbered{look}", id=f"section-{number}")

    def _way(self, passage: int, way: SectionChoice) -> Html:
        choice = self._scene["passages"][passage][3][way.choice]
        offer = self._paper.sheet.offer({"line": choice[1], "reason": choice[4] if way.when != ALWAYS else NONE})
        line = self._paper.line(offer["line"])
        reason = self._paper.line(offer["reason"])
        if not way.when:
            return element(
                "li", element("span", line, class_="closed"), " ", element("i", reason, class_="reason"), class_="shut"
            )
        asked = element("span", f"If {self._letters.when(way.when)}: ", class_="when") if way.when != ALWAYS else ""
        written = [self._letters.change(slot, row) for slot, row in way.changes]
        told = joined(element("span", f"Write {'; '.join(written)}.", class_="write"), " ") if written else ""
        turn = element("span", "Turn to ", element("b", str(self._numbers[way.goal])), ".", class_="turn")
        other = element("i", "Otherwise: ", reason, class_="reason") if offer["reason"] else ""
        return element("li", asked, element("span", line, class_="line"), " → ", told, turn, " ", other)

    # ------------------------------------------------------------------------------------------------ the record

    def _behind(self) -> Iterator[Html]:
        paper, scene = self._paper, self._scene
        beside = []
        for place, passage in enumerate(scene["passages"]):
            where = sorted(
                self._numbers[n] for n, one in enumerate(self._split.rows) if one.passage == place and one.ways
            )
            if passage[6] and where:
                said = f"If you came to {_listed(where)}"
                row = [ACCOUNT, 0, *passage[6]]
                beside.append(element("div", element("p", said, class_="when"), paper.block(row), class_="decided"))
        whole = [paper.block(row) for row in scene["record"]]
        said = self._data["said"]
        middle = element("h3", said["whole"]) if beside and whole else ""
        yield element("section", element("h2", said["record"]), *beside, middle, *whole, class_="record")
        if scene["debrief"]:
            asked = (paper.block(row, number) for number, row in enumerate(scene["debrief"], 1))
            yield element("section", element("h2", said["debrief"]), *asked, class_="debrief")
        yield from paper.entries()
        yield from paper.notes()


def numbered(rows: Sequence[Section], seed: str) -> list[int]:
    """The number of each section: 1 for the first, the others drawn so that few choices lead to a neighbour."""
    dice = random.Random(sha256(seed.encode()).digest())  # noqa: S311  # the same book again from the same scene
    best: tuple[int, list[int]] | None = None
    for _ in range(SHUFFLES):
        rest = list(range(2, len(rows) + 1))
        dice.shuffle(rest)
        drawn = [1, *rest]
        near = sum(
            abs(drawn[place] - drawn[way.goal]) == 1
            for place, row in enumerate(rows)
            for way in row.ways
            if way.goal >= 0
        )
        if best is None or near < best[0]:
            best = near, drawn
        if not near:
            break
    assert best is not None  # noqa: S101  # it is drawn at least once
    return best[1]


def _listed(numbers: list[int]) -> str:
    said = [str(number) for number in numbers]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"
