"""Lays out the tabs of several packs in the header of the episodes.

Invariant: one pack is selected, and only its scenes are shown; its tab is filled, the others are outlined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, group_boxes
from party_card.frontends.window.toolkit.layout import place_in_rows, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary

BUILTIN_PACK_LABEL = "Party Card"
"""The tab of the game's own scenes, whose pack has the empty name."""


def list_packs(scenes: Sequence[SceneSummary]) -> tuple[str, ...]:
    """Returns the packs of the scenes in their order."""
    return tuple(dict.fromkeys(scene.pack for scene in scenes))


def make_select_pack_command(pack: str) -> Command:
    """Returns the command that selects a pack."""
    return Command("pack", pack or BUILTIN_PACK_LABEL)


def add_pack_tabs(style: TextStyle, header: Box, packs: Sequence[str], selected_pack: str, trailing_text: str) -> Box:
    """Adds tabs to a header that ends in `trailing_text`: next to its title, or below if there is too little room."""
    if len(packs) < 2:
        return header
    margin, gap, distance = style.margin, style.px(12), style.px(26)
    tabs = [_layout_tab(style, pack, is_selected=pack == selected_pack) for pack in packs]
    tabs_x = margin + round(style.measure_text(header.name, "label")) + distance
    room = style.width - margin - round(style.measure_text(trailing_text, "meta")) - distance - tabs_x
    if sum(tab.w + style.px(10) for tab in tabs) <= room:
        row, _ = place_in_rows(tabs, tabs_x, (header.h - tabs[0].h) // 2, style.width, gap, gap)
        return group_boxes([header, *row], style.width, header.h, "heading")
    row_boxes, bottom = place_in_rows(tabs, margin, style.px(8), style.width - 2 * margin, gap, gap)
    return vstack([header, group_boxes(row_boxes, style.width, bottom)], 0, style.width)


def _layout_tab(style: TextStyle, pack: str, *, is_selected: bool) -> Box:
    name = pack or BUILTIN_PACK_LABEL
    pad_x, pad_y = style.px(10), style.px(4)
    text_width = min(style.measure_text(name, "label") + 2, style.width - 2 * style.margin - 2 * pad_x)
    label = style.layout_label(name, text_width, "label", "on_ink" if is_selected else "ink")
    width, height = round(label.w) + 2 * pad_x, label.h + style.px(8)
    rect = Rect(0, 0, width, height)
    frame, text_marks = StrokeRect(rect, "ink", style.px(1.5)), translate_marks(label.marks, pad_x, pad_y)

    def draw_on(background: Colour) -> tuple[Mark, ...]:
        return (FillRect(rect, "ink" if is_selected else background), frame, *text_marks)

    command = make_select_pack_command(pack)
    target = HitTarget(command, (rect,), "button", f"{name}, shown now" if is_selected else name)
    return Box(width, height, draw_on("paper"), (target,), draw_on("sand"), role="button", name=name)
