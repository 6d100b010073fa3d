"""The block model of the window: boxes of marks and targets.

Law: a box is plain data in pixels, relative to its own corner. Painting reads `marks`; focus, mouse and, later, the
accessibility tree read `targets`, `role` and `name`. Colours are roles, so another theme only paints anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from pygame import Rect

from party_card.frontends.window.toolkit.shaping import FontSpec
from party_card.frontends.window.toolkit.theme import Colour

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.widgets.text_field import TextField


class TextRun(NamedTuple):
    """A run of one type on a baseline."""

    x: float
    y: float
    text: str
    type: FontSpec
    colour: Colour


class FillRect(NamedTuple):
    """A filled rectangle."""

    rect: Rect
    colour: Colour


class StrokeRect(NamedTuple):
    """A frame drawn inside its rectangle; `dash` is the length of a dash, 0 for a solid line."""

    rect: Rect
    colour: Colour
    width: int
    dash: int = 0


class Polygon(NamedTuple):
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    colour: Colour


class Line(NamedTuple):
    """A straight line of any slope, with soft edges."""

    a: tuple[float, float]
    b: tuple[float, float]
    colour: Colour
    width: float


class Circle(NamedTuple):
    """A disc, or a ring when `width` is not 0."""

    x: float
    y: float
    radius: float
    colour: Colour
    width: int = 0


class Image(NamedTuple):
    """A picture that fills its rectangle; what does not fit is cut so that the point `anchor` (0 to 1) stays."""

    path: str
    rect: Rect
    anchor: tuple[float, float] = (0.5, 0.5)


Mark = TextRun | FillRect | StrokeRect | Polygon | Line | Circle | Image

Verb = Literal[
    "choose", "note", "notes", "who", "undo", "summary", "settings", "help", "menu", "close", "title", "episodes",
    "open", "restart", "entry", "readers", "become", "change", "leave", "down", "up", "nothing",
    "path", "back", "transcript", "figures", "again", "pick", "forget", "on", "winter",
    "field", "draws", "depth", "browse", "pack",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """What a target or a key asks for; a screen answers it."""

    verb: Verb
    argument: str = ""


@dataclass(frozen=True, slots=True)
class HitTarget:
    """Something to act on. `focus` is False for what the mouse alone needs, because a key does the same.

    `field` is what is written into, where `role` is "field".
    """

    command: Command
    rects: tuple[Rect, ...]
    role: Literal["button", "link", "slider", "field"]
    name: str
    focus: bool = True
    field: TextField | None = None


BoxRole = Literal["text", "heading", "note", "image", "button", "status", "group"]


@dataclass(frozen=True, slots=True)
class Box:
    """A block in its place. `hot` replaces `marks` while its first target is focused or under the mouse.

    `key` numbers the block of the page, so that the reader's place survives another layout.
    """

    w: int
    h: int
    marks: tuple[Mark, ...] = ()
    targets: tuple[HitTarget, ...] = ()
    hot: tuple[Mark, ...] = ()
    role: BoxRole = "text"
    name: str = ""
    key: int = -1
    x: int = 0
    y: int = 0

    @property
    def rect(self) -> Rect:
        """Its place on the sheet."""
        return Rect(self.x, self.y, self.w, self.h)

    def at(self, x: int, y: int) -> Box:
        """The same box, standing elsewhere."""
        return replace(self, x=x, y=y)


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key that works now, what it does in words, and the keys' names as `input` gives them."""

    cap: str
    label: str
    command: Command
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenLayout:
    """A whole screen: `fixed` boxes in window coordinates, `boxes` in those of the scrolling content inside `area`.

    `primary` is what Enter does at the end of the sheet where nothing has the focus; without it, the only choice.
    A long sheet is set as it is read: `fill` gives it with all set between two heights, None where all is.
    """

    area: Rect
    boxes: tuple[Box, ...]
    height: int
    fixed: tuple[Box, ...] = ()
    hints: tuple[KeyHint, ...] = ()
    status: str = ""
    panel: bool = False
    primary: Command | None = None
    fill: Callable[[int, int], ScreenLayout | None] | None = None


def translated(mark: Mark, dx: float, dy: float) -> Mark:
    """A mark shifted, to put a small drawing into a larger box."""
    match mark:
        case TextRun(x, y):
            return mark._replace(x=x + dx, y=y + dy)
        case FillRect(rect) | StrokeRect(rect) | Image(_, rect):
            return mark._replace(rect=rect.move(round(dx), round(dy)))
        case Polygon(points):
            return mark._replace(points=tuple((x + dx, y + dy) for x, y in points))
        case Line(a, b):
            return mark._replace(a=(a[0] + dx, a[1] + dy), b=(b[0] + dx, b[1] + dy))
        case Circle(x, y):
            return mark._replace(x=x + dx, y=y + dy)


def translate_all(marks: Iterable[Mark], dx: float, dy: float) -> tuple[Mark, ...]:
    """All marks shifted."""
    return tuple(translated(mark, dx, dy) for mark in marks)


def group(parts: Iterable[Box], w: int, h: int, role: BoxRole = "group", name: str = "") -> Box:
    """Several placed boxes as one, in reading order."""
    marks: list[Mark] = []
    targets: list[HitTarget] = []
    names: list[str] = []
    for part in parts:
        marks += translate_all(part.marks, part.x, part.y)
        targets += (replace(t, rects=tuple(r.move(part.x, part.y) for r in t.rects)) for t in part.targets)
        names.append(part.name)
    return Box(w, h, tuple(marks), tuple(targets), role=role, name=name or " ".join(filter(None, names)))
