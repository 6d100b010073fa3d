"""Places for maps of tests, and a measure whose every character is half as wide as high."""

from __future__ import annotations

from party_card.engine.place_map import PlacePoint
from party_card.frontends.shared.place_map.drawing import LabelRole


def place(name: str, latitude: float, longitude: float, *, here: bool = False, approximate: bool = False) -> PlacePoint:
    """Returns a place whose id is its name."""
    return PlacePoint(name, name, "", latitude, longitude, approximate, here)


class PlainMeasure:
    """A measure of text without a font."""

    def __init__(self, unit: float = 1.0) -> None:
        self.unit = unit

    def width(self, text: str, role: LabelRole) -> float:
        return len(text) * self.height(role) / 2

    def height(self, role: LabelRole) -> float:
        return (24 if role == "here" else 20) * self.unit


TURIN = place("Turin", 45.1, 7.7, here=True)
BAKU = place("Baku", 40.4, 49.9)
ARCHANGEL = place("Archangel", 64.5, 40.5)
CHICAGO = place("Chicago", 41.9, -87.6)
BUENOS_AIRES = place("Buenos Aires", -34.6, -58.4)
SYDNEY = place("Sydney", -33.9, 151.2)
