"""`party-card translate`: writes the texts of a scene or campaign for translators, and checks their translations."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._arguments import add_format_arguments
from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._translate_interface import add_interface_arguments, write_interface_catalogue
from party_card.services.errors import InvalidContentError, UsageError

if TYPE_CHECKING:
    from party_card.content.pack import Pack
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.diagnostics.source import SourceFile
    from party_card.translation.scene_texts import TranslatedDocument

SUMMARY = "translate scenes, the campaign, or the program into another language"
DESCRIPTION = (
    "Writes the texts of a scene or campaign as a gettext catalogue (.po), which Poedit, Weblate and other programs "
    "for translators open, and checks what they made of it; also the words of the program itself, in a further "
    "language."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    actions = parser.add_subparsers(dest="action", metavar="WHAT", required=True)
    extract = actions.add_parser(
        "extract",
        help="write the texts of a scene, and of the facts that it cites; an older file keeps its translations",
    )
    extract.add_argument("scene", nargs="?", help="the scene's name")
    extract.add_argument(
        "--campaign", action="store_true", help="the texts of the campaign: prologue, before scenes, archive, end"
    )
    extract.add_argument(
        "--to", type=Path, metavar="FILE", help="the file (default: translations/LANGUAGE/SCENE.po in the folder)"
    )
    extract.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    extract.add_argument(
        "--language", metavar="CODE", help="such as uk, de or pt-BR (default: as the file or its folder is called)"
    )
    check = actions.add_parser(
        "check", help="look for what is missing in translations, and for what they say otherwise"
    )
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; without any, the game's own"
    )
    add_format_arguments(check)
    interface = actions.add_parser(
        "interface", help="write the words of the program itself for a further language, which it then speaks"
    )
    add_interface_arguments(interface)
    check.add_argument("--strict", action="store_true", help="warnings count as problems too; remarks never do")


def run(args: argparse.Namespace) -> int:
    """Runs one of the actions."""
    run_action = {"extract": _extract, "check": _check, "interface": write_interface_catalogue}[args.action]
    return run_action(args)


def _extract(args: argparse.Namespace) -> int:
    from party_card.commands._output import write_bytes
    from party_card.diagnostics.words import format_count
    from party_card.translation.extract import extract_texts
    from party_card.translation.files import list_other_catalogues, translation_path

    if (args.scene is None) is not args.campaign:
        raise UsageError("say which scene, or --campaign for its prologue, archive and end")
    language = _find_language(args)
    if args.to is None and args.pack is None:
        raise UsageError("say where to write it: --to FILE, or --pack FOLDER for the scenes of a folder of yours")
    pack, document, name = _load_document(args)
    path = args.to or _make_default_path(pack, language, name)
    others = list_other_catalogues(translation_path(pack.root, language, name))
    extraction, errors = extract_texts(pack, document, language, _read_older(path), others)
    if extraction is None:
        raise InvalidContentError(errors, f"{path} is left as it is; mend it, or name another file with --to")
    write_bytes(str(path), extraction.content)
    counts = [f"{extraction.kept_count} translated"]
    counts += [f"{extraction.fuzzy_count} fuzzy"] if extraction.fuzzy_count else []
    owner = "campaign" if args.campaign else "scene"
    counts += [f"{extraction.obsolete_count} no longer in the {owner}"] if extraction.obsolete_count else []
    print(f"{path}: {format_count(extraction.text_count, 'text')}, {', '.join(counts)}")
    return EXIT_OK


def _load_document(args: argparse.Namespace) -> tuple[Pack, TranslatedDocument, str]:
    """Returns a scene or the campaign with its pack, and what its translations are called. Raises UsageError."""
    from party_card.services.checked_pack import load_valid_pack, load_valid_scene
    from party_card.translation.files import CAMPAIGN, has_campaign_file

    if args.scene is not None:
        pack, name = load_valid_scene(args.pack, args.scene)
        return pack, pack.scenes[name], str(name)
    pack = load_valid_pack(args.pack)
    if pack.campaign is None:
        raise UsageError("there is no campaign here: a file with a line `campaign:` makes one of scenes")
    if not has_campaign_file(pack):
        raise UsageError(f"a scene is called `{CAMPAIGN}`, as the translation of the campaign would be; rename it")
    return pack, pack.campaign, CAMPAIGN


def _check(args: argparse.Namespace) -> int:
    from party_card.commands._output import print_diagnostics
    from party_card.content.pack_folders import find_builtin_pack
    from party_card.diagnostics.words import format_count
    from party_card.services.checked_pack import load_valid_pack
    from party_card.translation.check import FINDINGS, check_translation
    from party_card.translation.interface import check_interface, is_interface_catalogue

    interface_paths = [path for path in args.paths if path.is_file() and is_interface_catalogue(path)]
    builtin_root = find_builtin_pack()
    files_by_root: dict[Path, dict[Path, None]] = {}
    for path in [path for path in args.paths or (builtin_root,) if path not in interface_paths]:
        for root, files in _find_files(path).items():
            files_by_root.setdefault(root, {}).update(dict.fromkeys(files))
    diagnostics: list[Diagnostic] = [item for path in interface_paths for item in check_interface(path)]
    for root, paths in files_by_root.items():
        pack = load_valid_pack(None if root.resolve() == builtin_root.resolve() else root)
        diagnostics += [diagnostic for path in paths for diagnostic in check_translation(pack, path)]
    is_for_people = args.format in ("full", "concise") and args.to is None
    if is_for_people and not any(diagnostic.severity.is_failure(True) for diagnostic in diagnostics):
        suffix = "; but something to consider:\n" if diagnostics else ""
        count = format_count(sum(map(len, files_by_root.values())) + len(interface_paths), "translation")
        print(f"no problems found in {count}{suffix}")
    print_diagnostics(diagnostics, args.format, FINDINGS, args.to)
    has_failures = any(diagnostic.severity.is_failure(args.strict) for diagnostic in diagnostics)
    return EXIT_FINDINGS if has_failures else EXIT_OK


def _find_files(path: Path) -> dict[Path, list[Path]]:
    """Returns the translations at a path by the root of their pack. Raises UsageError if there are none."""
    from party_card.content.pack_folders import TRANSLATIONS, YAML_FOLDERS, find_pack_root
    from party_card.services.explain_path import require_path
    from party_card.translation.files import find_translation_root, list_translations

    require_path(path)
    if (root := find_translation_root(path)) is not None:
        return {root: [path]}
    if not path.is_dir():
        raise UsageError(f"{path} does not lie where a translation is read: translations/LANGUAGE/SCENE.po of a folder")
    parents = (path, *path.absolute().parents[:2])
    root = next(
        (find_pack_root(folder.parent) for folder in parents if folder.name == TRANSLATIONS), find_pack_root(path)
    )
    files = [
        file
        for file in list_translations(root)
        if path in (root, root / YAML_FOLDERS[-1])
        or path.resolve() in (file.parent.resolve(), file.parent.parent.resolve())
    ]
    if not files:
        raise UsageError(f"there is no translation in {path}; `party-card translate extract` begins one")
    return {root: files}


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
