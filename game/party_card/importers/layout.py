"""Lays out what a passage shows as the paragraphs and choices of a scene.

A scene's text with a condition is a paragraph of its own. A story may put a condition around two words of a sentence.
So each line in which conditions stand is written out once for each way in which it can read.

Invariant: in every state, the paragraphs whose conditions hold say what the story shows, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from party_card.content.prose import strip_markup
from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import FALSE, TRUE, Condition, conjoin, negate
from party_card.importers.story import Branch, If, Item, Link, Lost, Text, escape_prose

MAX_VARIANTS = 64
"""A line that can read in more ways is cut at its conditions into paragraphs."""
Decision = tuple[If, int]
"""A branch of an `If`, by its number."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph of prose with its condition, and what is lost in it."""

    text: str
    condition: Condition = TRUE
    losses: list[Lost] = field(default_factory=list)


@frozen_dataclass
class Option:
    """A link with the condition for its being shown; `losses` are lost conditions around it."""

    link: Link
    condition: Condition
    losses: tuple[Lost, ...] = ()


@dataclass(slots=True)
class PageLayout:
    """What a passage shows; `losses` are those that stand in no paragraph."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    losses: list[Lost] = field(default_factory=list)


@frozen_dataclass
class _Piece:
    """A part of a line, below some decisions, and the lost conditions that it stands under."""

    item: Text | Link | Lost
    decisions: tuple[Decision, ...]
    unknown: tuple[Lost, ...] = ()


def lay_out(items: Iterable[Item]) -> PageLayout:
    """Lays out the items that a passage shows."""
    layout = PageLayout()
    conditions = _BranchConditions()
    for line in _split_lines(_iter_pieces(items)):
        for piece in line:
            if isinstance(piece.item, Link):
                condition = conditions.of(piece.decisions)
                layout.options.append(Option(piece.item, condition, piece.unknown))
        _lay_out_line(_drop_link_marks(line), conditions, layout)
    layout.paragraphs = _join_paragraphs(layout.paragraphs)
    return layout


class _BranchConditions:
    """Computes the conditions of branches, each once: those of a long chain share their parts."""

    def __init__(self) -> None:
        self._by_if: dict[If, tuple[list[Condition], list[Condition]]] = {}

    def branch(self, decision: Decision) -> Condition:
        """Returns the condition for a branch being run: its own, and none of those before it."""
        return self._chain(decision[0])[0][decision[1]]

    def _chain(self, item: If) -> tuple[list[Condition], list[Condition]]:
        if item not in self._by_if:
            own: list[Condition] = []
            rests: list[Condition] = [TRUE]
            for branch in item.branches:
                if isinstance(branch.condition, Lost):
                    own.append(rests[-1])
                    continue
                own.append(conjoin(rests[-1], branch.condition))
                rests.append(conjoin(rests[-1], negate(branch.condition)))
            self._by_if[item] = own, rests
        return self._by_if[item]

    def none_of(self, item: If, numbers: Sequence[int]) -> Condition:
        """Returns the condition for none of these branches being run."""
        known = sum(not isinstance(branch.condition, Lost) for branch in item.branches)
        if set(numbers) >= set(range(known)):
            return self._chain(item)[1][-1]
        condition: Condition = TRUE
        for number in numbers:
            condition = conjoin(condition, negate(self.branch((item, number))))
        return condition

    def of(self, decisions: Iterable[Decision]) -> Condition:
        """Returns the condition for all of these branches being run."""
        condition: Condition = TRUE
        for decision in decisions:
            condition = conjoin(condition, self.branch(decision))
        return condition


def _iter_pieces(items: Iterable[Item]) -> Iterator[_Piece]:
    """Yields texts, links and losses with the decisions above them, in order."""
    pending: list[tuple[Item, tuple[Decision, ...], tuple[Lost, ...]]] = []
    pending += [(item, (), ()) for item in reversed(list(items))]
    while pending:
        item, decisions, unknown = pending.pop()
        if isinstance(item, Text | Link | Lost):
            yield _Piece(item, decisions, unknown)
        elif isinstance(item, If):
            inner: list[tuple[Item, tuple[Decision, ...], tuple[Lost, ...]]] = []
            lost: tuple[Lost, ...] = unknown
            for number, branch in enumerate(item.branches):
                lost = lost or _lost_condition(branch)
                inner += [(part, (*decisions, (item, number)), lost) for part in branch.items]
            pending += inner[::-1]


def _lost_condition(branch: Branch) -> tuple[Lost, ...]:
    return (branch.condition,) if isinstance(branch.condition, Lost) else ()


def _split_lines(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yields the pieces of each line; a text that spans lines is cut."""
    line: list[_Piece] = []
    for piece in pieces:
        if not isinstance(piece.item, Text):
            line.append(piece)
            continue
        first, *others = piece.item.text.split("\n")
        if first:
            line.append(_Piece(Text(first), piece.decisions, piece.unknown))
        for text in others:
            yield line
            line = [_Piece(Text(text), piece.decisions, piece.unknown)] if text else []
    yield line


_WORD = re.compile(r"[^\W_]")


def _drop_link_marks(line: list[_Piece]) -> list[_Piece]:
    """Returns a line without its links: in a sentence their words stay, else bullets beside them go too."""
    if not any(isinstance(piece.item, Link) for piece in line):
        return line
    is_sentence = any(isinstance(piece.item, Text) and _WORD.search(piece.item.text) for piece in line)
    if not is_sentence:
        return [piece for piece in line if isinstance(piece.item, Lost)]
    return [
        _Piece(Text(escape_prose(piece.item.text)), piece.decisions, piece.unknown)
        if isinstance(piece.item, Link)
        else piece
        for piece in line
    ]


def _lay_out_line(line: list[_Piece], conditions: _BranchConditions, layout: PageLayout) -> None:
    """Adds the paragraphs of a line: one for each way in which it can read."""
    texts = [piece for piece in line if isinstance(piece.item, Text) and not piece.unknown]
    losses = [piece.item for piece in line if isinstance(piece.item, Lost)]
    added = len(layout.paragraphs)
    if texts and not any(piece.unknown for piece in line):
        for text, condition in _vary(texts, conditions):
            if condition is not FALSE and strip_markup(text).strip():
                layout.paragraphs.append(Paragraph(text.strip(), condition))
    else:
        for piece in line:
            if isinstance(piece.item, Text) and strip_markup(piece.item.text).strip():
                condition = conditions.of(piece.decisions)
                layout.paragraphs.append(Paragraph(piece.item.text.strip(), condition, list(piece.unknown)))
    if losses and len(layout.paragraphs) > added:
        layout.paragraphs[added].losses += losses
    else:
        layout.losses += losses


def _vary(pieces: Sequence[_Piece], conditions: _BranchConditions) -> Iterator[tuple[str, Condition]]:
    """Yields every way in which a line can read, with its condition; or its pieces, if there are too many ways."""
    if all(not piece.decisions for piece in pieces):
        yield "".join(piece.item.text for piece in pieces), TRUE
        return
    branches: dict[If, list[int]] = {}
    for piece in pieces:
        for item, number in piece.decisions:
            numbers = branches.setdefault(item, [])
            if number not in numbers[-1:]:
                numbers.append(number)
    ways = 1
    for numbers in branches.values():
        ways = min(ways * (len(set(numbers)) + 1), MAX_VARIANTS + 1)
    if ways > MAX_VARIANTS:
        for piece in pieces:
            yield piece.item.text, conditions.of(piece.decisions)
        return
    variants: list[tuple[str, Condition, dict[If, int | None]]] = [("", TRUE, {})]
    for piece in pieces:
        variants = [extended for variant in variants for extended in _extend(variant, piece, branches, conditions)]
    for text, condition, _ in variants:
        yield text, condition


def _extend(
    variant: tuple[str, Condition, dict[If, int | None]],
    piece: _Piece,
    branches: dict[If, list[int]],
    conditions: _BranchConditions,
) -> Iterator[tuple[str, Condition, dict[If, int | None]]]:
    """Yields a variant with a piece added if its branch is run; splits it at each `If` that is not decided yet."""
    text, condition, decided = variant
    for item, number in piece.decisions:
        if item not in decided:
            numbers = list(dict.fromkeys(branches[item]))
            for other in (*numbers, None):
                own = conditions.none_of(item, numbers) if other is None else conditions.branch((item, other))
                total = conjoin(condition, own)
                if total is not FALSE:
                    yield from _extend((text, total, {**decided, item: other}), piece, branches, conditions)
            return
        if decided[item] != number:
            yield variant
            return
    yield text + piece.item.text, condition, decided


def _join_paragraphs(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Joins paragraphs that follow each other without conditions or losses."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        previous = joined[-1] if joined else None
        is_plain = paragraph.condition is TRUE and not paragraph.losses
        if previous is not None and is_plain and previous.condition is TRUE and not previous.losses:
            previous.text += f"\n\n{paragraph.text}"
        else:
            joined.append(paragraph)
    return joined
