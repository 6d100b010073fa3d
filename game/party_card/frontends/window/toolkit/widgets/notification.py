"""Lays out a notification: a framed message that is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.primitives import FillRect, StrokeRect

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle


def layout_notification(style: TextStyle, text: str, width: int) -> Box:
    """Lays out a message in a frame of the given width."""
    pad = style.px(14)
    label = style.layout_label(text, width - 2 * pad, "note")
    rect = Rect(0, 0, width, label.h + pad)
    frame = Box(rect.w, rect.h, (FillRect(rect, "sand"), StrokeRect(rect, "ink", style.px(1.5))))
    return group_boxes([frame, label.placed_at(pad, pad // 2)], rect.w, rect.h, "status")
