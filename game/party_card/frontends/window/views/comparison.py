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


def column_headers(press: TextStyle, width: int) -> Box:
    """What the columns of the decisions hold."""
    left, column = press.px(DID), press.px(DID + RAIL + 2 * GAP)
    you = press.label("What you did", left, "label", "soft")
    sure = press.label("When, and how sure", press.px(RAIL), "label", "soft")
    they = press.label("What was done", width - column, "label", "accent")
    x = press.px(DID + GAP) + (press.px(RAIL) - round(press.text_width("When, and how sure", "label"))) // 2
    return group([you, sure.at(x, 0), they.at(column, 0)], width, you.h + press.px(9), "heading")


def decision(press: TextStyle, block: Comparison, number: int, width: int, *, last: bool) -> Box:
    """A decision: its number and what the student did, the line with date and grades, what was done."""
    left, rail, gap = press.px(DID), press.px(RAIL), press.px(GAP)
    column = left + rail + 2 * gap
    indent, pad = press.px(30), press.px(15)
    figure = press.label(str(number), indent, "number", "accent")
    did = _did(press, block, left - indent)
    said = press.text_box(press.to_spans(block.was_done, "account"), min(width - column, press.column_width), "account")
    plate = rail_entry(press, block.date, block.grades, rail)
    high = max(did.h, plate.h, said.h) + 2 * pad
    hair = press.px(1)
    marks: list[Mark] = [_line(press, left + gap + rail / 2, high if not last else pad + plate.h)]
    if not last:
        marks += [
            FillRect(Rect(0, high - hair, left, hair), "rule"),
            FillRect(Rect(column, high - hair, said.w, hair), "rule"),
        ]
    lift = round(_baseline(press, "number") - _baseline(press, "account"))
    placed = [
        Box(width, high, tuple(marks)), figure.at(0, pad - lift), did.at(indent, pad), plate.at(left + gap, pad),
        said.at(column, pad),
    ]  # fmt: skip
    return group(placed, column + said.w, high)


def _baseline(press: TextStyle, role: Role) -> float:
    """How far below its top the first line of a role stands."""
    return press.layout([StyledSpan("1", press.font(role), "ink")], press.width, role).baseline


def record_paragraph(press: TextStyle, block: RecordParagraph | Link, width: int, *, last: bool) -> Box:
    """A paragraph of the story beside its place on the line."""
    rail, gap, pad = press.px(RAIL), press.px(GAP), press.px(13)
    said = press.text_box(press.to_spans(block.line, "account"), width - rail - gap, "account")
    plate = rail_entry(press, block.date, block.grades, rail, block.word if isinstance(block, Link) else "")
    high = max(plate.h, said.h) + 2 * pad
    line = Box(width, high, (_line(press, rail / 2, high if not last else pad + plate.h),))
    return group([line, plate.at(0, pad), said.at(rail + gap, pad)], width, high)


def figure_on_rail(press: TextStyle, figure: Box, width: int, *, last: bool) -> Box:
    """A figure among the accounts, the line going on beside it."""
    left, pad = press.px(RAIL + GAP), press.px(14)
    high = figure.h + 2 * pad
    line = Box(width, high, () if last else (_line(press, press.px(RAIL) / 2, high),))
    return group([line, figure.at(left, pad)], width, high)


def _line(press: TextStyle, x: float, high: float) -> FillRect:
    return FillRect(Rect(round(x - press.px(1.5)), 0, press.px(3), round(high)), "red")


# ------------------------------------------------------------------------------------------------ in one column


def stacked_row(
    press: TextStyle, block: Comparison | RecordParagraph | Link, number: int, width: int, *, last: bool
) -> Box:
    """What the student did; then, under its date and grades, what was done; along the red line at the left."""
    indent, pad = press.px(22), press.px(12)
    inner = width - indent
    link = block.word if isinstance(block, Link) else ""
    row = [inline_entry(press, block.date, block.grades, inner, link)] if block.date or block.grades or link else []
    if isinstance(block, Comparison):
        label = press.label(f"{number} · What you did", inner, "label", "soft")
        done = press.label("What was done", inner, "label", "accent")
        text = press.text_box(press.to_spans(block.was_done, "account"), inner, "account")
        parts = [
            vstack([label, _did(press, block, inner)], press.px(1), inner),
            vstack([done, *row, text], press.px(5), inner),
        ]
    else:
        parts = [*row, press.text_box(press.to_spans(block.line, "account"), inner, "account")]
    body = vstack(parts, press.px(8), inner)
    high = body.h + 2 * pad
    marks: tuple[Mark, ...] = (FillRect(Rect(0, 0, press.px(3), high), "red"),)
    if isinstance(block, Comparison) and not last:
        marks += (FillRect(Rect(indent, high - press.px(1), inner, press.px(1)), "rule"),)
    return group([Box(width, high, marks), body.at(indent, pad)], width, high)


# ------------------------------------------------------------------------------------------------------- parts


def _did(press: TextStyle, block: Comparison, width: int) -> Box:
    words = press.text_box(press.to_spans(block.did, "account", italic=True), width, "account", even=True)
    if not block.matches:
        return words
    said = press.label(AGREES, width - press.px(20), "meta", "soft")
    y = words.h + said.h * 0.62
    corner = (press.px(5), y + press.px(3))
    tick = (
        Line((press.px(1), y - press.px(1)), corner, "soft", press.px(2.4)),
        Line(corner, (press.px(13), y - press.px(8)), "soft", press.px(2.4)),
    )
    marks = (*words.marks, *tick, *translate_all(said.marks, press.px(20), words.h + press.px(2)))
    return Box(width, words.h + said.h + press.px(2), marks, words.targets, name=f"{words.name} ({AGREES})")


def unknown(press: TextStyle, block: Unknown, width: int) -> Box:
    """What the sources leave open, in a frame of its own: dashed, with the sign of a question."""
    pad = press.px(18)
    left = pad + press.px(34)
    head = press.label("What remains unknown", width - left - pad, "label", "accent")
    body = press.text_box(press.to_spans(block.line, "account"), width - left - pad, "account")
    high = max(head.h + body.h + press.px(4), press.px(40)) + 2 * press.px(14)
    rect = Rect(0, 0, width, high)
    mark = press.label("?", press.px(34), "title", "accent")
    bar = FillRect(Rect(0, 0, press.px(6), high), "red")
    frame = Box(width, high, (StrokeRect(rect, "soft", press.px(1.5), press.px(6)), bar))
    placed = [
        frame, replace(mark, name="").at(pad + press.px(2), press.px(4)), head.at(left, press.px(14)),
        body.at(left, press.px(14) + head.h + press.px(4)),
    ]  # fmt: skip
    return group(placed, width, high)
