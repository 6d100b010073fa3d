"""Reads the text of a file, or says why it is unreadable."""

from __future__ import annotations

from pathlib import Path

from party_card.content.foreign_formats import describe_format, explain_conversion
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.platform.regular_files import (
    FileTooLargeError,
    UnreadableFileError,
    read_regular_file,
    read_start,
)

MAX_CHARACTERS = 1_000_000
"""A longer file is refused; the longest known scene has 60,000 characters."""
MAX_FILE_BYTES = 4 * MAX_CHARACTERS
"""A larger file has more characters than are read, in whatever encoding; nothing of it but its start is looked at."""
_HEAD_BYTES = 100_000
"""The part of a larger file by which its format is recognized."""

_BYTE_ORDER_MARKS = {
    b"\xff\xfe\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be",
}  # fmt: skip


def read_file(path: Path, name: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Reads a text file, which messages call `name`. Returns None and the reason if it is unreadable or not UTF-8."""
    try:
        data = read_regular_file(path, MAX_FILE_BYTES)
    except FileTooLargeError as error:
        data = read_start(path, _HEAD_BYTES)
        if not describe_format(data):
            return None, [report_unreadable(name, error, "file-too-large", "this file is not read")]
    except UnreadableFileError as error:
        return None, [report_unreadable(name, error)]
    except FileNotFoundError:
        gone_error = UnreadableFileError(path, "it was there a moment ago and is gone", "put it back")
        return None, [report_unreadable(name, gone_error)]
    return decode_file(data, name)


def decode_file(data: bytes, name: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Decodes the content of a text file, like `read_file`."""
    if description := describe_format(data):
        message = f"this file is {description}, not plain text"
        label = Label(SourceFile(name, ""), Span(1, 1, 2))
        fix = Help(explain_conversion(description))
        return None, [Diagnostic("foreign-format", Severity.ERROR, message, label, helps=(fix,))]
    try:
        if b"\0" in data and (encoding := _find_other_encoding(data)):
            return None, [_report_encoding(SourceFile(name, data.decode(encoding, "replace")))]
        return SourceFile(name, normalize_text(data.decode("utf-8-sig"))), []
    except UnicodeDecodeError as error:
        if encoding := _find_other_encoding(data):
            return None, [_report_encoding(SourceFile(name, data.decode(encoding, "replace")))]
        file = SourceFile(name, data.decode("utf-8", "replace"))
        start = len(data[: error.start].decode("utf-8", "replace"))
        label = Label(file, file.span(start, start + 1))
        fix = Help("save it again with the encoding UTF-8")
        message = "from here on this file is not UTF-8 text"
        return None, [Diagnostic("not-utf8", Severity.ERROR, message, label, helps=(fix,))]


def normalize_text(text: str) -> str:
    """Returns a text as files are read: without a byte order mark, its lines ended by line feeds."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def report_unreadable(
    name: str, error: UnreadableFileError, code: str = "unreadable-file", message: str = "this file cannot be read"
) -> Diagnostic:
    """Returns the diagnostic of a file, which messages call `name`, that is not read for a reason in words."""
    label = Label(SourceFile(name, ""), Span(1, 1, 2))
    return Diagnostic(code, Severity.ERROR, f"{message}: {error.strerror}", label, helps=(Help(error.advice),))


def _find_other_encoding(data: bytes) -> str:
    """Returns UTF-16 or UTF-32, with its order of bytes, if a text is in one of them; else an empty string."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    # Without a mark, most characters of a text in any European language have a byte of zero, on the same side.
    start = data[:200]
    zeros = (start[::2].count(0), start[1::2].count(0))
    if sum(zeros) > len(start) * 0.6:
        return "utf-32-be" if start[:1] == b"\0" else "utf-32-le"
    if start and max(zeros) > len(start) * 0.3 and min(zeros) < len(start) * 0.05:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return ""


def _report_encoding(file: SourceFile) -> Diagnostic:
    message = "this file is saved as UTF-16 or UTF-32, with two or four bytes for a letter"
    fix = Help("save it again with the encoding UTF-8")
    return Diagnostic("not-utf8", Severity.ERROR, message, Label(file, Span(1, 1, 2)), helps=(fix,))
