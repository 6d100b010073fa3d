"""Visits the pictures that a pack names, with their locations."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import Beat, Passage, Provenance, Scene, Station
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.rules._provenance import find_provenance


def named_pictures(pack: Pack) -> Iterator[tuple[str, NodeRef, str]]:
    """Yields every picture that a scene, passage, prologue or campaign names, with its location and description."""
    for scene in pack.scenes.values():
        owners: tuple[Scene | Passage, ...] = (scene, *scene.passages.values())
        for owner in owners:
            if owner.picture:
                yield owner.picture, owner.location.value("picture"), owner.alt
    parts: list[Beat | Station | Provenance] = [beat for item in pack.prologues.values() for beat in item.beats]
    parts += pack.campaign.stations if pack.campaign else ()
    parts += [provenance] if (provenance := find_provenance(pack)) is not None else []
    for part in parts:
        if part.picture:
            yield part.picture, part.location.value("picture"), part.alt
