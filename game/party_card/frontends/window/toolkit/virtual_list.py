"""A long column of which only what is near the view is set.

Law: a part that is not set yet has a guessed height, its words and its targets, so the bar of the scroll, Tab and
screen readers know all of it; once set, it stays set until the press is another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pygame import Rect

from party_card.frontends.window.toolkit.primitives import Box, BoxRole, Command, HitTarget, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import STYLES, Role


@dataclass(frozen=True, slots=True)
class ListItem:
    """A part of a column: what tells it from others, how it is set, and what is known before."""

    key: object
    make: Callable[[], Box]
    text: str
    role: Role = "account"
    command: Command | None = None


class VirtualList:
    """Sets the parts of a column as they come near. `first` is how many boxes of the sheet stand before them."""

    def __init__(self) -> None:
        self._set: dict[object, Box] = {}
        self._by: tuple[TextStyle, int] | None = None

    def layout(self, style: TextStyle, width: int, parts: Sequence[ListItem]) -> list[Box]:
        """A box a part, set or guessed."""
        if self._by != (style, width):
            self._by, self._set = (style, width), {}
        return [self._set.get(part.key) or _guess(style, part, width) for part in parts]

    def materialize(self, layout: ScreenLayout, parts: Sequence[ListItem], first: int, top: int, bottom: int) -> bool:
        """Set what lies between two heights of the sheet; whether there was anything to set.

        Then some more above and below is set as well, so that rolling on asks seldom.
        """
        high = (bottom - top) // 2
        near = [
            (part, box.y <= bottom and box.y + box.h >= top)
            for part, box in zip(parts, layout.boxes[first:], strict=False)
            if part.key not in self._set and box.y <= bottom + high and box.y + box.h >= top - high
        ]
        if not any(within for _, within in near):
            return False
        for part, _ in near:
            self._set[part.key] = part.make()
        return True


def _guess(style: TextStyle, part: ListItem, width: int) -> Box:
    """As high as so many letters are on average."""
    letters = max(1.0, width / (STYLES[part.role].size * style.unit * 0.46))
    rows = int(len(part.text) / letters) + 1
    height = rows * style.line_height(part.role)
    role: BoxRole = "text" if part.command is None else "button"
    targets = (
        () if part.command is None else (HitTarget(part.command, (Rect(0, 0, width, height),), "button", part.text),)
    )
    return Box(width, height, (), targets, role=role, name=part.text)
