"""Reads the base of the map: the outlines of land and water, and the courses of rivers, on the plane of the projection.

Invariant: `base_map.svg` is written by `assets/base_map.py` alone; its paths have the commands `m` and `z` and whole
numbers only. One unit is `KM_PER_UNIT` kilometres.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from party_card.engine.map_projection import Point, normalize_longitude

KM_PER_UNIT = 4
"""The size of a unit of the drawing."""
WEST_DEG, EAST_DEG, SOUTH_DEG, NORTH_DEG = -25.0, 180.0, 8.0, 82.0
"""The part of the earth in which places are marked; the base reaches somewhat farther."""
_PATH = re.compile(r'<path id="(\w+)"[^>]* d="([^"]*)"')
_NUMBER = re.compile(r"-?\d+")

Line = tuple[Point, ...]


@dataclass(frozen=True)
class BaseMap:
    """The shapes of the base, in kilometres: outlines of land and of inland water, and courses of rivers.

    `paths` are the same as data of SVG paths, in units of the drawing.
    """

    land: tuple[Line, ...]
    water: tuple[Line, ...]
    rivers: tuple[Line, ...]
    paths: dict[str, str]


@cache
def load_base_map() -> BaseMap:
    """Reads the base map once."""
    text = files("party_card.frontends.shared.place_map").joinpath("base_map.svg").read_text(encoding="utf-8")
    paths = dict(_PATH.findall(text))
    shapes = {name: _parse_path(data) for name, data in paths.items()}
    return BaseMap(shapes["land"], shapes["water"], shapes["rivers"], paths)


def is_on_base(latitude: float, longitude: float) -> bool:
    """Returns True if a place lies in the part of the earth that the base shows."""
    return SOUTH_DEG <= latitude <= NORTH_DEG and WEST_DEG <= normalize_longitude(longitude) <= EAST_DEG


def _parse_path(data: str) -> tuple[Line, ...]:
    lines = []
    x = y = 0
    for part in data.split("m")[1:]:
        numbers = [int(number) for number in _NUMBER.findall(part)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((float(x * KM_PER_UNIT), float(y * KM_PER_UNIT)))
        if part.endswith("z"):
            x, y = int(points[0][0]) // KM_PER_UNIT, int(points[0][1]) // KM_PER_UNIT
        lines.append(tuple(points))
    return tuple(lines)
