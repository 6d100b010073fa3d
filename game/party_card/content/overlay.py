"""Overlays: which scenes are played if a teacher's pack rests on the built-in one, or scenes are left out.

Invariant: the result is a pack like any other. A scene that is left out is nowhere: not in a list of scenes, not in the
campaign, and it leaves no traces.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from party_card.content.lazy_pack import LazyMapping
from party_card.content.pack import Pack
from party_card.diagnostics.suggest import find_closest

K = TypeVar("K")
V = TypeVar("V")


def overlay_pack(pack: Pack, base: Pack) -> Pack:
    """Returns `pack` with the evidence and pictures of `base` below its own.

    Scenes of `base` are in it only if the pack's own campaign names them.
    """
    stations = pack.campaign.stations if pack.campaign else ()
    names = [station.scene for station in stations]
    base_scenes = {name: base.scenes[name] for name in names if name in base.scenes and name not in pack.scenes}
    return replace(
        pack,
        sources=_chain(pack.sources, base.sources),
        indexes=_chain(pack.indexes, base.indexes),
        dossiers=_chain(pack.dossiers, base.dossiers),
        scenes={**base_scenes, **pack.scenes} if base_scenes else pack.scenes,
        pictures={**base.pictures, **pack.pictures},
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
