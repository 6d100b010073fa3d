"""Lays out the passages of a scene for the map of a player's routes, from left to right, endings at the right side.

Invariant: depends on the scene alone, not on what a player has seen. Positions are shares of the map's width and
height, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.models import PassageId, Scene
from party_card.frozen_dataclass import frozen_dataclass
from party_card.graph_layout import Edge, Gaps, Node, Point, compute_layout

Way = tuple[PassageId, PassageId]
"""A passage, and another to which one of its choices leads."""


@frozen_dataclass
class RouteLayout:
    """Where passages are, and through which points the ways between them lead.

    `meetings` are the passages at which all ways through the scene meet, in the order of the map: the first one, and
    those that can be reached in several ways. `row_count` is how many passages stand side by side.
    """

    places: Mapping[PassageId, Point]
    ways: Mapping[Way, tuple[Point, ...]]
    meetings: tuple[PassageId, ...]
    column_count: int
    row_count: int


def layout_routes(scene: Scene) -> RouteLayout:
    """Lays out the passages of a scene."""
    start = find_start(scene)
    passages = sorted(scene.passages, key=lambda name: name != start)
    indices = {name: index for index, name in enumerate(passages)}
    ways = list(dict.fromkeys((name, choice.goto) for name in passages for choice in scene.passages[name].choices))
    nodes = [Node(0, 0, is_last=scene.passages[name].ending is not None) for name in passages]
    edges = [Edge(indices[source], indices[target], 0) for source, target in ways]
    layout = compute_layout(nodes, edges, Gaps(node=1, lane=0.5, row=1, turn=0.25)).transpose()

    def scale(point: Point) -> Point:
        return Point(point.x / (layout.width or 1), point.y / layout.height if layout.height else 0.5)

    places = {name: scale(Point(box.x, box.y)) for name, box in zip(passages, layout.boxes, strict=True)}
    return RouteLayout(
        places,
        {way: tuple(map(scale, route)) for way, route in zip(ways, layout.routes, strict=True)},
        tuple(sorted(_find_meetings(scene, ways), key=lambda name: places[name].x)),
        len({round(box.x, 3) for box in layout.boxes}),
        round(layout.height) + 1,
    )


def find_start(scene: Scene) -> PassageId:
    """Returns the first passage of a scene."""
    return scene.start or next(iter(scene.passages))


def _find_meetings(scene: Scene, ways: list[Way]) -> list[PassageId]:
    """Returns the first passage, and those without which no ending is reached and to which several passages lead."""
    start = find_start(scene)
    sources: dict[PassageId, set[PassageId]] = {}
    for source, target in ways:
        if source != target:
            sources.setdefault(target, set()).add(source)
    candidates = [
        name for name, passage in scene.passages.items() if passage.ending is None and len(sources.get(name, ())) > 1
    ]
    return [start, *(name for name in candidates if name != start and not _reaches_ending_without(scene, start, name))]


def _reaches_ending_without(scene: Scene, start: PassageId, avoided: PassageId) -> bool:
    visited, stack = {start, avoided}, [start]
    while stack:
        passage = scene.passages[stack.pop()]
        if passage.ending is not None:
            return True
        for choice in passage.choices:
            if choice.goto not in visited:
                visited.add(choice.goto)
                stack.append(choice.goto)
    return False
