"""Reading time of a scene: the words on the shortest and on the longest path to an ending.

Invariant: both paths are exact and come with their choices. Only for scenes with more than `MAX_EXACT_STATES` states
there is a bound instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush

from party_card.content.models import ChoiceId, ConditionText, TraceId
from party_card.content.prose import strip_markup
from party_card.modelcheck.model import Transition
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from party_card.modelcheck.state_sets import find_imported_traces
from party_card.modelcheck.state_space import ReachableStates, StateSet

WORDS_PER_MINUTE = 200
MAX_EXACT_STATES = 200_000


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """The words of a path to an ending, those of the record included; a bound has no choices and is not exact.

    `imported_traces` are the traces that the path starts with.
    """

    words: int
    choices: tuple[ChoiceId, ...] = ()
    imported_traces: tuple[TraceId, ...] = ()
    is_exact: bool = True

    @property
    def minutes(self) -> float:
        """The time to read the words."""
        return self.words / WORDS_PER_MINUTE


def find_shortest_reading(states: ReachableStates) -> ReadingTime | None:
    """Returns the path to an ending with the fewest words; None if no path ends."""
    return _find_extremal_reading(states, min)


def find_longest_reading(states: ReachableStates) -> ReadingTime | None:
    """Returns the path to an ending with the most words; None if no path ends or paths can be infinite."""
    edges = [(transition.source, transition.target) for transition in states.used_transitions]
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
            words if condition is None else extremum(words, words_otherwise)
            for condition, words, words_otherwise in list_texts(states, passage)
        )
        for passage in states.passages
    }
    words_ahead = bound_words_ahead(states, words_at, extremum)
    start = states.model.initial_passage
    return ReadingTime(words_ahead[start], is_exact=False) if start in words_ahead else None


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
        self.expanded: list[tuple[int, int, StateSet]] = []
        """Words before, passage and states of every expansion, in order."""

    def find_path(self) -> ReadingTime | None:
        """Returns the path to an ending with the fewest (most) words."""
        algebra, start = self.algebra, self.states.model.initial_passage
        if start not in self.words_ahead:
            return None
        waiting: dict[tuple[int, int], StateSet] = {(0, start): algebra.initial_states()}
        queue = [(self.sign * self.words_ahead[start], 0, start)]
        settled = {passage: algebra.empty() for passage in self.words_ahead}
        final_states: dict[int, tuple[int, int, StateSet]] = {}
        while queue:
            _, words, passage = heappop(queue)
            if passage < 0:
                return ReadingTime(words, *self._backtrack(*final_states[words]))
            fresh = algebra.difference(waiting.pop((words, passage)), settled[passage])
            if not fresh:
                continue
            settled[passage] = algebra.union(settled[passage], fresh)
            self.expanded.append((words, passage, fresh))
            for words_here, state_set in self.sets_by_words[passage].items():
                part = algebra.intersection(fresh, state_set)
                if not part:
                    continue
                total = words + words_here
                if self.states.model.passage(passage).ending is not None and total not in final_states:
                    final_states[total] = (words, passage, algebra.pick(part))
                    heappush(queue, (self.sign * total, total, -1))
                for relation, comparison_words in self.relations[passage]:
                    image = relation.image(part)
                    if image:
                        key = total + comparison_words, relation.transition.target
                        if key not in waiting:
                            waiting[key] = algebra.empty()
                            heappush(queue, (self.sign * (key[0] + self.words_ahead[key[1]]), *key))
                        waiting[key] = algebra.union(waiting[key], image)
        return None

    def _backtrack(
        self, words: int, passage: int, state_set: StateSet
    ) -> tuple[tuple[ChoiceId, ...], tuple[TraceId, ...]]:
        """Returns the choices that lead to a state with `words` words before it, and the imported traces."""
        choices: list[ChoiceId] = []
        for words_before, source, expanded_set in reversed(self.expanded):
            step = next(
                (
                    (relation.transition.choice.id, self.algebra.pick(preimage))
                    for words_here, here_set in self.sets_by_words[source].items()
                    for relation, comparison_words in self.relations[source]
                    if relation.transition.target == passage and words_before + words_here + comparison_words == words
                    if (preimage := relation.preimage(state_set, self.algebra.intersection(expanded_set, here_set)))
                ),
                None,
            )
            if step is not None:
                choices.append(step[0])
                words, passage, state_set = words_before, source, step[1]
        return tuple(reversed(choices)), find_imported_traces(self.algebra, state_set)


Extremum = Callable[..., int]
"""`min` for the shortest path, `max` for the longest."""


def bound_words_ahead(states: ReachableStates, words_at: dict[int, int], extremum: Extremum) -> dict[int, int]:
    """Returns a bound of the words from a passage to an ending, for each passage from which one may be reached."""
    words_ahead = {passage: words_at[passage] for passage in states.endings}
    rank = {passage: index for index, passage in enumerate(states.model.reverse_postorder)}
    transitions = sorted(states.used_transitions, key=lambda transition: -rank[transition.source])
    is_changed = True
    while is_changed:
        is_changed = False
        for transition in transitions:
            source, target = transition.source, transition.target
            if target in words_ahead:
                words = words_at[source] + count_comparison_words(states, transition) + words_ahead[target]
                best = extremum(words, words_ahead.get(source, words))
                if words_ahead.get(source) != best:
                    words_ahead[source] = best
                    is_changed = True
    return words_ahead


@cache
def _count_words(text: str) -> int:
    return len(strip_markup(text).split())


def split_states_by_words(states: ReachableStates, passage: int) -> dict[int, StateSet]:
    """Returns the states of a passage by the number of words shown there; at an ending the record's count too."""
    algebra = states.algebra
    by_words = {0: states.reachable[passage]}
    for condition, words, words_otherwise in list_texts(states, passage):
        parsed = None if condition is None else states.model.condition(condition)
        split: dict[int, StateSet] = {}
        for words_so_far, state_set in by_words.items():
            shown = algebra.filter(passage, parsed, state_set)
            for more, part in ((words, shown), (words_otherwise, algebra.difference(state_set, shown))):
                if part:
                    total = words_so_far + more
                    split[total] = algebra.union(split.get(total, algebra.empty()), part)
        by_words = split
    return by_words


def list_texts(states: ReachableStates, passage: int) -> Iterable[tuple[ConditionText | None, int, int]]:
    """Yields for each text of a passage its condition, the words if it holds, and the words if it does not."""
    content = states.model.passage(passage)
    for block in content.blocks:
        yield block.if_, _count_words(block.text or block.document or ""), 0
    for choice in content.choices:
        locked_words = 0 if choice.locked is None else _count_words(choice.text) + _count_words(choice.locked)
        yield choice.if_, _count_words(choice.text), locked_words
    if content.ending is not None:
        for record_block in states.compiled.scene.record:
            yield record_block.if_, _count_words(record_block.text or record_block.unknown or ""), 0


def count_comparison_words(states: ReachableStates, transition: Transition) -> int:
    """Returns the words that a choice adds to the record: what the player did, and what was really done."""
    record = states.model.passage(transition.source).record
    if record is None:
        return 0
    return _count_words(record) + _count_words(transition.choice.did or transition.choice.text)
