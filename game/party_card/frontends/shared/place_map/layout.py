"""Lays out a map of places: the view, a marker and a label for each place, and arrows to places beyond the base.

Invariant: no label overlaps another, a marker or the frame, and none is smaller than the front end says. What finds no
room is left out of the drawing, never squeezed; the sentences beside the map name every place.

Labels are placed one after another, the most important first, each at the best of a few positions around its marker
that are still free: right of it rather than left, beside it rather than above or below, and off the coast.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, radians, sin

from party_card.engine.map_projection import Point
from party_card.engine.place_map import PlacePoint
from party_card.engine.place_words import format_distance, measure_direction, measure_distance_km
from party_card.frontends.shared.place_map.base_map import is_on_base
from party_card.frontends.shared.place_map.drawing import (
    LABEL_PADDING_UNITS,
    Frame,
    LabelRole,
    MapDrawing,
    MapLabel,
    MapMarker,
    MarkerRole,
    TextMeasure,
    clip_base,
)
from party_card.frontends.shared.place_map.view import MapView, fit_view
from party_card.localization import format_number, gettext, gettext_noop

MARKER_RADIUS_UNITS: dict[MarkerRole, float] = {"here": 11.0, "around": 16.0, "named": 5.5, "other": 3.5}
"""The target of where the player is, or a dashed ring if only the region is known; the disc of a place that is named,
the square of any other place."""
MAX_LABELS = 14
"""More labels than this would hide the land."""
ARROW_UNITS = 13.0
_COVERED_SIGN_COST = 8.0
"""By how many positions a name gives way rather than to hide the sign of another place."""
_SCALE_KM = (2000, 1000, 500, 250)
_WATER_NAMES = (
    (gettext_noop("Black Sea"), 43.1, 34.3, 900),
    (gettext_noop("Caspian Sea"), 40.0, 51.0, 380),
    (gettext_noop("Baltic Sea"), 55.9, 18.9, 330),
    (gettext_noop("North Sea"), 56.2, 3.0, 600),
    (gettext_noop("Mediterranean Sea"), 34.6, 18.5, 1300),
    (gettext_noop("Barents Sea"), 73.3, 41.0, 1200),
    (gettext_noop("Sea of Japan"), 40.3, 134.8, 800),
    (gettext_noop("Norwegian Sea"), 67.5, 2.5, 900),
    (gettext_noop("Sea of Okhotsk"), 54.0, 149.0, 1200),
    (gettext_noop("East China Sea"), 28.8, 125.5, 800),
    (gettext_noop("Arabian Sea"), 15.0, 64.0, 1600),
    (gettext_noop("Pacific Ocean"), 30.0, 151.0, 1800),
    (gettext_noop("Atlantic Ocean"), 45.0, -17.0, 1400),
)
"""Seas by which one finds one's way: name, latitude, longitude, and the room that they have from west to east in km."""


def layout_map(
    points: Sequence[PlacePoint], width: float, height: float, measure: TextMeasure, others: Sequence[PlacePoint] = ()
) -> MapDrawing | None:
    """Lays out a map of `width` by `height` units; None if no place lies on the base.

    The view holds all `points`; of `others`, which help to find one's way, it shows those that are inside it.
    """
    on_base = [point for point in points if is_on_base(point.latitude, point.longitude)]
    if not on_base:
        return None
    view = fit_view([(point.latitude, point.longitude) for point in on_base], width, height)
    return _MapLayout(view, points, others, measure).build()


class _MapLayout:
    """Places the signs and texts of one map."""

    def __init__(
        self, view: MapView, points: Sequence[PlacePoint], others: Sequence[PlacePoint], measure: TextMeasure
    ) -> None:
        self._view, self._measure = view, measure
        self._points, self._others = points, others
        self._labels: list[MapLabel] = []
        self._markers: list[MapMarker] = []
        self._arrows: list[tuple[Point, Point, Point]] = []
        self._taken: list[Frame] = []
        self._signs: list[Point] = []
        shapes = clip_base(view)
        self._coast = [point for outline in (*shapes.land, *shapes.water) for point in outline]

    def build(self) -> MapDrawing:
        here = next((point for point in self._points if point.is_here), None)
        points = sorted(self._points, key=lambda point: not point.is_here)
        near, far = ([p for p in points if is_on_base(p.latitude, p.longitude) == is_near] for is_near in (True, False))
        known = {point.id for point in points}
        others = [point for point in self._others if point.id not in known and self._is_in_view(point)]
        candidates = [point for point in (*near, *others) if not point.is_approximate or point.is_here]
        self._signs = [self._view.project(point.latitude, point.longitude) for point in candidates[1:]]
        marked: list[tuple[PlacePoint, MapMarker]] = []
        for point in candidates:
            role: MarkerRole = "named" if point.id in known else "other"
            if point.is_here:
                role = "around" if point.is_approximate else "here"
            marker = self._add_marker(point, role)
            if marker is None:
                continue
            if point is candidates[0]:  # its name comes before the signs of all other places
                self._label_marker(point, marker)
            else:
                marked.append((point, marker))
        for point, marker in marked:
            if marker.role != "other":
                self._label_marker(point, marker)
        for point in far:
            self._add_arrow(point, here)
        for point, marker in marked:
            if marker.role == "other" and not self._label_marker(point, marker):
                self._markers.remove(marker)
        for point in near:
            if point.is_approximate and not point.is_here:
                self._add_label(point.label, "region", self._positions_of_region(point))
        scale_bar = self._add_scale_bar()
        self._add_water_names()
        return MapDrawing(self._view, tuple(self._markers), tuple(self._labels), tuple(self._arrows), scale_bar)

    def _is_in_view(self, point: PlacePoint) -> bool:
        x, y = self._view.project(point.latitude, point.longitude)
        inset = 8 * self._measure.unit
        return inset <= x <= self._view.width - inset and inset <= y <= self._view.height - inset

    # ------------------------------------------------------------------------------------------------ signs

    def _add_marker(self, point: PlacePoint, role: MarkerRole) -> MapMarker | None:
        """Adds the sign of a place; none if the sign or the name of a more important place is there already."""
        x, y = self._view.project(point.latitude, point.longitude)
        radius = MARKER_RADIUS_UNITS[role] * self._measure.unit
        marker = MapMarker(x, y, radius, role)
        area = Frame(x - radius, y - radius, 2 * radius, 2 * radius)
        if any(label.frame.overlaps(area) for label in self._labels):
            return None
        for other in self._markers:
            if (x - other.x) ** 2 + (y - other.y) ** 2 < (other.radius + self._measure.unit) ** 2:
                return other._replace(role=role) if role == "named" else None  # its name stands beside that sign
        self._markers.append(marker)
        self._taken.append(area)
        return marker

    def _add_arrow(self, point: PlacePoint, here: PlacePoint | None) -> None:
        """Adds an arrow at the edge towards a place beyond the base, with its name and how far it is.

        It points in the direction that the sentences name.
        """
        width, height, size = self._view.width, self._view.height, ARROW_UNITS * self._measure.unit
        start = here or self._points[0]
        angle = radians(45 * measure_direction(start, point) - 90)
        across, down = cos(angle), sin(angle)
        half_width, half_height = width / 2 - size * 0.4, height / 2 - size * 0.4
        reach = min(half_width / max(abs(across), 1e-9), half_height / max(abs(down), 1e-9))
        edge = (width / 2 + reach * across, height / 2 + reach * down)
        is_at_side = reach * abs(across) >= half_width - 1e-6
        text = point.label if here is None else f"{point.label}, {format_distance(measure_distance_km(here, point))}"
        for step in (0, 1, -1, 2, -2, 3, -3):  # another arrow may be there already
            shift = 2 * step * size
            tip = (edge[0], edge[1] + shift) if is_at_side else (edge[0] + shift, edge[1])
            centre = (tip[0] - size / 2 * across, tip[1] - size / 2 * down)
            frame = Frame(centre[0] - size / 2, centre[1] - size / 2, size, size)
            positions = list(self._positions_around(MapMarker(*centre, size * 0.7, "named"), text, "far"))
            if any(frame.overlaps(taken) for taken in self._taken) or not self._add_label(text, "far", positions):
                continue
            self._taken.append(frame)
            back = (tip[0] - size * across, tip[1] - size * down)
            side = (-0.5 * size * down, 0.5 * size * across)
            corners = (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])
            self._arrows.append((tip, *corners))
            return

    # ----------------------------------------------------------------------------------------------- labels

    def _label_marker(self, point: PlacePoint, marker: MapMarker) -> bool:
        role: LabelRole = "here" if marker.role == "around" else marker.role
        return self._add_label(point.label, role, self._positions_around(marker, point.label, role))

    def _label_size(self, text: str, role: LabelRole) -> Point:
        padding = LABEL_PADDING_UNITS * self._measure.unit
        return self._measure.width(text, role) + 2 * padding, self._measure.height(role)

    def _positions_around(self, marker: MapMarker, text: str, role: LabelRole) -> Iterator[Frame]:
        """Yields the positions of a label around a marker, the best first."""
        width, height = self._label_size(text, role)
        x, y, gap = marker.x, marker.y, marker.radius + self._measure.unit
        slant = gap * 0.7
        for left, top in (
            (x + gap, y - height / 2), (x - gap - width, y - height / 2),
            (x + slant, y - slant - height), (x + slant, y + slant),
            (x - slant - width, y - slant - height), (x - slant - width, y + slant),
            (x - width / 2, y - gap - height), (x - width / 2, y + gap),
            (x + gap, y - height), (x + gap, y), (x - gap - width, y - height), (x - gap - width, y),
        ):  # fmt: skip
            yield Frame(left, top, width, height)

    def _positions_of_region(self, point: PlacePoint) -> Iterator[Frame]:
        width, height = self._label_size(point.label, "region")
        x, y = self._view.project(point.latitude, point.longitude)
        for across, down in ((0, 0), (0.5, 0), (-0.5, 0), (0, 1), (0, -1), (0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1)):
            yield Frame(x + across * width - width / 2, y + down * height - height / 2, width, height)

    def _add_label(self, text: str, role: LabelRole, positions: Iterator[Frame] | Sequence[Frame]) -> bool:
        """Adds a label at the best free position. Returns False if there is none."""
        edge = self._measure.unit * 2
        best, best_cost = None, 0.0
        if len(self._labels) < MAX_LABELS:
            for rank, frame in enumerate(positions):
                if not self._is_free(frame, edge):
                    continue
                cost = rank + (0.1 if role == "region" else 0.5) * sum(frame.contains(*point) for point in self._coast)
                cost += _COVERED_SIGN_COST * sum(frame.contains(*point) for point in self._signs)
                if best is None or cost < best_cost:
                    best, best_cost = frame, cost
        if best is None:
            return False
        self._labels.append(MapLabel(text, best, role))
        self._taken.append(best)
        return True

    def _is_free(self, frame: Frame, edge: float) -> bool:
        is_inside = (
            frame.x >= edge and frame.y >= edge
            and frame.x + frame.width <= self._view.width - edge and frame.y + frame.height <= self._view.height - edge
        )  # fmt: skip
        return is_inside and not any(frame.overlaps(taken) for taken in self._taken)

    def _add_water_names(self) -> None:
        """Adds the names of seas that have room for them."""
        for message, latitude, longitude, room_km in _WATER_NAMES:
            name = gettext(message)
            width, height = self._label_size(name, "water")
            x, y = self._view.project(latitude, longitude)
            frame = Frame(x - width / 2, y - height / 2, width, height)
            is_free = self._is_free(frame, 2 * self._measure.unit)
            is_on_coast = any(frame.contains(*point) for point in self._coast)
            if width <= room_km * self._view.units_per_km and is_free and not is_on_coast:
                self._labels.append(MapLabel(name, frame, "water"))
                self._taken.append(frame)

    def _add_scale_bar(self) -> tuple[float, float, float] | None:
        """Adds a bar of a round length in a free corner below."""
        view, unit = self._view, self._measure.unit
        length_km = next((km for km in _SCALE_KM if km * view.units_per_km <= view.width / 4), None)
        if length_km is None:
            return None
        text, length = gettext("{number} km").format(number=format_number(length_km)), length_km * view.units_per_km
        text_width, height = self._label_size(text, "scale")
        width, margin = max(text_width, length), 8 * unit
        for x in (margin, view.width - margin - width):
            area = Frame(x - 3 * unit, view.height - margin - height - 6 * unit, width + 6 * unit, height + 8 * unit)
            if self._is_free(area, unit):
                top = area.y + unit
                self._labels.append(MapLabel(text, Frame(x, top, text_width, height), "scale"))
                self._taken.append(area)
                return x, x + length, view.height - margin
        return None
