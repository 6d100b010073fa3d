"""Lays out a long list lazily: only items near the view get their real layout.

Invariant: an item that is not laid out yet has an estimated height, its text and its targets, so the scrollbar, Tab and
screen readers know the whole list; once laid out, it stays so until style or width change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import ROLE_STYLES, TextRole
from party_card.frozen_dataclass import frozen_dataclass

MEAN_ADVANCE_EM = 0.46
"""Mean width of a letter, for estimates that need not fit the font."""


@frozen_dataclass
class ListItem:
    """An item: `build` lays it out; `text`, `role` and `command` describe it before that. `key` identifies it."""

    key: object
    build: Callable[[], Box]
    text: str
    role: TextRole = "account"
    command: Command | None = None


class VirtualList:
    """Keeps the boxes of the items that are laid out, for one style and width."""

    def __init__(self) -> None:
        self._boxes: dict[object, Box] = {}
        self._laid_out_for: tuple[TextStyle, int] | None = None

    def layout(self, style: TextStyle, width: int, items: Sequence[ListItem]) -> list[Box]:
        """Returns a box for each item, real or estimated."""
        if self._laid_out_for != (style, width):
            self._laid_out_for, self._boxes = (style, width), {}
        return [self._boxes.get(item.key) or _estimate_box(style, item, width) for item in items]

    def materialize(self, layout: ScreenLayout, items: Sequence[ListItem], start: int, top: int, bottom: int) -> bool:
        """Lays out the items between two heights of the content. Returns True if there was anything to lay out.

        `start` is the index of the box of the first item. Then half as much above and below is laid out as well,
        so that scrolling on asks seldom.
        """
        lookahead = (bottom - top) // 2
        items_to_build = [
            (item, box.y <= bottom and box.y + box.h >= top)
            for item, box in zip(items, layout.boxes[start:], strict=False)
            if item.key not in self._boxes and box.y <= bottom + lookahead and box.y + box.h >= top - lookahead
        ]
        if not any(is_inside for _, is_inside in items_to_build):
            return False
        for item, _ in items_to_build:
            self._boxes[item.key] = item.build()
        return True


def _estimate_box(style: TextStyle, item: ListItem, width: int) -> Box:
    letters_per_line = max(1.0, width / (ROLE_STYLES[item.role].size * style.unit * MEAN_ADVANCE_EM))
    height = (int(len(item.text) / letters_per_line) + 1) * style.line_height(item.role)
    if item.command is None:
        return Box(width, height, name=item.text)
    target = HitTarget(item.command, (Rect(0, 0, width, height),), "button", item.text)
    return Box(width, height, targets=(target,), role="button", name=item.text)
