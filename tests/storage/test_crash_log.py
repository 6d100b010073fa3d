"""What a crash log holds, and what it never holds."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import platformdirs
import pytest

from party_card import __version__
from party_card.storage.crash_log import (
    LEFT_OUT,
    TRACEBACK_VARIABLE,
    format_crash_log,
    shows_traceback,
    write_crash_log,
)
from party_card.storage.paths import HOME_VARIABLE, log_folder


def raise_chain(text: str) -> Exception:
    try:
        try:
            raise KeyError(text)
        except KeyError as error:
            raise ValueError(f"cannot draw {text!r} in three lines") from error
    except ValueError as error:
        return error


def test_it_names_version_system_place_and_the_whole_chain(home: Path) -> None:
    log = write_crash_log(raise_chain("x"), place="PageScreen letter debrief")
    assert log.path is not None and log.path.parent == home / "logs"
    text = log.path.read_text(encoding="utf-8")
    for part in (
        f"Party Card {__version__}", f"Python {sys.version.split()[0]} on ", "Place: PageScreen letter debrief",
        "in raise_chain", "KeyError: 'x'", "ValueError: cannot draw 'x' in three lines",
    ):  # fmt: skip
        assert part in text
    assert text.index("KeyError") < text.index("ValueError")
    assert f"written in the file {log.path}" in log.describe()


def test_it_names_the_versions_of_the_window_if_there_was_one() -> None:
    import pygame

    text = format_crash_log(raise_chain("x"))
    assert f"pygame-ce {pygame.version.ver}, SDL {'.'.join(map(str, pygame.get_sdl_version()))}" in text


@pytest.mark.parametrize("text", ["Ёлка", "grey owl", "My aunt, who\nkept the letters", "It was the registry's fault!"])
def test_no_word_of_the_player_is_in_it(text: str) -> None:
    log = format_crash_log(raise_chain(text), place="PageScreen", private_texts=[text, "Anna"])
    messages = [line for line in log.splitlines() if line.startswith(("KeyError", "ValueError"))]
    assert len(messages) == 2
    shown_words = set(re.findall(r"\w+", " ".join(messages).replace(LEFT_OUT, "").casefold()))
    assert not shown_words & set(re.findall(r"\w+", text.casefold()))
    assert shown_words == {"keyerror", "valueerror", "cannot", "draw", "in", "three", "lines"}
    assert LEFT_OUT in messages[0]


def test_the_name_of_the_account_is_not_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "annas-account"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "annas-account"))
    text = format_crash_log(OSError(f"no font in {tmp_path / 'annas-account' / 'fonts'}"))
    assert "annas-account" not in text
    assert "no font in ~" in text


def test_a_folder_that_cannot_be_written_is_named_as_the_obstacle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    for home, reason in (
        (tmp_path / "file", "Not a directory"),
        (Path("~nobody-of-this-name"), "there is no user nobody"),
    ):
        monkeypatch.setenv(HOME_VARIABLE, str(home))
        log = write_crash_log(raise_chain("x"))
        assert log.path is None
        assert log.describe().startswith("What happened could not be written to a file: ")
        assert reason in log.describe()


def test_without_the_variable_logs_are_where_the_system_has_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(HOME_VARIABLE)
    monkeypatch.setattr(platformdirs, "user_log_path", lambda name, **_: tmp_path / name / "log")
    assert log_folder() == tmp_path / "party-card" / "log"


def test_only_the_newest_logs_stay(home: Path) -> None:
    paths = [write_crash_log(raise_chain(str(number))).path for number in range(23)]
    remaining = set((home / "logs").iterdir())
    assert len(remaining) == 20
    assert set(paths[-3:]) <= remaining


def test_who_develops_the_program_gets_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRACEBACK_VARIABLE, raising=False)
    assert not shows_traceback()
    monkeypatch.setenv(TRACEBACK_VARIABLE, "1")
    assert shows_traceback()
