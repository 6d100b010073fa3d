"""Scenes made ready to leave the house: proved, written as data, and compared with the engine.

Law: whoever writes a file for a student takes it from here, so no file holds what was not proved.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from party_card.content.pack import Pack
from party_card.engine.campaign_pages import compile_campaign
from party_card.frontends.html.decode import Json
from party_card.frontends.html.encode.scene import write_data
from party_card.frontends.html.pictures import pictures_of
from party_card.frontends.html.verify.campaign import compare_course
from party_card.frontends.html.verify.positions import compare
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.modelcheck.state_space import ReachableStates


@dataclass(frozen=True)
class ExportBundle:
    """Scenes with their atlases, in order, and the data of a page that plays them; `campaign`: they are one."""

    atlases: tuple[ReachableStates, ...]
    data: Json
    campaign: bool

    @property
    def title(self) -> str:
        """What the file is called."""
        return str(self.data["title"])


def build_bundle(
    pack: Pack,
    atlases: Sequence[ReachableStates],
    *,
    campaign: bool = False,
    on_scene_compared: Callable[[str, int], None] | None = None,
) -> ExportBundle:
    """Writes the data of proved scenes and compares it; `told` hears of each scene and how many positions agree.

    Raises Disagreement where a page would do something else than the game.
    """
    scenes = [states.compiled for states in atlases]
    between = compile_campaign(pack, pack.campaign) if campaign and pack.campaign else None
    data: Json = json.loads(json.dumps(write_data(scenes, campaign=between, pictures=pictures_of(pack, scenes))))
    reference = ReferencePlayer(data)
    for number, atlas in enumerate(atlases):
        walked = compare(reference, number, atlas)
        if on_scene_compared is not None:
            on_scene_compared(str(atlas.compiled.scene.scene), walked)
    if between is not None:
        compare_course(reference, between, scenes)
    return ExportBundle(tuple(atlases), data, campaign)
