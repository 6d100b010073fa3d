"""Citations of the twin against those of the engine.

Law: a citation depends on the note before it and on whether its source came before, so every two facts of a scene one
after the other, and every one met again after another source, are all there is to compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from typing import Any, NamedTuple

from party_card.engine.compiled import CompiledScene
from party_card.evidence.cite import notes_in_order
from party_card.frontends.html.decode import (
    ACCOUNT,
    CHART,
    CONTENT_NOTE,
    DOCUMENT,
    LINK,
    PARAGRAPH,
    QUESTION,
    UNKNOWN,
    Json,
    PageDecoder,
)


class CitationMismatch(NamedTuple):
    """A citation that differs: the last of those named, as the engine has it and as the data has it."""

    names: tuple[str, ...]
    ours: list[Any]
    theirs: list[Any]


def notes_apart(data: Json, number: int, compiled: CompiledScene) -> Iterator[CitationMismatch]:
    """Where the facts that scene `number` cites are cited otherwise."""
    cites = {str(name): fact.cite for name, fact in compiled.facts.items()}
    cites |= {f"figure {figure.title}": figure.cite for figure in compiled.figures.values()}
    rows = data["cited"]
    used = sorted(_cited(data, data["scenes"][number]))
    others = {rows[cited][6]: cited for cited in used}
    pairs: Iterator[tuple[int, ...]] = product(used, used)
    again = (
        (one, other, two) for one, two in _alike(used, rows) for other in others.values() if _apart(rows, one, other)
    )
    for numbers in chain(pairs, again):
        names = tuple(dict.fromkeys(rows[cited][0] for cited in numbers))
        runs = notes_in_order([cites[name] for name in names], compiled.sources, compiled.indexes)[-1]
        ours = [[1, run.text] if run.italic else run.text for run in runs]
        theirs = PageDecoder(data).cited(numbers)[-1]
        if ours != theirs:
            yield CitationMismatch(names, ours, theirs)


def _alike(used: list[int], rows: list[list[Any]]) -> Iterator[tuple[int, int]]:
    """Each fact with another one of the same source, to come before it."""
    first: dict[int, list[int]] = {}
    for cited in used:
        first.setdefault(rows[cited][6], []).append(cited)
    for cited in used:
        before = next((other for other in first[rows[cited][6]] if other != cited), None)
        if before is not None:
            yield before, cited


def _apart(rows: list[list[Any]], one: int, other: int) -> bool:
    return bool(rows[one][6] != rows[other][6])


def _cited(data: Json, scene: Json) -> set[int]:
    """The rows cited by the lines and charts of a scene."""
    found: set[int] = set()
    lines: list[int] = []
    blocks = [scene["briefing"], scene["record"], scene["debrief"]]
    for _, _, shown, choices, _, _, record, _ in scene["passages"]:
        blocks.append(shown)
        lines += [line for choice in choices for line in (choice[1], choice[4], choice[6]) if line >= 0]
        lines += record[1:2] if record else []
    for row in chain.from_iterable(blocks):
        lines += _lines(row)
        found |= {row[5]} if row[0] == CHART else set()
    for line in lines:
        runs = data["lines"][line]
        found |= {run for run in runs if isinstance(run, int)}
    return found


def _lines(row: list[Any]) -> list[int]:
    """The lines of a block."""
    kind = row[0]
    if kind in (PARAGRAPH, UNKNOWN, QUESTION):
        return row[2:3]
    if kind == ACCOUNT:
        return row[3:4]
    if kind == LINK:
        return row[4:5]
    if kind in (DOCUMENT, CONTENT_NOTE):
        found: list[int] = row[-1]
        return found
    return []
