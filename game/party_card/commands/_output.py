"""What several commands do: show diagnostics, write files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import CommandError

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic

FORMATS = ("full", "concise", "json", "github", "sarif")
"""How problems can be shown."""


def refuse(found: Sequence[Diagnostic]) -> None:
    """Shows mistakes to whoever wanted to play, on the error stream."""
    from party_card.diagnostics.render import render

    print(render(found), file=sys.stderr, end="")


def colour() -> bool:
    """Whether colours are wished for here."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def write(name: str, text: str) -> None:
    """Writes a text file, or says why it cannot be."""
    write_bytes(name, text.encode())


def write_bytes(name: str, content: bytes) -> None:
    """Writes a file, or says why it cannot be."""
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror}") from None
