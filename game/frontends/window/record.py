"""Blocks of the record: decisions beside what was done, accounts on the dated line, the unknown, the sources.

Law: no claim is told by colour alone. A grade has word, sign and frame; agreement has words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pygame import Rect

from game.frontends.window.boxes import Box, Do, Fill, Mark, Shape, joined, shifted
from game.frontends.window.lines import Span
from game.frontends.window.press import Press
from game.frontends.window.prose import stacked
from game.frontends.window.signs import GRADE_WORDS
from game.play.page import Account, Comparison, Line, Note, Unknown

AGREES = "as in the record"
DATE = 136
"""Width of a date on the line."""


def dated(press: Press, blocks: Sequence[Comparison | Account], width: int, wide: bool, aside: str = "") -> list[Box]:
    """Decisions and accounts along one red line, a box a row. `aside` is a heading left of the first row."""
    if not wide:
        return [_narrow(press, block, width) for block in blocks]
    left, gap = press.px(254), press.px(22)
    axis = left + gap + press.px(DATE) // 2
    column = left + gap + press.px(DATE) + gap
    measure = min(width - column, press.measure)
    rows: list[Box] = []
    if any(isinstance(b, Comparison) for b in blocks):
        you = press.say("What you did", left, "label", "soft")
        they = press.say("What was done", measure, "label", "accent")
        line = Box(width, 1, (Fill(Rect(axis - press.px(1.5), you.h - press.px(2), press.px(3), press.px(12)), "red"),))
        rows.append(joined([line, you, they.at(column, 0)], width, you.h + press.px(10), "heading"))
    for n, block in enumerate(blocks):
        parts: list[Box] = []
        said = press.box([*press.spans(_done(block), "account"), *press.tags(block.grades)], measure, "account")
        if isinstance(block, Comparison):
            parts.append(_did(press, block, left))
        elif aside and not n:
            parts.append(press.say(aside, left, "heading", even=True, as_="heading"))
        date = _date(press, block.date, press.px(DATE))
        high = max([said.h, date.h, *(p.h for p in parts)])
        row = high + press.px(22)
        line = Box(
            width, row, (Fill(Rect(axis - press.px(1.5), 0, press.px(3), row if n < len(blocks) - 1 else high), "red"),)
        )
        rows.append(joined([line, *parts, date.at(left + gap, 0), said.at(column, 0)], width, row))
    return rows


def _narrow(press: Press, block: Comparison | Account, width: int) -> Box:
    """One column: the date, what was done, then what the student did, along the same red line at the left."""
    indent = press.px(22)
    inner = width - indent
    parts = [_date(press, block.date, inner)] if block.date else []
    if isinstance(block, Comparison):
        parts.append(press.say("What you did", inner, "label", "soft"))
        parts.append(_did(press, block, inner))
        parts.append(press.say("What was done", inner, "label", "accent"))
    parts.append(press.box([*press.spans(_done(block), "account"), *press.tags(block.grades)], inner, "account"))
    body = stacked(parts, press.px(6), inner)
    height = body.h + press.px(24)
    line = Box(width, height, (Fill(Rect(0, 0, press.px(3), height), "red"),))
    return joined([line, body.at(indent, 0)], width, height)


def _done(block: Comparison | Account) -> Line:
    return block.was_done if isinstance(block, Comparison) else block.line


def _did(press: Press, block: Comparison, width: int) -> Box:
    words = press.box(press.spans(block.did, "account", italic=True), width, "account", even=True)
    if not block.matches:
        return words
    said = press.say(AGREES, width - press.px(20), "meta", "soft")
    y = words.h + said.h * 0.5
    tick: Mark = Shape(
        ((0, y), (press.px(3), y - press.px(3)), (press.px(5), y), (press.px(11), y - press.px(8)),
         (press.px(13), y - press.px(5)), (press.px(5), y + press.px(5))), "soft",
    )  # fmt: skip
    marks = (*words.marks, tick, *shifted(said.marks, press.px(20), words.h))
    return Box(width, words.h + said.h, marks, words.targets, name=f"{words.name} ({AGREES})")


def together(date: str) -> str:
    """A date whose days stay with their months."""
    return re.sub(r"(\d) (?=[A-Z])", "\\1\u00a0", date)


def _date(press: Press, date: str, width: int) -> Box:
    """A date in its red field; a long one takes two lines. Without a date, a small mark on the line."""
    if not date:
        side = press.px(13)
        return Box(press.px(DATE), side, (Fill(Rect((press.px(DATE) - side) // 2, 0, side, side), "red"),))
    pad = press.px(8)
    type_ = press.type("meta")._replace(weight=500)
    room = min(width, press.px(DATE * 2)) - 2 * pad
    setting = press.set([Span(together(date), type_, "on_red")], room, "meta", even=True)
    w = round(setting.extent) + 2 * pad if width > press.px(DATE) else width
    h = setting.height + press.px(9)
    marks: list[Mark] = [Fill(Rect(0, 0, w, h), "red")]
    for mark in setting.marks:  # centred line by line
        row = [m for m in setting.marks if m.y == mark.y]
        extent = max(press.engine.measure(m.text, m.type) + m.x for m in row)
        marks.append(mark._replace(x=mark.x + (w - extent) / 2, y=mark.y + press.px(4)))
    return Box(w, h, tuple(marks), name=date)


# ------------------------------------------------------------------------------------------- unknown, sources


def unknown(press: Press, block: Unknown, width: int) -> Box:
    """What the sources leave open."""
    indent = press.px(20)
    lead = Span("What remains unknown. ", press.type("account", bold=True), "ink")
    body = press.box([lead, *press.spans(block.line, "account")], width - indent, "account")
    bar = Box(width, body.h, (Fill(Rect(0, press.px(3), press.px(6), body.h - press.px(6)), "red"),))
    return joined([bar, body.at(indent, 0)], width, body.h)


def source(press: Press, note: Note, width: int) -> Box:
    """One note of the list of sources: a link to the whole note."""
    indent = press.px(30)
    number = [
        Span(
            str(note.number),
            press.type("note", bold=True),
            "accent",
            Do("note", str(note.number)),
            f"Note {note.number}",
        )
    ]
    figure = press.box(number, indent, "note")
    text = [
        *press.spans(note.citation, "note", "ink"),
        Span(f" {GRADE_WORDS[note.grade].capitalize()}.", press.type("note"), "soft"),
    ]
    body = press.box(text, width - indent, "note")
    return joined([figure, body.at(indent, 0)], width, body.h, "note")


def sources(press: Press, notes: Sequence[Note], width: int) -> list[Box]:
    """All notes of the page, in two columns where there is room."""
    head = press.say("Sources", width, "heading", as_="heading")
    rule = Box(width, press.px(3), (Fill(Rect(0, 0, width, press.px(3)), "ink"),))
    top = stacked([rule, head], press.px(10), width)
    gap = press.px(60)
    if width < press.px(900):
        return [top, *(source(press, n, width) for n in notes)]
    column = (width - gap) // 2
    boxes = [source(press, n, column) for n in notes]
    total, used, cut = sum(b.h for b in boxes), 0, 0
    while cut < len(boxes) and used + boxes[cut].h / 2 <= total / 2:
        used += boxes[cut].h
        cut += 1
    cut = max(cut, 1)
    first, second = stacked(boxes[:cut], press.px(5), column), stacked(boxes[cut:], press.px(5), column)
    return [top, joined([first, second.at(column + gap, 0)], width, max(first.h, second.h))]
