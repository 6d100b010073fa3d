"""Lays out one note: its grade, the fact, quotations, source, and other uses of the fact.

Invariant: of the open scene only pages that the player has read are named, of other scenes only the title.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.engine.grades import GRADES
from party_card.engine.page import Note, Page
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.icons import make_grade_icon
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle

if TYPE_CHECKING:
    from party_card.engine.footnotes import FactUsage
    from party_card.engine.playthrough import Playthrough


def layout_note_card(
    style: TextStyle, note: Note, usage: FactUsage | None, citing_pages: Sequence[str], width: int
) -> list[Box]:
    """Lays out the sections of the card; `citing_pages` are the names of other pages that cite the fact."""
    boxes = [_layout_grade(style, note, width), style.layout_label(note.text, width, "prose")]
    if note.hedge:
        boxes.append(style.layout_label(note.hedge, width, "note", italic=True))
    if note.quotes:
        quotations = [_layout_quotation(style, quote, width) for quote in note.quotes]
        boxes.append(_layout_section(style, "In the words of the time", quotations, width))
    citation = (usage.citation if usage else ()) or note.citation
    source = style.layout_text(style.line_to_spans(citation, "note"), width, "note")
    boxes.append(_layout_section(style, "Where it stands", [source], width))
    if citing_pages:
        text = "; ".join(citing_pages)
        pages = style.layout_label(f"{text[:1].upper()}{text[1:]}.", width, "note")
        boxes.append(_layout_section(style, "Elsewhere in what you have read", [pages], width))
    if usage and usage.other_scenes:
        titles = [style.layout_label(title, width, "note", italic=True) for title in usage.other_scenes]
        boxes.append(_layout_section(style, "Other scenes that rest on it", titles, width))
    return boxes


def list_citing_pages(playthrough: Playthrough, note: Note, page: Page) -> tuple[str, ...]:
    """Returns the names of the other pages of a playthrough that cite the fact of a note."""
    from party_card.frontends.shared.transcript.steps import replay_pages  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    names = []
    for step in replay_pages(playthrough):
        candidate, fact_ids = step.page, {n.fact for n in step.page.notes}
        if (candidate.kind, candidate.step) == (page.kind, page.step) or note.fact not in fact_ids:
            continue
        if candidate.kind == "passage":
            names.append(f"step {candidate.step}" + (f" ({candidate.dates})" if candidate.dates else ""))
        else:
            names.append(candidate.heading.lower())
    return tuple(names)


def _layout_grade(style: TextStyle, note: Note, width: int) -> Box:
    """Lays out the grade of a note: icon, word and meaning."""
    text_x = style.px(34)
    word = style.layout_label(GRADES[note.grade].word.capitalize(), width - text_x, "number", "accent", bold=True)
    meaning = style.layout_label(GRADES[note.grade].meaning, width - text_x, "note", "soft")
    body = vstack([word, meaning], 0, width - text_x)
    icon = make_grade_icon(note.grade, style.px(11), word.h / 2, style.px(9), "accent")
    rule = FillRect(Rect(0, body.h + style.px(9), width, style.px(1)), "rule")
    marks = (*icon, *translate_marks(body.marks, text_x, 0), rule)
    return Box(width, body.h + style.px(10), marks, name=f"{word.name}. {meaning.name}")


def _layout_section(style: TextStyle, title: str, boxes: Sequence[Box], width: int) -> Box:
    return vstack([style.layout_label(title, width, "label", "accent"), *boxes], style.px(3), width)


def _layout_quotation(style: TextStyle, quotation: str, width: int) -> Box:
    indent = style.px(18)
    label = style.layout_label(f"“{quotation}”", width - indent, "prose", italic=True)
    bar = make_filled_box(style.px(3), label.h, "red")
    return group_boxes([bar, label.placed_at(indent, 0)], width, label.h)
