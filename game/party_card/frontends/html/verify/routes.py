"""Compares the map of a player's routes and the numbers of the endings.

Invariant: the map is read as the player reads it: the ways in the order of the choices, between the places of passages.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.frontends.html.encode.route_layout import UNITS
from party_card.frontends.html.verify.fixture import SceneUnderTest
from party_card.frontends.html.verify.mismatch import MismatchError, find_difference
from party_card.frontends.shared.scene_data import Json
from party_card.frontends.shared.scene_map.route_layout import layout_routes
from party_card.graph_layout import Point

MAP_PATH = "on the map of routes"


def compare_routes(case: SceneUnderTest) -> None:
    """Compares the map and the endings of a scene. Raises MismatchError."""
    expected, actual = _describe_scene(case), _describe_data(case)
    if expected != actual:
        raise MismatchError(case.name, MAP_PATH, *find_difference(expected, actual))


def _describe_scene(case: SceneUnderTest) -> Json:
    """Returns what the engine knows of the map and the endings."""
    scene, layout = case.compiled.scene, layout_routes(case.compiled.scene)
    numbers = {ending.id: ending.number for ending in case.compiled.endings}
    return {
        "size": [layout.column_count, layout.row_count],
        "places": {name: _to_units(place) for name, place in layout.places.items()},
        "ways": {way: [_to_units(point) for point in points] for way, points in layout.ways.items()},
        "meetings": list(layout.meetings),
        "endings": {
            name: numbers[passage.ending.id] for name, passage in scene.passages.items() if passage.ending is not None
        },
    }


def _describe_data(case: SceneUnderTest) -> Json:
    """Returns the same from the exported data."""
    columns, rows, numbers, inner_points, meetings = case.data["routes"]
    passages = case.data["passages"]
    names = [row[0] for row in passages]
    places = dict(zip(names, _pair_up(numbers), strict=True))
    ways = dict.fromkeys((row[0], names[choice[2]]) for row in passages for choice in row[3])
    return {
        "size": [columns, rows],
        "places": places,
        "ways": {
            (source, target): [places[source], *_pair_up(points or ()), places[target]]
            for (source, target), points in zip(ways, inner_points, strict=True)
        },
        "meetings": [names[number] for number in meetings],
        "endings": {row[0]: row[5][3] for row in passages if row[5]},
    }


def _pair_up(numbers: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _to_units(point: Point) -> tuple[int, int]:
    return round(point.x * UNITS), round(point.y * UNITS)
