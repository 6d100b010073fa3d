"""The state space of a scene: all reachable states, and the questions that findings and front ends ask about them.

Invariant: a `ReachableStates` is complete, or it is not created. Answers about a passage hold for every state in which
some path reaches it; a state is a passage and the values of the slots that are live there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from party_card.content.models import ConditionText, PassageId
from party_card.content.variables import YES_NO
from party_card.content.yaml_nodes import NodeRef
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.bfs import BfsLayers, Witness
from party_card.modelcheck.model import Model, Transition
from party_card.modelcheck.reachability import compute_backward_reachable, find_nodes_reaching_cycles
from party_card.modelcheck.state_sets import StateSetAlgebra

StateSet = Any
"""A set of states of one passage in the representation of the algebra; false if empty."""


class ReachableStates:
    """All reachable states of a scene: `reachable` has the state set of every passage."""

    def __init__(self, algebra: StateSetAlgebra[StateSet], reachable: Sequence[StateSet], state_count: int) -> None:
        self.algebra = algebra
        self.reachable = reachable
        self.state_count = state_count
        self.model: Model = algebra.model
        self.compiled: CompiledScene = algebra.model.compiled

    @cached_property
    def passages(self) -> tuple[int, ...]:
        """The indices of the reachable passages, in the order written."""
        return tuple(index for index, state_set in enumerate(self.reachable) if state_set)

    @cached_property
    def endings(self) -> tuple[int, ...]:
        """The indices of the reachable passages that have an ending."""
        return tuple(passage for passage in self.passages if self.model.passage(passage).ending is not None)

    @cached_property
    def enabled(self) -> tuple[tuple[StateSet, ...], ...]:
        """For each passage and each of its choices, the states in which the choice is enabled."""
        return tuple(
            tuple(
                self.algebra.filter(passage, transition.condition, self.reachable[passage])
                for transition in transitions
            )
            for passage, transitions in enumerate(self.model.transitions)
        )

    @cached_property
    def used_transitions(self) -> tuple[Transition, ...]:
        """The transitions that are enabled in at least one state."""
        return tuple(
            transition
            for passage in self.passages
            for transition, state_set in zip(self.model.transitions[passage], self.enabled[passage], strict=True)
            if state_set
        )

    @cached_property
    def transition_count(self) -> int:
        """The number of transitions between states: every enabled choice of every state."""
        return sum(self.algebra.count(state_set) for row in self.enabled for state_set in row)

    @cached_property
    def deadlocks(self) -> dict[int, StateSet]:
        """By passage, the states in which every choice is closed; passages without choices do not count."""
        deadlocks = {}
        for passage in self.passages:
            if self.model.transitions[passage] and passage not in self.endings:
                blocked = self.reachable[passage]
                for state_set in self.enabled[passage]:
                    blocked = self.algebra.difference(blocked, state_set)
                if blocked:
                    deadlocks[passage] = blocked
        return deadlocks

    @cached_property
    def livelocks(self) -> dict[int, StateSet]:
        """By passage, the states from which every path goes on for ever."""
        edges = [(transition.source, transition.target) for transition in self.used_transitions]
        if not find_nodes_reaching_cycles(self.passages, edges):
            return {}
        final_states = [
            state_set
            if not self.model.transitions[passage] or passage in self.endings
            else self.deadlocks.get(passage, self.algebra.empty())
            for passage, state_set in enumerate(self.reachable)
        ]
        leading = compute_backward_reachable(self.algebra, self.reachable, final_states)
        endless = {
            passage: self.algebra.difference(self.reachable[passage], leading[passage]) for passage in self.passages
        }
        return {passage: state_set for passage, state_set in endless.items() if state_set}

    @cached_property
    def _layers(self) -> BfsLayers[StateSet]:
        return BfsLayers(self.algebra)

    def states_where(self, passage: int, condition: ConditionText | None) -> StateSet:
        """Returns the states of a passage that satisfy a condition observed there."""
        parsed = None if condition is None else self.model.condition(condition)
        return self.algebra.filter(passage, parsed, self.reachable[passage])

    def states_where_not(self, passage: int, condition: ConditionText) -> StateSet:
        """Returns the states of a passage that do not satisfy a condition."""
        return self.algebra.difference(self.reachable[passage], self.states_where(passage, condition))

    def states_at_endings(self, condition: ConditionText | None) -> dict[int, StateSet]:
        """Returns for each reachable ending the states that satisfy a condition."""
        return {passage: self.states_where(passage, condition) for passage in self.endings}

    def iter_conditional_blocks(self) -> Iterator[tuple[int, ConditionText, NodeRef]]:
        """Yields passage, condition and its location for each conditional block of a reachable passage."""
        for passage in self.passages:
            for block in self.model.passage(passage).blocks:
                if block.if_ is not None:
                    yield passage, block.if_, block.location.value("if")

    def shortest_path(self, targets: Mapping[int, StateSet]) -> Witness:
        """Returns a shortest path into reachable target sets, given by passage, of which one is not empty."""
        witness = self._layers.find_witness(targets)
        if witness is None:
            raise ValueError("no target state is reachable")
        return witness

    def values_after(self, witness: Witness) -> dict[str, str]:
        """Returns the variables and marks at the end of a path, as authors write their values."""
        system = self.compiled.system
        position = system.initial_state(witness.imported_traces)
        for choice in witness.choices:
            choice_index = system.choice_index(system.passages[position[0]], choice)
            assert choice_index is not None  # noqa: S101  # the path consists of these choices
            position = system.apply(position, choice_index)
        values = zip(system.slots, position[1:], strict=True)
        return {name: system.domains.get(name, YES_NO).names[value] for name, value in values}

    def passage_index(self, passage: PassageId) -> int:
        """Returns the index of a passage."""
        return self.compiled.system.passages.index(passage)
