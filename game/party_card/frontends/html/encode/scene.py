"""Scenes as the data of a browser page: rows and tables that a player indexes.

Law: what is written here is all the page has; it holds no condition, no markup and nothing to search in. The same
scenes give the same data, byte for byte. Rows are arrays; what stands where is told beside each writer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from party_card.content.models import ConditionText, Passage, PassageId
from party_card.content.prose import smart_quotes
from party_card.engine import page as pages
from party_card.engine import page_builder
from party_card.engine.campaign_pages import CompiledCampaign, trace_lines
from party_card.engine.compiled import CompiledScene
from party_card.engine.date_format import format_date
from party_card.engine.page import Block
from party_card.engine.phases import BEGIN, DEBRIEF, FINISHED, RECORD, REVEAL
from party_card.engine.playthrough import Decision, Playthrough
from party_card.frontends.html.decode import HYPOTHESIS, MATCHES, NONE, Json
from party_card.frontends.html.encode.blocks import BASES, BOUNDS, SKILLS, WORDS, block_rows, grades_row
from party_card.frontends.html.encode.campaign import write_course
from party_card.frontends.html.encode.citations import GRADES, Citations
from party_card.frontends.html.encode.decision_tables import ALWAYS, Tables
from party_card.frontends.html.encode.string_table import Lines, SceneLines
from party_card.frontends.window.toolkit.theme import ART_COLOURS

LANGUAGE = "en"


def write_data(
    scenes: Sequence[CompiledScene],
    *,
    campaign: CompiledCampaign | None = None,
    pictures: Mapping[str, str] | None = None,
) -> Json:
    """The data of a page that plays these scenes, in this order, those of a campaign in front as it has them.

    `pictures` are `data:` addresses by name.
    """
    lines, citations = Lines(), Citations()
    between = None if campaign is None else SceneLines(campaign, lines, citations)
    written = [_Scene(compiled, SceneLines(compiled, lines, citations), between).written() for compiled in scenes]
    told = campaign.campaign if campaign is not None else None
    data: Json = {
        "format": 1,
        "title": smart_quotes(told.title if told is not None else scenes[0].scene.title),
        "lang": LANGUAGE,
        "campaign": told.campaign if told is not None else "",
        "course": 0 if campaign is None or between is None else write_course(campaign, scenes, between),
        "grades": list(GRADES),
        "skills": list(SKILLS),
        "bases": list(BASES),
        "bounds": list(BOUNDS),
        "words": list(WORDS),
        "said": {
            "begin": page_builder.SAID[BEGIN],
            "reveal": page_builder.SAID[REVEAL],
            "questions": page_builder.SAID[RECORD],
            "finish": page_builder.SAID[DEBRIEF],
            "whole": page_builder.WHOLE,
            "record": page_builder.HEADINGS[RECORD],
            "debrief": page_builder.HEADINGS[DEBRIEF],
            "finished": page_builder.HEADINGS[FINISHED],
            "ibid": "Ibid.",
        },
        **lines.rows(),
        "cited": citations.rows(),
        "templates": citations.templates(),
        "pictures": dict(pictures or {}),
        "art": {theme: list(colours) for theme, colours in ART_COLOURS.items()},
        "scenes": written,
    }
    return {**data, "build": fingerprint(data, 12)}


def fingerprint(data: object, digits: int) -> str:
    """So many hexadecimal digits that change with the data."""
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:digits]


class _Scene:
    """One scene on its way into rows."""

    def __init__(self, compiled: CompiledScene, lines: SceneLines, between: SceneLines | None) -> None:
        self.compiled = compiled
        self.lines = lines
        self.between = between or lines
        self.tables = Tables(compiled)

    def written(self) -> Json:
        compiled, scene, system = self.compiled, self.compiled.scene, self.compiled.system
        head = Playthrough(compiled).page()
        passages = [self._passage(number, name) for number, name in enumerate(system.passages)]
        goals = [[name, [[choice.id, choice.goto] for choice in one.choices]] for name, one in scene.passages.items()]
        before, one, more = _around(page_builder.closing_text(scene, 1), page_builder.closing_text(scene, 2))
        return {
            "id": str(scene.scene),
            **{key: getattr(head, key) for key in ("title", "when", "where", "who", "picture", "alt")},
            "minutes": scene.minutes or 0,
            "question": smart_quotes(" ".join(scene.question.split())),
            "topics": [smart_quotes(topic) for topic in scene.content_notes],
            "shape": fingerprint([goals, system.passages[system.start[0]], list(system.carried)], 6),
            "sizes": list(self.tables.sizes),
            "start": list(system.start),
            "carried": [[trace, *(place - 1 for place in places)] for trace, places in system.carried.items()],
            "leaves": [
                [
                    trace.id,
                    trace.kind,
                    [self.between.number(line) for line in trace_lines(trace)],
                    self._table(trace.if_),
                ]
                for trace in scene.leaves
            ],
            "each": int(scene.reveal == "each"),
            "briefing": self._rows(page_builder.briefing_blocks(scene, self.lines.notes)),
            "passages": passages,
            "record": [
                row
                for block in scene.record
                for row in self._rows(
                    page_builder.record_blocks(block, compiled, self.lines.notes), self._table(block.if_)
                )
            ],
            "debrief": self._rows(
                page_builder.question_block(question, self.lines.notes) for question in scene.debrief
            ),
            "finished": [before, one, more, self.lines.met(page_builder.closing_text(scene, 1))],
            "tables": self.tables.rows(),
        }

    def _table(self, text: ConditionText | None) -> int:
        return self.tables.condition(text)

    def _rows(self, blocks: Iterable[Block], table: int = ALWAYS) -> list[list[Any]]:
        return block_rows(blocks, self.lines, table)

    def _passage(self, number: int, name: PassageId) -> list[Any]:
        """[id, basis, blocks, choices, rest, ending or 0, record or 0, more or 0]."""
        compiled = self.compiled
        passage = compiled.scene.passages[name]
        blocks = [
            row
            for part in page_builder.parts(passage)
            for row in self._rows(page_builder.passage_blocks(part, self.lines.notes), self._table(part.if_))
        ]
        sides = self._sides(name, passage)
        record = next(iter(sides), None)
        more: Json = {"when": format_date(passage.date)} if passage.date else {}
        more |= {"where": smart_quotes(passage.place)} if passage.place else {}
        more |= {"picture": passage.picture, "alt": passage.alt} if passage.picture else {}
        return [
            str(name),
            BASES.index(passage.basis),
            blocks,
            [self._choice(number, place, passage, sides) for place in range(len(passage.choices))],
            compiled.remaining.get(name, 0),
            [str(passage.ending.id), smart_quotes(passage.ending.title)] if passage.ending else 0,
            [record.date, self.lines.number(record.was_done), grades_row(record.grades)] if record else 0,
            more or 0,
        ]

    def _sides(self, name: PassageId, passage: Passage) -> list[pages.Comparison]:
        """Each choice beside the record of its passage; nothing where there is none."""
        if passage.record is None:
            return []
        made = (Decision(0, name, choice) for choice in passage.choices)
        return [page_builder.comparison(passage, (decision,), self.lines.notes) for decision in made]

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
            self.compiled.system.passages.index(choice.goto),
            self._table(choice.if_),
            NONE if choice.locked is None else self.lines.said(choice.locked),
            self.tables.effects(passage, number, choice),
            did,
            choice.hypothesis * HYPOTHESIS + matches * MATCHES,
        ]


def _around(one: str, two: str) -> tuple[str, str, str]:
    """What stands before a number, and after it where it is 1, and where it is more."""
    place = next(place for place, letters in enumerate(zip(one, two, strict=False)) if letters[0] != letters[1])
    return one[:place], one[place + 1 :], two[place + 1 :]
