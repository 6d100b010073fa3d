"""Answers to the question of the file: kept with their playthrough, and never two words for one statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.merge import merge_answers
from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from tests.engine.test_person_file import SCENE

STEPS = ("begin", "enter", "tell", "wait", "report", "reveal", "close")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "pack" / "scenes").mkdir(parents=True)
    (tmp_path / "pack" / "scenes" / "parcel.yaml").write_text(SCENE, encoding="utf-8")
    session = Session(read_pack(tmp_path / "pack")[0], folder=tmp_path / "home")
    session.open(SceneId("parcel"))
    for step in STEPS:
        session.choose(step)
    yield session
    session.close()


def test_an_answer_is_there_when_the_scene_is_opened_again(session: Session) -> None:
    assert session.file_answers() == ("", "", "", "")
    session.save_file_answer(3, "reported")
    session.save_file_answer(1, "documented")
    session.leave()
    session.open(SceneId("parcel"))
    assert session.page().kind == "file"
    assert session.file_answers() == ("documented", "", "reported", "")
    assert session.answers() == ("",)  # those of the debrief are apart
    session.save_file_answer(3, "")
    assert session.file_answers() == ("documented", "", "", "")


def test_another_playthrough_has_its_own_answers(session: Session) -> None:
    session.save_file_answer(1, "documented")
    session.restart(SceneId("parcel"))
    assert session.file_answers() == ()
    for step in STEPS:
        session.choose(step)
    assert session.file_answers() == ("", "", "", "")


def test_what_is_no_answer_is_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="is no answer"):
        session.save_file_answer(1, "sure")


def test_two_windows_leave_one_word_for_a_statement() -> None:
    mine, theirs = {"file: You read it.": "reported"}, {"file: You read it.": "documented"}
    assert merge_answers(mine, {}, theirs) == {"file: You read it.": "reported"}
    assert merge_answers({}, {}, theirs) == theirs
