"""Overlays: which scenes are played if a teacher's pack rests on the built-in one, or scenes are left out.

Invariant: the result is a pack like any other. A scene that is left out is nowhere: not in a list of scenes, not in the
campaign, and it leaves no traces.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from party_card.content.block_citations import iter_block_facts
from party_card.content.lazy_mapping import LazyMapping
from party_card.content.models import CampaignBlock, FactId, Prologue, RecordBlock, Scene, Source
from party_card.content.pack import CitingDocument, Pack
from party_card.content.people import collect_own_people, find_cited_items
from party_card.content.prose import iter_cited_fact_ids
from party_card.diagnostics.suggest import find_closest

K = TypeVar("K")
V = TypeVar("V")


def overlay_pack(pack: Pack, base: Pack) -> Pack:
    """Returns `pack` with the evidence and pictures of `base` below its own.

    Scenes of `base` are in it only if the pack's own campaign names them, and show what they show in `base`.
    """
    stations = pack.campaign.stations if pack.campaign else ()
    names = [station.scene for station in stations]
    base_scenes = {name: base.scenes[name] for name in names if name in base.scenes and name not in pack.scenes}
    return replace(
        pack,
        sources=_chain(pack.sources, base.sources),
        indexes=_chain(pack.indexes, base.indexes),
        dossiers=_chain(pack.dossiers, base.dossiers),
        places=_chain(pack.places, base.places),
        dossier_files=_chain(pack.dossier_files, base.dossier_files),
        people=_chain(pack.people, base.people),
        scenes={**base_scenes, **pack.scenes} if base_scenes else pack.scenes,
        pictures={**base.pictures, **pack.pictures},
        base=base,
    )


def list_used_sources(pack: Pack) -> tuple[Source, ...]:
    """Returns the sources of a pack, and those of the pack below it that its scenes and dossiers cite."""
    own_files = set(pack.files)
    own_dossiers = [dossier for dossier in pack.dossiers.values() if dossier.location.file in own_files]
    cites = [cite for dossier in own_dossiers for item in dossier.citable_items.values() for cite in item.cites]
    own_places = [place for gazetteer in pack.gazetteers for place in gazetteer.places.values()]
    cites += [cite for place in own_places for cite in place.cites]
    for name, person in collect_own_people(pack).items():
        cites += [cite for item in find_cited_items(pack, name, person).values() for cite in item.cites]
    documents: list[CitingDocument] = [*pack.scenes.values(), *pack.prologues.values()]
    if pack.campaign is not None:
        documents.append(pack.campaign)
    for document in documents:
        if document.location.file in own_files:
            facts = pack.collect_facts(document)
            blocks: Sequence[RecordBlock | CampaignBlock] = ()
            if not isinstance(document, Prologue):
                blocks = document.closing_blocks if isinstance(document, Scene) else document.ending
            figures = pack.collect_figures(document)
            names = {FactId(name) for name in iter_cited_fact_ids(document.location.file.text)}
            names |= {name for block in blocks for name in iter_block_facts(block, figures)}
            items = [facts[name] for name in names if name in facts]
            cites += [cite for item in items for cite in item.cites]
            place_ids = {place for item in items for place in item.places}
            place_ids |= set(document.list_places()) if isinstance(document, Scene) else set()
            cites += [cite for place in place_ids & pack.places.keys() for cite in pack.places[place].cites]
            cites += [cite for block in blocks if block.chart in figures for cite in figures[block.chart].cites]
    cited_ids = {cite.source for cite in cites}
    return tuple(
        source for source in pack.sources.values() if source.location.file in own_files or source.id in cited_ids
    )


def _chain(mapping: Mapping[K, V], fallback: Mapping[K, V]) -> Mapping[K, V]:
    return ChainMap(mapping, fallback)  # type: ignore[arg-type]  # never written to


def exclude_scenes(pack: Pack, excluded_scenes: Collection[str], other_scenes: Collection[str] = ()) -> Pack:
    """Returns the pack without the scenes `excluded_scenes`. Raises ValueError, with a message for users, if it cannot.

    `other_scenes` are scenes of other packs, which a misspelt name may have meant.
    """
    known_names = sorted({*pack.scenes, *other_scenes})
    for name in excluded_scenes:
        if name not in pack.scenes:
            closest = find_closest(name, known_names)
            fix = f"did you mean `{closest}`?" if closest else "there are: " + ", ".join(known_names)
            raise ValueError(f"there is no scene `{name}` to leave out; {fix}")
    kept_ids = [name for name in pack.scenes if name not in excluded_scenes]
    if not kept_ids:
        raise ValueError("every scene is left out, so there is nothing to play")
    scenes = LazyMapping(lambda: kept_ids, pack.scenes.__getitem__)
    return replace(pack, scenes=scenes) if excluded_scenes else pack
