"""A note opened, as a card: how sure it is, the fact, the words of the time, where it stands, where else it is used.

Law: of this scene only what the student has read is named, of others only the title.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.engine.page import Note, Page
from party_card.frontends.window.navigation import Sitting
from party_card.frontends.window.toolkit.icons import GRADE_MEANINGS, GRADE_WORDS, grade_icon
from party_card.frontends.window.toolkit.primitives import Box, FillRect, group, translate_all
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.text_blocks import vstack

if TYPE_CHECKING:
    from party_card.engine.fact_usage import Uses


def note_card(style: TextStyle, note: Note, uses: Uses | None, here: Sequence[str], width: int) -> list[Box]:
    """The parts of the card, from the surest to the farthest."""
    parts = [_grade(style, note, width), style.label(note.text, width, "prose")]
    if note.hedge:
        parts.append(style.label(note.hedge, width, "note", italic=True))
    if note.quotes:
        quoted = [_quote(style, quote, width) for quote in note.quotes]
        parts.append(_part(style, "In the words of the time", quoted, width))
    citation = (uses.citation if uses else ()) or note.citation
    parts.append(
        _part(style, "Where it stands", [style.text_box(style.to_spans(citation, "note"), width, "note")], width)
    )
    if here:
        listed = "; ".join(here)
        said = style.label(f"{listed[:1].upper()}{listed[1:]}.", width, "note")
        parts.append(_part(style, "Elsewhere in what you have read", [said], width))
    if uses and uses.elsewhere:
        titles = [style.label(title, width, "note", italic=True) for title in uses.elsewhere]
        parts.append(_part(style, "Other scenes that rest on it", titles, width))
    return parts


def cited_on_pages(session: Sitting, note: Note, page: Page) -> tuple[str, ...]:
    """The other pages of this walk that rest on the same fact."""
    from party_card.frontends.transcript.markdown import replay_pages  # noqa: PLC0415  # with `playthrough`, 25 ms of the first page

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


def _grade(style: TextStyle, note: Note, width: int) -> Box:
    """The sign, large; the word; and what the word means."""
    side = style.px(34)
    word = style.label(GRADE_WORDS[note.grade].capitalize(), width - side, "number", "accent", bold=True)
    meaning = style.label(GRADE_MEANINGS[note.grade], width - side, "note", "soft")
    body = vstack([word, meaning], 0, width - side)
    marks = grade_icon(note.grade, style.px(11), word.h / 2, style.px(9), "accent")
    rule = FillRect(Rect(0, body.h + style.px(9), width, style.px(1)), "rule")
    return Box(
        width,
        body.h + style.px(10),
        (*marks, *translate_all(body.marks, side, 0), rule),
        name=f"{word.name}. {meaning.name}",
    )


def _part(style: TextStyle, label: str, boxes: Sequence[Box], width: int) -> Box:
    head = style.label(label, width, "label", "accent")
    return vstack([head, *boxes], style.px(3), width)


def _quote(style: TextStyle, quote: str, width: int) -> Box:
    indent = style.px(18)
    words = style.label(f"“{quote}”", width - indent, "prose", italic=True)
    bar = Box(width, words.h, (FillRect(Rect(0, 0, style.px(3), words.h), "red"),))
    return group([bar, words.at(indent, 0)], width, words.h)
