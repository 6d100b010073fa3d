"""Finds the note numbers in a text and removes them.

Invariant: a number is a note only as a link of an ascending chain (276, 277, 278 ...), because the prose around it is
full of other numbers ("47,000", "in 1932", "3,400 branches"). Of the chains that fit, the one that looks most like
notes is taken.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Container

from party_card.frozen_dataclass import frozen_dataclass

MAX_GAP_CHARS = 20_000
"""Between two consecutive notes; farther apart they belong to different chapters."""

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(
    r"""
      \[\^?(?P<bracketed>[1-9][0-9]{0,2})\]
    | (?P<superscript>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}) (?![⁰¹²³⁴⁵⁶⁷⁸⁹])
    | (?<=[^\s\d(\[{“‘«–—−/$£€§=+<>&-]) (?P<attached>[1-9][0-9]{0,2}) (?![0-9]|[.,:/–-][0-9]|[a-z%°])
    | (?<=[.?!”’"')]) [ \t]{1,2} (?P<spaced>[1-9][0-9]{0,2}) (?=\s|\Z)
    """,
    re.VERBOSE,
)
_DECIMAL = re.compile(r"[0-9][.,:]\Z")


@frozen_dataclass
class NoteMark:
    """A possible note number: its value, its range in the text, and how much it looks like a note (1 is most)."""

    number: int
    start: int
    end: int
    weight: float


@frozen_dataclass
class UnnumberedText:
    """A text without its note numbers; `notes` are pairs (offset in this text, number), in order."""

    text: str
    notes: tuple[tuple[int, int], ...]

    def notes_between(self, start: int, end: int) -> tuple[int, ...]:
        """Returns the notes between two offsets of this text."""
        return tuple(number for index, number in self.notes if start <= index <= end)


def strip_note_numbers(text: str, known_numbers: Container[int] | None = None) -> UnnumberedText:
    """Removes note numbers. A number in `known_numbers` is trusted alone; unknown numbers need a chain of three."""
    parts: list[str] = []
    notes: list[tuple[int, int]] = []
    length = part_start = 0
    for mark in _choose_chains(text, known_numbers):
        parts.append(text[part_start : mark.start])
        length += mark.start - part_start
        notes.append((length, mark.number))
        part_start = mark.end
    parts.append(text[part_start:])
    return UnnumberedText("".join(parts), tuple(notes))


def _find_candidates(text: str, known_numbers: Container[int] | None) -> list[NoteMark]:
    marks = []
    for match in _MARK.finditer(text):
        number = int(match[match.lastgroup or 0].translate(_SUPERSCRIPT))
        if known_numbers is not None and number not in known_numbers:
            continue
        preceding = text[max(0, match.start() - 2) : match.start()]
        weight = 1.0
        if match.lastgroup == "spaced":
            weight = 0.5
        elif match.lastgroup == "attached" and _DECIMAL.match(preceding):
            weight = 0.4 if preceding.endswith(".") else 0.2  # "1932.388" may be a note; "3,400" hardly is one
        elif match.lastgroup == "attached" and (preceding[-1:].isalpha() or preceding[-1:] in ",:;"):
            weight = 0.7
        marks.append(NoteMark(number, match.start(), match.end(), weight))
    return marks


def _choose_chains(text: str, known_numbers: Container[int] | None) -> list[NoteMark]:
    """Returns the marks of all chains in reading order: each chain as heavy as possible, heavier ones first."""
    marks = _find_candidates(text, known_numbers)
    predecessors: list[int | None] = []
    scores: list[float] = []
    recent: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        candidates = [link for link in recent.get(mark.number - 1, ()) if mark.start - marks[link].end <= MAX_GAP_CHARS]
        best_link = max(candidates, key=lambda link: (scores[link], link), default=None)
        predecessors.append(best_link)
        scores.append(mark.weight + (scores[best_link] if best_link is not None else 0))
        # A few of the latest are enough: a mark farther away is never nearer in any later choice.
        recent.setdefault(mark.number, []).append(index)
        recent[mark.number] = recent[mark.number][-8:]
    min_weight = 1.0 if known_numbers is not None else 2.1
    chain_marks: set[int] = set()
    spans: list[tuple[int, int]] = []
    for index in sorted(range(len(marks)), key=lambda index: -scores[index]):
        if scores[index] < min_weight:
            break
        chain = []
        link: int | None = index
        while link is not None and link not in chain_marks:
            chain.append(link)
            link = predecessors[link]
        chain_weight = sum(marks[link].weight for link in chain)
        span = (marks[chain[-1]].start, marks[chain[0]].end) if chain else (0, 0)
        # A chain within another would number the same stretch twice.
        slot = bisect(spans, span)
        is_free = (slot == 0 or spans[slot - 1][1] <= span[0]) and (slot == len(spans) or span[1] <= spans[slot][0])
        if chain_weight >= min_weight and is_free:
            chain_marks.update(chain)
            spans.insert(slot, span)
    return [marks[index] for index in sorted(chain_marks)]
