"""Lays out one note: its grade, the fact, quotations, source, and other uses of the fact; or a document as a sheet.

Invariant: of the open scene only pages that the player has read are named, of other scenes only the title.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pygame import Rect

from party_card.engine import document_words
from party_card.engine.grades import GRADES
from party_card.engine.page import Attestation, Note, Page, Run, Sheet
from party_card.engine.source_words import describe_knowledge, name_stance
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.icons import make_grade_icon
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
from party_card.frontends.window.toolkit.letter_case import begin_lower_case, begin_upper_case
from party_card.frontends.window.toolkit.mirroring import join_phrases
from party_card.frontends.window.toolkit.primitives import FillRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import document_sheet
from party_card.localization import gettext, ngettext

if TYPE_CHECKING:
    from party_card.engine.footnotes import FactUsage
    from party_card.engine.playthrough import Playthrough


_MIN_COLUMN_WIDTH = 210
"""Of what a source says, in pixels at a text size of 100 %; narrower columns stand below each other."""


def layout_note_card(
    style: TextStyle, note: Note, usage: FactUsage | None, citing_pages: Sequence[str], width: int
) -> list[Box]:
    """Lays out the sections of the card; `citing_pages` are the names of other pages that cite the fact."""
    claim = style.layout_text(style.line_to_spans((Run(note.text),), "prose"), width, "prose")
    boxes = [_layout_grade(style, note, width), claim]
    if note.hedge:
        boxes.append(style.layout_label(note.hedge, width, "note", italic=True))
    if note.quotes:
        quotations = [_layout_quotation(style, quote, width) for quote in note.quotes]
        boxes.append(_layout_section(style, gettext("In the words of the time"), quotations, width))
    if not note.attestations:
        citation = (usage.citation if usage else ()) or note.citation
        source = style.layout_text(style.line_to_spans(citation, "note"), width, "note")
        boxes.append(_layout_section(style, gettext("Source"), [source], width))
    else:
        boxes.append(
            _layout_section(style, gettext("What the sources say"), [layout_attestations(style, note, width)], width)
        )
    if note.conclusion:
        boxes.append(
            _layout_section(
                style, gettext("What follows"), [style.layout_label(note.conclusion, width, "prose")], width
            )
        )
    return [*boxes, *_layout_uses(style, usage, citing_pages, width)]


class DocumentCard(NamedTuple):
    """The parts of the note of a document: its sheet, what helps to read it, and where it is found."""

    sheet: list[Box]
    helps: list[Box]
    places: list[Box]


def layout_document_card(
    style: TextStyle, note: Note, sheet: Sheet, usage: FactUsage | None, citing_pages: Sequence[str], width: int
) -> DocumentCard:
    """Lays out the note of a document."""
    citations = [(usage.citation if usage else ()) or note.citation, *sheet.further_citations]
    sources = [style.layout_text(style.line_to_spans(citation, "note"), width, "note") for citation in citations]
    shown = [document_sheet.layout_sheet(style, sheet, width)]
    if remark := document_words.get_remark(sheet):
        shown.append(style.layout_label(remark, width, "meta", "soft"))
    places = []
    if sheet.kept:
        place = style.layout_label(sheet.kept, width, "note")
        places.append(_layout_section(style, gettext(document_words.KEPT), [place], width))
    places.append(_layout_section(style, ngettext("Source", "Sources", len(sources)), sources, width))
    helps = [
        *document_sheet.layout_further_texts(style, sheet, width),
        *document_sheet.layout_answers(style, sheet, width),
    ]
    if note.hedge:
        helps.append(style.layout_label(note.hedge, width, "note", italic=True))
    helps.append(_layout_grade(style, note, width))
    return DocumentCard(shown, helps, [*places, *_layout_uses(style, usage, citing_pages, width)])


def _layout_uses(style: TextStyle, usage: FactUsage | None, citing_pages: Sequence[str], width: int) -> list[Box]:
    """Lays out the other pages and scenes that cite the same fact or document."""
    boxes: list[Box] = []
    if citing_pages:
        text = "; ".join(citing_pages)
        pages = style.layout_label(f"{begin_upper_case(text)}.", width, "note")
        boxes.append(_layout_section(style, gettext("Elsewhere in what you have read"), [pages], width))
    if usage and usage.other_scenes:
        titles = [style.layout_label(title, width, "note", italic=True) for title in usage.other_scenes]
        boxes.append(_layout_section(style, gettext("Other scenes that rest on it"), titles, width))
    return boxes


def layout_attestations(style: TextStyle, note: Note, width: int) -> Box:
    """Lays out what several sources say of a fact: side by side where there is room, else below each other."""
    gap, count = style.px(22), len(note.attestations)
    column_width = (width - gap * (count - 1)) // count
    if column_width < style.px(_MIN_COLUMN_WIDTH):
        cards = [_layout_attestation(style, attestation, width) for attestation in note.attestations]
        return vstack(cards, style.px(12), width)
    columns = [_layout_attestation(style, attestation, column_width) for attestation in note.attestations]
    places = [column.placed_at(number * (column_width + gap), 0) for number, column in enumerate(columns)]
    return group_boxes(places, width, max(column.h for column in columns))


def _layout_attestation(style: TextStyle, attestation: Attestation, width: int) -> Box:
    boxes = [style.layout_label(name_stance(attestation), width, "label", "soft")]
    if attestation.value:
        boxes.append(style.layout_label(attestation.value, width, "number", "accent", bold=True))
    if attestation.says:
        boxes.append(style.layout_label(attestation.says, width, "note"))
    if knowledge := describe_knowledge(attestation):
        boxes.append(style.layout_label(join_phrases(knowledge), width, "meta", "soft"))
    if attestation.interest:
        boxes.append(style.layout_label(attestation.interest, width, "note", "soft", italic=True))
    boxes.append(style.layout_text(style.line_to_spans(attestation.citation, "note", "soft"), width, "note"))
    rule = make_filled_box(width, style.px(3), "ink")
    return vstack([rule, *boxes], style.px(4), width)


def list_citing_pages(playthrough: Playthrough, note: Note, page: Page) -> tuple[str, ...]:
    """Returns the names of the other pages of a playthrough that cite the fact of a note."""
    from party_card.frontends.shared.transcript.steps import replay_pages  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

    names = []
    for step in replay_pages(playthrough):
        candidate, fact_ids = step.page, {n.fact for n in step.page.notes}
        if (candidate.kind, candidate.step) == (page.kind, page.step) or note.fact not in fact_ids:
            continue
        if candidate.kind == "passage":
            has_dates = gettext("step {number} ({dates})") if candidate.dates else gettext("step {number}")
            names.append(has_dates.format(number=candidate.step, dates=candidate.dates))
        else:
            names.append(begin_lower_case(candidate.heading))
    return tuple(names)


def _layout_grade(style: TextStyle, note: Note, width: int) -> Box:
    """Lays out the grade of a note: icon, word and meaning."""
    text_x = style.px(34)
    word = style.layout_label(
        begin_upper_case(gettext(GRADES[note.grade].word)), width - text_x, "number", "accent", bold=True
    )
    meaning = style.layout_label(gettext(GRADES[note.grade].meaning), width - text_x, "note", "soft")
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
