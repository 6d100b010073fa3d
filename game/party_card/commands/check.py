"""`party-card check`: finds every error that can be found without playing."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._arguments import add_format_arguments
from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._fix import fix_files
from party_card.commands._output import print_diagnostics
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.services.checked_pack import CheckedPack

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


def run(args: argparse.Namespace) -> int:
    """Prints the diagnostics of files, folders, or the built-in pack; with `--fix` fixes them first."""
    from party_card.diagnostics.words import format_count
    from party_card.rules import RULES
    from party_card.services.checked_pack import load_checked_paths

    is_for_people = args.format in ("full", "concise") and args.to is None
    if args.yes and not args.fix:
        raise UsageError("--yes goes with --fix")
    if args.targets and not is_for_people:
        raise UsageError("--targets prints lines for people: leave out --format and --to")
    if args.fix:
        if args.format not in ("full", "concise"):
            raise UsageError(f"--fix shows a diff, for which --format {args.format} has no place")
        fix_files(args.paths, args.yes)
    diagnostics: list[Diagnostic] = []
    file_names: set[str] = set()
    for path, checked_pack in load_checked_paths(args.paths):
        diagnostics += [diagnostic for diagnostic in checked_pack.diagnostics_at(path) if diagnostic not in diagnostics]
        file_names.update(file.name for file in checked_pack.files_at(path))
        if args.targets:
            _print_implied_targets(checked_pack, path)
    diagnostics.sort(key=lambda diagnostic: diagnostic.sort_key)
    if is_for_people and not any(diagnostic.severity.is_failure(True) for diagnostic in diagnostics):
        suffix = "; but something to consider:\n" if diagnostics else ""
        print(f"no problems found in {format_count(len(file_names), 'file')}{suffix}")
    print_diagnostics(diagnostics, args.format, RULES, args.to)
    has_failures = any(diagnostic.severity.is_failure(args.strict) for diagnostic in diagnostics)
    return EXIT_FINDINGS if has_failures else EXIT_OK


def _print_implied_targets(checked_pack: CheckedPack, path: Path | None) -> None:
    from party_card.services.migrate import list_implied_targets

    for scene in checked_pack.scene_ids_at(path):
        print(f"{scene}: choices that lead to the next passage of the file, which no `goto` names")
        for passage, target, choices in list_implied_targets(checked_pack.pack.scenes[scene]):
            print(f"  {passage} -> {target}: {', '.join(choice.id for choice in choices)}")
        print()
