"""Lays out dialogs: a panel over the page, with a red title bar.

Invariant: the content scrolls if the window is small, and the close button is the last in tab order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, ScreenLayout
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.localization import gettext

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.style import TextStyle

CLOSE = Command("close")
DIALOG_WIDTH_UNITS, PADDING_UNITS, COLUMN_GAP_UNITS, SHADOW_UNITS = 560, 30, 44, 8


def layout_dialog(
    style: TextStyle, title: str, boxes: Sequence[Box], close_label: str | None = None,
    width: int = DIALOG_WIDTH_UNITS, *, gap: float = 12, columns: Sequence[Sequence[Box]] = (),
) -> ScreenLayout:  # fmt: skip
    """Lays out a panel in the middle of the window, as high as its content or the window allows.

    Below `boxes` are the `columns` side by side, read one after another. With an empty `close_label` there is no close
    button. `width` and `gap` are in units.
    """
    panel_width, pad = dialog_width(style, width), style.px(PADDING_UNITS)
    inner_width = panel_width - 2 * pad
    panel_x = (style.width - panel_width) // 2
    heading = style.layout_label(title, inner_width, "heading", "on_red", balanced=True, box_role="heading")
    bar_height, line_width = heading.h + style.px(20), style.px(2)
    flow = VerticalFlow(pad, style.px(20 if gap else 8), inner_width)
    for box in boxes:
        flow.add(box, style.px(gap))
    top, bottoms = flow.y, [flow.y]
    for n, column in enumerate(columns):
        flow.x, flow.y = pad + round(n * (inner_width + style.px(COLUMN_GAP_UNITS)) / len(columns)), top
        for box in column:
            flow.add(box, style.px(gap))
        bottoms.append(flow.y)
    flow.x, flow.y = pad, max(bottoms)
    if close_label != "":
        flow.y += style.px(8)
        flow.add(layout_button(style, close_label or gettext("Close"), CLOSE, inner_width), style.px(8))
    content_height = flow.y + style.px(16)
    room = style.height - footer_height(style)
    height = min(content_height + bar_height + line_width, room - 2 * _window_margin(style))
    top = (room - height) // 2
    rect, shadow = Rect(0, 0, panel_width, height), style.px(SHADOW_UNITS)
    marks: tuple[Mark, ...] = (
        FillRect(rect.move(shadow, shadow), "ink"),
        FillRect(rect, "paper"),
        FillRect(Rect(0, 0, panel_width, bar_height), "red"),
        *translate_marks(heading.marks, pad, style.px(10)),
        StrokeRect(rect, "ink", line_width),
    )
    frame = Box(panel_width, height, marks, role="heading", name=title).placed_at(panel_x, top)
    area = Rect(panel_x + line_width, top + bar_height, panel_width - 2 * line_width, height - bar_height - line_width)
    content = tuple(box.placed_at(box.x - line_width, box.y) for box in flow.boxes)
    return ScreenLayout(area, content, content_height, (frame,), is_dialog=True)


def _window_margin(style: TextStyle) -> int:
    return style.px(24 if style.height_units > 360 else 6)


def max_content_height(style: TextStyle) -> int:
    """Returns the greatest height in pixels of a dialog's content without scrolling, below a one-line title."""
    frame_height = style.line_height("heading") + style.px(22)
    return style.height - footer_height(style) - 2 * _window_margin(style) - frame_height


def dialog_width(style: TextStyle, width: int = DIALOG_WIDTH_UNITS) -> int:
    """Returns the width of a dialog in pixels: `width` units, or less in a narrow window."""
    return min(style.px(width), style.width - style.px(24))


def content_width(style: TextStyle, width: int = DIALOG_WIDTH_UNITS) -> int:
    """Returns the width of a dialog's content in pixels, for a dialog of `width` units."""
    return dialog_width(style, width) - 2 * style.px(PADDING_UNITS)
