"""Gives rows their heights, and edges their polylines.

A row is a band as high as its highest node. Edges pass a band vertically, and only between two bands they are slanted
or, where they turn into another direction, run across; lines that would lie on one another have levels of their own.

Invariant: no point of a route lies within a box, since an item of a row has its own place in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from party_card.graph_layout.graph import Box, Edge, Gaps, Layout, Node, Point
from party_card.graph_layout.lanes import LaneKey, LayeredGraph

SLANT = 0.04
"""A gap between rows grows by this share of the greatest distance that an edge goes sideways in it."""

Interval = tuple[float, float]
Levels = dict[int, dict[LaneKey, int]]
"""By row, the level of the line that runs across to or from each lane; the line of level 0 is next to the row."""
KeyT = TypeVar("KeyT")


def route_edges(
    graph: LayeredGraph, nodes: Sequence[Node], edges: Sequence[Edge], middles: Sequence[float], gaps: Gaps
) -> Layout:
    """Returns the finished layout of a graph whose items have their places."""
    return _Router(graph, nodes, edges, middles, gaps).build_layout()


class _Router:
    """Computes first the lines that run across, then the heights that they need, then the routes."""

    def __init__(
        self,
        graph: LayeredGraph,
        nodes: Sequence[Node],
        edges: Sequence[Edge],
        middles: Sequence[float],
        gaps: Gaps,
    ) -> None:
        self._graph, self._nodes, self._edges, self._middles, self._gaps = graph, nodes, edges, middles, gaps
        self._width = max((middle + width / 2 for middle, width in zip(middles, graph.widths, strict=True)), default=0)
        self._side_places = self._place_side_lanes()
        self._exit_levels, self._entry_levels = self._find_turns()
        self._tops, self._bottoms, self._height = self._stack_bands()

    def build_layout(self) -> Layout:
        """Returns boxes and routes."""
        boxes = tuple(
            Box(self._middles[index] - node.width / 2, self._tops[self._graph.row_of[index]], node.width, node.height)
            for index, node in enumerate(self._nodes)
        )
        routes = tuple(tuple(_drop_repeated(self._route(edge))) for edge in self._edges)
        return Layout(boxes, routes, self._width, self._height)

    # --------------------------------------------------------------------------------------------- lanes that turn

    def _place_side_lanes(self) -> dict[LaneKey, float]:
        """Returns the x of each lane at the side, and widens the layout for them."""
        rows: dict[LaneKey, Interval] = {}
        for edge in self._edges:
            key = self._graph.lane_of(edge)
            if key in self._graph.side_lanes:
                row, target_row = self._graph.row_of[edge.source], self._graph.row_of[edge.target]
                low, high = rows.get(key, (target_row, target_row))
                rows[key] = min(low, row), max(high, row)
        levels = _assign_levels(rows)
        right = self._width
        if levels:
            self._width += self._gaps.lane * (1 + max(levels.values()))
        return {key: right + self._gaps.lane * (1 + level) for key, level in levels.items()}

    def _has_turns(self, key: LaneKey) -> bool:
        return key.leads_up or key in self._side_places

    def _find_lane_x(self, key: LaneKey, row: int) -> float:
        return self._side_places[key] if key in self._side_places else self._middles[self._graph.lanes[key][row]]

    def _find_turns(self) -> tuple[Levels, Levels]:
        """Returns the levels of lines below each row, from its nodes to lanes, and of those above it, to its nodes."""
        exits: dict[int, dict[LaneKey, Interval]] = defaultdict(dict)
        entries: dict[int, dict[LaneKey, Interval]] = defaultdict(dict)
        for edge in self._edges:
            key = self._graph.lane_of(edge)
            if key is not None and self._has_turns(key):
                row, target_row = self._graph.row_of[edge.source], self._graph.row_of[edge.target]
                ends = [self._find_start(edge), self._find_lane_x(key, row), *exits[row].get(key, ())]
                exits[row][key] = min(ends), max(ends)
                ends = [self._middles[edge.target], self._find_lane_x(key, target_row)]
                entries[target_row][key] = min(ends), max(ends)
        return _assign_levels_by_row(exits), _assign_levels_by_row(entries)

    # ------------------------------------------------------------------------------------------------------- bands

    def _stack_bands(self) -> tuple[list[float], list[float], float]:
        """Returns the upper and the lower edge of each band, and the height of all."""
        exits, entries = self._exit_levels, self._entry_levels
        tops, bottoms, y = [], [], _count_levels(entries, 0) * self._gaps.turn
        for number, row in enumerate(self._graph.rows):
            tops.append(y)
            y += max((self._nodes[item].height for item in row if not self._graph.is_lane(item)), default=0)
            bottoms.append(y)
            y += (_count_levels(exits, number) + _count_levels(entries, number + 1)) * self._gaps.turn
            if number + 1 < len(self._graph.rows):
                y += self._gaps.row + SLANT * self._find_widest_step(row)
        return tops, bottoms, y

    def _find_widest_step(self, row: Sequence[int]) -> float:
        middles = self._middles
        return max(
            (abs(middles[item] + port - middles[lower]) for item in row for lower, port in self._graph.below[item]),
            default=0,
        )

    # ------------------------------------------------------------------------------------------------------ routes

    def _find_start(self, edge: Edge) -> float:
        return self._middles[edge.source] - self._nodes[edge.source].width / 2 + edge.port

    def _route(self, edge: Edge) -> Iterator[Point]:
        row, target_row = self._graph.row_of[edge.source], self._graph.row_of[edge.target]
        start, end = self._find_start(edge), self._middles[edge.target]
        yield Point(start, self._tops[row] + self._nodes[edge.source].height)
        yield Point(start, self._bottoms[row])
        key = self._graph.lane_of(edge)
        if key is not None and self._has_turns(key):
            exit_y = self._bottoms[row] + self._gaps.turn * (1 + self._exit_levels[row][key])
            entry_y = self._tops[target_row] - self._gaps.turn * (1 + self._entry_levels[target_row][key])
            yield Point(start, exit_y)
            yield Point(self._find_lane_x(key, row), exit_y)
            if key.leads_up and key not in self._side_places:
                yield from self._follow_lane(key, range(row, target_row - 1, -1))
            yield Point(self._find_lane_x(key, target_row), entry_y)
            yield Point(end, entry_y)
        elif key is not None:
            yield from self._follow_lane(key, range(row + 1, target_row))
        yield Point(end, self._tops[target_row])

    def _follow_lane(self, key: LaneKey, rows: range) -> Iterator[Point]:
        """Yields where a lane enters and leaves each band."""
        for row in rows:
            x, ends = self._find_lane_x(key, row), (self._tops[row], self._bottoms[row])
            for y in ends[:: rows.step]:
                yield Point(x, y)


def _assign_levels(intervals: Mapping[KeyT, Interval]) -> dict[KeyT, int]:
    """Returns a level for each interval, so that those of one level do not touch; short ones have low levels."""
    levels: list[list[Interval]] = []
    result = {}
    for key, (low, high) in sorted(intervals.items(), key=lambda item: item[1][1] - item[1][0]):
        free_levels = (
            number
            for number, level in enumerate(levels)
            if all(high < other_low or other_high < low for other_low, other_high in level)
        )
        result[key] = next(free_levels, len(levels))
        if result[key] == len(levels):
            levels.append([])
        levels[result[key]].append((low, high))
    return result


def _assign_levels_by_row(intervals: Mapping[int, Mapping[LaneKey, Interval]]) -> Levels:
    return {row: _assign_levels(row_intervals) for row, row_intervals in intervals.items()}


def _count_levels(levels: Levels, row: int) -> int:
    return 1 + max(levels[row].values()) if row in levels else 0


def _drop_repeated(points: Iterator[Point]) -> Iterator[Point]:
    """Yields points without those that equal the one before."""
    return (point for point, _ in groupby(points))
