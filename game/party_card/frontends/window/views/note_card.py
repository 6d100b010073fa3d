"""A note opened, as a card: how sure it is, the fact, the words of the time, where it stands, where else it is used.

Law: of this scene only what the student has read is named, of others only the title.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.engine.grades import GRADES
from party_card.engine.page import Note, Page
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.icons import make_grade_icon
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.engine.fact_usage import FactUsage


def layout_note_card(
    style: TextStyle, note: Note, usage: FactUsage | None, cited_on: Sequence[str], width: int
) -> list[Box]:
    """The parts of the card, from the surest to the farthest."""
    parts = [_layout_grade(style, note, width), style.layout_label(note.text, width, "prose")]
    if note.hedge:
        parts.append(style.layout_label(note.hedge, width, "note", italic=True))
    if note.quotes:
        quoted = [_layout_quotation(style, quote, width) for quote in note.quotes]
        parts.append(_layout_section(style, "In the words of the time", quoted, width))
    citation = (usage.citation if usage else ()) or note.citation
    parts.append(
        _layout_section(
            style, "Where it stands", [style.layout_text(style.line_to_spans(citation, "note"), width, "note")], width
        )
    )
    if cited_on:
        listed = "; ".join(cited_on)
        said = style.layout_label(f"{listed[:1].upper()}{listed[1:]}.", width, "note")
        parts.append(_layout_section(style, "Elsewhere in what you have read", [said], width))
    if usage and usage.other_scenes:
        titles = [style.layout_label(title, width, "note", italic=True) for title in usage.other_scenes]
        parts.append(_layout_section(style, "Other scenes that rest on it", titles, width))
    return parts


def list_citing_pages(session: Session, note: Note, page: Page) -> tuple[str, ...]:
    """The other pages of this walk that rest on the same fact."""
    from party_card.frontends.shared.transcript.steps import replay_pages  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    named = []
    for stop in replay_pages(session.playthrough):
        one = stop.page
        if not any(other.fact == note.fact for other in one.notes):
            continue
        where = f"step {one.step}" if one.kind == "passage" else one.heading.lower()
        dated = f" ({one.when})" if one.kind == "passage" and one.when else ""
        if (one.kind, one.step) != (page.kind, page.step):
            named.append(f"{where}{dated}")
    return tuple(named)


def _layout_grade(style: TextStyle, note: Note, width: int) -> Box:
    """The sign, large; the word; and what the word means."""
    side = style.px(34)
    word = style.layout_label(GRADES[note.grade].word.capitalize(), width - side, "number", "accent", bold=True)
    meaning = style.layout_label(GRADES[note.grade].meaning, width - side, "note", "soft")
    body = vstack([word, meaning], 0, width - side)
    marks = make_grade_icon(note.grade, style.px(11), word.h / 2, style.px(9), "accent")
    rule = FillRect(Rect(0, body.h + style.px(9), width, style.px(1)), "rule")
    return Box(
        width,
        body.h + style.px(10),
        (*marks, *translate_marks(body.marks, side, 0), rule),
        name=f"{word.name}. {meaning.name}",
    )


def _layout_section(style: TextStyle, label: str, boxes: Sequence[Box], width: int) -> Box:
    head = style.layout_label(label, width, "label", "accent")
    return vstack([head, *boxes], style.px(3), width)


def _layout_quotation(style: TextStyle, quote: str, width: int) -> Box:
    indent = style.px(18)
    words = style.layout_label(f"“{quote}”", width - indent, "prose", italic=True)
    bar = Box(width, words.h, (FillRect(Rect(0, 0, style.px(3), words.h), "red"),))
    return group_boxes([bar, words.placed_at(indent, 0)], width, words.h)
