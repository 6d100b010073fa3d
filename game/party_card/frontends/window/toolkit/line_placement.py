"""Places the fragments of the words of a line, from left to right or in the order of both directions.

Invariant: pieces are returned in logical order, the order in which they are read; only their places are visual.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from party_card.frontends.window.toolkit import bidi
from party_card.frontends.window.toolkit.graphemes import has_unspaced_script

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.shaping import TextShaper
    from party_card.frontends.window.toolkit.styled_text import StyledSpan, Word

_OBJECT = "\ufffc"
"""Stands for a tag, which has no direction of its own."""


class Piece(NamedTuple):
    """A piece of a span on a line, with its width and place in pixels; `follows_space` if a space is before it."""

    span: StyledSpan
    width: float
    x: float
    follows_space: bool


class _Item(NamedTuple):
    """A piece of one level, or a space (None)."""

    span: StyledSpan | None
    width: float
    level: int


def place_lines(shaper: TextShaper, lines: Sequence[Sequence[Word]], width: float) -> list[list[Piece]]:
    """Places the words of lines `width` pixels wide; a paragraph from right to left begins at its right edge."""
    text = "".join(map(_get_text, (word for line in lines for word in line)))
    if not bidi.has_right_to_left(text):
        return _place_left_to_right(shaper, lines)
    direction: bidi.Direction = next(
        (span.font.direction for line in lines for word in line for span, _ in word.fragments), "auto"
    )
    is_rtl = bidi.is_right_to_left(text, direction)
    levels = bidi.resolve_levels(text, direction)
    placed, offset = [], 0
    for line in lines:
        end = offset + sum(len(_get_text(word)) for word in line)
        pieces = _place_by_level(shaper, line, levels[offset:end], width if is_rtl else None)
        if pieces and offset:
            pieces[0] = pieces[0]._replace(follows_space=text[offset - 1] == " ")
        placed.append(pieces)
        offset = end
    return placed


def reflect_lines(lines: Sequence[Sequence[Piece]], width: float) -> list[list[Piece]]:
    """Reflects lines in their column, so that they are as they were when the whole screen has been mirrored."""
    return [[piece._replace(x=width - piece.x - piece.width) for piece in line] for line in lines]


def align_line(pieces: Sequence[Piece]) -> list[Piece]:
    """Returns a line moved to the left edge of its column."""
    left = min((piece.x for piece in pieces), default=0.0)
    return [piece._replace(x=piece.x - left) for piece in pieces]


def _get_text(word: Word) -> str:
    """Returns the text of a word and of the space behind it, by which directions are resolved."""
    texts = (_OBJECT * len(span.text) if span.grade else span.text for span, _ in word.fragments)
    return "".join(texts) + (" " if word.space_width else "")


def _place_left_to_right(shaper: TextShaper, lines: Sequence[Sequence[Word]]) -> list[list[Piece]]:
    placed: list[list[Piece]] = []
    follows_space = True
    for line in lines:
        x, pieces = 0.0, list[Piece]()
        for word in line:
            for span, width in word.fragments:
                piece = Piece(span, width, x, follows_space)
                if pieces and not follows_space and _can_join(pieces[-1].span, span):
                    piece = _join(shaper, pieces.pop(), span)
                pieces.append(piece)
                x, follows_space = piece.x + piece.width, False
            x += word.space_width
            follows_space = word.space_width > 0
        placed.append(pieces)
    return placed


def _can_join(before: StyledSpan, after: StyledSpan) -> bool:
    """Returns True for two parts of one span in a script without spaces, whose form depends on the letters beside."""
    return (
        before.number == after.number and after.grade is None
        and has_unspaced_script(before.text) and has_unspaced_script(after.text)
    )  # fmt: skip


def _join(shaper: TextShaper, piece: Piece, span: StyledSpan) -> Piece:
    span = span._replace(text=piece.span.text + span.text)
    return piece._replace(span=span, width=shaper.measure(span.text, span.font))


def _place_by_level(
    shaper: TextShaper, line: Sequence[Word], levels: Sequence[int], width: float | None
) -> list[Piece]:  # fmt: skip
    """Places the words of a line by the levels of its characters; with `width` it ends at the right edge."""
    items: list[_Item] = []
    offset = 0
    for word in line:
        for span, fragment_width in word.fragments:
            end = offset + len(span.text)
            items += _split_span(shaper, span, fragment_width, levels[offset:end])
            offset = end
        if word.space_width:
            items.append(_Item(None, word.space_width, levels[offset]))
            offset += 1
    if items and items[-1].span is None:  # the space at the end of a line is not shown
        items.pop()
    left = width - sum(item.width for item in items) if width is not None else 0.0
    places = [0.0] * len(items)
    for index in bidi.order_visually([item.level for item in items]):
        places[index] = left
        left += items[index].width
    pieces, follows_space = [], True
    for item, x in zip(items, places, strict=True):
        if item.span is not None:
            pieces.append(Piece(item.span, item.width, x, follows_space))
        follows_space = item.span is None
    return pieces


def _split_span(shaper: TextShaper, span: StyledSpan, width: float, levels: Sequence[int]) -> list[_Item]:
    """Splits a fragment into pieces of one level, each told its direction."""
    runs = bidi.split_levels(levels)
    if span.grade is not None or not runs:
        return [_Item(span, width, levels[0] if levels else 0)]
    items = []
    for start, end, level in runs:
        font = span.font._replace(direction="rtl" if level % 2 else "ltr")
        piece = span._replace(text=span.text[start:end], font=font)
        items.append(_Item(piece, shaper.measure(piece.text, font), level))
    return items
