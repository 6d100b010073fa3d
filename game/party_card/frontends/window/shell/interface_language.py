"""The language of the window: the one that was asked for on the command line, that of the settings, or the system's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.app.interface_language import find_language
from party_card.localization import set_language

if TYPE_CHECKING:
    from party_card.storage.settings import Settings


class InterfaceLanguage:
    """Sets the language of the interface; one that is `forced` stays, whatever the settings say."""

    def __init__(self, forced: str = "") -> None:
        self._forced = forced
        self._code: str | None = None

    def apply(self, settings: Settings) -> bool:
        """Sets the language. Returns True if it has changed since the last time, so that texts must be made anew."""
        previous_code, self._code = self._code, find_language(settings, self._forced)
        if self._code == previous_code:
            return False
        set_language(self._code)
        return previous_code is not None
