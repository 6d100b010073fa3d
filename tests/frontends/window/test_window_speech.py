"""Reading aloud: what is said, how it reaches each system's speech, and that it stops at once."""

from __future__ import annotations

import os
import signal
import socket
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.frontends.window.accessibility import self_voicing as module
from party_card.frontends.window.accessibility.self_voicing import SelfVoicing
from party_card.frontends.window.audio.tts import (
    OneShotSpeaker,
    Speaker,
    SpeechDispatcherClient,
    StreamSpeaker,
    missing_message,
    speaker,
)
from party_card.frontends.window.feedback import FeedbackController
from party_card.frontends.window.input.events import Arrow, Key, PointerMove, Tab
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import Command
from party_card.storage.settings import Settings

from .open_screens import stage


class Heard:
    """A speaker that writes down what it is told."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def say(self, text: str) -> None:
        self.log.append(text)

    def stop(self) -> None:
        self.log.append("")

    def close(self) -> None:
        self.log.append("closed")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    made = Heard()
    monkeypatch.setattr(module, "speaker", lambda: made)
    return made


def aloud(name: str, heard: Heard) -> tuple[Navigator, FeedbackController]:
    shown = stage(name, settings=Settings(speech=True))
    senses = FeedbackController(shown)
    senses.update(drawn=True)
    assert heard.log
    return shown, senses


# ------------------------------------------------------------------------------------------------------ what is said


def test_a_page_is_read_heading_passage_and_numbered_offers(heard: Heard) -> None:
    aloud("passage", heard)
    said = heard.log[-1]
    order = ["A Paper You Were Not Meant to Read", "yours to keep in order", "The door has no lock.",
             "1. Put it back", "2. Carry it out", "3. Take it tonight"]  # fmt: skip
    places = [said.casefold().find(words.casefold()) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "Closed: Copy a page for your brother." in said


def test_the_focus_is_said_as_it_moves_and_only_then(heard: Heard) -> None:
    shown, senses = aloud("passage", heard)
    heard.log.clear()
    shown.view.focus_and_reveal(Command("choose", "ask"))
    senses.update(drawn=True)
    assert len(heard.log) == 1
    assert heard.log[0].startswith("2. Carry it out to the veranda")
    senses.update(drawn=True)
    senses.update(drawn=False)
    assert len(heard.log) == 1


def test_a_dial_says_its_new_value(heard: Heard) -> None:
    shown, senses = aloud("settings", heard)
    shown.dispatch(Arrow(x=1))
    senses.update(drawn=True)
    assert "Text size: 110 %" in heard.log[-1]


def test_what_was_chosen_is_said_before_the_page_that_follows(heard: Heard) -> None:
    shown, senses = aloud("passage", heard)
    shown.dispatch(Key("1"))
    senses.update(drawn=True)
    assert heard.log[-1].startswith("1. Put it back exactly as it lay")
    assert heard.log[-1].find("He had read it twice") > 0


def test_whatever_is_done_stops_it_but_not_the_mouse_passing_by(heard: Heard) -> None:
    _, senses = aloud("passage", heard)
    heard.log.clear()
    senses.stop_speech(PointerMove(3, 3))
    assert heard.log == []
    senses.stop_speech(Tab())
    assert heard.log == [""]


def test_switched_off_it_lets_go_and_says_no_more(heard: Heard) -> None:
    shown, senses = aloud("passage", heard)
    shown.session.update_settings(speech=False)
    senses.update(drawn=True)
    assert heard.log[-1] == "closed"
    shown.view.focus_and_reveal(Command("choose", "ask"))
    senses.update(drawn=True)
    assert heard.log[-1] == "closed"


def test_where_there_is_no_speech_the_settings_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "speaker", lambda: None)
    shown = stage("settings", settings=Settings(speech=True))
    senses = FeedbackController(shown)
    senses.update(drawn=True)
    assert shown.setting_errors["speech"] == missing_message()
    shown.session.update_settings(speech=False)
    senses.update(drawn=True)
    assert shown.setting_errors == {}


def test_a_speaker_that_is_slow_to_start_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    talker, ready = Heard(), threading.Event()
    monkeypatch.setattr(module, "speaker", lambda: talker if ready.wait(10) else None)
    shown = stage("passage", settings=Settings(speech=True))
    senses = FeedbackController(shown)
    began = time.monotonic()
    senses.update(drawn=True)
    assert time.monotonic() - began < 1
    assert shown.setting_errors == {}
    ready.set()
    for _ in range(500):
        senses.update(drawn=False)
        if talker.log:
            break
        time.sleep(0.01)
    assert talker.log[0].startswith("A Paper You Were Not Meant to Read"), "the page is read as soon as it can be"


def test_a_speaker_that_comes_after_it_was_switched_off_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    talker, ready = Heard(), threading.Event()
    monkeypatch.setattr(module, "speaker", lambda: talker if ready.wait(10) else None)
    voice = SelfVoicing()
    voice.set_enabled(True)
    voice.set_enabled(False)
    ready.set()
    for _ in range(500):
        if talker.log:
            break
        time.sleep(0.01)
    assert talker.log == ["closed"]


def test_a_speaker_that_goes_away_is_a_remark_and_no_more() -> None:
    class Gone(Heard):
        def say(self, text: str) -> None:
            raise BrokenPipeError(text)

    talker, voice = Gone(), SelfVoicing()
    voice._on, voice._speaker = True, talker
    voice.announce(stage("passage"))
    assert "Switch it off and on again" in voice.error
    assert talker.log == ["closed"]
    voice.stop()


# ------------------------------------------------------------------------------------------- how it reaches the system


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it, and no Speech Dispatcher."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path / 'none'}")
    monkeypatch.setenv("SAID", str(tmp_path / "said"))
    return folder


TELL = """#!{python}
import os, sys, time
open(os.environ["SAID"], "a", encoding="utf-8").write(repr((sys.argv[1:], sys.stdin.buffer.read().decode())) + "\\n")
time.sleep(30)
"""
LINES = """#!{python}
import os, sys
for line in sys.stdin.buffer:
    open(os.environ["SAID"], "a", encoding="utf-8").write(repr((sys.argv[1:], line.decode())) + "\\n")
"""
TRICKY = "“Дом” $(touch x); `touch y` & <b> \\ -v\nsecond line"


def install(folder: Path, name: str, code: str) -> None:
    file = folder / name
    file.write_text(code.format(python=sys.executable))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def said(folder: Path, count: int) -> list[tuple[list[str], str]]:
    file = folder.parent / "said"
    for _ in range(500):
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        if len(lines) >= count:
            return [eval(line) for line in lines]
        time.sleep(0.02)
    raise AssertionError(f"nothing was said: {lines}")


@pytest.mark.parametrize(
    ("system", "program", "words"), [("darwin", "say", ["-f", "-"]), ("linux", "espeak-ng", ["--stdin"])]
)
def test_a_program_gets_the_words_through_its_input_and_ends_when_stopped(
    programs: Path, system: str, program: str, words: list[str]
) -> None:
    install(programs, program, TELL)
    talker = speaker(system)
    assert isinstance(talker, OneShotSpeaker)
    talker.say(TRICKY)
    assert said(programs, 1) == [(words, TRICKY)]
    running = talker._speaking
    assert running is not None and running.poll() is None
    talker.stop()
    assert running.poll() is not None
    talker.say("again")
    assert said(programs, 2)[1] == (words, "again")
    talker.close()


def test_windows_keeps_one_program_and_gives_it_a_line_an_utterance(programs: Path) -> None:
    install(programs, "powershell", LINES)
    talker = speaker("win32")
    assert isinstance(talker, StreamSpeaker)
    talker.say(TRICKY)
    talker.stop()
    lines = said(programs, 2)
    assert [line for _, line in lines] == [" ".join(TRICKY.split()) + "\n", "\n"]
    arguments = lines[0][0]
    assert arguments[:3] == ["-NoProfile", "-NonInteractive", "-Command"]
    assert "System.Speech" in arguments[3] and "SpeakAsyncCancelAll" in arguments[3]
    assert TRICKY not in " ".join(arguments)
    talker.close()
    assert talker._process.poll() is not None


def test_nothing_installed_is_none(programs: Path) -> None:
    assert programs.is_dir()
    for system in ("linux", "win32", "darwin"):
        assert speaker(system) is None
        assert missing_message(system)


class Server:
    """Speech Dispatcher as its clients see it: one connection, and what came through it."""

    def __init__(self, path: Path) -> None:
        self.lines: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(str(path))
        self._socket.listen(1)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        client, _ = self._socket.accept()
        with client, client.makefile("r", encoding="utf-8", newline="\r\n") as stream:
            for line in stream:
                self.lines.append(line.removesuffix("\r\n"))
                client.sendall(b"200 OK\r\n" * 50)  # more than is ever read in time
                if line == "QUIT\r\n":
                    break

    def end(self) -> list[str]:
        self._thread.join(10)
        self._socket.close()
        return self.lines


@pytest.fixture
def place() -> Iterator[Path]:
    """A short path: that of a socket may have 108 bytes."""
    with tempfile.TemporaryDirectory(dir="/tmp" if Path("/tmp").is_dir() else None) as folder:
        yield Path(folder) / "s"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Speech Dispatcher is reached through a Unix socket")
def test_speech_dispatcher_is_told_by_its_own_protocol(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(place)
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{place}")
    talker: Speaker | None = speaker("linux")
    assert isinstance(talker, SpeechDispatcherClient)
    talker.say("Seven pages.\n.\nOf them: Дом.")
    talker.stop()
    talker.close()
    lines = server.end()
    assert lines[0].startswith("SET self CLIENT_NAME ")
    at = lines.index("SPEAK")
    assert lines[at - 1 : at + 6] == ["CANCEL self", "SPEAK", "Seven pages.", "..", "Of them: Дом.", ".", "CANCEL self"]
    assert lines[-1] == "QUIT"


@pytest.mark.access
def test_the_real_speech_dispatcher_is_started_and_takes_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv("HOME", folder)
        talker = speaker("linux")
        server = int((Path(folder) / "speech-dispatcher/pid/speech-dispatcher.pid").read_text())
        try:
            assert isinstance(talker, SpeechDispatcherClient)
            talker.say("Seven pages, typed.\n.\nThe door has no lock.")
            answers = b""
            while b"225 OK MESSAGE QUEUED" not in answers:
                answers += talker._socket.recv(4096)  # one that never comes is a TimeoutError
            talker.stop()
            while b"OK CANCELED" not in answers.partition(b"225 OK")[2]:
                answers += talker._socket.recv(4096)
            assert not [line for line in answers.split(b"\r\n") if line[:1] in (b"3", b"4", b"5")]  # refusals
            talker.close()
        finally:
            os.killpg(os.getpgid(server), signal.SIGKILL)  # with its modules, on whose end it may wait without end
