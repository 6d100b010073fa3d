"""The archive of a campaign: what a stranger finds, and what was lived beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.engine.archive import build_archive_page, build_folder_page
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.archive_words import describe_folder
from party_card.engine.campaign_pages import compile_campaign
from party_card.engine.compiled import compile_scene
from party_card.engine.page import (
    ArchiveFolder,
    Assessment,
    Block,
    FileCard,
    FileDecision,
    FileGap,
    FilePaper,
    Heading,
    Page,
    Paragraph,
    Question,
    Run,
)
from party_card.engine.playthrough import Playthrough
from party_card.rules import check_pack
from tests.app.archive_campaign import FERRY, FILES, SIGNAL, write_archive_campaign
from tests.app.sample import line_text

HONEST = ("let-pass", "enter", "tell", "answer")
SECRET = ("ask", "tear", "hush", "refuse")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    pack = write_archive_campaign(tmp_path_factory.mktemp("pack"))
    assert [item.message for item in check_pack(pack) if item.severity is not Severity.INFO] == []
    return pack


def finish(pack: Pack, scene: SceneId, *choices: str) -> Playthrough:
    playthrough = Playthrough(compile_scene(pack, pack.scenes[scene]))
    for step in ("begin", *choices):
        playthrough.choose(step)
    return playthrough


def open_file(pack: Pack, *choices: str, shows_lived: bool = False) -> Page:
    return build_folder_page("The River", 1, finish(pack, FERRY, *choices), shows_lived=shows_lived)


def describe(block: Block) -> str:
    match block:
        case FileCard(name, office, is_invented, stamp, decision_count):
            return f"card {name}, {line_text(office)}, {is_invented}, {stamp}, {decision_count}"
        case FilePaper(letter, _, title, _, _, decisions):
            return f"paper {letter} {title} {decisions}"
        case FileGap(line):
            return f"gap {line_text(line)}"
        case FileDecision(number, line, papers, _, listener):
            return f"{number} {line_text(line)} {''.join(papers) or listener or 'nobody'}"
        case Assessment(line, certainty):
            return f"? {line_text(line)}: {certainty}"
        case Paragraph(line):
            return line_text(line)
        case Heading(text):
            return f"# {text}"
        case Question(line):
            return f"?? {line_text(line)}"
    return type(block).__name__


def test_a_stranger_finds_papers_and_gaps_and_nothing_that_only_the_player_knows(pack: Pack) -> None:
    page = open_file(pack, *SECRET)
    assert (page.kind, page.scene, page.title, page.heading) == ("folder", "ferry", "The River", "File 1: Reed, T.")
    assert [describe(block) for block in page.blocks] == [
        "card Reed, T., Office of tolls[1], False, marked, 0",
        "# You know only what lies here. How surely can a historian say it?",
        "gap After leaf 8 comes leaf 10.",
        "? What would fill the gap: “After leaf 8 comes leaf 10.”: not recorded",
        "paper A A minute ()",
        "? What “A minute” shows: documented",
        "gap No paper is left of these days: 2 March 1931; 9 March 1931; 15 March 1931.",
        "? What would fill the gap: “No paper is left of these days: 2 March 1931; 9 March 1931; 15 March 1931.”: "
        "not recorded",
        "? Why this person acted so: not recorded",
    ]
    assert [note.fact for note in page.notes] == ["tolls"]
    told = " ".join(line_text(line) for block in page.blocks for line in getattr(block, "lines", ()))
    assert "You" not in told


def test_what_one_paper_shows_another_may_corroborate_and_a_slip_only_reports(pack: Pack) -> None:
    page = open_file(pack, *HONEST)
    assessments = [block for block in page.blocks if isinstance(block, Assessment)]
    assert [(line_text(block.line), block.certainty) for block in assessments] == [
        ("What “Book of tolls, leaf 9” shows", "documented"),
        ("What “A slip” shows", "reported"),
        ("What “A minute” shows", "corroborated"),
        ("What “A copy of the minute” shows", "corroborated"),
        ("What would fill the gap: “No paper is left of these days: 15 March 1931.”", "not recorded"),
        ("Why this person acted so", "not recorded"),
    ]
    assert assessments[2].reason == "“A copy of the minute” shows the same."
    assert assessments[0].reason == "It is itself a part of what was done. That its words are true does not follow."


def test_what_was_lived_stands_beside_the_papers_with_who_knows_of_it(pack: Pack) -> None:
    page = open_file(pack, *HONEST, shows_lived=True)
    assert (page.title, page.heading) == ("The Ferry", "File 1: Reed, T.")
    assert [describe(block) for block in page.blocks] == [
        "card Reed, T., Office of tolls[1], False, kept, 4",
        "# What a stranger finds",
        "paper A Book of tolls, leaf 9 (2,)",
        "paper B A slip (1,)",
        "paper C A minute (4,)",
        "paper D A copy of the minute (4,)",
        "# What you lived",
        "1 You let him pass. B",
        "2 You entered him. A",
        "3 You told him. your brother",
        "4 You answered. CD",
    ]


def test_the_shelf_has_a_place_for_every_scene_and_says_why_one_is_closed(pack: Pack) -> None:
    assert pack.campaign is not None
    assert pack.campaign.archive is not None
    places = [
        ArchivePlace(pack.scenes[FERRY], finish(pack, FERRY, *HONEST), is_assessed=True),
        ArchivePlace(pack.scenes[SceneId("kiln")], finish(pack, SceneId("kiln"), "wait")),
        ArchivePlace(pack.scenes[SIGNAL], None),
    ]
    campaign = compile_campaign(pack, pack.campaign)
    page = build_archive_page(campaign, pack.campaign.archive, places)
    assert (page.kind, page.title, page.heading) == ("archive", "The River", "The cellar of the office")
    assert page.dates == "2–20 March 1931"  # of what stands there
    folders = [block for block in page.blocks if isinstance(block, ArchiveFolder)]
    assert folders == [
        ArchiveFolder(1, "Reed, T.", "", (Run("Office of tolls"),), False, "kept", 4, True),
        ArchiveFolder(2, "The Kiln", "no file"),
        ArchiveFolder(3, "The Signal", "not played"),
    ]
    assert [describe_folder(folder) for folder in folders] == [
        "4 papers, card kept", "No file", "Not played to the end"
    ]  # fmt: skip
    assert [describe(block) for block in page.blocks if not isinstance(block, ArchiveFolder)] == [
        "Counter kept all of it.[1]",
        "Open a file as a stranger would.",
        "# The shelf",
        "# What a stranger can conclude",
        "Who took a toll, and that it was counted twice.[1]",
        "That a leaf is missing.",
        "# What a stranger cannot conclude",
        "Why somebody looked away.",
        "# One question",
        "?? Which paper do you miss most?",
    ]
    assert [note.fact for note in page.notes] == ["tolls"]
    assert [(entry.name, line_text(entry.later)) for entry in page.entries] == [("A. Counter", "He counted on.[1]")]


def test_a_file_without_papers_is_a_card_and_the_silence(pack: Pack) -> None:
    playthrough = finish(pack, SIGNAL, "turn")
    page = build_folder_page("The River", 3, playthrough, shows_lived=False)
    assert [describe(block) for block in page.blocks][-1] == "? Why this person acted so: not recorded"
    lived = build_folder_page("The River", 3, playthrough, shows_lived=True)
    assert [describe(block) for block in lived.blocks][1:] == ["# What you lived", "1 You turned away. nobody"]


@pytest.mark.parametrize(
    ("text", "wrong", "message"),
    [
        ("{can: That a leaf is missing.}", "{can: That, cannot: This}", "conclusion of the archive"),
        ("Why somebody looked away.", '""', "this text is empty"),
        ("That a leaf is missing.", '"Look. [@tools]"', "`tools`"),
        ("One that somebody had a reason to write.", "'One. [@rain]'", "`rain`"),
        ("Counter kept all of it. [@tolls]", "Counter kept all of it. [@coal]", "`coal`"),
        ("title: The cellar of the office", "title: ''", "this text is empty"),
    ],
)
def test_a_mistake_in_an_archive_is_reported_once_and_where_it_stands(
    tmp_path: Path, text: str, wrong: str, message: str
) -> None:
    campaign = FILES["scenes/campaign.yaml"]
    assert text in campaign
    pack = write_archive_campaign(tmp_path, campaign=campaign.replace(text, wrong))
    diagnostics = [item for item in check_pack(pack) if item.severity is not Severity.INFO]
    assert [message in item.message for item in diagnostics] == [True], [item.message for item in diagnostics]
    line = campaign[: campaign.index(text)].count("\n") + 1
    assert diagnostics[0].primary.span.line == line
