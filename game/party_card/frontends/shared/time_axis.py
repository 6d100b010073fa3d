"""Places the points of a chart over time.

Invariant: a chart is drawn as a line only if its labels are dates in ascending order, three at least. Points at about
even distances are joined; at missing years the line is broken and the gap is shortened.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from party_card.content.date_words import suggest_edtf
from party_card.content.edtf import parse_date

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
    if len(labels) < MIN_LINE_POINTS:
        return None
    months = [month for label in labels if (month := _count_months(label)) is not None]
    if len(months) < len(labels):
        return None
    gaps = [end - start for start, end in pairwise(months)]
    step = min(gaps)
    if step <= 0:
        return None
    is_broken = [gap / step > MAX_GAP_STEPS for gap in gaps]
    positions = [0.0]
    for gap, broken in zip(gaps, is_broken, strict=True):
        positions.append(positions[-1] + (BROKEN_GAP_STEPS if broken else gap / step))
    return positions, [False, *is_broken]


def _count_months(label: str) -> float | None:
    """Returns the months from year 0 to the date that a label is, in words or in EDTF; None if it is not one date."""
    try:
        date = parse_date(suggest_edtf(label) or label)
    except ValueError:
        return None
    instant = date.start
    if instant is None or instant != date.end or instant.qualifier or instant.unspecified or instant.month > 12:
        return None
    return instant.year * 12.0 + max(instant.month - 1, 0) + instant.day / 31


def step_distances(labels: Sequence[str]) -> list[float]:
    """Returns the steps of each point from the one before, negative at a break of the line; empty for bars."""
    layout = layout_points(labels)
    if layout is None:
        return []
    positions, is_broken = layout
    gaps = [0.0, *(end - start for start, end in pairwise(positions))]
    return [round(-gap if broken else gap, 2) for gap, broken in zip(gaps, is_broken, strict=True)]
