"""Encodes one scene as rows and tables that the player looks up.

Invariant: rows are arrays; the docstring of each encoder lists their fields. Strings are interned in a fixed order, so
the same scene gives the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from party_card.content.models import ConditionText, Passage, PassageId
from party_card.content.prose import smart_quotes
from party_card.engine import block_builder, page_builder
from party_card.engine import page as pages
from party_card.engine.campaign_pages import build_trace_lines
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Block
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Decision, Playthrough
from party_card.evidence.dates import format_date
from party_card.frontends.html.encode.blocks import BASES, encode_blocks, encode_grades
from party_card.frontends.html.encode.decision_tables import DecisionTables
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.shared.scene_data import HYPOTHESIS, MATCHES, NONE, Json


def fingerprint(data: object, digits: int) -> str:
    """Returns the first hexadecimal digits of a hash of the data."""
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:digits]


class SceneEncoder:
    """Encodes one scene; `campaign_lines` encodes its lines on the pages between scenes."""

    def __init__(self, compiled: CompiledScene, lines: LineEncoder, campaign_lines: LineEncoder | None) -> None:
        self.compiled = compiled
        self.lines = lines
        self.campaign_lines = campaign_lines or lines
        self.tables = DecisionTables(compiled)

    def encode(self) -> Json:
        """Returns the JSON object of the scene: its fields, rows of blocks and decision tables."""
        compiled, scene, system = self.compiled, self.compiled.scene, self.compiled.system
        briefing, start = build_page(Playthrough(compiled)), system.initial_position
        passages = [self._encode_passage(number, name) for number, name in enumerate(system.passages)]
        targets = [
            [name, [[choice.id, choice.goto] for choice in passage.choices]] for name, passage in scene.passages.items()
        ]
        prefix, singular, plural = _split_at_number(
            page_builder.format_closing_text(scene, 1), page_builder.format_closing_text(scene, 2)
        )
        return {
            "id": str(scene.scene),
            "title": briefing.title,
            "when": briefing.dates,
            "where": briefing.place,
            "who": briefing.role,
            "picture": briefing.picture,
            "alt": briefing.alt,
            "minutes": scene.minutes or 0,
            "question": smart_quotes(" ".join(scene.question.split())),
            "topics": [smart_quotes(topic) for topic in scene.content_notes],
            "shape": fingerprint([targets, system.passages[start[0]], list(system.trace_slots)], 6),
            "sizes": list(self.tables.sizes),
            "start": list(start),
            "carried": [[trace, *(place - 1 for place in places)] for trace, places in system.trace_slots.items()],
            "leaves": [
                [
                    trace.id,
                    trace.kind,
                    [self.campaign_lines.encode_line(line) for line in build_trace_lines(trace)],
                    self.tables.encode_condition(trace.if_),
                ]
                for trace in scene.leaves
            ],
            "each": int(scene.reveal == "each"),
            "briefing": self._encode_blocks(block_builder.build_briefing_blocks(scene, self.lines.notes)),
            "passages": passages,
            "record": [
                row
                for block in scene.record
                for row in self._encode_blocks(
                    block_builder.build_record_blocks(block, compiled.evidence, self.lines.notes), block.if_
                )
            ],
            "debrief": self._encode_blocks(
                block_builder.build_question(question, self.lines.notes) for question in scene.debrief
            ),
            "finished": [prefix, singular, plural, self.lines.find_forms(page_builder.format_closing_text(scene, 1))],
            "tables": self.tables.list_rows(),
        }

    def _encode_blocks(self, blocks: Iterable[Block], condition: ConditionText | None = None) -> list[list[Any]]:
        return encode_blocks(blocks, self.lines, self.tables.encode_condition(condition))

    def _encode_passage(self, number: int, name: PassageId) -> list[Any]:
        """Returns [id, basis, blocks, choices, remaining passages, ending or 0, record or 0, other fields or 0]."""
        compiled = self.compiled
        passage = compiled.scene.passages[name]
        blocks = [
            row
            for part in passage.blocks
            for row in self._encode_blocks(block_builder.build_passage_blocks(part, self.lines.notes), part.if_)
        ]
        comparisons = self._list_comparisons(name, passage)
        record = comparisons[0] if comparisons else None
        other_fields: Json = {"when": format_date(passage.date)} if passage.date else {}
        other_fields |= {"where": smart_quotes(passage.place)} if passage.place else {}
        other_fields |= {"picture": passage.picture, "alt": passage.alt} if passage.picture else {}
        return [
            str(name),
            BASES.index(passage.basis),
            blocks,
            [self._encode_choice(number, choice, passage, comparisons) for choice in range(len(passage.choices))],
            compiled.min_passages_left.get(name, 0),
            [str(passage.ending.id), smart_quotes(passage.ending.title)] if passage.ending else 0,
            [record.date, self.lines.encode_line(record.record_line), encode_grades(record.grades)] if record else 0,
            other_fields or 0,
        ]

    def _list_comparisons(self, name: PassageId, passage: Passage) -> list[pages.Comparison]:
        """Returns the comparison of each choice with the record of its passage; empty if there is no record."""
        if passage.record is None:
            return []
        decisions = (Decision(0, name, choice) for choice in passage.choices)
        return [block_builder.build_comparison(passage, (decision,), self.lines.notes) for decision in decisions]

    def _encode_choice(
        self, passage_number: int, number: int, passage: Passage, comparisons: list[pages.Comparison]
    ) -> list[Any]:
        """Returns [id, line, target passage, table, locked or -1, effects, did or -1, flags]."""
        choice = passage.choices[number]
        did = self.lines.encode_line(comparisons[number].player_line) if comparisons else NONE
        if not comparisons and choice.did:
            did = self.lines.encode_text(choice.did)
        matches = bool(comparisons) and comparisons[number].matches_record
        return [
            str(choice.id),
            self.lines.encode_text(choice.text),
            self.compiled.system.passages.index(choice.goto),
            self.tables.encode_condition(choice.if_),
            NONE if choice.locked is None else self.lines.encode_text(choice.locked),
            self.tables.encode_effects(passage_number, number, choice),
            did,
            choice.hypothesis * HYPOTHESIS + matches * MATCHES,
        ]


def _split_at_number(singular: str, plural: str) -> tuple[str, str, str]:
    """Returns the text before the digit in which the two differ, and the remainder of each."""
    index = next(index for index, (a, b) in enumerate(zip(singular, plural, strict=False)) if a != b)
    return singular[:index], singular[index + 1 :], plural[index + 1 :]
