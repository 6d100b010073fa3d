"""Finds the text to speech of the operating system.

Invariant: text reaches a speaker as data, through a pipe or a local socket, never through a shell.
"""

from __future__ import annotations

import shutil
import sys
from typing import Protocol

from party_card.frontends.window.audio.process_speakers import SAPI_SCRIPT, OneShotSpeaker, StreamSpeaker
from party_card.frontends.window.audio.speech_dispatcher import connect_to_dispatcher
from party_card.localization import gettext, gettext_noop


class Speaker(Protocol):
    """Text to speech. `say` and `stop` raise OSError if the speaker has gone."""

    def say(self, text: str) -> None:
        """Speaks a text in place of the one before."""

    def stop(self) -> None:
        """Stops speaking."""

    def close(self) -> None:
        """Releases the speaker."""


_MISSING_MESSAGES = {
    "win32": gettext_noop("Windows PowerShell was not found, so nothing can be read aloud."),
    "darwin": gettext_noop("The program `say` was not found, so nothing can be read aloud."),
}
_MISSING_ELSEWHERE = gettext_noop(
    "No speech was found here. Install speech-dispatcher, or espeak-ng, and switch this off and on again."
)


def open_speaker(system: str = sys.platform) -> Speaker | None:
    """Opens the text to speech of this system; None if there is none. Raises OSError if it does not start."""
    if system == "win32":
        powershell = shutil.which("powershell")
        arguments = ("-NoProfile", "-NonInteractive", "-Command", SAPI_SCRIPT)
        return StreamSpeaker((powershell, *arguments)) if powershell else None
    if system == "darwin":
        say = shutil.which("say")
        return OneShotSpeaker((say, "-f", "-")) if say else None
    if (dispatcher := connect_to_dispatcher()) is not None:
        return dispatcher
    espeak = shutil.which("espeak-ng")
    return OneShotSpeaker((espeak, "--stdin")) if espeak else None


def missing_speech_message(system: str = sys.platform) -> str:
    """Returns the message for a system without text to speech."""
    return gettext(_MISSING_MESSAGES.get(system, _MISSING_ELSEWHERE))
