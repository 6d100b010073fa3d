"""Computes the position of a scrollbar's thumb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.mirroring import is_mirrored

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle

MIN_THUMB_HEIGHT_UNITS, THUMB_WIDTH_UNITS, THUMB_INSET_UNITS = 24, 6, 9


def scrollbar_thumb(style: TextStyle, area: Rect, content_height: int, scroll: int) -> Rect | None:
    """Returns the thumb at the right edge of `area`, in a mirrored screen at the left; None if all is in view."""
    max_scroll = content_height - area.h
    if max_scroll <= 0:
        return None
    height = max(style.px(MIN_THUMB_HEIGHT_UNITS), round(area.h * area.h / content_height))
    top = area.y + round((area.h - height) * scroll / max_scroll)
    width, inset = style.px(THUMB_WIDTH_UNITS), style.px(THUMB_INSET_UNITS)
    return Rect(area.x + inset - width if is_mirrored() else area.right - inset, top, width, height)


def scroll_for_thumb(area: Rect, thumb_height: int, top: float, max_scroll: int) -> float:
    """Returns the scroll position for a thumb that is dragged to `top`."""
    return (top - area.y) / max(1, area.h - thumb_height) * max_scroll
