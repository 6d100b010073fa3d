"""Which folders hold the files: a student must find a transcript again."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from pygame import Surface

from party_card.app.session import Session
from party_card.cli import main
from party_card.frontends.window.toolkit.picture_cache import PICTURE_CACHE
from party_card.storage.errors import HomeFolderError
from party_card.storage.paths import HOME_VARIABLE, cache_folder, data_folder, log_folder, transcript_folders
from party_card.storage.schema import PROGRESS_FILE_NAME
from tests.storage.sample import LETTER, write_pack


def test_without_a_wish_transcripts_go_into_the_documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Dokumente")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, **_: tmp_path / "data" / name)
    first_folder, second = transcript_folders()
    assert first_folder == tmp_path / "Dokumente" / "Party Card"
    assert second == tmp_path / "data" / "party-card" / "transcripts"
    assert data_folder() == tmp_path / "data" / "party-card"


def test_one_variable_decides_all_of_it_and_nothing_is_made_by_asking(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "here"))
    assert transcript_folders() == (tmp_path / "here" / "transcripts",)
    assert data_folder() == tmp_path / "here"
    assert not (tmp_path / "here").exists()


# ------------------------------------------------------------------------------------- a variable that is set wrongly


def open_and_say(folder: Path) -> str:
    """Opens a session on the folder of the environment, plays a step, and returns all that the player is told."""
    session = Session(write_pack(folder / "pack"))
    session.open(LETTER)
    assert session.choose("begin").passage == "desk", "play is never stopped"
    session.close()
    return " ".join(session.notices)


@pytest.mark.parametrize(
    "home", ["~nobody-of-this-name", "~nobody-of-this-name/party card", " ~nobody-of-this-name/x "]
)
def test_a_home_of_an_unknown_user_is_named_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, home)
    reason = f"PARTY_CARD_HOME is {home.strip()}, but there is no user nobody-of-this-name with a home folder"
    assert f"Progress is not being kept: {reason}" in open_and_say(tmp_path)
    for find_folder in (data_folder, transcript_folders, log_folder, cache_folder):
        with pytest.raises(HomeFolderError, match=reason):
            find_folder()


def test_a_home_that_is_not_a_full_path_is_used_and_named_in_full(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, "class 9")
    monkeypatch.chdir(tmp_path)
    message = open_and_say(tmp_path)
    assert f"here it means {tmp_path / 'class 9'}." in message
    assert "only if the game is started from the same folder" in message
    assert (tmp_path / "class 9" / PROGRESS_FILE_NAME).exists()


@pytest.mark.parametrize("home", ["", "  "])
def test_an_empty_home_is_the_usual_folder_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, home)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, **_: tmp_path / name)
    assert open_and_say(tmp_path) == (
        f"PARTY_CARD_HOME is set but empty, so the usual folder is used: {tmp_path / 'party-card'}."
    )


def test_a_home_that_is_a_file_or_lies_on_a_missing_drive_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_text("not a folder")
    for home, reason in (
        (tmp_path / "list.txt", "there is a file of that name"),
        (tmp_path / "list.txt" / "below", "Not a directory"),
        (Path("/proc/no-such-drive/x"), "No such file or directory"),
    ):
        monkeypatch.setenv(HOME_VARIABLE, str(home))
        message = open_and_say(tmp_path)
        assert f"Progress is not being kept: the folder {home} cannot be made" in message
        assert reason in message
    assert (tmp_path / "list.txt").read_text() == "not a folder"


@pytest.mark.parametrize("arguments", [("pack", "list"), ("pack", "remove", "x"), ("pack", "add", "PACK")])
def test_commands_say_in_a_sentence_that_the_home_is_of_nobody(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    write_pack(tmp_path / "PACK")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(HOME_VARIABLE, "~nobody-of-this-name/x")
    assert main(arguments) == 2
    assert "there is no user nobody-of-this-name" in capsys.readouterr().err


def test_the_picture_cache_does_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, "~nobody-of-this-name/x")
    assert PICTURE_CACHE.read("title.rgba", 9, 9) is None
    PICTURE_CACHE.add("title", "title.rgba", Surface((9, 9)))
    PICTURE_CACHE.write_settled(at_once=True)  # and raises nothing
