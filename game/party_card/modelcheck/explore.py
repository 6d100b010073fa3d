"""Every reachable position of a scene, by sweeps over its passages.

Law: a sweep takes the passages in reverse post-order and moves only what is new; it ends when nothing is. So each
position is moved once, and most scenes need as many sweeps as their loops are deep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from party_card.modelcheck.bitset.state_sets import StateSetAlgebra, SymbolicTransition, empty_sets, incoming

R = TypeVar("R")
Progress = Callable[[int], None]
"""Told now and then how many positions have been found."""


class StateLimitError(Exception):  # names what is the case
    """There are more positions than the limit: `reach` is what had been found by then."""

    def __init__(self, space: StateSetAlgebra[Any], reach: list[Any], limit: int) -> None:
        super().__init__(f"more than {limit:,} positions")
        self.space = space
        self.reach = reach
        self.limit = limit


def reachable(
    space: StateSetAlgebra[R],
    moves: Sequence[Sequence[SymbolicTransition[R]]] | None = None,
    *,
    limit: int | None = None,
    progress: Progress | None = None,
) -> tuple[list[R], int]:
    """For each passage the region that paths lead to, and how many positions there are; with `moves`, by these alone.

    Raises TooMany beyond `limit` positions.
    """
    moves = space.moves if moves is None else moves
    order = space.model.order
    rank = {passage: number for number, passage in enumerate(order)}
    reach, waiting = empty_sets(space), empty_sets(space)
    start = space.model.start
    reach[start], waiting[start] = space.start(), space.start()
    positions, again = 0, True
    while again:
        again = False
        for passage in order:
            fresh = waiting[passage]
            if not fresh:
                continue
            waiting[passage] = space.empty()
            positions += space.count(fresh)
            for move in moves[passage]:
                new = move.image(fresh)
                if not new:
                    continue
                goal = move.way.goal
                new = space.difference(new, reach[goal])
                if new:
                    reach[goal] = space.union(reach[goal], new)
                    waiting[goal] = space.union(waiting[goal], new)
                    again = again or rank[goal] <= rank[passage]
            if progress is not None:
                progress(positions)
            if limit is not None and positions > limit:
                raise StateLimitError(space, reach, limit)
    return reach, positions


def backward_reachable(space: StateSetAlgebra[R], reach: Sequence[R], goals: Sequence[R]) -> list[R]:
    """For each passage the part of `reach` from which some path leads into `goals`."""
    order = space.model.order[::-1]
    rank = {passage: number for number, passage in enumerate(order)}
    into = incoming(space.moves)
    found = [space.union(space.empty(), goal) for goal in goals]
    waiting = list(goals)
    again = True
    while again:
        again = False
        for passage in order:
            fresh = waiting[passage]
            if not fresh:
                continue
            waiting[passage] = space.empty()
            for move in into[passage]:
                source = move.way.source
                missing = space.difference(reach[source], found[source])
                new = move.preimage(fresh, missing) if missing else missing
                if new:
                    found[source] = space.union(found[source], new)
                    waiting[source] = space.union(space.union(space.empty(), waiting[source]), new)
                    again = again or rank[source] <= rank[passage]
    return found


def nodes_on_cycles(passages: Collection[int], ways: Sequence[tuple[int, int]]) -> set[int]:
    """The passages from which ways lead around in a circle, or into one that does."""
    left = set(passages)
    while True:
        going = {source for source, goal in ways if source in left and goal in left}
        if going == left:
            return left
        left = going
