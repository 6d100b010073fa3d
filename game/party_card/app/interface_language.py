"""Finds the language of the interface: the one that was asked for, that of the player's settings, or the system's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.localization.languages import choose_language
from party_card.platform.system_language import list_system_languages
from party_card.storage.settings import SYSTEM_LANGUAGE

if TYPE_CHECKING:
    from party_card.storage.settings import Settings


def find_language(settings: Settings, forced: str = "") -> str:
    """Returns the code of a language that the interface speaks; one that is `forced` goes before the settings."""
    if forced:
        return choose_language((forced,))
    if settings.language != SYSTEM_LANGUAGE:
        return settings.language
    return choose_language(list_system_languages())
