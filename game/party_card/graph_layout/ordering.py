"""Orders the items of each row so that few links cross.

Sweeps go down and up. Each sorts a row by the mean place of its neighbours in the row before, then neighbours in a row
change places where that removes crossings. The best order found is kept; the first one has the order of the edges.

Invariant: work is bounded by the number of links that are looked at, not by time, so that equal graphs have equal
orders.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from party_card.graph_layout.lanes import LayeredGraph

MAX_SWEEPS, MAX_VAIN_SWEEPS = 24, 6
SWAP_ROUNDS = 3
MAX_LINK_VISITS = 50_000


def order_rows(graph: LayeredGraph) -> int:
    """Orders the rows of a graph in place, and returns the number of crossings that remain."""
    ordering = _Ordering(graph)
    best, fewest = [[*row] for row in graph.rows], ordering.count_crossings()
    link_count, best_sweep = sum(map(len, graph.below)), 0
    for sweep in range(min(MAX_SWEEPS, max(2, MAX_LINK_VISITS // max(1, link_count)))):
        if not fewest or sweep - best_sweep > MAX_VAIN_SWEEPS:
            break
        ordering.sort_rows(goes_down=sweep % 2 == 0)
        for _ in range(SWAP_ROUNDS):
            ordering.swap_neighbours()
        crossings = ordering.count_crossings()
        if crossings < fewest:
            best, fewest, best_sweep = [[*row] for row in graph.rows], crossings, sweep
    graph.rows[:] = best
    return fewest


class _Ordering:
    """The place of each item in its row, kept while rows are ordered."""

    def __init__(self, graph: LayeredGraph) -> None:
        self._graph = graph
        self._places = [0] * len(graph.widths)
        for row in graph.rows:
            self._number(row)

    def count_crossings(self) -> int:
        """Returns the number of pairs of links that cross."""
        return sum(map(self._count_crossings_below, self._graph.rows))

    def sort_rows(self, *, goes_down: bool) -> None:
        """Sorts each row by the mean place of neighbours in the row before; an item that has none keeps its place."""
        for row in self._graph.rows if goes_down else reversed(self._graph.rows):
            keys = {}
            for item in row:
                places = self._places_above(item) if goes_down else self._places_below(item)
                keys[item] = sum(places) / len(places) if places else self._places[item] + 0.5
            row.sort(key=keys.__getitem__)
            self._number(row)

    def swap_neighbours(self) -> None:
        """Exchanges neighbours in a row where fewer links cross afterwards."""
        for row in self._graph.rows:
            for place in range(len(row) - 1):
                left, right = row[place], row[place + 1]
                gain = _count_inversions(self._places_above(left), self._places_above(right))
                gain += _count_inversions(self._places_below(left), self._places_below(right))
                if gain > 0:
                    row[place], row[place + 1] = right, left
                    self._places[right], self._places[left] = place, place + 1

    def _number(self, row: Iterable[int]) -> None:
        for place, item in enumerate(row):
            self._places[item] = place

    def _places_above(self, item: int) -> list[float]:
        """Returns the places from which links lead to an item; ports divide a place from 0 to 1."""
        places, widths = self._places, self._graph.widths
        return [
            places[upper] + 0.5 + (0.9 * port / widths[upper] if port else 0) for upper, port in self._graph.above[item]
        ]

    def _places_below(self, item: int) -> list[float]:
        return [self._places[lower] + 0.5 for lower, _ in self._graph.below[item]]

    def _count_crossings_below(self, row: Iterable[int]) -> int:
        count, seen = 0, list[float]()
        for item in row:
            links = sorted((port, self._places[lower]) for lower, port in self._graph.below[item])
            for _, place in links:
                count += len(seen) - bisect_right(seen, place)
                insort(seen, place)
        return count


def _count_inversions(left: Sequence[float], right: Sequence[float]) -> int:
    """Returns how many fewer pairs of links would cross if the right item came first; negative if more."""
    if not left or not right:
        return 0
    ordered = sorted(right)
    return sum(bisect_left(ordered, place) - (len(ordered) - bisect_right(ordered, place)) for place in left)
