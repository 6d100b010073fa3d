"""Sound output: sound effects, and the page read aloud.

Invariant: neither is imported before a player switches it on, and neither can stop the game: a failure becomes a remark
in the settings dialog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.frontends.window.input.events import Action, Drag, PointerMove, PointerUp, RedrawRequest

if TYPE_CHECKING:
    from party_card.frontends.window.accessibility.self_voicing import SelfVoicing
    from party_card.frontends.window.audio.player import SoundPlayer
    from party_card.frontends.window.shell.navigator import Navigator


class FeedbackController:
    """Turns the events of a navigator into sounds and speech, by its settings."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator
        self.sound_player: SoundPlayer | None = None
        self.self_voicing: SelfVoicing | None = None
        navigator.on_event = self._on_event

    def _on_event(self, kind: str, name: str) -> None:
        if self.sound_player is not None:
            self.sound_player.play(kind)
        if self.self_voicing is not None and kind == "choose":
            self.self_voicing.announce_choice(name)

    def stop_speech(self, action: Action) -> None:
        """Stops speaking if an action is one of the player's own."""
        if self.self_voicing is not None and not isinstance(action, PointerMove | PointerUp | RedrawRequest | Drag):
            self.self_voicing.stop()

    def update(self, *, has_news: bool) -> None:
        """Follows the settings, and speaks about the screen if it `has_news`; to be called once a frame."""
        settings = self._navigator.session.settings
        if self.sound_player is None and settings.sound != "off":
            from party_card.frontends.window.audio.player import SoundPlayer  # noqa: PLC0415  # see the invariant

            self.sound_player = SoundPlayer()
        if self.self_voicing is None and settings.speech:
            from party_card.frontends.window.accessibility.self_voicing import SelfVoicing  # noqa: PLC0415  # see the invariant

            self.self_voicing = SelfVoicing()
        if self.sound_player is not None:
            self.sound_player.set_level(settings.sound)
            self._report("sound", self.sound_player.error)
        if self.self_voicing is not None:
            is_newly_ready = self.self_voicing.set_enabled(settings.speech)
            if has_news or is_newly_ready:
                self.self_voicing.announce(self._navigator)
            self._report("speech", self.self_voicing.error)

    def _report(self, setting: str, error: str) -> None:
        errors = self._navigator.setting_errors
        if error == errors.get(setting, ""):
            return
        errors.pop(setting, None)
        if error:
            errors[setting] = error
        self._navigator.stack.relayout()

    def close(self) -> None:
        """Stops all sound."""
        for output in (self.sound_player, self.self_voicing):
            if output is not None:
                output.close()
