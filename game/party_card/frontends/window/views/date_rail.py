"""What stands on the dated line: dates in their red fields, and under them how sure the source is.

Law: no claim is told by colour alone. A grade has word, sign and frame; that the source states a link has word, ground
and arrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pygame import Rect

from party_card.content.models import Grade
from party_card.engine.grades import GRADES
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.icons import make_arrow, make_grade_tag
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour

LINK_LABELS = {"stated": "linked by the source", "later in time": "only later in time"}
"""What the plate of a link says; its word is that of the page."""
RAIL_WIDTH_UNITS = 178
"""Width of the line's column on a wide window."""


def layout_rail_entry(style: TextStyle, date: str, grades: Sequence[Grade], width: int, link: str = "") -> Box:
    """A date in its red field and the grades below it, each a plate as wide as the line's column."""
    parts = [layout_date_label(style, date, width) if date else _layout_dateless_mark(style, width)]
    parts += [layout_link_badge(style, link, width)] if link else []
    parts += [layout_grade_badge(style, grade, width) for grade in grades]
    return vstack(parts, style.px(4), width)


def layout_inline_entry(style: TextStyle, date: str, grades: Sequence[Grade], width: int, link: str = "") -> Box:
    """A date, how it is linked and grades beside one another, on as many lines as they need."""
    made = [layout_date_label(style, date, 0)] if date else []
    type_ = style.font("label")._replace(size=round(style.font("label").size * 0.86, 2))

    def wide(word: str) -> int:
        return min(width, round(style.shaper.measure(word.upper(), type_)) + style.px(25 + 6) + 3)

    made += [layout_link_badge(style, link, wide(LINK_LABELS[link]))] if link else []
    made += [layout_grade_badge(style, grade, wide(GRADES[grade].word)) for grade in grades]
    x = y = high = 0
    placed: list[Box] = []
    for box in made:
        if x and x + box.w > width:
            x, y = 0, y + high + style.px(4)
        placed.append(box.placed_at(x, y))
        x, high = x + box.w + style.px(8), box.h
    return group_boxes(placed, width, y + high)


def make_nonbreaking(date: str) -> str:
    """A date whose days stay with their months."""
    return re.sub(r"(\d) (?=[A-Z])", "\\1\u00a0", date)


def layout_date_label(style: TextStyle, date: str, width: int) -> Box:
    """A date in its red field, as wide as asked, or as its words."""
    pad = style.px(9)
    type_ = style.font("meta")._replace(weight=500)
    room = (width or min(style.px(RAIL_WIDTH_UNITS * 1.6), style.width - 2 * style.margin - style.px(50))) - 2 * pad
    setting = style.layout_spans([StyledSpan(make_nonbreaking(date), type_, "on_red")], room, "meta", balanced=True)
    w = width or round(setting.extent) + 2 * pad
    h = setting.height + style.px(8)
    marks: list[Mark] = [FillRect(Rect(0, 0, w, h), "red")]
    for mark in setting.marks:  # centred line by line
        row = [m for m in setting.marks if m.y == mark.y]
        extent = max(style.shaper.measure(m.text, m.font) + m.x for m in row)
        marks.append(mark._replace(x=mark.x + (w - extent) / 2, y=mark.y + style.px(4)))
    return Box(w, h, tuple(marks), name=date)


def _layout_dateless_mark(style: TextStyle, width: int) -> Box:
    """A place on the line without a date."""
    side = style.px(13)
    return Box(width, side + style.px(2), (FillRect(Rect((width - side) // 2, style.px(2), side, side), "red"),))


def layout_grade_badge(style: TextStyle, grade: Grade, width: int) -> Box:
    """A grade in its frame: sign and word, on paper."""
    left, colour = style.px(25), _grade_colour(grade)
    type_ = style.font("label")
    said = style.layout_text(
        [StyledSpan(GRADES[grade].word.upper(), type_._replace(size=round(type_.size * 0.86, 2)), colour)],
        width - left - style.px(6), "label",
    )  # fmt: skip
    rect = Rect(0, 0, width, said.h + style.px(5))
    marks = (
        FillRect(rect, "paper"),
        *make_grade_tag(grade, rect, style.unit),
        *translate_marks(said.marks, left, style.px(2.5)),
    )
    return Box(width, rect.h, marks, name=GRADES[grade].word)


def layout_link_badge(style: TextStyle, word: str, width: int) -> Box:
    """How it follows from what stands before it: a full plate with an arrow where the source states it, else dashed."""
    stated = word == "stated"
    left, side = style.px(25), style.px(10)
    colour: Colour = "on_ink" if stated else "ink"
    type_ = style.font("label")
    span = StyledSpan(LINK_LABELS[word].upper(), type_._replace(size=round(type_.size * 0.86, 2)), colour)
    said = style.layout_text([span], width - left - style.px(6), "label")
    rect = Rect(0, 0, width, said.h + style.px(5))
    mid = rect.h / 2
    marks: tuple[Mark, ...] = (
        FillRect(rect, "ink"),
        make_arrow(style.px(8), mid - side / 2, side, side, "on_ink"),
    )
    if not stated:
        marks = (
            FillRect(rect, "paper"), StrokeRect(rect, "ink", style.px(1), style.px(3)),
            *(Circle(style.px(x), mid, style.px(2), "ink") for x in (9, 16)),
        )  # fmt: skip
    return Box(width, rect.h, (*marks, *translate_marks(said.marks, left, style.px(2.5))), name=LINK_LABELS[word])


def _grade_colour(grade: Grade) -> Colour:
    return "accent" if grade == "documented" else "soft"
