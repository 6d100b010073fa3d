"""What a reader may hear beside what is seen: sounds, and the page read aloud.

Law: neither is imported before a reader switches it on, and neither can stop the play: what fails becomes a remark in
the settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.input.events import Action, Drag, Hover, Release, Resized
from party_card.frontends.window.shell.navigator import Stage

if TYPE_CHECKING:
    from party_card.frontends.window.accessibility.self_voicing import Voice
    from party_card.frontends.window.audio.player import Loudspeaker


class Senses:
    """Follows a stage for the ear."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.loudspeaker: Loudspeaker | None = None
        self.voice: Voice | None = None
        stage.happened = self._heard

    def _heard(self, what: str, name: str) -> None:
        if self.loudspeaker is not None:
            self.loudspeaker.hear(what)
        if self.voice is not None and what == "choose":
            self.voice.chose(name)

    def hush(self, action: Action) -> None:
        """The reader did something: what is being read aloud stops at once."""
        if self.voice is not None and not isinstance(action, Hover | Release | Resized | Drag):
            self.voice.stop()

    def follow(self, *, drawn: bool) -> None:
        """Once a frame: heed the settings, and say what is new where something was `drawn`."""
        now = self._stage.session.settings
        if self.loudspeaker is None and now.sound != "off":
            from party_card.frontends.window.audio.player import Loudspeaker  # noqa: PLC0415  # see the law

            self.loudspeaker = Loudspeaker()
        if self.voice is None and now.speech:
            from party_card.frontends.window.accessibility.self_voicing import Voice  # noqa: PLC0415  # see the law

            self.voice = Voice()
        if self.loudspeaker is not None:
            self.loudspeaker.set(now.sound)
            self._tell("sound", self.loudspeaker.trouble)
        if self.voice is not None:
            came = self.voice.set(now.speech)
            if drawn or came:
                self.voice.tell(self._stage)
            self._tell("speech", self.voice.trouble)

    def _tell(self, name: str, trouble: str) -> None:
        if trouble == self._stage.troubles.get(name, ""):
            return
        if trouble:
            self._stage.troubles[name] = trouble
        else:
            del self._stage.troubles[name]
        self._stage.reset()

    def close(self) -> None:
        """Silence."""
        for sense in (self.loudspeaker, self.voice):
            if sense is not None:
                sense.close()
