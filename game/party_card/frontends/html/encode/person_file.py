"""Encodes the file of a scene: its papers, stamps and decisions, and tables over what its conditions ask for.

Invariant: the tables have slots of their own, which the player fills from a finished playthrough; those of the scene
stay as they are.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from party_card.content.conditions import Condition, collect_names, evaluate_condition
from party_card.content.domains import YES_NO
from party_card.content.edtf import format_date
from party_card.content.models import ConditionText, Paper, PassageId, VariableId
from party_card.content.prose import smart_quotes
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_page import HEARSAY_KINDS, MAX_ASSESSMENTS
from party_card.engine.file_state import is_filed
from party_card.engine.file_words import (
    CERTAINTIES,
    DECISIONS_HEADING,
    FILE_HEADING,
    LISTENER_REASON,
    MOTIVE,
    MOTIVE_REASON,
    NO_PAPER_REASON,
    PAPER_KINDS,
    PAPERS_HEADING,
    QUESTION,
    REASONS,
    STAMP_SENTENCES,
    STAMPS,
    VERDICTS,
)
from party_card.engine.page_builder import PHASE_OFFER_LABELS
from party_card.engine.page_parts import Run
from party_card.engine.phases import FILE
from party_card.frontends.html.encode.decision_tables import Row, compact_values
from party_card.frontends.html.encode.interning import intern
from party_card.frontends.html.encode.string_table import LineEncoder
from party_card.frontends.shared.scene_data import (
    ALWAYS,
    CHOICE_SLOT,
    DECISION_SLOT,
    ENDING_SLOT,
    NONE,
    TRACE_SLOT,
    VARIABLE_SLOT,
    VISIT_SLOT,
    EncodedLine,
    Json,
)
from party_card.localization import gettext, pgettext

STAMP_NAMES, KIND_NAMES = tuple(STAMPS), tuple(PAPER_KINDS)


def encode_file_words() -> Json:
    """Returns the words of the pages that show a file, which all scenes share.

    Of each kind of paper its id, its name, and 1 if it says what somebody says; of each stamp its id, its name, and a
    sentence; of each certainty its id, what it means, what is said to a wrong answer, and its name if that is another.
    """
    return {
        "kinds": [[kind, gettext(name), int(kind in HEARSAY_KINDS)] for kind, name in PAPER_KINDS.items()],
        "stamps": [[stamp, gettext(name), gettext(STAMP_SENTENCES[stamp])] for stamp, name in STAMPS.items()],
        "certainties": [
            [name, gettext(meaning), gettext(VERDICTS[name]), *([] if gettext(name) == name else [gettext(name)])]
            for name, meaning in CERTAINTIES.items()
        ],
        "reasons": {certainty: gettext(reason) for certainty, reason in REASONS.items()},
        "listener": gettext(LISTENER_REASON),
        "nobody": gettext(NO_PAPER_REASON),
        "motive": gettext(MOTIVE_REASON),
        "count": MAX_ASSESSMENTS,
        "heading": gettext(FILE_HEADING),
        "offer": gettext(PHASE_OFFER_LABELS[FILE]),
        "headings": [gettext(PAPERS_HEADING), gettext(DECISIONS_HEADING), gettext(QUESTION)],
        "joint": pgettext("between two items of a list", ", "),
        "last": pgettext("end of a list", "{items} and {last}"),
    }


class FileEncoder:
    """Encodes the file of one scene."""

    def __init__(self, compiled: CompiledScene, lines: LineEncoder) -> None:
        self.compiled = compiled
        self.lines = lines
        self._passages = {name: number for number, name in enumerate(compiled.system.passages)}
        self._tables = FileTables(compiled)

    def encode(self) -> Json | int:
        """Returns the file as a JSON object; 0 if the scene has none."""
        scene, file = self.compiled.scene, self.compiled.scene.file
        if file is None:
            return 0
        office = self.lines.notes.add_line(file.office)
        stamps = [[STAMP_NAMES.index(stamp.stamp), self._encode_condition(stamp.if_)] for stamp in file.card]
        papers = [self._encode_paper(paper) for paper in file.papers]
        listeners = [
            [number, index, smart_quotes(listener)]
            for number, choices in enumerate(self.compiled.system.choices)
            for index, choice in enumerate(choices)
            if (listener := file.find_listener(self.compiled.system.passages[number], choice.id))
        ]
        return {
            "name": smart_quotes(file.name),
            "office": self._encode_line(file.office),
            "invented": int(bool(office) and all(run.note is None for run in office)),
            "stamps": stamps,
            "papers": papers,
            "decisions": [number for name, number in self._passages.items() if is_filed(scene, name)],
            "listeners": listeners,
            "days": [
                [number, format_date(day)]
                for name, number in self._passages.items()
                if is_filed(scene, name) and (day := scene.passages[name].date)
            ],
            "motive": self.lines.encode_line((Run(gettext(MOTIVE)),)),
            **self._tables.encode(),
        }

    def _encode_line(self, text: str) -> EncodedLine:
        return self.lines.encode_line(self.lines.notes.add_line(text)) if text else NONE

    def _encode_paper(self, paper: Paper) -> list[Any]:
        """Returns [kind, title, table, texts, where it was kept, passages, what stands in its place].

        A text is [table, lines]; lines that are absent are -1.
        """
        notes = self.lines.notes
        texts = [
            [self._encode_condition(text.if_), list(map(self.lines.encode_line, notes.add_paragraphs(text.text)))]
            for text in paper.texts
        ]
        return [
            KIND_NAMES.index(paper.kind),
            smart_quotes(paper.title),
            self._encode_condition(paper.if_),
            texts,
            self._encode_line(paper.kept),
            [self._passages[name] for name in paper.shows if name in self._passages],
            self._encode_line(paper.gap),
        ]

    def _encode_condition(self, text: ConditionText | None) -> int:
        return self._tables.encode_condition(None if text is None else self.compiled.logic.file_conditions[text])


class FileTables:
    """Encodes conditions on a finished playthrough of one scene as tables; `encode` returns them after the last."""

    def __init__(self, compiled: CompiledScene) -> None:
        self.compiled = compiled
        self._passages = {name: number for number, name in enumerate(compiled.system.passages)}
        self._slots: dict[str, int] = {}
        self._tables: dict[Row, int] = {((), (1,)): ALWAYS}

    def encode(self) -> Json:
        """Returns the slots, their sizes, and the tables."""
        return {
            "slots": [self._describe_slot(name) for name in self._slots],
            "sizes": [self._size(name) for name in self._slots],
            "tables": [[list(slots), compact_values(values)] for slots, values in self._tables],
        }

    def encode_condition(self, condition: Condition | None) -> int:
        """Returns the number of the table of a condition; None always holds."""
        if condition is None:
            return ALWAYS
        names = sorted(collect_names(condition))
        minimums = {name: self._minimum(name) for name in names}
        values = [
            int(evaluate_condition(condition, dict(zip(names, combination, strict=True)), minimums))
            for combination in product(*(range(self._size(name)) for name in names))
        ]
        slots = tuple(self._slots.setdefault(name, len(self._slots)) for name in names)
        return intern(self._tables, (slots, tuple(values)))

    def _minimum(self, name: str) -> int:
        domain = self.compiled.logic.file_domains.get(VariableId(name))
        return 0 if domain is None else domain.low

    def _size(self, name: str) -> int:
        return self.compiled.logic.file_domains.get(VariableId(name), YES_NO).size

    def _describe_slot(self, name: str) -> list[Any]:
        """Returns the kind of a slot, and of what its value is taken."""
        scene, system = self.compiled.scene, self.compiled.system
        if name.startswith("visited("):
            return [VISIT_SLOT, self._passages[PassageId(name[len("visited(") : -1])]]
        if name.startswith("left("):
            return [TRACE_SLOT, name[len("left(") : -1]]
        if name.startswith("chose("):
            choice = name[len("chose(") : -1]
            return next(
                [CHOICE_SLOT, number, index]
                for number, choices in enumerate(system.choices)
                for index, item in enumerate(choices)
                if item.id == choice
            )
        if VariableId(name) in scene.variables:
            return [VARIABLE_SLOT, system.slots.index(name)]
        domain = self.compiled.logic.file_domains[VariableId(name)]
        if domain.decision is not None:
            return [DECISION_SLOT, self._passages[domain.decision], domain.start]
        endings = (passage.ending for passage in scene.passages.values())
        return [ENDING_SLOT, [NONE if ending is None else domain.names.index(ending.id) for ending in endings]]
