"""A reader's own copy of a source: bytes to text, and text to paragraphs.

Law: a copy is never kept, printed whole or sent anywhere; what cannot be read is refused with a sentence
that says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LARGEST = 12_000_000
"""Bytes; a book of a thousand pages has 4 million."""

_KINDS = (
    (b"%PDF", "a PDF", "open it and save or copy its text"),
    (b"PK\x03\x04", "an e-book, a word processor's file or a zip archive", "save it as plain text"),
    (b"{\\rtf", "a word processor's file", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "a word processor's file", "save it as plain text"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
)
_LONGEST_LINE = 200  # longer ones are paragraphs without line breaks
_PAGE_NUMBER = re.compile(r"(?m)^[ \t]*[0-9]{1,4}[ \t]*$")


class UnreadableCopyError(ValueError):
    """A copy that cannot be read; the message is a sentence for its owner."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a copy under its heading; `section` is empty where none stands above."""

    section: str
    text: str


def open_copy(path: Path) -> str:
    """The text of the copy in a file. UnreadableCopyError says why there is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path.name, path.stat().st_size)
        return read_copy(path.read_bytes(), path.name)
    except FileNotFoundError:
        raise UnreadableCopyError(f"there is no file {path}") from None
    except OSError as error:
        raise UnreadableCopyError(f"{path} cannot be read: {(error.strerror or 'it is no file').lower()}") from None


def read_copy(data: bytes, name: str = "this file") -> str:
    """The text of a copy: UTF-8, or UTF-16 with its mark. UnreadableCopyError says what else it is."""
    if len(data) > LARGEST:
        raise _too_large(name, len(data))
    for magic, kind, mend in _KINDS:
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
    return even_lines(text)


def _too_large(name: str, size: int) -> UnreadableCopyError:
    message = f"{name} has {size:,} bytes; a text to compare has at most {LARGEST:,}: keep only the part that is cited"
    return UnreadableCopyError(message)


def even_lines(text: str) -> str:
    """The text with one kind of line end, and without lines that hold only the number of a page."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    for end in ("\u2028", "\u2029", "\x85", "\v"):
        text = text.replace(end, "\n")
    return _PAGE_NUMBER.sub("", text)


def is_heading(line: str) -> bool:
    """Whether a line is a heading: wholly in capitals, of several letters, and no sentence."""
    line = line.strip()
    letters = sum(map(str.isalpha, line))
    return line.isupper() and letters > 3 and len(line) <= 120 and not line.endswith((".", ",", ";", ":"))


def passages(text: str) -> list[Passage]:
    """The paragraphs of a text, each with its heading as printed.

    Short lines with blank ones between them are the lines of a page: there a blank line ends a paragraph.
    Otherwise every line end does.
    """
    lines = even_lines(text).strip().split("\n")
    wrapped = any(not line.strip() for line in lines) and max(map(len, lines)) <= _LONGEST_LINE
    found: list[Passage] = []
    section, gathered = "", list[str]()

    def close() -> None:
        if gathered:
            found.append(Passage(section, "\n".join(gathered)))
            gathered.clear()

    for line in lines:
        if is_heading(line) and not gathered:
            section = line.strip()
        elif line.strip():
            gathered.append(line.strip())
            if not wrapped:
                close()
        else:
            close()
    close()
    return found
