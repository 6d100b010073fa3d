"""Lays out the endings of a scene as cards: open with title and cost if found, else small and closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.app.routes import EndingCard
from party_card.frontends.shared.scene_map.route_map import EXTRA_ENDING_SIGN
from party_card.frontends.shared.scene_map.route_words import describe_ending, name_ending
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import place_in_rows, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import gettext

MIN_CARD_UNITS, GAP_UNITS, PADDING_UNITS, NUMBER_UNITS = 165, 10, 10, 40
BACK_WIDTH_UNITS, BACK_HEIGHT_UNITS = 64, 50
CLOSED_FRAME_UNITS = 6
"""Distance of the frame on a closed card from its edge."""
MIN_CARD_WITH_COST_UNITS = 290
"""The least width of a card if one of them says what an ending costs."""


def layout_ending_cards(style: TextStyle, endings: Sequence[EndingCard], width: int) -> list[Box]:
    """Lays out rows of open cards of equal size, as many side by side as have room; then the closed ones in a row."""
    closed = [ending for ending in endings if not ending.is_found]
    endings = [ending for ending in endings if ending.is_found]
    gap = style.px(GAP_UNITS)
    min_width = MIN_CARD_WITH_COST_UNITS if any(ending.cost for ending in endings) else MIN_CARD_UNITS
    column_count = max(1, min(len(endings), (width + gap) // (style.px(min_width) + gap)))
    card_width = (width - gap * (column_count - 1)) // column_count
    boxes = []
    for start in range(0, len(endings), column_count):
        row = endings[start : start + column_count]
        height = max(_layout_text(style, ending, card_width).h for ending in row) + 2 * style.px(PADDING_UNITS)
        cards = [
            _layout_card(style, ending, card_width, height).placed_at(place * (card_width + gap), 0)
            for place, ending in enumerate(row)
        ]
        name = " ".join(card.name for card in cards)
        boxes.append(group_boxes(cards, width, height, name=name))
    return [*boxes, _layout_closed_cards(style, closed, width)] if closed else boxes


def _layout_closed_cards(style: TextStyle, endings: Sequence[EndingCard], width: int) -> Box:
    """Lays out the backs of cards side by side, each with its number, and behind them what they have in common."""
    cards = [_layout_back(style, ending) for ending in endings]
    label = style.layout_label(describe_ending(endings[0]), width, "note", "soft")
    label = label.placed_at(0, (cards[0].h - label.h) // 2)
    label_box = group_boxes([label], round(style.measure_text(label.name, "note")) + 2, cards[0].h)
    gap = style.px(GAP_UNITS)
    boxes, bottom = place_in_rows([*cards, label_box], 0, 0, width, gap, gap)
    name = " ".join(
        gettext("{label}: {value}").format(label=name_ending(ending), value=describe_ending(ending))
        for ending in endings
    )
    return group_boxes(boxes, width, bottom, name=name)


def _layout_back(style: TextStyle, ending: EndingCard) -> Box:
    width, height = style.px(BACK_WIDTH_UNITS), style.px(BACK_HEIGHT_UNITS)
    card, inset = Rect(0, 0, width, height), -2 * style.px(CLOSED_FRAME_UNITS)
    frame = StrokeRect(card.inflate(inset, inset), "on_red", style.px(1.6))
    text = str(ending.number or EXTRA_ENDING_SIGN)
    text_width = round(style.measure_text(text, "number", bold=True)) + 1
    number = style.layout_label(text, text_width, "number", "on_red", bold=True)
    back = Box(width, height, (FillRect(card, "red"), StrokeRect(card, "ink", style.px(2)), frame))
    return group_boxes([back, number.placed_at((width - text_width) // 2, (height - number.h) // 2)], width, height)


def _layout_text(style: TextStyle, ending: EndingCard, card_width: int) -> Box:
    width = card_width - style.px(NUMBER_UNITS) - 2 * style.px(PADDING_UNITS)
    title = style.layout_label(describe_ending(ending), width, "note", bold=bool(ending.cost))
    if not ending.cost:
        return title
    cost = style.layout_label(ending.cost, width, "note")
    return replace(vstack([title, cost], style.px(4), width), name=f"{title.name} {ending.cost}")


def _layout_card(style: TextStyle, ending: EndingCard, width: int, height: int) -> Box:
    """Lays out an open card: its number on a field of red (this time) or ink, then its title and cost."""
    number_width, pad = style.px(NUMBER_UNITS), style.px(PADDING_UNITS)
    fill: Colour = "red" if ending.is_present else "ink"
    number_colour: Colour = "on_red" if fill == "red" else "on_ink"
    number = style.layout_label(
        str(ending.number or EXTRA_ENDING_SIGN), number_width, "number", number_colour, bold=True
    )
    text = _layout_text(style, ending, width)
    card = Rect(0, 0, width, height)
    marks: tuple[Mark, ...] = (
        FillRect(card, "sheet"),
        FillRect(Rect(0, 0, number_width, height), fill),
        StrokeRect(card, "ink", style.px(2)),
    )
    content = group_boxes(
        [number.placed_at(style.px(14), pad), text.placed_at(number_width + pad, pad)], width, height
    ).marks
    return Box(
        width,
        height,
        (*marks, *content),
        name=gettext("{label}: {value}").format(label=name_ending(ending), value=text.name),
    )
