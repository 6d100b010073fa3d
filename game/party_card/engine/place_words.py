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

HEADING = "Where you are"
RECORD_HEADING = "Where it happened"
CAMPAIGN_HEADING = "Where it happens"
CAMPAIGN_LEGEND = (
    "The target or the dashed ring is where the selected scene is set, a disc another place of these scenes."
)
DIRECTIONS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
"""The eight directions, clockwise."""
EARTH_RADIUS_KM = 6371.0
NEAR_KM = 1.0
"""Places nearer to each other than this are one place in a sentence."""
_STEPS_KM = ((20, 1), (100, 5), (1000, 10), (math.inf, 100))
"""Up to which distance to round to which step."""
ROUGH_STEP_KM = 100
MAX_WAYS = 3
"""Places of one sentence: more are hard to follow when they are heard."""


def name_map(page: Page) -> str:
    """Returns the heading of the map of a page."""
    return RECORD_HEADING if page.kind == "record" else HEADING


def describe_signs(place_map: PlaceMap) -> str:
    """Returns what the signs on a map mean."""
    verb = "were" if place_map.is_afterwards else "are"
    is_region = place_map.here is not None and place_map.here.is_approximate
    here = "dashed ring lies around where" if is_region else "target is where"
    return f"The {here} you {verb}, a disc another place that is spoken of, an arrow one beyond the map."


def list_page_sentences(page: Page) -> tuple[str, ...]:
    """Returns what the map of a page shows in sentences; none if it has no map."""
    return list_place_sentences(page.places) if page.places is not None else ()


def list_place_sentences(place_map: PlaceMap) -> tuple[str, ...]:
    """Returns what a map shows in sentences: where the player is, and how the other places lie from there."""
    here = place_map.here
    unrecorded = (f"The sources used here do not say where {name} lay." for name in place_map.unrecorded)
    others = [point for point in place_map.points if not point.is_here]
    if here is None:
        return (*(f"The map shows {name_place(point)}." for point in others), *unrecorded)
    near = [point for point in others if measure_distance_km(here, point) < NEAR_KM]
    ways = [_describe_way(here, point) for point in others if point not in near]
    verb, start = ("were", "there") if place_map.is_afterwards else ("are", "here")
    beginning = "From its middle it is" if here.is_approximate and not here.is_near else f"From {start} it is"
    return (
        f"You {verb} {'near' if here.is_near else 'in'} {name_place(here)}.",
        *(f"{_capitalize(name_place(point))} is {start}, too." for point in near),
        *(
            f"{'It is' if index else beginning} {_join(ways[index : index + MAX_WAYS])}."
            for index in range(0, len(ways), MAX_WAYS)
        ),
        *unrecorded,
    )


def list_campaign_sentences(campaign_map: CampaignMap) -> tuple[str, ...]:
    """Returns what the map of a campaign shows, a sentence for each place: which scenes are set there, or name it."""
    sentences = []
    for point in campaign_map.points:
        here = [episode for episode in campaign_map.episodes if episode.here == point.id]
        set_near = [episode.title for episode in here if episode.is_near]
        set_there = [episode.title for episode in here if not episode.is_near]
        naming = [episode.title for episode in campaign_map.episodes if point.id in episode.named]
        for titles, preposition in ((set_there, "in"), (set_near, "near")):
            if titles:
                verb = "is" if len(titles) == 1 else "are"
                sentences.append(f"{_list_titles(titles)} {verb} set {preposition} {name_place(point)}.")
        if not here:
            verb = "speaks" if len(naming) == 1 else "speak"
            sentences.append(f"{_list_titles(naming)} {verb} of {name_place(point)}.")
    return tuple(sentences)


def name_picture(points: Sequence[PlacePoint]) -> str:
    """Returns the name of the picture of a map beside which the sentences stand."""
    return f"Map: {', '.join(point.label for point in points)}."


def name_place(point: PlacePoint) -> str:
    """Returns a place as a sentence names it, with its name of today if that is another."""
    return f"{point.name} (today {point.now})" if point.now else point.name


def _describe_way(here: PlacePoint, point: PlacePoint) -> str:
    """Returns how far and where from here a place lies: `630 km north-west to Leningrad`."""
    is_rough = here.is_approximate or point.is_approximate
    distance = format_distance(measure_distance_km(here, point), is_rough=is_rough)
    middle = "the middle of " if point.is_approximate else ""
    return f"{distance} {name_direction(here, point)} to {middle}{name_place(point)}"


def measure_distance_km(start: PlacePoint, end: PlacePoint) -> float:
    """Returns the length of the great circle between two places, in kilometres."""
    latitude, other_latitude = math.radians(start.latitude), math.radians(end.latitude)
    half_height = (other_latitude - latitude) / 2
    half_width = math.radians(end.longitude - start.longitude) / 2
    chord = math.sin(half_height) ** 2 + math.cos(latitude) * math.cos(other_latitude) * math.sin(half_width) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def name_direction(start: PlacePoint, end: PlacePoint) -> str:
    """Returns the direction in which a place lies from another, as one of eight."""
    width = (math.radians(end.longitude - start.longitude) + math.pi) % (2 * math.pi) - math.pi  # the shorter way
    height = _stretch_latitude(end.latitude) - _stretch_latitude(start.latitude)
    return DIRECTIONS[round(math.degrees(math.atan2(width, height)) / 45) % len(DIRECTIONS)]


def _stretch_latitude(latitude: float) -> float:
    """Returns the height of a latitude on the map of Mercator, where lines of constant bearing are straight."""
    near_pole = 89.9
    return math.asinh(math.tan(math.radians(max(-near_pole, min(near_pole, latitude)))))


def format_distance(distance_km: float, *, is_rough: bool = False) -> str:
    """Returns a distance in words, rounded to what one would say; one between regions is rough."""
    step = next(step for limit, step in _STEPS_KM if distance_km < limit)
    if is_rough:
        step = ROUGH_STEP_KM
    return f"{'about ' if is_rough else ''}{max(step, round(distance_km / step) * step):,} km"


def _list_titles(titles: Sequence[str]) -> str:
    return _join([f"“{title}”" for title in titles])


def _join(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]
