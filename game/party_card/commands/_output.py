"""Prints diagnostics and writes files, for all commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.content.models import Source
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.diagnostics.render import Format
    from party_card.diagnostics.rule import Rule

FORMATS: tuple[Format, ...] = ("full", "concise", "json", "github", "sarif")
"""The forms in which diagnostics can be printed."""
_DATA_FORMATS: tuple[Format, ...] = ("json", "sarif")
"""Those that are printed even if there are no diagnostics."""


def wants_colour() -> bool:
    """Returns True if the terminal can show colours and the user has not switched them off."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def print_diagnostics(
    diagnostics: Sequence[Diagnostic], output_format: Format = "full", documented_rules: Sequence[Rule[Any]] = ()
) -> None:
    """Prints diagnostics in one of the `FORMATS`; SARIF lists `documented_rules` too."""
    from party_card.diagnostics.render import render

    if diagnostics or output_format in _DATA_FORMATS:
        rules = documented_rules if output_format == "sarif" else ()
        print(render(diagnostics, output_format, colour=wants_colour(), rules=rules), end="")


def print_errors(diagnostics: Sequence[Diagnostic]) -> None:
    """Prints on the error stream the diagnostics that prevent a command from being carried out."""
    from party_card.diagnostics.render import render

    print(render(diagnostics), file=sys.stderr, end="")


def write_text(name: str, text: str) -> None:
    """Writes a text file in UTF-8, or raises UsageError."""
    write_bytes(name, text.encode())


def write_bytes(name: str, content: bytes) -> None:
    """Writes a file, or raises UsageError."""
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"{name} cannot be written: {error.strerror}") from None


def write_document(name: str, content: bytes) -> None:
    """Writes a file and prints its size, or raises UsageError."""
    write_bytes(name, content)
    print(f"{name}: {len(content) / 1000:,.0f} KB")


def write_bibliography(name: str, sources: Collection[Source]) -> None:
    """Writes sources in the form that the file's extension asks for, or raises UsageError."""
    from party_card.publishing.bibliography import BIBLIOGRAPHY_WRITERS
    from party_card.publishing.writers import choose_writer

    write_text(name, choose_writer(name, BIBLIOGRAPHY_WRITERS)(sources))
    print(f"{name}: {len(sources)} source{'' if len(sources) == 1 else 's'}")
