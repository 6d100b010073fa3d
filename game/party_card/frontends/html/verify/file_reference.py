"""Builds the page of a person's file from exported data in Python, as the browser page does: the reference for it.

Invariant: it reads the exported data and nothing else, and only looks up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from party_card.frontends.shared.scene_data import (
    ASSESSMENT,
    CHOICE_SLOT,
    DECISION_SLOT,
    FILE_CARD,
    FILE_DECISION,
    FILE_PAPER,
    HEADING,
    TRACE_SLOT,
    VARIABLE_SLOT,
    VISIT_SLOT,
    Json,
    look_up_table,
)
from party_card.localization import gettext, list_items

Decisions = Sequence[tuple[int, int]]
"""Pairs of passage and choice."""


class FiledPlaythrough(NamedTuple):
    """A finished playthrough: its last position, and its decisions as pairs of passage and choice."""

    position: tuple[int, ...]
    decisions: Decisions


FiledByScene = Mapping[int, FiledPlaythrough]
"""Finished playthroughs by the number of their scene."""


class FileReading:
    """What the tables of a file say of a finished playthrough: the stamp, the papers, and the listed decisions."""

    def __init__(self, data: Json, scene: Json, position: Sequence[int], decisions: Decisions) -> None:
        self._file, self._words = scene["file"], data["filed"]
        self._values = fill_slots(self._file["slots"], position, decisions)
        self.listed = [pair for pair in decisions if pair[0] in self._file["decisions"]]
        self.papers: list[list[Any]] = [paper for paper in self._file["papers"] if self._holds(paper[2])]
        stamps = self._file["stamps"]
        self.stamp: str = next((self._words["stamps"][number][0] for number, table in stamps if self._holds(table)), "")

    @property
    def shown_by(self) -> list[list[int]]:
        """The indexes of the papers that show each listed decision."""
        return [[index for index, paper in enumerate(self.papers) if passage in paper[5]] for passage, _ in self.listed]

    @property
    def card(self) -> list[Any]:
        """The row of the card, with the counts last."""
        counts = (len(self.listed), sum(not shown for shown in self.shown_by))
        return [
            FILE_CARD, 0, self._file["name"], self._file["office"], bool(self._file["invented"]), self.stamp, *counts
        ]  # fmt: skip

    def build_paper(self, paper: list[Any]) -> list[Any]:
        """Returns the row of a paper, with the numbers of the decisions that it shows last."""
        kind, title, _, texts, kept, passages, _ = paper
        lines = [line for table, text_lines in texts if self._holds(table) for line in text_lines]
        numbers = [number for number, (passage, _) in enumerate(self.listed, 1) if passage in passages]
        letter = letter_of(self.papers.index(paper))
        return [FILE_PAPER, 0, letter, self._words["kinds"][kind][0], title, lines, kept, numbers]

    def _holds(self, table: int) -> bool:
        return bool(look_up_table(self._file, table, self._values))


def iter_file_rows(data: Json, scene: Json, position: Sequence[int], decisions: Decisions) -> Iterator[list[Any]]:
    """Yields the rows of the blocks of a file: card, papers, decisions, statements."""
    file, words = scene["file"], data["filed"]
    reading = FileReading(data, scene, position, decisions)
    papers, listed, shown_by = reading.papers, reading.listed, reading.shown_by
    papers_heading, decisions_heading, question = words["headings"]
    yield reading.card
    if papers:
        yield [HEADING, 0, papers_heading]
    yield from map(reading.build_paper, papers)
    if not listed:
        return
    yield [HEADING, 0, decisions_heading]
    did = [scene["passages"][passage][3][choice][6] for passage, choice in listed]
    known = {(passage, choice): listener for passage, choice, listener in file["listeners"]}
    listeners = [known.get((passage, choice), "") for passage, choice in listed]
    for number, line in enumerate(did):
        letters = [letter_of(index) for index in shown_by[number]]
        titles = [papers[index][1] for index in shown_by[number]]
        yield [FILE_DECISION, 0, number + 1, line, letters, titles, listeners[number]]
    yield [HEADING, 0, question]
    certainties = [assess_certainty([words["kinds"][papers[index][0]] for index in shown]) for shown in shown_by]
    for number in choose_statements(certainties, words["count"]):
        titles = [papers[index][1] for index in shown_by[number]]
        yield [
            ASSESSMENT,
            0,
            did[number],
            certainties[number],
            _explain(words, certainties[number], titles, listeners[number]),
        ]
    yield [ASSESSMENT, 0, file["motive"], "not recorded", words["motive"]]


def fill_slots(
    slots: Sequence[Sequence[Any]], position: Sequence[int], decisions: Decisions, traces: Collection[str] = ()
) -> tuple[int, ...]:
    """Returns a position of the file's tables: the values of their slots for a finished playthrough."""
    return (0, *(_find_value(slot, position, decisions, traces) for slot in slots))


def _find_value(
    slot: Sequence[Any], position: Sequence[int], decisions: Decisions, traces: Collection[str]
) -> int:  # fmt: skip
    """Returns the value of a slot of the file's tables for a finished playthrough."""
    kind, place, *rest = slot
    if kind == VARIABLE_SLOT:
        return position[1 + int(place)]
    if kind == DECISION_SLOT:
        return next((choice for passage, choice in reversed(decisions) if passage == place), int(rest[0]))
    if kind == VISIT_SLOT:
        return int(place == position[0] or any(passage == place for passage, _ in decisions))
    if kind == CHOICE_SLOT:
        return int((place, rest[0]) in decisions)
    if kind == TRACE_SLOT:
        return int(place in traces)
    return int(place[position[0]])


def letter_of(index: int) -> str:
    """Returns the letter of a paper by its index."""
    quotient, rest = divmod(index, 26)
    return (letter_of(quotient - 1) if quotient else "") + chr(ord("A") + rest)


def choose_statements(certainties: Sequence[str], count: int) -> list[int]:
    """Returns the indexes of the decisions that are asked for: of each certainty one first."""
    chosen: list[int] = []
    for _ in range(count):
        seen: set[str] = set()
        for index, certainty in enumerate(certainties):
            if index not in chosen and certainty not in seen and len(chosen) < count:
                seen.add(certainty)
                chosen.append(index)
    return sorted(chosen)


def assess_certainty(kinds: Sequence[Sequence[Any]]) -> str:
    """Returns how surely a historian could say what papers of these kinds show."""
    if len(kinds) > 1:
        return "corroborated"
    if not kinds:
        return "not recorded"
    return "reported" if kinds[0][2] else "documented"


def _explain(words: Json, certainty: str, titles: Sequence[str], listener: str) -> str:
    if not titles:
        return str(words["listener"]).replace("{listener}", listener) if listener else str(words["nobody"])
    papers = list_items([gettext("“{title}”").format(title=title) for title in titles])
    return str(words["reasons"][certainty]).replace("{papers}", papers)
