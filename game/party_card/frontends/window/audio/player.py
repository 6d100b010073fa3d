"""Plays sounds, for readers who switched them on.

Law: pygame's mixer is not started before that, and its failing is never more than a remark: nothing is told by sound
alone.
"""

from __future__ import annotations

from typing import Any

from party_card.frontends.window.audio.synth import NAMES, RATE, Name, synthesize
from party_card.storage.settings import Level

VOLUME: dict[Level, float] = {"off": 0.0, "quiet": 0.3, "on": 0.8}
ROOM = 0.12
"""How loud the room is beside the other sounds."""
_HEARD: dict[str, Name] = {"choose": "type", "turn": "paper", "record": "stamp"}


class SoundPlayer:
    """What a stage tells of, as sound. `trouble` says why nothing can be heard; empty where it can."""

    def __init__(self) -> None:
        self.error = ""
        self.level: Level = "off"
        self._mixer: Any = None
        self._sounds: dict[Name, Any] = {}

    def set_level(self, level: Level) -> None:
        """As loud as this from now on; `off` lets go of the device."""
        if level == self.level:
            return
        self.level = level
        if level == "off":
            self.close()
            self.error = ""
        elif self._mixer is None:
            self._open()
        for name, sound in self._sounds.items():
            sound.set_volume(VOLUME[level] * (ROOM if name == "room" else 1.0))

    def _open(self) -> None:
        try:
            from pygame import error, mixer  # noqa: PLC0415  # see the law
        except ImportError:
            self.error = "This build of pygame cannot play sounds."
            return
        try:
            mixer.init(RATE, -16, 1, 512, allowedchanges=0)
        except (error, NotImplementedError) as why:  # the latter where pygame was built without
            self.error = f"There is no sound device to be heard on ({why}). Nothing is missed by it."
            return
        self._mixer, self.error = mixer, ""
        self._sounds = {name: mixer.Sound(buffer=synthesize(name)) for name in NAMES}
        self._sounds["room"].set_volume(0)
        self._sounds["room"].play(loops=-1, fade_ms=1500)

    def play(self, what: str) -> None:
        """Play what belongs to what has happened, if anything does."""
        name = _HEARD.get(what)
        if self._mixer is not None and name is not None:
            self._sounds[name].play()

    def close(self) -> None:
        """Let go of the device."""
        if self._mixer is not None:
            self._mixer.quit()
        self._mixer = None
        self._sounds = {}
