"""Collects what the story tests, or all paths, have reached of a scene.

Invariant: a condition is identified by its location in the scene, not by its text, which may occur twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from party_card.content.models import Block, Choice, ConditionText, RecordBlock, Trace
from party_card.content.prose import cited_fact_ids
from party_card.content.yaml_nodes import NodeRef
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.story_tests import StoryTestResult

ConditionKind = Literal["text", "choice", "record", "trace"]
RECORD_PASSAGE = -1
"""Stands for a passage index in references to conditions of the record and of exported traces."""


class ConditionRef(NamedTuple):
    """Identifies a condition: the index of its passage, what it decides, and its index among the items of that kind."""

    passage: int
    kind: ConditionKind
    item_index: int


class ConditionUse(NamedTuple):
    """A condition of the scene with its text and location."""

    ref: ConditionRef
    text: ConditionText
    location: NodeRef


@dataclass(frozen=True, slots=True)
class CoverageData:
    """What was reached: passages by index, choices as (passage, choice index), conditions with their results."""

    passages: frozenset[int]
    choices: frozenset[tuple[int, int]]
    condition_results: frozenset[tuple[ConditionRef, bool]]


def list_condition_uses(compiled: CompiledScene) -> Iterator[ConditionUse]:
    """Yields every condition that decides what is shown, enabled or exported."""
    for passage_index, passage in enumerate(compiled.scene.passages.values()):
        yield from _list_uses(passage_index, "text", passage.blocks)
        yield from _list_uses(passage_index, "choice", passage.choices)
    yield from _list_uses(RECORD_PASSAGE, "record", compiled.scene.record)
    yield from _list_uses(RECORD_PASSAGE, "trace", compiled.scene.leaves)


def _list_uses(
    passage: int, kind: ConditionKind, items: Sequence[Block | Choice | RecordBlock | Trace]
) -> Iterator[ConditionUse]:
    for index, item in enumerate(items):
        if item.if_ is not None:
            yield ConditionUse(ConditionRef(passage, kind, index), item.if_, item.location.value("if"))


def collect_from_states(states: ReachableStates) -> CoverageData:
    """Returns what at least one path reaches."""
    results: set[tuple[ConditionRef, bool]] = set()
    for ref, text, _ in list_condition_uses(states.compiled):
        for passage in states.endings if ref.passage == RECORD_PASSAGE else [ref.passage]:
            if states.states_where(passage, text):
                results.add((ref, True))
            if states.states_where_not(passage, text):
                results.add((ref, False))
    choices = frozenset((transition.source, transition.choice_index) for transition in states.used_transitions)
    return CoverageData(frozenset(states.passages), choices, frozenset(results))


def collect_from_tests(compiled: CompiledScene, test_results: Iterable[StoryTestResult]) -> CoverageData:
    """Returns what the story tests reach; the record too, if a test reaches an ending."""
    positions: set[Position] = set()
    choices: set[tuple[int, int]] = set()
    system = compiled.system
    for test_result in test_results:
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
        for ref, text, _ in list_condition_uses(compiled)
        for position in by_passage.get(ref.passage, ())
    }
    return CoverageData(frozenset(position[0] for position in positions), frozenset(choices), frozenset(results))


def find_cited_facts(compiled: CompiledScene, data: CoverageData) -> frozenset[str]:
    """Returns the ids of the facts that are cited in the texts reached."""
    scene = compiled.scene
    texts: list[str | None] = [scene.question, scene.summary, scene.role.text if scene.role is not None else None]
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
        for index, record_block in enumerate(scene.record):
            if (
                record_block.if_ is None
                or (ConditionRef(RECORD_PASSAGE, "record", index), True) in data.condition_results
            ):
                texts += [record_block.text, record_block.unknown]
    return frozenset(fact for text in texts if text for fact in cited_fact_ids(text))
