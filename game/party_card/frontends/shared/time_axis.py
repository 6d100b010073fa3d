"""Places the points of a chart over time.

Invariant: a chart is drawn as a line only if its labels are dates in ascending order, three at least. Points at about
even distances are joined; at missing years the line is broken and the gap is shortened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_DATE_LABEL = re.compile(rf"(?:(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) )?(\d{{4}})\Z")
MIN_LINE_POINTS = 3
"""Two points are a comparison, and stay bars."""
MAX_GAP_STEPS = 4.0
"""The line is broken before a gap of more steps; a step is the smallest distance of two neighbours."""
BROKEN_GAP_STEPS = 1.5
"""Width of a broken gap, in steps."""


def layout_points(labels: Sequence[str]) -> tuple[list[float], list[bool]] | None:
    """Returns the position of each point, in steps, and before which points the line is broken.

    None if the labels are not dates in ascending order.
    """
    matches = [match for label in labels if (match := _DATE_LABEL.match(label))]
    if len(labels) < MIN_LINE_POINTS or len(matches) < len(labels):
        return None
    months = [
        int(year) * 12.0 + (MONTHS.index(month) if month else 0) + (int(day) / 31 if day else 0)
        for day, month, year in (match.groups() for match in matches)
    ]
    gaps = [end - start for start, end in pairwise(months)]
    step = min(gaps)
    if step <= 0:
        return None
    is_broken = [gap / step > MAX_GAP_STEPS for gap in gaps]
    positions = [0.0]
    for gap, broken in zip(gaps, is_broken, strict=True):
        positions.append(positions[-1] + (BROKEN_GAP_STEPS if broken else gap / step))
    return positions, [False, *is_broken]


def step_distances(labels: Sequence[str]) -> list[float]:
    """Returns the steps of each point from the one before, negative at a break of the line; empty for bars."""
    layout = layout_points(labels)
    if layout is None:
        return []
    positions, is_broken = layout
    gaps = [0.0, *(end - start for start, end in pairwise(positions))]
    return [round(-gap if broken else gap, 2) for gap, broken in zip(gaps, is_broken, strict=True)]
