"""Best-first search for the path to an ending with the fewest or the most words.

The search sends few states at a time through the transitions, and each state once. So it works with packed integers,
in time and memory that grow with the number of states it meets: a bit set takes as long as it is wide, however few
states are in it.

Invariant: the bound of the words ahead never exceeds the words of a shortest path (never falls below those of a
longest), so the first path that is found is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush

from party_card.content.models import ChoiceId, TraceId
from party_card.modelcheck.model import Transition
from party_card.modelcheck.packed_states import PackedSet, PackedSetAlgebra, PackedTransitionRelation
from party_card.modelcheck.state_sets import find_imported_traces
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.state_words import StateWordCounter

Extremum = Callable[..., int]
"""`min` for the shortest path, `max` for the longest."""


class BestFirstSearch:
    """A* search over state sets, ordered by the words before them plus a bound of the words ahead.

    `words` counts the words shown in each state, by passage; `words_ahead` bounds the words from each passage to an
    ending; `comparison_words` returns those that a choice adds.
    """

    def __init__(
        self,
        algebra: PackedSetAlgebra,
        words: Mapping[int, StateWordCounter],
        words_ahead: Mapping[int, int],
        comparison_words: Callable[[Transition], int],
        extremum: Extremum,
    ) -> None:
        self.algebra = algebra
        self.words = words
        self.words_ahead = words_ahead
        self.sign = 1 if extremum is min else -1
        self._comparison_words = comparison_words
        self._relations: dict[int, list[tuple[PackedTransitionRelation, int, int]]] = {}
        self.expansions: list[tuple[int, int, PackedSet]] = []
        """Words before, passage and states of every expansion, in order."""

    def find_path(self, endings: Sequence[int]) -> tuple[int, tuple[ChoiceId, ...], tuple[TraceId, ...]] | None:
        """Returns words, choices and imported traces of the path to an ending with the fewest (most) words."""
        algebra, initial_passage, sign = self.algebra, self.algebra.model.initial_passage, self.sign
        words_ahead = self.words_ahead
        if initial_passage not in words_ahead:
            return None
        frontiers: dict[tuple[int, int], PackedSet] = {(0, initial_passage): algebra.initial_states()}
        queue = [(sign * words_ahead[initial_passage], 0, initial_passage)]
        settled_sets: dict[int, PackedSet] = {passage: set() for passage in words_ahead}
        final_states: dict[int, tuple[int, int, PackedSet]] = {}
        while queue:
            _, words_before, passage = heappop(queue)
            if passage < 0:
                return words_before, *self._backtrack(*final_states[words_before])
            new_states = frontiers.pop((words_before, passage)) - settled_sets[passage]
            if not new_states:
                continue
            settled_sets[passage] |= new_states
            self.expansions.append((words_before, passage, new_states))
            is_final = passage in endings
            for words_here, part in self.words[passage].group(new_states).items():
                total = words_before + words_here
                if is_final and total not in final_states:
                    final_states[total] = (words_before, passage, algebra.pick(part))
                    heappush(queue, (sign * total, total, -1))
                for relation, target, comparison_words in self._relations_from(passage):
                    image = relation.image(part)
                    if image:
                        key = total + comparison_words, target
                        known_frontier = frontiers.get(key)
                        if known_frontier is None:
                            frontiers[key] = image
                            heappush(queue, (sign * (key[0] + words_ahead[target]), *key))
                        else:
                            known_frontier |= image
        return None

    def _relations_from(self, passage: int) -> list[tuple[PackedTransitionRelation, int, int]]:
        """Returns the transitions that may lead to an ending, with their target and the words that they add."""
        relations = self._relations.get(passage)
        if relations is None:
            relations = self._relations[passage] = [
                (relation, relation.transition.target, self._comparison_words(relation.transition))
                for relation in self.algebra.relations[passage]
                if relation.transition.target in self.words_ahead
            ]
        return relations

    def _backtrack(
        self, total: int, passage: int, state_set: PackedSet
    ) -> tuple[tuple[ChoiceId, ...], tuple[TraceId, ...]]:
        """Returns the choices that lead to a state with `total` words before it, and the imported traces."""
        choices: list[ChoiceId] = []
        for words_before, source, expanded_set in reversed(self.expansions):
            leading = [entry for entry in self._relations_from(source) if entry[1] == passage]
            step = next(
                (
                    (relation.transition.choice.id, self.algebra.pick(preimage))
                    for words_here, source_set in (self.words[source].group(expanded_set) if leading else {}).items()
                    for relation, _, comparison_words in leading
                    if words_before + words_here + comparison_words == total
                    if (preimage := relation.preimage(state_set, source_set))
                ),
                None,
            )
            if step is not None:
                choices.append(step[0])
                total, passage, state_set = words_before, source, step[1]
        return tuple(reversed(choices)), find_imported_traces(self.algebra, state_set)


def bound_words_ahead(
    states: ReachableStates,
    words_at: Mapping[int, int],
    comparison_words: Callable[[Transition], int],
    extremum: Extremum,
) -> dict[int, int]:
    """Returns a bound of the words from a passage to an ending, for each passage from which one may be reached."""
    words_ahead = {passage: words_at[passage] for passage in states.endings}
    rank = {passage: index for index, passage in enumerate(states.model.reverse_postorder)}
    transitions = sorted(states.enabled_transitions, key=lambda transition: -rank[transition.source])
    steps = [
        (transition.source, transition.target, words_at[transition.source] + comparison_words(transition))
        for transition in transitions
    ]
    is_changed = True
    while is_changed:
        is_changed = False
        for source, target, words in steps:
            if target in words_ahead:
                total_words = words + words_ahead[target]
                best_bound = extremum(total_words, words_ahead.get(source, total_words))
                if words_ahead.get(source) != best_bound:
                    words_ahead[source] = best_bound
                    is_changed = True
    return words_ahead
