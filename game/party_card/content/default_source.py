"""Fills in the source of a dossier or gazetteer where its citations name none.

Invariant: a citation that names a source is left as it is, and a dossier without `source` is returned unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from party_card.content.models import Cite, Document, Dossier, Fact, Figure, Gazetteer, Place, SourceId

T = TypeVar("T", Fact, Document, Place)


def fill_dossier_source(dossier: Dossier) -> Dossier:
    """Returns a dossier with its `source` in every citation that names none."""
    source = dossier.source
    if not source:
        return dossier
    return replace(
        dossier,
        facts={name: _fill_all(fact, source) for name, fact in dossier.facts.items()},
        documents={name: _fill_all(document, source) for name, document in dossier.documents.items()},
        figures={name: _fill_figure(figure, source) for name, figure in dossier.figures.items()},
    )


def fill_gazetteer_source(gazetteer: Gazetteer) -> Gazetteer:
    """Returns a gazetteer with its `source` in every citation that names none."""
    source = gazetteer.source
    if not source:
        return gazetteer
    return replace(gazetteer, places={name: _fill_all(place, source) for name, place in gazetteer.places.items()})


def _fill_all(item: T, source: SourceId) -> T:
    if all(cite.source for cite in item.cites):
        return item
    return replace(item, cite=tuple(_fill(cite, source) for cite in item.cites))


def _fill_figure(figure: Figure, source: SourceId) -> Figure:
    return figure if figure.estimates else replace(figure, cite=_fill(figure.cite, source))


def _fill(cite: Cite, source: SourceId) -> Cite:
    return cite if cite.source else replace(cite, source=source)
