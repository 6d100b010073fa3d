"""Words that the texts of a passage show in its states: in each state, and the fewest and the most in any.

Invariant: the fewest and the most are those of the reachable states, not a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from party_card.content.conditions import Condition
from party_card.content.models import ConditionText
from party_card.modelcheck.packed_states import PackedSet, PackedSetAlgebra
from party_card.modelcheck.state_space import ReachableStates, StateSet
from party_card.modelcheck.text_lengths import TextLength

MAX_PARTED_BYTES = 1_000_000
"""States are parted by their numbers of words until the parts would take as much; then each state is counted alone."""


class WordRange(NamedTuple):
    """The fewest and the most words in a state of a passage."""

    fewest: int
    most: int


class ConditionalWords(NamedTuple):
    """The words of a passage: those shown in every state, then for each condition those if it holds, and if not."""

    always: int
    by_condition: tuple[tuple[ConditionText, int, int], ...]


def sum_text_lengths(lengths: Sequence[TextLength]) -> ConditionalWords:
    """Adds up the lengths of the texts of a passage."""
    always = sum(length.word_count for length in lengths if length.condition is None)
    conditional = [(text, words, otherwise) for text, words, otherwise in lengths if text is not None]
    return ConditionalWords(always, tuple(conditional))


class StateWordCounter:
    """Counts the words in states of one passage, which are packed integers."""

    def __init__(self, algebra: PackedSetAlgebra, words: ConditionalWords) -> None:
        self._algebra = algebra
        self._words = words
        self._count: Callable[[PackedSet], dict[int, int]] | None = None

    def count(self, states: PackedSet) -> dict[int, int]:
        """Returns the number of words shown in each state."""
        if self._count is None:
            model = self._algebra.model
            weights = [(model.condition(text), words, otherwise) for text, words, otherwise in self._words.by_condition]
            self._count = self._algebra.build_weight_function(self._words.always, weights)
        return self._count(states)

    def group(self, states: PackedSet) -> dict[int, PackedSet]:
        """Returns the states by the number of words shown in them."""
        if not self._words.by_condition:
            return {self._words.always: states}
        groups: dict[int, PackedSet] = {}
        for state, words in self.count(states).items():
            groups.setdefault(words, set()).add(state)
        return groups


def find_word_range(states: ReachableStates, passage: int, words: ConditionalWords) -> WordRange | None:
    """Returns the fewest and the most words in a state of a passage; None if too many states differ in their words."""
    algebra, state_set = states.algebra, states.state_sets[passage]
    always, undecided = words.always, dict[ConditionText, tuple[int, int]]()
    for text, count, count_otherwise in words.by_condition:
        results = states.find_results(passage, text)
        if len(results) == 1:
            always += count if True in results else count_otherwise
        else:
            known, known_otherwise = undecided.get(text, (0, 0))
            undecided[text] = known + count, known_otherwise + count_otherwise
    weights = [(states.model.condition(text), *counts) for text, counts in undecided.items()]
    if isinstance(algebra, PackedSetAlgebra):
        sums = algebra.find_weight_sums(state_set, always, weights) if weights else (always,)
        return WordRange(min(sums), max(sums))
    parts: dict[int, StateSet] = {always: state_set}
    for condition, *counts in weights:
        parts = _part(states, passage, condition, counts, parts)
        if len(parts) * algebra.count_bytes(state_set) > MAX_PARTED_BYTES:
            return None
    return WordRange(min(parts), max(parts))


def _part(
    states: ReachableStates, passage: int, condition: Condition, counts: Sequence[int], parts: dict[int, StateSet]
) -> dict[int, StateSet]:
    """Returns the states by their words, of which a condition adds the first count where it holds, or the second."""
    algebra = states.algebra
    smaller_parts: dict[int, StateSet] = {}
    for total, part in parts.items():
        matching = algebra.filter(passage, condition, part)
        for count, matching_part in zip(counts, (matching, algebra.difference(part, matching)), strict=True):
            if matching_part:
                known_part = smaller_parts.get(total + count)
                smaller_parts[total + count] = (
                    matching_part if known_part is None else algebra.union(known_part, matching_part)
                )
    return smaller_parts
