"""Defines the exported data of scenes: kinds of blocks, flags, and lookup in decision tables.

`frontends/html/encode` writes the data; the player of the browser page, its reference in Python and the gamebook read
it. A condition or an effect is a row of `tables`: the slots that it reads, and a value for each combination of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

Json = dict[str, Any]

PARAGRAPH, DOCUMENT, HEADING, CONTENT_NOTE, COMPARISON, RECORD_PARAGRAPH, UNKNOWN, CHART, QUESTION, LINK = range(10)
"""Kinds of blocks. Comparisons are not in the data: the player builds them from the decisions."""
HYPOTHESIS, MATCHES = 1, 2
"""Flags of a choice: the author's own hypothesis; the same as in the record."""
NONE = -1
"""The number of a line that is absent."""
ALWAYS = 0
"""The number of the table that is true everywhere."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""Digits of base 36: values of tables, and steps of an encoded playthrough."""


class CitationRow(NamedTuple):
    """A row of `cited`: a fact or figure and how it is cited; grade, template, source, locator, section are numbers."""

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


def look_up_table(scene: Json, table: int, position: Sequence[int]) -> int:
    """Returns the value of a table at a position (passage, then slots). The last slot read varies fastest."""
    slots, values = scene["tables"][table]
    row = 0
    for slot in slots:
        row = row * scene["sizes"][slot] + position[1 + slot]
    value: int | str = values[row]
    return int(value, 36) if isinstance(value, str) else value
