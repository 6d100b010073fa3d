"""Blocks of a page that are read from top to bottom: prose, documents, content notes, questions, notes, entries.

Law: one function a block, from a width to a box; nothing here knows where the box will stand.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.grades import GRADES
from party_card.engine.page import ContentNote, Document, Entry, Heading, Note, Paragraph, Question
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.icons import make_grade_icon
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, Polygon, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views.person_badge import layout_person_badge

SKILL_LABELS = {
    "sourcing": "sourcing: who says so, and why",
    "contextualisation": "context: what else was happening",
    "corroboration": "corroboration: what agrees, what does not",
    "close-reading": "close reading: the words themselves",
}


def layout_heading(style: TextStyle, block: Heading, width: int) -> Box:
    """A heading inside a page."""
    said = style.layout_label(block.text, width, "heading", balanced=True, box_role="heading")
    return group_boxes([said.placed_at(0, style.px(14))], width, said.h + style.px(14), "heading")


def layout_prose(style: TextStyle, block: Paragraph, width: int, role: TextRole = "prose") -> Box:
    """Prose."""
    return style.layout_text(style.line_to_spans(block.line, role), width, role)


def layout_document(style: TextStyle, block: Document, width: int) -> Box:
    """A typed paper: a lighter sheet with a folded corner, in the typewriter face."""
    pad, fold, gap = style.px(24), style.px(22), style.paragraph_gap(14)
    if style.width_units < 560:
        pad = style.px(16)
    typed = [
        style.layout_text(style.line_to_spans(line, "document"), width - 2 * pad, "document")
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
    return group_boxes(
        [Box(width, height + shadow, marks), inner.placed_at(pad, pad)], width, height + shadow, name=inner.name
    )


def layout_content_note(style: TextStyle, block: ContentNote, width: int) -> Box:
    """What a reader may wish to know before beginning, and the way around the scene."""
    pad, bar = style.px(18), style.px(6)
    inner = width - pad - bar - style.px(12)
    parts = [style.layout_label("Content note", inner, "label", "accent")]
    topics = ", ".join(block.topics)
    parts.append(style.layout_label(f"This scene touches on {topics}.", inner, "note"))
    if block.summary:
        parts.append(layout_button(style, "Skip the scene and read a summary", Command("summary"), inner))
    body = vstack(parts, style.px(9), inner)
    height = body.h + 2 * style.px(14)
    frame = Box(
        width,
        height,
        (FillRect(Rect(0, 0, bar, height), "red"), StrokeRect(Rect(0, 0, width, height), "rule", style.px(1))),
    )
    return group_boxes([frame, body.placed_at(pad + bar, style.px(14))], width, height)


def layout_question(style: TextStyle, block: Question, number: int, width: int) -> Box:
    """A question of the debrief; what a good answer draws on stands beneath an answer, in `answering`."""
    indent = style.px(46)
    figure = style.layout_label(str(number), indent, "title", "accent", bold=True)
    skill = style.layout_label(SKILL_LABELS[block.skill], width - indent, "meta", "soft")
    line = style.layout_text(style.line_to_spans(block.line, "lead"), width - indent, "lead", balanced=True)
    body = vstack([line, skill], style.px(4), width - indent)
    return group_boxes(
        [figure.placed_at(0, -style.px(8)), body.placed_at(indent, 0)], width, max(body.h, figure.h - style.px(8))
    )


# --------------------------------------------------------------------------------------------------------- notes


def layout_note_head(style: TextStyle, note: Note, width: int) -> Box:
    """Number, sign and word of a note's grade."""
    number = style.layout_label(str(note.number), width, "label", "accent", bold=True)
    left = style.measure_text(str(note.number), "label", bold=True) + style.px(14)
    size = GRADE_ICON_UNITS * style.unit
    quoted = " · quoted" if note.quotes else ""
    word = style.layout_label(GRADES[note.grade].word + quoted, width - left - size * 2, "label", "accent")
    signs = make_grade_icon(note.grade, left + size * 0.6, number.h / 2, size * 0.55, "accent")
    marks = (*number.marks, *signs, *translate_marks(word.marks, left + size * 1.9, 0))
    return Box(width, max(number.h, word.h), marks, name=f"Note {note.number}, {word.name}")


GRADE_ICON_UNITS = 8.0


def layout_margin_note(style: TextStyle, note: Note, width: int) -> Box:
    """A note as it stands beside its passage: a red rule, its grade, the fact and where it stands."""
    gap = style.px(5)
    head = layout_note_head(style, note, width)
    text = [StyledSpan(note.text + " ", style.font("note"), "ink"), *style.line_to_spans(note.citation, "note", "soft")]
    body = style.layout_text(text, width, "note")
    rule = Box(width, style.px(3), (FillRect(Rect(0, 0, width, style.px(3)), "red"),))
    return group_boxes(
        [rule, head.placed_at(0, style.px(9)), body.placed_at(0, style.px(9) + head.h + gap)],
        width, style.px(9) + head.h + gap + body.h, "note",
    )  # fmt: skip


def layout_entry(style: TextStyle, entry: Entry, width: int) -> Box:
    """A person, beside their emblem, or a term, explained."""
    kind = "person" if entry.kind == "person" else "word"
    side = style.px(44) if entry.kind == "person" else 0
    left = side + style.px(14) if side else 0
    name = [
        StyledSpan(entry.name, style.font("prose", bold=True), "ink"),
        StyledSpan("  " + kind, style.font("meta"), "soft"),
    ]
    parts = [
        style.layout_text(name, width - left, "prose", box_role="heading"),
        style.layout_label(entry.text, width - left, "note"),
    ]
    body = vstack(parts, style.px(4), width - left)
    rule = Box(width, style.px(1), (FillRect(Rect(0, 0, width, style.px(1)), "rule"),))
    above = style.px(10) if side else style.px(5)
    placed = [
        rule,
        *([layout_person_badge(style, entry, side).placed_at(0, above)] if side else []),
        body.placed_at(left, style.px(5)),
    ]
    return group_boxes(placed, width, max(above + side, style.px(5) + body.h))
