"""Lays out the tabs of several packs in the header of the episodes.

Invariant: one pack is selected, and only its scenes are shown; its tab is filled, the others are outlined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import place_in_rows, vstack
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.tab import layout_tab

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
    tabs = [
        layout_tab(
            style, pack or BUILTIN_PACK_LABEL, make_select_pack_command(pack), style.width - 2 * margin,
            is_selected=pack == selected_pack,
        )
        for pack in packs
    ]  # fmt: skip
    tabs_x = margin + round(style.measure_text(header.name, "label")) + distance
    room = style.width - margin - round(style.measure_text(trailing_text, "meta")) - distance - tabs_x
    if sum(tab.w + style.px(10) for tab in tabs) <= room:
        row, _ = place_in_rows(tabs, tabs_x, (header.h - tabs[0].h) // 2, style.width, gap, gap)
        return group_boxes([header, *row], style.width, header.h, "heading")
    row_boxes, bottom = place_in_rows(tabs, margin, style.px(8), style.width - 2 * margin, gap, gap)
    return vstack([header, group_boxes(row_boxes, style.width, bottom)], 0, style.width)
