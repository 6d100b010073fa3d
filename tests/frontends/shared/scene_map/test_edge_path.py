"""Routes as paths: straight beside cards, curved between rows, round at corners."""

from __future__ import annotations

from party_card.frontends.shared.scene_map.edge_path import format_path
from party_card.graph_layout import Point


def test_a_vertical_route_is_a_line() -> None:
    assert format_path([Point(5, 0), Point(5, 10), Point(5, 30)]) == "M5.0,0.0L5.0,10.0L5.0,30.0"


def test_a_slant_is_a_curve_that_begins_and_ends_vertically() -> None:
    assert format_path([Point(0, 0), Point(10, 20)]) == "M0.0,0.0C0.0,10.0 10.0,10.0 10.0,20.0"


def test_a_corner_is_round_and_a_short_side_is_not_overshot() -> None:
    route = [Point(0, 0), Point(0, 20), Point(4, 20), Point(4, 0)]
    assert format_path(route) == "M0.0,0.0L0.0,16.0Q0.0,20.0 2.0,20.0L2.0,20.0Q4.0,20.0 4.0,16.0L4.0,0.0"
