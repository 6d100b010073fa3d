"""Speaks through Speech Dispatcher, by its protocol SSIP over its Unix socket."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

CONNECT_TIMEOUT_S = 0.5
"""How long the server may take to answer before it counts as gone."""
SPAWN_TIMEOUT_S = 3
RETRY_COUNT, RETRY_INTERVAL_S = 40, 0.05
"""How often and how soon to try again: a server that was started detaches a moment before it listens."""


class SpeechDispatcherClient:
    """A connection to Speech Dispatcher. Only its own speech is cancelled, not that of other programs."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(CONNECT_TIMEOUT_S)
            self._socket.connect(str(path))
            self._send("SET self CLIENT_NAME reader:party-card:main", "SET self PRIORITY message")
        except OSError:
            self._socket.close()
            raise

    def _send(self, *lines: str) -> None:
        self._discard_replies()
        self._socket.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def _discard_replies(self) -> None:
        """Reads and ignores replies, so that they do not pile up."""
        self._socket.settimeout(0)
        with suppress(BlockingIOError):
            while self._socket.recv(4096):
                pass
        self._socket.settimeout(CONNECT_TIMEOUT_S)

    def say(self, text: str) -> None:
        """Speaks a text in place of the one before. Leading dots are doubled: a line of one dot ends the text."""
        lines = [f".{line}" if line.startswith(".") else line for line in text.splitlines()]
        self._send("CANCEL self", "SPEAK", *lines, ".")

    def stop(self) -> None:
        """Stops speaking."""
        self._send("CANCEL self")

    def close(self) -> None:
        """Stops speaking and ends the connection, once the server has read that."""
        with suppress(OSError):
            self._send("CANCEL self", "QUIT")
            while self._socket.recv(4096):
                pass
        self._socket.close()


def find_dispatcher_socket() -> Path:
    """Returns the path of the socket that Speech Dispatcher listens on."""
    address = os.environ.get("SPEECHD_ADDRESS", "")
    if address.startswith("unix_socket:"):
        return Path(address.removeprefix("unix_socket:"))
    runtime_folder = os.environ.get("XDG_RUNTIME_DIR") or str(Path("~/.cache").expanduser())
    return Path(runtime_folder) / "speech-dispatcher" / "speechd.sock"


def connect_to_dispatcher() -> SpeechDispatcherClient | None:
    """Connects to Speech Dispatcher, and starts it if it is installed but does not run; None if that fails."""
    path, server = find_dispatcher_socket(), shutil.which("speech-dispatcher")
    with suppress(OSError):
        return SpeechDispatcherClient(path)
    if server is None:
        return None
    null = subprocess.DEVNULL
    with suppress(subprocess.SubprocessError):
        subprocess.run((server, "--spawn"), timeout=SPAWN_TIMEOUT_S, check=False, stdin=null, stdout=null, stderr=null)  # noqa: S603
    for _ in range(RETRY_COUNT):
        with suppress(OSError):
            return SpeechDispatcherClient(path)
        time.sleep(RETRY_INTERVAL_S)
    return None
