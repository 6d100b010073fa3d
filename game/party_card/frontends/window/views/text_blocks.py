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


def heading(style: TextStyle, block: Heading, width: int) -> Box:
    """A heading inside a page."""
    said = style.label(block.text, width, "heading", even=True, as_="heading")
    return group([said.at(0, style.px(14))], width, said.h + style.px(14), "heading")


def paragraph(style: TextStyle, block: Paragraph, width: int, role: Role = "prose") -> Box:
    """Prose."""
    return style.text_box(style.to_spans(block.line, role), width, role)


def document(style: TextStyle, block: Document, width: int) -> Box:
    """A typed paper: a lighter sheet with a folded corner, in the typewriter face."""
    pad, fold, gap = style.px(24), style.px(22), style.paragraph_gap(14)
    if style.width_units < 560:
        pad = style.px(16)
    typed = [
        style.text_box(style.to_spans(line, "document"), width - 2 * pad, "document")
        if line
        else Box(width - 2 * pad, gap)
        for line in block.lines
    ]
    inner = vstack(typed, 0, width - 2 * pad)
    height = inner.h + 2 * pad
    shadow = style.px(5)
    sheet = Rect(0, 0, width - shadow, height)
    corner = ((sheet.right - fold, 0), (sheet.right, fold), (sheet.right - fold, fold))
    marks: tuple[Mark, ...] = (
        FillRect(sheet.move(shadow, shadow), "sand"),
        FillRect(sheet, "sheet"),
        StrokeRect(sheet, "rule", style.px(1)),
        Polygon(((sheet.right - fold, 0), (sheet.right + 1, 0), (sheet.right + 1, fold)), "paper"),
        Polygon(corner, "sand"),
    )
    return group([Box(width, height + shadow, marks), inner.at(pad, pad)], width, height + shadow, name=inner.name)


def content_note(style: TextStyle, block: ContentNote, width: int) -> Box:
    """What a reader may wish to know before beginning, and the way around the scene."""
    pad, bar = style.px(18), style.px(6)
    inner = width - pad - bar - style.px(12)
    parts = [style.label("Content note", inner, "label", "accent")]
    topics = ", ".join(block.topics)
    parts.append(style.label(f"This scene touches on {topics}.", inner, "note"))
    if block.summary:
        parts.append(button(style, "Skip the scene and read a summary", Command("summary"), inner))
    body = vstack(parts, style.px(9), inner)
    height = body.h + 2 * style.px(14)
    frame = Box(
        width,
        height,
        (FillRect(Rect(0, 0, bar, height), "red"), StrokeRect(Rect(0, 0, width, height), "rule", style.px(1))),
    )
    return group([frame, body.at(pad + bar, style.px(14))], width, height)


def question(style: TextStyle, block: Question, number: int, width: int) -> Box:
    """A question of the debrief; what a good answer draws on stands beneath an answer, in `answering`."""
    indent = style.px(46)
    figure = style.label(str(number), indent, "title", "accent", bold=True)
    skill = style.label(SKILLS[block.skill], width - indent, "meta", "soft")
    line = style.text_box(style.to_spans(block.line, "lead"), width - indent, "lead", even=True)
    body = vstack([line, skill], style.px(4), width - indent)
    return group([figure.at(0, -style.px(8)), body.at(indent, 0)], width, max(body.h, figure.h - style.px(8)))


# --------------------------------------------------------------------------------------------------------- notes


def note_head(style: TextStyle, note: Note, width: int) -> Box:
    """Number, sign and word of a note's grade."""
    number = style.label(str(note.number), width, "label", "accent", bold=True)
    left = style.text_width(str(note.number), "label", bold=True) + style.px(14)
    size = STYLED_SIGN * style.unit
    quoted = " · quoted" if note.quotes else ""
    word = style.label(GRADE_WORDS[note.grade] + quoted, width - left - size * 2, "label", "accent")
    signs = grade_icon(note.grade, left + size * 0.6, number.h / 2, size * 0.55, "accent")
    marks = (*number.marks, *signs, *translate_all(word.marks, left + size * 1.9, 0))
    return Box(width, max(number.h, word.h), marks, name=f"Note {note.number}, {word.name}")


STYLED_SIGN = 8.0


def margin_note(style: TextStyle, note: Note, width: int) -> Box:
    """A note as it stands beside its passage: a red rule, its grade, the fact and where it stands."""
    gap = style.px(5)
    head = note_head(style, note, width)
    text = [StyledSpan(note.text + " ", style.font("note"), "ink"), *style.to_spans(note.citation, "note", "soft")]
    body = style.text_box(text, width, "note")
    rule = Box(width, style.px(3), (FillRect(Rect(0, 0, width, style.px(3)), "red"),))
    return group(
        [rule, head.at(0, style.px(9)), body.at(0, style.px(9) + head.h + gap)],
        width, style.px(9) + head.h + gap + body.h, "note",
    )  # fmt: skip


def entry(style: TextStyle, item: Entry, width: int) -> Box:
    """A person, beside their emblem, or a term, explained."""
    kind = "person" if item.kind == "person" else "word"
    side = style.px(44) if item.kind == "person" else 0
    left = side + style.px(14) if side else 0
    name = [
        StyledSpan(item.name, style.font("prose", bold=True), "ink"),
        StyledSpan("  " + kind, style.font("meta"), "soft"),
    ]
    parts = [style.text_box(name, width - left, "prose", as_="heading"), style.label(item.text, width - left, "note")]
    body = vstack(parts, style.px(4), width - left)
    rule = Box(width, style.px(1), (FillRect(Rect(0, 0, width, style.px(1)), "rule"),))
    above = style.px(10) if side else style.px(5)
    placed = [rule, *([emblem(style, item, side).at(0, above)] if side else []), body.at(left, style.px(5))]
    return group(placed, width, max(above + side, style.px(5) + body.h))
