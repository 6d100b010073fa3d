"""Which scenes are played: a teacher's pack upon the game's own, and a pack without some of its scenes.

Law: a pack put together so is like one that was read. What is left out is not there for anybody: not on the shelf, not
in the campaign, and nothing is carried from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from party_card.content.lazy_mapping import Layered
from party_card.content.models import Scene, SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.suggest import nearest


def overlay(pack: Pack, base: Pack) -> Pack:
    """The pack with what only `base` has beneath it: a teacher's scene may rest on the dossiers of the game.

    Scenes of `base` are there only where the pack's own campaign names them.
    """
    stations = pack.campaign.stations if pack.campaign else ()
    named = [one.scene for one in stations if one.scene in base.scenes and one.scene not in pack.scenes]
    return replace(
        pack,
        sources=Layered(pack.sources, base.sources),
        indexes=Layered(pack.indexes, base.indexes),
        dossiers=Layered(pack.dossiers, base.dossiers),
        scenes={**{name: base.scenes[name] for name in named}, **pack.scenes} if named else pack.scenes,
        pictures={**base.pictures, **pack.pictures},
    )


def exclude_scenes(pack: Pack, left_out: Collection[str], beside: Collection[str] = ()) -> Pack:
    """The pack as if it did not have these scenes. Raises ValueError with a sentence where that cannot be.

    `beside` are scenes of other packs: one of them may have been meant where a name is misspelt.
    """
    known = sorted({*pack.scenes, *beside})
    for name in left_out:
        if name not in pack.scenes:
            near = nearest(name, known)
            mend = f"did you mean `{near}`?" if near else "there are: " + ", ".join(known)
            raise ValueError(f"there is no scene `{name}` to leave out; {mend}")
    if not set(pack.scenes) - set(left_out):
        raise ValueError("every scene is left out, so there is nothing to play")
    return replace(pack, scenes=_Fewer(pack.scenes, frozenset(map(SceneId, left_out)))) if left_out else pack


class _Fewer(Mapping[SceneId, Scene]):
    """Scenes but for some; what is read later is still read later."""

    def __init__(self, scenes: Mapping[SceneId, Scene], left_out: frozenset[SceneId]) -> None:
        self._scenes, self._left_out = scenes, left_out

    def __getitem__(self, name: SceneId) -> Scene:
        if name in self._left_out:
            raise KeyError(name)
        return self._scenes[name]

    def __contains__(self, name: object) -> bool:
        return name in self._scenes and name not in self._left_out

    def __iter__(self) -> Iterator[SceneId]:
        return (name for name in self._scenes if name not in self._left_out)

    def __len__(self) -> int:
        return sum(1 for _ in self)
