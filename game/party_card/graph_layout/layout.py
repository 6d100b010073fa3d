"""Computes the layout of a graph: the one function that callers need."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.graph_layout.graph import Edge, Gaps, Layout, Node
from party_card.graph_layout.lanes import build_layered_graph
from party_card.graph_layout.layering import assign_rows
from party_card.graph_layout.ordering import order_rows
from party_card.graph_layout.positions import place_items
from party_card.graph_layout.routing import route_edges

MAX_EDGES_TO_COMPARE = 600
"""Up to so many edges, lanes that several nodes share are compared with lanes of their own, which may cross less."""


def compute_layout(nodes: Sequence[Node], edges: Sequence[Edge], gaps: Gaps) -> Layout:
    """Lays out a graph from the first node down. The order of nodes and edges decides where nothing else does.

    Edges may be several between two nodes, close cycles, or lead from a node to itself.
    """
    last_nodes = [index for index, node in enumerate(nodes) if node.is_last]
    rows = assign_rows(len(nodes), [(edge.source, edge.target) for edge in edges], last_nodes)
    graph = build_layered_graph(nodes, edges, rows, shares_lanes=True)
    crossings = order_rows(graph)
    if crossings and len(edges) <= MAX_EDGES_TO_COMPARE:
        other_graph = build_layered_graph(nodes, edges, rows, shares_lanes=False)
        if order_rows(other_graph) < crossings:
            graph = other_graph
    return route_edges(graph, nodes, edges, place_items(graph, gaps), gaps)
