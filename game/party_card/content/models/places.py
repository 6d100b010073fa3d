"""Gazetteers: the places of a pack by id, with their names, coordinates and sources.

Invariant: coordinates are kept as written; rules check that they lie on the globe.
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.models.citations import Cite, to_tuple
from party_card.content.models.value_types import Located, PlaceId, SourceId
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class Place(Located):
    """A place: its name then and now, and where it lies."""

    name: str
    """What it was called at the time of the scenes, as it stands in a sentence after "in".

    Example: Leningrad
    Example: the Urals
    """
    lat: float | None = None
    """The latitude in degrees, from -90 to 90; south of the equator it is negative.

    Example: 59.9386
    """
    lon: float | None = None
    """The longitude in degrees, from -180 to 180; west of Greenwich it is negative.

    Example: 30.3141
    """
    cite: Cite | tuple[Cite, ...] = ()
    """Where the coordinates stand; a list where several sources have them or the names.

    Example: {source: gazetteer, section: Saint Petersburg}
    """
    now: str = ""
    """What it is called today, and where that is.

    Example: Saint Petersburg, Russia
    """
    approximate: bool = False
    """`true` for a region: the coordinates are about its middle, where a map has its name, and need no source."""
    unknown: bool = False
    """`true` if the sources do not say where it lay: it has no coordinates, and the text beside a map says so."""
    near: PlaceId | None = None
    """With `unknown`: the place near which it lay, if that is all that the sources say.

    Example: moscow
    """
    note: str = ""
    """What a reader should know about the place.

    Example: The ward of 1932 was not the district of today.
    """

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The citations, in the order written."""
        return to_tuple(self.cite)


@frozen_dataclass(kw_only=True)
class Gazetteer(Located):
    """The file `places.yaml`."""

    places: Mapping[PlaceId, Place]
    """The places by id; scenes, passages, facts, documents and people name them.

    Example: {kiev: {name: Kiev, now: "Kyiv, Ukraine", lat: 50.45, lon: 30.52, cite: {source: gazetteer, page: 4}}}
    """
    source: SourceId | None = None
    """The source of every citation of this file that names none.

    Example: gazetteer
    """
