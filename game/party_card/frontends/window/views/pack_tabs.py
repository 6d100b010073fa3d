"""The packs on the shelf, side by side under the heading of the episodes.

Law: one pack is looked at, and only its scenes are shown; its heading is filled, the others, outlined, lead to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from party_card.frontends.window.navigation import Shelved
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    HitTarget,
    Mark,
    StrokeRect,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views import episode_details
from party_card.frontends.window.views.text_blocks import vstack

OWN = "Party Card"
"""What the game's own scenes are headed with, beside others."""


def packs(shelf: Sequence[Shelved]) -> tuple[str, ...]:
    """The packs of a shelf in their order; empty is the game's own."""
    return tuple(dict.fromkeys(one.pack for one in shelf))


def select_pack_command(pack: str) -> Command:
    """What leads to a pack."""
    return Command("pack", pack or OWN)


def header_with_tabs(style: TextStyle, head: Box, all_packs: Sequence[str], at: str, right: str) -> Box:
    """The line above with the packs on it, or beneath it where there is too little room; `right` is at its end."""
    if len(all_packs) < 2:
        return head
    edge, gap = style.margin, style.px(10)
    made = [_one(style, pack, pack == at) for pack in all_packs]
    left = edge + round(style.text_width(head.name, "label")) + style.px(26)
    room = style.width - edge - round(style.text_width(right, "meta")) - style.px(26) - left
    if sum(one.w + gap for one in made) <= room:
        row, _ = episode_details.button_row(style, made, left, (head.h - made[0].h) // 2, style.width)
        return group([head, *row], style.width, head.h, "heading")
    row, end = episode_details.button_row(style, made, edge, style.px(8), style.width - 2 * edge)
    return vstack([head, group(row, style.width, end)], 0, style.width)


def _one(style: TextStyle, pack: str, chosen: bool) -> Box:
    """A pack by its name: on a dark ground where it is looked at."""
    name = pack or OWN
    pad = style.px(10)
    width = min(style.text_width(name, "label") + 2, style.width - 2 * style.margin - 2 * pad)
    said = style.label(name, width, "label", "on_ink" if chosen else "ink")
    width, height = round(said.w) + 2 * pad, said.h + style.px(8)
    rect = Rect(0, 0, width, height)
    words = translate_all(said.marks, pad, style.px(4))

    def drawn(ground: Colour) -> tuple[Mark, ...]:
        return (FillRect(rect, "ink" if chosen else ground), StrokeRect(rect, "ink", style.px(1.5)), *words)

    target = HitTarget(select_pack_command(pack), (rect,), "button", f"{name}, shown now" if chosen else name)
    return Box(width, height, drawn("paper"), (target,), drawn("sand"), role="button", name=name)
