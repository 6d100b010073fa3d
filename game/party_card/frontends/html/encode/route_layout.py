"""Encodes where the map of a player's routes has the passages of a scene.

Invariant: what was seen is not in it; the player chooses colours and names from the playthroughs that it keeps. A way
that leads straight from one passage to the next has no points of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from party_card.content.models import PassageId, Scene
from party_card.frontends.shared.scene_map.route_layout import layout_routes
from party_card.graph_layout import Point

UNITS = 999
"""Width and height of the map, in the numbers of the data."""


def encode_route_layout(scene: Scene, passages: Sequence[PassageId]) -> list[Any]:
    """Returns [columns, rows, places, points of the ways, numbers of the passages where all ways meet].

    The ways are in the order of the choices, without those that lead where an earlier choice of the passage leads.
    """
    layout = layout_routes(scene)
    ways = dict.fromkeys((name, choice.goto) for name in passages for choice in scene.passages[name].choices)
    return [
        layout.column_count,
        layout.row_count,
        _encode_points([layout.places[name] for name in passages]),
        [_encode_points(layout.ways[way][1:-1]) or 0 for way in ways],
        [passages.index(name) for name in layout.meetings],
    ]


def _encode_points(points: Sequence[Point]) -> list[int]:
    """Returns x and y of each point, one after the other."""
    return [round(share * UNITS) for point in points for share in point]
