"""Maps of places: what a scene, a passage, a record and a campaign show, and the sentences that say the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.models import PlaceId, SceneId
from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN, REVEAL
from party_card.engine.place_map import PlaceMap, PlacePoint
from party_card.engine.place_words import (
    describe_signs,
    format_distance,
    list_campaign_sentences,
    list_place_sentences,
    measure_distance_km,
    name_direction,
)
from party_card.engine.places import build_campaign_map
from party_card.engine.playthrough import Playthrough
from tests.places import PLACES, read_places_pack


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return read_places_pack(tmp_path)


def open_page(pack: Pack, *triggers: str) -> Page:
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("herring")]))
    for trigger in triggers:
        playthrough.choose(trigger)
    return build_page(playthrough)


def list_ids(place_map: PlaceMap | None) -> list[str]:
    return [point.id for point in place_map.points] if place_map is not None else []


def point(latitude: float, longitude: float, name: str = "X") -> PlacePoint:
    return PlacePoint(name, name, "", latitude, longitude)


# --------------------------------------------------------------------------------------------------------- the maps


def test_a_briefing_shows_where_the_scene_is_set_and_what_it_names(pack: Pack) -> None:
    assert list_ids(open_page(pack).places) == ["reykjavik", "kristiania", "batavia"]


def change_scene(pack: Pack, **changes: object) -> Pack:
    name = SceneId("herring")
    return replace(pack, scenes={**pack.scenes, name: replace(pack.scenes[name], **changes)})  # type: ignore[arg-type]


def test_a_briefing_does_not_tell_where_passages_lead_unless_its_texts_do(pack: Pack) -> None:
    assert list_ids(open_page(change_scene(pack, places=())).places) == ["reykjavik"]
    hook = "A wire from Batavia lies on the desk of the clerk, who wants to keep the price secret."
    assert list_ids(open_page(change_scene(pack, places=(), hook=hook)).places) == ["reykjavik", "batavia"]


def test_a_place_of_which_only_a_neighbour_is_known_is_near_that(tmp_path: Path) -> None:
    pack = read_places_pack(tmp_path, places=PLACES.replace("unknown: true", "unknown: true, near: kristiania"))
    pack = change_scene(pack, at=PlaceId("wreck"), places=(PlaceId("kristiania"), PlaceId("reykjavik")))
    places = open_page(pack).places
    assert places is not None
    assert [(point.id, point.label, point.is_near) for point in places.points] == [
        ("kristiania", "near Kristiania", True), ("reykjavik", "Reykjavik", False),
    ]  # fmt: skip
    assert list_place_sentences(places) == (
        "You are near Kristiania (today Oslo, Norway).",
        "From here it is about 1,700 km west to Reykjavik.",
        "The sources used here do not say where the wreck of the Ada lay.",
    )
    campaign_map = build_campaign_map(pack, pack.scenes.values())
    assert campaign_map is not None
    assert list_campaign_sentences(campaign_map)[:2] == (
        "“The Customs House” is set in Kristiania (today Oslo, Norway).",
        "“The Price of Herring” is set near Kristiania (today Oslo, Norway).",
    )
    scene_map = campaign_map.find_scene("herring")
    assert scene_map is not None
    assert scene_map.here == places.here
    assert [point.is_near for point in campaign_map.points if point.id == "kristiania"] == [False]


def test_a_point_has_all_that_a_drawing_needs(pack: Pack) -> None:
    places = open_page(pack).places
    assert places is not None
    assert places.points[:2] == (
        PlacePoint("reykjavik", "Reykjavik", "", 64.1355, -21.8954, is_here=True),
        PlacePoint("kristiania", "Kristiania", "Oslo, Norway", 59.9127, 10.7461),
    )
    assert places.here is places.points[0]


def test_a_place_that_nobody_has_recorded_is_told_and_not_drawn(pack: Pack) -> None:
    places = open_page(pack).places
    assert places is not None
    assert places.unrecorded == ("the wreck of the Ada",)


def test_a_passage_that_names_places_has_its_own_map(pack: Pack) -> None:
    assert list_ids(open_page(pack, BEGIN).places) == ["reykjavik", "batavia", "kristiania"]


def test_a_passage_elsewhere_shows_where_it_is_and_where_the_scene_is_set(pack: Pack) -> None:
    places = open_page(pack, BEGIN, "sail").places
    assert places is not None
    assert [(point.id, point.is_here, point.is_approximate) for point in places.points] == [
        ("lofoten", True, True), ("reykjavik", False, False),
    ]  # fmt: skip
    assert places.points[0].label == "Lofoten islands"


def test_a_passage_without_places_of_its_own_has_no_map(pack: Pack) -> None:
    assert open_page(pack, BEGIN, "stay").places is None


def test_a_record_shows_the_places_of_the_facts_and_documents_that_it_cites(pack: Pack) -> None:
    assert list_ids(open_page(pack, BEGIN, "stay", REVEAL).places) == [
        "reykjavik",
        "valparaiso",
        "kristiania",
        "batavia",
    ]


def test_a_campaign_shows_each_place_once_and_knows_which_scenes_are_set_there(pack: Pack) -> None:
    campaign_map = build_campaign_map(pack, pack.scenes.values())
    assert campaign_map is not None
    assert [point.id for point in campaign_map.points] == ["kristiania", "reykjavik", "batavia"]
    assert not any(point.is_here for point in campaign_map.points)
    assert [(episode.scene, episode.here, episode.named) for episode in campaign_map.episodes] == [
        ("customs", "kristiania", ()), ("herring", "reykjavik", ("kristiania", "batavia")),
    ]  # fmt: skip
    scene_map = campaign_map.find_scene("herring")
    briefing = open_page(pack).places
    assert scene_map is not None and briefing is not None
    assert scene_map.points == briefing.points
    assert campaign_map.find_scene("nowhere") is None


def test_scenes_of_the_pack_below_show_their_own_places(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "own" / "seeds").mkdir(parents=True)
    (tmp_path / "own" / "scenes").mkdir()
    text = "places:\n  reykjavik: {name: Elsewhere, lat: 1, lon: 1, approximate: true}\n"
    (tmp_path / "own" / "seeds" / "places.yaml").write_text(text, encoding="utf-8")
    from party_card.content.pack import read_pack

    campaign = "campaign: c\ntitle: C\nscenes: [herring]\n"
    (tmp_path / "own" / "scenes" / "campaign.yaml").write_text(campaign, encoding="utf-8")
    own = overlay_pack(read_pack(tmp_path / "own")[0], pack)
    places = open_page(own).places
    assert places is not None
    assert places.points[0].name == "Reykjavik"


# ---------------------------------------------------------------------------------------------------- the sentences


def test_sentences_say_where_one_is_and_how_the_other_places_lie_from_there(pack: Pack) -> None:
    places = open_page(pack).places
    assert places is not None
    assert list_place_sentences(places) == (
        "You are in Reykjavik.",
        "From here it is 1,700 km east to Kristiania (today Oslo, Norway) and 12,400 km south-east to Batavia "
        "(today Jakarta, Indonesia).",
        "The sources used here do not say where the wreck of the Ada lay.",
    )


def test_a_record_is_told_of_where_one_was(pack: Pack) -> None:
    places = open_page(pack, BEGIN, "stay", REVEAL).places
    assert places is not None
    assert list_place_sentences(places) == (
        "You were in Reykjavik.",
        "From there it is 11,600 km south-west to Valparaíso, 1,700 km east to Kristiania (today Oslo, Norway) and "
        "12,400 km south-east to Batavia (today Jakarta, Indonesia).",
    )


def test_many_places_are_told_in_several_sentences() -> None:
    here = PlacePoint("a", "Aa", "", 0, 0, is_here=True)
    others = [replace(point(0, 10 * number, f"B{number}"), id=f"b{number}") for number in range(1, 6)]
    assert list_place_sentences(PlaceMap((here, *others)))[1:] == (
        "From here it is 1,100 km east to B1, 2,200 km east to B2 and 3,300 km east to B3.",
        "It is 4,400 km east to B4 and 5,600 km east to B5.",
    )


def test_a_region_is_told_by_its_middle_and_roughly(pack: Pack) -> None:
    lofoten = open_page(pack, BEGIN, "sail").places
    assert lofoten is not None
    assert list_place_sentences(lofoten) == (
        "You are in the Lofoten islands.", "From its middle it is about 1,600 km west to Reykjavik.",
    )  # fmt: skip
    back = PlaceMap(tuple(replace(point, is_here=not point.is_here) for point in reversed(lofoten.points)))
    assert list_place_sentences(back)[1] == "From here it is about 1,600 km east to the middle of the Lofoten islands."


def test_without_a_place_of_its_own_a_map_names_what_it_shows() -> None:
    places = PlaceMap((PlacePoint("oslo", "Kristiania", "Oslo, Norway", 59.9, 10.7),))
    assert list_place_sentences(places) == ("The map shows Kristiania (today Oslo, Norway).",)


def test_places_at_one_point_are_not_measured() -> None:
    here, same = PlacePoint("a", "Pera", "", 41.03, 28.97, is_here=True), point(41.03, 28.971, "the tower")
    assert list_place_sentences(PlaceMap((here, same)))[1] == "The tower is here, too."


def test_a_campaign_is_told_place_by_place(pack: Pack) -> None:
    campaign_map = build_campaign_map(pack, pack.scenes.values())
    assert campaign_map is not None
    assert list_campaign_sentences(campaign_map) == (
        "“The Customs House” is set in Kristiania (today Oslo, Norway).",
        "“The Price of Herring” is set in Reykjavik.",
        "“The Price of Herring” speaks of Batavia (today Jakarta, Indonesia).",
    )


@pytest.mark.parametrize(
    ("start", "end", "distance", "direction"),
    [
        (point(48.8534, 2.3488), point(52.5244, 13.4105), "880 km", "north-east"),  # Paris, Berlin
        (point(48.8534, 2.3488), point(40.7143, -74.006), "5,800 km", "west"),  # New York lies south of Paris
        (point(35.6895, 139.6917), point(37.7749, -122.4194), "8,300 km", "east"),  # across the date line
        (point(-33.8679, 151.2073), point(-37.814, 144.9633), "710 km", "south-west"),  # Sydney, Melbourne
        (point(0, 0), point(0, 180), "20,000 km", "west"),  # as far as one can go
        (point(52.5244, 13.4105), point(52.4, 13.07), "25 km", "south-west"),
        (point(89.99, 20), point(-90, 20), "20,000 km", "south"),
    ],
)
def test_distances_and_directions_are_those_that_one_would_name(
    start: PlacePoint, end: PlacePoint, distance: str, direction: str
) -> None:
    assert (format_distance(measure_distance_km(start, end)), name_direction(start, end)) == (distance, direction)


@pytest.mark.parametrize(
    ("distance_km", "text"),
    [
        (0.2, "1 km"),
        (3.4, "3 km"),
        (27.1, "25 km"),
        (98, "100 km"),
        (634, "630 km"),
        (996, "1,000 km"),
        (3371, "3,400 km"),
    ],
)
def test_distances_are_rounded_to_what_one_would_say(distance_km: float, text: str) -> None:
    assert format_distance(distance_km) == text


points = st.builds(point, st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_any_two_places_have_a_distance_and_a_direction(start: PlacePoint, end: PlacePoint) -> None:
    distance = measure_distance_km(start, end)
    assert 0 <= distance <= 20_040
    assert distance == pytest.approx(measure_distance_km(end, start))
    assert name_direction(start, end) in {
        "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
    }  # fmt: skip


def test_the_signs_of_a_map_are_explained_as_they_are_drawn() -> None:
    town = PlacePoint("town", "Basra", "", 30.5, 47.8, is_here=True)
    assert describe_signs(PlaceMap((town,))).startswith("The target is where you are, ")
    assert describe_signs(PlaceMap((town,), is_afterwards=True)).startswith("The target is where you were, ")
    region = replace(town, is_approximate=True)
    assert describe_signs(PlaceMap((region,))).startswith("The dashed ring lies around where you are, ")
