"""Endings found, forks of a route, and playing on from one as a playthrough of its own."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import strategies as st

from party_card.app.session import Session
from party_card.engine.phases import PHASE_TRIGGERS
from tests.app.sample import OpenSession, play
from tests.random_examples import random_examples
from tests.shipped import load_shipped_pack
from tests.storage.campaign import AUTUMN, SPRING, write_campaign
from tests.storage.sample import LETTER, RIVER


def test_endings_have_titles_once_they_are_found_and_numbers_before(open_session: OpenSession) -> None:
    session = open_session("heron")
    session.open(LETTER)
    assert [(ending.number, ending.title) for ending in session.find_routes().endings] == [(1, ""), (2, "")]
    play(session, LETTER, "close-drawer", "shrug")
    assert [ending.title for ending in session.find_routes().endings] == ["", "You said nothing"]
    play(session, LETTER, "read", "tell", restart=True)
    routes = session.find_routes()
    assert [(ending.title, ending.is_present) for ending in routes.endings] == [
        ("You told", True), ("You said nothing", False),
    ]  # fmt: skip
    assert (routes.found_count, routes.present_ending) == (2, routes.endings[0])


def test_routes_are_each_player_s_own(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "close-drawer", "shrug")
    session.switch_player("wren")
    session.open(LETTER)
    assert session.find_routes().found_count == 0


def test_a_fork_counts_the_other_open_choices_and_those_never_made(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "close-drawer", "shrug")
    forks = session.find_routes().forks
    # `look-up` and `tell` are closed to somebody who has not read the letter.
    assert [(str(fork.decision.choice.id), fork.other_count, fork.untried_count) for fork in forks] == [
        ("close-drawer", 1, 1), ("shrug", 1, 1),
    ]  # fmt: skip
    play(session, LETTER, "read", "wait", "shrug", restart=True)
    forks = session.find_routes().forks
    assert [(str(fork.decision.choice.id), fork.other_count, fork.untried_count) for fork in forks] == [
        ("read", 1, 0), ("wait", 2, 1), ("shrug", 2, 1),
    ]  # fmt: skip


def test_a_decision_without_another_open_choice_is_no_fork(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, RIVER, "cross")
    assert session.find_routes().forks == ()


def test_playing_on_from_a_fork_keeps_the_first_route(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "read", "wait", "tell")
    session.save_answer(1, "The clerk.")
    page = session.branch_at(session.find_routes().forks[1].decision.step)
    assert page.heading == session.page().heading
    assert (session.attempt, session.playthrough.steps, session.answers()) == (2, ("begin", "read"), ("", ""))
    session.choose("shrug")
    saves = open_session("heron").storage.list_playthroughs("heron", LETTER)
    assert [save.steps[:4] for save in saves] == [("begin", "read", "wait", "tell"), ("begin", "read", "shrug")]
    assert saves[0].steps[-1] == "close"
    assert dict(saves[0].answers)
    assert session.find_routes().found_count == 2


def test_the_second_route_is_the_one_that_is_resumed(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "read", "tell")
    page = session.branch_at(session.find_routes().forks[0].decision.step)
    assert open_session("heron").open(LETTER) == page


def test_a_second_route_begins_with_what_the_first_began_with(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session("heron", pack=write_campaign(tmp_path))
    session.open(SPRING)
    play_any(session)
    session.open(AUTUMN)
    play_any(session)
    traces = session.playthrough.imported_traces
    session.branch_at(1)
    assert session.playthrough.imported_traces == traces
    session.suspend()
    assert session.storage.list_playthroughs("heron", AUTUMN)[-1].imported_traces == tuple(sorted(traces))


def play_any(session: Session) -> None:
    while session.page().kind != "finished":
        session.choose(session.playthrough.enabled_triggers()[0])


@random_examples(st.integers(0, 2**32), everyday=8, long=60)
def test_at_every_fork_of_any_route_another_choice_can_be_made(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    random, pack = Random(seed), load_shipped_pack()
    session = Session(pack, folder=tmp_path_factory.mktemp("kept"), player="heron")
    session.open(random.choice(pack.scene_ids()))
    while session.page().kind != "finished":
        session.choose(random.choice(session.playthrough.enabled_triggers()))
    fork = random.choice(session.find_routes().forks)
    session.branch_at(fork.decision.step)
    choices = [name for name in session.playthrough.enabled_triggers() if name not in PHASE_TRIGGERS]
    assert session.playthrough.state == fork.decision.passage
    assert len(choices) == fork.other_count + 1
    session.close()
