"""The record: decisions beside what was done, accounts along the dated line, what remains unknown.

Law: no claim is told by colour alone. A grade has word, sign and frame, and stands under its date on the line, so that
the eye can run down the line and see when and how sure; agreement has words.
"""

from __future__ import annotations

from dataclasses import replace

from pygame import Rect

from party_card.engine.page import Account, Comparison, Link, Unknown
from party_card.frontends.window.toolkit.paragraph import Span
from party_card.frontends.window.toolkit.primitives import Box, Fill, Mark, Outline, Stroke, joined, shifted
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.theme import Role
from party_card.frontends.window.views.date_rail import RAIL, in_row, on_rail
from party_card.frontends.window.views.text_blocks import stacked

AGREES = "as in the record"
DID, GAP = 262, 26
"""Widths of what was done by the student, and between the columns."""


# ------------------------------------------------------------------------------------------------- in columns


def heads(press: Press, width: int) -> Box:
    """What the columns of the decisions hold."""
    left, column = press.px(DID), press.px(DID + RAIL + 2 * GAP)
    you = press.say("What you did", left, "label", "soft")
    sure = press.say("When, and how sure", press.px(RAIL), "label", "soft")
    they = press.say("What was done", width - column, "label", "accent")
    x = press.px(DID + GAP) + (press.px(RAIL) - round(press.wide("When, and how sure", "label"))) // 2
    return joined([you, sure.at(x, 0), they.at(column, 0)], width, you.h + press.px(9), "heading")


def decision(press: Press, block: Comparison, number: int, width: int, *, last: bool) -> Box:
    """A decision: its number and what the student did, the line with date and grades, what was done."""
    left, rail, gap = press.px(DID), press.px(RAIL), press.px(GAP)
    column = left + rail + 2 * gap
    indent, pad = press.px(30), press.px(15)
    figure = press.say(str(number), indent, "number", "accent")
    did = _did(press, block, left - indent)
    said = press.box(press.spans(block.was_done, "account"), min(width - column, press.measure), "account")
    plate = on_rail(press, block.date, block.grades, rail)
    high = max(did.h, plate.h, said.h) + 2 * pad
    hair = press.px(1)
    marks: list[Mark] = [_line(press, left + gap + rail / 2, high if not last else pad + plate.h)]
    if not last:
        marks += [Fill(Rect(0, high - hair, left, hair), "rule"), Fill(Rect(column, high - hair, said.w, hair), "rule")]
    lift = round(_baseline(press, "number") - _baseline(press, "account"))
    placed = [
        Box(width, high, tuple(marks)), figure.at(0, pad - lift), did.at(indent, pad), plate.at(left + gap, pad),
        said.at(column, pad),
    ]  # fmt: skip
    return joined(placed, column + said.w, high)


def _baseline(press: Press, role: Role) -> float:
    """How far below its top the first line of a role stands."""
    return press.set([Span("1", press.type(role), "ink")], press.width, role).baseline


def account(press: Press, block: Account | Link, width: int, *, last: bool) -> Box:
    """A paragraph of the story beside its place on the line."""
    rail, gap, pad = press.px(RAIL), press.px(GAP), press.px(13)
    said = press.box(press.spans(block.line, "account"), width - rail - gap, "account")
    plate = on_rail(press, block.date, block.grades, rail, block.word if isinstance(block, Link) else "")
    high = max(plate.h, said.h) + 2 * pad
    line = Box(width, high, (_line(press, rail / 2, high if not last else pad + plate.h),))
    return joined([line, plate.at(0, pad), said.at(rail + gap, pad)], width, high)


def on_line(press: Press, figure: Box, width: int, *, last: bool) -> Box:
    """A figure among the accounts, the line going on beside it."""
    left, pad = press.px(RAIL + GAP), press.px(14)
    high = figure.h + 2 * pad
    line = Box(width, high, () if last else (_line(press, press.px(RAIL) / 2, high),))
    return joined([line, figure.at(left, pad)], width, high)


def _line(press: Press, x: float, high: float) -> Fill:
    return Fill(Rect(round(x - press.px(1.5)), 0, press.px(3), round(high)), "red")


# ------------------------------------------------------------------------------------------------ in one column


def narrow(press: Press, block: Comparison | Account | Link, number: int, width: int, *, last: bool) -> Box:
    """What the student did; then, under its date and grades, what was done; along the red line at the left."""
    indent, pad = press.px(22), press.px(12)
    inner = width - indent
    link = block.word if isinstance(block, Link) else ""
    row = [in_row(press, block.date, block.grades, inner, link)] if block.date or block.grades or link else []
    if isinstance(block, Comparison):
        label = press.say(f"{number} · What you did", inner, "label", "soft")
        done = press.say("What was done", inner, "label", "accent")
        text = press.box(press.spans(block.was_done, "account"), inner, "account")
        parts = [
            stacked([label, _did(press, block, inner)], press.px(1), inner),
            stacked([done, *row, text], press.px(5), inner),
        ]
    else:
        parts = [*row, press.box(press.spans(block.line, "account"), inner, "account")]
    body = stacked(parts, press.px(8), inner)
    high = body.h + 2 * pad
    marks: tuple[Mark, ...] = (Fill(Rect(0, 0, press.px(3), high), "red"),)
    if isinstance(block, Comparison) and not last:
        marks += (Fill(Rect(indent, high - press.px(1), inner, press.px(1)), "rule"),)
    return joined([Box(width, high, marks), body.at(indent, pad)], width, high)


# ------------------------------------------------------------------------------------------------------- parts


def _did(press: Press, block: Comparison, width: int) -> Box:
    words = press.box(press.spans(block.did, "account", italic=True), width, "account", even=True)
    if not block.matches:
        return words
    said = press.say(AGREES, width - press.px(20), "meta", "soft")
    y = words.h + said.h * 0.62
    corner = (press.px(5), y + press.px(3))
    tick = (
        Stroke((press.px(1), y - press.px(1)), corner, "soft", press.px(2.4)),
        Stroke(corner, (press.px(13), y - press.px(8)), "soft", press.px(2.4)),
    )
    marks = (*words.marks, *tick, *shifted(said.marks, press.px(20), words.h + press.px(2)))
    return Box(width, words.h + said.h + press.px(2), marks, words.targets, name=f"{words.name} ({AGREES})")


def unknown(press: Press, block: Unknown, width: int) -> Box:
    """What the sources leave open, in a frame of its own: dashed, with the sign of a question."""
    pad = press.px(18)
    left = pad + press.px(34)
    head = press.say("What remains unknown", width - left - pad, "label", "accent")
    body = press.box(press.spans(block.line, "account"), width - left - pad, "account")
    high = max(head.h + body.h + press.px(4), press.px(40)) + 2 * press.px(14)
    rect = Rect(0, 0, width, high)
    mark = press.say("?", press.px(34), "title", "accent")
    bar = Fill(Rect(0, 0, press.px(6), high), "red")
    frame = Box(width, high, (Outline(rect, "soft", press.px(1.5), press.px(6)), bar))
    placed = [
        frame, replace(mark, name="").at(pad + press.px(2), press.px(4)), head.at(left, press.px(14)),
        body.at(left, press.px(14) + head.h + press.px(4)),
    ]  # fmt: skip
    return joined(placed, width, high)
