"""Compares the citations of the reference player with those of the engine.

Invariant: a citation depends on the note before it and on whether its source was cited before. So it is enough to
compare every fact after every other, and every fact whose source was cited before the note of another source.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from typing import Any, NamedTuple

from party_card.content.models import FactId
from party_card.engine.compiled import CompiledScene
from party_card.frontends.shared.page_decoder import PageDecoder
from party_card.frontends.shared.scene_data import (
    ABOUT,
    CHART,
    CONTENT_NOTE,
    DOCUMENT,
    HOOK,
    LINK,
    NONE,
    PARAGRAPH,
    QUESTION,
    RECORD_PARAGRAPH,
    SOURCE_COMPARISON,
    STATEMENT,
    UNKNOWN,
    CitationRow,
    EncodedLine,
    Json,
    list_runs,
)


class CitationMismatch(NamedTuple):
    """A citation that differs: that of the last of the facts `names`, after the others."""

    names: tuple[str, ...]
    expected: list[Any]
    actual: list[Any]


def find_citation_mismatches(data: Json, number: int, compiled: CompiledScene) -> Iterator[CitationMismatch]:
    """Yields the notes of scene `number` whose citations differ."""
    evidence = compiled.evidence
    rows = [CitationRow(*row) for row in data["cited"]]
    cites = {row.name: fact.cites for row in rows if (fact := evidence.find_fact(FactId(row.name))) is not None}
    cites |= {f"figure {figure.title}": figure.cites for figure in evidence.figures.values()}
    row_numbers = sorted(_find_cited_rows(data, data["scenes"][number]))
    by_source: dict[int, list[int]] = {}
    for row_number in row_numbers:
        by_source.setdefault(rows[row_number].source, []).append(row_number)
    for numbers in chain(product(row_numbers, row_numbers), _iter_returns_to_source(by_source)):
        names = tuple(dict.fromkeys(rows[row_number].name for row_number in numbers))
        runs = evidence.note_formatter.format_notes([cites[name] for name in names])[-1]
        expected = [[1, run.text] if run.italic else run.text for run in runs]
        actual = PageDecoder(data).format_citations(numbers)[-1]
        if expected != actual:
            yield CitationMismatch(names, expected, actual)


def _iter_returns_to_source(by_source: dict[int, list[int]]) -> Iterator[tuple[int, int, int]]:
    """Yields for each fact: another fact of its source, a fact of another source, then the fact itself."""
    for source, facts in by_source.items():
        for fact in facts:
            other_fact = next((other for other in facts if other != fact), None)
            if other_fact is not None:
                for other_source, other_facts in by_source.items():
                    if other_source != source:
                        yield other_fact, other_facts[-1], fact


def _find_cited_rows(data: Json, scene: Json) -> set[int]:
    """Returns the rows of `cited` that the lines and charts of a scene refer to."""
    row_numbers: set[int] = set()
    lines: list[EncodedLine] = []
    rows = [
        scene["briefing"],
        scene["essentials"],
        scene["record"],
        scene["aftermath"],
        scene["fates"],
        scene["debrief"],
    ]
    for _, _, blocks, choices, _, _, record, _ in scene["passages"]:
        rows.append(blocks)
        lines += [line for choice in choices for line in (choice[1], choice[4], choice[6]) if line != NONE]
        lines += record[1:2] if record else []
    for row in chain.from_iterable(rows):
        lines += _list_lines(row)
        row_numbers |= {row[5]} if row[0] == CHART and row[5] >= 0 else set()
    for line in lines:
        row_numbers |= {run for run in list_runs(data, line) if isinstance(run, int)}
    return row_numbers


def _list_lines(row: list[Any]) -> list[EncodedLine]:
    kind = row[0]
    if kind in (PARAGRAPH, HOOK, UNKNOWN, QUESTION, SOURCE_COMPARISON):
        return row[2:3]
    if kind == CHART:
        return [bar[5] for bar in row[4] if len(bar) > 5]
    if kind in (RECORD_PARAGRAPH, STATEMENT):
        return row[3:4]
    if kind == LINK:
        return row[4:5]
    if kind in (DOCUMENT, ABOUT, CONTENT_NOTE):
        lines: list[EncodedLine] = row[-1]
        return lines
    return []
