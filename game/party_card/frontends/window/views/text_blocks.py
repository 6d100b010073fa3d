"""Blocks of a page that are read from top to bottom: prose, documents, content notes, questions, notes, entries.

Law: one function a block, from a width to a box; nothing here knows where the box will stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from party_card.engine.page import ContentNote, Document, Entry, Heading, Note, Paragraph, Question
from party_card.frontends.window.toolkit.icons import GRADE_WORDS, grade_icon
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    Mark,
    Polygon,
    StrokeRect,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Role
from party_card.frontends.window.toolkit.widgets.chrome import button
from party_card.frontends.window.views.person_badge import emblem

SKILLS = {
    "sourcing": "sourcing: who says so, and why",
    "contextualisation": "context: what else was happening",
    "corroboration": "corroboration: what agrees, what does not",
    "close-reading": "close reading: the words themselves",
}


def vstack(parts: Sequence[Box], gap: int, width: int) -> Box:
    """Boxes one under another as one box."""
    y, placed = 0, []
    for part in parts:
        placed.append(part.at(0, y))
        y += part.h + gap
    return group(placed, width, max(0, y - gap))


def heading(press: TextStyle, block: Heading, width: int) -> Box:
    """A heading inside a page."""
    said = press.label(block.text, width, "heading", even=True, as_="heading")
    return group([said.at(0, press.px(14))], width, said.h + press.px(14), "heading")


def paragraph(press: TextStyle, block: Paragraph, width: int, role: Role = "prose") -> Box:
    """Prose."""
    return press.text_box(press.to_spans(block.line, role), width, role)


def document(press: TextStyle, block: Document, width: int) -> Box:
    """A typed paper: a lighter sheet with a folded corner, in the typewriter face."""
    pad, fold, gap = press.px(24), press.px(22), press.paragraph_gap(14)
    if press.width_units < 560:
        pad = press.px(16)
    typed = [
        press.text_box(press.to_spans(line, "document"), width - 2 * pad, "document")
        if line
        else Box(width - 2 * pad, gap)
        for line in block.lines
    ]
    inner = vstack(typed, 0, width - 2 * pad)
    height = inner.h + 2 * pad
    shadow = press.px(5)
    sheet = Rect(0, 0, width - shadow, height)
    corner = ((sheet.right - fold, 0), (sheet.right, fold), (sheet.right - fold, fold))
    marks: tuple[Mark, ...] = (
        FillRect(sheet.move(shadow, shadow), "sand"),
        FillRect(sheet, "sheet"),
        StrokeRect(sheet, "rule", press.px(1)),
        Polygon(((sheet.right - fold, 0), (sheet.right + 1, 0), (sheet.right + 1, fold)), "paper"),
        Polygon(corner, "sand"),
    )
    return group([Box(width, height + shadow, marks), inner.at(pad, pad)], width, height + shadow, name=inner.name)


def content_note(press: TextStyle, block: ContentNote, width: int) -> Box:
    """What a reader may wish to know before beginning, and the way around the scene."""
    pad, bar = press.px(18), press.px(6)
    inner = width - pad - bar - press.px(12)
    parts = [press.label("Content note", inner, "label", "accent")]
    topics = ", ".join(block.topics)
    parts.append(press.label(f"This scene touches on {topics}.", inner, "note"))
    if block.summary:
        parts.append(button(press, "Skip the scene and read a summary", Command("summary"), inner))
    body = vstack(parts, press.px(9), inner)
    height = body.h + 2 * press.px(14)
    frame = Box(
        width,
        height,
        (FillRect(Rect(0, 0, bar, height), "red"), StrokeRect(Rect(0, 0, width, height), "rule", press.px(1))),
    )
    return group([frame, body.at(pad + bar, press.px(14))], width, height)


def question(press: TextStyle, block: Question, number: int, width: int) -> Box:
    """A question of the debrief; what a good answer draws on stands beneath an answer, in `answering`."""
    indent = press.px(46)
    figure = press.label(str(number), indent, "title", "accent", bold=True)
    skill = press.label(SKILLS[block.skill], width - indent, "meta", "soft")
    line = press.text_box(press.to_spans(block.line, "lead"), width - indent, "lead", even=True)
    body = vstack([line, skill], press.px(4), width - indent)
    return group([figure.at(0, -press.px(8)), body.at(indent, 0)], width, max(body.h, figure.h - press.px(8)))


# --------------------------------------------------------------------------------------------------------- notes


def note_head(press: TextStyle, note: Note, width: int) -> Box:
    """Number, sign and word of a note's grade."""
    number = press.label(str(note.number), width, "label", "accent", bold=True)
    left = press.text_width(str(note.number), "label", bold=True) + press.px(14)
    size = STYLED_SIGN * press.unit
    quoted = " · quoted" if note.quotes else ""
    word = press.label(GRADE_WORDS[note.grade] + quoted, width - left - size * 2, "label", "accent")
    signs = grade_icon(note.grade, left + size * 0.6, number.h / 2, size * 0.55, "accent")
    marks = (*number.marks, *signs, *translate_all(word.marks, left + size * 1.9, 0))
    return Box(width, max(number.h, word.h), marks, name=f"Note {note.number}, {word.name}")


STYLED_SIGN = 8.0


def margin_note(press: TextStyle, note: Note, width: int) -> Box:
    """A note as it stands beside its passage: a red rule, its grade, the fact and where it stands."""
    gap = press.px(5)
    head = note_head(press, note, width)
    text = [StyledSpan(note.text + " ", press.font("note"), "ink"), *press.to_spans(note.citation, "note", "soft")]
    body = press.text_box(text, width, "note")
    rule = Box(width, press.px(3), (FillRect(Rect(0, 0, width, press.px(3)), "red"),))
    return group(
        [rule, head.at(0, press.px(9)), body.at(0, press.px(9) + head.h + gap)],
        width, press.px(9) + head.h + gap + body.h, "note",
    )  # fmt: skip


def entry(press: TextStyle, item: Entry, width: int) -> Box:
    """A person, beside their emblem, or a term, explained."""
    kind = "person" if item.kind == "person" else "word"
    side = press.px(44) if item.kind == "person" else 0
    left = side + press.px(14) if side else 0
    name = [
        StyledSpan(item.name, press.font("prose", bold=True), "ink"),
        StyledSpan("  " + kind, press.font("meta"), "soft"),
    ]
    parts = [press.text_box(name, width - left, "prose", as_="heading"), press.label(item.text, width - left, "note")]
    body = vstack(parts, press.px(4), width - left)
    rule = Box(width, press.px(1), (FillRect(Rect(0, 0, width, press.px(1)), "rule"),))
    above = press.px(10) if side else press.px(5)
    placed = [rule, *([emblem(press, item, side).at(0, above)] if side else []), body.at(left, press.px(5))]
    return group(placed, width, max(above + side, press.px(5) + body.h))
