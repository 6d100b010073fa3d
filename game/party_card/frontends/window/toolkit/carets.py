"""Finds the places of the caret in a shaped line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from party_card.frontends.window.toolkit import graphemes


class Cell(NamedTuple):
    """The place of the characters of a text from the index `start`, in pixels: they are shaped together."""

    start: int
    left: float
    right: float
    is_rtl: bool


class Carets(NamedTuple):
    """The edges of the letters of a line, in pixels from its left.

    `before` has the leading edge of each character, where the caret stands before it, and the place behind the last;
    `after` has the trailing edges. Characters of one letter have the same edges.
    """

    before: tuple[float, ...]
    after: tuple[float, ...]

    def list_ranges(self, start: int, end: int) -> list[tuple[float, float]]:
        """Returns the ranges that the characters from `start` to `end` take, from left to right."""
        ranges: list[tuple[float, float]] = []
        edges = zip(self.before[start:end], self.after[start:end], strict=False)
        for left, right in sorted((min(pair), max(pair)) for pair in edges):
            if ranges and left <= ranges[-1][1] + 0.5:
                ranges[-1] = ranges[-1][0], max(right, ranges[-1][1])
            else:
                ranges.append((left, right))
        return ranges


def locate_carets(text: str, cells: Sequence[Cell]) -> Carets:
    """Returns the places of the caret in a text; the letters of a ligature share its width."""
    places: dict[int, tuple[float, float, bool]] = {}
    for start, left, right, is_rtl in cells:
        earlier_left, earlier_right, _ = places.get(start, (left, right, is_rtl))
        places[start] = min(left, earlier_left), max(right, earlier_right), is_rtl
    starts = [*sorted(places), len(text)]
    boundaries = graphemes.list_boundaries(text)
    before, after, end_x = [0.0] * len(text), [0.0] * len(text), 0.0
    for start, end in pairwise(starts):
        left, right, is_rtl = places[start]
        if end == start + 1:
            before[start], after[start] = (right, left) if is_rtl else (left, right)
            end_x = after[start]
            continue
        letters = boundaries[bisect_left(boundaries, start) : bisect_left(boundaries, end)] or (start,)
        for index in range(start, end):
            number = max(0, bisect_right(letters, index) - 1)
            edges = [left + share * (right - left) / len(letters) for share in (number, number + 1)]
            before[index], after[index] = (left + right - edges[0], left + right - edges[1]) if is_rtl else edges
        end_x = after[end - 1]
    return Carets((*before, end_x), tuple(after))
