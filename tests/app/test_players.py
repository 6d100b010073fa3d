"""Several players on one machine do not meet; settings belong to a player; a deleted player leaves nothing."""

from __future__ import annotations

import pytest

from party_card.storage.errors import StorageError, StorageUnavailableError
from party_card.storage.settings import Settings
from party_card.storage.store import Store
from tests.app.sample import OpenSession
from tests.storage.sample import LETTER


def test_several_students_on_one_machine_do_not_see_each_other(open_session: OpenSession) -> None:
    anna = open_session("Anna")
    anna.open(LETTER)
    page = anna.choose("begin")
    boris = open_session("Boris")
    assert boris.open(LETTER).kind == "briefing"
    boris.update_settings(theme="dark")
    assert boris.list_player_names() == ("Boris", "Anna")
    boris.switch_player("anna")
    assert boris.player == "Anna"
    assert boris.open(LETTER) == page
    assert boris.settings == Settings()


def test_whoever_is_forgotten_is_gone_and_the_one_before_plays_on(open_session: OpenSession) -> None:
    open_session("Anna").open(LETTER)
    session = open_session("Boris")
    session.open(LETTER)
    session.choose("begin")
    session.update_settings(theme="dark")
    session.delete_player("Boris")
    assert session.player == "Anna"
    assert session.settings == Settings()
    assert session.list_player_names() == ("Anna",)
    assert session.list_scenes()[0].state == "open"
    session.delete_player("Anna")
    assert [player.nickname for player in session.list_players()] == ["reader"], (
        "who has no nickname yet can play all the same"
    )
    session.open(LETTER)
    assert session.choose("begin").kind == "passage"
    assert open_session("Boris").list_scenes()[0].state == "open"


def test_where_nothing_can_be_written_nobody_is_forgotten_and_it_is_said(
    open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session("Anna")
    session.open(LETTER)
    session.choose("begin")

    def raise_full_disk(*_: object) -> None:
        raise StorageUnavailableError("the disk is full")

    monkeypatch.setattr(Store, "delete_player", raise_full_disk)
    with pytest.raises(StorageError, match="Anna cannot be forgotten just now: the disk is full"):
        session.delete_player("Anna")
    assert session.player == "Anna"
    assert session.page().kind == "passage"


def test_whoever_played_last_goes_on(open_session: OpenSession) -> None:
    open_session("Anna")
    open_session("Boris").update_settings(theme="dark", text_size=150, motion="reduced")
    last_player = open_session()
    assert last_player.player == "Boris"
    assert last_player.settings == Settings(theme="dark", text_size=150, motion="reduced")


def test_who_has_no_nickname_yet_can_play_all_the_same(open_session: OpenSession) -> None:
    session = open_session()
    assert session.list_player_names() == (session.player,) == ("reader",)


def test_a_setting_that_is_none_is_refused(open_session: OpenSession) -> None:
    session = open_session()
    for changes in ({"theme": "pink"}, {"text_size": 500}):
        with pytest.raises(ValueError, match=r"theme|text_size"):
            session.update_settings(**changes)
    assert session.settings == Settings()


def test_a_setting_from_another_version_is_passed_over(open_session: OpenSession) -> None:
    session = open_session("Anna")
    invalid = {"theme": "sepia", "text_size": "many", "motion": "perhaps", "colour": "red", "face": "legible"}
    session._store.write(lambda store: store.save_settings("Anna", invalid))
    assert open_session("Anna").settings == Settings(face="legible")
