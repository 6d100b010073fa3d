"""The projection of the map, compared with PROJ 9.5.1 (`+proj=eqdc +lat_1=45 +lat_2=60 +lat_0=0 +lon_0=50 +R=6371000`)."""

from __future__ import annotations

import math

import pytest
from hypothesis import strategies as st

from party_card.engine.map_projection import REFERENCE_MERIDIAN_DEG, normalize_longitude, project, unproject
from tests.random_examples import random_examples

PROJ_KM = {
    (55.8, 37.6): (-765.61, 6270.38),
    (52.5, 13.4): (-2353.08, 6445.27),
    (35.7, 139.7): (6360.67, 8503.39),
    (41.7, 44.8): (-434.83, 4652.44),
    (45.7, -107.6): (-4619.18, 13894.0),
}
"""Latitude and longitude, and PROJ's easting and northing (which grows to the north, from the equator)."""
_, EQUATOR_KM = project(0, REFERENCE_MERIDIAN_DEG)


@pytest.mark.parametrize(("place", "position"), PROJ_KM.items())
def test_places_lie_where_proj_has_them(place: tuple[float, float], position: tuple[float, float]) -> None:
    x, y = project(*place)
    assert (x, EQUATOR_KM - y) == pytest.approx(position, abs=0.01)


def test_distances_along_a_meridian_are_true() -> None:
    (x, y), (other_x, other_y) = project(40, 71), project(66, 71)
    assert math.dist((x, y), (other_x, other_y)) == pytest.approx(math.radians(26) * 6371)


@pytest.mark.parametrize("parallel", [45, 60])
def test_distances_along_the_standard_parallels_are_true(parallel: float) -> None:
    start, end = project(parallel, 50), project(parallel, 50.001)
    assert math.dist(start, end) == pytest.approx(
        math.radians(0.001) * math.cos(math.radians(parallel)) * 6371, rel=1e-4
    )


@random_examples(st.floats(-80, 89), st.floats(-720, 720), everyday=50, long=2000)
def test_a_place_is_found_again_from_its_position(latitude: float, longitude: float) -> None:
    found = unproject(*project(latitude, longitude))
    expected = latitude, normalize_longitude(longitude)
    if abs(abs(expected[1] - REFERENCE_MERIDIAN_DEG) - 180) > 1e-6:  # at the seam either side is right
        assert found == pytest.approx(expected, abs=1e-6)
