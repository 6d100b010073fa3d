"""Builds the layered graph: nodes and lanes as items of rows, with links between neighbouring rows.

A lane leads to one node, from one or from several. An edge to the next row needs none. An edge that leads further down
enters the lane of its target in the next row. An edge that leads up, or to its own source, turns below its source into
a second lane, which stands beside the nodes from the row of its source to that of its target, and turns above the
target. Lanes that would make the layout too large run at its right side, outside of all rows.

Invariant: a link leads from one row to the next. An item is a node (its index) or a place of a lane in one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from party_card.graph_layout.graph import Edge, Node

MAX_PASSED_ROWS = 10_000
"""If the edges in lanes pass more rows than this, all counted together, the lanes that cost most run at the side."""


class LaneKey(NamedTuple):
    """A lane: its target, whether edges in it lead up, and their source; None if several nodes share the lane."""

    target: int
    leads_up: bool
    source: int | None


class Link(NamedTuple):
    """A link to an item of the row above or below; `port` is where it leaves the upper item, from that one's middle."""

    item: int
    port: float


@dataclass(slots=True)
class LayeredGraph:
    """Items in rows; `above` and `below` have the links of each item, `lanes` the items of each lane by row."""

    rows: list[list[int]]
    row_of: list[int]
    widths: list[float]
    node_count: int
    above: list[list[Link]]
    below: list[list[Link]]
    shares_lanes: bool
    lanes: dict[LaneKey, dict[int, int]] = field(default_factory=dict)
    side_lanes: set[LaneKey] = field(default_factory=set)

    def is_lane(self, item: int) -> bool:
        """Returns True if an item is a place of a lane."""
        return item >= self.node_count

    def lane_of(self, edge: Edge) -> LaneKey | None:
        """Returns the lane that an edge runs in; None if it leads to the next row."""
        step = self.row_of[edge.target] - self.row_of[edge.source]
        return None if step == 1 else LaneKey(edge.target, step < 1, None if self.shares_lanes else edge.source)


def build_layered_graph(
    nodes: Sequence[Node], edges: Sequence[Edge], rows: list[list[int]], *, shares_lanes: bool
) -> LayeredGraph:
    """Adds lanes to rows of nodes and links all items. If `shares_lanes`, all edges to a node use one lane."""
    row_of = [0] * len(nodes)
    for number, row in enumerate(rows):
        for node in row:
            row_of[node] = number
    empty: list[list[Link]] = [[] for _ in nodes]
    graph = LayeredGraph(
        [[*row] for row in rows],
        row_of,
        [node.width for node in nodes],
        len(nodes),
        empty,
        [[] for _ in nodes],
        shares_lanes,
    )
    passed_rows = _find_passed_rows(graph, edges)
    graph.side_lanes = _choose_side_lanes(passed_rows)
    for key, ranges in passed_rows.items():
        if key not in graph.side_lanes:
            lane_rows = range(min(rows.start for rows in ranges), max(rows.stop for rows in ranges))
            _add_lane(graph, key, lane_rows)
    for edge in edges:
        _link_edge(graph, edge, edge.port - nodes[edge.source].width / 2)
    return graph


def _find_passed_rows(graph: LayeredGraph, edges: Sequence[Edge]) -> dict[LaneKey, list[range]]:
    """Returns for each lane the rows that each of its edges passes."""
    passed_rows: dict[LaneKey, list[range]] = {}
    for edge in edges:
        key = graph.lane_of(edge)
        if key is not None:
            source, target = graph.row_of[edge.source], graph.row_of[edge.target]
            rows = range(target, source + 1) if key.leads_up else range(source + 1, target)
            passed_rows.setdefault(key, []).append(rows)
    return passed_rows


def _choose_side_lanes(passed_rows: dict[LaneKey, list[range]]) -> set[LaneKey]:
    """Returns the lanes whose edges pass the most rows, as many as it takes to keep to the limit."""
    counts = {key: sum(map(len, ranges)) for key, ranges in passed_rows.items()}
    total, side_lanes = sum(counts.values()), set()
    for key in sorted(counts, key=counts.__getitem__, reverse=True):
        if total <= MAX_PASSED_ROWS:
            break
        side_lanes.add(key)
        total -= counts[key]
    return side_lanes


def _add_lane(graph: LayeredGraph, key: LaneKey, lane_rows: range) -> None:
    """Adds the items of a lane, at the end of their rows; those of one that leads up, behind its target."""
    lane = graph.lanes[key] = {}
    for row in lane_rows:
        item = len(graph.widths)
        graph.widths.append(0)
        graph.row_of.append(row)
        graph.above.append([])
        graph.below.append([])
        items = graph.rows[row]
        items.insert(items.index(key.target) + 1 if row == graph.row_of[key.target] else len(items), item)
        if lane:
            _link(graph, lane[row - 1], item, 0)
        lane[row] = item
    if not key.leads_up:
        _link(graph, lane[lane_rows[-1]], key.target, 0)


def _link_edge(graph: LayeredGraph, edge: Edge, port: float) -> None:
    key = graph.lane_of(edge)
    if key is None:
        _link(graph, edge.source, edge.target, port)
    elif not key.leads_up and key in graph.lanes:
        _link(graph, edge.source, graph.lanes[key][graph.row_of[edge.source] + 1], port)


def _link(graph: LayeredGraph, upper: int, lower: int, port: float) -> None:
    graph.below[upper].append(Link(lower, port))
    graph.above[lower].append(Link(upper, port))
