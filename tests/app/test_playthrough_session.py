"""Tests of the playthrough session: every page shown is saved, on playing on, taking back, beginning again, and after
changes of a scene.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.engine.phases import ChoiceUnavailableError
from tests.app.sample import OpenSession, take_notices
from tests.random_examples import random_examples
from tests.storage.sample import FILES, LETTER, write_pack


def test_a_scene_begins_at_its_briefing_and_goes_on_where_it_was_left(open_session: OpenSession) -> None:
    first_page = open_session()
    assert first_page.open(LETTER).kind == "briefing"
    first_page.choose("begin")
    page = first_page.choose("read")
    reopened = open_session()
    assert reopened.open(LETTER) == page
    assert not reopened.notices


def test_every_page_of_a_whole_walk_is_found_again_by_a_new_sitting(open_session: OpenSession) -> None:
    session = open_session()
    session.open(LETTER)
    for step in ("begin", "read", "wait", "tell", "reveal", "close", "close"):
        page = session.choose(step)
        assert open_session().open(LETTER) == page
    assert page.kind == "finished"


def test_what_is_not_on_offer_is_refused_and_nothing_changes(open_session: OpenSession) -> None:
    session = open_session()
    page = session.open(LETTER)
    with pytest.raises(ChoiceUnavailableError):
        session.choose("tell")
    assert session.page() == page == open_session().open(LETTER)


def test_steps_can_be_taken_back_and_stay_taken_back(open_session: OpenSession) -> None:
    session = open_session()
    session.open(LETTER)
    first_page = session.choose("begin")
    for step in ("read", "wait"):
        session.choose(step)
    decision = session.decisions()[0]
    assert session.undo(len(session.playthrough.steps) - decision.step) == first_page
    assert open_session().open(LETTER) == first_page
    assert session.undo(99).kind == "briefing"


def test_beginning_again_keeps_the_earlier_walk(open_session: OpenSession) -> None:
    session = open_session()
    session.open(LETTER)
    for step in ("begin", "close-drawer", "shrug"):
        session.choose(step)
    assert session.restart(LETTER).kind == "briefing"
    assert open_session().open(LETTER).kind == "briefing"
    assert [saves.steps for saves in session._store.list_playthroughs("reader", LETTER)] == [
        ("begin", "close-drawer", "shrug"),
        (),
    ]
    session.restart(LETTER)
    assert session.choose("begin").passage == "desk"


# --------------------------------------------------------------------------------------------- changed scenes


def test_a_changed_scene_goes_on_as_far_as_its_choices_exist_and_says_so(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session()
    session.open(LETTER)
    for step in ("begin", "read", "wait", "tell"):
        session.choose(step)
    changed_pack = FILES["letter.yaml"].replace("id: wait", "id: linger")
    later_session = open_session(pack=write_pack(tmp_path / "changed", letter=changed_pack))
    assert later_session.open(LETTER).passage == "corridor"
    assert "1 of your 3 choices still exist" in take_notices(later_session)
    later_session.close()
    later_session = open_session(pack=write_pack(tmp_path / "changed", letter=changed_pack))
    later_session.open(LETTER)
    assert take_notices(later_session), "only looking at it has not changed what is kept"
    later_session.choose("linger")
    playthroughs = later_session._store.list_playthroughs("reader", LETTER)
    assert [saves.steps for saves in playthroughs] == [("begin", "read", "wait", "tell"), ("begin", "read", "linger")]
    assert not open_session(pack=write_pack(tmp_path / "changed", letter=changed_pack)).notices


def test_a_changed_scene_in_which_no_choice_is_left_begins_again_and_says_so(
    open_session: OpenSession, tmp_path: Path
) -> None:
    session = open_session()
    session.open(LETTER)
    session.choose("begin")
    session.choose("read")
    later_session = open_session(
        pack=write_pack(tmp_path / "changed", letter=FILES["letter.yaml"].replace("id: read", "id: open-it"))
    )
    assert later_session.open(LETTER).passage == "desk"
    assert "Your choices no longer exist in it, so you begin again." in take_notices(later_session)


def test_a_changed_scene_whose_choices_all_exist_goes_on_and_says_so(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session()
    session.open(LETTER)
    session.choose("begin")
    changed_pack = FILES["letter.yaml"].replace("In the corridor somebody", "On the stairs somebody")
    later_session = open_session(pack=write_pack(tmp_path / "changed", letter=changed_pack))
    later_session.open(LETTER)
    assert take_notices(later_session) == "This scene was changed since you played it. All your choices still exist."
    later_session.choose("read")
    later_session.open(LETTER)
    assert not later_session.notices, "told once"


@random_examples(
    st.lists(st.sampled_from(["begin", "read", "wait", "tell", "shrug", "reveal", "close", "gone", ""])),
    everyday=20,
    long=60,
)
def test_whatever_steps_are_kept_the_scene_opens(open_session: OpenSession, steps: list[str]) -> None:
    session = open_session("Anna")
    session.restart(LETTER)
    session._store.save(session.open_playthrough.last_save, tuple(steps), "other", {})
    page = open_session("Anna").open(LETTER)
    assert page.scene == LETTER
