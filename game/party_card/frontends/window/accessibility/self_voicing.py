"""What is read aloud: a page when it is new, then what the focus is on and what was chosen.

Law: it says what a screen reader is told, in the same words and order, and is silent the moment anything is done.
The window never waits for a speaker that is slow to start: it is looked for beside the play.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Thread

from party_card.frontends.window.accessibility.tree import Announcer, build_access_tree
from party_card.frontends.window.audio.tts import Speaker, missing_message, speaker
from party_card.frontends.window.shell.navigator import Navigator

MOMENT = 0.2
"""Seconds to wait for a speaker, once, so that one that is there already says the page at once."""


class SelfVoicing:
    """Reads a stage aloud. `trouble` says why nothing can be heard; empty where it can."""

    def __init__(self) -> None:
        self.error = ""
        self._on = False
        self._speaker: Speaker | None = None
        self._coming: Future[Speaker | None] | None = None
        self._told = Announcer()
        self._focus: object = None
        self._chosen = ""

    def set_enabled(self, on: bool) -> bool:
        """Read aloud from now on, or no more; whether there is a speaker since just now."""
        if on == self._on:
            return self._came(0)
        self._on, self.error = on, ""
        self.close()
        if not on:
            return False
        self._told, self._focus = Announcer(), None
        self._coming = Future()
        Thread(target=_find, args=(self._coming,), daemon=True).start()
        return self._came(MOMENT)

    def _came(self, patience: float) -> bool:
        if self._coming is None or not wait([self._coming], patience).done:
            return False
        try:
            self._speaker = self._coming.result()
        except OSError as why:
            self.error = f"The system's speech does not start: {why.strerror or why}."
        else:
            self.error = "" if self._speaker else missing_message()
        self._coming = None
        return self._speaker is not None

    def stop(self) -> None:
        """The reader did something: no word more."""
        if self._speaker is not None:
            self._trying(self._speaker.stop)

    def announce_choice(self, name: str) -> None:
        """This was chosen; it is said before the page that follows."""
        self._chosen = name

    def announce(self, navigator: Navigator) -> None:
        """Say what is new since the last time."""
        talker = self._speaker
        if talker is None:
            return
        serial, focus = self._told.serial, navigator.view.focused
        root = build_access_tree(navigator)
        self._told.update(navigator, root)
        words: list[str] = []
        if self._told.serial != serial:
            title = root.parts[0].name
            words = [self._chosen, f"{title}." if title else "", self._told.text]
            self._chosen = ""
        marked = next((node for node in root.all() if node.place and node.place.key == focus), None)
        now = None if marked is None else (focus, marked.name)  # a dial that is turned has another name
        if marked is not None and now != self._focus and marked.name not in "\n".join(words):
            words.append(". ".join(filter(None, (marked.name, marked.about))))
        self._focus = now
        text = "\n".join(word for word in words if word)
        if text:
            self._trying(lambda: talker.say(text))

    def _trying(self, do: Callable[[], None]) -> None:
        try:
            do()
        except OSError:
            self.error = "The system's speech has stopped. Switch it off and on again."
            self.close()

    def close(self) -> None:
        """Let go of the speaker."""
        talker, self._speaker = self._speaker, None
        coming, self._coming = self._coming, None
        if coming is not None:
            coming.add_done_callback(_let_go)
        if talker is not None:
            with suppress(OSError):
                talker.close()


def _find(coming: Future[Speaker | None]) -> None:
    try:
        coming.set_result(speaker())
    except Exception as why:  # noqa: BLE001  # it is raised where the result is asked for
        coming.set_exception(why)


def _let_go(coming: Future[Speaker | None]) -> None:
    """Of one that came too late."""
    with suppress(OSError):
        if (talker := coming.result()) is not None:
            talker.close()
