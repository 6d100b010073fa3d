from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import strategies as st

from party_card.engine.place_map import PlaceMap, PlacePoint
from party_card.engine.place_words import list_place_sentences
from party_card.frontends.shared.place_map.drawing import Frame, MapDrawing, clip_base
from party_card.frontends.shared.place_map.layout import layout_map
from tests.frontends.shared.place_map.sample import (
    ARCHANGEL,
    BAKU,
    BUENOS_AIRES,
    CHICAGO,
    SYDNEY,
    TURIN,
    PlainMeasure,
    place,
)
from tests.random_examples import random_examples


def draw(
    *points: PlacePoint, others: tuple[PlacePoint, ...] = (), size: tuple[float, float] = (450, 300)
) -> MapDrawing:
    drawing = layout_map(points, *size, PlainMeasure(), others)
    assert drawing is not None
    return drawing


def label_of(drawing: MapDrawing, text: str) -> Frame:
    return next(label.frame for label in drawing.labels if label.text == text)


def test_the_view_holds_every_place_that_is_on_the_base() -> None:
    drawing = draw(TURIN, BAKU, ARCHANGEL)
    assert len(drawing.markers) == 3
    for marker in drawing.markers:
        assert marker.radius < marker.x < 450 - marker.radius
        assert marker.radius < marker.y < 300 - marker.radius


def test_the_sign_of_a_place_says_by_its_shape_what_it_is() -> None:
    roles = {marker.role for marker in draw(TURIN, BAKU, others=(place("Vienna", 48.2, 16.4),)).markers}
    assert roles == {"here", "named", "other"}


def test_east_is_right_and_north_is_above() -> None:
    turin, archangel, baku = draw(TURIN, ARCHANGEL, BAKU).markers
    assert turin.x < archangel.x < baku.x
    assert archangel.y < turin.y < baku.y


def test_one_place_alone_is_shown_with_the_coasts_around_it() -> None:
    drawing = draw(place("Madrid", 40.4, -3.7, here=True))
    assert drawing.view.units_per_km == pytest.approx(450 / 3400)
    assert clip_base(drawing.view).land


def test_a_region_has_a_name_and_no_dot() -> None:
    drawing = draw(TURIN, place("the Donets Basin", 48.0, 38.0, approximate=True))
    assert [marker.role for marker in drawing.markers] == ["here"]
    assert {"Turin", "Donets Basin"} <= {label.text for label in drawing.labels}


def test_a_region_where_the_player_is_has_a_dashed_ring() -> None:
    drawing = draw(place("the Donets Basin", 48.0, 38.0, here=True, approximate=True))
    assert [marker.role for marker in drawing.markers] == ["around"]


def test_a_place_beyond_the_base_has_an_arrow_at_the_edge_with_its_distance() -> None:
    drawing = draw(TURIN, CHICAGO)
    (arrow,) = drawing.arrows
    tip_x, tip_y = arrow[0]
    assert min(tip_x, tip_y, 450 - tip_x, 300 - tip_y) < 8
    assert tip_x < 8, "Chicago lies west of Turin"
    assert "Chicago, 7,200 km" in {label.text for label in drawing.labels}
    assert draw(TURIN).view == drawing.view, "a far place does not change the view"


def test_arrow_and_sentence_name_the_same_direction() -> None:
    drawing = draw(TURIN, SYDNEY)
    assert any("south-east" in sentence for sentence in list_place_sentences(PlaceMap((TURIN, SYDNEY))))
    (tip_x, tip_y), *_ = drawing.arrows[0]
    assert tip_x > 225
    assert tip_y > 150


def test_arrows_in_one_direction_stand_beside_each_other_at_the_edge() -> None:
    drawing = draw(TURIN, CHICAGO, place("Boston", 42.4, -71.1))
    assert len(drawing.arrows) == 2
    first, second = (arrow[0] for arrow in drawing.arrows)
    assert first[0] == pytest.approx(second[0])
    assert abs(first[1] - second[1]) > 13


def test_there_is_no_map_of_places_that_are_all_beyond_the_base() -> None:
    assert layout_map((CHICAGO, BUENOS_AIRES), 450, 300, PlainMeasure()) is None
    assert layout_map((), 450, 300, PlainMeasure()) is None


def test_two_places_at_one_spot_share_a_sign_and_have_two_names() -> None:
    drawing = draw(TURIN, place("Rivoli", 45.1, 7.5))
    assert len(drawing.markers) == 1
    assert {"Turin", "Rivoli"} <= {label.text for label in drawing.labels}


def test_other_places_without_room_for_a_name_have_no_sign() -> None:
    crowd = tuple(place(f"Neighbouring town {n}", 45.1 + n / 10, 7.7 + n / 10) for n in range(1, 20))
    drawing = draw(TURIN, others=crowd)
    names = {label.text for label in drawing.labels}
    assert sum(marker.role == "other" for marker in drawing.markers) == sum(point.name in names for point in crowd) < 19


def test_the_first_place_has_its_name_however_many_places_crowd_around_it() -> None:
    around = [(dy, dx) for dy in (-3, -1.5, 0, 1.5, 3) for dx in (-6, -4, -2, 0, 2, 4, 6) if (dy, dx) != (0, 0)]
    crowd = [place(f"Quarter {n}", 45.1 + dy, 7.7 + dx) for n, (dy, dx) in enumerate(around)]
    for first in (TURIN, place("Turin", 45.1, 7.7)):
        drawing = draw(first, *crowd)
        assert drawing.labels[0].text == "Turin"
        assert len(drawing.markers) > len(crowd) / 2, "few signs are hidden"


def test_a_name_hides_no_sign_of_another_place_that_it_can_avoid() -> None:
    drawing = draw(TURIN, place("Pavia", 45.2, 11.5), BAKU)
    assert len(drawing.markers) == 3


def test_names_of_seas_stand_on_water() -> None:
    drawing = draw(place("Odessa", 46.5, 30.7, here=True))
    assert "Black Sea" in {label.text for label in drawing.labels}


def test_a_name_of_a_region_stands_near_its_middle() -> None:
    drawing = draw(TURIN, ARCHANGEL, place("the Donets Basin", 48.0, 38.0, approximate=True))
    frame = label_of(drawing, "Donets Basin")
    x, y = drawing.view.project(48.0, 38.0)
    assert frame.x - 20 < x < frame.x + frame.width + 20
    assert frame.y - 30 < y < frame.y + frame.height + 30


POINTS = st.lists(
    st.builds(
        place,
        st.text("abcdefgh ", min_size=1, max_size=18).map(str.strip).filter(bool),
        st.floats(-60, 80),
        st.floats(-180, 180),
        here=st.booleans(),
        approximate=st.booleans(),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda point: point.id,
)


@random_examples(POINTS, POINTS, st.integers(200, 900), st.integers(150, 600), everyday=40, long=400)
def test_labels_overlap_neither_each_other_nor_signs_nor_the_frame(
    points: list[PlacePoint], others: list[PlacePoint], width: int, height: int
) -> None:
    drawing = layout_map(points, width, height, PlainMeasure(), others)
    if drawing is None:
        return
    frames = [label.frame for label in drawing.labels]
    assert not [pair for pair in combinations(frames, 2) if pair[0].overlaps(pair[1])]
    for frame in frames:
        assert frame.x >= 0
        assert frame.y >= 0
        assert frame.x + frame.width <= width
        assert frame.y + frame.height <= height
        assert not any(frame.contains(marker.x, marker.y) for marker in drawing.markers)
    for label in drawing.labels:
        assert label.frame.height >= 20, "no name is smaller than the others"


@random_examples(POINTS, st.integers(200, 900), st.integers(150, 600), everyday=15, long=150)
def test_the_base_ends_at_the_frame(points: list[PlacePoint], width: int, height: int) -> None:
    drawing = layout_map(points, width, height, PlainMeasure())
    if drawing is None:
        return
    shapes = clip_base(drawing.view)
    for line in (*shapes.land, *shapes.water, *shapes.rivers):
        for x, y in line:
            assert -0.01 <= x <= width
            assert -0.01 <= y <= height
