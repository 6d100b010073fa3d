"""Locates the folders of progress and transcripts.

Invariant: if `PARTY_CARD_HOME` is set, it alone decides; otherwise the system's own folders do. No folder is created
here: it is created when something is first written to it.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "PARTY_CARD_HOME"
"""The environment variable that names the folder for all files."""


def data_folder() -> Path:
    """Returns the folder of the progress file."""
    if home := os.environ.get(HOME_VARIABLE):
        return Path(home).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415  # not needed for `--version`

    return user_data_path("party-card", appauthor=False)


def transcript_folders() -> tuple[Path, ...]:
    """Returns the folders for transcripts, best first: a student must find the file again to hand it in."""
    if home := os.environ.get(HOME_VARIABLE):
        return (Path(home).expanduser() / "transcripts",)
    from platformdirs import user_documents_path  # noqa: PLC0415  # not needed for `--version`

    return (user_documents_path() / "Party Card", data_folder() / "transcripts")
