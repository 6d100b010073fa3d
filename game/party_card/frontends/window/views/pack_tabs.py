"""The packs on the shelf, side by side under the heading of the episodes.

Law: one pack is looked at, and only its scenes are shown; its heading is filled, the others, outlined, lead to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views import episode_details

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary

BUILTIN_PACK_LABEL = "Party Card"
"""What the game's own scenes are headed with, beside others."""


def list_packs(scenes: Sequence[SceneSummary]) -> tuple[str, ...]:
    """The packs of a shelf in their order; empty is the game's own."""
    return tuple(dict.fromkeys(one.pack for one in scenes))


def make_select_pack_command(pack: str) -> Command:
    """What leads to a pack."""
    return Command("pack", pack or BUILTIN_PACK_LABEL)


def add_pack_tabs(style: TextStyle, header: Box, packs: Sequence[str], selected: str, right: str) -> Box:
    """The line above with the packs on it, or beneath it where there is too little room; `right` is at its end."""
    if len(packs) < 2:
        return header
    edge, gap = style.margin, style.px(10)
    made = [_layout_tab(style, pack, pack == selected) for pack in packs]
    left = edge + round(style.measure_text(header.name, "label")) + style.px(26)
    room = style.width - edge - round(style.measure_text(right, "meta")) - style.px(26) - left
    if sum(one.w + gap for one in made) <= room:
        row, _ = episode_details.button_row(style, made, left, (header.h - made[0].h) // 2, style.width)
        return group_boxes([header, *row], style.width, header.h, "heading")
    row, end = episode_details.button_row(style, made, edge, style.px(8), style.width - 2 * edge)
    return vstack([header, group_boxes(row, style.width, end)], 0, style.width)


def _layout_tab(style: TextStyle, pack: str, is_selected: bool) -> Box:
    """A pack by its name: on a dark ground where it is looked at."""
    name = pack or BUILTIN_PACK_LABEL
    pad = style.px(10)
    width = min(style.measure_text(name, "label") + 2, style.width - 2 * style.margin - 2 * pad)
    said = style.layout_label(name, width, "label", "on_ink" if is_selected else "ink")
    width, height = round(said.w) + 2 * pad, said.h + style.px(8)
    rect = Rect(0, 0, width, height)
    words = translate_marks(said.marks, pad, style.px(4))

    def drawn(ground: Colour) -> tuple[Mark, ...]:
        return (FillRect(rect, "ink" if is_selected else ground), StrokeRect(rect, "ink", style.px(1.5)), *words)

    target = HitTarget(make_select_pack_command(pack), (rect,), "button", f"{name}, shown now" if is_selected else name)
    return Box(width, height, drawn("paper"), (target,), drawn("sand"), role="button", name=name)
