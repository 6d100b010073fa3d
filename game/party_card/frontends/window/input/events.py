"""Actions: the player's input, independent of devices."""

from __future__ import annotations

from typing import Literal

from party_card.frozen_dataclass import frozen_dataclass

Device = Literal["keys", "pad", "touch"]
"""The kind of device used last; keyboard and mouse count as one."""


@frozen_dataclass
class Tab:
    """Moves the focus to the next target, or the previous one."""

    backwards: bool = False


@frozen_dataclass
class Arrow:
    """An arrow key or direction: `x` changes a value or the page of a dialog, `y` moves through choices and lines."""

    x: int = 0
    y: int = 0


@frozen_dataclass
class Confirm:
    """Activates the focused target. With `is_space` and no focus it only scrolls on."""

    is_space: bool = False


@frozen_dataclass
class Cancel:
    """Closes the dialog on top, or opens the menu (Escape)."""


@frozen_dataclass
class PageScroll:
    """Scrolls by pages, up if negative; `to_end` scrolls to the very beginning or end."""

    pages: float
    to_end: bool = False


@frozen_dataclass
class Key:
    """Any other key: a character in lower case, or a name such as "f1", "backspace", "ctrl+", "alt+n"."""

    name: str


@frozen_dataclass
class TextInput:
    """Text typed while a text field has the focus."""

    text: str


@frozen_dataclass
class ImeComposition:
    """The unfinished text of an input method; not part of the field's text yet."""

    text: str


@frozen_dataclass
class EditCommand:
    """An editing key in a text field. `select` (Shift) extends the selection.

    `by_word` (Ctrl) moves or deletes by words; with "home" and "end" it goes to the ends of the text.
    """

    operation: Literal[
        "left", "right", "up", "down", "home", "end", "backspace", "delete", "enter", "all", "copy", "cut", "paste",
        "undo",
    ]  # fmt: skip
    select: bool = False
    by_word: bool = False


@frozen_dataclass
class PointerMove:
    """The mouse moved to a position in window pixels."""

    x: float
    y: float
    is_button_down: bool = False


@frozen_dataclass
class PointerDown:
    """The primary mouse button went down at a position in window pixels."""

    x: float
    y: float


@frozen_dataclass
class PointerUp:
    """A mouse button, key, finger or gamepad button was released."""


@frozen_dataclass
class Wheel:
    """The mouse wheel turned; positive towards the beginning."""

    lines: float


@frozen_dataclass
class TouchStart:
    """A finger touched the window; it may become a tap or a drag."""

    x: float
    y: float


@frozen_dataclass
class Tap:
    """A finger was lifted at the position of its touch."""

    x: float
    y: float


@frozen_dataclass
class Drag:
    """A finger dragged the page; positive towards the beginning."""

    pixels: float


@frozen_dataclass
class Fling:
    """A finger was lifted in motion; `speed` in pixels per second, positive towards the beginning."""

    speed: float


@frozen_dataclass
class RedrawRequest:
    """The window was resized or uncovered and must be drawn again."""


@frozen_dataclass
class CloseRequest:
    """The player closed the window."""


Action = (
    Tab | Arrow | Confirm | Cancel | PageScroll | Key | TextInput | ImeComposition | EditCommand
    | PointerMove | PointerDown | PointerUp | Wheel | TouchStart | Tap | Drag | Fling | RedrawRequest | CloseRequest
)  # fmt: skip
