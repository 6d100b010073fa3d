"""Chooses the part of the map that shows some places.

Invariant: a view turns, scales and moves the plane of the projection, and nothing else, so the base is drawn in it by
one transformation. North is up in its middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from party_card.engine.map_projection import (
    CONE_CONSTANT,
    REFERENCE_MERIDIAN_DEG,
    Point,
    normalize_longitude,
    project,
)

MIN_WIDTH_KM = 3400.0
"""The least width of a view: less would show no coast by which one finds one's way."""
PLACE_MARGIN_SHARE = 0.13
"""The least distance of a place from the edges of its view, as a share of its width or height."""


@dataclass(frozen=True)
class MapView:
    """A part of the map, `width` by `height` units of the front end.

    The plane is turned clockwise by `rotation_deg`, scaled to `units_per_km`, and moved by `x` and `y`.
    """

    width: float
    height: float
    rotation_deg: float
    units_per_km: float
    x: float
    y: float

    def to_view(self, point: Point) -> Point:
        """Returns where a position of the plane, in kilometres, lies in the view."""
        turn = radians(self.rotation_deg)
        x, y = point[0] * cos(turn) - point[1] * sin(turn), point[0] * sin(turn) + point[1] * cos(turn)
        return x * self.units_per_km + self.x, y * self.units_per_km + self.y

    def list_in_view(self, line: Sequence[Point]) -> list[Point]:
        """Returns the positions of the points of a line in the view."""
        turn = radians(self.rotation_deg)
        c, s = cos(turn) * self.units_per_km, sin(turn) * self.units_per_km
        left, top = self.x, self.y
        return [(x * c - y * s + left, x * s + y * c + top) for x, y in line]

    def project(self, latitude: float, longitude: float) -> Point:
        """Returns where a place, in degrees, lies in the view."""
        return self.to_view(project(latitude, longitude))

    def contains(self, point: Point) -> bool:
        """Returns True if a position of the view lies inside its frame."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


def fit_view(places: Sequence[Point], width: float, height: float) -> MapView:
    """Returns the largest view of `width` by `height` units that has all places, given by latitude and longitude."""
    if not places:
        places = [(55.8, 37.6)]
    longitudes = [normalize_longitude(longitude) for _, longitude in places]
    middle = (min(longitudes) + max(longitudes)) / 2
    view = MapView(width, height, _upright_rotation(middle), 1.0, 0.0, 0.0)
    points = [view.project(*place) for place in places]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    share = 1 - 2 * PLACE_MARGIN_SHARE
    scale = min(
        width / MIN_WIDTH_KM,
        width * share / max(right - left, 1.0),
        height * share / max(bottom - top, 1.0),
    )
    centre_x, centre_y = (left + right) / 2, (top + bottom) / 2
    return MapView(width, height, view.rotation_deg, scale, width / 2 - centre_x * scale, height / 2 - centre_y * scale)


def _upright_rotation(longitude: float) -> float:
    """Returns by how much the plane is turned so that a meridian runs straight down."""
    return CONE_CONSTANT * (longitude - REFERENCE_MERIDIAN_DEG)
