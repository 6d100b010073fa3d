"""Prints diagnostics and writes files, for all commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from party_card.commands._streams import write_unescaped
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
    diagnostics: Sequence[Diagnostic],
    output_format: Format = "full",
    documented_rules: Sequence[Rule[Any]] = (),
    file: str | None = None,
    results: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Prints diagnostics in one of the `FORMATS`, or writes them to a file.

    SARIF lists `documented_rules` too, and JSON has the keys of `results`.
    """
    from party_card.commands._repository import locate_in_repository
    from party_card.diagnostics.render import render
    from party_card.diagnostics.render.full import format_summary

    rules = documented_rules if output_format == "sarif" else ()
    has_colour = file is None and wants_colour()
    if file is None and not diagnostics and output_format not in _DATA_FORMATS:
        return
    text = render(
        diagnostics, output_format, colour=has_colour, rules=rules, locate=locate_in_repository, results=results
    )
    if file is None:
        write_unescaped(text, sys.stdout)
    else:
        write_text(file, text)
        print(f"{file}: {format_summary(diagnostics) or 'no problems'}")


def print_errors(diagnostics: Sequence[Diagnostic]) -> None:
    """Prints on the error stream the diagnostics that prevent a command from being carried out."""
    from party_card.diagnostics.render import render

    print(render(diagnostics), file=sys.stderr, end="")


def format_json(data: object, indent: int) -> str:
    """Returns `data` as JSON whose texts hold no invisible characters but as escapes, so that printing changes none."""
    import json

    from party_card.diagnostics.render.terminal_text import iter_escapes

    text = json.dumps(data, ensure_ascii=False, indent=indent) + "\n"
    unsafe_characters = {text[index] for index, _ in iter_escapes(text)}
    return text.translate({ord(character): json.dumps(character)[1:-1] for character in unsafe_characters})


def write_text(name: str, text: str) -> None:
    """Writes a text file in UTF-8, or raises UsageError."""
    write_bytes(name, text.encode(errors="replace"))


def write_bytes(name: str, content: bytes) -> None:
    """Writes a file, or raises UsageError."""
    from party_card.platform.file_writer import write_file

    try:
        write_file(Path(name), content)
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
