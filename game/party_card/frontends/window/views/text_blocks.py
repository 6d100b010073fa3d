"""Lays out the blocks that are read from top to bottom: prose, documents, content notes, questions, notes, entries.

Invariant: one function a block, from a width to a box; none knows the position of its box.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.grades import GRADES
from party_card.engine.page import ContentNote, Document, Entry, Heading, Note, Paragraph, Question
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.icons import make_grade_icon
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
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
GRADE_ICON_UNITS = 8.0


def layout_text_block(style: TextStyle, block: Heading | Paragraph | Document | ContentNote, width: int) -> Box:
    """Lays out a heading, a paragraph, a document or a content note."""
    match block:
        case Heading():
            return _layout_heading(style, block, width)
        case Paragraph():
            return layout_prose(style, block, width)
        case Document():
            return layout_document(style, block, width)
        case ContentNote():
            return _layout_content_note(style, block, width)


def _layout_heading(style: TextStyle, block: Heading, width: int) -> Box:
    label = style.layout_label(block.text, width, "heading", balanced=True, box_role="heading")
    return group_boxes([label.placed_at(0, style.px(14))], width, label.h + style.px(14), "heading")


def layout_prose(style: TextStyle, block: Paragraph, width: int, role: TextRole = "prose") -> Box:
    """Lays out a paragraph of prose in a text role."""
    return style.layout_text(style.line_to_spans(block.line, role), width, role)


def layout_document(style: TextStyle, block: Document, width: int) -> Box:
    """Lays out a document in a typewriter face, on a lighter sheet with a folded corner."""
    pad, fold, shadow = style.px(16 if style.width_units < 560 else 24), style.px(22), style.px(5)
    inner_width, gap = width - 2 * pad, style.paragraph_gap(14)
    paragraphs = [
        style.layout_text(style.line_to_spans(line, "document"), inner_width, "document")
        if line
        else Box(inner_width, gap)
        for line in block.lines
    ]
    text = vstack(paragraphs, 0, inner_width)
    height = text.h + 2 * pad
    sheet = Rect(0, 0, width - shadow, height)
    corner = ((sheet.right - fold, 0), (sheet.right, fold), (sheet.right - fold, fold))
    marks: tuple[Mark, ...] = (
        FillRect(sheet.move(shadow, shadow), "sand"),
        FillRect(sheet, "sheet"),
        StrokeRect(sheet, "rule", style.px(1)),
        Polygon(((sheet.right - fold, 0), (sheet.right + 1, 0), (sheet.right + 1, fold)), "paper"),
        Polygon(corner, "sand"),
    )
    boxes = [Box(width, height + shadow, marks), text.placed_at(pad, pad)]
    return group_boxes(boxes, width, height + shadow, name=text.name)


def _layout_content_note(style: TextStyle, block: ContentNote, width: int) -> Box:
    """Lays out the sensitive topics of a scene, and the button that leads to a summary instead."""
    pad_x, pad_y, bar = style.px(18), style.px(14), style.px(6)
    inner_width = width - pad_x - bar - style.px(12)
    boxes = [
        style.layout_label("Content note", inner_width, "label", "accent"),
        style.layout_label(f"This scene touches on {', '.join(block.topics)}.", inner_width, "note"),
    ]
    if block.summary:
        boxes.append(layout_button(style, "Skip the scene and read a summary", Command("summary"), inner_width))
    body = vstack(boxes, style.px(9), inner_width)
    height = body.h + 2 * pad_y
    frame = StrokeRect(Rect(0, 0, width, height), "rule", style.px(1))
    background = Box(width, height, (FillRect(Rect(0, 0, bar, height), "red"), frame))
    return group_boxes([background, body.placed_at(pad_x + bar, pad_y)], width, height)


def layout_question(style: TextStyle, block: Question, number: int, width: int) -> Box:
    """Lays out a question of the debrief, with the skill that it asks for."""
    indent, lift = style.px(46), style.px(8)
    number_box = style.layout_label(str(number), indent, "title", "accent", bold=True)
    skill = style.layout_label(SKILL_LABELS[block.skill], width - indent, "meta", "soft")
    line = style.layout_text(style.line_to_spans(block.line, "lead"), width - indent, "lead", balanced=True)
    body = vstack([line, skill], style.px(4), width - indent)
    boxes = [number_box.placed_at(0, -lift), body.placed_at(indent, 0)]
    return group_boxes(boxes, width, max(body.h, number_box.h - lift))


# --------------------------------------------------------------------------------------------------------- notes


def layout_margin_note(style: TextStyle, note: Note, width: int) -> Box:
    """Lays out a note next to its passage: a red rule, its grade, the fact and its source."""
    heading = _layout_note_heading(style, note, width)
    text = [StyledSpan(note.text + " ", style.font("note"), "ink"), *style.line_to_spans(note.citation, "note", "soft")]
    body = style.layout_text(text, width, "note")
    heading_y = style.px(9)
    body_y = heading_y + heading.h + style.px(5)
    boxes = [make_filled_box(width, style.px(3), "red"), heading.placed_at(0, heading_y), body.placed_at(0, body_y)]
    return group_boxes(boxes, width, body_y + body.h, "note")


def _layout_note_heading(style: TextStyle, note: Note, width: int) -> Box:
    """Lays out number, icon and word of a note's grade."""
    number = style.layout_label(str(note.number), width, "label", "accent", bold=True)
    icon_x = style.measure_text(str(note.number), "label", bold=True) + style.px(14)
    size = GRADE_ICON_UNITS * style.unit
    quote_suffix = " · quoted" if note.quotes else ""
    word = style.layout_label(GRADES[note.grade].word + quote_suffix, width - icon_x - size * 2, "label", "accent")
    icon = make_grade_icon(note.grade, icon_x + size * 0.6, number.h / 2, size * 0.55, "accent")
    marks = (*number.marks, *icon, *translate_marks(word.marks, icon_x + size * 1.9, 0))
    return Box(width, max(number.h, word.h), marks, name=f"Note {note.number}, {word.name}")


def layout_glossary_entry(style: TextStyle, entry: Entry, width: int) -> Box:
    """Lays out the explanation of a term, or of a person next to their badge."""
    is_person = entry.kind == "person"
    badge_size, body_y = style.px(44) if is_person else 0, style.px(5)
    text_x, badge_y = (badge_size + style.px(14), style.px(10)) if is_person else (0, body_y)
    name = [
        StyledSpan(entry.name, style.font("prose", bold=True), "ink"),
        StyledSpan("  person" if is_person else "  word", style.font("meta"), "soft"),
    ]
    text_boxes = [
        style.layout_text(name, width - text_x, "prose", box_role="heading"),
        style.layout_label(entry.text, width - text_x, "note"),
    ]
    body = vstack(text_boxes, style.px(4), width - text_x)
    badge = [layout_person_badge(style, entry, badge_size).placed_at(0, badge_y)] if is_person else []
    boxes = [make_filled_box(width, style.px(1), "rule"), *badge, body.placed_at(text_x, body_y)]
    return group_boxes(boxes, width, max(badge_y + badge_size, body_y + body.h))
