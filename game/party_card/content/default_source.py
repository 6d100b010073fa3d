"""Fills in the source of a dossier or gazetteer where its citations name none.

Invariant: a citation that names a source is left as it is, and a dossier without `source` is returned unchanged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from party_card.content.models import Cite, Document, Dossier, Fact, Figure, Gazetteer, Place, SourceId

T = TypeVar("T", Fact, Document, Place)
F = TypeVar("F", Dossier, Gazetteer)


def fill_default_source(file: F) -> F:
    """Returns a dossier or gazetteer with its `source` in every citation that names none."""
    source = file.source
    if not source:
        return file
    if isinstance(file, Dossier):
        return replace(
            file,
            facts={name: _fill_all(fact, source) for name, fact in file.facts.items()},
            documents={name: _fill_all(document, source) for name, document in file.documents.items()},
            figures={name: _fill_figure(figure, source) for name, figure in file.figures.items()},
        )
    return replace(file, places={name: _fill_all(place, source) for name, place in file.places.items()})


def _fill_all(item: T, source: SourceId) -> T:
    if all(cite.source for cite in item.cites):
        return item
    return replace(item, cite=tuple(_fill(cite, source) for cite in item.cites))


def _fill_figure(figure: Figure, source: SourceId) -> Figure:
    return figure if figure.estimates else replace(figure, cite=_fill(figure.cite, source))


def _fill(cite: Cite, source: SourceId) -> Cite:
    return cite if cite.source else replace(cite, source=source)
