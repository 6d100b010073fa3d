"""Counts the words that are shown in the states of a scene.

Words count as they are shown: text, offers, the reasons of locked choices, and at an ending the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from party_card.content.models import ConditionText
from party_card.content.prose import strip_markup
from party_card.modelcheck.model import Transition
from party_card.modelcheck.state_space import ReachableStates, StateSet

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
