"""After an exception in a frame the player is told where it is written down, and goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest
from pygame.event import Event

from party_card.app.session import Session
from party_card.frontends.window import app
from party_card.frontends.window.accessibility.accesskit_bridge import AccessKitBridge
from party_card.frontends.window.app import WindowFailedError
from party_card.frontends.window.screens.dialogs.failure import FailureDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.storage.crash_log import TRACEBACK_VARIABLE
from party_card.storage.settings import Settings
from party_card.storage.store import Store
from tests import ROOT
from tests.shipped import load_shipped_pack

from .real_window import REPORT_FRAMES, RealGame, find_window, open_display
from .sample_pack import PAPER, break_storage, new_folder, open_session

ENTER, ESCAPE, CHOOSE = (
    [Event(pygame.KEYDOWN, key=key, unicode=char, mod=0), Event(pygame.KEYUP, key=key, unicode="", mod=0)]
    for key, char in ((pygame.K_RETURN, "\r"), (pygame.K_ESCAPE, "\x1b"), (pygame.K_1, "1"))
)
Play = Callable[..., Navigator]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Plays steps in a window, one a frame, and then closes it: a list of events, or a function of the navigator."""
    monkeypatch.delenv(TRACEBACK_VARIABLE)
    monkeypatch.setenv("PARTY_CARD_ACCESS", "0")
    monkeypatch.setattr(app, "IDLE_POLLS_PER_S", 1000)
    monkeypatch.setattr(app, "ACTIVE_POLLS_PER_S", 1000)
    navigators: list[Navigator] = []
    failed_checks: list[AssertionError] = []

    def play_steps(session: Session, *steps: list[Event] | Callable[[Navigator], object]) -> Navigator:
        remaining = iter(steps)

        def get() -> list[Event]:
            step = next(remaining, None)
            if callable(step):
                try:
                    step(navigators[-1])
                except AssertionError as error:  # the window would catch it, like any exception
                    failed_checks.append(error)
                return []
            return [Event(pygame.QUIT)] if step is None else step

        class RecordedNavigator(Navigator):
            def __init__(self, *arguments: object, **more: object) -> None:
                super().__init__(*arguments, **more)  # type: ignore[arg-type]
                navigators.append(self)

        monkeypatch.setattr(app, "Navigator", RecordedNavigator)
        monkeypatch.setattr(pygame.event, "get", get)
        app.run(session, PAPER)
        if failed_checks:
            raise failed_checks[0]
        return navigators[-1]

    yield play_steps
    pygame.quit()


def fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("a mistake")


def is_failure_shown(navigator: Navigator) -> None:
    assert isinstance(navigator.screen, FailureDialog)


def is_title_shown(navigator: Navigator) -> None:
    assert isinstance(navigator.screen, TitleScreen)


def read_only_log(home: Path) -> str:
    (log,) = (home / "logs").iterdir()
    return log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (PageScreen, "layout"),  # a screen
        (PageScreen, "_run"),  # a command
        (Navigator, "draw"),  # a frame
        (Navigator, "update"),
        (AccessKitBridge, "update"),
    ],
)
def test_a_failure_anywhere_is_written_down_and_the_title_leads_on(
    play: Play, home: Path, owner: type, name: str
) -> None:
    folder = new_folder()
    session = open_session("passage", Settings(motion="reduced"), folder=folder)
    steps = session.playthrough.steps
    patches = pytest.MonkeyPatch()
    sentences: list[str] = []

    def fail_once(*_: object, **__: object) -> None:
        patches.undo()
        fail()

    def break_it(navigator: Navigator) -> None:
        patches.setattr(owner, name, fail_once)
        navigator.stack.relayout()

    def read_dialog(navigator: Navigator) -> None:
        assert isinstance(navigator.screen, FailureDialog)
        sentences.append(navigator.screen.text)

    try:
        play(session, [], break_it, CHOOSE, read_dialog, ENTER, is_title_shown)
    finally:
        patches.undo()
    (sentence,) = sentences
    (log,) = (home / "logs").iterdir()
    assert f"What happened is written in the file {log}." in sentence
    assert sentence.endswith("Your place is kept.")
    assert "ZeroDivisionError: a mistake" in read_only_log(home)
    assert "Place: PageScreen forbidden-paper passage" in read_only_log(home)
    session.close()
    store, _ = Store.open(folder)
    assert store.list_playthroughs(session.player, PAPER)[-1].steps == steps
    store.close()


def test_a_failure_that_comes_again_ends_the_window_with_a_sentence(
    play: Play, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    session = open_session("passage", Settings(motion="reduced"))
    frames: list[int] = []

    def fail_always(*_: object) -> None:
        frames.append(1)
        fail()

    monkeypatch.setattr(AccessKitBridge, "update", fail_always)
    with pytest.raises(WindowFailedError) as failures:
        play(session, [], [], [], [])
    assert len(frames) == 2, "it does not go round in circles"
    assert str(failures.value).startswith("The game made a mistake; it was nothing that you did. What happened is")
    assert len(list((home / "logs").iterdir())) == 2
    session.close()


def test_a_failure_of_the_dialog_itself_ends_the_window(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    session = open_session("passage", Settings(motion="reduced"))
    monkeypatch.setattr(Navigator, "draw", fail)
    monkeypatch.setattr(FailureDialog, "layout", fail)
    with pytest.raises(WindowFailedError, match="What happened is written in the file"):
        play(session, [], [], [])
    session.close()


def test_a_log_holds_neither_nickname_nor_answer_and_the_answer_is_saved(
    play: Play, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    folder = new_folder()
    session = open_session("debrief", Settings(motion="reduced"), folder=folder)
    answer = "Grandmother Wilhelmina"

    def type_and_fail(navigator: Navigator) -> None:
        def fail_with_text(field: TextField, *_: object) -> None:
            raise ValueError(f"{session.player} wrote {field.text} in {navigator.size}")

        session.edit_answer(1, answer)
        monkeypatch.setattr(PageScreen, "layout", lambda *_: fail_with_text(TextField("a", "a", answer)))
        navigator.run_command(Command("refresh"))

    play(session, [], type_and_fail, is_failure_shown)
    log = read_only_log(home)
    for word in (*answer.split(), session.player):
        assert word not in log.partition("Place:")[2].partition("File")[0] + log.rpartition("ValueError")[2]
    assert answer in dict(session._store.list_playthroughs(session.player)[-1].answers).values(), "before it is closed"
    session.close()


def test_where_neither_log_nor_progress_can_be_written_the_dialog_says_both(play: Play, home: Path) -> None:
    home.write_text("a file where the folder should be")
    folder = new_folder()
    session = open_session("passage", Settings(motion="reduced"), folder=folder)
    break_storage(folder)
    session.undo()
    sentences: list[str] = []

    def fail_once(navigator: Navigator) -> None:
        navigator.session.edit_answer = fail  # type: ignore[method-assign]
        navigator.session.edit_answer(1, "")

    def read_dialog(navigator: Navigator) -> None:
        assert isinstance(navigator.screen, FailureDialog)
        sentences.append(navigator.screen.text)

    play(session, [], fail_once, read_dialog)
    assert "What happened could not be written to a file: " in sentences[0]
    assert "Your place is not kept: " in sentences[0]


def test_escape_leads_to_the_title_and_quit_out_of_the_game(play: Play) -> None:
    session = open_session("passage", Settings(motion="reduced"))

    def quit_game(navigator: Navigator) -> None:
        is_failure_shown(navigator)
        navigator.run_command(Command("leave"))
        assert navigator.is_closed

    play(session, [], lambda _: fail(), is_failure_shown, ESCAPE, is_title_shown, lambda _: fail(), quit_game)


def test_a_key_that_fails_and_is_released_at_once_works_in_the_dialog(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PageScreen, "_run", lambda *_: fail())
    session = open_session("briefing", Settings(motion="reduced"))
    play(session, [], ENTER, is_failure_shown, ENTER, is_title_shown)


FAILING = (
    REPORT_FRAMES
    + """
import os
os.environ.pop("PARTY_CARD_TRACEBACK", None)
from party_card.frontends.window.screens.page import PageScreen
from party_card.cli import main

def fail(self, command):
    raise LookupError("no such thing as " + command.verb)

PageScreen._run = fail
status = main(["play", "forbidden-paper"])
print("left", status, flush=True)
"""
)


@pytest.mark.window
def test_in_a_real_window_a_failing_choice_leads_to_the_dialog_and_on_to_the_title(tmp_path: Path, home: Path) -> None:
    with open_display() as env:
        env.pop(TRACEBACK_VARIABLE, None)
        Session(load_shipped_pack(), folder=home).leave_prologue()
        game = RealGame(FAILING.format(root=str(ROOT)), env, tmp_path, ROOT)
        try:
            find_window(env)
            game.wait_for("drawn", "briefing")
            for _ in range(10):  # to the end of the briefing, and on
                if "FailureDialog" not in game.read():
                    game.press("Return")
                    game.wait_until_quiet(0.3)
            game.wait_for("drawn", "FailureDialog")
            assert "LookupError: no such thing as choose" in read_only_log(home)
            game.press("Return")
            game.wait_for("drawn", "TitleScreen")
            game.press("ctrl+q")
            game.wait_for("left 0")
        finally:
            game.close()


def test_a_window_that_fails_at_every_frame_prints_a_sentence_and_no_traceback(home: Path) -> None:
    script = (
        "from party_card.frontends.window.shell.navigator import Navigator\n"
        "from party_card.cli import main\n"
        "Navigator.draw = lambda *_: 1 / 0\n"
        "raise SystemExit(main(['play', 'forbidden-paper']))\n"
    )
    env = {**os.environ, "SDL_VIDEODRIVER": "dummy", "PARTY_CARD_ACCESS": "0"}
    env.pop(TRACEBACK_VARIABLE, None)
    completed = subprocess.run(
        [sys.executable, "-c", script], env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert completed.returncode == 2
    assert completed.stderr.startswith(
        "party-card: The game made a mistake; it was nothing that you did. What happened"
    )
    assert "Traceback" not in completed.stderr
    assert len(list((home / "logs").iterdir())) == 2
