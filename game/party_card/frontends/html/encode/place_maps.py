"""Encodes maps of places: the base once for the whole page, and for each map its texts and two drawings.

Invariant: what is drawn is decided here; the player only makes elements of it. One drawing is for a phone, one for the
column beside the text; the sizes of their texts are the same.
"""

from __future__ import annotations

from functools import cache, lru_cache

from party_card.engine.place_map import CampaignMap, PlaceMap
from party_card.engine.place_words import (
    CAMPAIGN_HEADING,
    HEADING,
    RECORD_HEADING,
    list_campaign_sentences,
    list_place_sentences,
    name_picture,
)
from party_card.frontends.html.encode.base_map import encode_base
from party_card.frontends.shared.place_map.drawing import MapDrawing
from party_card.frontends.shared.place_map.layout import layout_map
from party_card.frontends.shared.place_map.svg import EstimatedMeasure
from party_card.frontends.shared.place_map.view import MapView
from party_card.frontends.shared.scene_data import Json
from party_card.localization import current_language, gettext

SIZES = ((288, 210), (400, 250))
"""Width and height of the drawings, in units of the design."""


class PlaceMapTable:
    """Collects the maps of a page; the same map is written once."""

    def __init__(self) -> None:
        self._numbers: dict[PlaceMap | CampaignMap, int] = {}

    def add(self, place_map: PlaceMap | CampaignMap) -> int:
        """Returns the number of a map's row."""
        return self._numbers.setdefault(place_map, len(self._numbers))

    def list_rows(self) -> list[Json]:
        """Returns the rows of all maps, in the order of their numbers."""
        return [encode_place_map(place_map) for place_map in self._numbers]

    def build_base(self) -> Json | int:
        """Returns what the maps draw of the base, as `encode_base`; 0 if no map has a drawing."""
        views = frozenset(
            drawing.view for place_map in self._numbers for drawing in _layout_drawings(place_map, current_language())
        )
        return _encode_base_once(views) if views else 0


@lru_cache(maxsize=8)
def _encode_base_once(views: frozenset[MapView]) -> Json:
    """Returns `encode_base`; a preview draws the same views again and again."""
    return encode_base(views)


def encode_place_map(place_map: PlaceMap | CampaignMap) -> Json:
    """Returns the heading, name, sentences and drawings of a map as a JSON object."""
    return _encode_in_language(place_map, current_language())


@cache
def _encode_in_language(place_map: PlaceMap | CampaignMap, language: str) -> Json:
    if isinstance(place_map, CampaignMap):
        heading, sentences = gettext(CAMPAIGN_HEADING), list_campaign_sentences(place_map)
    else:
        heading = gettext(RECORD_HEADING if place_map.is_afterwards else HEADING)
        sentences = list_place_sentences(place_map)
    return {
        "heading": heading,
        "name": name_picture(place_map.points),
        "sentences": list(sentences),
        "drawings": [_encode_drawing(drawing) for drawing in _layout_drawings(place_map, language)],
    }


@cache
def _layout_drawings(place_map: PlaceMap | CampaignMap, language: str) -> list[MapDrawing]:  # noqa: ARG001  # a part of the key
    """Returns the drawings of a map for each size; empty if no place lies on the base."""
    drawings = [layout_map(place_map.points, width, height, EstimatedMeasure()) for width, height in SIZES]
    return [drawing for drawing in drawings if drawing is not None]


def _encode_drawing(drawing: MapDrawing) -> Json:
    """Returns a drawing as a JSON object: `turn` is in degrees, `scale` in units for one kilometre."""
    view = drawing.view
    return {
        "size": [round(drawing.width), round(drawing.height)],
        "turn": round(view.rotation_deg, 2),
        "scale": round(view.units_per_km, 5),
        "at": [round(view.x), round(view.y)],
        "signs": [
            [marker.role, round(marker.x), round(marker.y), round(marker.radius, 1)] for marker in drawing.markers
        ],
        "names": [[label.role, label.text, *(round(value) for value in label.frame)] for label in drawing.labels],
        "arrows": [[round(value) for point in arrow for value in point] for arrow in drawing.arrows],
        "bar": [round(value) for value in drawing.scale_bar or ()],
    }
