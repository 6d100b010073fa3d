"""The language of the window: the one that was asked for on the command line, that of the settings, or the system's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.localization import set_language
from party_card.localization.languages import choose_language
from party_card.platform.system_language import list_system_languages
from party_card.storage.settings import SYSTEM_LANGUAGE

if TYPE_CHECKING:
    from party_card.storage.settings import Settings


class InterfaceLanguage:
    """Sets the language of the interface; one that is `forced` stays, whatever the settings say."""

    def __init__(self, forced: str = "") -> None:
        self._forced = choose_language((forced,)) if forced else ""
        self._code: str | None = None

    def apply(self, settings: Settings) -> bool:
        """Sets the language. Returns True if it has changed since the last time, so that texts must be made anew."""
        previous_code, self._code = self._code, self._forced or find_language(settings)
        if self._code == previous_code:
            return False
        set_language(self._code)
        return previous_code is not None


def find_language(settings: Settings) -> str:
    """Returns the code of the language that the settings ask for."""
    if settings.language != SYSTEM_LANGUAGE:
        return settings.language
    return choose_language(list_system_languages())
