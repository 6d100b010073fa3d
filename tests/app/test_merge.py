"""Tests of conflicts: of two windows that play on, one gets a message, and nothing that was saved is lost."""

from __future__ import annotations

import pytest

from party_card.storage.errors import StorageError
from tests.app.sample import OpenSession, take_notices
from tests.storage.sample import LETTER


def test_of_two_windows_the_second_is_told_and_shows_what_the_first_did(open_session: OpenSession) -> None:
    first_session, second = open_session(), open_session()
    first_session.open(LETTER)
    first_session.choose("begin")
    second.open(LETTER)
    page = first_session.choose("read")
    with pytest.raises(StorageError, match=r"another window.*Your step “Close the drawer.*” was not taken."):
        second.choose("close-drawer")
    assert second.page() == page
    assert second.choose("tell").ending == "You told"
    with pytest.raises(StorageError, match=r"another window.*Nothing was taken back."):
        first_session.undo()
    assert first_session.page().ending == "You told"


def test_what_a_full_disk_held_back_is_named_where_another_window_went_on(open_session: OpenSession) -> None:
    first_session, second = open_session(), open_session()
    first_session.open(LETTER)
    first_session.choose("begin")
    second.open(LETTER)
    second._store._store._db.execute("PRAGMA query_only = true")
    second.choose("read")
    second.choose("wait")
    assert "lasts only until you close the program" in take_notices(second)
    second._store._store._db.execute("PRAGMA query_only = false")
    page = first_session.choose("close-drawer")
    with pytest.raises(StorageError, match=r"Your step “.*” and the 2 after it were not taken."):
        second.choose("tell")
    assert second.page() == page


def test_a_scene_that_another_window_began_again_is_shown_as_it_was_left_there(open_session: OpenSession) -> None:
    first_session, second = open_session(), open_session()
    first_session.open(LETTER)
    first_session.choose("begin")
    second.open(LETTER)
    page = first_session.choose("read")
    first_session.restart(LETTER)
    with pytest.raises(StorageError, match="another window"):
        second.choose("close-drawer")
    assert second.page() == page
    assert second.attempt == 1
    assert open_session().open(LETTER).kind == "briefing", "the newest is what a new window opens"


def test_who_was_forgotten_in_another_window_begins_again(open_session: OpenSession) -> None:
    first_session, second = open_session("Anna"), open_session("Anna")
    first_session.open(LETTER)
    first_session.choose("begin")
    second.open(LETTER)
    first_session.delete_player("Anna")
    with pytest.raises(StorageError, match="forgotten, so it begins again"):
        second.choose("read")
    assert second.page().kind == "briefing"
    assert second.choose("begin").kind == "passage"


def test_two_windows_with_two_readers_do_not_meet(open_session: OpenSession) -> None:
    first_session, second = open_session("Anna"), open_session("Boris")
    for session in (first_session, second):
        session.open(LETTER)
    for step in ("begin", "read", "wait", "wait"):
        first_session.choose(step)
        second.choose(step)
    assert not first_session.notices
    assert not second.notices
