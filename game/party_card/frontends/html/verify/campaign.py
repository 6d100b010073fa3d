"""The twin between the scenes of a campaign against the engine.

Law: a page between two scenes depends on what was left in the one before, the end on every scene that was finished. So
every two scenes are compared, and many ways through the campaign; what each scene may leave is taken from walks at
random.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from party_card.content.models import Scene
from party_card.content.prose import smart_quotes
from party_card.engine.campaign_pages import CompiledCampaign, FinishedScene, write_campaign_end, write_intermission
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.decode import Json
from party_card.frontends.html.verify.fixture import MismatchError, difference
from party_card.frontends.html.verify.intermissions import FinishedScene as FinishedRows
from party_card.frontends.html.verify.intermissions import between, winter
from party_card.frontends.html.verify.page_json import page_json
from party_card.frontends.html.verify.reference_player import ReferencePlayer

WALKS = 10
"""Walks at random through each scene."""
LONGEST = 60
WAYS = 40
"""Ways at random through the campaign."""

Pair = tuple[FinishedScene, FinishedRows]


def compare_course(reference: ReferencePlayer, campaign: CompiledCampaign, scenes: Sequence[CompiledScene]) -> None:
    """Compares what is told between these scenes and at the end. Raises Disagreement."""
    dice = random.Random(0)  # noqa: S311  # the same file again from the same scenes
    by_name = {compiled.scene.scene: compiled for compiled in scenes}
    stations = [one for one in campaign.campaign.stations if one.scene in by_name]
    walked = [_walks(by_name[one.scene], dice) for one in stations]
    for number, station in enumerate(stations):
        scene = by_name[station.scene].scene
        for before in (-1, *range(number)):
            for pair in walked[before] if before >= 0 else (None,):
                ours = write_intermission(campaign, station, scene, pair[0] if pair else None)
                theirs = between(reference.data, number, {before: pair[1]} if pair else {})
                shown = ours if ours.blocks or ours.since else None
                _same(f"before {scene.scene}", shown, theirs)
    everything: list[Scene] = [by_name[station.scene].scene for station in stations]
    for way in range(WAYS):
        some = {
            number: dice.choice(pairs) for number, pairs in enumerate(walked) if pairs and dice.random() < way / WAYS
        }
        left = [scene for number, scene in enumerate(everything) if number not in some]
        ours = write_campaign_end(campaign, [pair[0] for pair in some.values()], left)
        _same("at the end", ours, winter(reference.data, {number: pair[1] for number, pair in some.items()}))


def _walks(compiled: CompiledScene, dice: random.Random) -> list[Pair]:
    """Different ways in which a scene may have ended."""
    found: dict[FinishedRows, FinishedScene] = {}
    starts = list(compiled.system.initial_states)
    for number in range(WALKS):
        walk = Playthrough(compiled, starts[number % len(starts)])
        for _ in range(LONGEST):
            if walk.ending is not None or not walk.enabled():
                break
            walk.choose(dice.choice(walk.enabled()))
        if walk.ending is not None and walk.ending.ending is not None:
            done = FinishedRows(walk.position[0], tuple(str(trace.id) for trace in walk.exported_traces()))
            found[done] = FinishedScene(compiled.scene, smart_quotes(walk.ending.ending.title), walk.exported_traces())
    return [(walked, done) for done, walked in found.items()]


def _same(where: str, ours: Page | None, theirs: Json | None) -> None:
    told = None if ours is None else page_json(ours)
    if told != theirs:
        what = difference(told, theirs) if told and theirs else ("whether there is a page", told, theirs)
        raise MismatchError("campaign", where, *what)
