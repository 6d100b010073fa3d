"""Defines the exported data of scenes: kinds of blocks, flags, and lookup in decision tables.

`frontends/html/encode` writes the data; the player of the browser page, its reference in Python and the gamebook read
it. A condition or an effect is a row of `tables`: the slots that it reads, and a value for each combination of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Json = dict[str, Any]
EncodedLine = int | str
"""A line of a row: its number in `lines`, or its text if it is plain and names nobody and nothing."""

(
    PARAGRAPH, DOCUMENT, HEADING, CONTENT_NOTE, COMPARISON, RECORD_PARAGRAPH, UNKNOWN, CHART, QUESTION, LINK,
    STATEMENT, SOURCE_COMPARISON, HOOK, ABOUT,
) = range(14)  # fmt: skip
"""Kinds of blocks. Comparisons are not in the data: the player builds them from the decisions."""
FILE_CARD, FILE_PAPER = "file-card", "file-paper"
FILE_DECISION, ASSESSMENT = "file-decision", "assessment"
FILE_GAP, FOLDER = "file-gap", "folder"
THING, STEP = "thing", "step"
"""Kinds of blocks of a person's file and of the archive: the player builds them, too."""
VARIABLE_SLOT, DECISION_SLOT, VISIT_SLOT, CHOICE_SLOT, ENDING_SLOT, TRACE_SLOT = range(6)
"""What a slot of the file's tables is filled with.

The value of a variable, the choice made last in a passage, if a passage was visited, if a choice was made, the ending,
if a trace was left in any scene.
"""
HYPOTHESIS, MATCHES = 1, 2
"""Flags of a choice: the author's own hypothesis; the same as in the record."""
NONE = -1
"""The number of a line that is absent."""
ALWAYS = 0
"""The number of the table that is true everywhere."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Digits of base 36: values of tables, and steps of an encoded playthrough."""


class CitationRow(NamedTuple):
    """A row of `cited`: a fact, document or figure and how it is cited.

    Grade, template, source, locator and section are numbers.
    """

    name: str
    text: str
    grade: int
    quotes: tuple[str, ...]
    hedge: str
    template: int
    source: int
    locator: int
    section: int
    """-1 if the locator is in no section, or in several."""
    locator_text: str
    """The locator in words."""
    section_locator_text: str
    """The locator after a note on the same section; empty if it is the same as `locator_text`."""
    attestations: tuple[tuple[Any, ...], ...] = ()
    """What each of several sources says: heading, row of `voices`, locator, value, sentence.

    The sentence is empty where the first source says what the row's text does.
    """
    conclusion: str = ""
    document: tuple[Any, ...] = ()
    """The sheet of a document: form, its name, head, texts, columns, rows, answers, place, remark, citations.

    A text is its heading, the code of its language, its paragraphs and a remark; an answer is a question and the text.
    """


class EntryRow(NamedTuple):
    """A row of `entries`: a person or a term. Lines are numbers; an entry's notes are numbered within it."""

    kind: str
    name: str
    """The id."""
    title: str
    line: EncodedLine
    years: str = ""
    """The years of a person's life as they are shown before an ending."""
    later: EncodedLine = NONE
    """The line that says what became of a person; shown, like `years_after`, only after an ending."""
    years_after: str = ""


def list_runs(data: Json, line: EncodedLine) -> list[Any]:
    """Returns the runs of an encoded line."""
    runs: str | list[Any] = data["lines"][line] if isinstance(line, int) else line
    return [runs] if isinstance(runs, str) else runs


def iter_texts(data: object) -> Iterator[str]:
    """Yields every text in rows of exported data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from iter_texts(tuple(data.values()))
    elif isinstance(data, Sequence):
        for item in data:
            yield from iter_texts(item)


def look_up_table(scene: Json, table: int, position: Sequence[int]) -> int:
    """Returns the value of a table at a position (passage, then slots). The last slot read varies fastest."""
    slots, values = scene["tables"][table]
    row = 0
    for slot in slots:
        row = row * scene["sizes"][slot] + position[1 + slot]
    value: int | str = values[row]
    return int(value, 36) if isinstance(value, str) else value
