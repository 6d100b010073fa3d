"""Tests of the glossary of a session: what a player has met follows from what is saved, and from the page shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from party_card.app.preview_session import PreviewSession
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import Page
from tests.app.sample import OpenSession, play
from tests.storage.sample import write_pack
from tests.theatre import PREMIERE, REHEARSAL, write_theatre


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the theatre."""
    return write_theatre(tmp_path_factory.mktemp("pack"))


def list_met_names(session: Session, page: Page | None = None) -> list[str]:
    """Returns the names of the entries that the player has met, in the order of the glossary."""
    return [item.entry.name for item in session.list_glossary(page=page) if item.is_met]


def test_all_entries_are_listed_before_anything_is_met_and_the_page_shown_counts(open_session: OpenSession) -> None:
    session = open_session()
    assert (len(session.list_glossary()), list_met_names(session)) == (8, [])
    intermission = session.intermission(PREMIERE)
    assert list_met_names(session, intermission) == ["Oda af Ekeby"]
    assert list_met_names(session) == []


def test_what_is_met_is_found_again_by_another_session_and_by_no_other_player(open_session: OpenSession) -> None:
    session = open_session("Anna")
    play(session, REHEARSAL, "go")
    assert list_met_names(session) == ["Tan Mei-lin", "Łucja Żeleńska"]
    play(session, REHEARSAL, "stay", restart=True)
    names = ["Tan Mei-lin", "Łucja Żeleńska", "wings"]
    assert list_met_names(session) == list_met_names(open_session("Anna")) == names
    assert list_met_names(open_session("Boris")) == []


def list_later_names(session: Session, page: Page | None = None) -> list[str]:
    """Returns the names of those whose later life is told."""
    return [item.entry.name for item in session.list_glossary(page=page) if item.entry.later]


def test_what_became_of_somebody_is_told_once_a_scene_has_ended_in_which_they_were_met(
    open_session: OpenSession,
) -> None:
    session = open_session()
    play(session, REHEARSAL)
    assert list_later_names(session) == []
    session.choose("go")
    assert list_later_names(session) == ["Łucja Żeleńska"]
    play(session, REHEARSAL, restart=True)
    assert list_later_names(session) == ["Łucja Żeleńska"], "an earlier playthrough has ended"
    play(session, PREMIERE)
    assert list_later_names(session) == ["Łucja Żeleńska"], "René Abel was met, and the scene goes on"
    session.choose("enter")
    assert list_later_names(session) == ["René Abel", "Łucja Żeleńska"]


def test_a_scene_that_is_skipped_tells_what_became_of_those_in_its_record(open_session: OpenSession) -> None:
    session = open_session()
    session.open(REHEARSAL)
    assert list_later_names(session, session.page()) == []
    assert list_later_names(session, session.skipped_record()) == ["Łucja Żeleńska"]
    assert list_later_names(session) == []


def test_the_page_before_a_scene_is_reached_with_the_scene(open_session: OpenSession) -> None:
    session = open_session()
    play(session, PREMIERE)
    assert list_met_names(session) == ["René Abel", "Oda af Ekeby"]


def test_a_step_taken_back_takes_back_whom_it_met(open_session: OpenSession) -> None:
    session = open_session()
    play(session, REHEARSAL)
    session.choose("stay")
    assert list_met_names(session) == ["Łucja Żeleńska", "wings"]
    session.undo()
    assert list_met_names(session) == ["Łucja Żeleńska"]


def test_what_is_not_saved_counts_too(pack: Pack, tmp_path: Path) -> None:
    preview = PreviewSession(pack, folder=tmp_path / "kept")
    play(preview.session, REHEARSAL)
    assert list_met_names(preview.session) == ["Łucja Żeleńska"]
    preview.session.close()


def test_the_record_counts_where_the_player_wants_it_after_every_choice(open_session: OpenSession) -> None:
    session = open_session()
    play(session, REHEARSAL)
    session.choose("stay")
    assert list_met_names(session) == ["Łucja Żeleńska", "wings"]
    session.update_settings(record="each")
    assert list_met_names(session) == ["Tan Mei-lin", "Łucja Żeleńska", "wings"]


def test_each_pack_has_a_glossary_of_its_own(pack: Pack, tmp_path: Path) -> None:
    office = write_pack(tmp_path / "office")
    session = Session(pack, folder=tmp_path / "kept", other_packs=(office,))
    assert [item.entry.name for item in session.list_glossary(SceneId("letter"))] == ["Ivan Petrov", "registry"]
    assert len(session.list_glossary(REHEARSAL)) == len(session.list_glossary()) == 8
    session.close()


def test_a_scene_with_mistakes_or_without_its_old_choices_stops_no_glossary(
    open_session: OpenSession, pack: Pack
) -> None:
    session = open_session()
    play(session, REHEARSAL, "stay")
    session.close()
    rehearsal = pack.scenes[REHEARSAL]
    empty_pack = replace(pack, scenes={REHEARSAL: replace(rehearsal, passages={})})
    broken_session = open_session(pack=empty_pack)
    assert list_met_names(broken_session) == []
    assert len(broken_session.list_glossary()) == 7, "the campaign names both dossiers, and means one of two `wings`"
