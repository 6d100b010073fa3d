"""The record: decisions beside what was done, accounts along the dated line, what remains unknown.

Law: no claim is told by colour alone. A grade has word, sign and frame, and stands under its date on the line, so that
the eye can run down the line and see when and how sure; agreement has words.
"""

from __future__ import annotations

from dataclasses import replace

from pygame import Rect

from party_card.engine.page import Comparison, Link, RecordParagraph, Unknown
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Box, FillRect, Line, Mark, StrokeRect, group, translate_all
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Role
from party_card.frontends.window.views.date_rail import RAIL, inline_entry, rail_entry
from party_card.frontends.window.views.text_blocks import vstack

AGREES = "as in the record"
DID, GAP = 262, 26
"""Widths of what was done by the student, and between the columns."""


# ------------------------------------------------------------------------------------------------- in columns


def column_headers(style: TextStyle, width: int) -> Box:
    """What the columns of the decisions hold."""
    left, column = style.px(DID), style.px(DID + RAIL + 2 * GAP)
    you = style.label("What you did", left, "label", "soft")
    sure = style.label("When, and how sure", style.px(RAIL), "label", "soft")
    they = style.label("What was done", width - column, "label", "accent")
    x = style.px(DID + GAP) + (style.px(RAIL) - round(style.text_width("When, and how sure", "label"))) // 2
    return group([you, sure.at(x, 0), they.at(column, 0)], width, you.h + style.px(9), "heading")


def decision(style: TextStyle, block: Comparison, number: int, width: int, *, last: bool) -> Box:
    """A decision: its number and what the student did, the line with date and grades, what was done."""
    left, rail, gap = style.px(DID), style.px(RAIL), style.px(GAP)
    column = left + rail + 2 * gap
    indent, pad = style.px(30), style.px(15)
    figure = style.label(str(number), indent, "number", "accent")
    did = _did(style, block, left - indent)
    said = style.text_box(style.to_spans(block.was_done, "account"), min(width - column, style.column_width), "account")
    plate = rail_entry(style, block.date, block.grades, rail)
    high = max(did.h, plate.h, said.h) + 2 * pad
    hair = style.px(1)
    marks: list[Mark] = [_line(style, left + gap + rail / 2, high if not last else pad + plate.h)]
    if not last:
        marks += [
            FillRect(Rect(0, high - hair, left, hair), "rule"),
            FillRect(Rect(column, high - hair, said.w, hair), "rule"),
        ]
    lift = round(_baseline(style, "number") - _baseline(style, "account"))
    placed = [
        Box(width, high, tuple(marks)), figure.at(0, pad - lift), did.at(indent, pad), plate.at(left + gap, pad),
        said.at(column, pad),
    ]  # fmt: skip
    return group(placed, column + said.w, high)


def _baseline(style: TextStyle, role: Role) -> float:
    """How far below its top the first line of a role stands."""
    return style.layout([StyledSpan("1", style.font(role), "ink")], style.width, role).baseline


def record_paragraph(style: TextStyle, block: RecordParagraph | Link, width: int, *, last: bool) -> Box:
    """A paragraph of the story beside its place on the line."""
    rail, gap, pad = style.px(RAIL), style.px(GAP), style.px(13)
    said = style.text_box(style.to_spans(block.line, "account"), width - rail - gap, "account")
    plate = rail_entry(style, block.date, block.grades, rail, block.word if isinstance(block, Link) else "")
    high = max(plate.h, said.h) + 2 * pad
    line = Box(width, high, (_line(style, rail / 2, high if not last else pad + plate.h),))
    return group([line, plate.at(0, pad), said.at(rail + gap, pad)], width, high)


def figure_on_rail(style: TextStyle, figure: Box, width: int, *, last: bool) -> Box:
    """A figure among the accounts, the line going on beside it."""
    left, pad = style.px(RAIL + GAP), style.px(14)
    high = figure.h + 2 * pad
    line = Box(width, high, () if last else (_line(style, style.px(RAIL) / 2, high),))
    return group([line, figure.at(left, pad)], width, high)


def _line(style: TextStyle, x: float, high: float) -> FillRect:
    return FillRect(Rect(round(x - style.px(1.5)), 0, style.px(3), round(high)), "red")


# ------------------------------------------------------------------------------------------------ in one column


def stacked_row(
    style: TextStyle, block: Comparison | RecordParagraph | Link, number: int, width: int, *, last: bool
) -> Box:
    """What the student did; then, under its date and grades, what was done; along the red line at the left."""
    indent, pad = style.px(22), style.px(12)
    inner = width - indent
    link = block.word if isinstance(block, Link) else ""
    row = [inline_entry(style, block.date, block.grades, inner, link)] if block.date or block.grades or link else []
    if isinstance(block, Comparison):
        label = style.label(f"{number} · What you did", inner, "label", "soft")
        done = style.label("What was done", inner, "label", "accent")
        text = style.text_box(style.to_spans(block.was_done, "account"), inner, "account")
        parts = [
            vstack([label, _did(style, block, inner)], style.px(1), inner),
            vstack([done, *row, text], style.px(5), inner),
        ]
    else:
        parts = [*row, style.text_box(style.to_spans(block.line, "account"), inner, "account")]
    body = vstack(parts, style.px(8), inner)
    high = body.h + 2 * pad
    marks: tuple[Mark, ...] = (FillRect(Rect(0, 0, style.px(3), high), "red"),)
    if isinstance(block, Comparison) and not last:
        marks += (FillRect(Rect(indent, high - style.px(1), inner, style.px(1)), "rule"),)
    return group([Box(width, high, marks), body.at(indent, pad)], width, high)


# ------------------------------------------------------------------------------------------------------- parts


def _did(style: TextStyle, block: Comparison, width: int) -> Box:
    words = style.text_box(style.to_spans(block.did, "account", italic=True), width, "account", even=True)
    if not block.matches:
        return words
    said = style.label(AGREES, width - style.px(20), "meta", "soft")
    y = words.h + said.h * 0.62
    corner = (style.px(5), y + style.px(3))
    tick = (
        Line((style.px(1), y - style.px(1)), corner, "soft", style.px(2.4)),
        Line(corner, (style.px(13), y - style.px(8)), "soft", style.px(2.4)),
    )
    marks = (*words.marks, *tick, *translate_all(said.marks, style.px(20), words.h + style.px(2)))
    return Box(width, words.h + said.h + style.px(2), marks, words.targets, name=f"{words.name} ({AGREES})")


def unknown(style: TextStyle, block: Unknown, width: int) -> Box:
    """What the sources leave open, in a frame of its own: dashed, with the sign of a question."""
    pad = style.px(18)
    left = pad + style.px(34)
    head = style.label("What remains unknown", width - left - pad, "label", "accent")
    body = style.text_box(style.to_spans(block.line, "account"), width - left - pad, "account")
    high = max(head.h + body.h + style.px(4), style.px(40)) + 2 * style.px(14)
    rect = Rect(0, 0, width, high)
    mark = style.label("?", style.px(34), "title", "accent")
    bar = FillRect(Rect(0, 0, style.px(6), high), "red")
    frame = Box(width, high, (StrokeRect(rect, "soft", style.px(1.5), style.px(6)), bar))
    placed = [
        frame, replace(mark, name="").at(pad + style.px(2), style.px(4)), head.at(left, style.px(14)),
        body.at(left, style.px(14) + head.h + style.px(4)),
    ]  # fmt: skip
    return group(placed, width, high)
