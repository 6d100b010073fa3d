"""The dialog with a large map of places, and the sentences that say the same.

Invariant: where there is no room for a map, the sentences stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.place_map import CampaignMap, PlaceMap, PlacePoint
from party_card.engine.place_words import (
    CAMPAIGN_HEADING,
    CAMPAIGN_LEGEND,
    HEADING,
    RECORD_HEADING,
    describe_signs,
    list_campaign_sentences,
    list_place_sentences,
    name_picture,
)
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.dialog import content_width, layout_dialog, max_content_height
from party_card.frontends.window.views.place_map import MIN_HEIGHT_UNITS, MIN_WIDTH_UNITS, layout_place_map
from party_card.localization import gettext

_WIDTH_UNITS = 860
_MAX_HEIGHT_SHARE = 0.72
"""The greatest share of the dialog that the map takes, so that the sentences are seen to go on below it."""
_PROPORTION = 0.58


class PlaceMapDialog(Dialog):
    """Shows places on a map, and what it shows in sentences."""

    close_keys = ("m",)

    def __init__(self, heading: str, points: Sequence[PlacePoint], sentences: Sequence[str], legend: str) -> None:
        self.heading = heading
        self._points, self._sentences, self._legend = points, sentences, legend

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out a wide panel."""
        boxes = self.layout_content(style, content_width(style, _WIDTH_UNITS))
        return layout_dialog(style, self.title, boxes, width=_WIDTH_UNITS)

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the map, what its signs mean, and a sentence for each place."""
        sentences = [style.layout_label(sentence, width, "account") for sentence in self._sentences]
        height = min(round(width * _PROPORTION), round(max_content_height(style) * _MAX_HEIGHT_SHARE))
        if width < style.px(MIN_WIDTH_UNITS) or height < style.px(MIN_HEIGHT_UNITS):
            return sentences
        place_map = layout_place_map(style, self._points, width, height, name_picture(self._points))
        if place_map is None:
            return sentences
        return [place_map, style.layout_label(self._legend, width, "meta", "soft"), *sentences]


def make_map_dialog(place_map: PlaceMap) -> PlaceMapDialog:
    """Returns the dialog of the map of a page."""
    heading = RECORD_HEADING if place_map.is_afterwards else HEADING
    legend = describe_signs(place_map)
    return PlaceMapDialog(heading, place_map.points, list_place_sentences(place_map), legend)


def make_campaign_map_dialog(campaign_map: CampaignMap, scene: str) -> PlaceMapDialog:
    """Returns the dialog of the map of all scenes, with one selected."""
    selected = campaign_map.find_scene(scene)
    known = {point.id: point for point in selected.points} if selected is not None else {}
    points = [known.get(point.id, point) for point in campaign_map.points]
    sentences = list_campaign_sentences(campaign_map)
    return PlaceMapDialog(CAMPAIGN_HEADING, points, sentences, gettext(CAMPAIGN_LEGEND))
