"""What stands on the dated line: dates in their red fields, and under them how sure the source is.

Law: no claim is told by colour alone. A grade has word, sign and frame; that the source states a link has word, ground
and arrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pygame import Rect

from party_card.content.models import Grade
from party_card.frontends.window.toolkit.icons import GRADE_WORDS, arrow, grade_tag_marks
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Box, Circle, FillRect, Mark, StrokeRect, group, translate_all
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views.text_blocks import vstack

LINKS = {"stated": "linked by the source", "later in time": "only later in time"}
"""What the plate of a link says; its word is that of the page."""
RAIL = 178
"""Width of the line's column on a wide window."""


def rail_entry(style: TextStyle, date: str, grades: Sequence[Grade], width: int, link: str = "") -> Box:
    """A date in its red field and the grades below it, each a plate as wide as the line's column."""
    parts = [date_label(style, date, width) if date else _knot(style, width)]
    parts += [causal_link_badge(style, link, width)] if link else []
    parts += [grade_badge(style, grade, width) for grade in grades]
    return vstack(parts, style.px(4), width)


def inline_entry(style: TextStyle, date: str, grades: Sequence[Grade], width: int, link: str = "") -> Box:
    """A date, how it is linked and grades beside one another, on as many lines as they need."""
    made = [date_label(style, date, 0)] if date else []
    type_ = style.font("label")._replace(size=round(style.font("label").size * 0.86, 2))

    def wide(word: str) -> int:
        return min(width, round(style.engine.measure(word.upper(), type_)) + style.px(25 + 6) + 3)

    made += [causal_link_badge(style, link, wide(LINKS[link]))] if link else []
    made += [grade_badge(style, grade, wide(GRADE_WORDS[grade])) for grade in grades]
    x = y = high = 0
    placed: list[Box] = []
    for box in made:
        if x and x + box.w > width:
            x, y = 0, y + high + style.px(4)
        placed.append(box.at(x, y))
        x, high = x + box.w + style.px(8), box.h
    return group(placed, width, y + high)


def nonbreaking_date(date: str) -> str:
    """A date whose days stay with their months."""
    return re.sub(r"(\d) (?=[A-Z])", "\\1\u00a0", date)


def date_label(style: TextStyle, date: str, width: int) -> Box:
    """A date in its red field, as wide as asked, or as its words."""
    pad = style.px(9)
    type_ = style.font("meta")._replace(weight=500)
    room = (width or min(style.px(RAIL * 1.6), style.width - 2 * style.margin - style.px(50))) - 2 * pad
    setting = style.layout([StyledSpan(nonbreaking_date(date), type_, "on_red")], room, "meta", even=True)
    w = width or round(setting.extent) + 2 * pad
    h = setting.height + style.px(8)
    marks: list[Mark] = [FillRect(Rect(0, 0, w, h), "red")]
    for mark in setting.marks:  # centred line by line
        row = [m for m in setting.marks if m.y == mark.y]
        extent = max(style.engine.measure(m.text, m.type) + m.x for m in row)
        marks.append(mark._replace(x=mark.x + (w - extent) / 2, y=mark.y + style.px(4)))
    return Box(w, h, tuple(marks), name=date)


def _knot(style: TextStyle, width: int) -> Box:
    """A place on the line without a date."""
    side = style.px(13)
    return Box(width, side + style.px(2), (FillRect(Rect((width - side) // 2, style.px(2), side, side), "red"),))


def grade_badge(style: TextStyle, grade: Grade, width: int) -> Box:
    """A grade in its frame: sign and word, on paper."""
    left, colour = style.px(25), _ink(grade)
    type_ = style.font("label")
    said = style.text_box(
        [StyledSpan(GRADE_WORDS[grade].upper(), type_._replace(size=round(type_.size * 0.86, 2)), colour)],
        width - left - style.px(6), "label",
    )  # fmt: skip
    rect = Rect(0, 0, width, said.h + style.px(5))
    marks = (
        FillRect(rect, "paper"),
        *grade_tag_marks(grade, rect, style.unit),
        *translate_all(said.marks, left, style.px(2.5)),
    )
    return Box(width, rect.h, marks, name=GRADE_WORDS[grade])


def causal_link_badge(style: TextStyle, word: str, width: int) -> Box:
    """How it follows from what stands before it: a full plate with an arrow where the source states it, else dashed."""
    stated = word == "stated"
    left, side = style.px(25), style.px(10)
    colour: Colour = "on_ink" if stated else "ink"
    type_ = style.font("label")
    span = StyledSpan(LINKS[word].upper(), type_._replace(size=round(type_.size * 0.86, 2)), colour)
    said = style.text_box([span], width - left - style.px(6), "label")
    rect = Rect(0, 0, width, said.h + style.px(5))
    mid = rect.h / 2
    marks: tuple[Mark, ...] = (
        FillRect(rect, "ink"),
        arrow(style.px(8), mid - side / 2, side, side, "on_ink"),
    )
    if not stated:
        marks = (
            FillRect(rect, "paper"), StrokeRect(rect, "ink", style.px(1), style.px(3)),
            *(Circle(style.px(x), mid, style.px(2), "ink") for x in (9, 16)),
        )  # fmt: skip
    return Box(width, rect.h, (*marks, *translate_all(said.marks, left, style.px(2.5))), name=LINKS[word])


def _ink(grade: Grade) -> Colour:
    return "accent" if grade == "documented" else "soft"
