"""Compares the pages between the scenes of a campaign, and at its end, with those of the engine.

Invariant: a page between two scenes depends on the traces of the earlier one, the end on every finished scene. So every
pair of scenes is compared, and many playthroughs of the campaign; random playthroughs find the traces of a scene.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from party_card.content.prose import smart_quotes
from party_card.engine.campaign_pages import (
    CompiledCampaign,
    FinishedScene,
    build_campaign_end_page,
    build_intermission_page,
)
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.verify.intermissions import FinishedPlaythrough, build_campaign_end, build_intermission
from party_card.frontends.html.verify.mismatch import MismatchError, find_difference
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import Json

RANDOM_PLAYTHROUGHS = 10
"""Per scene."""
MAX_STEPS = 60
RANDOM_CAMPAIGNS = 40
"""Playthroughs of the campaign, from none to nearly all of its scenes."""

Pair = tuple[FinishedScene, FinishedPlaythrough]
"""A finished scene as the engine and as the reference player has it."""


def compare_campaign(reference: ReferencePlayer, campaign: CompiledCampaign, scenes: Sequence[CompiledScene]) -> None:
    """Compares every page between scenes, and the end of random campaigns. Raises MismatchError."""
    rng = random.Random(0)  # noqa: S311  # reproducible, not secret
    scenes_by_id = {compiled.scene.scene: compiled for compiled in scenes}
    stations = [station for station in campaign.campaign.stations if station.scene in scenes_by_id]
    campaign_scenes = [scenes_by_id[station.scene] for station in stations]
    pairs_by_scene = [_play_at_random(compiled, rng) for compiled in campaign_scenes]
    for number, station in enumerate(stations):
        scene = campaign_scenes[number].scene
        for previous_number in (-1, *range(number)):
            for pair in pairs_by_scene[previous_number] if previous_number >= 0 else (None,):
                page = build_intermission_page(campaign, station, scene, pair[0] if pair else None)
                actual = build_intermission(reference.data, number, {previous_number: pair[1]} if pair else {})
                _compare(f"before {scene.scene}", page if page.blocks or page.since else None, actual)
    for number in range(RANDOM_CAMPAIGNS):
        selected_pairs = {
            index: rng.choice(pairs)
            for index, pairs in enumerate(pairs_by_scene)
            if pairs and rng.random() < number / RANDOM_CAMPAIGNS
        }
        unplayed = [compiled.scene for index, compiled in enumerate(campaign_scenes) if index not in selected_pairs]
        expected = build_campaign_end_page(campaign, [pair[0] for pair in selected_pairs.values()], unplayed)
        actual = build_campaign_end(reference.data, {index: pair[1] for index, pair in selected_pairs.items()})
        _compare("at the end", expected, actual)


def _play_at_random(compiled: CompiledScene, rng: random.Random) -> list[Pair]:
    """Plays a scene at random; returns the different ways in which it ended."""
    pairs: dict[FinishedPlaythrough, FinishedScene] = {}
    initial_states = list(compiled.system.initial_states)
    for number in range(RANDOM_PLAYTHROUGHS):
        playthrough = Playthrough(compiled, initial_states[number % len(initial_states)])
        for _ in range(MAX_STEPS):
            if playthrough.ending_passage is not None or not playthrough.enabled_triggers():
                break
            playthrough.choose(rng.choice(playthrough.enabled_triggers()))
        if playthrough.ending_passage is not None and playthrough.ending_passage.ending is not None:
            traces = playthrough.exported_traces()
            key = FinishedPlaythrough(playthrough.position[0], tuple(str(trace.id) for trace in traces))
            pairs[key] = FinishedScene(compiled.scene, smart_quotes(playthrough.ending_passage.ending.title), traces)
    return [(finished_scene, finished_playthrough) for finished_playthrough, finished_scene in pairs.items()]


def _compare(path: str, page: Page | None, actual: Json | None) -> None:
    expected = None if page is None else page_to_json(page)
    if expected != actual:
        existence = ("whether there is a page", expected, actual)
        raise MismatchError(
            "campaign", path, *(find_difference(expected, actual) if expected and actual else existence)
        )
