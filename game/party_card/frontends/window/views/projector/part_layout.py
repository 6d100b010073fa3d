"""Lays out the parts of slides, and splits a paragraph that does not fit.

Invariant: a paragraph is split after a sentence if one fits, else after a word; the mark of a note stays with what it
stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product

from pygame import Rect

from party_card.content.prose import SENTENCE_END
from party_card.engine.page import Comparison, Line, Run
from party_card.engine.record_words import AS_IN_RECORD, WHAT_HAPPENED, WHAT_YOU_DID
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Image, Mark, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.bar_chart import layout_chart
from party_card.frontends.window.views.projector.parts import Part
from party_card.frontends.window.views.projector.slide_style import shrink_style
from party_card.localization import gettext

BAR_WIDTH_UNITS, BAR_INDENT_UNITS = 4, 16
BULLET_UNITS, BULLET_INDENT_UNITS = 9, 22
SHEET_PADDING_UNITS = 14
PICTURE_SHARE = 0.42
"""The greatest height of a picture, as a share of the height of the body."""
CHART_SHARE = 0.8
"""The same of a chart, which has a heading above it."""
SHRINKING_SHARES = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.54, 0.48)
"""The sizes that are tried for what cannot be split."""
DECISION_SHARES = (0.38, 0.3)
"""The shares of what the class did beside what really happened: the second if the record is long."""
MIN_PIECE_CHARS = 50
"""The fewest characters of a paragraph that stay on a slide when it is split: not a mere number or heading."""
_WORD_END = re.compile(r"\s+")


def layout_part(style: TextStyle, part: Part, room: Rect, scene_dates: str) -> Box:
    """Lays out a part in the width of the body; a chart as much smaller as its height asks for."""
    if part.picture is not None:
        height = min(round(room.h * PICTURE_SHARE), round(room.w * PICTURE_SHARE))
        rect = Rect(0, 0, room.w, height)
        marks = (Image(str(part.picture), rect), StrokeRect(rect, "ink", style.px(1.5)))
        return Box(room.w, height, marks, role="image", name=_get_text(part.line))
    if part.chart is not None:
        for share in SHRINKING_SHARES:
            box = layout_chart(shrink_style(style, share), part.chart, room.w, scene_dates)
            if box.h <= room.h * CHART_SHARE:
                break
        return box
    if part.comparison is not None:
        for share, decision_share in product(SHRINKING_SHARES, DECISION_SHARES):
            box = _layout_comparison(shrink_style(style, share), part.comparison, part.vote, room.w, decision_share)
            if box.h <= room.h:
                break
        return box
    return _layout_paragraph(style, part, room.w)


def _layout_comparison(style: TextStyle, block: Comparison, vote: str, width: int, decision_share: float) -> Box:
    """Lays out what the class did, with the hands for it, and beside it what really happened."""
    gap, rule = style.px(22), style.px(BAR_WIDTH_UNITS)
    left_width = round((width - 2 * gap) * decision_share)
    right_x = left_width + 2 * gap
    number = f"{block.number} · " if block.number else ""
    player_line = style.line_to_spans(block.player_line, "prose", italic=True)
    remarks = [f"({gettext(AS_IN_RECORD)})"] if block.matches_record else []
    left = [
        style.layout_label(f"{number}{gettext(WHAT_YOU_DID)}", left_width, "number", "soft", box_role="heading"),
        style.layout_text(player_line, left_width, "prose"),
        *(style.layout_label(remark, left_width, "number", "soft") for remark in (*remarks, *([vote] if vote else []))),
    ]
    label = " · ".join(filter(None, (gettext(WHAT_HAPPENED), block.date)))
    record_line = [*style.line_to_spans(block.record_line, "prose"), *style.grades_to_spans(block.grades)]
    right = [
        style.layout_label(label, width - right_x, "number", "accent", box_role="heading"),
        style.layout_text(record_line, width - right_x, "prose"),
    ]
    columns = [vstack(left, style.px(8), left_width), vstack(right, style.px(8), width - right_x)]
    height = max(column.h for column in columns)
    line = Box(width, height, (FillRect(Rect(left_width + gap - rule // 2, 0, rule, height), "red"),))
    return group_boxes([line, columns[0], columns[1].placed_at(right_x, 0)], width, height)


def _layout_paragraph(style: TextStyle, part: Part, width: int) -> Box:
    indent = {
        "": 0,
        "bar": style.px(BAR_INDENT_UNITS),
        "sheet": style.px(SHEET_PADDING_UNITS),
        "bullet": style.px(BULLET_INDENT_UNITS),
    }[part.frame]
    inner_width = width - indent - (indent if part.frame == "sheet" else 0)
    spans = style.line_to_spans(part.line, part.role, part.colour, part.italic)
    spans += style.grades_to_spans(part.grades)
    is_balanced = part.role in ("title", "place", "number", "lead")
    if part.role == "title":  # in capitals, as everywhere
        title = style.layout_label(_get_text(part.line), inner_width, "title", part.colour, balanced=True)
        return replace(title, role=part.box_role, name=_get_text(part.line))
    text = style.layout_text(spans, inner_width, part.role, is_balanced, part.box_role)
    if not part.frame:
        return text
    pad = style.px(4) if part.frame == "sheet" else 0
    height = text.h + 2 * pad
    marks: tuple[Mark, ...]
    match part.frame:
        case "bar":
            marks = (FillRect(Rect(0, 0, style.px(BAR_WIDTH_UNITS), height), "red"),)
        case "sheet":
            marks = (FillRect(Rect(0, 0, width, height), "sheet"), FillRect(Rect(0, 0, style.px(2), height), "rule"))
        case "bullet":
            side = style.px(BULLET_UNITS)
            y = round(style.line_height(part.role) * 0.55 - side / 2)
            marks = (FillRect(Rect(0, y, side, side), "red"),)
    frame = Box(width, height, marks)
    return group_boxes([frame, text.placed_at(indent, pad)], width, height, part.box_role)


def get_gap(style: TextStyle, part: Part, next_part: Part) -> int:
    """Returns the room between two parts in pixels."""
    if part.frame == next_part.frame == "sheet":
        return 0
    if part.role == "number" and part.keeps_with_next:
        return style.px(3)
    return style.px(18 if next_part.role in ("number", "place") else 11)


def split_part(part: Part, fits: Callable[[Part], bool], *, by_words: bool) -> tuple[Part, Part] | None:
    """Splits a paragraph so that its first piece `fits`; None if no sentence, or no word, does."""
    text = _get_text(part.line)
    ends = _WORD_END.finditer(text) if by_words else SENTENCE_END.finditer(text)
    cuts = [_skip_spaces(text, end.end()) for end in ends]
    min_chars = 1 if by_words else MIN_PIECE_CHARS
    cuts = [cut for cut in cuts if min_chars <= cut < len(text)]
    low, high = 0, len(cuts)
    while low < high:  # the greatest cut whose piece fits
        middle = (low + high + 1) // 2
        head, _ = _cut(part, cuts[middle - 1])
        if fits(head):
            low = middle
        else:
            high = middle - 1
    return _cut(part, cuts[low - 1]) if low else None


def _skip_spaces(text: str, position: int) -> int:
    """Returns the position of the next character that is not a space."""
    return position + len(text[position:]) - len(text[position:].lstrip())


def _cut(part: Part, position: int) -> tuple[Part, Part]:
    """Cuts a paragraph before a character; grades stay with its end."""
    head: list[Run] = []
    tail: list[Run] = []
    count = 0
    for run in part.line:
        end = count + len(run.text)
        if end <= position:
            head.append(run)
        elif count >= position:
            tail.append(run)
        else:
            head.append(replace(run, text=run.text[: position - count]))
            tail.append(replace(run, text=run.text[position - count :]))
        count = end
    first = replace(part, line=tuple(head), grades=())
    return first, replace(part, line=tuple(tail), offset=part.offset + position, begins_slide=False)


def _get_text(line: Line) -> str:
    return "".join(run.text for run in line)
