"""Encodes one scene as rows and tables that the player looks up.

Invariant: rows are arrays; the docstring of each encoder lists their fields. Strings are interned in a fixed order, so
the same scene gives the same rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from party_card.content.edtf import format_date
from party_card.content.models import Choice, ConditionText, Ending, Passage, PassageId, RecordBlock, Scene
from party_card.content.prose import join_lines, smart_quotes, strip_markup
from party_card.engine import block_builder, page_builder
from party_card.engine import page as pages
from party_card.engine.aftermath import build_fates, build_source_end_blocks, find_people_met
from party_card.engine.campaign_pages import build_trace_lines
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_page import tell_choice
from party_card.engine.file_state import is_filed
from party_card.engine.opened_offers import explain_opening
from party_card.engine.page import Block
from party_card.engine.page_builder import build_page
from party_card.engine.place_map import PlaceMap
from party_card.engine.places import build_passage_map, build_record_map
from party_card.engine.playthrough import Decision, Playthrough
from party_card.frontends.html.encode.blocks import BASES, encode_blocks, encode_grades
from party_card.frontends.html.encode.decision_tables import DecisionTables
from party_card.frontends.html.encode.person_file import FileEncoder
from party_card.frontends.html.encode.place_maps import PlaceMapTable
from party_card.frontends.html.encode.route_layout import encode_route_layout
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.html.page_messages import find_form_counts
from party_card.frontends.shared.scene_data import HYPOTHESIS, MATCHES, NONE, Json
from party_card.localization import current_language


def fingerprint(data: object, digits: int) -> str:
    """Returns the first hexadecimal digits of a hash of the data."""
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:digits]


class SceneEncoder:
    """Encodes one scene; `campaign_lines` encodes its lines on the pages between scenes, `maps` collects its maps."""

    def __init__(
        self, compiled: CompiledScene, lines: LineEncoder, campaign_lines: LineEncoder | None, maps: PlaceMapTable
    ) -> None:
        self.compiled = compiled
        self.lines = lines
        self.campaign_lines = campaign_lines or lines
        self.maps = maps
        self.tables = DecisionTables(compiled)

    def encode(self) -> Json:
        """Returns the JSON object of the scene: its fields, rows of blocks and decision tables."""
        compiled, scene, system = self.compiled, self.compiled.scene, self.compiled.system
        briefing, start = build_page(Playthrough(compiled)), system.initial_position
        people = find_people_met(compiled, scene.passages)
        passages = [self._encode_passage(number, name) for number, name in enumerate(system.passages)]
        targets = [
            [name, [[choice.id, choice.goto] for choice in passage.choices]] for name, passage in scene.passages.items()
        ]
        return {
            "id": str(scene.scene),
            "title": briefing.title,
            "when": briefing.dates,
            "where": briefing.place,
            "who": briefing.role,
            "picture": briefing.picture,
            "alt": briefing.alt,
            "map": self._encode_map(briefing.places),
            "record_map": self._encode_map(build_record_map(compiled.evidence, scene)),
            "minutes": scene.minutes or 0,
            "question": smart_quotes(join_lines(scene.question)),
            "topics": [smart_quotes(topic) for topic in scene.content_notes],
            "shape": fingerprint([targets, system.passages[start[0]], list(system.trace_slots)], 6),
            "hash": compiled.content_hash,
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
            "briefing": self._encode_blocks(
                block_builder.build_briefing_blocks(
                    scene, self.lines.notes, is_unreviewed=compiled.evidence.is_unreviewed
                )
            ),
            "passages": passages,
            "essentials": self._encode_record(scene.essentials),
            "record": self._encode_record(scene.record),
            "aftermath": self._encode_record(scene.aftermath),
            "fates": self._encode_blocks(build_fates(people, compiled.evidence, self.lines.notes)),
            "people": [
                [people.index(subject) for subject in find_people_met(compiled, (name,))] for name in system.passages
            ],
            "ends": self._encode_blocks(build_source_end_blocks(compiled.evidence)),
            "file": FileEncoder(compiled, self.lines).encode(),
            "debrief": self._encode_blocks(
                block_builder.build_question(question, self.lines.notes) for question in scene.debrief
            ),
            "finished": [
                _encode_closing_texts(scene),
                self.lines.find_forms(page_builder.format_closing_text(scene, 1)),
            ],
            "routes": encode_route_layout(scene, system.passages),
            "tables": self.tables.list_rows(),
        }

    def _encode_map(self, place_map: PlaceMap | None) -> int:
        return NONE if place_map is None else self.maps.add(place_map)

    def _encode_blocks(self, blocks: Iterable[Block], condition: ConditionText | None = None) -> list[list[Any]]:
        return encode_blocks(blocks, self.lines, self.tables.encode_condition(condition))

    def _encode_record(self, parts: Iterable[RecordBlock]) -> list[list[Any]]:
        evidence, notes = self.compiled.evidence, self.lines.notes
        return [
            row
            for part in parts
            for row in self._encode_blocks(block_builder.build_record_blocks(part, evidence, notes), part.if_)
        ]

    def _encode_passage(self, number: int, name: PassageId) -> list[Any]:
        """Returns [id, basis, blocks, choices, remaining passages, ending or 0, record or 0, other fields or 0].

        An ending is [id, title, cost, number or 0, line of the last page].
        """
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
        place_map = build_passage_map(compiled.evidence.places, compiled.scene, passage)
        other_fields |= {"map": self._encode_map(place_map)} if place_map is not None else {}
        return [
            str(name),
            BASES.index(passage.basis),
            blocks,
            [self._encode_choice(number, choice, passage, comparisons) for choice in range(len(passage.choices))],
            compiled.min_passages_left.get(name, 0),
            self._encode_ending(passage.ending) if passage.ending else 0,
            [record.date, self.lines.encode_line(record.record_line), encode_grades(record.grades)] if record else 0,
            other_fields or 0,
        ]

    def _encode_ending(self, ending: Ending) -> list[Any]:
        number = next(numbered.number for numbered in self.compiled.endings if numbered.id == ending.id)
        sentence = (pages.Run(page_builder.format_ending_number(self.compiled, ending.id)),)
        line = self.lines.encode_line(sentence)
        return [str(ending.id), smart_quotes(ending.title), strip_markup(ending.cost), number, line]

    def _list_comparisons(self, name: PassageId, passage: Passage) -> list[pages.Comparison]:
        """Returns the comparison of each choice with the record of its passage; empty if there is no record."""
        if passage.record is None:
            return []
        decisions = (Decision(0, name, choice) for choice in passage.choices)
        return [block_builder.build_comparison(passage, (decision,), self.lines.notes) for decision in decisions]

    def _encode_choice(
        self, passage_number: int, number: int, passage: Passage, comparisons: list[pages.Comparison]
    ) -> list[Any]:
        """Returns [id, line, target passage, table, locked or -1, effects, did or -1, flags], and perhaps openings.

        Each opening is [table, line]: a line that says because of what the choice is open.
        """
        choice = passage.choices[number]
        did = self.lines.encode_line(comparisons[number].player_line) if comparisons else NONE
        if not comparisons and is_filed(self.compiled.scene, self.compiled.system.passages[passage_number]):
            did = self.lines.encode_line(self.lines.notes.add_line(tell_choice(choice)))
        elif not comparisons and choice.did:
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
            *([openings] if (openings := self._encode_openings(choice)) else []),
        ]

    def _encode_openings(self, choice: Choice) -> list[list[Any]]:
        tables = self.tables.encode_texts(choice.if_, lambda position: explain_opening(self.compiled, choice, position))
        return [[table, self.lines.encode_line((pages.Run(text),))] for text, table in tables.items()]


def _encode_closing_texts(scene: Scene) -> list[list[str]]:
    """Returns for each plural form what stands before and behind the number of decisions, if it is said."""
    untitled = replace(scene, title="\0")
    title = smart_quotes(scene.title)
    texts = []
    for count in find_form_counts(current_language()):
        parts = page_builder.format_closing_text(untitled, count).split(str(count), 1)
        texts.append([part.replace("\0", title) for part in parts])
    return texts
