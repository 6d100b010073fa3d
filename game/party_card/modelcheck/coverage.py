"""Coverage of a scene: the share that the story tests, or all paths, have reached, and the missing items.

Invariant: a share is a count of items that have a name; every missing item is listed with its location.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import Block, Choice, ConditionText, PaperId, RecordBlock, Trace
from party_card.content.node_ref import NodeRef
from party_card.content.prose import iter_cited_fact_ids
from party_card.diagnostics.source import Span
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.file_proof import get_file_proof
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.story_tests import StoryTestResult

ConditionKind = Literal["text", "choice", "record", "trace"]
RECORD_PASSAGE = -1
"""Replaces a passage index in references to conditions of the record and of exported traces."""


class ConditionRef(NamedTuple):
    """Identifies a condition: the index of its passage, the kind of item, and the index among items of that kind."""

    passage: int
    kind: ConditionKind
    item_index: int


class ConditionUse(NamedTuple):
    """A condition of the scene with its text and location."""

    ref: ConditionRef
    text: ConditionText
    location: NodeRef


@frozen_dataclass
class CoverageData:
    """The items reached: passages by index, choices as (passage, index), conditions with their results, papers."""

    passages: frozenset[int]
    choices: frozenset[tuple[int, int]]
    condition_results: frozenset[tuple[ConditionRef, bool]]
    papers: frozenset[PaperId] = frozenset()


def iter_condition_uses(compiled: CompiledScene) -> Iterator[ConditionUse]:
    """Yields every condition of a text, a choice, a part of the record or a trace."""
    for passage_index, passage in enumerate(compiled.scene.passages.values()):
        yield from _iter_uses(passage_index, "text", passage.blocks)
        yield from _iter_uses(passage_index, "choice", passage.choices)
    yield from _iter_uses(RECORD_PASSAGE, "record", compiled.scene.closing_blocks)
    yield from _iter_uses(RECORD_PASSAGE, "trace", compiled.scene.leaves)


def _iter_uses(
    passage: int, kind: ConditionKind, items: Sequence[Block | Choice | RecordBlock | Trace]
) -> Iterator[ConditionUse]:
    for index, item in enumerate(items):
        if item.if_ is not None:
            yield ConditionUse(ConditionRef(passage, kind, index), item.if_, item.location.value("if"))


def collect_from_states(states: ReachableStates) -> CoverageData:
    """Returns the items that at least one path reaches."""
    results: set[tuple[ConditionRef, bool]] = set()
    for ref, text, _ in iter_condition_uses(states.compiled):
        for passage in states.endings if ref.passage == RECORD_PASSAGE else [ref.passage]:
            results.update((ref, result) for result in states.find_results(passage, text))
    choices = frozenset((transition.source, transition.choice_index) for transition in states.enabled_transitions)
    proof = get_file_proof(states)
    papers = frozenset(paper.id for paper in proof.possible_papers) if proof is not None else frozenset()
    return CoverageData(frozenset(states.passages), choices, frozenset(results), papers)


def collect_from_tests(compiled: CompiledScene, test_results: Iterable[StoryTestResult]) -> CoverageData:
    """Returns the items that the story tests reach; the record too, if a test reaches an ending."""
    positions: set[Position] = set()
    choices: set[tuple[int, int]] = set()
    papers: set[PaperId] = set()
    system = compiled.system
    for test_result in test_results:
        papers.update(test_result.papers)
        positions.update(test_result.positions)
        for position, choice in zip(test_result.positions, test_result.choices, strict=False):
            choice_index = system.choice_index(system.passages[position[0]], choice)
            if choice_index is not None:
                choices.add((position[0], choice_index))
    by_passage: dict[int, list[Position]] = {}
    for position in positions:
        by_passage.setdefault(position[0], []).append(position)
    passages = list(compiled.scene.passages.values())
    by_passage[RECORD_PASSAGE] = [position for position in positions if passages[position[0]].ending is not None]
    results = {
        (ref, system.evaluate(text, position))
        for ref, text, _ in iter_condition_uses(compiled)
        for position in by_passage.get(ref.passage, ())
    }
    passage_indices = frozenset(position[0] for position in positions)
    return CoverageData(passage_indices, frozenset(choices), frozenset(results), frozenset(papers))


def find_cited_facts(compiled: CompiledScene, data: CoverageData) -> frozenset[str]:
    """Returns the ids of the facts that are cited in the texts reached."""
    scene = compiled.scene
    figures, closing_facts = compiled.evidence.figures, set[str]()
    texts: list[str | None] = [scene.question, scene.summary, scene.role.text if scene.role is not None else None]
    texts += [scene.hook, *(item.text for item in scene.context)]
    has_ended = False
    for passage_index, passage in enumerate(scene.passages.values()):
        if passage_index not in data.passages:
            continue
        has_ended = has_ended or passage.ending is not None
        for index, block in enumerate(passage.blocks):
            if block.if_ is None or (ConditionRef(passage_index, "text", index), True) in data.condition_results:
                texts += [block.text, block.document]
        for index, choice in enumerate(passage.choices):
            ref = ConditionRef(passage_index, "choice", index)
            is_locked = choice.locked is not None and (ref, False) in data.condition_results
            if choice.if_ is None or is_locked or (ref, True) in data.condition_results:
                texts += [choice.text, choice.locked if is_locked else None]
            if (passage_index, index) in data.choices:
                texts += [choice.did, passage.record]
    if has_ended:
        for index, record_block in enumerate(scene.closing_blocks):
            if (
                record_block.if_ is None
                or (ConditionRef(RECORD_PASSAGE, "record", index), True) in data.condition_results
            ):
                closing_facts.update(iter_block_facts(record_block, figures))
        if scene.file is not None:
            texts.append(scene.file.office)
            papers = (paper for paper in scene.file.papers if paper.id in data.papers)
            texts += [text for paper in papers for text in (paper.kept, *(part.text for part in paper.texts))]
    return frozenset(fact for text in texts if text for fact in iter_cited_fact_ids(text)) | closing_facts


@frozen_dataclass
class CoverageItem:
    """One thing that can be covered, such as a passage: its name, its location, and whether it was covered."""

    name: str
    span: Span
    is_covered: bool


@frozen_dataclass
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


@frozen_dataclass
class Coverage:
    """Coverage by kind: passages, choices, conditions with each result, conditional texts, endings, facts, papers."""

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


COVERAGE_KINDS = ("passages", "choices", "conditions", "texts", "endings", "facts", "papers")


def measure_coverage(compiled: CompiledScene, data: CoverageData) -> Coverage:
    """Returns the coverage of a scene from the data of its tests or of all paths; papers count if it has a file."""
    scene, fact_ids, uses = compiled.scene, find_cited_facts(compiled, data), list(iter_condition_uses(compiled))
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
        [_make_item(name, fact.location, name in fact_ids) for name, fact in compiled.evidence.facts.items()],
        [
            _make_item(paper.id, paper.location.value("id"), paper.id in data.papers)
            for paper in (scene.file.papers if scene.file is not None else ())
        ],
    )
    counts = zip(COVERAGE_KINDS, items, strict=True)
    return Coverage(tuple(CoverageCount(kind, tuple(row)) for kind, row in counts if row or kind != "papers"))


def _make_item(name: str, location: NodeRef, is_covered: bool) -> CoverageItem:
    return CoverageItem(str(name), location.span, is_covered)


def find_counts_below(coverage: Coverage, min_shares: dict[str, float]) -> tuple[CoverageCount, ...]:
    """Returns the counts whose share is below the minimum of their kind (0 to 1)."""
    return tuple(count for count in coverage.counts if count.share < min_shares.get(count.kind, 0.0))
