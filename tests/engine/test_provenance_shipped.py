"""The way of the game's own carbon sheet: whatever was played, it ends in one place, and joins invented papers alone."""

from __future__ import annotations

import random

from party_card.engine.archive_place import ArchivePlace
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.page import ProvenanceStep
from party_card.engine.playthrough import Playthrough
from party_card.engine.provenance import build_provenance_page
from tests.shipped import load_shipped_pack, load_shipped_scene

RANDOM_WINTERS = 12


def play_winter(rng: random.Random) -> list[ArchivePlace]:
    """Plays every scene at random in the order of the campaign, each with what the earlier ones have left."""
    pack = load_shipped_pack()
    assert pack.campaign is not None
    places, traces = [], set[str]()
    for station in pack.campaign.stations:
        playthrough = Playthrough(load_shipped_scene(station.scene), traces)
        playthrough.choose("begin")
        while choices := [name for name in playthrough.enabled_triggers() if name != "reveal"]:
            playthrough.choose(rng.choice(choices))
        traces |= {trace.id for trace in playthrough.exported_traces()}
        places.append(ArchivePlace(pack.scenes[station.scene], playthrough))
    return places


def test_the_sheet_has_one_last_place_or_its_way_breaks_off() -> None:
    pack = load_shipped_pack()
    assert pack.campaign is not None
    assert pack.campaign.archive is not None
    assert pack.campaign.archive.provenance is not None
    campaign, rng = compile_campaign(pack, pack.campaign), random.Random(9)
    for _ in range(RANDOM_WINTERS):
        page = build_provenance_page(campaign, pack.campaign.archive.provenance, play_winter(rng))
        kinds = [block.kind for block in page.blocks if isinstance(block, ProvenanceStep)]
        assert kinds[0] == "use"
        assert kinds.count("last") + kinds.count("break") == 1, kinds
        assert "unknown" not in kinds


def test_no_paper_that_the_sheet_joins_is_one_of_the_forbidden_ones() -> None:
    campaign = load_shipped_pack().campaign
    assert campaign is not None
    assert campaign.archive is not None
    assert campaign.archive.provenance is not None
    scenes = {entry.scene for entry in campaign.archive.provenance.entries}
    assert not scenes & {"down-with-stalin", "rear-door"}  # the sheet never leaves the country
    texts = " ".join(f"{entry.text} {entry.imprint}" for entry in campaign.archive.provenance.entries)
    for name in ("Ryutin", "Trotsky", "Smirnov", "Bulletin", "Appeal", "decree"):
        assert name not in texts
