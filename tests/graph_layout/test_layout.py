"""Layouts of any graph: boxes apart, edges at their nodes and beside all boxes, the same each time, and in good time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, permutations

import pytest

from party_card.graph_layout import Box, Edge, Layout, Node, Point, compute_layout, lanes
from party_card.graph_layout.lanes import LayeredGraph, build_layered_graph
from party_card.graph_layout.layering import assign_rows
from party_card.graph_layout.ordering import order_rows
from tests import ROOT, SOURCE
from tests.graph_layout.graphs import GAPS, graphs, lay_out
from tests.random_examples import random_examples

CLOSE = 1e-6
"""Rounding of sums of decimals."""


def is_between(low: float, value: float, high: float) -> bool:
    return low - CLOSE <= value <= high + CLOSE


def is_inside(box: Box, start: Point, end: Point) -> bool:
    """True if a line between two points comes into a box, which is decided at many points of it."""
    for step in range(21):
        x = start.x + (end.x - start.x) * step / 20
        y = start.y + (end.y - start.y) * step / 20
        if box.x + CLOSE < x < box.x + box.width - CLOSE and box.y + CLOSE < y < box.y + box.height - CLOSE:
            return True
    return False


def count_crossings(routes: Iterable[tuple[Point, ...]]) -> int:
    """Pairs of edges that cross somewhere between two rows, where both are slanted over the same height."""
    slants = [(start, end) for route in routes for start, end in pairwise(route) if start.y != end.y]
    return sum(
        (one[0].x - other[0].x) * (one[1].x - other[1].x) < -CLOSE
        for one, other in combinations(slants, 2)
        if (one[0].y, one[1].y) == (other[0].y, other[1].y)
    )


def count_link_crossings(graph: LayeredGraph) -> int:
    """Pairs of links between two rows that cross, counted one by one."""
    count = 0
    for row, next_row in pairwise(graph.rows):
        links = [(row.index(item), link.port, next_row.index(link.item)) for item in row for link in graph.below[item]]
        count += sum((one[:2] < two[:2]) and one[2] > two[2] for one, two in permutations(links, 2))
    return count


def lines(layout: Layout) -> Iterator[tuple[Point, Point]]:
    for route in layout.routes:
        yield from pairwise(route)


@random_examples(graphs(), everyday=60, long=400)
def test_boxes_keep_their_distance(graph: tuple[list[Node], list[Edge]]) -> None:
    layout = compute_layout(*graph, GAPS)
    for (node, box), (_, other) in combinations(zip(graph[0], layout.boxes, strict=True), 2):
        assert (box.width, box.height) == (node.width, node.height)
        is_apart_sideways = max(box.x, other.x) - min(box.x + box.width, other.x + other.width) >= GAPS.node - CLOSE
        is_in_another_row = max(box.y, other.y) - min(box.y + box.height, other.y + other.height) >= GAPS.row - CLOSE
        assert is_apart_sideways or is_in_another_row


@random_examples(graphs(), everyday=60, long=400)
def test_edges_leave_at_their_ports_and_end_at_their_targets(graph: tuple[list[Node], list[Edge]]) -> None:
    layout = compute_layout(*graph, GAPS)
    for edge, route in zip(graph[1], layout.routes, strict=True):
        source, target = layout.boxes[edge.source], layout.boxes[edge.target]
        assert route[0] == pytest.approx((source.x + edge.port, source.y + source.height))
        assert route[-1] == pytest.approx((target.x + target.width / 2, target.y))
        assert route[-2].y < route[-1].y


@random_examples(graphs(), everyday=60, long=400)
def test_no_edge_passes_through_a_box_or_leaves_the_picture(graph: tuple[list[Node], list[Edge]]) -> None:
    layout = compute_layout(*graph, GAPS)
    for start, end in lines(layout):
        assert not any(is_inside(box, start, end) for box in layout.boxes)
        assert is_between(0, end.x, layout.width)
        assert is_between(0, end.y, layout.height)
    for box in layout.boxes:
        assert box.x >= -CLOSE
        assert box.y >= -CLOSE
        assert box.x + box.width <= layout.width + CLOSE
        assert box.y + box.height <= layout.height + CLOSE


@random_examples(graphs(), everyday=40, long=400)
def test_ordering_never_adds_crossings(graph: tuple[list[Node], list[Edge]]) -> None:
    """Compared with the order in which a search finds the nodes."""
    rows = assign_rows(len(graph[0]), [(edge.source, edge.target) for edge in graph[1]], ())
    layered = build_layered_graph(*graph, rows, shares_lanes=True)
    before = count_link_crossings(layered)
    assert order_rows(layered) == count_link_crossings(layered) <= before


@random_examples(graphs(), everyday=40, long=400)
def test_lines_of_different_targets_do_not_lie_on_one_another(graph: tuple[list[Node], list[Edge]]) -> None:
    layout = compute_layout(*graph, GAPS)
    across = [
        (edge.target, start, end)
        for edge, route in zip(graph[1], layout.routes, strict=True)
        for start, end in pairwise(route)
        if start.y == end.y and start.x != end.x
    ]
    for (target, start, end), (other_target, other_start, other_end) in combinations(across, 2):
        if target != other_target and start.y == other_start.y:
            assert max(start.x, end.x) < min(other_start.x, other_end.x) or max(other_start.x, other_end.x) < min(
                start.x, end.x
            )


@random_examples(graphs(), everyday=30, long=400)
def test_the_same_graph_has_the_same_layout(graph: tuple[list[Node], list[Edge]]) -> None:
    assert compute_layout(*graph, GAPS) == compute_layout(*graph, GAPS)


def test_another_process_lays_out_the_same() -> None:
    command = "from tests.graph_layout.graphs import lay_out; print(lay_out(9, [(i, i * 5 % 9) for i in range(9)] * 2))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", command],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{SOURCE}:{ROOT}"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_tree_has_no_crossings_and_keeps_the_order_of_its_edges() -> None:
    layout = lay_out(
        13, [(0, 1), (0, 2), (0, 3), *((parent, 3 * parent + child) for parent in (1, 2, 3) for child in (1, 2, 3))]
    )
    assert count_crossings(layout.routes) == 0
    assert [box.x for box in layout.boxes[4:]] == sorted(box.x for box in layout.boxes[4:])


def test_crossings_that_the_first_order_has_are_removed() -> None:
    pairs = [(0, 1), (1, 3), (1, 2), (2, 4), (3, 5), (4, 5), (5, 6)]
    assert count_crossings(lay_out(7, pairs).routes) == 0


def test_edges_to_one_node_run_apart_where_a_shared_lane_would_cross() -> None:
    layout = lay_out(5, [(0, 1), (0, 2), (0, 3), (1, 3), (1, 3), (1, 2), (2, 3), (3, 4)])
    assert count_crossings(layout.routes) == 0


def test_edges_to_one_node_share_a_lane_where_that_crosses_nothing() -> None:
    layout = lay_out(6, [(0, 1), (1, 2), (2, 3), (3, 4), (0, 5), (1, 5), (2, 5), (4, 5)])
    lanes_of_row_3 = {point.x for route in layout.routes[4:7] for point in route if point.y == layout.boxes[3].y}
    assert len(lanes_of_row_3) == 1


def test_a_line_of_nodes_stands_straight_whatever_ports_they_use() -> None:
    nodes = [Node(60, 30)] * 30
    layout = compute_layout(nodes, [Edge(number, number + 1, 5) for number in range(29)], GAPS)
    assert {round(box.x, 6) for box in layout.boxes} == {0}


def test_a_long_edge_is_straight_where_it_can_be() -> None:
    layout = lay_out(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 5)])
    xs = [point.x for point in layout.routes[-1][2:-1]]
    assert max(xs) - min(xs) < 1


def test_a_loop_goes_round_its_node() -> None:
    layout = lay_out(1, [(0, 0)])
    (route,) = layout.routes
    box = layout.boxes[0]
    assert max(point.y for point in route) > box.y + box.height
    assert max(point.x for point in route) > box.x + box.width
    assert min(point.y for point in route) < box.y


def test_nodes_marked_last_share_the_last_row_unless_an_edge_leaves_them() -> None:
    layout = lay_out(5, [(0, 1), (0, 2), (2, 3), (3, 4)], last_nodes=(1, 4))
    assert layout.boxes[1].y == layout.boxes[4].y
    layout = lay_out(5, [(0, 1), (0, 2), (2, 3), (3, 4), (1, 3)], last_nodes=(1, 4))
    assert layout.boxes[1].y < layout.boxes[4].y


def test_a_transposed_layout_leads_to_the_right() -> None:
    layout = lay_out(3, [(0, 1), (1, 2)])
    turned = layout.transpose()
    assert (turned.width, turned.height) == (layout.height, layout.width)
    assert turned.boxes[0].x < turned.boxes[1].x < turned.boxes[2].x
    assert turned.routes[0][0].y == layout.routes[0][0].x


def test_nothing_has_a_layout_of_no_size() -> None:
    assert compute_layout([], [], GAPS) == Layout((), (), 0, 0)


LARGE_GRAPHS = {
    "a corridor with a way out and a way back at each door": "[(i, i + 1) for i in range(n - 1)] + [(i, n - 1) for i in range(n - 1)] + [(i, 0) for i in range(n - 1)]",
    "random edges": "[(i * 7919 % n, i * i * 104729 % n) for i in range(3 * n)]",
    "one choice among all": "[(0, i) for i in range(1, n)]",
    "nested ways back": "[(i, i + 1) for i in range(n - 1)] + [(n - 1 - i, i) for i in range(n // 2)]",
    "two full rows": "[(i % 40, 40 + i % 1960) for i in range(3 * n)]",
}


@pytest.mark.parametrize("pairs", LARGE_GRAPHS.values(), ids=LARGE_GRAPHS)
def test_two_thousand_nodes_are_laid_out(pairs: str) -> None:
    command = (
        f"from tests.graph_layout.graphs import lay_out; n = 2000; layout = lay_out(n, {pairs}); "
        "print(len(layout.boxes), sum(map(len, layout.routes)) < 100_000)"
    )
    completed = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True, timeout=120, cwd=ROOT
    )
    assert completed.stdout == "2000 True\n"


@pytest.fixture
def lanes_at_the_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "MAX_PASSED_ROWS", 0)


@random_examples(graphs(), everyday=60, long=400)
@pytest.mark.usefixtures("lanes_at_the_side")
def test_lanes_at_the_side_of_a_large_graph_keep_the_rules(graph: tuple[list[Node], list[Edge]]) -> None:
    layout = compute_layout(*graph, GAPS)
    for edge, route in zip(graph[1], layout.routes, strict=True):
        target = layout.boxes[edge.target]
        assert route[-1] == pytest.approx((target.x + target.width / 2, target.y))
    for start, end in lines(layout):
        assert not any(is_inside(box, start, end) for box in layout.boxes)
        assert is_between(0, end.x, layout.width)
        assert is_between(0, end.y, layout.height)
