"""Parts of a pack: what some files alone say, so that a check need not judge the others again.

Invariant: a part shares the models and the parsed logic of the whole pack, and knows it; nothing is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from party_card.content.models.value_types import Located
from party_card.content.pack import Pack
from party_card.diagnostics.source import SourceFile

K = TypeVar("K")
ModelT = TypeVar("ModelT", bound=Located)


def isolate_files(pack: Pack, files: Collection[SourceFile]) -> Pack:
    """Returns the models of some files of a pack, without what other files say of them."""
    return replace(
        isolate_documents(pack, files),
        scenes=_select(pack.scenes, files),
        sources=_select(pack.sources, files),
        indexes=_select(pack.indexes, files),
        dossiers=_select(pack.dossiers, files),
        places=_select(pack.places, files),
        gazetteers=tuple(gazetteer for gazetteer in pack.gazetteers if gazetteer.location.file in files),
    )


def isolate_documents(pack: Pack, files: Collection[SourceFile]) -> Pack:
    """Returns a pack in which only the documents and people of some files are left, with all evidence and places.

    A campaign keeps its scenes: what it says of them is judged by what they are.
    """
    is_campaign = pack.campaign is not None and pack.campaign.location.file in files
    return replace(
        pack,
        scenes=pack.scenes if is_campaign else _select(pack.scenes, files),
        prologues=_select(pack.prologues, files),
        campaign=pack.campaign if is_campaign else None,
        people=_select(pack.people, files),
        people_files=tuple(people for people in pack.people_files if people.location.file in files),
        files=tuple(file for file in pack.files if file in files),
        pictures={},
        whole=pack.whole or pack,
    )


def _select(models: Mapping[K, ModelT], files: Collection[SourceFile]) -> dict[K, ModelT]:
    return {key: model for key, model in models.items() if model.location.file in files}
