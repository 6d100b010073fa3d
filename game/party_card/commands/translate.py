"""`party-card translate`: writes the texts of a scene for translators."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_OK
from party_card.services.errors import InvalidContentError, UsageError

if TYPE_CHECKING:
    from party_card.content.pack import Pack
    from party_card.diagnostics.source import SourceFile

SUMMARY = "translate a scene into another language"
DESCRIPTION = (
    "Writes the texts of a scene as a gettext catalogue (.po), which Poedit, Weblate and other programs for "
    "translators open. Needs the extra `translate`. Words of the program itself stay English for now."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    actions = parser.add_subparsers(dest="action", metavar="WHAT", required=True)
    extract = actions.add_parser(
        "extract",
        help="write the texts of a scene, and of the facts that it cites; an older file keeps its translations",
    )
    extract.add_argument("scene", help="the scene's name")
    extract.add_argument(
        "--to", type=Path, metavar="FILE", help="the file (default: translations/LANGUAGE/SCENE.po in the folder)"
    )
    extract.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    extract.add_argument(
        "--language", metavar="CODE", help="such as uk, de or pt-BR (default: as the file or its folder is called)"
    )


def run(args: argparse.Namespace) -> int:
    """Runs one of the actions."""
    from party_card.translation.catalogue import BabelMissingError

    try:
        return _extract(args)
    except BabelMissingError as error:
        raise UsageError(str(error)) from None


def _extract(args: argparse.Namespace) -> int:
    from party_card.commands._output import write_bytes
    from party_card.diagnostics.words import format_count
    from party_card.services.checked_pack import load_valid_scene
    from party_card.translation.extract import extract_scene

    language = _find_language(args)
    if args.to is None and args.pack is None:
        raise UsageError("say where to write it: --to FILE, or --pack FOLDER for the scenes of a folder of yours")
    pack, name = load_valid_scene(args.pack, args.scene)
    path = args.to or _make_default_path(pack, language, name)
    extraction, errors = extract_scene(pack, pack.scenes[name], language, _read_older(path))
    if extraction is None:
        raise InvalidContentError(errors, f"{path} is left as it is; mend it, or name another file with --to")
    write_bytes(str(path), extraction.content)
    counts = [f"{extraction.kept_count} translated"]
    counts += [f"{extraction.fuzzy_count} fuzzy"] if extraction.fuzzy_count else []
    counts += [f"{extraction.obsolete_count} no longer in the scene"] if extraction.obsolete_count else []
    print(f"{path}: {format_count(extraction.text_count, 'text')}, {', '.join(counts)}")
    return EXIT_OK


def _find_language(args: argparse.Namespace) -> str:
    """Returns the code of the language that is asked for, or that the file is called by. Raises UsageError."""
    from party_card.content.languages import is_language_code, name_language

    if args.language is not None:
        if not is_language_code(args.language):
            raise UsageError(f"`{args.language}` is no code of a language; write one such as uk, de or pt-BR")
        return str(args.language)
    for name in (args.to.stem, args.to.absolute().parent.name) if args.to is not None else ():
        if is_language_code(name) and name_language(name):
            return str(name)
    raise UsageError("say which language: --language uk, or another code such as de or pt-BR")


def _make_default_path(pack: Pack, language: str, scene: str) -> Path:
    from party_card.translation.files import leads_outside, translation_path

    path = translation_path(pack.root, language, scene)
    if leads_outside(path, pack.root):
        raise UsageError(f"{path} lies behind a link that leads out of the folder; name a file with --to")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path.parent} cannot be made: {error.strerror}; name a file with --to") from None
    return path


def _read_older(path: Path) -> SourceFile | None:
    """Returns the file that is there already. Raises InvalidContentError if it cannot be read."""
    from party_card.content.file_text import read_file

    if not path.exists() and not path.is_symlink():
        return None
    file, errors = read_file(path, str(path))
    if file is None:
        raise InvalidContentError(errors)
    return file
