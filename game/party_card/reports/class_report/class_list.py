"""Reads the list of a class: the nicknames that are awaited.

Invariant: read for one report and kept nowhere. Whatever lies at the path, there is a list or a sentence.
"""

from __future__ import annotations

from pathlib import Path

from party_card.localization import gettext, gettext_noop
from party_card.platform.regular_files import read_regular_file

MAX_BYTES = 1024 * 1024
MAX_NAMES = 2_000
_HEADINGS = frozenset({"nickname", "nicknames", "name", "student"})
_SEPARATORS = ("\t", ";", ",")
NO_TEXT = gettext_noop("The class list is no text. Save it as text or as CSV, with one nickname on each line.")
EMPTY = gettext_noop("The class list holds no nickname. Write one on each line.")
TOO_LONG = gettext_noop("The class list has more than 2,000 lines. Keep the nicknames of one class, one on each line.")


class ClassListError(Exception):
    """The list cannot be read; the message is a whole sentence for users."""


def read_class_list(path: Path) -> tuple[str, ...]:
    """Returns the nicknames of a text file, one on each line, or of the first column of a CSV.

    Raises ClassListError, or OSError if there is no such file.
    """
    return parse_class_list(read_regular_file(path, MAX_BYTES))


def parse_class_list(content: bytes) -> tuple[str, ...]:
    """Returns the nicknames in the content of a list, each once. Raises ClassListError."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise ClassListError(gettext(NO_TEXT))
    lines = text.splitlines()
    if len(lines) > MAX_NAMES:
        raise ClassListError(gettext(TOO_LONG))
    names = dict.fromkeys(name for line in lines if (name := _read_first_cell(line)))
    first = next(iter(names), "")
    if first.casefold() in _HEADINGS:
        del names[first]
    if not names:
        raise ClassListError(gettext(EMPTY))
    return tuple(names)


def _read_first_cell(line: str) -> str:
    for separator in _SEPARATORS:
        line = line.partition(separator)[0]
    return " ".join(line.strip().strip('"').split())
