"""Lays out what several sources say of one fact: a card for each, side by side, how far apart they are, what follows.

Invariant: the cards stand in the order of the citations; colour is never the only sign.
"""

from __future__ import annotations

from pygame import Rect

from party_card.engine.page import Attestation, SourceComparison
from party_card.engine.source_words import (
    COMPARISON,
    CONCLUSION,
    INTEREST,
    KNOWLEDGE,
    describe_knowledge,
    name_stance,
)
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
from party_card.frontends.window.toolkit.mirroring import join_phrases
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.localization import gettext

_MIN_CARD_WIDTH_UNITS = 290
_CARDS_GAP_UNITS, _CARD_PADDING_UNITS, _TERMS_WIDTH_UNITS = 34, 18, 112
_MIN_TERMS_WIDTH_UNITS = 380
"""The least width of a card with the names of its parts beside them."""
_DOT_UNITS = 8


def layout_source_comparison(style: TextStyle, block: SourceComparison, width: int) -> tuple[list[Box], int]:
    """Lays out the claim, a card for each source, the days between two of them, and what follows.

    Returns the boxes, placed in reading order, and the height of all of them.
    """
    claim_width = min(width, style.column_width)
    spans = [*style.line_to_spans(block.line, "lead"), *style.grades_to_spans(block.grades)]
    label = style.layout_label(gettext(COMPARISON), claim_width, "label", "accent")
    boxes = [vstack([label, style.layout_text(spans, claim_width, "lead")], style.px(2), width)]
    y = boxes[0].h + style.px(14)
    gap, count = style.px(_CARDS_GAP_UNITS), len(block.attestations)
    card_width = (width - gap * (count - 1)) // max(count, 1)
    if card_width >= style.px(_MIN_CARD_WIDTH_UNITS):
        height = max(_layout_card(style, item, card_width, 0).h for item in block.attestations)
        for number, item in enumerate(block.attestations):
            boxes.append(_layout_card(style, item, card_width, height).placed_at(number * (card_width + gap), y))
        y += height
        parts = [_layout_gap_below(style, block.gap, width, card_width)] if block.gap else []
    else:
        parts = [_layout_card(style, item, width, 0) for item in block.attestations]
        if block.gap:
            parts.insert(1, _layout_gap_between(style, block.gap, width))
    spacing = 0 if block.gap else style.px(14)
    for part in parts:
        boxes.append(part.placed_at(0, y))
        y += part.h + spacing
    y += style.px(14) - spacing if parts else style.px(14)
    if block.conclusion:
        boxes.append(_layout_conclusion(style, block.conclusion, width).placed_at(0, y))
    return boxes, max(box.y + box.h for box in boxes)


def _layout_card(style: TextStyle, attestation: Attestation, width: int, height: int) -> Box:
    """Lays out what one source says: its stance, its value, its words, how it knows, what it wanted, its citation."""
    pad, line_width = style.px(_CARD_PADDING_UNITS), style.px(3)
    inner = width - 2 * pad
    is_claim = attestation.stance is None
    head_text = style.layout_label(name_stance(attestation), inner, "label", "on_red" if is_claim else "on_bar")
    head_height = head_text.h + style.px(10)
    head_marks = (
        FillRect(Rect(0, 0, width, head_height), "red" if is_claim else "bar"),
        StrokeRect(Rect(0, 0, width, head_height), "ink", line_width),
    )
    head = Box(width, head_height, head_marks)
    boxes: list[Box] = []
    if attestation.value:
        boxes.append(style.layout_label(attestation.value, inner, "place", "ink", bold=True))
    if attestation.says:
        boxes.append(style.layout_label(attestation.says, inner, "account"))
    if knowledge := describe_knowledge(attestation):
        boxes.append(_layout_term(style, gettext(KNOWLEDGE), join_phrases(knowledge), inner))
    if attestation.interest:
        boxes.append(_layout_term(style, gettext(INTEREST), attestation.interest, inner))
    boxes.append(style.layout_text(style.line_to_spans(attestation.citation, "note", "soft"), inner, "note"))
    body = vstack(boxes, style.px(9), inner)
    height = max(height, head_height + body.h + 2 * style.px(14))
    frame = (FillRect(Rect(0, 0, width, height), "sheet"), StrokeRect(Rect(0, 0, width, height), "ink", line_width))
    placed = [
        Box(width, height, frame), head, head_text.placed_at(pad, style.px(5)),
        body.placed_at(pad, head_height + style.px(14)),
    ]  # fmt: skip
    return group_boxes(placed, width, height)


def _layout_term(style: TextStyle, name: str, text: str, width: int) -> Box:
    """Lays out a part of a card with its name, beside it where there is room."""
    if width < style.px(_MIN_TERMS_WIDTH_UNITS):
        boxes = [style.layout_label(name, width, "meta", "accent", bold=True), style.layout_label(text, width, "note")]
        return vstack(boxes, 0, width)
    name_width = style.px(_TERMS_WIDTH_UNITS)
    name_box = style.layout_label(name, name_width, "meta", "accent", bold=True)
    text_box = style.layout_label(text, width - name_width, "note")
    height = max(name_box.h, text_box.h)
    return group_boxes([name_box, text_box.placed_at(name_width, 0)], width, height)


def _layout_gap_below(style: TextStyle, text: str, width: int, card_width: int) -> Box:
    """Lays out the distance of two days on a line below their cards: from the middle of one to that of the other."""
    stem, radius = style.px(36), style.px(_DOT_UNITS)
    start, end = card_width // 2, width - card_width // 2
    text_width = round(style.measure_text(text, "number"))
    label = style.layout_label(text, max(end - start, text_width + 2), "number")
    y = max(stem, label.h + style.px(8)) + radius
    marks = (
        FillRect(Rect(start - style.px(1.5), 0, style.px(3), y), "ink"),
        FillRect(Rect(end - style.px(1.5), 0, style.px(3), y), "ink"),
        FillRect(Rect(0, y - style.px(1), width, style.px(2)), "ink"),
        FillRect(Rect(start, y - style.px(3), end - start, style.px(6)), "poster"),
        *_make_ends(style, (start, y), (end, y)),
    )
    height = y + radius + style.px(2)
    label = label.placed_at((start + end - text_width) // 2, style.px(9))
    return group_boxes([Box(width, height, marks), label], width, height)


def _layout_gap_between(style: TextStyle, text: str, width: int) -> Box:
    """Lays out the distance of two days on a line between their cards, one below the other."""
    x, height = style.px(_DOT_UNITS + 16), style.px(58)
    label = style.layout_label(text, width - x - style.px(24), "number")
    height = max(height, label.h + style.px(10))
    line = FillRect(Rect(x - style.px(3), 0, style.px(6), height), "poster")
    return group_boxes(
        [Box(width, height, (line,)), label.placed_at(x + style.px(18), (height - label.h) // 2)], width, height
    )


def _make_ends(style: TextStyle, start: tuple[int, int], end: tuple[int, int]) -> tuple[Mark, ...]:
    """Returns a full dot where the claim stands, and a ring where the other source does."""
    radius = style.px(_DOT_UNITS)
    return Circle(*start, radius, "ink"), Circle(*end, radius, "ink"), Circle(*end, radius - style.px(3), "paper")


def _layout_conclusion(style: TextStyle, conclusion: str, width: int) -> Box:
    """Lays out what follows, on a ground of its own."""
    pad, bar = style.px(16), style.px(6)
    inner = min(width - 2 * pad - bar, style.column_width)
    label = style.layout_label(gettext(CONCLUSION), inner, "label", "accent")
    body = vstack([label, style.layout_label(conclusion, inner, "prose")], style.px(2), inner)
    height = body.h + 2 * style.px(11)
    ground = Box(width, height, (FillRect(Rect(0, 0, width, height), "sand"),))
    boxes = [ground, make_filled_box(bar, height, "ink"), body.placed_at(bar + pad, style.px(11))]
    return group_boxes(boxes, width, height)
