"""`party-card translate interface`: a catalogue of the program's own words, in the user's folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.services.errors import InvalidContentError, UsageError


def add_interface_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the action to its parser."""
    parser.add_argument("--language", required=True, metavar="CODE", help="such as pl, kk or pt-BR")
    parser.add_argument(
        "--to", type=Path, metavar="FILE", help="the file (default: LANGUAGE/party_card.po in your folder of languages)"
    )


def write_interface_catalogue(args: argparse.Namespace) -> int:
    """Writes the catalogue, or brings it up to date, and reports what in it cannot be shown."""
    from party_card.commands._output import print_diagnostics, write_bytes
    from party_card.content.file_text import read_file
    from party_card.diagnostics.words import format_count
    from party_card.localization.languages import ENGLISH
    from party_card.localization.user_catalogues import FILE_NAME, find_own_name, is_catalogue_code
    from party_card.storage.own_languages import languages_folder
    from party_card.translation.interface import check_interface, check_interface_file, extract_interface

    language = args.language
    if not is_catalogue_code(language) or not find_own_name(language):
        raise UsageError(f"`{language}` is no code of a language; write one such as pl, kk or pt-BR")
    if language == ENGLISH:
        raise UsageError("the words of the program are English already")
    path = args.to or languages_folder() / language / FILE_NAME
    older = None
    if path.exists() or path.is_symlink():
        older, errors = read_file(path, str(path))
        if older is not None:
            errors = [item for item in check_interface_file(older) if item.code == "translation-syntax"]
        if older is None or errors:
            raise InvalidContentError(errors, f"{path} is left as it is; mend it, or name another file with --to")
    _make_folder(path.parent)
    catalogue = extract_interface(language, older)
    write_bytes(str(path), catalogue.content)
    counts = [f"{catalogue.translated_count:,} translated"]
    counts += [f"{catalogue.fuzzy_count} fuzzy"] if catalogue.fuzzy_count else []
    counts += [f"{catalogue.obsolete_count} no longer in the program"] if catalogue.obsolete_count else []
    print(f"{path}: {format_count(catalogue.message_count, 'message')}, {', '.join(counts)}")
    diagnostics = check_interface(path)
    print_diagnostics(diagnostics, "full", (), None)
    return EXIT_FINDINGS if diagnostics else EXIT_OK


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}; name a file with --to") from None
