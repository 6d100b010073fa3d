"""Lays out the blocks that are read from top to bottom: prose, documents, content notes, questions, notes, entries.

Invariant: one function a block, from a width to a box; none knows the position of its box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.engine.block_builder import ABOUT_HEADING, READ_SUMMARY
from party_card.engine.entries import LATER_LABEL
from party_card.engine.grades import GRADES
from party_card.engine.page import (
    About,
    ContentNote,
    Document,
    Entry,
    Heading,
    Hook,
    Line,
    Note,
    Paragraph,
    Question,
    Run,
)
from party_card.frontends.window.toolkit.bidi import isolate_line
from party_card.frontends.window.toolkit.box import Box, Command, Verb, group_boxes
from party_card.frontends.window.toolkit.icons import make_grade_icon, make_tick
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, Polygon, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views.person_badge import layout_person_badge
from party_card.localization import gettext, gettext_noop, pgettext

SKILL_LABELS = {
    "sourcing": gettext_noop("sourcing: who says so, and why"),
    "contextualisation": gettext_noop("context: what else was happening"),
    "corroboration": gettext_noop("corroboration: what agrees, what does not"),
    "close-reading": gettext_noop("close reading: the words themselves"),
}
GRADE_ICON_UNITS = 8.0


TextBlock = Heading | Paragraph | Hook | About | Document | ContentNote


def layout_text_block(style: TextStyle, block: TextBlock, width: int) -> Box:
    """Lays out a heading, prose, a document or a content note."""
    match block:
        case Heading():
            return _layout_heading(style, block, width)
        case Paragraph():
            return layout_prose(style, block, width)
        case Hook(line):
            return layout_prose(style, Paragraph(line), width, "lead")
        case About(lines):
            heading = _layout_heading(style, Heading(gettext(ABOUT_HEADING)), width)
            paragraphs = [layout_prose(style, Paragraph(line), width) for line in lines]
            return vstack([heading, *paragraphs], style.px(10), width)
        case Document():
            return layout_document(style, block, width)
        case ContentNote():
            return _layout_content_note(style, block, width)


def _layout_heading(style: TextStyle, block: Heading, width: int) -> Box:
    label = style.layout_label(block.text, width, "heading", balanced=True, box_role="heading")
    return group_boxes([label.placed_at(0, style.px(14))], width, label.h + style.px(14), "heading")


def layout_section_heading(style: TextStyle, block: Heading, width: int) -> Box:
    """Lays out a heading of the record, below a rule across the page."""
    rule = Box(width, style.px(3), (FillRect(Rect(0, style.px(8), width, style.px(3)), "ink"),))
    heading = style.layout_label(block.text, width, "place", balanced=True, box_role="heading")
    return replace(vstack([rule, heading], style.px(16), width), role="heading")


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


def list_topics(topics: Sequence[str]) -> str:
    """Returns the topics of a content note in a row."""
    return pgettext("between two items of a list", ", ").join(topics)


def _layout_content_note(style: TextStyle, block: ContentNote, width: int) -> Box:
    """Lays out the sensitive topics of a scene, and the button that leads to a summary instead."""
    pad_x, pad_y, bar = style.px(18), style.px(14), style.px(6)
    inner_width = width - pad_x - bar - style.px(12)
    boxes = [
        style.layout_label(gettext("Content note"), inner_width, "label", "accent"),
        style.layout_label(
            gettext("This scene touches on {topics}.").format(topics=list_topics(block.topics)), inner_width, "note"
        ),
    ]
    if block.summary:
        boxes.append(layout_button(style, gettext(READ_SUMMARY), Command("summary"), inner_width))
    body = vstack(boxes, style.px(9), inner_width)
    height = body.h + 2 * pad_y
    frame = StrokeRect(Rect(0, 0, width, height), "rule", style.px(1))
    background = Box(width, height, (FillRect(Rect(0, 0, bar, height), "red"), frame))
    return group_boxes([background, body.placed_at(pad_x + bar, pad_y)], width, height)


NUMBER_LIFT_SHARE = 0.18
"""How far the number of a question is lifted, of its size, so that its top is that of the question's first line."""


def layout_question(style: TextStyle, block: Question, number: int, width: int) -> Box:
    """Lays out a question of the debrief, with the skill that it asks for."""
    indent, lift = style.px(46), style.px(style.role_size("title") * NUMBER_LIFT_SHARE)
    number_box = style.layout_label(str(number), indent, "title", "accent", bold=True)
    skill = style.layout_label(gettext(SKILL_LABELS[block.skill]), width - indent, "meta", "soft")
    line = style.layout_text(style.line_to_spans(block.line, "lead"), width - indent, "lead", balanced=True)
    body = vstack([line, skill], style.px(4), width - indent)
    boxes = [number_box.placed_at(0, -lift), body.placed_at(indent, 0)]
    return group_boxes(boxes, width, max(body.h, number_box.h - lift))


# --------------------------------------------------------------------------------------------------------- notes


def layout_margin_note(style: TextStyle, note: Note, width: int) -> Box:
    """Lays out a note next to its passage: a red rule, its grade, the fact and its source."""
    heading = _layout_note_heading(style, note, width)
    text = [
        *style.line_to_spans((Run(note.text + " "),), "note"),
        *style.line_to_spans(isolate_line(note.citation, note.text), "note", "soft"),
    ]
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
    kind = gettext("quoted") if note.quotes else gettext("document") if note.document else ""
    text = " · ".join(filter(None, (gettext(GRADES[note.grade].word), kind)))
    word = style.layout_label(text, width - icon_x - size * 2, "label", "accent")
    icon = make_grade_icon(note.grade, icon_x + size * 0.6, number.h / 2, size * 0.55, "accent")
    marks = (*number.marks, *icon, *translate_marks(word.marks, icon_x + size * 1.9, 0))
    return Box(
        width, max(number.h, word.h), marks, name=f"{gettext('Note {number}').format(number=note.number)}, {word.name}"
    )


ENTRY_NOTE_VERB: Verb = "entry-note"
"""The verb of the command that opens a note of an entry; its argument is the entry's id and the number of the note."""


# TRANSLATORS: The tag of a person or a word that a scene has named to the player.
MET = gettext_noop("met")


def name_entry_kind(entry: Entry) -> str:
    """Returns what a glossary entry explains: a person or a word."""
    return gettext("person") if entry.kind == "person" else gettext("word")


def layout_glossary_entry(style: TextStyle, entry: Entry, width: int, *, is_met: bool = False) -> Box:
    """Lays out the explanation of a term; of a person next to their badge, with what became of them after an ending.

    An entry that `is_met` has a tag that says so.
    """
    is_person = entry.kind == "person"
    badge_size, body_y = style.px(44) if is_person else 0, style.px(5)
    text_x, badge_y = (badge_size + style.px(14), style.px(10)) if is_person else (0, body_y)
    name = [
        StyledSpan(entry.name, style.font("prose", bold=True), "ink"),
        StyledSpan(f"  {(entry.years if is_person else '') or name_entry_kind(entry)}", style.font("meta"), "soft"),
    ]
    tag = [_layout_met_tag(style)] if is_met else []
    name_width = width - text_x - sum(box.w + style.px(10) for box in tag)
    name_box = style.layout_text(name, name_width, "prose", box_role="heading")
    placed_tag = [box.placed_at(width - text_x - box.w, style.px(3)) for box in tag]
    text_boxes = [
        group_boxes([name_box, *placed_tag], width - text_x, max(box.h for box in (name_box, *tag))),
        style.layout_text(_entry_spans(style, entry, entry.line), width - text_x, "note"),
    ]
    if entry.later:
        text_boxes += [
            style.layout_label(gettext(LATER_LABEL), width - text_x, "label", "accent"),
            style.layout_text(_entry_spans(style, entry, entry.later), width - text_x, "note"),
        ]
    body = vstack(text_boxes, style.px(4), width - text_x)
    badge = [layout_person_badge(style, entry, badge_size).placed_at(0, badge_y)] if is_person else []
    boxes = [make_filled_box(width, style.px(1), "rule"), *badge, body.placed_at(text_x, body_y)]
    return group_boxes(boxes, width, max(badge_y + badge_size, body_y + body.h))


def _entry_spans(style: TextStyle, entry: Entry, line: Line) -> list[StyledSpan]:
    """Converts a line of an entry; the marks of notes open those of the entry, not of the page."""
    spans = style.line_to_spans(line, "note")
    return [
        span._replace(link=Command(ENTRY_NOTE_VERB, f"{entry.id} {span.link.argument}"))
        if span.link is not None and span.link.verb == "note"
        else span
        for span in spans
    ]


def _layout_met_tag(style: TextStyle) -> Box:
    """Lays out the sign of an entry that the player has met: a tick and the word, in a frame."""
    pad, tick_size = style.px(6), style.px(10)
    label = style.layout_label(gettext(MET), style.measure_text(gettext(MET), "meta") + 2, "meta")
    width, height = round(label.w) + tick_size + 3 * pad, label.h + style.px(4)
    marks = [
        StrokeRect(Rect(0, 0, width, height), "accent", style.px(1)),
        *make_tick(pad, (height - tick_size) / 2, tick_size, "accent"),
        *translate_marks(label.marks, tick_size + 2 * pad, style.px(2)),
    ]
    return Box(width, height, tuple(marks), name=gettext(MET))
