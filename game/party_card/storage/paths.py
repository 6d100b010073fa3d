"""Locates the folders of progress, transcripts, crash logs and cached pictures.

Invariant: if `PARTY_CARD_HOME` is set, it alone decides; otherwise the system's own folders do. No folder is created
here: it is created when something is first written to it.
"""

from __future__ import annotations

import os
from pathlib import Path

from party_card.storage.errors import HomeFolderError

HOME_VARIABLE = "PARTY_CARD_HOME"
"""The environment variable that names the folder for all files."""


def data_folder() -> Path:
    """Returns the folder of the progress file. Raises HomeFolderError if the environment names no folder."""
    home = _find_home_folder()
    if home is not None:
        return home
    from platformdirs import user_data_path  # noqa: PLC0415  # not needed for `--version`

    return user_data_path("party-card", appauthor=False)


def fonts_folder() -> Path:
    """Returns the folder of fonts for scripts that neither the game nor the computer has.

    Raises HomeFolderError if the environment names no folder.
    """
    return data_folder() / "fonts"


def projector_folder() -> Path:
    """Returns the folder of the progress file of lessons on a projector, apart from that of players.

    Raises HomeFolderError if the environment names no folder.
    """
    return data_folder() / "projector"


def transcript_folders() -> tuple[Path, ...]:
    """Returns the folders for transcripts, best first: a student must find the file again to hand it in.

    Raises HomeFolderError if the environment names no folder.
    """
    home = _find_home_folder()
    if home is not None:
        return (home / "transcripts",)
    from platformdirs import user_documents_path  # noqa: PLC0415  # not needed for `--version`

    return (user_documents_path() / "Party Card", data_folder() / "transcripts")


def cache_folder() -> Path:
    """Returns the folder of files that can be made anew. Raises HomeFolderError if the environment names no folder."""
    home = _find_home_folder()
    if home is not None:
        return home / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415  # not needed for `--version`

    return user_cache_path("party-card", appauthor=False)


def log_folder() -> Path:
    """Returns the folder of crash logs. Raises HomeFolderError if the environment names no folder."""
    home = _find_home_folder()
    if home is not None:
        return home / "logs"
    from platformdirs import user_log_path  # noqa: PLC0415  # needed only after a failure

    return user_log_path("party-card", appauthor=False)


def check_home_variable() -> str:
    """Returns a remark if the environment names a folder in a way that may not be meant; else empty."""
    home = os.environ.get(HOME_VARIABLE)
    if home is None:
        return ""
    if not home.strip():
        return f"{HOME_VARIABLE} is set but empty, so the usual folder is used: {data_folder()}."
    if not data_folder().is_absolute():
        return (
            f"{HOME_VARIABLE} is {home}, which is not a full path: here it means {data_folder().absolute()}. "
            "What is kept there is found again only if the game is started from the same folder."
        )
    return ""


def _find_home_folder() -> Path | None:
    """Returns the folder that the environment names; None if it names none."""
    home = os.environ.get(HOME_VARIABLE, "").strip()
    if not home:
        return None
    try:
        return Path(home).expanduser()
    except RuntimeError:
        user = Path(home).parts[0].removeprefix("~")
        reason = f"there is no user {user} with a home folder on this machine" if user else "there is no home folder"
        raise HomeFolderError(f"{HOME_VARIABLE} is {home}, but {reason}") from None
