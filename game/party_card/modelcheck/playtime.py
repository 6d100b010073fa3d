"""Reading time of a scene: the words on the shortest and on the longest path to an ending.

Invariant: both paths are exact and come with their choices. Only for scenes with more than `MAX_EXACT_STATES` states
there is a bound instead. The words of the file are counted for the path that was found, and do not decide which one it
is: what remains on paper depends on the whole path.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary, ref

from party_card.content.models import ChoiceId, TraceId
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.best_first_search import BestFirstSearch, Extremum, bound_words_ahead
from party_card.modelcheck.explore import explore_with_packed_sets
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.packed_states import PackedSetAlgebra
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.state_words import StateWordCounter, WordRange, find_word_range, sum_text_lengths
from party_card.modelcheck.text_lengths import SceneTextLengths, bound_file_words, count_file_words

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
        self._texts = SceneTextLengths(states)

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
    def _packed_sets(self) -> PackedSetAlgebra:
        algebra = self._states.algebra
        if isinstance(algebra, PackedSetAlgebra):
            return algebra
        return PackedSetAlgebra(algebra.model, compute_live_slots(algebra.model))

    @cached_property
    def _packed_states(self) -> ReachableStates:
        """The reachable states as packed integers."""
        if isinstance(self._states.algebra, PackedSetAlgebra):
            return self._states
        shared = self._states.shared_results
        if "packed states" not in shared:
            shared["packed states"] = explore_with_packed_sets(self._packed_sets)
        states: ReachableStates = shared["packed states"]
        return states

    @cached_property
    def _counters(self) -> dict[int, StateWordCounter]:
        """By passage, what counts the words in its states."""
        return {
            passage: StateWordCounter(self._packed_sets, sum_text_lengths(self._texts.at_passage(passage)))
            for passage in self._states.passages
        }

    @cached_property
    def _word_ranges(self) -> dict[int, WordRange]:
        return {passage: self._find_word_range(passage) for passage in self._states.passages}

    def _find_word_range(self, passage: int) -> WordRange:
        word_range = find_word_range(self._states, passage, sum_text_lengths(self._texts.at_passage(passage)))
        if word_range is not None:
            return word_range
        counts = self._counters[passage].count(self._packed_states.state_sets[passage]).values()
        return WordRange(min(counts), max(counts))

    @cached_property
    def _lengths(self) -> list[Any]:
        """The numbers of words that decide which path is found."""
        states, texts = self._states, self._texts
        comparisons = [texts.of_comparison(transition) for transition in states.enabled_transitions]
        return [comparisons, *(texts.at_passage(passage) for passage in states.passages)]

    def _find(self, extremum: Extremum) -> ReadingTime | None:
        states = self._states
        if not states.endings:
            return None
        if states.state_count > MAX_EXACT_STATES:
            return self._compute_bound(extremum)
        reading: ReadingTime | None
        key, lengths = f"{extremum.__name__} of words", self._lengths
        known_lengths, reading = states.shared_results.get(key, (None, None))
        if known_lengths != lengths:
            reading = self._search(extremum)
            states.shared_results[key] = lengths, reading
        if reading is None or states.compiled.scene.file is None:
            return reading
        words = count_file_words(states.compiled, reading.choices, reading.imported_traces)
        return replace(reading, word_count=reading.word_count + words)

    def _search(self, extremum: Extremum) -> ReadingTime | None:
        states, count_comparison = self._states, self._texts.of_comparison
        words_at = {passage: extremum(word_range) for passage, word_range in self._word_ranges.items()}
        words_ahead = bound_words_ahead(states, words_at, count_comparison, extremum)
        search = BestFirstSearch(self._packed_sets, self._counters, words_ahead, count_comparison, extremum)
        path = search.find_path(states.endings)
        return None if path is None else ReadingTime(*path)

    def _compute_bound(self, extremum: Extremum) -> ReadingTime | None:
        """Returns a number of words that no path falls below (or exceeds)."""
        states = self._states
        words_at = {
            passage: sum(
                count if condition is None else extremum(count, words_otherwise)
                for condition, count, words_otherwise in self._texts.at_passage(passage)
            )
            for passage in states.passages
        }
        words_ahead = bound_words_ahead(states, words_at, self._texts.of_comparison, extremum)
        initial_passage = states.model.initial_passage
        if initial_passage not in words_ahead:
            return None
        file_words = extremum(0, bound_file_words(states.compiled))
        return ReadingTime(words_ahead[initial_passage] + file_words, is_exact=False)


_READINGS: WeakKeyDictionary[ReachableStates, _Readings] = WeakKeyDictionary()


def _get_readings(states: ReachableStates) -> _Readings:
    return _READINGS.setdefault(states, _Readings(states))
