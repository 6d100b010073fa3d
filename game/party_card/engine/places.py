"""Builds the maps of places of scenes, passages, records and the campaign.

Invariant: a place that is not in the gazetteer is left out (a rule reports it), and a map without places is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from party_card.content.edtf import format_date
from party_card.content.models import Passage, Place, PlaceId, Scene
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.engine.compiled import Evidence
from party_card.engine.place_map import CampaignMap, EpisodePlaces, PlaceMap, PlacePoint
from party_card.evidence.coverage import iter_record_facts

Places = Mapping[PlaceId, Place]


def build_briefing_map(places: Places, scene: Scene) -> PlaceMap | None:
    """Builds the map before a scene: where it begins, and the places that its briefing names.

    They are those under `places`, and those of passages whose names stand in what is read before the scene: where a
    passage leads, a map must not tell before the passage does.
    """
    texts = " ".join((scene.place, scene.hook, *(item.text for item in scene.context)))
    named = [name for name in _list_named(scene) if name in places and _get_bare_name(places[name]) in texts]
    return _build_map(places, scene.at, (*scene.places, *named))


def build_scene_map(places: Places, scene: Scene) -> PlaceMap | None:
    """Builds the map of a whole scene: where it is set, and the places that it and its passages name."""
    return _build_map(places, scene.at, _list_named(scene))


def build_passage_map(places: Places, scene: Scene, passage: Passage) -> PlaceMap | None:
    """Builds the map of a passage that has places of its own, with where the scene is set; None for any other."""
    if (passage.at is None or passage.at == scene.at) and not passage.places:
        return None
    return _build_map(places, passage.at or scene.at, (*passage.places, *_list_at(scene)))


def build_record_map(evidence: Evidence, scene: Scene) -> PlaceMap | None:
    """Builds the map of a scene's record: the places of the facts and documents that it cites, seen from the scene's.

    None if they name none but that one.
    """
    named = [
        place
        for name in iter_record_facts(scene, evidence.figures)
        if name in evidence.facts
        for place in evidence.facts[name].places
    ]
    place_map = _build_map(evidence.places, scene.at, named)
    if place_map is None or all(point.is_here for point in place_map.points):
        return None
    return replace(place_map, is_afterwards=True)


def build_campaign_map(pack: Pack, scenes: Iterable[Scene]) -> CampaignMap | None:
    """Builds the map of all scenes, in their order: where each is set, and the places that it names."""
    points: dict[str, PlacePoint] = {}
    episodes: list[EpisodePlaces] = []
    for scene in scenes:
        places = pack.defining_pack(scene).places
        scene_map = build_scene_map(places, scene)
        if scene_map is None:
            continue
        here, is_near = "", False
        for point in scene_map.points:
            if point.is_here:
                here, is_near = point.id, point.is_near
            if point.is_near:
                known_point = _build_point(PlaceId(point.id), places[PlaceId(point.id)], is_here=False)
                points.setdefault(point.id, known_point or point)
            else:
                points.setdefault(point.id, replace(point, is_here=False))
        named = tuple(point.id for point in scene_map.points if not point.is_here)
        dates = format_date(scene.span) if scene.span else ""
        episodes.append(EpisodePlaces(str(scene.scene), smart_quotes(scene.title), dates, here, named, is_near))
    return CampaignMap(tuple(points.values()), tuple(episodes)) if episodes else None


def _list_at(scene: Scene) -> tuple[PlaceId, ...]:
    return (scene.at,) if scene.at is not None else ()


def _list_named(scene: Scene) -> Iterator[PlaceId]:
    yield from scene.places
    for passage in scene.passages.values():
        yield from passage.places


def _build_map(places: Places, here: PlaceId | None, named: Iterable[PlaceId]) -> PlaceMap | None:
    ids = [name for name in dict.fromkeys((*([here] if here else []), *named)) if name in places]
    near = places[here].near if here in places and here is not None else None
    points = [_build_point(name, places[name], is_here=name == here) for name in ids if name != near]
    if near is not None and near in places and (point := _build_point(near, places[near], is_here=True)) is not None:
        points.insert(0, replace(point, is_near=True, is_approximate=True))
    unrecorded = tuple(smart_quotes(places[name].name) for name in ids if places[name].unknown)
    known_points = tuple(point for point in points if point is not None)
    return PlaceMap(known_points, unrecorded) if known_points else None


def _build_point(name: PlaceId, place: Place, *, is_here: bool) -> PlacePoint | None:
    """Returns the point of a place; None if it has no coordinates."""
    if place.lat is None or place.lon is None:
        return None
    return PlacePoint(
        id=str(name),
        name=smart_quotes(place.name),
        now="" if _is_same_name(place) else smart_quotes(place.now),
        latitude=place.lat,
        longitude=place.lon,
        is_approximate=place.approximate,
        is_here=is_here,
    )


def _get_bare_name(place: Place) -> str:
    return place.name.removeprefix("the ")


def _is_same_name(place: Place) -> bool:
    """Returns True if a place is called today what it was called then, whatever says where it is."""
    name, _, _ = place.now.partition(",")
    return name.casefold().removeprefix("the ") == place.name.casefold().partition(",")[0].removeprefix("the ")
