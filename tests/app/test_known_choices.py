"""Choices made before are marked, and a passage in which nothing is new can be skipped."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import strategies as st

from party_card.app.session import Session
from party_card.engine.page import Page
from tests.app.sample import OpenSession, play
from tests.random_examples import random_examples
from tests.shipped import load_shipped_pack
from tests.storage.sample import LETTER


def list_marked(page: Page) -> list[str]:
    return [offer.id for offer in page.offers if offer.is_chosen_before]


def begin_again(session: Session) -> Page:
    session.restart(LETTER)
    return session.choose("begin")


def test_in_the_first_playthrough_nothing_is_marked(open_session: OpenSession) -> None:
    session = open_session("heron")
    session.open(LETTER)
    page = session.choose("begin")
    assert (list_marked(page), page.skip_choice) == ([], "")
    session.choose("read")
    page = session.choose("wait")  # which leads back to the corridor
    assert (list_marked(page), page.skip_choice) == ([], "")


def test_choices_of_earlier_playthroughs_are_marked(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "read", "shrug")
    page = begin_again(session)
    assert list_marked(page) == ["read"]
    assert list_marked(session.choose("read")) == ["shrug"]
    assert list_marked(open_session("heron").open(LETTER)) == ["shrug"], "also after the game was closed"


def test_choices_of_another_player_are_not_marked(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "read", "shrug")
    session.switch_player("wren")
    assert list_marked(begin_again(session)) == []


def test_a_passage_is_skipped_by_the_last_choice_once_all_open_ones_were_made(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "read", "shrug")
    assert begin_again(session).skip_choice == "", "the drawer was never closed"
    session.choose("close-drawer")
    session.choose("shrug")
    assert begin_again(session).skip_choice == "close-drawer"
    page = session.choose("close-drawer")
    assert page.skip_choice == "", "somebody who has not read may wait, and never did"


def test_skipping_ends_even_where_passages_lead_in_circles(open_session: OpenSession) -> None:
    session = open_session("heron")
    play(session, LETTER, "read", "shrug")
    for choices in (
        ("close-drawer", "shrug"),
        ("read", "tell"),
        ("read", "wait", "shrug"),
        ("close-drawer", "wait", "shrug"),
    ):
        play(session, LETTER, *choices, restart=True)
    begin_again(session)
    page = session.choose("close-drawer")
    while page.skip_choice:
        page = session.choose(page.skip_choice)
    assert len(session.playthrough.passages) <= 4


@random_examples(st.integers(0, 2**32), everyday=6, long=30)
def test_skipping_shows_nothing_new_and_ends(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    random, pack = Random(seed), load_shipped_pack()
    scene = random.choice(pack.scene_ids())
    session = Session(pack, folder=tmp_path_factory.mktemp("kept"), player="heron")
    for _ in range(6):
        session.open(scene)
        page = session.restart(scene)
        known = {entry for save in session.storage.list_playthroughs("heron", scene) for entry in save.steps}
        while page.kind != "finished":
            if page.skip_choice:
                assert page.skip_choice in known
                assert all(offer.is_chosen_before for offer in page.offers if offer.is_open)
                page = session.choose(page.skip_choice)
            else:
                page = session.choose(random.choice(session.playthrough.enabled_triggers()))
    session.close()
