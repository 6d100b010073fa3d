"""The way of a thing through the scenes of a campaign: what a stranger can see of it, and where it breaks off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.engine.archive import build_archive_page
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.archive_words import describe_step, describe_thing
from party_card.engine.campaign_pages import CompiledCampaign, compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.engine.page import ArchivedThing, Page, Paragraph, ProvenanceStep
from party_card.engine.playthrough import Playthrough
from party_card.engine.provenance import build_provenance_page
from party_card.rules import check_pack
from tests.app.archive_campaign import FERRY, KILN, SIGNAL
from tests.app.provenance_campaign import write_provenance_campaign
from tests.app.sample import line_text

HONEST, SECRET = ("let-pass", "enter", "hush", "answer"), ("ask", "tear", "hush", "refuse")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    pack = write_provenance_campaign(tmp_path_factory.mktemp("pack"))
    assert [item.message for item in check_pack(pack) if item.severity is not Severity.INFO] == []
    return pack


def finish_scenes(pack: Pack, **choices: tuple[str, ...]) -> list[ArchivePlace]:
    """Returns the places of the shelf with the scenes that are named played by these choices."""
    places = []
    for scene in (FERRY, KILN, SIGNAL):
        playthrough = None
        if scene in choices:
            playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId(scene)]))
            for step in ("begin", *choices[scene]):
                playthrough.choose(step)
        places.append(ArchivePlace(pack.scenes[scene], playthrough))
    return places


def compile_pack(pack: Pack) -> CompiledCampaign:
    assert pack.campaign is not None
    return compile_campaign(pack, pack.campaign)


def open_way(pack: Pack, **choices: tuple[str, ...]) -> Page:
    campaign = compile_pack(pack)
    assert campaign.campaign.archive is not None
    assert campaign.campaign.archive.provenance is not None
    return build_provenance_page(campaign, campaign.campaign.archive.provenance, finish_scenes(pack, **choices))


def list_steps(page: Page) -> list[str]:
    """Returns the steps as text, each after its kind; the sentence at the break as it is."""
    steps = []
    for block in page.blocks[1:]:
        if isinstance(block, ProvenanceStep):
            steps.append(" | ".join(filter(None, (block.kind, block.date, block.office, line_text(block.line)))))
        elif isinstance(block, Paragraph):
            steps.append(line_text(block.line))
    return steps


def test_the_way_is_told_in_the_order_of_time_with_what_can_be_read_in_the_thing(pack: Pack) -> None:
    page = open_way(pack, ferry=HONEST, kiln=("wait",), signal=("wave",))
    assert (page.kind, page.title, page.heading) == ("provenance", "The River", "A bell without a clapper")
    assert list_steps(page) == [
        "use | 2 March 1931 | The landing | A bell hangs here, and Counter is paid.[1]",
        "copy | 9 March 1931 | The office of tolls | A rubbing.",
        "use | April 1931 | The kiln | It stands on a shelf.",
        "last | May 1931 | The signal box | It hangs beside the lamp.",
    ]
    first = next(block for block in page.blocks if isinstance(block, ProvenanceStep))
    assert first.imprint == "Cast for the *ferry*, 1890."  # as it stands on it
    assert describe_step(first) == "2 March 1931. The landing"
    assert [note.fact for note in page.notes] == ["tolls"]
    assert [entry.name for entry in page.entries] == ["A. Counter"]


def test_behind_a_break_papers_have_a_day_and_an_office_and_only_a_copy_is_joined(pack: Pack) -> None:
    steps = list_steps(open_way(pack, ferry=SECRET, kiln=("go",), signal=("wave",)))
    assert steps[1:] == [
        "break | 20 March 1931 | The yard | It was melted down.",
        "From here on no mark joins these papers.",
        "unjoined | April 1931 | The kiln",
        "unjoined | May 1931 | The signal box",
    ]
    noted = ("let-pass", "enter", "tell", "refuse")
    assert list_steps(open_way(pack, ferry=noted, signal=("turn",)))[2:] == [
        "break | 20 March 1931 | The yard | It was melted down.",
        "From here on no mark joins these papers.",
        "copy | May 1931 | The cellar | The rubbing lies in a box.",
    ]


def test_of_a_scene_that_was_not_played_nothing_but_its_title_is_known(pack: Pack) -> None:
    assert list_steps(open_way(pack, ferry=HONEST))[2:] == [
        "unknown | Nothing is known from here. Not played to the end: “The Kiln”, “The Signal”."
    ]
    assert list_steps(open_way(pack, kiln=("wait",))) == [
        "unknown | Nothing is known from here. Not played to the end: “The Ferry”.",
        "use | April 1931 | The kiln | It stands on a shelf.",  # the plain case: nobody was told
        "unknown | Nothing is known from here. Not played to the end: “The Signal”.",
    ]
    assert len(list_steps(open_way(pack))) == 1


def test_what_another_scene_left_decides_where_the_thing_was(pack: Pack) -> None:
    told = ("let-pass", "enter", "tell", "answer")
    steps = list_steps(open_way(pack, ferry=told, kiln=("wait",), signal=("turn",)))
    assert steps[1:] == [
        "copy | 9 March 1931 | The office of tolls | A rubbing.",
        "copy | May 1931 | The cellar | The rubbing lies in a box.",
    ]
    torn = ("let-pass", "tear", "tell", "answer")
    assert len(list_steps(open_way(pack, ferry=torn, kiln=("wait",), signal=("turn",)))) == 1


@pytest.mark.parametrize(
    ("choices", "count", "sentence"),
    [
        ({}, 0, "Nothing is known of it yet"),
        ({"signal": ("wave",)}, 1, "Its mark joins 1 paper"),
        ({"ferry": HONEST, "kiln": ("wait",), "signal": ("wave",)}, 4, "Its mark joins 4 papers"),
        ({"ferry": SECRET, "kiln": ("wait",)}, 1, "Its mark joins 1 paper"),  # neither the break nor what follows
    ],
)
def test_the_thing_lies_on_the_shelf_behind_the_files_and_says_what_its_mark_joins(
    pack: Pack, choices: dict[str, tuple[str, ...]], count: int, sentence: str
) -> None:
    campaign = compile_pack(pack)
    assert campaign.campaign.archive is not None
    page = build_archive_page(campaign, campaign.campaign.archive, finish_scenes(pack, **choices))
    thing = next(block for block in page.blocks if isinstance(block, ArchivedThing))
    assert thing == ArchivedThing(4, "A bell without a clapper", count)
    assert describe_thing(thing) == sentence


def test_a_trace_of_a_scene_that_was_left_out_of_the_pack_was_not_left(pack: Pack) -> None:
    rest = replace(pack, scenes={name: scene for name, scene in pack.scenes.items() if name != FERRY})
    campaign = compile_pack(rest)
    assert campaign.campaign.archive is not None
    assert campaign.campaign.archive.provenance is not None
    places = finish_scenes(pack, kiln=("wait",), signal=("turn",))[1:]
    page = build_provenance_page(campaign, campaign.campaign.archive.provenance, places)
    assert [step.partition(" | ")[0] for step in list_steps(page)] == ["use", "copy"]
