"""Projects places on the globe to the plane of the map.

Invariant: the map is an equidistant conic projection of a sphere: distances along every meridian, and along the two
standard parallels, are true to scale. Coordinates are in kilometres from the apex of the cone; x grows to the east of
the reference meridian, y to the south.

A conic projection with another central meridian is the same drawing turned about the apex. So one drawing of the base
serves every view: a view of Moscow is turned so that the meridian of Moscow is upright.

Formulas: J. P. Snyder, Map Projections: A Working Manual (U.S. Geological Survey Professional Paper 1395, 1987),
equations 16-1 to 16-4 for the sphere, p. 113.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin

EARTH_RADIUS_KM = 6371.0
"""The mean radius of the earth."""
STANDARD_PARALLELS_DEG = (45.0, 60.0)
"""The parallels that are true to scale; between them lies most of Europe and of the Soviet Union."""
REFERENCE_MERIDIAN_DEG = 50.0
"""The meridian that runs straight down from the apex."""

_FIRST, _SECOND = (radians(parallel) for parallel in STANDARD_PARALLELS_DEG)
CONE_CONSTANT = (cos(_FIRST) - cos(_SECOND)) / (_SECOND - _FIRST)
"""The angle at the apex for one degree of longitude (Snyder's n)."""
_APEX = cos(_FIRST) / CONE_CONSTANT + _FIRST
"""The distance of the apex from the equator in earth radii (Snyder's G)."""

Point = tuple[float, float]


def normalize_longitude(longitude: float, centre: float = REFERENCE_MERIDIAN_DEG) -> float:
    """Returns the longitude in degrees within half a turn of `centre`."""
    return centre + (longitude - centre + 180) % 360 - 180


def project(latitude: float, longitude: float) -> Point:
    """Returns the position on the map, in kilometres, of a place given in degrees."""
    radius = EARTH_RADIUS_KM * (_APEX - radians(latitude))
    angle = CONE_CONSTANT * radians(normalize_longitude(longitude) - REFERENCE_MERIDIAN_DEG)
    return radius * sin(angle), radius * cos(angle)


def unproject(x: float, y: float) -> Point:
    """Returns latitude and longitude in degrees of a position on the map in kilometres."""
    angle = atan2(x, y) / CONE_CONSTANT
    return degrees(_APEX - hypot(x, y) / EARTH_RADIUS_KM), REFERENCE_MERIDIAN_DEG + degrees(angle)
