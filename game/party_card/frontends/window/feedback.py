"""What a reader may hear beside what is seen: sounds, and the page read aloud.

Law: neither is imported before a reader switches it on, and neither can stop the play: what fails becomes a remark in
the settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.input.events import Action, Drag, PointerMove, PointerUp, Resized
from party_card.frontends.window.shell.navigator import Navigator

if TYPE_CHECKING:
    from party_card.frontends.window.accessibility.self_voicing import SelfVoicing
    from party_card.frontends.window.audio.player import SoundPlayer


class FeedbackController:
    """Follows a stage for the ear."""

    def __init__(self, navigator: Navigator) -> None:
        self._stage = navigator
        self.loudspeaker: SoundPlayer | None = None
        self.voice: SelfVoicing | None = None
        navigator.on_event = self._heard

    def _heard(self, what: str, name: str) -> None:
        if self.loudspeaker is not None:
            self.loudspeaker.play(what)
        if self.voice is not None and what == "choose":
            self.voice.announce_choice(name)

    def stop_speech(self, action: Action) -> None:
        """The reader did something: what is being read aloud stops at once."""
        if self.voice is not None and not isinstance(action, PointerMove | PointerUp | Resized | Drag):
            self.voice.stop()

    def update(self, *, drawn: bool) -> None:
        """Once a frame: heed the settings, and say what is new where something was `drawn`."""
        now = self._stage.session.settings
        if self.loudspeaker is None and now.sound != "off":
            from party_card.frontends.window.audio.player import SoundPlayer  # noqa: PLC0415  # see the law

            self.loudspeaker = SoundPlayer()
        if self.voice is None and now.speech:
            from party_card.frontends.window.accessibility.self_voicing import SelfVoicing  # noqa: PLC0415  # see the law

            self.voice = SelfVoicing()
        if self.loudspeaker is not None:
            self.loudspeaker.set_level(now.sound)
            self._tell("sound", self.loudspeaker.error)
        if self.voice is not None:
            came = self.voice.set_enabled(now.speech)
            if drawn or came:
                self.voice.announce(self._stage)
            self._tell("speech", self.voice.error)

    def _tell(self, name: str, trouble: str) -> None:
        if trouble == self._stage.setting_errors.get(name, ""):
            return
        if trouble:
            self._stage.setting_errors[name] = trouble
        else:
            del self._stage.setting_errors[name]
        self._stage.relayout()

    def close(self) -> None:
        """Silence."""
        for sense in (self.loudspeaker, self.voice):
            if sense is not None:
                sense.close()
