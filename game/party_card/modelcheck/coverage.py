"""How much of a scene has been seen, and what has not: data first, then lines of text.

Law: a share is a count of things that can be named; whatever is missing is listed with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.source import Span
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.coverage_collect import CoverageData, conditions, facts_cited


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that can be seen: what it is, where it is written, and whether it was."""

    name: str
    span: Span
    seen: bool


@dataclass(frozen=True, slots=True)
class CoverageCount:
    """The parts of one kind."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def seen(self) -> int:
        """How many were seen."""
        return sum(part.seen for part in self.parts)

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where there is nothing to see."""
        return self.seen / len(self.parts) if self.parts else 1.0

    @property
    def missing(self) -> tuple[Part, ...]:
        """What was not seen."""
        return tuple(part for part in self.parts if not part.seen)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Passages, choices, conditions each way, texts with a condition, endings, and facts of the dossiers cited."""

    tallies: tuple[CoverageCount, ...]

    def of(self, kind: str) -> CoverageCount:
        """The parts of one kind."""
        return next(tally for tally in self.tallies if tally.kind == kind)

    def data(self) -> dict[str, Any]:
        """The same as plain data: counts, and what is missing by line."""
        return {
            tally.kind: {
                "seen": tally.seen,
                "all": len(tally.parts),
                "missing": [{"name": part.name, "line": part.span.line} for part in tally.missing],
            }
            for tally in self.tallies
        }

    def told(self, most: int = 6) -> str:
        """The same as lines of text; of what is missing, the first few."""
        lines = []
        for tally in self.tallies:
            line = f"{tally.kind:<11}{tally.seen:>5} of {len(tally.parts):<5}{tally.share:>5.0%}"
            names = [f"{part.name} ({part.span.line})" if part.span.line else part.name for part in tally.missing]
            if names:
                line += (
                    "  missing: " + ", ".join(names[:most]) + (f" and {len(names) - most} more" if names[most:] else "")
                )
            lines.append(line)
        return "\n".join(lines)


KINDS = ("passages", "choices", "conditions", "texts", "endings", "facts")


def cover(compiled: CompiledScene, seen: CoverageData) -> Coverage:
    """Counts what was seen of a scene."""
    asked = list(conditions(compiled))
    both = [
        _part(f"{one.text} {'true' if answer else 'false'}", one.location, (one.asked, answer) in seen.answers)
        for one in asked
        for answer in (True, False)
    ]
    texts = [
        _part(one.text, one.location, (one.asked, True) in seen.answers) for one in asked if one.asked.kind != "choice"
    ]
    cited = facts_cited(compiled, seen)
    facts = [_part(str(name), fact.location, name in cited) for name, fact in compiled.facts.items()]
    parts = (_passages(compiled, seen), _choices(compiled, seen), both, texts, _endings(compiled, seen), facts)
    return Coverage(tuple(CoverageCount(kind, tuple(found)) for kind, found in zip(KINDS, parts, strict=True)))


def _part(name: str, at: NodeRef, seen: bool) -> Part:
    return Part(name, at.span, seen)


def _passages(compiled: CompiledScene, seen: CoverageData) -> Iterator[Part]:
    place = compiled.scene.location.value("passages")
    for number, name in enumerate(compiled.scene.passages):
        yield Part(str(name), place.key_span(name), number in seen.passages)


def _choices(compiled: CompiledScene, seen: CoverageData) -> Iterator[Part]:
    for passage, row in enumerate(compiled.system.choices):
        for number, choice in enumerate(row):
            yield _part(str(choice.id), choice.location.value("id"), (passage, number) in seen.made)


def _endings(compiled: CompiledScene, seen: CoverageData) -> Iterator[Part]:
    for number, passage in enumerate(compiled.scene.passages.values()):
        if passage.ending is not None:
            yield _part(str(passage.ending.id), passage.ending.location.value("id"), number in seen.passages)


def below(coverage: Coverage, least: dict[str, float]) -> tuple[CoverageCount, ...]:
    """The kinds of which less was seen than asked for, by shares from 0 to 1."""
    return tuple(tally for tally in coverage.tallies if tally.share < least.get(tally.kind, 0.0))
