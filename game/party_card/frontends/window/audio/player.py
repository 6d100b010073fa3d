"""Plays sound effects through pygame's mixer, which is started only when sound is switched on."""

from __future__ import annotations

from typing import Any

from party_card.frontends.window.audio.synth import SAMPLE_RATE_HZ, SOUND_NAMES, SoundName, synthesize
from party_card.localization import gettext
from party_card.storage.settings import SoundLevel

VOLUME: dict[SoundLevel, float] = {"off": 0.0, "quiet": 0.3, "on": 0.8}
ROOM_SHARE = 0.12
"""Volume of the background sound relative to the effects."""
ROOM_FADE_IN_MS = 1_500
_EVENT_SOUNDS: dict[str, SoundName] = {"choose": "type", "turn": "paper", "record": "stamp"}


class SoundPlayer:
    """Plays the sounds of the navigator's events. `error` is the reason for a failure; empty if sound works."""

    def __init__(self) -> None:
        self.error = ""
        self.level: SoundLevel = "off"
        self._mixer: Any = None
        self._sounds: dict[SoundName, Any] = {}

    def set_level(self, level: SoundLevel) -> None:
        """Sets the volume; opens the sound device if needed, and releases it at "off"."""
        if level == self.level:
            return
        self.level = level
        if level == "off":
            self.close()
            self.error = ""
        elif self._mixer is None:
            self._start_mixer()
        for name, sound in self._sounds.items():
            sound.set_volume(VOLUME[level] * (ROOM_SHARE if name == "room" else 1.0))

    def _start_mixer(self) -> None:
        try:
            from pygame import error, mixer  # noqa: PLC0415  # not before sound is switched on
        except ImportError:
            self.error = gettext("This build of pygame cannot play sounds.")
            return
        try:
            mixer.init(SAMPLE_RATE_HZ, -16, 1, 512, allowedchanges=0)
        except (error, NotImplementedError) as reason:  # the latter if pygame was built without
            message = gettext("There is no sound device to be heard on ({reason}). The game works without sound.")
            self.error = message.format(reason=reason)
            return
        self._mixer, self.error = mixer, ""
        self._sounds = {name: mixer.Sound(buffer=synthesize(name)) for name in SOUND_NAMES}
        self._sounds["room"].set_volume(0)
        self._sounds["room"].play(loops=-1, fade_ms=ROOM_FADE_IN_MS)

    def play(self, event: str) -> None:
        """Plays the sound of an event, if it has one."""
        name = _EVENT_SOUNDS.get(event)
        if self._mixer is not None and name is not None:
            self._sounds[name].play()

    def close(self) -> None:
        """Releases the sound device."""
        if self._mixer is not None:
            self._mixer.quit()
        self._mixer = None
        self._sounds = {}
