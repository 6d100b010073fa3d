"""Where things stand on a sheet: one under another, in one column or two.

Law: only widths decide between one column and two, and they are counted in units, so large text in a wide window is
one column.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from party_card.frontends.window.toolkit.primitives import Box
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import GUTTER, MARGIN, NOTES


class VerticalFlow:
    """Boxes placed one under another."""

    def __init__(self, x: int, y: int, width: int) -> None:
        self.x, self.y, self.width = x, y, width
        self.boxes: list[Box] = []

    def add(self, box: Box, gap: int = 0, dx: int = 0, key: int = -1) -> None:
        """Place a box, and leave a gap behind it."""
        self.boxes.append(replace(box, x=self.x + dx, y=self.y, key=key))
        self.y += box.h + gap


@dataclass(frozen=True, slots=True)
class Columns:
    """Where prose stands, and the notes beside it when `notes` is not 0."""

    x: int
    width: int
    notes_x: int = 0
    notes: int = 0


def columns(style: TextStyle, beside: bool) -> Columns:
    """One column in the middle, or two when `beside` is wished and the window has room for it."""
    edge = style.margin
    need = style.column_width / style.unit + GUTTER + NOTES + 2 * MARGIN
    if beside and style.width_units >= need:
        spare = style.width_units - need
        notes = style.px(NOTES + min(40, spare / 2))
        width, gutter = style.column_width, style.px(GUTTER)
        x = (style.width - width - gutter - notes) // 2
        return Columns(x, width, x + width + gutter, notes)
    width = min(style.column_width, style.width - 2 * edge)
    return Columns((style.width - width) // 2, width)
