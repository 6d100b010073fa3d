"""Builds the map of a player's routes through a scene: dots for passages, lines for the ways between them.

Invariant: a passage that was not visited is a dot without a name; the scene's whole shape is shown, since its length is
no secret. Positions are shares of the map's width and height, from 0 to 1.
"""

from __future__ import annotations

from itertools import pairwise
from textwrap import shorten
from typing import Literal

from party_card.app.routes import SceneRoutes
from party_card.content.edtf import format_date
from party_card.content.models import Passage, Scene
from party_card.frontends.shared.scene_map.route_layout import Way, layout_routes
from party_card.frontends.shared.scene_map.titles import first_words
from party_card.frozen_dataclass import frozen_dataclass
from party_card.graph_layout import Point

Trace = Literal["this time", "before", "not yet"]
"""When a passage was visited, or a way taken."""
MAX_NAME_CHARACTERS = 22
EXTRA_ENDING_SIGN = "+"
"""Stands for the number of an ending that is not counted."""


@frozen_dataclass
class RouteDot:
    """A passage; `ending` is the sign of its ending, if it has one that is told of.

    `fork` is the index of its last fork on the present route, or -1. `name` and `date` are given for a passage that was
    visited and where all ways meet.
    """

    place: Point
    trace: Trace
    ending: str
    fork: int = -1
    name: str = ""
    date: str = ""


@frozen_dataclass
class RouteLine:
    """A way from one passage to another, from point to point."""

    points: tuple[Point, ...]
    trace: Trace


@frozen_dataclass
class RouteMap:
    """The map; `lines` come in the order in which they are drawn. `row_count` is how many dots stand side by side."""

    dots: tuple[RouteDot, ...]
    lines: tuple[RouteLine, ...]
    column_count: int
    row_count: int


def build_route_map(scene: Scene, routes: SceneRoutes) -> RouteMap:
    """Draws a player's routes on the layout of a scene."""
    layout = layout_routes(scene)
    this_time, before = _list_steps(scene, routes)
    labels = {ending.id: str(ending.number or EXTRA_ENDING_SIGN) for ending in routes.endings}
    forks = {fork.decision.passage: index for index, fork in enumerate(routes.forks)}
    dots = []
    for name, place in layout.places.items():
        passage = scene.passages[name]
        trace: Trace = "this time" if name in routes.passages else "before" if name in routes.visited else "not yet"
        ending = labels.get(passage.ending.id, "") if passage.ending is not None else ""
        names = _name_passage(passage) if name in layout.meetings and trace != "not yet" else ("", "")
        dots.append(RouteDot(place, trace, ending, forks.get(name, -1), *names))
    lines = [
        RouteLine(points, "this time" if way in this_time else "before" if way in before else "not yet")
        for way, points in layout.ways.items()
    ]
    order: dict[Trace, int] = {"not yet": 0, "before": 1, "this time": 2}
    lines.sort(key=lambda line: order[line.trace])
    return RouteMap(tuple(dots), tuple(lines), layout.column_count, layout.row_count)


def _name_passage(passage: Passage) -> tuple[str, str]:
    """Returns the first words of a passage, and its date, both short enough for the map."""
    words = shorten(first_words(passage), MAX_NAME_CHARACTERS, placeholder="…")
    return words, format_date(passage.date) if passage.date else ""


def _list_steps(scene: Scene, routes: SceneRoutes) -> tuple[set[Way], set[Way]]:
    """Returns the ways of the present playthrough, and those of all."""
    before = {
        (name, choice.goto)
        for name, passage in scene.passages.items()
        for choice in passage.choices
        if (name, choice.id) in routes.made
    }
    return set(pairwise(routes.passages)), before
