"""Lays out lines with labels as a table: whose view it is or what it is about, and what is said.

Invariant: a label stands beside its line where there is room, else above it; each line has a rule below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from party_card.engine.page import Statement
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle

MIN_COLUMNS_WIDTH_UNITS = 430
"""The least width of a table with its labels beside their lines."""
_MAX_LABEL_SHARE = 0.34


def measure_labels(style: TextStyle, blocks: Sequence[Statement], width: int) -> int:
    """Returns the width of the column of labels; 0 if they stand above their lines."""
    if width < style.px(MIN_COLUMNS_WIDTH_UNITS):
        return 0
    widest = max(style.measure_text(block.label, "number") for block in blocks)
    return round(min(widest + style.px(24), width * _MAX_LABEL_SHARE))


def layout_statement(style: TextStyle, block: Statement, width: int, labels_width: int) -> Box:
    """Lays out one line with its label and the grades of what it cites."""
    pad, gap = style.px(9), style.px(22)
    spans = [*style.line_to_spans(block.line, "account"), *style.grades_to_spans(block.grades)]
    if labels_width:
        label = style.layout_label(block.label, labels_width - gap, "number")
        text = style.layout_text(spans, width - labels_width, "account")
        boxes = [label.placed_at(0, pad), text.placed_at(labels_width, pad)]
        height = max(label.h, text.h) + 2 * pad
    else:
        label = style.layout_label(block.label, width, "number")
        body = vstack([label, style.layout_text(spans, width, "account")], style.px(1), width)
        boxes, height = [body.placed_at(0, pad)], body.h + 2 * pad
    rule = Box(width, height, (FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule"),))
    return group_boxes([rule, *boxes], width, height)
