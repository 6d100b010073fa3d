"""The texts of a scene that depend on a condition, and where an atlas says that they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from party_card.content.models import ConditionText, RecordBlock, Trace
from party_card.content.yaml_loader import NodeRef
from party_card.modelcheck.state_space import ReachableStates


def asked_texts(states: ReachableStates) -> Iterator[tuple[int, ConditionText, NodeRef]]:
    """For each block with a condition in a reached passage: the passage, the condition and its place."""
    for passage in states.passages:
        text = states.model.passage(passage).text
        if not isinstance(text, str):
            for block in text:
                if block.if_ is not None:
                    yield passage, block.if_, block.location.value("if")


def endings(states: ReachableStates) -> tuple[int, ...]:
    """The passages with an ending that some path reaches."""
    return tuple(passage for passage in states.passages if states.model.passage(passage).ending is not None)


def record_regions(states: ReachableStates) -> Iterator[tuple[RecordBlock, dict[int, Any]]]:
    """Each part of the record, and for each ending reached the positions that lead to it; nothing without endings."""
    for told in states.compiled.scene.record:
        if regions := at_endings(states, told.if_):
            yield told, regions


def trace_regions(states: ReachableStates) -> Iterator[tuple[Trace, dict[int, Any]]]:
    """Each trace that the scene leaves, and for each ending reached the positions at which it is left."""
    for trace in states.compiled.scene.leaves:
        if regions := at_endings(states, trace.if_):
            yield trace, regions


def at_endings(states: ReachableStates, condition: ConditionText | None) -> dict[int, Any]:
    """For each ending reached the positions at which a condition holds."""
    return {passage: states.states_where(passage, condition) for passage in endings(states)}
