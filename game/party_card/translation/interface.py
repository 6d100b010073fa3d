"""Catalogues of the interface for translators: writes one from the messages of the program, and checks it.

Invariant: a file is written anew only if it can be read, and what is translated in it stays.
"""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from party_card.content.file_text import read_file
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.localization.languages import DOMAIN, FOLDER
from party_card.localization.translated_messages import read_messages
from party_card.localization.user_catalogues import FILE_NAME
from party_card.translation.findings import interface_message, translation_syntax

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

MAX_NEW_MESSAGES = 200
"""If more messages are new, none gets the translation of a similar one, which would take minutes."""


class InterfaceCatalogue(NamedTuple):
    """A catalogue of the interface, brought up to date, with counts for a person."""

    content: bytes
    message_count: int
    translated_count: int
    fuzzy_count: int
    obsolete_count: int


def is_interface_catalogue(path: Path) -> bool:
    """Returns True if a file is called as the catalogues of the interface are."""
    return path.name == FILE_NAME


def check_interface(path: Path) -> list[Diagnostic]:
    """Returns what is wrong with a catalogue of the interface: it cannot be read, or a message cannot be shown."""
    file, errors = read_file(path, str(path))
    return list(errors) if file is None else check_interface_file(file)


def check_interface_file(file: SourceFile) -> list[Diagnostic]:
    """Returns what is wrong with the text of a catalogue."""
    _, faults = read_messages(file.text)
    diagnostics = [
        (translation_syntax if fault.is_syntax else interface_message).report(file, fault.line, fault.reason)
        for fault in faults
    ]
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)


def extract_interface(language: str, older: SourceFile | None) -> InterfaceCatalogue:
    """Returns the catalogue of a language with every message of the program, and the translations of an older file.

    The older file is one that can be read (`check_interface_file` reports no broken syntax).
    """
    from babel import Locale  # noqa: PLC0415  # slow
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.pofile import read_po, write_po  # noqa: PLC0415

    locale = Locale.parse(language, sep="-")
    with (FOLDER / f"{DOMAIN}.pot").open("rb") as file:
        template = read_po(file, locale=locale)
    shipped = FOLDER / language.replace("-", "_") / "LC_MESSAGES" / FILE_NAME
    if older is not None:
        catalogue = read_po(StringIO(older.text), locale=locale)
        known = {(message.context, message.id) for message in catalogue}
        new_count = sum((message.context, message.id) not in known for message in template)
        catalogue.update(template, no_fuzzy_matching=new_count > MAX_NEW_MESSAGES)
    elif shipped.is_file():
        with shipped.open("rb") as file:
            catalogue = read_po(file, locale=locale)
    else:
        header = template.header_comment
        catalogue = Catalog(locale=locale, project="Party Card", header_comment=header, charset="utf-8", fuzzy=False)
        catalogue.update(template)
    content = BytesIO()
    write_po(content, catalogue, width=100, include_lineno=False)
    return _count(catalogue, content.getvalue())


def _count(catalogue: Catalog, content: bytes) -> InterfaceCatalogue:
    messages = [message for message in catalogue if message.id]
    fuzzy = [message for message in messages if message.fuzzy]
    translated = [message for message in messages if not message.fuzzy and _is_translated(message)]
    return InterfaceCatalogue(content, len(messages), len(translated), len(fuzzy), len(catalogue.obsolete))


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(strings)
