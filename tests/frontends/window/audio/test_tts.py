"""Text to speech: how text reaches the speech of each system, and that it stops at once."""

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

from party_card.frontends.window.audio.process_speakers import OneShotSpeaker, StreamSpeaker
from party_card.frontends.window.audio.speech_dispatcher import SpeechDispatcherClient
from party_card.frontends.window.audio.tts import Speaker, missing_speech_message, open_speaker


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the only folder on PATH, empty; there is no Speech Dispatcher."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path / 'none'}")
    monkeypatch.setenv("SPOKEN", str(tmp_path / "spoken"))
    return folder


ONE_SHOT_PROGRAM = """#!{python}
import os, sys, time
open(os.environ["SPOKEN"], "a", encoding="utf-8").write(repr((sys.argv[1:], sys.stdin.buffer.read().decode())) + "\\n")
time.sleep(30)
"""
STREAM_PROGRAM = """#!{python}
import os, sys
for line in sys.stdin.buffer:
    open(os.environ["SPOKEN"], "a", encoding="utf-8").write(repr((sys.argv[1:], line.decode())) + "\\n")
"""
TEXT_WITH_METACHARACTERS = "“Дом” $(touch x); `touch y` & <b> \\ -v\nsecond line"


def install(folder: Path, name: str, code: str) -> None:
    file = folder / name
    file.write_text(code.format(python=sys.executable))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def read_spoken(folder: Path, count: int) -> list[tuple[list[str], str]]:
    file = folder.parent / "spoken"
    for _ in range(500):
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        if len(lines) >= count:
            return [eval(line) for line in lines]
        time.sleep(0.02)
    raise AssertionError(f"nothing was spoken: {lines}")


@pytest.mark.parametrize(
    ("system", "program", "arguments"), [("darwin", "say", ["-f", "-"]), ("linux", "espeak-ng", ["--stdin"])]
)
def test_a_program_gets_the_words_through_its_input_and_ends_when_stopped(
    programs: Path, system: str, program: str, arguments: list[str]
) -> None:
    install(programs, program, ONE_SHOT_PROGRAM)
    speaker = open_speaker(system)
    assert isinstance(speaker, OneShotSpeaker)
    speaker.say(TEXT_WITH_METACHARACTERS)
    assert read_spoken(programs, 1) == [(arguments, TEXT_WITH_METACHARACTERS)]
    process = speaker._process
    assert process is not None and process.poll() is None
    speaker.stop()
    assert process.poll() is not None
    speaker.say("again")
    assert read_spoken(programs, 2)[1] == (arguments, "again")
    speaker.close()


def test_windows_keeps_one_program_and_gives_it_a_line_an_utterance(programs: Path) -> None:
    install(programs, "powershell", STREAM_PROGRAM)
    speaker = open_speaker("win32")
    assert isinstance(speaker, StreamSpeaker)
    speaker.say(TEXT_WITH_METACHARACTERS)
    speaker.stop()
    lines = read_spoken(programs, 2)
    assert [line for _, line in lines] == [" ".join(TEXT_WITH_METACHARACTERS.split()) + "\n", "\n"]
    arguments = lines[0][0]
    assert arguments[:3] == ["-NoProfile", "-NonInteractive", "-Command"]
    assert "System.Speech" in arguments[3] and "SpeakAsyncCancelAll" in arguments[3]
    assert TEXT_WITH_METACHARACTERS not in " ".join(arguments)
    speaker.close()
    assert speaker._process.poll() is not None


def test_nothing_installed_is_none(programs: Path) -> None:
    assert programs.is_dir()
    for system in ("linux", "win32", "darwin"):
        assert open_speaker(system) is None
        assert missing_speech_message(system)


class FakeDispatcher:
    """A server that records the lines of one client, and answers each."""

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
def socket_path() -> Iterator[Path]:
    """Returns a short path: that of a socket may have 108 bytes."""
    with tempfile.TemporaryDirectory(dir="/tmp" if Path("/tmp").is_dir() else None) as folder:
        yield Path(folder) / "s"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Speech Dispatcher is reached through a Unix socket")
def test_speech_dispatcher_is_told_by_its_own_protocol(socket_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = FakeDispatcher(socket_path)
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{socket_path}")
    speaker: Speaker | None = open_speaker("linux")
    assert isinstance(speaker, SpeechDispatcherClient)
    speaker.say("Seven pages.\n.\nOf them: Дом.")
    speaker.stop()
    speaker.close()
    lines = server.end()
    assert lines[0].startswith("SET self CLIENT_NAME ")
    index = lines.index("SPEAK")
    assert lines[index - 1 : index + 6] == [
        "CANCEL self",
        "SPEAK",
        "Seven pages.",
        "..",
        "Of them: Дом.",
        ".",
        "CANCEL self",
    ]
    assert lines[-1] == "QUIT"


@pytest.mark.access
def test_the_real_speech_dispatcher_is_started_and_takes_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.delenv("SPEECHD_ADDRESS", raising=False)
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv("HOME", folder)
        speaker = open_speaker("linux")
        server = int((Path(folder) / "speech-dispatcher/pid/speech-dispatcher.pid").read_text())
        try:
            assert isinstance(speaker, SpeechDispatcherClient)
            speaker.say("Seven pages, typed.\n.\nThe door has no lock.")
            replies = b""
            while b"225 OK MESSAGE QUEUED" not in replies:
                replies += speaker._socket.recv(4096)  # one that never comes is a TimeoutError
            speaker.stop()
            while b"OK CANCELED" not in replies.partition(b"225 OK")[2]:
                replies += speaker._socket.recv(4096)
            assert not [line for line in replies.split(b"\r\n") if line[:1] in (b"3", b"4", b"5")]  # refusals
            speaker.close()
        finally:
            os.killpg(os.getpgid(server), signal.SIGKILL)  # with its modules, on whose end it may wait without end
