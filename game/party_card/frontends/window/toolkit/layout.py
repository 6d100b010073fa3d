"""Arranges boxes: one below another, in one column or two.

Invariant: only widths in design units decide between one column and two, so large text in a wide window is one column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.theme import GUTTER_UNITS, MARGIN_UNITS, NOTES_WIDTH_UNITS, Colour
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle

MAX_NOTES_STRETCH_UNITS, NOTES_STRETCH_SHARE = 150, 0.16
"""How much wider than designed the notes become at most in a window that has room, and their share of the room."""


class VerticalFlow:
    """Places boxes one below another from a starting position; `y` is the top of the next one.

    What would begin below `limit` may be left out; then the flow `is_cut`.
    """

    def __init__(self, x: int, y: int, width: int, limit: int | None = None) -> None:
        self.x, self.y, self.width, self.limit = x, y, width, limit
        self.boxes: list[Box] = []
        self.is_cut = False

    def cut(self) -> bool:
        """Returns True if the next box would be below the limit: then nothing more is to be placed."""
        self.is_cut = self.is_cut or (self.limit is not None and self.y > self.limit)
        return self.is_cut

    def add(self, box: Box, gap: int = 0, dx: int = 0, key: int = -1) -> None:
        """Places a box, `dx` pixels to the right, and leaves a gap below it."""
        self.boxes.append(replace(box, x=self.x + dx, y=self.y, key=key))
        self.y += box.h + gap


def vstack(boxes: Sequence[Box], gap: int, width: int) -> Box:
    """Groups boxes one below another into one box."""
    y, column = 0, []
    for box in boxes:
        column.append(box.placed_at(0, y))
        y += box.h + gap
    return group_boxes(column, width, max(0, y - gap))


def place_in_rows(
    boxes: Sequence[Box], x: int, y: int, width: int, gap: int, row_gap: int
) -> tuple[list[Box], int]:  # fmt: skip
    """Places boxes side by side, in as many rows as they need. Returns them and their bottom y."""
    row_boxes: list[Box] = []
    box_x, row_height = x, 0
    for box in boxes:
        if box_x > x and box_x + box.w > x + width:
            box_x, y = x, y + row_height + row_gap
        row_boxes.append(box.placed_at(box_x, y))
        box_x, row_height = box_x + box.w + gap, box.h
    return row_boxes, y + row_height


def make_filled_box(width: int, height: int, colour: Colour) -> Box:
    """Returns a box of one colour: a rule across a column, or a bar next to it."""
    return Box(width, height, (FillRect(Rect(0, 0, width, height), colour),))


@frozen_dataclass
class ColumnLayout:
    """The column of prose, and that of the notes next to it if `notes_width` is not 0; in pixels."""

    x: int
    width: int
    notes_x: int = 0
    notes_width: int = 0


def choose_columns(style: TextStyle, with_notes: bool) -> ColumnLayout:
    """Returns one column in the middle, or two if there are notes and the window is wide enough."""
    required_units = style.column_width / style.unit + GUTTER_UNITS + NOTES_WIDTH_UNITS + 2 * MARGIN_UNITS
    if with_notes and style.width_units >= required_units:
        spare_units = style.width_units - required_units
        notes_width = style.px(NOTES_WIDTH_UNITS + min(MAX_NOTES_STRETCH_UNITS, spare_units * NOTES_STRETCH_SHARE))
        width, gutter = style.column_width, style.px(GUTTER_UNITS)
        x = (style.width - width - gutter - notes_width) // 2
        return ColumnLayout(x, width, x + width + gutter, notes_width)
    width = min(style.column_width, style.width - 2 * style.margin)
    return ColumnLayout((style.width - width) // 2, width)
