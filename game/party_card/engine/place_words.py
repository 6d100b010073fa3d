"""Says in sentences what a map of places shows, for screen readers, the terminal and paper.

Invariant: the words for places, distances and directions are here and nowhere else.

Distances are those of the great circle. Directions are those of the line of constant bearing (the rhumb line), as on a
map with north above: of a far place the great circle begins in a direction that nobody would name, from Moscow to
Tokyo north-east, though Tokyo lies south of Moscow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from party_card.engine.page import Page
from party_card.engine.place_map import CampaignMap, PlaceMap, PlacePoint
from party_card.localization import format_number, gettext, gettext_noop, list_items, ngettext, quote

HEADING = gettext_noop("Where you are")
RECORD_HEADING = gettext_noop("Where it happened")
CAMPAIGN_HEADING = gettext_noop("Where it happens")
CAMPAIGN_LEGEND = gettext_noop(
    "The target or the dashed ring is where the selected scene is set, a disc another place of these scenes."
)
EARTH_RADIUS_KM = 6371.0
NEAR_KM = 1.0
"""Places nearer to each other than this are one place in a sentence."""
_STEPS_KM = ((20, 1), (100, 5), (1000, 10), (math.inf, 100))
"""Up to which distance to round to which step."""
ROUGH_STEP_KM = 100
UNRECORDED_PLACE = gettext_noop("The sources used here do not say where {place} lay.")
MAX_WAYS = 3
"""Places of one sentence: more are hard to follow when they are heard."""


def name_map(page: Page) -> str:
    """Returns the heading of the map of a page."""
    return gettext(RECORD_HEADING if page.kind == "record" else HEADING)


def describe_signs(place_map: PlaceMap) -> str:
    """Returns what the signs on a map mean."""
    if place_map.here is not None and place_map.here.is_approximate:
        if place_map.is_afterwards:
            return gettext(
                "The dashed ring lies around where you were, a disc another place that is spoken of, an arrow one "
                "beyond the map."
            )
        return gettext(
            "The dashed ring lies around where you are, a disc another place that is spoken of, an arrow one beyond "
            "the map."
        )
    if place_map.is_afterwards:
        return gettext(
            "The target is where you were, a disc another place that is spoken of, an arrow one beyond the map."
        )
    return gettext("The target is where you are, a disc another place that is spoken of, an arrow one beyond the map.")


def list_page_sentences(page: Page) -> tuple[str, ...]:
    """Returns what the map of a page shows in sentences; none if it has no map."""
    return list_place_sentences(page.places) if page.places is not None else ()


def list_place_sentences(place_map: PlaceMap) -> tuple[str, ...]:
    """Returns what a map shows in sentences: where the player is, and how the other places lie from there."""
    here = place_map.here
    unrecorded = (gettext(UNRECORDED_PLACE).format(place=name) for name in place_map.unrecorded)
    others = [point for point in place_map.points if not point.is_here]
    if here is None:
        return (*(gettext("The map shows {place}.").format(place=name_place(point)) for point in others), *unrecorded)
    near = [point for point in others if measure_distance_km(here, point) < NEAR_KM]
    ways = [_describe_way(here, point) for point in others if point not in near]
    return (
        _say_where(here, is_afterwards=place_map.is_afterwards),
        *(_say_what_is_near(point, is_afterwards=place_map.is_afterwards) for point in near),
        *(
            _say_ways(place_map, here, ways[index : index + MAX_WAYS], is_first=not index)
            for index in range(0, len(ways), MAX_WAYS)
        ),
        *unrecorded,
    )


def _say_where(here: PlacePoint, *, is_afterwards: bool) -> str:
    if is_afterwards:
        sentence = gettext("You were near {place}.") if here.is_near else gettext("You were in {place}.")
    else:
        sentence = gettext("You are near {place}.") if here.is_near else gettext("You are in {place}.")
    return sentence.format(place=name_place(here))


def _say_what_is_near(point: PlacePoint, *, is_afterwards: bool) -> str:
    sentence = gettext("{place} is there, too.") if is_afterwards else gettext("{place} is here, too.")
    return _capitalize(sentence.format(place=name_place(point)))


def _say_ways(place_map: PlaceMap, here: PlacePoint, ways: Sequence[str], *, is_first: bool) -> str:
    """Returns the sentence on the ways to some places, such as `From here it is 630 km north-west to Leningrad.`"""
    if not is_first:
        sentence = gettext("It is {ways}.")
    elif here.is_approximate and not here.is_near:
        sentence = gettext("From its middle it is {ways}.")
    elif place_map.is_afterwards:
        sentence = gettext("From there it is {ways}.")
    else:
        sentence = gettext("From here it is {ways}.")
    return sentence.format(ways=list_items(ways))


def list_campaign_sentences(campaign_map: CampaignMap) -> tuple[str, ...]:
    """Returns what the map of a campaign shows, a sentence for each place: which scenes are set there, or name it."""
    sentences = []
    for point in campaign_map.points:
        here = [episode for episode in campaign_map.episodes if episode.here == point.id]
        set_near = [episode.title for episode in here if episode.is_near]
        set_there = [episode.title for episode in here if not episode.is_near]
        naming = [episode.title for episode in campaign_map.episodes if point.id in episode.named]
        if set_there:
            sentence = ngettext("{titles} is set in {place}.", "{titles} are set in {place}.", len(set_there))
            sentences.append(sentence.format(titles=_list_titles(set_there), place=name_place(point)))
        if set_near:
            sentence = ngettext("{titles} is set near {place}.", "{titles} are set near {place}.", len(set_near))
            sentences.append(sentence.format(titles=_list_titles(set_near), place=name_place(point)))
        if not here:
            sentence = ngettext("{titles} speaks of {place}.", "{titles} speak of {place}.", len(naming))
            sentences.append(sentence.format(titles=_list_titles(naming), place=name_place(point)))
    return tuple(sentences)


def name_picture(points: Sequence[PlacePoint]) -> str:
    """Returns the name of the picture of a map beside which the sentences stand."""
    return gettext("Map: {places}.").format(places=", ".join(point.label for point in points))


def name_place(point: PlacePoint) -> str:
    """Returns a place as a sentence names it, with its name of today if that is another."""
    if not point.now:
        return point.name
    return gettext("{place} (today {now})").format(place=point.name, now=point.now)


def _describe_way(here: PlacePoint, point: PlacePoint) -> str:
    """Returns how far and where from here a place lies: `630 km north-west to Leningrad`."""
    is_rough = here.is_approximate or point.is_approximate
    distance = format_distance(measure_distance_km(here, point), is_rough=is_rough)
    # TRANSLATORS: such as "630 km north-west to Leningrad"; it stands in "From here it is {ways}."
    way = gettext("{distance} {direction} to {place}")
    if point.is_approximate:
        way = gettext("{distance} {direction} to the middle of {place}")
    return way.format(distance=distance, direction=name_direction(here, point), place=name_place(point))


def measure_distance_km(start: PlacePoint, end: PlacePoint) -> float:
    """Returns the length of the great circle between two places, in kilometres."""
    latitude, other_latitude = math.radians(start.latitude), math.radians(end.latitude)
    half_height = (other_latitude - latitude) / 2
    half_width = math.radians(end.longitude - start.longitude) / 2
    chord = math.sin(half_height) ** 2 + math.cos(latitude) * math.cos(other_latitude) * math.sin(half_width) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def name_direction(start: PlacePoint, end: PlacePoint) -> str:
    """Returns the direction in which a place lies from another, as one of eight."""
    names = (
        gettext("north"),
        gettext("north-east"),
        gettext("east"),
        gettext("south-east"),
        gettext("south"),
        gettext("south-west"),
        gettext("west"),
        gettext("north-west"),
    )
    return names[measure_direction(start, end)]


def measure_direction(start: PlacePoint, end: PlacePoint) -> int:
    """Returns the direction in which a place lies from another, in eighths of a turn clockwise from north."""
    width = (math.radians(end.longitude - start.longitude) + math.pi) % (2 * math.pi) - math.pi  # the shorter way
    height = _stretch_latitude(end.latitude) - _stretch_latitude(start.latitude)
    return round(math.degrees(math.atan2(width, height)) / 45) % 8


def _stretch_latitude(latitude: float) -> float:
    """Returns the height of a latitude on the map of Mercator, where lines of constant bearing are straight."""
    near_pole = 89.9
    return math.asinh(math.tan(math.radians(max(-near_pole, min(near_pole, latitude)))))


def format_distance(distance_km: float, *, is_rough: bool = False) -> str:
    """Returns a distance in words, rounded to what one would say; one between regions is rough."""
    step = next(step for limit, step in _STEPS_KM if distance_km < limit)
    if is_rough:
        step = ROUGH_STEP_KM
    number = format_number(max(step, round(distance_km / step) * step))
    return (gettext("about {number} km") if is_rough else gettext("{number} km")).format(number=number)


def _list_titles(titles: Sequence[str]) -> str:
    return list_items([quote(title) for title in titles])


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]
