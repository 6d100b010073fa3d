from __future__ import annotations

import gzip
from importlib.resources import files
from itertools import pairwise

import pytest

from party_card.engine.map_projection import Point, project
from party_card.frontends.shared.place_map.base_map import is_on_base, load_base_map

Outline = tuple[Point, ...]


def contains(outline: Outline, point: Point) -> bool:
    """Returns True if a point lies inside an outline: a ray from it crosses the outline an odd number of times."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def is_in(outlines: tuple[Outline, ...], latitude: float, longitude: float) -> bool:
    return any(contains(outline, project(latitude, longitude)) for outline in outlines)


def is_land(latitude: float, longitude: float) -> bool:
    base = load_base_map()
    return is_in(base.land, latitude, longitude) and not is_in(base.water, latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(55.8, 37.6), (48.5, 35.0), (57.0, -4.2), (40.0, -3.7), (36.3, 138.5), (66.0, 171.0), (25.0, 10.0), (53.4, 104.0)],
    ids=["Moscow", "Dnepropetrovsk", "Scotland", "Madrid", "Japan", "Chukotka", "Sahara", "Irkutsk"],
)
def test_land_is_land(latitude: float, longitude: float) -> None:
    assert is_land(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(43.0, 34.0), (42.0, 50.5), (58.0, 20.0), (53.0, 107.8), (60.8, 31.5), (40.0, 135.0), (73.0, 42.0)],
    ids=["Black Sea", "Caspian", "Baltic", "Baikal", "Ladoga", "Sea of Japan", "Barents Sea"],
)
def test_water_is_water(latitude: float, longitude: float) -> None:
    assert not is_land(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(45.0, 60.0), (44.0, 59.5), (45.5, 61.0), (46.6, 75.5), (58.6, 27.5)],
    ids=["Aral", "Aral, south", "Aral, east", "Balkhash", "Peipus"],
)
def test_lakes_of_the_time_are_there(latitude: float, longitude: float) -> None:
    """The Aral Sea has its shore of before it shrank."""
    assert is_in(load_base_map().water, latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(58.5, 38.3), (49.2, 32.6), (48.3, 84.0), (41.9, 57.4), (41.8, 72.9), (53.8, 49.2), (47.9, 42.9)],
    ids=["Rybinsk", "Kremenchuk", "Bukhtarma", "Sarykamysh", "Toktogul", "Kuibyshev", "Tsimlyansk"],
)
def test_no_reservoir_is_drawn_that_was_filled_later(latitude: float, longitude: float) -> None:
    assert is_land(latitude, longitude)


def distance_to_rivers(latitude: float, longitude: float) -> float:
    x, y = project(latitude, longitude)
    best = 1e9
    for line in load_base_map().rivers:
        for (ax, ay), (bx, by) in pairwise(line):
            length = (bx - ax) ** 2 + (by - ay) ** 2
            share = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (length or 1)))
            best = min(best, ((ax + share * (bx - ax) - x) ** 2 + (ay + share * (by - ay) - y) ** 2) ** 0.5)
    return best


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(48.7, 44.5), (53.2, 50.1), (47.2, 39.7), (50.5, 30.5), (51.2, 51.4), (55.0, 82.9), (56.0, 92.9), (48.2, 16.4)],
    ids=["Stalingrad", "Samara", "Rostov", "Kiev", "Uralsk", "Novosibirsk", "Krasnoyarsk", "Vienna"],
)
def test_towns_on_rivers_lie_on_them(latitude: float, longitude: float) -> None:
    assert distance_to_rivers(latitude, longitude) < 35


def test_the_base_is_small() -> None:
    data = files("party_card.frontends.shared.place_map").joinpath("base_map.svg").read_bytes()
    assert len(data) < 25_000
    assert len(gzip.compress(data, 9)) < 8_000


def test_far_continents_are_not_on_the_base() -> None:
    assert is_on_base(35.7, 139.7)
    assert is_on_base(51.5, -0.1)
    for latitude, longitude in ((45.7, -107.6), (19.3, -99.2), (-33.9, 151.2), (-34.6, -58.4)):
        assert not is_on_base(latitude, longitude)
