"""Reads a copy of a source that the user owns: bytes to text, text to paragraphs.

Invariant: a copy is never stored, printed whole or sent anywhere; an unreadable copy is refused with a sentence that
gives the reason.
"""

from __future__ import annotations

import re
from pathlib import Path

from party_card.frozen_dataclass import frozen_dataclass
from party_card.platform.regular_files import FileTooLargeError, UnreadableFileError, read_regular_file

MAX_COPY_BYTES = 12_000_000
"""A book of a thousand pages has 4 million."""

_OTHER_FORMATS = (
    (b"%PDF", "a PDF", "open it and save or copy its text"),
    (b"PK\x03\x04", "an e-book, a word processor's file or a zip archive", "save it as plain text"),
    (b"{\\rtf", "a word processor's file", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "a word processor's file", "save it as plain text"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)
_MAX_WRAPPED_LINE_LENGTH = 200  # longer ones are paragraphs without line breaks
_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*[0-9]{1,4}[ \t]*$")


class UnreadableCopyError(ValueError):
    """Raised if a copy cannot be read; the message is a sentence for its owner."""


@frozen_dataclass
class CopyParagraph:
    """A paragraph of a copy, with the heading above it if there is one."""

    section: str
    text: str


def read_copy_file(path: Path) -> str:
    """Reads the text of a copy from a file. Raises UnreadableCopyError."""
    try:
        return decode_copy(read_regular_file(path, MAX_COPY_BYTES), path.name)
    except FileNotFoundError:
        raise UnreadableCopyError(f"there is no file {path}") from None
    except FileTooLargeError as error:
        raise _too_large_error(path.name, error.size) from None
    except UnreadableFileError as error:
        raise UnreadableCopyError(f"{path} cannot be read: {error.strerror}; save the text in a file") from None


def decode_copy(data: bytes, name: str = "this file") -> str:
    """Decodes a copy: UTF-8, or UTF-16 with a byte order mark. Raises UnreadableCopyError if it is something else."""
    if len(data) > MAX_COPY_BYTES:
        raise _too_large_error(name, len(data))
    for magic, kind, mend in _OTHER_FORMATS:
        if data.startswith(magic):
            raise UnreadableCopyError(f"{name} is {kind}, not a plain text: {mend}")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data[:100_000]:
            raise UnreadableCopyError(f"{name} is no text: save your copy as plain text (UTF-8)") from None
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{name} is not written in UTF-8 (line {line}): save it as plain text with the encoding UTF-8"
        raise UnreadableCopyError(message) from None
    if "\0" in text:
        raise UnreadableCopyError(f"{name} is no text: save your copy as plain text (UTF-8)")
    if not text.strip():
        raise UnreadableCopyError(f"there is nothing in {name}")
    return normalize_line_ends(text)


def _too_large_error(name: str, size: int) -> UnreadableCopyError:
    message = (
        f"{name} has {size:,} bytes; a text to compare has at most {MAX_COPY_BYTES:,}: keep only the part that is cited"
    )
    return UnreadableCopyError(message)


def normalize_line_ends(text: str) -> str:
    """Replaces all kinds of line end by one, and drops lines that hold only a page number."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    for end in ("\u2028", "\u2029", "\x85", "\v"):
        text = text.replace(end, "\n")
    return _PAGE_NUMBER.sub("", text)


def is_heading(line: str) -> bool:
    """Returns True if a line is wholly in capitals, has several letters, and is no sentence."""
    line = line.strip()
    letters = sum(map(str.isalpha, line))
    return line.isupper() and letters > 3 and len(line) <= 120 and not line.endswith((".", ",", ";", ":"))


def split_paragraphs(text: str) -> list[CopyParagraph]:
    """Splits a text into paragraphs, each with its heading as printed.

    If lines are short and blank ones occur, the text is wrapped: a blank line ends a paragraph. Otherwise every line
    end does.
    """
    lines = normalize_line_ends(text).strip().split("\n")
    is_wrapped = any(not line.strip() for line in lines) and max(map(len, lines)) <= _MAX_WRAPPED_LINE_LENGTH
    paragraphs: list[CopyParagraph] = []
    section, lines_of_paragraph = "", list[str]()

    def end_paragraph() -> None:
        if lines_of_paragraph:
            paragraphs.append(CopyParagraph(section, "\n".join(lines_of_paragraph)))
            lines_of_paragraph.clear()

    for line in lines:
        if is_heading(line) and not lines_of_paragraph:
            section = line.strip()
        elif line.strip():
            lines_of_paragraph.append(line.strip())
            if not is_wrapped:
                end_paragraph()
        else:
            end_paragraph()
    end_paragraph()
    return paragraphs
