"""Bundles proved scenes for export: encodes their data and compares it with the engine.

Invariant: every exported file is written from a bundle, so no file holds anything unproved.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from party_card.app.catalogue import get_pack_title
from party_card.content.pack import Pack
from party_card.content.pack_language import find_language
from party_card.engine.campaign_pages import CompiledCampaign, compile_campaign
from party_card.engine.compiled import CompiledScene
from party_card.engine.places import build_campaign_map
from party_card.engine.prologue import CompiledPrologue, compile_prologue
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.page_messages import choose_page_language
from party_card.frontends.html.pictures import encode_campaign_pictures, encode_pictures
from party_card.frontends.html.verify.campaign import compare_campaign, compare_prologue
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.html.verify.several_scenes import compare_scenes
from party_card.frontends.shared.scene_data import Json
from party_card.localization import use_language
from party_card.modelcheck.state_space import ReachableStates


@dataclass(frozen=True)
class ExportBundle:
    """Scenes in order, and the data of a page that plays them; `is_campaign` if they are exported as one file.

    `translations` are the data of the same page in other languages.
    """

    scenes: tuple[CompiledScene, ...]
    data: Json
    is_campaign: bool
    translations: tuple[Json, ...] = ()


@dataclass(frozen=True)
class EncodedScenes:
    """Scenes whose data has not been compared yet; campaign and prologue are None unless they are exported too."""

    scenes: tuple[CompiledScene, ...]
    data: Json
    campaign: CompiledCampaign | None
    prologue: CompiledPrologue | None

    @cached_property
    def reference(self) -> ReferencePlayer:
        """The reference player of the data."""
        return ReferencePlayer(self.data)

    def compare_campaign(self) -> None:
        """Compares the pages of campaign and prologue with the engine. Raises MismatchError."""
        with use_language(choose_page_language(self.data["lang"])):
            if self.campaign is not None:
                compare_campaign(self.reference, self.campaign, self.scenes)
            if self.prologue is not None:
                compare_prologue(self.reference, self.prologue)


def encode_bundle(
    pack: Pack, scenes: Sequence[CompiledScene], *, is_campaign: bool = False, language: str = ""
) -> EncodedScenes:
    """Encodes scenes, and with `is_campaign` the campaign and prologue of the pack.

    `language` is that of the page, if it is not the one in which they are written. What the game itself says is in it
    too, if it speaks it.
    """
    language = language or find_language(pack, None if is_campaign else scenes[0].scene)
    with use_language(choose_page_language(language)):
        return _encode_bundle(pack, scenes, is_campaign=is_campaign, language=language)


def _encode_bundle(pack: Pack, scenes: Sequence[CompiledScene], *, is_campaign: bool, language: str) -> EncodedScenes:
    campaign = compile_campaign(pack, pack.campaign) if is_campaign and pack.campaign else None
    places = build_campaign_map(pack, (compiled.scene for compiled in scenes)) if len(scenes) > 1 else None
    prologue = compile_prologue(pack, pack.prologue) if campaign is not None and pack.prologue else None
    pictures = encode_pictures(pack, scenes) | (encode_campaign_pictures(pack) if campaign is not None else {})
    scene_data = encode_scenes(
        scenes, campaign=campaign, pictures=pictures, places=places, prologue=prologue, language=language
    )
    data: Json = json.loads(json.dumps({**scene_data, "pack": get_pack_title(pack)}))
    return EncodedScenes(tuple(scenes), data, campaign, prologue)


def build_bundle(
    pack: Pack,
    states: Sequence[ReachableStates],
    *,
    is_campaign: bool = False,
    on_scene_compared: Callable[[str, int], None] | None = None,
    on_positions: Callable[[str, int], None] | None = None,
    jobs: int = 1,
) -> ExportBundle:
    """Encodes scenes, given by their reachable states, and compares the data with the engine.

    `on_scene_compared` is called with each scene's name and number of positions, `on_positions` from time to time with
    the number of those compared so far. Scenes are compared in `jobs` processes. Raises MismatchError.
    """
    encoded = encode_bundle(pack, [scene_states.compiled for scene_states in states], is_campaign=is_campaign)
    counts = compare_scenes(encoded.reference, dict(enumerate(states)), on_positions, jobs)
    for scene_states, positions in zip(states, counts, strict=True):
        if on_scene_compared is not None:
            on_scene_compared(str(scene_states.compiled.scene.scene), positions)
    encoded.compare_campaign()
    return ExportBundle(encoded.scenes, encoded.data, is_campaign)
