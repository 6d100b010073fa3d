"""The folder of languages of the interface that the user, or a colleague, has translated."""

from __future__ import annotations

from pathlib import Path

from party_card.localization.user_catalogues import set_user_folder
from party_card.storage.errors import HomeFolderError
from party_card.storage.paths import data_folder


def languages_folder() -> Path:
    """Returns the folder of the user's catalogues. Raises HomeFolderError if the environment names no folder."""
    return data_folder() / "languages"


def use_own_languages() -> None:
    """Lets the interface speak the languages of the user's folder; each process that shows anything begins with it."""
    set_user_folder(_find_folder)


def _find_folder() -> Path | None:
    try:
        return languages_folder()
    except HomeFolderError:
        return None
