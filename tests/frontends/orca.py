"""Orca on a desktop of its own: a display, a bus, AT-SPI, Speech Dispatcher with a log as its voice.

What Orca says is read from the log of the voice (`speech_log.py`): each text, and whether it was heard to its end.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import ROOT
from tests.frontends.window.real_window import open_display, wait_until

ONE_ORCA = Path(tempfile.gettempdir()) / f"party-card-tests-orca-{os.getuid()}"
TIMEOUT_S = 90
QUIET_S = 0.4
"""How long nothing may be spoken for Orca to have nothing more to say."""
ORCA_SETTINGS = {
    "general": {
        "enableBraille": False,
        "enableEchoByCharacter": False,
        "enableEchoByWord": False,
        "enableKeyEcho": False,
        "enableSpeech": True,
        "enableTutorialMessages": False,
        "firstStart": False,
        "profile": ["Default", "default"],
        "startingProfile": ["Default", "default"],
    },
    "profiles": {"default": {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}},
    "pronunciations": {},
    "keybindings": {},
}
SESSION = """
set -e
/usr/libexec/at-spi-bus-launcher --launch-immediately 2>/dev/null & launcher=$!
until gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method org.a11y.Bus.GetAddress \
  >/dev/null 2>&1; do :; done
for name in IsEnabled ScreenReaderEnabled; do
  gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
    --method org.freedesktop.DBus.Properties.Set org.a11y.Status "$name" '<true>' >/dev/null
done
echo "$DBUS_SESSION_BUS_ADDRESS"
read -r _ || true
kill $launcher || true
"""
SPEECH_CONFIGURATION = """
LogLevel 1
LogDir "default"
Timeout 0
DefaultLanguage en
AddModule "log" "sd_log" ""
DefaultModule log
"""


@contextmanager
def open_accessible_display() -> Iterator[dict[str, str]]:
    """Starts a display with a window manager and an accessibility bus; yields the environment for programs on it."""
    with open_display() as display:
        env = {**display, "GSETTINGS_BACKEND": "memory"}
        for name in ("WAYLAND_DISPLAY", "PARTY_CARD_ACCESS", "AT_SPI_BUS_ADDRESS", "NO_AT_BRIDGE"):
            env.pop(name, None)
        session = subprocess.Popen(
            ["dbus-run-session", "--", "bash", "-c", SESSION],
            env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip
        try:
            assert session.stdout is not None
            address = session.stdout.readline().strip()
            assert address, "no accessibility bus"
            yield {**env, "DBUS_SESSION_BUS_ADDRESS": address}
        finally:
            os.killpg(session.pid, signal.SIGTERM)
            session.communicate(timeout=10)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text that was sent to speech: `is_cut` if it was stopped before its end."""

    text: str
    is_cut: bool
    begun_at: float


class Orca:
    """A running Orca and the log of what it has said."""

    def __init__(self, log: Path, process: subprocess.Popen[str], env: dict[str, str]) -> None:
        self.env, self.process, self._log = env, process, log

    def _read_log(self) -> list[dict[str, str]]:
        lines = self._log.read_text(encoding="utf-8").split("\n")[:-1] if self._log.exists() else []
        return [json.loads(line) for line in lines]

    def list_utterances(self) -> list[Utterance]:
        """Returns all that was spoken to its end or cut, in order."""
        begins: float = 0
        utterances = []
        for entry in self._read_log():
            if entry["event"] == "begin":
                begins = float(entry["time"])
            else:
                utterances.append(Utterance(entry["text"], entry["event"] == "cut", begins))
        return utterances

    def listen(self, start: int, ending: str = "") -> list[Utterance]:
        """Waits until a text with certain words has been spoken, and then nothing for `QUIET_S`.

        Returns the texts after the first `start`.
        """
        end = time.monotonic() + TIMEOUT_S
        while time.monotonic() < end:
            utterances = self.list_utterances()[start:]
            is_complete = bool(utterances) and squeeze(ending) in squeeze(" ".join(u.text for u in utterances))
            entries = self._read_log()
            if is_complete and entries[-1]["event"] != "begin" and time.time() - float(entries[-1]["time"]) > QUIET_S:
                return utterances
            time.sleep(0.05)
        raise AssertionError(f"{ending} was not spoken in {self.list_utterances()[start:]}")


def squeeze(text: str) -> str:
    """Returns the letters and digits of a text: Orca adds full stops, and says the names of some signs."""
    return re.sub(r"middle dot|(left|right|up|down) arrow|\W", "", text).casefold()


@contextmanager
def start_orca(env: dict[str, str], folder: Path, command: tuple[str, ...] = ("orca",)) -> Iterator[Orca]:
    """Starts Speech Dispatcher and Orca on an accessible display; `folder` is for their settings and logs.

    Waits until no other test of this user has an Orca: a second one ends at once.
    """
    with ONE_ORCA.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with _start_orca(env, folder, command) as orca:
            yield orca


@contextmanager
def _start_orca(env: dict[str, str], folder: Path, command: tuple[str, ...]) -> Iterator[Orca]:
    modules, runtime, settings, speech = (folder / name for name in ("modules", "runtime", "orca", "speech"))
    for path in (modules, runtime, settings, speech):
        path.mkdir(mode=0o700)
    log, socket = folder / "speech.jsonl", runtime / "speechd.sock"
    module = modules / "sd_log"
    module.write_text(f"#!/bin/sh\nexec {sys.executable} -I {ROOT / 'tests/frontends/speech_log.py'}\n")
    module.chmod(0o700)
    (speech / "speechd.conf").write_text(SPEECH_CONFIGURATION)
    (settings / "user-settings.conf").write_text(json.dumps(ORCA_SETTINGS))
    env = {
        **env,
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "SPEECHD_ADDRESS": f"unix_socket:{socket}",
        "SPEECH_LOG": str(log),
    }
    with (folder / "orca.log").open("w") as output, (folder / "speechd.log").open("w") as speech_output:
        server = subprocess.Popen(
            ["speech-dispatcher", "--run-single", "-C", str(speech), "-m", str(modules), "-S", str(socket),
             "-P", str(runtime / "speechd.pid"), "-L", str(speech)],
            env=env, stdout=speech_output, stderr=speech_output,
        )  # fmt: skip
        process = None
        try:
            wait_until(socket.exists, "no Speech Dispatcher")
            process = subprocess.Popen(
                [*command, "--user-prefs", str(settings), "--debug-file", str(folder / "debug.log")],
                env=env, stdout=output, stderr=output, text=True, start_new_session=True,
            )  # fmt: skip
            orca = Orca(log, process, env)
            orca.listen(0, "Screen reader on")
            yield orca
        finally:
            if process is not None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)
            server.terminate()
            server.wait(10)
