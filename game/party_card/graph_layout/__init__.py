"""Lays out directed graphs in layers, so that edges lead down: positions and polylines, without drawing anything.

The steps are those of Sugiyama, Tagawa and Toda, one module each:

1. `layering`: each node gets a row below all nodes that lead to it, without the edges that close a cycle.
2. `lanes`: an edge over several rows, or back up, runs in a lane, which has a place in each row that it passes. Edges
   to one node share its lane unless that adds crossings. The longest lanes of a very large graph run at its side.
3. `ordering`: the items of each row are ordered so that few edges cross.
4. `positions`: items move as near to their neighbours as their order allows.
5. `routing`: rows become bands of a height, and edges polylines.

Invariant: knows nothing of scenes. Equal graphs have equal layouts. Boxes do not overlap, no edge passes through a box,
and the work grows little faster than the graph.
"""

from party_card.graph_layout.graph import Box, Edge, Gaps, Layout, Node, Point
from party_card.graph_layout.layout import compute_layout

__all__ = ["Box", "Edge", "Gaps", "Layout", "Node", "Point", "compute_layout"]
