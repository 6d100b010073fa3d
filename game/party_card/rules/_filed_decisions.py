"""Visits the decisions that the file of a scene names."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import PassageId, Scene
from party_card.diagnostics.diagnostic import Label
from party_card.rules._traversal import key_labels


def named_decisions(scene: Scene) -> Iterator[tuple[PassageId, Label]]:
    """Yields every passage whose decision the file of a scene names, with its label."""
    if scene.file is None:
        return
    for paper in scene.file.papers:
        for index, name in enumerate(paper.shows):
            yield name, paper.location.value("shows").item(index).label()
    labels = key_labels(scene.file.location.value("unrecorded"))
    yield from ((name, labels[name]) for name in scene.file.unrecorded if name in labels)
