"""Defines the box model: a screen is boxes of marks to draw and of targets to act on.

Invariant: a box is plain data in pixels, relative to its own corner. Drawing reads `marks`; focus, mouse and the
accessibility tree read `targets`, `role` and `name`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol

from pygame import Rect

from party_card.frontends.window.toolkit.primitives import Mark, translate_marks
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.frontends.window.input.events import Action

Verb = Literal[
    "choose", "note", "notes", "glossary", "undo", "summary", "settings", "help", "menu", "close", "title", "episodes",
    "open", "restart", "entry", "entry-note", "players", "switch-player", "change", "leave", "down", "up", "nothing",
    "history", "rollback", "transcript", "figures", "refresh", "select", "delete-player", "next-scene", "campaign-end",
    "field", "skipped-record", "model-answer", "toggle-detail", "open-in-browser", "pack", "map", "route", "branch",
    "read-campaign-end", "filter", "about", "assess", "filed", "skip", "layer", "fold", "prologue", "skip-prologue",
    "archive", "folder", "lived", "provenance", "rubric", "slide", "mark", "take",
]  # fmt: skip


@frozen_dataclass
class Command:
    """A request of a target or a key to a screen."""

    verb: Verb
    argument: str = ""


class EditableText(Protocol):
    """A text field, as the box model, the shell and the accessibility tree know it.

    `enter_label` is the footer's word for Enter in a field of one line.
    """

    command: Command
    composing: str
    caret_rect: Rect
    enter_label: str

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


@frozen_dataclass
class HitTarget:
    """An area that can be activated.

    `is_focusable` is False for targets that only the mouse needs because a key does the same. `field` is set if `role`
    is "field". `text_range` are the start and end of its words in the name of its box, if they stand there. A choice
    with a `number` is also taken by that digit.
    """

    command: Command
    rects: tuple[Rect, ...]
    role: Literal["button", "link", "slider", "field"]
    name: str
    is_focusable: bool = True
    field: EditableText | None = None
    text_range: tuple[int, int] | None = None
    number: int = 0


BoxRole = Literal["text", "heading", "note", "image", "button", "status", "group"]


@frozen_dataclass
class Box:
    """A rectangle with content, at a position.

    `active_marks` replace `marks` while its first target has the focus or the mouse.
    `key` numbers the blocks of a page, so that the reading position survives another layout. `language` is the code of
    the language of its text, empty for English.
    """

    w: int
    h: int
    marks: tuple[Mark, ...] = ()
    targets: tuple[HitTarget, ...] = ()
    active_marks: tuple[Mark, ...] = ()
    role: BoxRole = "text"
    name: str = ""
    key: int = -1
    language: str = ""
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
    boxes = list(boxes)
    name = name or " ".join(filter(None, (box.name for box in boxes)))
    marks: list[Mark] = []
    targets: list[HitTarget] = []
    position = 0
    for box in boxes:
        marks += translate_marks(box.marks, box.x, box.y)
        start = name.find(box.name, position)
        for target in box.targets:
            rects = tuple(rect.move(box.x, box.y) for rect in target.rects)
            targets.append(replace(target, rects=rects, text_range=_find_range_in_group(box, target, start)))
        position = max(position, start + len(box.name))
    return Box(w, h, tuple(marks), tuple(targets), role=role, name=name)


def _find_range_in_group(box: Box, target: HitTarget, start: int) -> tuple[int, int] | None:
    """Returns the range of a target's words in the name of a group that has the name of the box at `start`."""
    text_range = target.text_range
    if text_range is None and box.name and target.name == box.name:  # a button
        text_range = 0, len(box.name)
    return None if text_range is None or start < 0 else (start + text_range[0], start + text_range[1])


@frozen_dataclass
class KeyHint:
    """A key that works now: its cap, a label, its command, and the names of `Key` actions that match.

    `chooses` is True if it takes a choice, which may have to be held. The label is a message in English, looked up
    where it is shown, unless `is_message` is False: then it stands as it is.
    """

    cap: str
    label: str
    command: Command
    keys: tuple[str, ...] = ()
    chooses: bool = False
    is_message: bool = True


@frozen_dataclass
class ScreenLayout:
    """A laid-out screen: `fixed` boxes in window coordinates, `boxes` in those of the content that scrolls in `area`.

    `primary_command` is the command of Enter at the end of the content without a focus; if None, the only choice. Long
    content is laid out as it comes into view: `materialize` takes two heights and returns the layout with everything
    between them laid out, or None if it is already. A layout that is not complete lacks its end.
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
    is_complete: bool = True
