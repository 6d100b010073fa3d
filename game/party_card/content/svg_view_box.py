"""Parses the `viewBox` of a picture; imports little, because the window needs it for its first frame."""

from __future__ import annotations

import re

MAX_SIDE = 100_000
"""The longest side of a picture."""
MAX_SIDE_RATIO = 20
"""A picture that is longer than this many times its other side is refused."""
_SIZE = r"([0-9]++(?:\.[0-9]++)?|\.[0-9]++)"
_VIEW_BOX = re.compile(rf"0(?:\.0++)? 0(?:\.0++)? {_SIZE} {_SIZE}", re.ASCII)


def parse_view_box(text: str) -> tuple[float, float] | None:
    """Returns width and height of a picture; None if it cannot be shown in such a size."""
    match = _VIEW_BOX.fullmatch(text)
    if match is None:
        return None
    width, height = float(match[1]), float(match[2])
    if not (min(width, height) >= 1 and max(width, height) <= MAX_SIDE):
        return None
    return (width, height) if max(width, height) <= MAX_SIDE_RATIO * min(width, height) else None
