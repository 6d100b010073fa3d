"""Where the points of a figure over time stand.

Law: a figure is a line only where its labels are dates in their order, three at least. What follows at about even steps
is joined; where years are left out the line is broken, and the width is not spent on the gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_LABEL = re.compile(rf"(?:(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) )?(\d{{4}})\Z")
LEAST = 3
"""How many points make a line; two are a comparison, and stay bars."""
FAR = 4.0
"""How many times the smallest step a gap may be before the line is broken there."""
BROKEN = 1.5
"""How many steps a broken gap takes."""


def point_positions(labels: Sequence[str]) -> tuple[list[float], list[bool]] | None:
    """Where points stand, in steps, and before which the line is broken; None where labels are no dates in order."""
    found = [_LABEL.match(label) for label in labels]
    if len(labels) < LEAST or any(one is None for one in found):
        return None
    days = [
        int(one[3]) * 12.0 + (MONTHS.index(one[2]) if one[2] else 0) + (int(one[1]) / 31 if one[1] else 0)
        for one in found
        if one is not None
    ]
    gaps = [b - a for a, b in pairwise(days)]
    if min(gaps) <= 0:
        return None
    step = min(gaps)
    broken = [gap / step > FAR for gap in gaps]
    at = [0.0]
    for gap, away in zip(gaps, broken, strict=True):
        at.append(at[-1] + (BROKEN if away else gap / step))
    return at, [False, *broken]


def steps(labels: Sequence[str]) -> list[float]:
    """How far each point stands from the one before, less than nought where the line is broken; empty for bars."""
    made = point_positions(labels)
    if made is None:
        return []
    at, broken = made
    gaps = [0.0, *(b - a for a, b in pairwise(at))]
    return [round(-gap if away else gap, 2) for gap, away in zip(gaps, broken, strict=True)]
