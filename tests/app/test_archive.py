"""A player's archive: open once a file stands in it, and answers that stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.archive import PlayerArchive
from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.engine.page import ArchiveFolder
from tests.app.archive_campaign import FERRY, FILES, KILN, SIGNAL, write_archive_campaign
from tests.app.provenance_campaign import write_provenance_campaign
from tests.app.sample import play

HONEST = ("let-pass", "enter", "tell", "answer")


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return write_archive_campaign(tmp_path / "pack")


@pytest.fixture
def session(pack: Pack, tmp_path: Path) -> Iterator[Session]:
    session = Session(pack, folder=tmp_path / "home")
    yield session
    session.close()


def open_archive(session: Session) -> PlayerArchive:
    archive = session.open_archive()
    assert archive is not None
    return archive


def test_the_archive_opens_with_the_first_file_and_grows_with_each_scene(session: Session) -> None:
    assert not session.has_archive()
    assert session.open_archive() is None
    play(session, KILN, "wait")  # it leaves no file
    assert not session.has_archive()
    assert session.open_archive() is None
    play(session, SIGNAL, "wave")
    assert session.has_archive(KILN)
    assert open_archive(session).numbers == (3,)
    play(session, FERRY, *HONEST)
    archive = open_archive(session)
    assert archive.numbers == (1, 3)
    folders = [block for block in archive.page().blocks if isinstance(block, ArchiveFolder)]
    assert [(folder.number, folder.closed) for folder in folders] == [(1, ""), (2, "no file"), (3, "")]
    with pytest.raises(LookupError, match="no file 2"):
        archive.folder_page(2, shows_lived=False)


def test_a_scene_that_is_not_played_to_its_record_leaves_no_file(session: Session) -> None:
    session.open(FERRY)
    for step in ("begin", *HONEST):
        session.choose(step)
    assert not session.has_archive()


def test_answers_are_there_again_in_another_session_and_belong_to_one_player(pack: Pack, tmp_path: Path) -> None:
    first = Session(pack, folder=tmp_path / "home", player="Ann")
    play(first, FERRY, *HONEST)
    archive = open_archive(first)
    archive.save_answer(1, 2, "reported")
    archive.save_answer(1, 6, "not recorded")
    archive.save_question_answer("The leaf,\nbecause it names the day.")
    first.close()
    second = Session(pack, folder=tmp_path / "home", player="Ann")
    archive = open_archive(second)
    assert archive.answers(1) == ("", "reported", "", "", "", "not recorded")
    assert archive.question_answer == "The leaf,\nbecause it names the day."
    assert [block.is_assessed for block in archive.page().blocks if isinstance(block, ArchiveFolder)] == [
        True, False, False
    ]  # fmt: skip
    archive.save_answer(1, 2, "")
    assert archive.answers(1)[1] == ""
    second.switch_player("Ben")
    assert second.open_archive() is None
    play(second, FERRY, *HONEST)
    assert open_archive(second).answers(1) == ("",) * 6
    assert open_archive(second).question_answer == ""
    second.delete_player("Ann")
    second.switch_player("Ann")
    play(second, FERRY, *HONEST)
    assert open_archive(second).question_answer == ""
    second.close()


def test_what_was_written_stays_out_of_every_log(session: Session) -> None:
    play(session, FERRY, *HONEST)
    archive = open_archive(session)
    archive.save_answer(1, 1, "documented")
    archive.save_question_answer("My own grandmother.")
    assert "My own grandmother." in session.list_private_texts()
    assert "documented" not in session.list_private_texts()


def test_another_playthrough_puts_another_file_on_the_shelf(session: Session) -> None:
    play(session, FERRY, *HONEST)
    open_archive(session).save_answer(1, 1, "documented")
    play(session, FERRY, "ask", "tear", "hush", "refuse", restart=True)
    archive = open_archive(session)
    assert next(block.stamp for block in archive.page().blocks if isinstance(block, ArchiveFolder)) == "marked"
    assert set(archive.answers(1)) == {""}  # a gap where the leaf was


def test_what_is_no_answer_is_refused(session: Session) -> None:
    play(session, FERRY, *HONEST)
    with pytest.raises(ValueError, match="is no answer"):
        open_archive(session).save_answer(1, 1, "surely")


def test_a_campaign_without_an_archive_has_none(tmp_path: Path) -> None:
    text = FILES["scenes/campaign.yaml"]
    start, end = text.index("archive:"), text.index("ending:")
    pack = write_archive_campaign(tmp_path / "pack", campaign=text[:start] + text[end:])
    session = Session(pack, folder=tmp_path / "home")
    play(session, FERRY, *HONEST)
    assert not session.has_archive()
    assert session.open_archive() is None
    session.close()


def test_the_thing_on_the_shelf_follows_what_was_played(tmp_path: Path) -> None:
    session = Session(write_provenance_campaign(tmp_path / "pack"), folder=tmp_path / "home")
    play(session, SIGNAL, "turn")
    assert open_archive(session).thing_number == 4
    kinds = [getattr(block, "kind", "") for block in open_archive(session).provenance_page().blocks]
    assert kinds == ["", "unknown", "copy"]
    play(session, FERRY, "ask", "tear", "hush", "refuse")
    kinds = [getattr(block, "kind", "") for block in open_archive(session).provenance_page().blocks]
    assert kinds == ["", "use", "break", ""]
    session.close()


def test_without_a_thing_the_shelf_has_no_way_to_follow(session: Session) -> None:
    play(session, FERRY, *HONEST)
    assert open_archive(session).thing_number == 0
    with pytest.raises(LookupError, match="no thing"):
        open_archive(session).provenance_page()
