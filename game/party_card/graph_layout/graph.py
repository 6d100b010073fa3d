"""The graph to lay out, and its layout, in any unit of length."""

from __future__ import annotations

from typing import NamedTuple


class Node(NamedTuple):
    """The size of a node. `is_last` puts it into the last row if no edge leaves it."""

    width: float
    height: float
    is_last: bool = False


class Edge(NamedTuple):
    """An edge between two nodes, by their indices. It leaves the lower side at `port` from the left corner."""

    source: int
    target: int
    port: float


class Gaps(NamedTuple):
    """Distances: between nodes of a row, beside a lane, between rows, and between lines that run across."""

    node: float
    lane: float
    row: float
    turn: float


class Point(NamedTuple):
    """A point; y grows downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """A node's place: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """The boxes of the nodes and the polylines of the edges, in the order given; all within `width` and `height`.

    An edge ends in the middle of the upper side of its target. It is vertical beside boxes; between rows it is slanted,
    or runs across where it leads back up.
    """

    boxes: tuple[Box, ...]
    routes: tuple[tuple[Point, ...], ...]
    width: float
    height: float

    def transpose(self) -> Layout:
        """Returns the layout with x and y exchanged, so that edges lead to the right."""
        boxes = tuple(Box(box.y, box.x, box.height, box.width) for box in self.boxes)
        routes = tuple(tuple(Point(point.y, point.x) for point in route) for route in self.routes)
        return Layout(boxes, routes, self.height, self.width)
