"""Lays out the line at the bottom of a screen: the keys that work now, and a status.

Invariant: it is made of the same hints that the keyboard is read by, so it promises no key that does nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, HitTarget, KeyHint
from party_card.frontends.window.toolkit.mirroring import is_mirrored, mirror_content
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle

CAP_PADDING_UNITS, LABEL_GAP_UNITS = 11, 6


def footer_height(style: TextStyle) -> int:
    """Returns the height of the footer in pixels."""
    return style.line_height("key") + style.px(17)


def layout_footer(style: TextStyle, hints: Sequence[KeyHint], status: str) -> Box:
    """Lays out as many hints as have room, always the first and the last, and the status at the right."""
    height, margin, gap = footer_height(style), style.margin, style.px(16)
    right_x = style.width - margin
    marks: list[Mark] = [
        FillRect(Rect(0, 0, style.width, height), "paper"),
        FillRect(Rect(0, 0, style.width, style.px(1)), "rule"),
    ]
    if status:
        status_width = style.measure_text(status, "meta")
        text = style.layout_label(status, status_width + 2, "meta", "soft")
        marks += translate_marks(text.marks, right_x - status_width, (height - text.h) // 2)
        right_x -= round(status_width) + gap
    targets: list[HitTarget] = []
    x = margin
    for hint in _choose_fitting_hints(style, hints, right_x - margin, gap):
        cap_width = style.measure_text(hint.cap, "key")
        cap_rect = Rect(x, style.px(6), round(cap_width) + style.px(CAP_PADDING_UNITS), height - style.px(12))
        cap = style.layout_label(hint.cap, cap_width + 2, "key")
        label = style.layout_label(hint.label, style.measure_text(hint.label, "meta") + 2, "meta", "soft")
        marks.append(StrokeRect(cap_rect, "ink", style.px(1)))
        marks += translate_marks(cap.marks, cap_rect.left + (cap_rect.w - cap_width) / 2, (height - cap.h) // 2)
        marks += translate_marks(label.marks, cap_rect.right + style.px(LABEL_GAP_UNITS), (height - label.h) // 2)
        width = _hint_width(style, hint)
        if hint.command.verb != "nothing":
            name = hint.label or hint.cap
            targets.append(HitTarget(hint.command, (Rect(x, 0, width, height),), "button", name, is_focusable=False))
        x += width + gap
    name = ", ".join(f"{hint.cap} {hint.label}" for hint in hints)
    footer = Box(style.width, height, tuple(marks), tuple(targets), role="status", name=name)
    return mirror_content(style.shaper, footer) if is_mirrored() else footer


def _hint_width(style: TextStyle, hint: KeyHint) -> int:
    text_width = style.measure_text(hint.cap, "key") + style.measure_text(hint.label, "meta")
    return round(text_width) + style.px(CAP_PADDING_UNITS + LABEL_GAP_UNITS)


def _choose_fitting_hints(style: TextStyle, hints: Sequence[KeyHint], room: int, gap: int) -> list[KeyHint]:
    """Returns the first hints that fit, and in any case the last, which leads to all others."""
    if not hints:
        return []
    fitting_hints: list[KeyHint] = []
    room -= _hint_width(style, hints[-1])
    for hint in hints[:-1]:
        width = _hint_width(style, hint) + gap
        if width > room:
            break
        fitting_hints.append(hint)
        room -= width
    return [*fitting_hints, hints[-1]]
