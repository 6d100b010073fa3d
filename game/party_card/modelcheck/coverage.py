"""Coverage of a scene: how much of it the story tests, or all paths, have reached, and what is missing.

Invariant: a share is a count of items that have a name; every missing item is listed with its location.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from party_card.content.yaml_nodes import NodeRef
from party_card.diagnostics.source import Span
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.coverage_collect import CoverageData, find_cited_facts, list_condition_uses


@dataclass(frozen=True, slots=True)
class CoverageItem:
    """One thing that can be covered, such as a passage: its name, its location, and whether it was covered."""

    name: str
    span: Span
    is_covered: bool


@dataclass(frozen=True, slots=True)
class CoverageCount:
    """The items of one kind."""

    kind: str
    items: tuple[CoverageItem, ...]

    @property
    def covered_count(self) -> int:
        """The number of covered items."""
        return sum(item.is_covered for item in self.items)

    @property
    def share(self) -> float:
        """The covered share from 0 to 1; 1 if there are no items."""
        return self.covered_count / len(self.items) if self.items else 1.0

    @property
    def missing_items(self) -> tuple[CoverageItem, ...]:
        """The items that are not covered."""
        return tuple(item for item in self.items if not item.is_covered)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage by kind: passages, choices, conditions with each result, conditional texts, endings, cited facts."""

    counts: tuple[CoverageCount, ...]

    def count_of(self, kind: str) -> CoverageCount:
        """Returns the count of one kind."""
        return next(count for count in self.counts if count.kind == kind)

    def to_data(self) -> dict[str, Any]:
        """Returns counts and missing items with their lines, as plain data for JSON."""
        return {
            count.kind: {
                "seen": count.covered_count,
                "all": len(count.items),
                "missing": [{"name": item.name, "line": item.span.line} for item in count.missing_items],
            }
            for count in self.counts
        }


COVERAGE_KINDS = ("passages", "choices", "conditions", "texts", "endings", "facts")


def measure_coverage(compiled: CompiledScene, data: CoverageData) -> Coverage:
    """Returns the coverage of a scene by what was collected from tests or from all paths."""
    scene, cited, uses = compiled.scene, find_cited_facts(compiled, data), list(list_condition_uses(compiled))
    passages = scene.location.value("passages")
    endings = [(index, passage.ending) for index, passage in enumerate(scene.passages.values())]
    items = (
        [
            CoverageItem(str(name), passages.key_span(name), index in data.passages)
            for index, name in enumerate(scene.passages)
        ],
        [
            _make_item(choice.id, choice.location.value("id"), (passage, index) in data.choices)
            for passage, choices in enumerate(compiled.system.choices)
            for index, choice in enumerate(choices)
        ],
        [
            _make_item(f"{text} {'true' if result else 'false'}", location, (ref, result) in data.condition_results)
            for ref, text, location in uses
            for result in (True, False)
        ],
        [
            _make_item(text, location, (ref, True) in data.condition_results)
            for ref, text, location in uses
            if ref.kind != "choice"
        ],
        [
            _make_item(ending.id, ending.location.value("id"), index in data.passages)
            for index, ending in endings
            if ending is not None
        ],
        [_make_item(name, fact.location, name in cited) for name, fact in compiled.evidence.facts.items()],
    )
    return Coverage(tuple(CoverageCount(kind, tuple(row)) for kind, row in zip(COVERAGE_KINDS, items, strict=True)))


def _make_item(name: str, location: NodeRef, is_covered: bool) -> CoverageItem:
    return CoverageItem(str(name), location.span, is_covered)


def find_counts_below(coverage: Coverage, min_shares: dict[str, float]) -> tuple[CoverageCount, ...]:
    """Returns the counts whose share is below the minimum of their kind (0 to 1)."""
    return tuple(count for count in coverage.counts if count.share < min_shares.get(count.kind, 0.0))
