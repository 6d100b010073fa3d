"""`party-card check`: finds every error that can be found without playing."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from party_card.commands._arguments import add_format_arguments
from party_card.commands._cached_request import add_cache_argument, open_request
from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._fix import fix_files
from party_card.commands._output import print_diagnostics
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.diagnostics.rule import Rule
    from party_card.result_cache.results import CheckResult
    from party_card.services.checked_pack import CheckedPack
    from party_card.services.translations import PackTranslation

SUMMARY = "look for mistakes in scenes and dossiers"
DESCRIPTION = "Looks for every mistake that can be found without playing: exit status 0 none, 1 some, 2 could not look."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; without any, the game's own"
    )
    add_format_arguments(parser)
    parser.add_argument("--strict", action="store_true", help="warnings count as problems too; remarks never do")
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend what needs no author, and nothing else: shown as a diff and asked first",
    )
    parser.add_argument(
        "--targets", action="store_true", help="list first where choices without a goto lead: to the next passage"
    )
    parser.add_argument("--yes", action="store_true", help="with --fix: write it without asking")
    add_cache_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Prints the diagnostics of files, folders, or the built-in pack; with `--fix` fixes them first."""
    from party_card.diagnostics.words import format_count

    is_for_people = args.format in ("full", "concise") and args.to is None
    if args.yes and not args.fix:
        raise UsageError("--yes goes with --fix")
    if args.targets and not is_for_people:
        raise UsageError("--targets prints lines for people: leave out --format and --to")
    if args.fix:
        if args.format not in ("full", "concise"):
            raise UsageError(f"--fix shows a diff, for which --format {args.format} has no place")
        fix_files(args.paths, args.yes)
    result = _check(args)
    diagnostics = result.diagnostics
    if is_for_people and not any(diagnostic.severity.is_failure(True) for diagnostic in diagnostics):
        suffix = "; but something to consider:\n" if diagnostics else ""
        files = format_count(result.file_count, "file")
        if result.translation_count:
            files = f"{files} and {format_count(result.translation_count, 'translation')}"
        print(f"no problems found in {files}{suffix}")
    print_diagnostics(diagnostics, args.format, _list_documented_rules(args.format), args.to)
    has_failures = any(diagnostic.severity.is_failure(args.strict) for diagnostic in diagnostics)
    return EXIT_FINDINGS if has_failures else EXIT_OK


def _check(args: argparse.Namespace) -> CheckResult:
    """Returns what was found in the same files before, or checks them; the targets of choices are printed meanwhile."""
    from party_card.result_cache.results import CheckResult, find_check_result, keep_check_result

    with open_request(args, "check", {}, is_enabled=not args.targets) as request:
        if (known_result := find_check_result(request)) is not None:
            return known_result
        from party_card.services.checked_pack import check_loaded_paths, load_paths
        from party_card.services.translations import check_pack_translation, find_translations_at

        diagnostics: list[Diagnostic] = []
        file_names: set[str] = set()
        translations: dict[PackTranslation, None] = {}
        for path, checked_pack in check_loaded_paths(load_paths(args.paths)):
            diagnostics += [
                diagnostic for diagnostic in checked_pack.diagnostics_at(path) if diagnostic not in diagnostics
            ]
            file_names.update(file.name for file in checked_pack.files_at(path))
            for translation in find_translations_at(checked_pack.pack, path, checked_pack.scene_ids_at(path)):
                if translation not in translations:
                    translations[translation] = None
                    diagnostics += check_pack_translation(checked_pack.pack, translation)
            if args.targets:
                _print_implied_targets(checked_pack, path)
        diagnostics.sort(key=lambda diagnostic: diagnostic.sort_key)
        result = CheckResult(tuple(diagnostics), len(file_names), len(translations))
        keep_check_result(request, result)
        return result


def _list_documented_rules(output_format: str) -> Sequence[Rule[Any]]:
    if output_format != "sarif":
        return ()
    from party_card.rules import RULES  # half of the time of a check whose result is known
    from party_card.translation.check import FINDINGS

    return (*RULES, *FINDINGS)


def _print_implied_targets(checked_pack: CheckedPack, path: Path | None) -> None:
    from party_card.services.migrate import list_implied_targets

    for scene in checked_pack.scene_ids_at(path):
        print(f"{scene}: choices that lead to the next passage of the file, which no `goto` names")
        for passage, target, choices in list_implied_targets(checked_pack.pack.scenes[scene]):
            print(f"  {passage} -> {target}: {', '.join(choice.id for choice in choices)}")
        print()
