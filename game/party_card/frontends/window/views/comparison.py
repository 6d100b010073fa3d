"""Lays out the record: decisions next to the record, accounts along their rail of dates, open questions.

Invariant: colour is never the only sign. A grade has word, icon and frame, and is placed below its date, so that the
rail shows dates and certainty; agreement with the record has words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.engine.page import Comparison, Link, RecordParagraph, Unknown
from party_card.engine.record_words import AS_IN_RECORD, WHAT_HAPPENED, WHAT_YOU_DID
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Line, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.views.date_rail import RAIL_WIDTH_UNITS, layout_inline_entry, layout_rail_entry
from party_card.localization import gettext, gettext_noop

DATES_LABEL = gettext_noop("Date and certainty")
DECISION_WIDTH_UNITS, COLUMN_GAP_UNITS = 262, 26
STACKED_INDENT_UNITS = 22


# ------------------------------------------------------------------------------------------------- in columns


def layout_column_headers(style: TextStyle, width: int) -> Box:
    """Lays out the headers above the columns of decisions."""
    decision_width, rail = style.px(DECISION_WIDTH_UNITS), style.px(RAIL_WIDTH_UNITS)
    record_x = style.px(DECISION_WIDTH_UNITS + RAIL_WIDTH_UNITS + 2 * COLUMN_GAP_UNITS)
    dates_width = min(rail, round(style.measure_text(gettext(DATES_LABEL), "label")))
    dates_x = style.px(DECISION_WIDTH_UNITS + COLUMN_GAP_UNITS) + (rail - dates_width) // 2
    decisions = style.layout_label(gettext(WHAT_YOU_DID), decision_width, "label", "soft")
    dates = style.layout_label(gettext(DATES_LABEL), rail, "label", "soft", balanced=True)
    record = style.layout_label(gettext(WHAT_HAPPENED), width - record_x, "label", "accent")
    boxes = [decisions, dates.placed_at(dates_x, 0), record.placed_at(record_x, 0)]
    return group_boxes(boxes, width, max(box.h for box in boxes) + style.px(9), "heading")


def layout_decision(style: TextStyle, block: Comparison, number: int, width: int, *, is_last: bool) -> Box:
    """Lays out a decision in columns: number and the player's line, the rail with date and grades, the record."""
    decision_width, rail, gap = (style.px(u) for u in (DECISION_WIDTH_UNITS, RAIL_WIDTH_UNITS, COLUMN_GAP_UNITS))
    record_x = decision_width + rail + 2 * gap
    indent, pad = style.px(30), style.px(15)
    number_box = style.layout_label(str(number), indent, "number", "accent")
    player_line = _layout_player_line(style, block, decision_width - indent)
    record_width = min(width - record_x, style.column_width)
    record = style.layout_text(style.line_to_spans(block.record_line, "account"), record_width, "account")
    entry = layout_rail_entry(style, block.date, block.grades, rail)
    height = max(player_line.h, entry.h, record.h) + 2 * pad
    line_width = style.px(1)
    marks = [_make_rail(style, decision_width + gap + rail / 2, pad + entry.h if is_last else height)]
    if not is_last:
        marks += [
            FillRect(Rect(0, height - line_width, decision_width, line_width), "rule"),
            FillRect(Rect(record_x, height - line_width, record.w, line_width), "rule"),
        ]
    lift = round(_first_baseline(style, "number") - _first_baseline(style, "account"))
    boxes = [
        Box(width, height, tuple(marks)), number_box.placed_at(0, pad - lift), player_line.placed_at(indent, pad),
        entry.placed_at(decision_width + gap, pad), record.placed_at(record_x, pad),
    ]  # fmt: skip
    return group_boxes(boxes, record_x + record.w, height)


def _first_baseline(style: TextStyle, role: TextRole) -> float:
    """Returns the baseline of the first line of a role, measured from its top."""
    return style.layout_spans([StyledSpan("1", style.font(role), "ink")], style.width, role).baseline


def layout_chart_on_rail(style: TextStyle, chart: Box, width: int, *, is_last: bool) -> Box:
    """Lays out a chart among the accounts; the rail continues next to it."""
    x, pad = style.px(RAIL_WIDTH_UNITS + COLUMN_GAP_UNITS), style.px(14)
    height = chart.h + 2 * pad
    marks = () if is_last else (_make_rail(style, style.px(RAIL_WIDTH_UNITS) / 2, height),)
    return group_boxes([Box(width, height, marks), chart.placed_at(x, pad)], width, height)


def _make_rail(style: TextStyle, x: float, height: float) -> FillRect:
    return FillRect(Rect(round(x - style.px(1.5)), 0, style.px(3), round(height)), "red")


# ------------------------------------------------------------------------------------------------ in one column


def layout_stacked_decision(style: TextStyle, block: Comparison, number: int, width: int, *, is_last: bool) -> Box:
    """Lays out a decision in one column: the player's line; below it date, grades and the record."""
    inner_width = width - style.px(STACKED_INDENT_UNITS)
    label = style.layout_label(f"{number} · {gettext(WHAT_YOU_DID)}", inner_width, "label", "soft")
    record_label = style.layout_label(gettext(WHAT_HAPPENED), inner_width, "label", "accent")
    entry = [layout_inline_entry(style, block.date, block.grades, inner_width)] if block.date or block.grades else []
    record = style.layout_text(style.line_to_spans(block.record_line, "account"), inner_width, "account")
    boxes = [
        vstack([label, _layout_player_line(style, block, inner_width)], style.px(1), inner_width),
        vstack([record_label, *entry, record], style.px(5), inner_width),
    ]
    return _stack_behind_rail(style, boxes, width, has_rule=not is_last)


def _stack_behind_rail(style: TextStyle, parts: Sequence[Box], width: int, *, has_rule: bool = False) -> Box:
    indent, pad = style.px(STACKED_INDENT_UNITS), style.px(12)
    body = vstack(parts, style.px(8), width - indent)
    height = body.h + 2 * pad
    rail = FillRect(Rect(0, 0, style.px(3), height), "red")
    rule = FillRect(Rect(indent, height - style.px(1), width - indent, style.px(1)), "rule")
    background = Box(width, height, (rail, rule) if has_rule else (rail,))
    return group_boxes([background, body.placed_at(indent, pad)], width, height)


# ------------------------------------------------------------------------------------------------------- either


def layout_account(
    style: TextStyle, block: RecordParagraph | Link, width: int, *, in_columns: bool, is_last: bool
) -> Box:  # fmt: skip
    """Lays out a paragraph of the record: next to its date and grades on the rail, or below them."""
    link = block.label if isinstance(block, Link) else ""
    spans = style.line_to_spans(block.line, "account")
    if not in_columns:
        inner_width = width - style.px(STACKED_INDENT_UNITS)
        has_entry = block.date or block.grades or link
        entry = [layout_inline_entry(style, block.date, block.grades, inner_width, link)] if has_entry else []
        return _stack_behind_rail(style, [*entry, style.layout_text(spans, inner_width, "account")], width)
    rail, gap, pad = style.px(RAIL_WIDTH_UNITS), style.px(COLUMN_GAP_UNITS), style.px(13)
    text = style.layout_text(spans, width - rail - gap, "account")
    rail_entry = layout_rail_entry(style, block.date, block.grades, rail, link)
    height = max(rail_entry.h, text.h) + 2 * pad
    line = Box(width, height, (_make_rail(style, rail / 2, pad + rail_entry.h if is_last else height),))
    return group_boxes([line, rail_entry.placed_at(0, pad), text.placed_at(rail + gap, pad)], width, height)


def _layout_player_line(style: TextStyle, block: Comparison, width: int) -> Box:
    spans = style.line_to_spans(block.player_line, "account", italic=True)
    text_box = style.layout_text(spans, width, "account", balanced=True)
    if not block.matches_record:
        return text_box
    label = style.layout_label(gettext(AS_IN_RECORD), width - style.px(20), "meta", "soft")
    y = text_box.h + label.h * 0.62
    corner = (style.px(5), y + style.px(3))
    tick: tuple[Mark, ...] = (
        Line((style.px(1), y - style.px(1)), corner, "soft", style.px(2.4)),
        Line(corner, (style.px(13), y - style.px(8)), "soft", style.px(2.4)),
    )
    marks = (*text_box.marks, *tick, *translate_marks(label.marks, style.px(20), text_box.h + style.px(2)))
    height, name = text_box.h + label.h + style.px(2), f"{text_box.name} ({gettext(AS_IN_RECORD)})"
    return Box(width, height, marks, text_box.targets, name=name)


def layout_unknown(style: TextStyle, block: Unknown, width: int) -> Box:
    """Lays out an open question of the sources, in a dashed frame with a question mark."""
    pad, top, gap = style.px(18), style.px(14), style.px(4)
    text_x = pad + style.px(34)
    heading = style.layout_label(gettext("What remains unknown"), width - text_x - pad, "label", "accent")
    body = style.layout_text(style.line_to_spans(block.line, "account"), width - text_x - pad, "account")
    height = max(heading.h + body.h + gap, style.px(40)) + 2 * top
    question_mark = replace(style.layout_label("?", style.px(34), "title", "accent"), name="")
    bar = FillRect(Rect(0, 0, style.px(6), height), "red")
    frame = Box(width, height, (StrokeRect(Rect(0, 0, width, height), "soft", style.px(1.5), style.px(6)), bar))
    boxes = [
        frame, question_mark.placed_at(pad + style.px(2), gap), heading.placed_at(text_x, top),
        body.placed_at(text_x, top + heading.h + gap),
    ]  # fmt: skip
    return group_boxes(boxes, width, height)
