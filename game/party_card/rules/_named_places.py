"""Visits the places that scenes, passages, facts, documents and people name."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.model_cache import cache_per_model
from party_card.content.models import Document, Dossier, Fact, Passage, Person, PlaceId, Scene
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.content.people import collect_people


def iter_named_places(pack: Pack) -> Iterator[tuple[PlaceId, NodeRef]]:
    """Yields every place that anything names, a scene, a passage, a fact or another place, with its location."""
    for scene in pack.scenes.values():
        setters: tuple[Scene | Passage, ...] = (scene, *scene.passages.values())
        for setter in setters:
            if setter.at is not None:
                yield setter.at, setter.location.value("at")
            yield from _listed_places(setter)
    for gazetteer in pack.gazetteers:
        for place in gazetteer.places.values():
            if place.near is not None:
                yield place.near, place.location.value("near")
    for dossier in pack.dossiers.values():
        yield from _places_of_dossier(dossier)
    for person in collect_people(pack).values():
        yield from _listed_places(person)


@cache_per_model
def _places_of_dossier(dossier: Dossier) -> list[tuple[PlaceId, NodeRef]]:
    return [named for item in dossier.citable_items.values() for named in _listed_places(item)]


def _listed_places(owner: Scene | Passage | Fact | Document | Person) -> Iterator[tuple[PlaceId, NodeRef]]:
    for number, name in enumerate(owner.places):
        yield name, owner.location.value("places").item(number)
