"""Defines the box model: a screen is boxes of marks to draw and of targets to act on.

Invariant: a box is plain data in pixels, relative to its own corner. Drawing reads `marks`; focus, mouse and the
accessibility tree read `targets`, `role` and `name`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from pygame import Rect

from party_card.frontends.window.input.events import Action
from party_card.frontends.window.toolkit.primitives import Mark, translate_marks

Verb = Literal[
    "choose", "note", "notes", "glossary", "undo", "summary", "settings", "help", "menu", "close", "title", "episodes",
    "open", "restart", "entry", "players", "switch-player", "change", "leave", "down", "up", "nothing",
    "history", "rollback", "transcript", "figures", "refresh", "select", "delete-player", "next-scene", "campaign-end",
    "field", "model-answer", "toggle-detail", "open-in-browser", "pack",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """A request of a target or a key to a screen."""

    verb: Verb
    argument: str = ""


class EditableText(Protocol):
    """A text field, as the box model, the shell and the accessibility tree know it."""

    command: Command
    composing: str
    caret_rect: Rect

    @property
    def is_multiline(self) -> bool:
        """True if the text may contain line breaks."""

    @property
    def text(self) -> str:
        """The text, without the composition of an input method."""

    @property
    def selection(self) -> tuple[int, int]:
        """The indexes of anchor and caret; equal if nothing is selected."""

    @property
    def line_starts(self) -> tuple[int, ...]:
        """The index at which each displayed line begins."""

    def set_text(self, text: str) -> bool:
        """Replaces the whole text. Returns True."""

    def handle(self, action: Action) -> bool:
        """Edits the text by an action. Returns True if the action was one for a field."""

    def place_caret(self, x: float, y: float, *, extend_selection: bool = False) -> None:
        """Moves the caret to a position relative to the field's corner."""

    def blur(self) -> None:
        """Drops composition and selection when the focus leaves the field."""


@dataclass(frozen=True, slots=True)
class HitTarget:
    """An area that can be activated.

    `is_focusable` is False for targets that only the mouse needs because a key does the same. `field` is set if `role`
    is "field".
    """

    command: Command
    rects: tuple[Rect, ...]
    role: Literal["button", "link", "slider", "field"]
    name: str
    is_focusable: bool = True
    field: EditableText | None = None


BoxRole = Literal["text", "heading", "note", "image", "button", "status", "group"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with content, at a position.

    `active_marks` replace `marks` while its first target has the focus or the mouse.
    `key` numbers the blocks of a page, so that the reading position survives another layout.
    """

    w: int
    h: int
    marks: tuple[Mark, ...] = ()
    targets: tuple[HitTarget, ...] = ()
    active_marks: tuple[Mark, ...] = ()
    role: BoxRole = "text"
    name: str = ""
    key: int = -1
    x: int = 0
    y: int = 0

    @property
    def rect(self) -> Rect:
        """The rectangle of the box in its layout, in pixels."""
        return Rect(self.x, self.y, self.w, self.h)

    def placed_at(self, x: int, y: int) -> Box:
        """Returns the same box at another position."""
        return replace(self, x=x, y=y)


def group_boxes(boxes: Iterable[Box], w: int, h: int, role: BoxRole = "group", name: str = "") -> Box:
    """Returns placed boxes as one box, in reading order; without a `name` it is named after them all."""
    marks: list[Mark] = []
    targets: list[HitTarget] = []
    names: list[str] = []
    for box in boxes:
        marks += translate_marks(box.marks, box.x, box.y)
        targets += (replace(t, rects=tuple(r.move(box.x, box.y) for r in t.rects)) for t in box.targets)
        names.append(box.name)
    return Box(w, h, tuple(marks), tuple(targets), role=role, name=name or " ".join(filter(None, names)))


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that works now: its cap, a label, its command, and the names of `Key` actions that match."""

    cap: str
    label: str
    command: Command
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenLayout:
    """A laid-out screen: `fixed` boxes in window coordinates, `boxes` in those of the content that scrolls in `area`.

    `primary_command` is the command of Enter at the end of the content without a focus; if None, the only choice. Long
    content is laid out as it comes into view: `materialize` takes two heights and returns the layout with everything
    between them laid out, or None if it is already.
    """

    area: Rect
    boxes: tuple[Box, ...]
    content_height: int
    fixed: tuple[Box, ...] = ()
    hints: tuple[KeyHint, ...] = ()
    status: str = ""
    is_dialog: bool = False
    primary_command: Command | None = None
    materialize: Callable[[int, int], ScreenLayout | None] | None = None
