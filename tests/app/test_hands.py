"""Hands of a class: kept with their playthrough by step and passage, and told in the words of a vote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.hands import MAX_HANDS, HandCount, count_hands, describe_vote, get_hands, list_hands, list_votes
from party_card.app.merge import merge_answers
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.frontends.shared.transcript.files import write_session_transcript
from party_card.frontends.shared.transcript.transcript_data import find_transcript_data
from tests.engine.test_person_file import SCENE

PARCEL = SceneId("parcel")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "pack" / "scenes").mkdir(parents=True)
    (tmp_path / "pack" / "scenes" / "parcel.yaml").write_text(SCENE, encoding="utf-8")
    session = Session(read_pack(tmp_path / "pack")[0], folder=tmp_path / "home", player="7b")
    session.open(PARCEL)
    session.choose("begin")
    yield session
    session.close()


def count(session: Session, choice: str, change: int) -> HandCount:
    return count_hands(session.open_playthrough, session.page().passage, choice, change)


def test_hands_are_saved_with_the_playthrough_and_found_again(session: Session) -> None:
    first, second, *_ = (offer.id for offer in session.page().offers)
    passage = session.page().passage
    count(session, first, 3)
    assert count(session, second, 1) == HandCount({first: 3, second: 1})
    session.leave()
    session.open(PARCEL)
    assert get_hands(session.open_playthrough, 1, passage) == HandCount({first: 3, second: 1})
    assert not get_hands(session.open_playthrough, 2, passage).total
    assert not any(session.answers()), "they are no answer to a question"
    assert count(session, first, -3).by_choice == {second: 1}
    count(session, second, -1)
    session.leave()
    session.open(PARCEL)
    assert not session.open_playthrough.answers


def test_there_are_never_less_than_none_and_not_more_than_a_school_has(session: Session) -> None:
    choice = session.page().offers[0].id
    assert count(session, choice, -1).total == 0
    assert not session.open_playthrough.is_unsaved
    assert count(session, choice, MAX_HANDS + 5).total == MAX_HANDS


@pytest.mark.parametrize("text", ["", "7", "[1]", "{", '{"a": "7", "b": -1, "c": true, "d": 4000}'])
def test_damaged_hands_count_as_none(session: Session, text: str) -> None:
    passage = session.page().passage
    session.open_playthrough.answers[f"hands: 1 {passage}"] = text
    assert get_hands(session.open_playthrough, 1, passage).total == 0


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, ""),
        ({"a": 14, "b": 13}, "14 of 27 hands, the most votes."),
        ({"a": 1}, "1 of 1 hand, the most votes."),
        ({"a": 13, "b": 14}, "13 of 27 hands; another choice had most votes."),
        ({"b": 14}, "0 of 14 hands; another choice had most votes."),
        ({"a": 9, "b": 9, "c": 2}, "9 of 20 hands, as many as for another choice; the teacher decided."),
    ],
)
def test_a_vote_is_told_in_a_sentence(counts: dict[str, int], sentence: str) -> None:
    assert describe_vote(HandCount(counts), "a") == sentence


def test_of_two_windows_that_count_the_last_count_stands() -> None:
    key = "hands: 1 door"
    assert merge_answers({key: '{"a": 2}'}, {}, {key: '{"a": 1}'}) == {key: '{"a": 2}'}


def test_the_transcript_tells_the_hands_of_each_decision(session: Session, home: Path) -> None:  # noqa: ARG001 - where transcripts go
    choice = session.page().offers[0].id
    count(session, choice, 14)
    session.choose(choice)
    assert list_votes(session.open_playthrough) == {1: "14 of 14 hands, the most votes."}
    for file in write_session_transcript(session):
        text = file.read_text(encoding="utf-8")
        assert text.count("14 of 14 hands, the most votes.") == 1
        assert "hands: 1" not in text
        assert find_transcript_data(text).hands == ({choice: 14},)


@pytest.mark.parametrize(("is_of_class", "hands"), [(True, ({},)), (False, None)])
def test_only_the_transcript_of_a_class_says_that_no_hands_were_counted(
    session: Session,
    home: Path,  # noqa: ARG001 - where transcripts go
    is_of_class: bool,
    hands: tuple[dict[str, int], ...] | None,
) -> None:
    session.choose(session.page().offers[0].id)
    for file in write_session_transcript(session, is_of_class=is_of_class):
        assert find_transcript_data(file.read_text(encoding="utf-8")).hands == hands


def test_hands_are_listed_for_decisions_taken_and_for_choices_that_are_there(session: Session) -> None:
    choice, other = (offer.id for offer in session.page().offers[:2])
    count(session, choice, 3)
    assert list_hands(session.open_playthrough) == ()
    passage = session.page().passage
    session.open_playthrough.answers[f"hands: 1 {passage}"] = f'{{"{choice}": 3, "{other}": 2, "gone": 9}}'
    session.choose(choice)
    assert list_hands(session.open_playthrough) == ({choice: 3, other: 2},)
