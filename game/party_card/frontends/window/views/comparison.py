"""The record: decisions beside what was done, accounts along the dated line, what remains unknown.

Law: no claim is told by colour alone. A grade has word, sign and frame, and stands under its date on the line, so that
the eye can run down the line and see when and how sure; agreement has words.
"""

from __future__ import annotations

from dataclasses import replace

from pygame import Rect

from party_card.engine.page import Comparison, Link, RecordParagraph, Unknown
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import FillRect, Line, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.views.date_rail import RAIL_WIDTH_UNITS, layout_inline_entry, layout_rail_entry

AGREES = "as in the record"
DECISION_WIDTH_UNITS, COLUMN_GAP_UNITS = 262, 26
"""Widths of what was done by the student, and between the columns."""


# ------------------------------------------------------------------------------------------------- in columns


def layout_column_headers(style: TextStyle, width: int) -> Box:
    """What the columns of the decisions hold."""
    left, column = (
        style.px(DECISION_WIDTH_UNITS),
        style.px(DECISION_WIDTH_UNITS + RAIL_WIDTH_UNITS + 2 * COLUMN_GAP_UNITS),
    )
    you = style.layout_label("What you did", left, "label", "soft")
    sure = style.layout_label("When, and how sure", style.px(RAIL_WIDTH_UNITS), "label", "soft")
    they = style.layout_label("What was done", width - column, "label", "accent")
    x = (
        style.px(DECISION_WIDTH_UNITS + COLUMN_GAP_UNITS)
        + (style.px(RAIL_WIDTH_UNITS) - round(style.measure_text("When, and how sure", "label"))) // 2
    )
    return group_boxes([you, sure.placed_at(x, 0), they.placed_at(column, 0)], width, you.h + style.px(9), "heading")


def layout_decision(style: TextStyle, block: Comparison, number: int, width: int, *, last: bool) -> Box:
    """A decision: its number and what the student did, the line with date and grades, what was done."""
    left, rail, gap = style.px(DECISION_WIDTH_UNITS), style.px(RAIL_WIDTH_UNITS), style.px(COLUMN_GAP_UNITS)
    column = left + rail + 2 * gap
    indent, pad = style.px(30), style.px(15)
    figure = style.layout_label(str(number), indent, "number", "accent")
    did = _layout_player_line(style, block, left - indent)
    said = style.layout_text(
        style.line_to_spans(block.record_line, "account"), min(width - column, style.column_width), "account"
    )
    plate = layout_rail_entry(style, block.date, block.grades, rail)
    high = max(did.h, plate.h, said.h) + 2 * pad
    hair = style.px(1)
    marks: list[Mark] = [_make_rail(style, left + gap + rail / 2, high if not last else pad + plate.h)]
    if not last:
        marks += [
            FillRect(Rect(0, high - hair, left, hair), "rule"),
            FillRect(Rect(column, high - hair, said.w, hair), "rule"),
        ]
    lift = round(_first_baseline(style, "number") - _first_baseline(style, "account"))
    placed = [
        Box(width, high, tuple(marks)), figure.placed_at(0, pad - lift), did.placed_at(indent, pad), plate.placed_at(left + gap, pad),
        said.placed_at(column, pad),
    ]  # fmt: skip
    return group_boxes(placed, column + said.w, high)


def _first_baseline(style: TextStyle, role: TextRole) -> float:
    """How far below its top the first line of a role stands."""
    return style.layout_spans([StyledSpan("1", style.font(role), "ink")], style.width, role).baseline


def layout_record_paragraph(style: TextStyle, block: RecordParagraph | Link, width: int, *, last: bool) -> Box:
    """A paragraph of the story beside its place on the line."""
    rail, gap, pad = style.px(RAIL_WIDTH_UNITS), style.px(COLUMN_GAP_UNITS), style.px(13)
    said = style.layout_text(style.line_to_spans(block.line, "account"), width - rail - gap, "account")
    plate = layout_rail_entry(style, block.date, block.grades, rail, block.label if isinstance(block, Link) else "")
    high = max(plate.h, said.h) + 2 * pad
    line = Box(width, high, (_make_rail(style, rail / 2, high if not last else pad + plate.h),))
    return group_boxes([line, plate.placed_at(0, pad), said.placed_at(rail + gap, pad)], width, high)


def layout_chart_on_rail(style: TextStyle, figure: Box, width: int, *, last: bool) -> Box:
    """A figure among the accounts, the line going on beside it."""
    left, pad = style.px(RAIL_WIDTH_UNITS + COLUMN_GAP_UNITS), style.px(14)
    high = figure.h + 2 * pad
    line = Box(width, high, () if last else (_make_rail(style, style.px(RAIL_WIDTH_UNITS) / 2, high),))
    return group_boxes([line, figure.placed_at(left, pad)], width, high)


def _make_rail(style: TextStyle, x: float, high: float) -> FillRect:
    return FillRect(Rect(round(x - style.px(1.5)), 0, style.px(3), round(high)), "red")


# ------------------------------------------------------------------------------------------------ in one column


def layout_stacked_row(
    style: TextStyle, block: Comparison | RecordParagraph | Link, number: int, width: int, *, last: bool
) -> Box:
    """What the student did; then, under its date and grades, what was done; along the red line at the left."""
    indent, pad = style.px(22), style.px(12)
    inner = width - indent
    link = block.label if isinstance(block, Link) else ""
    row = (
        [layout_inline_entry(style, block.date, block.grades, inner, link)]
        if block.date or block.grades or link
        else []
    )
    if isinstance(block, Comparison):
        label = style.layout_label(f"{number} · What you did", inner, "label", "soft")
        done = style.layout_label("What was done", inner, "label", "accent")
        text = style.layout_text(style.line_to_spans(block.record_line, "account"), inner, "account")
        parts = [
            vstack([label, _layout_player_line(style, block, inner)], style.px(1), inner),
            vstack([done, *row, text], style.px(5), inner),
        ]
    else:
        parts = [*row, style.layout_text(style.line_to_spans(block.line, "account"), inner, "account")]
    body = vstack(parts, style.px(8), inner)
    high = body.h + 2 * pad
    marks: tuple[Mark, ...] = (FillRect(Rect(0, 0, style.px(3), high), "red"),)
    if isinstance(block, Comparison) and not last:
        marks += (FillRect(Rect(indent, high - style.px(1), inner, style.px(1)), "rule"),)
    return group_boxes([Box(width, high, marks), body.placed_at(indent, pad)], width, high)


# ------------------------------------------------------------------------------------------------------- parts


def _layout_player_line(style: TextStyle, block: Comparison, width: int) -> Box:
    words = style.layout_text(
        style.line_to_spans(block.player_line, "account", italic=True), width, "account", balanced=True
    )
    if not block.matches_record:
        return words
    said = style.layout_label(AGREES, width - style.px(20), "meta", "soft")
    y = words.h + said.h * 0.62
    corner = (style.px(5), y + style.px(3))
    tick = (
        Line((style.px(1), y - style.px(1)), corner, "soft", style.px(2.4)),
        Line(corner, (style.px(13), y - style.px(8)), "soft", style.px(2.4)),
    )
    marks = (*words.marks, *tick, *translate_marks(said.marks, style.px(20), words.h + style.px(2)))
    return Box(width, words.h + said.h + style.px(2), marks, words.targets, name=f"{words.name} ({AGREES})")


def layout_unknown(style: TextStyle, block: Unknown, width: int) -> Box:
    """What the sources leave open, in a frame of its own: dashed, with the sign of a question."""
    pad = style.px(18)
    left = pad + style.px(34)
    head = style.layout_label("What remains unknown", width - left - pad, "label", "accent")
    body = style.layout_text(style.line_to_spans(block.line, "account"), width - left - pad, "account")
    high = max(head.h + body.h + style.px(4), style.px(40)) + 2 * style.px(14)
    rect = Rect(0, 0, width, high)
    mark = style.layout_label("?", style.px(34), "title", "accent")
    bar = FillRect(Rect(0, 0, style.px(6), high), "red")
    frame = Box(width, high, (StrokeRect(rect, "soft", style.px(1.5), style.px(6)), bar))
    placed = [
        frame, replace(mark, name="").placed_at(pad + style.px(2), style.px(4)), head.placed_at(left, style.px(14)),
        body.placed_at(left, style.px(14) + head.h + style.px(4)),
    ]  # fmt: skip
    return group_boxes(placed, width, high)
