"""Reading time of a scene: the words on the shortest and on the longest path to an ending.

Invariant: both paths are exact and come with their choices. Only for scenes with more than `MAX_EXACT_STATES` states
there is a bound instead. The words of the file are counted for the path that was found, and do not decide which one it
is: what remains on paper depends on the whole path.

The search sends few states at a time through the transitions, and each state once. So it works with packed integers,
in time and memory that grow with the number of states: a bit set takes as long as it is wide, however few states are in
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from heapq import heappop, heappush
from typing import Any
from weakref import WeakKeyDictionary, ref

from party_card.content.models import ChoiceId, TraceId
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.explore import explore_with_packed_sets
from party_card.modelcheck.packed_states import PackedSet, PackedSetAlgebra
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from party_card.modelcheck.state_sets import find_imported_traces
from party_card.modelcheck.state_space import ReachableStates, StateSet
from party_card.modelcheck.text_lengths import (
    bound_file_words,
    count_comparison_words,
    count_file_words,
    iter_text_lengths,
)

WORDS_PER_MINUTE = 200
MAX_EXACT_STATES = 200_000


@frozen_dataclass
class ReadingTime:
    """The words of a path to an ending, with record and file; a bound has no choices and is not exact.

    `imported_traces` are the traces that the path starts with.
    """

    word_count: int
    choices: tuple[ChoiceId, ...] = ()
    imported_traces: tuple[TraceId, ...] = ()
    is_exact: bool = True

    @property
    def minutes(self) -> float:
        """The time to read the words."""
        return self.word_count / WORDS_PER_MINUTE


def find_shortest_reading(states: ReachableStates) -> ReadingTime | None:
    """Returns the path to an ending with the fewest words; None if no path ends."""
    return _get_readings(states).shortest


def find_longest_reading(states: ReachableStates) -> ReadingTime | None:
    """Returns the path to an ending with the most words; None if no path ends or paths can be infinite."""
    return _get_readings(states).longest


class _Readings:
    """The shortest and the longest reading of a scene, each searched for once."""

    def __init__(self, states: ReachableStates) -> None:
        self._states_ref = ref(states)  # the readings are kept as long as the states, and must not keep them

    @cached_property
    def shortest(self) -> ReadingTime | None:
        """The path to an ending with the fewest words."""
        return self._find(min)

    @cached_property
    def longest(self) -> ReadingTime | None:
        """The path to an ending with the most words; None if paths can be infinite."""
        states = self._states
        edges = [(transition.source, transition.target) for transition in states.enabled_transitions]
        return None if find_nodes_reaching_cycles(states.passages, edges) else self._find(max)

    @property
    def _states(self) -> ReachableStates:
        states = self._states_ref()
        assert states is not None  # noqa: S101  # whoever asks has them
        return states

    @cached_property
    def _packed_states(self) -> ReachableStates:
        if isinstance(self._states.algebra, PackedSetAlgebra):
            return self._states
        shared = self._states.shared_results
        known = shared.get("packed states")
        compiled = self._states.compiled
        shared["packed states"] = states = (
            explore_with_packed_sets(compiled) if known is None else known.transfer_to(compiled)
        )
        return states

    @cached_property
    def _words_by_state(self) -> dict[int, dict[int, int]]:
        states = self._packed_states
        return {passage: count_words_by_state(states, passage) for passage in states.passages}

    @cached_property
    def _lengths(self) -> list[Any]:
        """The numbers of words that decide which path is found."""
        states = self._states
        comparisons = [count_comparison_words(states, transition) for transition in states.enabled_transitions]
        return [comparisons, *(list(iter_text_lengths(states, passage)) for passage in states.passages)]

    def _find(self, extremum: Extremum) -> ReadingTime | None:
        states = self._states
        if not states.endings:
            return None
        if states.state_count > MAX_EXACT_STATES:
            return _compute_bound(states, extremum)
        reading: ReadingTime | None
        key, lengths = f"{extremum.__name__} of words", self._lengths
        known_lengths, reading = states.shared_results.get(key, (None, None))
        if known_lengths != lengths:
            reading = _BestFirstSearch(self._packed_states, self._words_by_state, extremum).find_path()
            states.shared_results[key] = lengths, reading
        if reading is None or states.compiled.scene.file is None:
            return reading
        words = count_file_words(states.compiled, reading.choices, reading.imported_traces)
        return replace(reading, word_count=reading.word_count + words)


_READINGS: WeakKeyDictionary[ReachableStates, _Readings] = WeakKeyDictionary()


def _get_readings(states: ReachableStates) -> _Readings:
    return _READINGS.setdefault(states, _Readings(states))


def _compute_bound(states: ReachableStates, extremum: Extremum) -> ReadingTime | None:
    """Returns a number of words that no path falls below (or exceeds)."""
    words_at = {
        passage: sum(
            count if condition is None else extremum(count, words_otherwise)
            for condition, count, words_otherwise in iter_text_lengths(states, passage)
        )
        for passage in states.passages
    }
    words_ahead = bound_words_ahead(states, words_at, extremum)
    initial_passage = states.model.initial_passage
    if initial_passage not in words_ahead:
        return None
    file_words = extremum(0, bound_file_words(states.compiled))
    return ReadingTime(words_ahead[initial_passage] + file_words, is_exact=False)


class _BestFirstSearch:
    """A* search over state sets, ordered by the words before them plus a bound of the words ahead.

    `states` are packed integers; `words_by_state` are the words shown in each, by passage.
    """

    def __init__(
        self, states: ReachableStates, words_by_state: Mapping[int, Mapping[int, int]], extremum: Extremum
    ) -> None:
        self.states = states
        self.algebra = states.algebra
        self.words_by_state = words_by_state
        self.sign = 1 if extremum is min else -1
        words_at = {passage: extremum(words.values()) for passage, words in words_by_state.items()}
        self.words_ahead = bound_words_ahead(states, words_at, extremum)
        self.relations = [
            [
                (relation, count_comparison_words(states, relation.transition))
                for relation in row
                if relation.transition.target in self.words_ahead
            ]
            for row in states.algebra.relations
        ]
        self.expansions: list[tuple[int, int, StateSet]] = []
        """Words before, passage and states of every expansion, in order."""

    def find_path(self) -> ReadingTime | None:
        """Returns the path to an ending with the fewest (most) words."""
        algebra, initial_passage = self.algebra, self.states.model.initial_passage
        if initial_passage not in self.words_ahead:
            return None
        frontiers: dict[tuple[int, int], StateSet] = {(0, initial_passage): algebra.initial_states()}
        queue = [(self.sign * self.words_ahead[initial_passage], 0, initial_passage)]
        settled_sets = {passage: algebra.make_empty() for passage in self.words_ahead}
        final_states: dict[int, tuple[int, int, StateSet]] = {}
        while queue:
            _, words_before, passage = heappop(queue)
            if passage < 0:
                return ReadingTime(words_before, *self._backtrack(*final_states[words_before]))
            new_states = algebra.difference(frontiers.pop((words_before, passage)), settled_sets[passage])
            if not new_states:
                continue
            settled_sets[passage] = algebra.union(settled_sets[passage], new_states)
            self.expansions.append((words_before, passage, new_states))
            is_final = passage in self.states.endings
            for words_here, part in self._group_by_words(passage, new_states).items():
                total = words_before + words_here
                if is_final and total not in final_states:
                    final_states[total] = (words_before, passage, algebra.pick(part))
                    heappush(queue, (self.sign * total, total, -1))
                for relation, comparison_words in self.relations[passage]:
                    image = relation.image(part)
                    if image:
                        key = total + comparison_words, relation.transition.target
                        if key not in frontiers:
                            frontiers[key] = algebra.make_empty()
                            heappush(queue, (self.sign * (key[0] + self.words_ahead[key[1]]), *key))
                        frontiers[key] = algebra.union(frontiers[key], image)
        return None

    def _group_by_words(self, passage: int, states: PackedSet) -> dict[int, PackedSet]:
        """Returns states of a passage by the number of words shown there."""
        words_by_state = self.words_by_state[passage]
        groups: dict[int, PackedSet] = {}
        for state in states:
            groups.setdefault(words_by_state[state], set()).add(state)
        return groups

    def _backtrack(
        self, total: int, passage: int, state_set: StateSet
    ) -> tuple[tuple[ChoiceId, ...], tuple[TraceId, ...]]:
        """Returns the choices that lead to a state with `words` words before it, and the imported traces."""
        choices: list[ChoiceId] = []
        for words_before, source, expanded_set in reversed(self.expansions):
            leading = [pair for pair in self.relations[source] if pair[0].transition.target == passage]
            step = next(
                (
                    (relation.transition.choice.id, self.algebra.pick(preimage))
                    for words_here, source_set in (
                        self._group_by_words(source, expanded_set) if leading else {}
                    ).items()
                    for relation, comparison_words in leading
                    if words_before + words_here + comparison_words == total
                    if (preimage := relation.preimage(state_set, source_set))
                ),
                None,
            )
            if step is not None:
                choices.append(step[0])
                total, passage, state_set = words_before, source, step[1]
        return tuple(reversed(choices)), find_imported_traces(self.algebra, state_set)


Extremum = Callable[..., int]
"""`min` for the shortest path, `max` for the longest."""


def bound_words_ahead(states: ReachableStates, words_at: dict[int, int], extremum: Extremum) -> dict[int, int]:
    """Returns a bound of the words from a passage to an ending, for each passage from which one may be reached."""
    words_ahead = {passage: words_at[passage] for passage in states.endings}
    rank = {passage: index for index, passage in enumerate(states.model.reverse_postorder)}
    transitions = sorted(states.enabled_transitions, key=lambda transition: -rank[transition.source])
    is_changed = True
    while is_changed:
        is_changed = False
        for transition in transitions:
            source, target = transition.source, transition.target
            if target in words_ahead:
                total_words = words_at[source] + count_comparison_words(states, transition) + words_ahead[target]
                best_bound = extremum(total_words, words_ahead.get(source, total_words))
                if words_ahead.get(source) != best_bound:
                    words_ahead[source] = best_bound
                    is_changed = True
    return words_ahead


def count_words_by_state(states: ReachableStates, passage: int) -> dict[int, int]:
    """Returns the words shown in each state of a passage; at an ending the record's count too.

    `states` are packed integers.
    """
    algebra = states.algebra
    assert isinstance(algebra, PackedSetAlgebra)  # noqa: S101  # see above
    words_in_all, weights = 0, []
    for text, words, words_otherwise in iter_text_lengths(states, passage):
        if text is None:
            words_in_all += words
        else:
            weights.append((states.model.condition(text), words, words_otherwise))
    return algebra.sum_weights(states.state_sets[passage], words_in_all, weights)
