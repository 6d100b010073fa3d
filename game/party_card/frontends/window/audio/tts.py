"""Reading aloud through the system's own speech, for readers who asked for it and have no screen reader.

Law: words go to the speaker as words: through a pipe or a socket of this machine, never through a shell. What is said
is what a screen reader is told; whatever the reader does next stops it at once. Without a speaker, `trouble` says what
to install.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

_WINDOWS = (
    "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "while ($null -ne ($line = [Console]::In.ReadLine())) "
    "{ $voice.SpeakAsyncCancelAll(); if ($line) { [void]$voice.SpeakAsync($line) } }"
)
"""Reads lines as long as its input is open: another line takes the place of the last, an empty one is silence."""


PATIENCE = 0.5
"""Seconds that a speaker may take to listen; then it counts as gone."""


class Speaker(Protocol):
    """Something that speaks. Both raise OSError where it has gone."""

    def say(self, text: str) -> None:
        """Say this instead of whatever is being said."""

    def stop(self) -> None:
        """Say no more of it."""

    def close(self) -> None:
        """Let go."""


class OneShotSpeaker:
    """A program that says what comes through its input, once (`say`, `espeak-ng`): one process an utterance."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, text: str) -> None:
        """Begin to say it."""
        self.stop()
        self._speaking = _started(self._command)
        if self._speaking.stdin is not None:
            with suppress(BrokenPipeError):
                self._speaking.stdin.write(text.encode())
                self._speaking.stdin.close()

    def stop(self) -> None:
        """End the process."""
        speaking, self._speaking = self._speaking, None
        if speaking is not None:
            _ended(speaking)

    close = stop


class StreamSpeaker:
    """A program that stays and says each line (SAPI through PowerShell, whose start takes half a second)."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = _started(command)

    def say(self, text: str) -> None:
        """All on one line."""
        self._write(" ".join(text.split()))

    def stop(self) -> None:
        """An empty line."""
        self._write("")

    def _write(self, line: str) -> None:
        if self._process.stdin is not None:
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """End the process."""
        _ended(self._process)


class SpeechDispatcherClient:
    """Speech Dispatcher, by its protocol SSIP over its socket; a stop is one line, and only our words are stopped."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(PATIENCE)
            self._socket.connect(str(path))
            self._send("SET self CLIENT_NAME reader:party-card:main", "SET self PRIORITY message")
        except OSError:
            self._socket.close()
            raise

    def _send(self, *lines: str) -> None:
        self._hear()
        self._socket.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def _hear(self) -> None:
        """Replies are read so that they do not pile up; what they say changes nothing."""
        self._socket.settimeout(0)
        with suppress(BlockingIOError):
            while self._socket.recv(4096):
                pass
        self._socket.settimeout(PATIENCE)

    def say(self, text: str) -> None:
        """Cancel what is said, then this. A line of one dot would end the text, so dots are doubled."""
        lines = [f".{line}" if line.startswith(".") else line for line in text.splitlines()]
        self._send("CANCEL self", "SPEAK", *lines, ".")

    def stop(self) -> None:
        """Say no more of ours."""
        self._send("CANCEL self")

    def close(self) -> None:
        """Take leave."""
        with suppress(OSError):
            self._send("CANCEL self", "QUIT")
            while self._socket.recv(4096):  # until it has heard that
                pass
        self._socket.close()


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(  # noqa: S603  # a list of words, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, creationflags=hidden
    )


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    process.wait()


# ------------------------------------------------------------------------------------------------------ finding one

MISSING = {
    "win32": "Windows PowerShell was not found, so nothing can be read aloud.",
    "darwin": "The program `say` was not found, so nothing can be read aloud.",
}
_ELSEWHERE = "No speech was found here. Install speech-dispatcher, or espeak-ng, and switch this off and on again."


def dispatcher_socket() -> Path:
    """Where Speech Dispatcher listens."""
    told = os.environ.get("SPEECHD_ADDRESS", "")
    if told.startswith("unix_socket:"):
        return Path(told.removeprefix("unix_socket:"))
    runtime = os.environ.get("XDG_RUNTIME_DIR") or str(Path("~/.cache").expanduser())
    return Path(runtime) / "speech-dispatcher" / "speechd.sock"


def speaker(system: str = sys.platform) -> Speaker | None:
    """The speech of this system; None where there is none. Raises OSError where it does not start."""
    if system == "win32":
        shell = shutil.which("powershell")
        return StreamSpeaker((shell, "-NoProfile", "-NonInteractive", "-Command", _WINDOWS)) if shell else None
    if system == "darwin":
        say = shutil.which("say")
        return OneShotSpeaker((say, "-f", "-")) if say else None
    if (found := _dispatcher()) is not None:
        return found
    espeak = shutil.which("espeak-ng")
    return OneShotSpeaker((espeak, "--stdin")) if espeak else None


def _dispatcher() -> SpeechDispatcherClient | None:
    """Speech Dispatcher, started as its own clients start it where it does not run yet."""
    path, server = dispatcher_socket(), shutil.which("speech-dispatcher")
    with suppress(OSError):
        return SpeechDispatcherClient(path)
    if server is None:
        return None
    nothing = subprocess.DEVNULL
    with suppress(subprocess.SubprocessError):
        subprocess.run((server, "--spawn"), timeout=3, check=False, stdin=nothing, stdout=nothing, stderr=nothing)  # noqa: S603
    for _ in range(40):  # it detaches a moment before it listens
        with suppress(OSError):
            return SpeechDispatcherClient(path)
        time.sleep(0.05)
    return None


def missing_message(system: str = sys.platform) -> str:
    """What to say where there is no speech."""
    return MISSING.get(system, _ELSEWHERE)
