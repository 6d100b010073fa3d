"""How long a scene takes: the words that a student reads on the shortest and on the longest path.

Law: words are counted as shown, at every position: text, offers, reasons of closed choices, and afterwards the record
with what is set beside it. Both paths are exact and come as choices that can be played; of a very large scene there
are bounds alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from typing import Any

from party_card.content.models import ChoiceId, ConditionText, TraceId
from party_card.content.prose import plain
from party_card.modelcheck.bitset.state_sets import carried_into
from party_card.modelcheck.explore import nodes_on_cycles
from party_card.modelcheck.model import Transition
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.texts import endings

WORDS_A_MINUTE = 200
MOST_WEIGHED = 200_000
"""Of a scene with more positions there are bounds alone."""
Pick = Callable[..., int]
"""`min` or `max`."""
Region = Any


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """A path to an ending and the words on it, the record's among them; a bound has no choices and is not `exact`.

    `carried` are the traces that the path begins with.
    """

    words: int
    choices: tuple[ChoiceId, ...] = ()
    carried: tuple[TraceId, ...] = ()
    exact: bool = True

    @property
    def minutes(self) -> float:
        """How long reading it takes."""
        return self.words / WORDS_A_MINUTE


def shortest(states: ReachableStates) -> ReadingTime | None:
    """The path to an ending with the fewest words; None where no path ends."""
    return _best(states, min)


def longest(states: ReachableStates) -> ReadingTime | None:
    """The path to an ending with the most words; None where no path ends, or where paths can go in circles."""
    loops = nodes_on_cycles(states.passages, [(way.source, way.goal) for way in states.used_transitions])
    return None if loops else _best(states, max)


def _best(states: ReachableStates, pick: Pick) -> ReadingTime | None:
    if not endings(states):
        return None
    if states.positions > MOST_WEIGHED:
        return _bound(states, pick)
    return _Search(states, {passage: _by_words(states, passage) for passage in states.passages}, pick).best()


def _bound(states: ReachableStates, pick: Pick) -> ReadingTime | None:
    """No path has fewer (more) words than this."""
    here = {
        passage: sum(words if condition is None else pick(words, instead) for condition, words, instead in texts)
        for passage in states.passages
        if (texts := list(_texts(states, passage)))
    }
    ahead = _ahead(states, here, pick)
    start = states.model.start
    return ReadingTime(ahead[start], exact=False) if start in ahead else None


def _ahead(states: ReachableStates, here: dict[int, int], pick: Pick) -> dict[int, int]:
    """For each passage from which an ending may be reached, at least (at most) so many words from there on."""
    ahead = {passage: here[passage] for passage in endings(states)}
    rank = {passage: number for number, passage in enumerate(states.model.order)}
    ways = sorted(states.used_transitions, key=lambda way: -rank[way.source])
    grown = True
    while grown:
        grown = False
        for way in ways:
            if way.goal in ahead:
                words = here[way.source] + _beside(states, way) + ahead[way.goal]
                best = pick(words, ahead.get(way.source, words))
                if ahead.get(way.source) != best:
                    ahead[way.source] = best
                    grown = True
    return ahead


@cache
def _words(text: str) -> int:
    return len(plain(text).split())


def _by_words(states: ReachableStates, passage: int) -> dict[int, Region]:
    """The positions of a passage by the words that are shown there; at an ending, those of the record with them."""
    space = states.space
    found = {0: states.reachable[passage]}
    for condition, shown, instead in _texts(states, passage):
        split: dict[int, Region] = {}
        for words, region in found.items():
            there = space.filter(passage, None if condition is None else states.model.condition(condition), region)
            for more, part in ((shown, there), (instead, space.difference(region, there))):
                if part:
                    split[words + more] = space.union(split.get(words + more, space.empty()), part)
        found = split
    return found


def _texts(states: ReachableStates, passage: int) -> Iterable[tuple[ConditionText | None, int, int]]:
    """What may be read at a passage: its condition, the words where it holds, and those where it does not."""
    model = states.model.passage(passage)
    if isinstance(model.text, str):
        yield None, _words(model.text), 0
    else:
        for block in model.text:
            yield block.if_, _words(block.text or block.document or ""), 0
    for choice in model.choices:
        locked = 0 if choice.locked is None else _words(choice.text) + _words(choice.locked)
        yield choice.if_, _words(choice.text), locked
    if model.ending is not None:
        for told in states.compiled.scene.record:
            yield told.if_, _words(told.text or told.unknown or ""), 0


def _beside(states: ReachableStates, way: Transition) -> int:
    """The words that a choice adds to the record: what the student did, and what was done."""
    record = states.model.passage(way.source).record
    return 0 if record is None else _words(record) + _words(way.choice.did or way.choice.text)


class _Search:
    """Best first: regions in the order of the words before them and the bound of the words after them."""

    def __init__(self, states: ReachableStates, weighed: dict[int, dict[int, Region]], pick: Pick) -> None:
        self.states = states
        self.space = states.space
        self.weighed = weighed
        self.sign = 1 if pick is min else -1
        here = {passage: pick(weights) for passage, weights in weighed.items()}
        self.ahead = _ahead(states, here, pick)
        self.moves = [
            [(move, _beside(states, move.way)) for move in row if move.way.goal in self.ahead]
            for row in states.space.moves
        ]
        self.popped: list[tuple[int, int, Region]] = []

    def best(self) -> ReadingTime | None:
        """The path to an ending with the fewest (most) words."""
        space, start = self.space, self.states.model.start
        if start not in self.ahead:
            return None
        waiting: dict[tuple[int, int], Region] = {(0, start): space.start()}
        queue = [(self.sign * self.ahead[start], 0, start)]
        settled = {passage: space.empty() for passage in self.ahead}
        ended: dict[int, tuple[int, int, Region]] = {}
        while queue:
            _, words, passage = heappop(queue)
            if passage < 0:
                return ReadingTime(words, *self._path(*ended[words]))
            fresh = space.difference(waiting.pop((words, passage)), settled[passage])
            if not fresh:
                continue
            settled[passage] = space.union(settled[passage], fresh)
            self.popped.append((words, passage, fresh))
            for more, where in self.weighed[passage].items():
                part = space.intersection(fresh, where)
                if not part:
                    continue
                if self.states.model.passage(passage).ending is not None and words + more not in ended:
                    ended[words + more] = (words, passage, space.pick(part))
                    heappush(queue, (self.sign * (words + more), words + more, -1))
                for move, beside in self.moves[passage]:
                    after = move.image(part)
                    if after:
                        key = words + more + beside, move.way.goal
                        if key not in waiting:
                            waiting[key] = space.empty()
                            heappush(queue, (self.sign * (key[0] + self.ahead[key[1]]), *key))
                        waiting[key] = space.union(waiting[key], after)
        return None

    def _path(self, words: int, passage: int, region: Region) -> tuple[tuple[ChoiceId, ...], tuple[TraceId, ...]]:
        """The choices that led to one position with so many words before it, and what was carried then."""
        found: list[ChoiceId] = []
        for before, source, popped in reversed(self.popped):
            step = next(
                (
                    (move.way.choice.id, self.space.pick(came))
                    for more, where in self.weighed[source].items()
                    for move, beside in self.moves[source]
                    if move.way.goal == passage and before + more + beside == words
                    if (came := move.preimage(region, self.space.intersection(popped, where)))
                ),
                None,
            )
            if step is not None:
                found.append(step[0])
                words, passage, region = before, source, step[1]
        return tuple(reversed(found)), carried_into(self.space, region)
