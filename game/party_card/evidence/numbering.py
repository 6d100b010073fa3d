"""The note numbers in a text: found, and taken out.

Law: a number is a note only as a link of an ascending chain (276, 277, 278 ...), because the prose around
it is full of other numbers ("47,000", "in 1932", "3,400 branches"). Among the links that fit, what looks
most like a note is taken.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Container
from dataclasses import dataclass

FARTHEST = 20_000
"""Characters between two notes that follow each other; farther apart they belong to different chapters."""

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


@dataclass(frozen=True, slots=True)
class Mark:
    """A note number as printed: the number, where it stands, and how much it looks like one (1 is most)."""

    number: int
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A text without its note numbers: `notes` are (where it stood in this text, number), in order."""

    text: str
    notes: tuple[tuple[int, int], ...]

    def between(self, start: int, end: int) -> tuple[int, ...]:
        """The notes that stand between two places of this text."""
        return tuple(number for at, number in self.notes if start <= at <= end)


def take_out_numbers(text: str, known: Container[int] | None = None) -> Unnumbered:
    """The text without its note numbers. Of a `known` numbering even one alone is trusted, otherwise three in a row."""
    parts: list[str] = []
    notes: list[tuple[int, int]] = []
    length = last = 0
    for mark in _notes(text, known):
        parts.append(text[last : mark.start])
        length += mark.start - last
        notes.append((length, mark.number))
        last = mark.end
    parts.append(text[last:])
    return Unnumbered("".join(parts), tuple(notes))


def _candidates(text: str, known: Container[int] | None) -> list[Mark]:
    marks = []
    for found in _MARK.finditer(text):
        number = int(found[found.lastgroup or 0].translate(_SUPERSCRIPT))
        if known is not None and number not in known:
            continue
        weight = 1.0
        if found.lastgroup == "spaced":
            weight = 0.5
        elif found.lastgroup == "attached":
            before = text[max(0, found.start() - 2) : found.start()]
            # "1932.388" may be a note behind a year; "3,400" hardly is one.
            weight = 0.4 if _DECIMAL.match(before) else 0.7 if before[-1:].isalpha() or before[-1:] in ",:;" else 1.0
            weight = 0.2 if before[-1:] in ",:" and weight < 0.5 else weight
        marks.append(Mark(number, found.start(), found.end(), weight))
    return marks


def _notes(text: str, known: Container[int] | None) -> list[Mark]:
    """The marks of all chains, in reading order: each chain as heavy as can be, heavier ones first."""
    marks = _candidates(text, known)
    before: list[int | None] = []
    score: list[float] = []
    latest: dict[int, list[int]] = {}
    for at, mark in enumerate(marks):
        near = [link for link in latest.get(mark.number - 1, ()) if mark.start - marks[link].end <= FARTHEST]
        best = max(near, key=lambda link: (score[link], link), default=None)
        before.append(best)
        score.append(mark.weight + (score[best] if best is not None else 0))
        # A few of the latest are enough: what is farther away is never nearer in any later choice.
        latest.setdefault(mark.number, []).append(at)
        latest[mark.number] = latest[mark.number][-8:]
    least = 1.0 if known is not None else 2.1
    taken: set[int] = set()
    spans: list[tuple[int, int]] = []
    for at in sorted(range(len(marks)), key=lambda at: -score[at]):
        if score[at] < least:
            break
        chain = []
        link: int | None = at
        while link is not None and link not in taken:
            chain.append(link)
            link = before[link]
        whole = sum(marks[link].weight for link in chain)
        span = (marks[chain[-1]].start, marks[chain[0]].end) if chain else (0, 0)
        # A chain within another would number the same stretch twice.
        place = bisect(spans, span)
        free = (place == 0 or spans[place - 1][1] <= span[0]) and (place == len(spans) or span[1] <= spans[place][0])
        if whole >= least and free:
            taken.update(chain)
            spans.insert(place, span)
    return [marks[at] for at in sorted(taken)]
