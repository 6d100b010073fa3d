"""The state space of a scene: all reachable states, and the questions that findings and front ends ask about them.

Invariant: a `ReachableStates` is complete, or it is not created. Answers about a passage hold for every state in which
some path reaches it; a state is a passage and the values of the slots that are live there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from party_card.content.domains import YES_NO
from party_card.content.models import ConditionText, PassageId
from party_card.content.node_ref import NodeRef
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.bfs import BfsLayers, Witness
from party_card.modelcheck.model import Model, Transition, build_model
from party_card.modelcheck.reachability import compute_backward_reachable, find_nodes_reaching_cycles
from party_card.modelcheck.state_sets import StateSetAlgebra

StateSet = Any
"""A set of states of one passage in the representation of the algebra; false if empty."""


class ConditionalBlock(NamedTuple):
    """The condition of a block, with the index of its passage and its location."""

    passage: int
    condition: ConditionText
    location: NodeRef


class ReachableStates:
    """All reachable states of a scene: `reachable` has the state set of every passage."""

    def __init__(self, algebra: StateSetAlgebra[StateSet], state_sets: Sequence[StateSet], state_count: int) -> None:
        self.algebra = algebra
        self.state_sets = state_sets
        self.state_count = state_count
        self.model: Model = algebra.model
        self.compiled: CompiledScene = algebra.model.compiled
        self.shared_results: dict[str, Any] = {}
        """What modules have found that depends on the rules of the scene and on nothing else, by a name of theirs."""
        self._results: dict[tuple[int, ConditionText], frozenset[bool]] = {}

    def transfer_to(self, compiled: CompiledScene) -> ReachableStates:
        """Returns the states for the same scene with other texts; its `describe_rules` must be equal."""
        states = ReachableStates(self.algebra.with_model(build_model(compiled)), self.state_sets, self.state_count)
        states.shared_results, states._results = self.shared_results, self._results
        for name in ("enabled_states", "deadlocks", "livelocks", "_layers"):
            if name in self.__dict__:
                states.__dict__[name] = self.__dict__[name]
        return states

    @cached_property
    def passages(self) -> tuple[int, ...]:
        """The indices of the reachable passages, in the order written."""
        return tuple(index for index, state_set in enumerate(self.state_sets) if state_set)

    @cached_property
    def endings(self) -> tuple[int, ...]:
        """The indices of the reachable passages that have an ending."""
        return tuple(passage for passage in self.passages if self.model.passage(passage).ending is not None)

    @cached_property
    def enabled_states(self) -> tuple[tuple[StateSet, ...], ...]:
        """For each passage and each of its choices, the states in which the choice is enabled."""
        return tuple(
            tuple(
                self.algebra.filter(passage, transition.condition, self.state_sets[passage])
                for transition in transitions
            )
            for passage, transitions in enumerate(self.model.transitions)
        )

    @cached_property
    def enabled_transitions(self) -> tuple[Transition, ...]:
        """The transitions that are enabled in at least one state."""
        return tuple(
            transition
            for passage in self.passages
            for transition, state_set in zip(self.model.transitions[passage], self.enabled_states[passage], strict=True)
            if state_set
        )

    @cached_property
    def transition_count(self) -> int:
        """The number of transitions between states: every enabled choice of every state."""
        return sum(self.algebra.count(state_set) for row in self.enabled_states for state_set in row)

    @cached_property
    def deadlocks(self) -> dict[int, StateSet]:
        """By passage, the states in which every choice is closed; passages without choices do not count."""
        deadlocks = {}
        for passage in self.passages:
            if self.model.transitions[passage] and passage not in self.endings:
                blocked_states = self.state_sets[passage]
                for state_set in self.enabled_states[passage]:
                    blocked_states = self.algebra.difference(blocked_states, state_set)
                if blocked_states:
                    deadlocks[passage] = blocked_states
        return deadlocks

    @cached_property
    def livelocks(self) -> dict[int, StateSet]:
        """By passage, the states from which every path goes on for ever."""
        edges = [(transition.source, transition.target) for transition in self.enabled_transitions]
        if not find_nodes_reaching_cycles(self.passages, edges):
            return {}
        final_states = [
            state_set
            if not self.model.transitions[passage] or passage in self.endings
            else self.deadlocks.get(passage, self.algebra.make_empty())
            for passage, state_set in enumerate(self.state_sets)
        ]
        leading_sets = compute_backward_reachable(self.algebra, self.state_sets, final_states)
        endless_sets = {
            passage: self.algebra.difference(self.state_sets[passage], leading_sets[passage])
            for passage in self.passages
        }
        return {passage: state_set for passage, state_set in endless_sets.items() if state_set}

    @cached_property
    def _layers(self) -> BfsLayers[StateSet]:
        return BfsLayers(self.algebra)

    def states_satisfying(self, passage: int, condition: ConditionText | None) -> StateSet:
        """Returns the states of a passage that satisfy a condition observed there."""
        parsed_condition = None if condition is None else self.model.condition(condition)
        return self.algebra.filter(passage, parsed_condition, self.state_sets[passage])

    def find_results(self, passage: int, condition: ConditionText) -> frozenset[bool]:
        """Returns the values that a condition observed at a passage has there on some path: one or both."""
        key = passage, condition
        if key not in self._results:
            self._results[key] = self.algebra.find_results(
                passage, self.model.condition(condition), self.state_sets[passage]
            )
        return self._results[key]

    def find_results_at_endings(self, condition: ConditionText) -> frozenset[bool]:
        """Returns the values that a condition has at the end of some path; none if no ending is reachable."""
        return frozenset[bool]().union(*(self.find_results(passage, condition) for passage in self.endings))

    def states_violating(self, passage: int, condition: ConditionText) -> StateSet:
        """Returns the states of a passage that do not satisfy a condition."""
        return self.algebra.difference(self.state_sets[passage], self.states_satisfying(passage, condition))

    def states_at_endings(self, condition: ConditionText | None) -> dict[int, StateSet]:
        """Returns for each reachable ending the states that satisfy a condition."""
        return {passage: self.states_satisfying(passage, condition) for passage in self.endings}

    def iter_conditional_blocks(self) -> Iterator[ConditionalBlock]:
        """Yields each block of a reachable passage that has a condition."""
        for passage in self.passages:
            for block in self.model.passage(passage).blocks:
                if block.if_ is not None:
                    yield ConditionalBlock(passage, block.if_, block.location.value("if"))

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
