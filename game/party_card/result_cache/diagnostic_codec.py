"""Diagnostics as plain data and back.

Invariant: what was written is read back equal; anything else raises DamagedResultError. The text of a file of the pack
is not written: it is read again from the file, whose digest is part of the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span

FileFinder = Callable[[str], SourceFile | None]
"""Returns a file of the pack by its name in messages."""


class DamagedResultError(Exception):
    """The data is not what this module writes."""


def encode_diagnostics(diagnostics: Iterable[Diagnostic], find_file: FileFinder) -> dict[str, Any]:
    """Returns diagnostics as data, without the texts of the files that `find_file` knows."""
    encoder = _Encoder()
    items = [encoder.encode(diagnostic) for diagnostic in diagnostics]
    files = [[file.name, None if _has_text(find_file(file.name), file.text) else file.text] for file in encoder.files]
    return {"files": files, "diagnostics": items}


def decode_diagnostics(data: Any, find_file: FileFinder) -> list[Diagnostic]:
    """Returns the diagnostics in data; they refer to the files that `find_file` returns. Raises DamagedResultError."""
    try:
        files = [_decode_file(name, text, find_file) for name, text in data["files"]]
        return [_decode_diagnostic(item, files) for item in data["diagnostics"]]
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise DamagedResultError(str(error)) from error


def expect_text(value: Any) -> str:
    """Returns a text, or raises DamagedResultError."""
    if not isinstance(value, str):
        raise DamagedResultError("no text")
    return value


def expect_number(value: Any) -> int:
    """Returns a whole number, or raises DamagedResultError."""
    if type(value) is not int:
        raise DamagedResultError("no number")
    return value


class _Encoder:
    """Encodes diagnostics and numbers the files in which they are."""

    def __init__(self) -> None:
        self.files: dict[SourceFile, int] = {}

    def encode(self, item: Diagnostic) -> list[Any]:
        labels = [self._encode_label(label) for label in (item.primary, *item.secondary)]
        helps = [
            [help_.message, help_.replacement, help_.replaced_word, [_encode_edit(edit) for edit in help_.edits]]
            for help_ in item.helps
        ]
        return [item.code, str(item.severity), item.message, labels, helps]

    def _encode_label(self, label: Label) -> list[Any]:
        number = self.files.setdefault(label.source, len(self.files))
        return [number, *_encode_span(label.span), label.message]


def _encode_span(span: Span) -> tuple[int, int, int]:
    return span.line, span.column, span.end


def _encode_edit(edit: Edit) -> list[Any]:
    return [*_encode_span(edit.span), edit.text]


def _has_text(file: SourceFile | None, text: str) -> bool:
    return file is not None and file.text == text


def _decode_file(name: Any, text: Any, find_file: FileFinder) -> SourceFile:
    if text is not None:
        return SourceFile(expect_text(name), expect_text(text))
    file = find_file(expect_text(name))
    if file is None:
        raise DamagedResultError("no such file")
    return file


def _decode_diagnostic(data: Any, files: list[SourceFile]) -> Diagnostic:
    code, severity, message, labels, helps = data
    primary, *secondary = [_decode_label(label, files) for label in labels]
    decoded_helps = tuple(map(_decode_help, helps))
    return Diagnostic(
        expect_text(code), Severity(severity), expect_text(message), primary, tuple(secondary), decoded_helps
    )


def _decode_label(data: Any, files: list[SourceFile]) -> Label:
    number, line, column, end, message = data
    if expect_number(number) < 0:
        raise DamagedResultError("no file")
    return Label(files[number], _decode_span(line, column, end), expect_text(message))


def _decode_span(*numbers: Any) -> Span:
    return Span(*map(expect_number, numbers))


def _decode_help(data: Any) -> Help:
    message, replacement, replaced_word, edits = data
    decoded_edits = tuple(Edit(_decode_span(*numbers), _expect_optional(text)) for *numbers, text in edits)
    return Help(expect_text(message), _expect_optional(replacement), _expect_optional(replaced_word), decoded_edits)


def _expect_optional(value: Any) -> str | None:
    return None if value is None else expect_text(value)
