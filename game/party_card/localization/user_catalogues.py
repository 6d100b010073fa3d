"""Catalogues of the interface in a folder of the user: further languages, and better words in those that are known.

The folder has `pl/party_card.po` for Polish. It is read when a language is first asked for, and kept.

Invariant: whatever lies in the folder, it gives messages that can be shown, or nothing. A language is offered only if
Babel knows its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from party_card.localization.translated_messages import TranslatedMessages

MAX_CATALOGUE_BYTES: Final = 4_000_000
FILE_NAME: Final = "party_card.po"
_CODE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_NOT_OFFERED: Final = ("en", "en-XA", "ar-XB")
_find_folder: list[Callable[[], Path | None]] = []


def set_user_folder(find_folder: Callable[[], Path | None]) -> None:
    """Sets how the folder is found, and forgets what was read; it is not looked for before it must."""
    _find_folder[:] = [find_folder]
    list_user_languages.cache_clear()
    load_user_messages.cache_clear()


@cache
def list_user_languages() -> Mapping[str, str]:
    """Returns the languages that the user has a catalogue of, sorted, each with its own name."""
    folder = _find_folder[0]() if _find_folder else None
    try:
        codes = sorted(path.parent.name for path in folder.glob(f"*/{FILE_NAME}")) if folder is not None else []
    except OSError:
        return MappingProxyType({})
    names = {code: find_own_name(code) for code in codes if code not in _NOT_OFFERED and is_catalogue_code(code)}
    return MappingProxyType({code: name for code, name in names.items() if name})


@cache
def load_user_messages(code: str) -> TranslatedMessages | None:
    """Returns the messages of a catalogue of the user; None if there is none, or if it is broken."""
    folder = _find_folder[0]() if code in list_user_languages() and _find_folder else None
    text = read_catalogue_text(folder / code / FILE_NAME) if folder is not None else None
    if text is None:
        return None
    from party_card.localization.translated_messages import read_messages  # noqa: PLC0415  # most people have none

    return read_messages(text)[0]


def read_catalogue_text(path: Path) -> str | None:
    """Returns the text of a catalogue; None if it cannot be read, is larger than MAX_CATALOGUE_BYTES or not UTF-8."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(MAX_CATALOGUE_BYTES + 1)
        return data.decode("utf-8-sig") if len(data) <= MAX_CATALOGUE_BYTES else None
    except (OSError, UnicodeDecodeError):
        return None


def is_catalogue_code(text: str) -> bool:
    """Returns True if a text has the form of the code of a language, with or without a script and a region."""
    return _CODE.fullmatch(text) is not None


def find_own_name(code: str) -> str:
    """Returns the name of a language in itself; empty if Babel does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # slow, and only for these languages

    try:
        name = Locale.parse(code, sep="-").get_display_name() or ""
    except (ValueError, UnknownLocaleError):
        return ""
    return str(name[:1].upper() + name[1:])
