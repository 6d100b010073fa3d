"""Lays out the entries on the rail of dates: a date in its red field, and the grades below it.

Invariant: colour is never the only sign. A grade has word, icon and frame; a causal link that the source states has
word, ground and arrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pygame import Rect

from party_card.content.models import Grade
from party_card.engine.grades import GRADES
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.fonts import FontSpec
from party_card.frontends.window.toolkit.icons import make_arrow, make_grade_tag
from party_card.frontends.window.toolkit.layout import place_in_rows, vstack
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import gettext, gettext_noop

LINK_LABELS = {"stated": gettext_noop("linked by the source"), "later in time": gettext_noop("only later in time")}
"""The text on the badge of a link, by the label of its block."""
RAIL_WIDTH_UNITS = 178
ICON_WIDTH_UNITS, BADGE_PADDING_UNITS = 25, 6


def layout_rail_entry(style: TextStyle, date: str, grades: Sequence[Grade], width: int, link: str = "") -> Box:
    """Lays out a date, its link and its grades, one below another in the width of the rail."""
    boxes = [layout_date_label(style, date, width) if date else _layout_dateless_mark(style, width)]
    boxes += [layout_link_badge(style, link, width)] if link else []
    boxes += [layout_grade_badge(style, grade, width) for grade in grades]
    return vstack(boxes, style.px(4), width)


def layout_inline_entry(style: TextStyle, date: str, grades: Sequence[Grade], width: int, link: str = "") -> Box:
    """Lays out a date, its link and its grades side by side, in as many rows as they need."""
    font = _badge_font(style)

    def fit_width(label: str) -> int:
        text_width = round(style.shaper.measure(label.upper(), font))
        return min(width, text_width + style.px(ICON_WIDTH_UNITS + BADGE_PADDING_UNITS) + 3)

    boxes = [layout_date_label(style, date, 0)] if date else []
    boxes += [layout_link_badge(style, link, fit_width(gettext(LINK_LABELS[link])))] if link else []
    boxes += [layout_grade_badge(style, grade, fit_width(gettext(GRADES[grade].word))) for grade in grades]
    row_boxes, bottom = place_in_rows(boxes, 0, 0, width, style.px(8), style.px(4))
    return group_boxes(row_boxes, width, bottom)


def make_nonbreaking(date: str) -> str:
    """Keeps the days of a date on one line with their months."""
    return re.sub(r"(\d) (?=[A-Z])", "\\1\u00a0", date)


def layout_date_label(style: TextStyle, date: str, width: int) -> Box:
    """Lays out a date in its red field; with a `width` of 0, as wide as its words."""
    pad = style.px(9)
    font = style.font("meta")._replace(weight=500)
    max_width = width or min(style.px(RAIL_WIDTH_UNITS * 1.6), style.width - 2 * style.margin - style.px(50))
    span = StyledSpan(make_nonbreaking(date), font, "on_red")
    paragraph = style.layout_spans([span], max_width - 2 * pad, "meta", balanced=True)
    width = width or round(paragraph.extent) + 2 * pad
    height = paragraph.height + style.px(8)
    marks: list[Mark] = [FillRect(Rect(0, 0, width, height), "red")]
    for run in paragraph.marks:  # each line is centred
        left = min(m.x for m in paragraph.marks if m.y == run.y)
        right = max(style.shaper.measure(m.text, m.font) + m.x for m in paragraph.marks if m.y == run.y)
        marks.append(run._replace(x=run.x + (width - left - right) / 2, y=run.y + style.px(4)))
    return Box(width, height, tuple(marks), name=date)


def _layout_dateless_mark(style: TextStyle, width: int) -> Box:
    size = style.px(13)
    return Box(width, size + style.px(2), (FillRect(Rect((width - size) // 2, style.px(2), size, size), "red"),))


def layout_grade_badge(style: TextStyle, grade: Grade, width: int) -> Box:
    """Lays out a grade in its frame: icon and word."""
    colour: Colour = "accent" if grade in ("corroborated", "documented") else "soft"
    label = _layout_badge_label(style, gettext(GRADES[grade].word), colour, width)
    rect = Rect(0, 0, width, label.h)
    marks = (FillRect(rect, "paper"), *make_grade_tag(grade, rect, style.unit), *label.marks)
    return Box(width, rect.h, marks, name=gettext(GRADES[grade].word))


def layout_link_badge(style: TextStyle, link: str, width: int) -> Box:
    """Lays out how an event is linked to the one before: a filled badge with an arrow if the source states it."""
    is_stated = link == "stated"
    label = _layout_badge_label(style, gettext(LINK_LABELS[link]), "on_ink" if is_stated else "ink", width)
    rect, size = Rect(0, 0, width, label.h), style.px(10)
    centre_y = rect.h / 2
    marks: tuple[Mark, ...]
    if is_stated:
        marks = (FillRect(rect, "ink"), make_arrow(style.px(8), centre_y - size / 2, size, size, "on_ink"))
    else:
        dots = (Circle(style.px(x), centre_y, style.px(2), "ink") for x in (9, 16))
        marks = (FillRect(rect, "paper"), StrokeRect(rect, "ink", style.px(1), style.px(3)), *dots)
    return Box(width, rect.h, (*marks, *label.marks), name=gettext(LINK_LABELS[link]))


def _badge_font(style: TextStyle) -> FontSpec:
    font = style.font("label")
    return font._replace(size=round(font.size * 0.86, 2))


def _layout_badge_label(style: TextStyle, label: str, colour: Colour, width: int) -> Box:
    text_x = style.px(ICON_WIDTH_UNITS)
    span = StyledSpan(label.upper(), _badge_font(style), colour)
    text_box = style.layout_text([span], width - text_x - style.px(BADGE_PADDING_UNITS), "label")
    return Box(width, text_box.h + style.px(5), translate_marks(text_box.marks, text_x, style.px(2.5)))
