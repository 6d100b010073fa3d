"""Tests of the list of scenes and the list of players: both show the progress of each player."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.app.scene_summary import find_next_scene
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.storage.errors import StorageError
from tests.app.sample import OpenSession, play
from tests.storage.sample import FILES, LETTER, RIVER, write_pack


def test_the_shelf_says_how_far_this_reader_has_come(open_session: OpenSession) -> None:
    session = open_session()
    assert [(scene.scene, scene.state, scene.step) for scene in session.list_scenes()] == [
        (LETTER, "open", 0),
        (RIVER, "open", 0),
    ]
    session.open(LETTER)
    session.choose("begin")
    assert [(scene.state, scene.step) for scene in session.list_scenes()] == [("begun", 1), ("open", 0)]
    session.choose("close-drawer")
    for step in ("shrug", "reveal", "close"):
        session.choose(step)
        assert session.list_scenes()[0].state == "begun", "the record and the questions are part of it"
    session.choose("close")
    letter = session.list_scenes()[0]
    assert (letter.state, letter.ending) == ("played", "You said nothing")
    assert (letter.dates, letter.place, letter.minutes) == ("2–4 March 1931", "The registry", 5)
    session.restart(LETTER)
    assert session.list_scenes()[0].state == "played", "the earlier walk counts until the new one has begun"
    assert [scene.state for scene in open_session("Boris").list_scenes()] == ["open", "open"]


def test_a_scene_that_is_not_there_is_named_with_those_that_are(open_session: OpenSession) -> None:
    with pytest.raises(StorageError, match=r"There is no scene nowhere\. There are: letter, river\."):
        open_session().open(SceneId("nowhere"))


def test_a_scene_with_mistakes_stands_on_the_shelf_and_is_named_when_opened(
    open_session: OpenSession, tmp_path: Path
) -> None:
    broken_pack = FILES["river.yaml"].replace("goto: other-side", "goto: nowhere")
    session = open_session(pack=write_pack(tmp_path / "broken", river=broken_pack))
    assert [scene.scene for scene in session.list_scenes()] == [LETTER, RIVER]
    with pytest.raises(
        StorageError, match=r"river cannot be played: there are mistakes in its file\. `party-card check` names them"
    ):
        session.open(RIVER)


def test_the_roster_says_how_far_each_has_come(open_session: OpenSession) -> None:
    anna = open_session("Anna")
    anna.open(LETTER)
    for step in ("begin", "close-drawer", "shrug", "reveal", "close", "close"):
        anna.choose(step)
    anna.open(RIVER)
    anna.choose("begin")
    boris_progress, anna_progress = open_session("Boris").list_players()
    assert (
        boris_progress.nickname,
        boris_progress.states,
        boris_progress.ending_count,
        boris_progress.last_title,
    ) == ("Boris", ("open", "open"), 0, "")
    assert (anna_progress.nickname, anna_progress.states, anna_progress.ending_count) == (
        "Anna",
        ("played", "begun"),
        1,
    )
    assert anna_progress.last_title == anna.list_scenes()[1].title


def finish(session: Session, scene: SceneId, *choices: str) -> None:
    """Plays a scene from the beginning to the page after its questions."""
    play(session, scene, *choices, restart=True)
    while session.page().kind != "finished":
        session.choose("close")


def find_next(session: Session) -> SceneId | None:
    """Returns the scene that the player goes on with."""
    scenes = session.list_scenes()
    index = find_next_scene(scenes)
    return None if index is None else scenes[index].scene


def test_a_glance_at_a_later_scene_does_not_make_it_the_next_one(open_session: OpenSession) -> None:
    session = open_session()
    session.open(RIVER)
    assert find_next(session) == LETTER
    session.choose("begin")
    assert (session.list_scenes()[1].state, find_next(session)) == ("begun", LETTER)
    session.choose(session.page().offers[0].id)
    assert find_next(session) == RIVER, "a decision was made"
    session.undo()
    assert find_next(session) == LETTER


def test_a_finished_scene_stays_finished_when_the_player_steps_back(open_session: OpenSession) -> None:
    session = open_session()
    finish(session, LETTER, "close-drawer", "shrug")
    for count in (1, 1, 1, 2):
        session.undo(count)
        letter = session.list_scenes()[0]
        assert (letter.state, letter.ending, find_next(session)) == ("played", "You said nothing", RIVER)
    assert len(session.storage.list_playthroughs(session.player, LETTER)) == 2, "one copy, however often"
    session.choose("read")
    assert (session.list_scenes()[0].state, find_next(session)) == ("begun", LETTER), "another decision was made"
    reopened = open_session()
    assert reopened.open(LETTER) == session.page()


def test_a_glance_at_a_finished_scene_played_again_leaves_it_finished(open_session: OpenSession) -> None:
    session = open_session()
    finish(session, LETTER, "close-drawer", "shrug")
    session.restart(LETTER)
    session.choose("begin")
    assert (session.list_scenes()[0].state, find_next(session)) == ("played", RIVER)
