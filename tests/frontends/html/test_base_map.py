"""The base of the map in the exported page: land lies where the whole base has it, and what no map shows is left out."""

from __future__ import annotations

import re
from itertools import pairwise
from math import hypot

import pytest

from party_card.engine.map_projection import Point
from party_card.frontends.html.encode.base_map import TOLERANCE_UNITS, encode_base
from party_card.frontends.shared.place_map.base_map import load_base_map
from party_card.frontends.shared.place_map.view import MapView, fit_view
from party_card.frontends.shared.scene_data import Json

NARVIK, TUNIS, BAKU, OSAKA = (68.4, 17.4), (36.8, 10.2), (40.4, 49.9), (34.7, 135.5)
NEAR = fit_view([TUNIS], 400, 250)
FAR = fit_view([NARVIK, BAKU], 400, 250)
VERY_FAR = fit_view([TUNIS, OSAKA], 288, 210)


def read_paths(base: Json, name: str) -> list[list[Point]]:
    """Returns the lines of a path, in kilometres."""
    lines = []
    x = y = 0
    for part in base[name].split("m")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        line = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((float(x * base["unit"]), float(y * base["unit"])))
        if part.endswith("z"):
            x, y = (int(value) // base["unit"] for value in line[0])
        lines.append(line)
    return lines


def is_inside(point: Point, outlines: list[list[Point]]) -> bool:
    """Returns True if a point lies inside an odd number of outlines."""
    x, y = point
    crossings = 0
    for outline in outlines:
        for (ax, ay), (bx, by) in pairwise([*outline, outline[0]]):
            crossings += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return bool(crossings % 2)


def measure_distance(point: Point, outlines: list[list[Point]]) -> float:
    """Returns the distance of a point from the nearest line."""

    def measure(start: Point, end: Point) -> float:
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = dx * dx + dy * dy
        share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0
        share = min(1, max(0, share))
        return hypot(start[0] + share * dx - point[0], start[1] + share * dy - point[1])

    return min(measure(*ends) for outline in outlines for ends in pairwise([*outline, outline[0]]))


@pytest.mark.parametrize("views", [(NEAR,), (FAR,), (NEAR, VERY_FAR)])
def test_land_lies_where_the_whole_base_has_it(views: tuple[MapView, ...]) -> None:
    base = encode_base(views)
    rounding_km = base["unit"]
    for view in views:
        whole = [view.list_in_view(line) for line in load_base_map().land]
        drawn = [view.list_in_view(line) for line in read_paths(base, "land")]
        most_units = 2 * TOLERANCE_UNITS + rounding_km * view.units_per_km
        for x in range(3, int(view.width), 17):
            for y in range(3, int(view.height), 17):
                if is_inside((x, y), whole) != is_inside((x, y), drawn):
                    assert measure_distance((x, y), whole) < most_units, (x, y)


def test_a_view_of_one_country_costs_less_than_half_of_the_base() -> None:
    whole = sum(map(len, load_base_map().paths.values()))
    assert sum(len(encode_base([NEAR])[name]) for name in ("land", "water", "rivers")) < whole / 2


def test_each_further_view_adds_its_own_part() -> None:
    base = encode_base([NEAR, VERY_FAR])
    assert len(base["land"]) > len(encode_base([NEAR])["land"])
    assert encode_base([VERY_FAR, NEAR]) == base


def test_a_river_that_no_view_shows_is_left_out() -> None:
    assert len(read_paths(encode_base([NEAR]), "rivers")) < len(load_base_map().rivers)
    assert read_paths(encode_base([fit_view([(30.0, -10.0)], 40, 30)]), "rivers") == []
