"""Mirrors layouts for a language that is written from right to left.

Screens are laid out from left to right in every language. In a language of the other direction the finished layout is
mirrored: a box at the left edge comes to stand at the right one, with its bars, icons and targets. Only the order
within a line of text is not mirrored. A paragraph therefore has its lines reflected in themselves beforehand (see
`paragraph`), so that mirroring them restores the order in which they are read.

A scene in such a language is shown mirrored, too, whatever the language of the interface is.

Invariant: mirroring twice changes nothing. What must not be mirrored, such as a map, is mirrored once in itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import replace
from functools import cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar, cast

from pygame import Rect

from party_card.frontends.window.toolkit.bidi import FIRST_STRONG_ISOLATE, POP_ISOLATE, Direction, has_right_to_left
from party_card.frontends.window.toolkit.box import Box, HitTarget, ScreenLayout
from party_card.frontends.window.toolkit.primitives import (
    Circle,
    FillRect,
    Image,
    Line,
    Mark,
    Polygon,
    StrokeRect,
    TextRun,
)  # fmt: skip
from party_card.localization import current_language
from party_card.localization.languages import text_direction

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.shaping import TextShaper


class _HasShaper(Protocol):
    """A text style, as far as mirroring needs it."""

    @property
    def shaper(self) -> TextShaper:
        """Measures texts."""


S = TypeVar("S", bound=_HasShaper)
B = TypeVar("B", bound=Box | None)
P = ParamSpec("P")
_RIGHT_TO_LEFT_MARK = "\u200f"
_keeps_direction: ContextVar[bool] = ContextVar("keeps_direction", default=False)
"""True while a part is laid out that is not mirrored."""
_content_languages: list[str] = [""]
"""The language of the scene that is shown; empty if none is."""


def is_mirrored() -> bool:
    """Returns True if what is laid out will be mirrored, as the language is written from right to left."""
    if _keeps_direction.get():
        return False
    return _is_right_to_left(current_language()) or _is_right_to_left(_content_languages[0])


def set_content_language(code: str) -> None:
    """Sets the language of the scene that is laid out and shown from now on; empty if none is."""
    _content_languages[0] = code


def find_base_direction(text: str) -> Direction:
    """Returns the direction of a paragraph of a scene; in one from right to left, any such letter decides.

    So a paragraph that begins with a Latin name goes as the others do.
    """
    return "rtl" if _is_right_to_left(_content_languages[0]) and has_right_to_left(text) else "auto"


@cache
def _is_right_to_left(code: str) -> bool:
    return text_direction(code) == "rtl"


def join_phrases(phrases: Iterable[str], separator: str = " · ") -> str:
    """Returns phrases joined; if any goes from right to left, each stands by itself, in the order of the page."""
    texts = [phrase for phrase in phrases if phrase]
    if not any(map(has_right_to_left, texts)):
        return separator.join(texts)
    mark = _RIGHT_TO_LEFT_MARK if is_mirrored() else ""
    return mark + separator.join(f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" for text in texts)


def mirror_layout(shaper: TextShaper, layout: ScreenLayout, width: int) -> ScreenLayout:
    """Returns the layout of a screen in a window of this width, mirrored if the language asks for it."""
    if not is_mirrored():
        return layout
    materialize = layout.materialize

    def materialize_mirrored(top: int, bottom: int) -> ScreenLayout | None:
        complete = materialize(top, bottom) if materialize is not None else None
        return mirror_layout(shaper, complete, width) if complete is not None else None

    return replace(
        layout,
        area=_mirror_rect(layout.area, width),
        boxes=tuple(_mirror_box(shaper, box, layout.area.w) for box in layout.boxes),
        fixed=tuple(_mirror_box(shaper, box, width) for box in layout.fixed),
        materialize=materialize_mirrored if materialize is not None else None,
    )


def keep_direction(layout_part: Callable[Concatenate[S, P], B]) -> Callable[Concatenate[S, P], B]:
    """Makes a function lay out a box, a map or a chart, that stays as it is when the screen is mirrored."""

    @wraps(layout_part)
    def layout_unmirrored(style: S, *args: P.args, **kwargs: P.kwargs) -> B:
        if not is_mirrored():
            return layout_part(style, *args, **kwargs)
        token = _keeps_direction.set(True)
        try:
            box = layout_part(style, *args, **kwargs)
        finally:
            _keeps_direction.reset(token)
        return box if box is None else cast("B", mirror_content(style.shaper, box))

    return cast("Callable[Concatenate[S, P], B]", layout_unmirrored)


def restore_direction(style: _HasShaper, box: Box) -> Box:
    """Returns a text laid out as usual so that it can stand in a field, whose content is not mirrored."""
    return mirror_content(style.shaper, box) if is_mirrored() else box


def _mirror_box(shaper: TextShaper, box: Box, width: int) -> Box:
    """Mirrors a box in an area of this width. Text fields keep their content: their text has its own direction."""
    x = width - box.x - box.w
    if any(target.field is not None for target in box.targets):
        return replace(box, x=x)
    return replace(mirror_content(shaper, box), x=x)


def mirror_content(shaper: TextShaper, box: Box) -> Box:
    """Returns a box with its content mirrored in its own width."""
    return replace(
        box,
        marks=_mirror_marks(shaper, box.marks, box.w),
        active_marks=_mirror_marks(shaper, box.active_marks, box.w),
        targets=tuple(_mirror_target(target, box.w) for target in box.targets),
    )


def _mirror_target(target: HitTarget, width: int) -> HitTarget:
    return replace(target, rects=tuple(_mirror_rect(rect, width) for rect in target.rects))


def _mirror_rect(rect: Rect, width: int) -> Rect:
    return Rect(width - rect.x - rect.w, rect.y, rect.w, rect.h)


def _mirror_marks(shaper: TextShaper, marks: Iterable[Mark], width: int) -> tuple[Mark, ...]:
    return tuple(_mirror_mark(shaper, mark, width) for mark in marks)


def _mirror_mark(shaper: TextShaper, mark: Mark, width: int) -> Mark:
    match mark:
        case TextRun(x, _, text, font):
            return mark._replace(x=width - x - shaper.measure(text, font))
        case FillRect(rect) | StrokeRect(rect):
            return mark._replace(rect=_mirror_rect(rect, width))
        case Image(_, rect):
            is_turned = mark.is_turned != mark.can_turn
            return mark._replace(rect=_mirror_rect(rect, width), is_turned=is_turned)
        case Polygon(points):
            return mark._replace(points=tuple((width - x, y) for x, y in points))
        case Line(a, b):
            return mark._replace(a=(width - a[0], a[1]), b=(width - b[0], b[1]))
        case Circle(x):
            return mark._replace(x=width - x)
