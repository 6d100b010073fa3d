"""Graphs for tests of the layout: random ones, and a plain way to write one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from party_card.graph_layout import Edge, Gaps, Layout, Node, compute_layout

GAPS = Gaps(node=20, lane=12, row=40, turn=8)


def connect(nodes: Sequence[Node], pairs: Iterable[tuple[int, int]]) -> list[Edge]:
    """Edges between pairs of nodes; those that leave a node share its lower side evenly, in their order."""
    pairs = list(pairs)
    totals, counts = Counter(source for source, _ in pairs), Counter[int]()
    edges = []
    for source, target in pairs:
        counts[source] += 1
        edges.append(Edge(source, target, nodes[source].width * (counts[source] - 0.5) / totals[source]))
    return edges


def lay_out(node_count: int, pairs: Iterable[tuple[int, int]], *, last_nodes: Iterable[int] = ()) -> Layout:
    """The layout of nodes of one size."""
    last_nodes = set(last_nodes)
    nodes = [Node(60, 30, index in last_nodes) for index in range(node_count)]
    return compute_layout(nodes, connect(nodes, pairs), GAPS)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """Graphs with nodes of any size, loops, cycles, several edges between two nodes, and nodes without edges."""
    sizes = st.sampled_from([4.0, 30.0, 61.5, 200.0])
    nodes = draw(st.lists(st.builds(Node, sizes, sizes, st.booleans()), min_size=1, max_size=14))
    index = st.integers(0, len(nodes) - 1)
    return nodes, connect(nodes, draw(st.lists(st.tuples(index, index), max_size=30)))
