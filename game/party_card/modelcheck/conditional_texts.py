"""Lists the parts of a scene that are shown or exported under a condition, with the states that satisfy it."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import ConditionText, RecordBlock, Trace
from party_card.content.yaml_nodes import NodeRef
from party_card.modelcheck.state_space import ReachableStates, StateSet


def iter_conditional_blocks(states: ReachableStates) -> Iterator[tuple[int, ConditionText, NodeRef]]:
    """Yields passage, condition and its location for each conditional block of a reachable passage."""
    for passage in states.passages:
        text = states.model.passage(passage).text
        if not isinstance(text, str):
            for block in text:
                if block.if_ is not None:
                    yield passage, block.if_, block.location.value("if")


def find_reached_endings(states: ReachableStates) -> tuple[int, ...]:
    """Returns the reachable passages that have an ending."""
    return tuple(passage for passage in states.passages if states.model.passage(passage).ending is not None)


def iter_record_states(states: ReachableStates) -> Iterator[tuple[RecordBlock, dict[int, StateSet]]]:
    """Yields each block of the record with the states, by reached ending, in which it is shown."""
    for block in states.compiled.scene.record:
        if state_sets := find_states_at_endings(states, block.if_):
            yield block, state_sets


def iter_trace_states(states: ReachableStates) -> Iterator[tuple[Trace, dict[int, StateSet]]]:
    """Yields each trace with the states, by reached ending, in which it is exported."""
    for trace in states.compiled.scene.leaves:
        if state_sets := find_states_at_endings(states, trace.if_):
            yield trace, state_sets


def find_states_at_endings(states: ReachableStates, condition: ConditionText | None) -> dict[int, StateSet]:
    """Returns for each reached ending the states that satisfy a condition."""
    return {passage: states.states_where(passage, condition) for passage in find_reached_endings(states)}
