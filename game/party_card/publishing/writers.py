"""Chooses the function that writes a file by the extension of the file's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from party_card.services.errors import UsageError

Writer = TypeVar("Writer")


def choose_writer(file: str, writers: Mapping[str, Writer]) -> Writer:
    """Returns the writer for the extension of `file` (the keys, without the dot), or raises UsageError."""
    extension = file.rpartition(".")[2].lower() if "." in file else ""
    if extension not in writers:
        *other_extensions, last_extension = (f".{known_extension}" for known_extension in writers)
        raise UsageError(f"{file} must end in {', '.join(other_extensions)} or {last_extension}")
    return writers[extension]
