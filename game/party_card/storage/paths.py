"""Where progress and transcripts are kept.

Law: `PARTY_CARD_HOME` decides everything where it is set; otherwise the system's own folders do. Nothing is made here:
a folder comes into being when something is first written to it.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME = "PARTY_CARD_HOME"


def data_folder() -> Path:
    """The folder of the progress file."""
    if home := os.environ.get(HOME):
        return Path(home).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - `--version` does not pay for it

    return user_data_path("party-card", appauthor=False)


def transcript_folders() -> tuple[Path, ...]:
    """Where a transcript may be written, best first: a student must find it again to hand it in."""
    if home := os.environ.get(HOME):
        return (Path(home).expanduser() / "transcripts",)
    from platformdirs import user_documents_path  # noqa: PLC0415 - as above

    return (user_documents_path() / "Party Card", data_folder() / "transcripts")
