"""Reading time of a scene: the words on the shortest and on the longest path to an ending.

Invariant: both paths are exact and come with their choices. Only for scenes with more than `MAX_EXACT_STATES` states
there is a bound instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from typing import NamedTuple

from party_card.content.models import ChoiceId, ConditionText, TraceId
from party_card.content.prose import strip_markup
from party_card.modelcheck.model import Transition
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from party_card.modelcheck.state_sets import find_imported_traces
from party_card.modelcheck.state_space import ReachableStates, StateSet

WORDS_PER_MINUTE = 200
MAX_EXACT_STATES = 200_000


class TextLength(NamedTuple):
    """The condition of a text, the words shown if it holds, and the words shown if it does not."""

    condition: ConditionText | None
    word_count: int
    word_count_otherwise: int


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """The words of a path to an ending, those of the record included; a bound has no choices and is not exact.

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
    return _find_extremal_reading(states, min)


def find_longest_reading(states: ReachableStates) -> ReadingTime | None:
    """Returns the path to an ending with the most words; None if no path ends or paths can be infinite."""
    edges = [(transition.source, transition.target) for transition in states.enabled_transitions]
    return None if find_nodes_reaching_cycles(states.passages, edges) else _find_extremal_reading(states, max)


def _find_extremal_reading(states: ReachableStates, extremum: Extremum) -> ReadingTime | None:
    if not states.endings:
        return None
    if states.state_count > MAX_EXACT_STATES:
        return _compute_bound(states, extremum)
    return _BestFirstSearch(states, extremum).find_path()


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
    return ReadingTime(words_ahead[initial_passage], is_exact=False) if initial_passage in words_ahead else None


class _BestFirstSearch:
    """A* search over state sets, ordered by the words before them plus a bound of the words ahead."""

    def __init__(self, states: ReachableStates, extremum: Extremum) -> None:
        self.states = states
        self.algebra = states.algebra
        self.sets_by_words = {passage: split_states_by_words(states, passage) for passage in states.passages}
        self.sign = 1 if extremum is min else -1
        words_at = {passage: extremum(by_words) for passage, by_words in self.sets_by_words.items()}
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
            for words_here, state_set in self.sets_by_words[passage].items():
                part = algebra.intersection(new_states, state_set)
                if not part:
                    continue
                total = words_before + words_here
                if self.states.model.passage(passage).ending is not None and total not in final_states:
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

    def _backtrack(
        self, total: int, passage: int, state_set: StateSet
    ) -> tuple[tuple[ChoiceId, ...], tuple[TraceId, ...]]:
        """Returns the choices that lead to a state with `words` words before it, and the imported traces."""
        choices: list[ChoiceId] = []
        for words_before, source, expanded_set in reversed(self.expansions):
            step = next(
                (
                    (relation.transition.choice.id, self.algebra.pick(preimage))
                    for words_here, source_set in self.sets_by_words[source].items()
                    for relation, comparison_words in self.relations[source]
                    if relation.transition.target == passage and words_before + words_here + comparison_words == total
                    if (preimage := relation.preimage(state_set, self.algebra.intersection(expanded_set, source_set)))
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


@cache
def _count_words(text: str) -> int:
    return len(strip_markup(text).split())


def split_states_by_words(states: ReachableStates, passage: int) -> dict[int, StateSet]:
    """Returns the states of a passage by the number of words shown there; at an ending the record's count too."""
    algebra = states.algebra
    by_words = {0: states.state_sets[passage]}
    for text, words, words_otherwise in iter_text_lengths(states, passage):
        condition = None if text is None else states.model.condition(text)
        split_sets: dict[int, StateSet] = {}
        for words_so_far, state_set in by_words.items():
            matches = algebra.filter(passage, condition, state_set)
            for count, part in ((words, matches), (words_otherwise, algebra.difference(state_set, matches))):
                if part:
                    total = words_so_far + count
                    split_sets[total] = algebra.union(split_sets.get(total, algebra.make_empty()), part)
        by_words = split_sets
    return by_words


def iter_text_lengths(states: ReachableStates, passage: int) -> Iterator[TextLength]:
    """Yields the length of each text of a passage; at an ending, of each part of the record too."""
    content = states.model.passage(passage)
    for block in content.blocks:
        yield TextLength(block.if_, _count_words(block.text or block.document or ""), 0)
    for choice in content.choices:
        locked_words = 0 if choice.locked is None else _count_words(choice.text) + _count_words(choice.locked)
        yield TextLength(choice.if_, _count_words(choice.text), locked_words)
    if content.ending is not None:
        for record_block in states.compiled.scene.record:
            yield TextLength(record_block.if_, _count_words(record_block.text or record_block.unknown or ""), 0)


def count_comparison_words(states: ReachableStates, transition: Transition) -> int:
    """Returns the words that a choice adds to the record: the player's decision, and the historical one."""
    record = states.model.passage(transition.source).record
    if record is None:
        return 0
    return _count_words(record) + _count_words(transition.choice.did or transition.choice.text)
