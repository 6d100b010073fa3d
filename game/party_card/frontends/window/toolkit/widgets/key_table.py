"""Lays out a table of keys and their functions."""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.primitives import StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle


def layout_key_table(style: TextStyle, rows: Sequence[tuple[str, str]], width: int) -> Box:
    """Lays out rows of (key cap, description)."""
    text_x = max(style.measure_text(cap, "key") for cap, _ in rows) + style.px(34)
    if text_x > width * 0.5:
        text_x = width * 0.42
    y = 0
    boxes: list[Box] = []
    for cap, description in rows:
        cap_width, max_cap_width = style.measure_text(cap, "key"), text_x - style.px(20)
        key = style.layout_label(cap, min(cap_width + 2, max_cap_width), "key")
        label = style.layout_label(description, width - text_x, "note")
        height = max(key.h, label.h) + style.px(8)
        frame_width = round(min(cap_width, max_cap_width)) + style.px(13)
        frame = StrokeRect(Rect(0, style.px(1), frame_width, key.h + style.px(4)), "ink", style.px(1))
        marks = (frame, *translate_marks(key.marks, style.px(6), style.px(3)))
        boxes.append(Box(width, height, marks, name=cap).placed_at(0, y))
        boxes.append(label.placed_at(round(text_x), y + style.px(2)))
        y += height
    return group_boxes(boxes, width, y)
