"""Scenes as the data of a browser page: rows and tables that a player indexes.

Law: what is written here is all the page has; it holds no condition, no markup and nothing to search in. The same
scenes give the same data, byte for byte. Rows are arrays; what stands where is told beside each writer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, get_args

from game.content.models import Kind, Passage, PassageId, Skill
from game.content.prose import typographic
from game.frontends.html.citations import GRADES, Citations
from game.frontends.html.lines import Lines, SceneLines
from game.frontends.html.sheet import (
    ACCOUNT,
    CHART,
    CONTENT_NOTE,
    DOCUMENT,
    HEADING,
    HYPOTHESIS,
    LINK,
    MATCHES,
    NONE,
    PARAGRAPH,
    QUESTION,
    UNKNOWN,
)
from game.frontends.html.tables import ALWAYS, Tables
from game.frontends.window.theme import ART_COLOURS
from game.play import page as pages
from game.play import view
from game.play.compiled import CompiledScene
from game.play.page import Block
from game.play.playthrough import Decision, Playthrough
from game.play.steps import BEGIN, DEBRIEF, FINISHED, RECORD, REVEAL
from game.play.when import readable

Data = dict[str, Any]

SKILLS: tuple[str, ...] = get_args(Skill)
BASES: tuple[str, ...] = get_args(Kind)
BOUNDS = ("", "over", "under", "about")
WORDS = ("stated", "later in time")
LANGUAGE = "en"


def write_data(
    scenes: Sequence[CompiledScene], *, title: str = "", campaign: str = "", pictures: dict[str, str] | None = None
) -> Data:
    """The data of a page that plays these scenes, in this order; `pictures` are `data:` addresses by name."""
    lines, citations = Lines(), Citations()
    written = [_Scene(compiled, lines, citations).written() for compiled in scenes]
    data: Data = {
        "format": 1,
        "title": title or typographic(scenes[0].scene.title),
        "lang": LANGUAGE,
        "campaign": campaign,
        "grades": list(GRADES),
        "skills": list(SKILLS),
        "bases": list(BASES),
        "bounds": list(BOUNDS),
        "words": list(WORDS),
        "said": {
            "begin": view.SAID[BEGIN],
            "reveal": view.SAID[REVEAL],
            "questions": view.SAID[RECORD],
            "finish": view.SAID[DEBRIEF],
            "whole": view.WHOLE,
            "record": view.HEADINGS[RECORD],
            "debrief": view.HEADINGS[DEBRIEF],
            "finished": view.HEADINGS[FINISHED],
            "ibid": "Ibid.",
        },
        **lines.rows(),
        "cited": citations.rows(),
        "templates": citations.templates(),
        "pictures": pictures or {},
        "art": {theme: list(colours) for theme, colours in ART_COLOURS.items()},
        "scenes": written,
    }
    return {**data, "build": fingerprint(data, 12)}


def fingerprint(data: object, digits: int) -> str:
    """So many hexadecimal digits that change with the data."""
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:digits]


class _Scene:
    """One scene on its way into rows."""

    def __init__(self, compiled: CompiledScene, lines: Lines, citations: Citations) -> None:
        self.compiled = compiled
        self.lines = SceneLines(compiled, lines, citations)
        self.tables = Tables(compiled)

    def written(self) -> Data:
        compiled, scene, kernel = self.compiled, self.compiled.scene, self.compiled.kernel
        head = Playthrough(compiled).page()
        passages = [self._passage(number, name) for number, name in enumerate(kernel.passages)]
        goals = [[name, [[choice.id, choice.goto] for choice in one.choices]] for name, one in scene.passages.items()]
        before, one, more = _around(view.finished(scene, 1), view.finished(scene, 2))
        return {
            "id": str(scene.scene),
            **{key: getattr(head, key) for key in ("title", "when", "where", "who", "picture", "alt")},
            "minutes": scene.minutes or 0,
            "question": typographic(" ".join(scene.question.split())),
            "topics": [typographic(topic) for topic in scene.content_notes],
            "shape": fingerprint([goals, kernel.passages[kernel.start[0]], list(kernel.carried)], 6),
            "sizes": list(self.tables.sizes),
            "start": list(kernel.start),
            "carried": [[trace, *(place - 1 for place in places)] for trace, places in kernel.carried.items()],
            "leaves": [
                [trace.id, trace.kind, self.lines.said(trace.text), self.tables.condition(trace.if_)]
                for trace in scene.leaves
            ],
            "each": int(scene.reveal == "each"),
            "briefing": self._blocks(view.opening(scene, self.lines.notes)),
            "passages": passages,
            "record": [
                row
                for block in scene.record
                for row in self._blocks(view.told(block, compiled, self.lines.notes), self.tables.condition(block.if_))
            ],
            "debrief": self._blocks(view.asked(question, self.lines.notes) for question in scene.debrief),
            "finished": [before, one, more, self.lines.met(view.finished(scene, 1))],
            "tables": self.tables.rows(),
        }

    def _passage(self, number: int, name: PassageId) -> list[Any]:
        """[id, basis, blocks, choices, rest, ending or 0, record or 0, more or 0]."""
        compiled = self.compiled
        passage = compiled.scene.passages[name]
        blocks = [
            row
            for part in view.parts(passage)
            for row in self._blocks(view.shown(part, self.lines.notes), self.tables.condition(part.if_))
        ]
        sides = self._sides(name, passage)
        record = next(iter(sides), None)
        more: Data = {"when": readable(passage.date)} if passage.date else {}
        more |= {"where": typographic(passage.place)} if passage.place else {}
        more |= {"picture": passage.picture, "alt": passage.alt} if passage.picture else {}
        return [
            str(name),
            BASES.index(passage.basis),
            blocks,
            [self._choice(number, place, passage, sides) for place in range(len(passage.choices))],
            compiled.remaining.get(name, 0),
            [str(passage.ending.id), typographic(passage.ending.title)] if passage.ending else 0,
            [record.date, self.lines.number(record.was_done), _grades(record.grades)] if record else 0,
            more or 0,
        ]

    def _sides(self, name: PassageId, passage: Passage) -> list[pages.Comparison]:
        """Each choice beside the record of its passage; nothing where there is none."""
        if passage.record is None:
            return []
        made = (Decision(0, name, choice) for choice in passage.choices)
        return [view.comparison(passage, (decision,), self.lines.notes) for decision in made]

    def _choice(self, passage: int, number: int, written: Passage, sides: list[pages.Comparison]) -> list[Any]:
        """[id, line, goal, table, locked or -1, effects, did or -1, flags]."""
        choice = written.choices[number]
        did = self.lines.number(sides[number].did) if sides else NONE
        if not sides and choice.did:
            did = self.lines.said(choice.did)
        matches = bool(sides) and sides[number].matches
        return [
            str(choice.id),
            self.lines.said(choice.text),
            self.compiled.kernel.passages.index(choice.goto),
            self.tables.condition(choice.if_),
            NONE if choice.locked is None else self.lines.said(choice.locked),
            self.tables.effects(passage, number, choice),
            did,
            choice.hypothesis * HYPOTHESIS + matches * MATCHES,
        ]

    def _blocks(self, blocks: Iterable[Block], table: int = ALWAYS) -> list[list[Any]]:
        return [self._block(block, table) for block in blocks]

    def _block(self, block: Block, table: int) -> list[Any]:
        """[kind, table, …]."""
        number = self.lines.number
        match block:
            case pages.Paragraph(line):
                return [PARAGRAPH, table, number(line)]
            case pages.Document(lines):
                return [DOCUMENT, table, [number(line) for line in lines]]
            case pages.Heading(text):
                return [HEADING, table, text]
            case pages.ContentNote(topics, summary):
                return [CONTENT_NOTE, table, list(topics), [number(line) for line in summary]]
            case pages.Account(date, line, grades):
                return [ACCOUNT, table, date, number(line), _grades(grades)]
            case pages.Unknown(line):
                return [UNKNOWN, table, number(line)]
            case pages.Chart(title, unit, bars, note, remark):
                drawn = [[bar.label, bar.value, bar.shown, BOUNDS.index(bar.bound)] for bar in bars]
                return [CHART, table, title, unit, drawn, self.lines.cited(note), remark]
            case pages.Question(line, skill, draws_on):
                return [QUESTION, table, number(line), SKILLS.index(skill), draws_on]
            case pages.Link(word, date, line, grades):
                return [LINK, table, WORDS.index(word), date, number(line), _grades(grades)]
            case pages.Comparison():
                raise TypeError("the player compares")


def _grades(grades: Iterable[str]) -> list[int]:
    return [GRADES.index(grade) for grade in grades]


def _around(one: str, two: str) -> tuple[str, str, str]:
    """What stands before a number, and after it where it is 1, and where it is more."""
    place = next(place for place, letters in enumerate(zip(one, two, strict=False)) if letters[0] != letters[1])
    return one[:place], one[place + 1 :], two[place + 1 :]
