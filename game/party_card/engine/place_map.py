"""Defines the maps of places: plain data of which a front end draws a map and a text says the same.

Invariant: a map is complete in itself; a drawing needs nothing else. Ids are unique in a map, it has a point at
least, and at most one point is where the player is; it is the first.
"""

from __future__ import annotations

from dataclasses import replace

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext


@frozen_dataclass
class PlacePoint:
    """A place on a map, with coordinates in degrees (north and east are positive).

    `name` is as it stands in a sentence ("the Urals"). `now` is the name of today, if that is another, else empty. The
    coordinates of a region are approximate: its name stands there, and no point is drawn. `is_here` is True where the
    player is; with `is_near` the player is somewhere near, and no source says where.
    """

    id: str
    name: str
    now: str
    latitude: float
    longitude: float
    is_approximate: bool = False
    is_here: bool = False
    is_near: bool = False

    @property
    def label(self) -> str:
        """The name as it stands alone, without its article."""
        return gettext("near {place}").format(place=self.name) if self.is_near else self.name.removeprefix("the ")


@frozen_dataclass
class PlaceMap:
    """The places of a scene or a passage, in the order in which they are told; the one where the player is first.

    `unrecorded` are the names of places of which the sources do not say where they lay; only a text tells of them.
    `is_afterwards` is True for the map of a record, when the player has been there.
    """

    points: tuple[PlacePoint, ...]
    unrecorded: tuple[str, ...] = ()
    is_afterwards: bool = False

    @property
    def here(self) -> PlacePoint | None:
        """The place where the player is, if that is known."""
        return next((point for point in self.points if point.is_here), None)


@frozen_dataclass
class EpisodePlaces:
    """The places of a scene by id: `here` is where it is set, or near it; `named` are the others.

    `here` is empty if it is not known.

    `title` is the scene's title, `dates` its time in words.
    """

    scene: str
    title: str
    dates: str
    here: str
    named: tuple[str, ...]
    is_near: bool = False


@frozen_dataclass
class CampaignMap:
    """The places of all scenes, each once, and which of them are of which scene, in the order of the campaign."""

    points: tuple[PlacePoint, ...]
    episodes: tuple[EpisodePlaces, ...]

    def find_scene(self, scene: str) -> PlaceMap | None:
        """Returns the map of one scene; None if none of its places is known."""
        episode = next((episode for episode in self.episodes if episode.scene == scene), None)
        if episode is None:
            return None
        points = {point.id: point for point in self.points}
        ids = [id_ for id_ in (episode.here, *episode.named) if id_]
        others = tuple(points[id_] for id_ in ids[bool(episode.here) :])
        if not episode.here:
            return PlaceMap(others) if ids else None
        here = replace(points[episode.here], is_here=True)
        return PlaceMap((replace(here, is_near=True, is_approximate=True) if episode.is_near else here, *others))
