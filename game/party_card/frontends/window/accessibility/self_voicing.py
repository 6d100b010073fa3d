"""Reads aloud: a page when it is new, then the focused target and the choice that was taken.

Invariant: it speaks the texts of the accessibility tree in their order, and stops at the next action. The window
never waits for a speaker that is slow to start: a thread opens it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Thread

from party_card.frontends.window.accessibility.announcer import Announcer
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.audio.tts import Speaker, missing_speech_message, open_speaker
from party_card.frontends.window.shell.navigator import Navigator
from party_card.localization import gettext

SPEAKER_WAIT_S = 0.2
"""How long to wait once for a speaker, so that one that is ready at once reads the page."""


class SelfVoicing:
    """Speaks about the open screen. `error` is the reason why nothing can be heard; empty if speech works."""

    def __init__(self) -> None:
        self.error = ""
        self._is_enabled = False
        self._speaker: Speaker | None = None
        self._speaker_future: Future[Speaker | None] | None = None
        self._announcer = Announcer()
        self._last_focus: object = None
        self._choice = ""

    def set_enabled(self, enabled: bool) -> bool:
        """Switches reading aloud on or off. Returns True if a speaker has become ready with this call."""
        if enabled == self._is_enabled:
            return self._poll_speaker(0)
        self._is_enabled, self.error = enabled, ""
        self.close()
        if not enabled:
            return False
        self._announcer, self._last_focus = Announcer(), None
        self._speaker_future = Future()
        Thread(target=_open_speaker, args=(self._speaker_future,), daemon=True).start()
        return self._poll_speaker(SPEAKER_WAIT_S)

    def _poll_speaker(self, timeout_s: float) -> bool:
        if self._speaker_future is None or not wait([self._speaker_future], timeout_s).done:
            return False
        try:
            self._speaker = self._speaker_future.result()
        except OSError as error:
            self.error = gettext("The system's speech does not start: {reason}.").format(reason=error.strerror or error)
        else:
            self.error = "" if self._speaker else missing_speech_message()
        self._speaker_future = None
        return self._speaker is not None

    def stop(self) -> None:
        """Stops speaking, because the player has acted."""
        if self._speaker is not None:
            self._try(self._speaker.stop)

    def announce_choice(self, name: str) -> None:
        """Has the name of a choice spoken before the page that follows."""
        self._choice = name

    def announce(self, navigator: Navigator) -> None:
        """Speaks new text on the screen: its title and text, or the focused target."""
        speaker = self._speaker
        if speaker is None:
            return
        serial = self._announcer.serial
        root = build_access_tree(navigator)
        self._announcer.update(navigator, root)
        texts: list[str] = []
        if self._announcer.serial != serial:
            title = root.children[0].name
            texts = [self._choice, f"{title}." if title else "", self._announcer.text]
            self._choice = ""
        key = navigator.view.focused_key
        node = next((node for node in root.walk() if node.focus_target and node.focus_target.key == key), None)
        focus = None if node is None else (key, node.name)  # the name of a setting changes with its value
        if node is not None and focus != self._last_focus and node.name not in "\n".join(texts):
            texts.append(". ".join(filter(None, (node.name, node.description))))
        self._last_focus = focus
        text = "\n".join(filter(None, texts))
        if text:
            self._try(lambda: speaker.say(text))

    def _try(self, call: Callable[[], None]) -> None:
        try:
            call()
        except OSError:
            self.error = gettext("The system's speech has stopped. Switch it off and on again.")
            self.close()

    def close(self) -> None:
        """Closes the speaker, or has it closed as soon as it is open."""
        speaker, self._speaker = self._speaker, None
        future, self._speaker_future = self._speaker_future, None
        if future is not None:
            future.add_done_callback(_close_late_speaker)
        if speaker is not None:
            with suppress(OSError):
                speaker.close()


def _open_speaker(future: Future[Speaker | None]) -> None:
    try:
        future.set_result(open_speaker())
    except Exception as error:  # noqa: BLE001  # raised by `result()`
        future.set_exception(error)


def _close_late_speaker(future: Future[Speaker | None]) -> None:
    with suppress(OSError):
        if (speaker := future.result()) is not None:
            speaker.close()
