"""Compares the pages between the scenes of a campaign, and at its end, with those of the engine.

Invariant: a page between two scenes depends on the traces of the earlier one, the end on every finished scene. So every
pair of scenes is compared, and many playthroughs of the campaign; random playthroughs find the traces of a scene.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence

from party_card.content.prose import smart_quotes
from party_card.engine.archive import build_archive_page, build_folder_page
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.campaign_pages import (
    CAMPAIGN_END_WARNING,
    LEAVE_END_LABEL,
    READ_END_LABEL,
    CompiledCampaign,
    FinishedScene,
    build_campaign_end_page,
    build_intermission_page,
)
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Page
from party_card.engine.playthrough import Playthrough
from party_card.engine.prologue import CompiledPrologue, build_prologue_page
from party_card.engine.provenance import build_provenance_page
from party_card.frontends.html.verify.archive_reference import build_folder, build_shelf
from party_card.frontends.html.verify.file_reference import FiledPlaythrough
from party_card.frontends.html.verify.glossary import compare_glossary
from party_card.frontends.html.verify.intermissions import (
    FinishedPlaythrough,
    build_beat,
    build_campaign_end,
    build_intermission,
)
from party_card.frontends.html.verify.mismatch import MismatchError, find_difference
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.html.verify.provenance_reference import build_provenance
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.shared.scene_data import Json
from party_card.localization import gettext

RANDOM_PLAYTHROUGHS = 10
"""Per scene."""
MAX_STEPS = 60
RANDOM_CAMPAIGNS = 40
"""Playthroughs of the campaign, from none to nearly all of its scenes."""
RANDOM_ARCHIVES = 8
"""Archives, from empty ones to those of a campaign played whole."""

Pair = tuple[FinishedScene, FinishedPlaythrough]
"""A finished scene as the engine and as the reference player has it."""


def compare_campaign(reference: ReferencePlayer, campaign: CompiledCampaign, scenes: Sequence[CompiledScene]) -> None:
    """Compares every page between scenes, and the end of random campaigns. Raises MismatchError."""
    compare_glossary(reference.data, campaign.evidence, "campaign")
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
    warning = [gettext(CAMPAIGN_END_WARNING), gettext(READ_END_LABEL), gettext(LEAVE_END_LABEL)]
    actual_warning = reference.data["course"]["early"]
    if warning != actual_warning:
        raise MismatchError("campaign", "before the end", "the warning", warning, actual_warning)
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
    compare_archive(reference, campaign, scenes)


def compare_archive(reference: ReferencePlayer, campaign: CompiledCampaign, scenes: Sequence[CompiledScene]) -> None:
    """Compares the shelf of random campaigns, and each file that stands there, opened in both ways."""
    archive = campaign.campaign.archive
    if archive is None:
        if reference.data["course"]["archive"]:
            raise MismatchError("campaign", "at the end", "whether there is an archive", False, True)
        return
    rng = random.Random(0)  # noqa: S311  # reproducible, not secret
    scenes_by_id = {compiled.scene.scene: compiled for compiled in scenes}
    ids = [station.scene for station in campaign.campaign.stations if station.scene in scenes_by_id]
    title = smart_quotes(campaign.campaign.title)
    for round_number in range(RANDOM_ARCHIVES):
        played = {
            number: playthrough
            for number, name in enumerate(ids)
            if rng.random() < round_number / (RANDOM_ARCHIVES - 1)
            and (playthrough := _finish_at_random(scenes_by_id[name], rng)) is not None
        }
        filed = {number: _encode_filed(playthrough) for number, playthrough in played.items()}
        places = [ArchivePlace(scenes_by_id[name].scene, played.get(number)) for number, name in enumerate(ids)]
        _compare("in the archive", build_archive_page(campaign, archive, places), build_shelf(reference.data, filed))
        if archive.provenance is not None:
            page = build_provenance_page(campaign, archive.provenance, places)
            _compare("on the way of a thing", page, build_provenance(reference.data, filed))
        for number in (number for number, place in enumerate(places) if place.is_open):
            for shows_lived in (False, True):
                page = build_folder_page(title, number + 1, played[number], shows_lived=shows_lived)
                actual = build_folder(reference.data, number, filed[number], shows_lived=shows_lived)
                _compare(f"in file {number + 1} of the archive", page, actual)


def _encode_filed(playthrough: Playthrough) -> FiledPlaythrough:
    """Returns a playthrough in the numbers of exported data."""
    passages = {name: number for number, name in enumerate(playthrough.compiled.system.passages)}
    choices = playthrough.compiled.scene.passages
    decisions = tuple(
        (passages[item.passage], choices[item.passage].choices.index(item.choice)) for item in playthrough.decisions()
    )
    return FiledPlaythrough(playthrough.position, decisions)


def compare_prologue(reference: ReferencePlayer, prologue: CompiledPrologue) -> None:
    """Compares every beat of a prologue. Raises MismatchError."""
    for number in range(prologue.length):
        page = build_prologue_page(prologue, number)
        _compare(f"in the prologue, beat {number + 1}", page, build_beat(reference.data, number))


def _play_at_random(compiled: CompiledScene, rng: random.Random) -> list[Pair]:
    """Plays a scene at random; returns the different ways in which it ended."""
    pairs: dict[FinishedPlaythrough, FinishedScene] = {}
    initial_states = list(compiled.system.initial_states)
    for number in range(RANDOM_PLAYTHROUGHS):
        playthrough = _finish_at_random(compiled, rng, initial_states[number % len(initial_states)])
        if playthrough is not None and playthrough.ending_passage and playthrough.ending_passage.ending is not None:
            traces = playthrough.exported_traces()
            key = FinishedPlaythrough(playthrough.position[0], tuple(str(trace.id) for trace in traces))
            pairs[key] = FinishedScene(compiled.scene, smart_quotes(playthrough.ending_passage.ending.title), traces)
    return [(finished_scene, finished_playthrough) for finished_playthrough, finished_scene in pairs.items()]


def _finish_at_random(
    compiled: CompiledScene, rng: random.Random, imported_traces: Collection[str] = ()
) -> Playthrough | None:
    """Plays a scene at random; returns the playthrough at its ending, or None if that is far."""
    playthrough = Playthrough(compiled, imported_traces)
    for _ in range(MAX_STEPS):
        if playthrough.ending_passage is not None or not playthrough.enabled_triggers():
            break
        playthrough.choose(rng.choice(playthrough.enabled_triggers()))
    return playthrough if playthrough.ending_passage is not None else None


def _compare(path: str, page: Page | None, actual: Json | None) -> None:
    expected = None if page is None else page_to_json(page)
    if expected != actual:
        existence = ("whether there is a page", expected, actual)
        raise MismatchError(
            "campaign", path, *(find_difference(expected, actual) if expected and actual else existence)
        )
