"""Tests of the pages between the scenes of a campaign and at its end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.engine import page as pages
from party_card.engine.campaign_pages import FinishedScene, build_player_path_line
from party_card.rules import check_pack
from tests.app.sample import OpenSession, block_texts, line_text, play
from tests.storage.campaign import AUTUMN, FILES, SPRING, SUMMER, write_campaign, write_illustrated_campaign


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The campaign of three scenes, which has no mistakes."""
    pack = write_campaign(tmp_path_factory.mktemp("pack"))
    mistakes = [item.message for item in check_pack(pack) if item.severity is not Severity.INFO]
    assert not mistakes
    return pack


def test_between_scenes_the_date_line_moves_with_a_fact_of_the_day_and_what_was_left_just_now(
    open_session: OpenSession,
) -> None:
    session = open_session()
    first_page = session.intermission(SPRING)
    assert first_page is not None
    assert (first_page.kind, first_page.title, first_page.heading) == ("between", "The Year on the River", "Spring")
    assert (first_page.since, first_page.dates) == ("", "March 1931")
    assert block_texts(first_page) == ["# Meanwhile", "March 1931: The river was still frozen.[1]"]
    assert [(note.fact, note.grade) for note in first_page.notes] == [("ice", "reported")]
    play(session, SPRING, "wait")
    summer = session.intermission(SUMMER)
    assert summer is not None
    assert (summer.since, summer.dates) == ("April 1931", "3 May 1931")
    assert block_texts(summer) == [
        "# What you witnessed", "You saw the ice move.", "# What you kept silent about", "You kept quiet about the ice."
    ]  # fmt: skip
    assert (pages.Run("ice", italic=True)) in summer.blocks[1].line  # type: ignore[union-attr]
    play(session, SUMMER, "row")
    autumn = session.intermission(AUTUMN)
    assert autumn is not None
    assert (autumn.since, autumn.dates, autumn.place, autumn.picture) == (
        "July 1931", "10 September 1931", "The mill", "mill"
    )  # fmt: skip
    assert [entry.name for entry in autumn.entries] == ["A. Keeper"]
    assert block_texts(autumn)[2:] == ["# What you witnessed", "You crossed in the flood."]


def test_a_fact_stands_between_scenes_with_its_figure_or_its_picture(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(pack=write_illustrated_campaign(tmp_path / "illustrated"))
    summer, autumn = session.intermission(SUMMER), session.intermission(AUTUMN)
    assert summer is not None
    assert autumn is not None
    assert block_texts(summer) == ["# Meanwhile", "May 1931: The river flooded.[1]", "Chart"]
    assert [note.fact for note in summer.notes] == ["flood", "figure Sacks"]
    assert not summer.is_picture_of_fact
    assert (autumn.picture, autumn.alt, autumn.is_picture_of_fact) == ("sack", "An open sack.", True)


def test_a_figure_can_stand_between_scenes_without_a_fact(open_session: OpenSession, tmp_path: Path) -> None:
    text = FILES["scenes/campaign.yaml"].replace("  - summer\n", "  - {scene: summer, chart: sacks}\n")
    page = open_session(pack=write_campaign(tmp_path / "figure", campaign=text)).intermission(SUMMER)
    assert page is not None
    assert block_texts(page) == ["# Meanwhile", "Chart"]


def test_a_scene_left_out_is_passed_over_between_scenes(open_session: OpenSession) -> None:
    session = open_session()
    play(session, SPRING, "warn")
    autumn = session.intermission(AUTUMN)
    assert autumn is not None
    assert autumn.since == "April 1931"
    assert block_texts(autumn)[2:] == [
        "# What you witnessed",
        "You saw the ice move.",
        "# What you said",
        "You warned them.",
    ]


def test_a_date_line_does_not_move_back(open_session: OpenSession, tmp_path: Path) -> None:
    for span, since in (("1931-03/1931-08", "March 1931"), ("1931-06", ""), ("1931-05-03", "")):
        text = FILES["scenes/spring.yaml"].replace("1931-03/1931-04", span)
        session = open_session(
            player=span.replace("/", " "), pack=write_campaign(tmp_path / span.replace("/", "-"), spring=text)
        )
        play(session, SPRING, "warn")
        summer = session.intermission(SUMMER)
        assert summer is not None
        assert (summer.since, summer.dates) == (since, "3 May 1931")


def test_the_next_scene_is_the_next_that_is_not_finished(open_session: OpenSession) -> None:
    session = open_session()
    assert session.next_scene(SPRING) == SUMMER
    play(session, SUMMER, "row")
    assert session.next_scene(SPRING) == AUTUMN
    play(session, AUTUMN, "go")
    assert session.next_scene(SPRING) is None
    assert session.next_scene(SceneId("elsewhere")) is None


def test_at_the_end_the_chain_is_told_and_the_students_path_through_it(open_session: OpenSession) -> None:
    session = open_session()
    assert block_texts(session.campaign_end())[-2:] == ["# Your path through it", "You have not finished a scene yet."]
    play(session, SPRING, "warn")
    play(session, AUTUMN, "go")
    end = session.campaign_end()
    assert end is not None
    assert (end.kind, end.title, end.heading) == (
        "winter",
        "The Year on the River",
        "The winter in the record",
    )
    assert end.dates == "March – 10 September 1931"
    assert block_texts(end)[0].startswith("A link that is stated is one that the source itself makes.")
    assert block_texts(end)[1:] == [
        "stated, May 1931: The flood made the harvest small.[1][2]",
        "later in time, September 1931: Then the harvest came in.[2]",
        "May 1931: The river flooded.[1]",
        "Chart",
        "Who opened the sluice is not told.[1]",
        "# Your path through it",
        "March – April 1931: Spring. The ice broke. You saw the ice move. You warned them.",
        "10 September 1931: Autumn. The year is over.",
        "Not played to the end: “Summer”.",
    ]
    assert [note.fact for note in end.notes] == ["flood", "harvest", "figure Sacks"]
    assert [(finished_scene.scene.scene, finished_scene.ending, [trace.id for trace in finished_scene.traces]) for finished_scene in session._progress().list_finished_scenes()] == [
        (SPRING, "The ice broke", ["saw-the-ice", "warned-them"]), (AUTUMN, "The year is over", [])
    ]  # fmt: skip


def test_a_title_that_asks_wants_no_full_stop(pack: Pack) -> None:
    question = replace(pack.scenes[SPRING], title="'Down with the ice'?")
    assert (
        line_text(build_player_path_line(FinishedScene(question, "It broke!", ()))) == "‘Down with the ice’? It broke!"
    )
    assert line_text(build_player_path_line(FinishedScene(pack.scenes[SPRING], "It broke", ()))) == "Spring. It broke."
