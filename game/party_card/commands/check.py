"""`party-card check`: finds every error that can be found without playing."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._fix import fix_files
from party_card.commands._output import FORMATS, print_diagnostics
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic

SUMMARY = "look for mistakes in scenes and dossiers"
DESCRIPTION = "Looks for every mistake that can be found without playing: exit status 0 none, 1 some, 2 could not look."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders; without any, the game's own"
    )
    parser.add_argument("--format", choices=FORMATS, default="full", help="how problems are shown (default: full)")
    parser.add_argument("--strict", action="store_true", help="warnings count as problems too; remarks never do")
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend what needs no author, and nothing else: shown as a diff and asked first",
    )
    parser.add_argument("--yes", action="store_true", help="with --fix: write it without asking")


def run(args: argparse.Namespace) -> int:
    """Prints the diagnostics of files, folders, or the built-in pack; with `--fix` fixes them first."""
    from party_card.diagnostics.words import format_count
    from party_card.rules import RULES
    from party_card.services.checked_pack import load_checked_path

    is_for_people = args.format in ("full", "concise")
    if args.yes and not args.fix:
        raise UsageError("--yes goes with --fix")
    if args.fix:
        if not is_for_people:
            raise UsageError(f"--fix shows a diff, for which --format {args.format} has no place")
        fix_files(args.paths, args.yes)
    diagnostics: list[Diagnostic] = []
    file_count = 0
    for path in args.paths or [None]:
        checked_pack = load_checked_path(path)
        diagnostics += [diagnostic for diagnostic in checked_pack.diagnostics_at(path) if diagnostic not in diagnostics]
        file_count += len(checked_pack.files_at(path))
    diagnostics.sort(key=lambda diagnostic: diagnostic.sort_key)
    if is_for_people and not any(diagnostic.severity.is_failure(True) for diagnostic in diagnostics):
        suffix = "; but something to consider:\n" if diagnostics else ""
        print(f"no problems found in {format_count(file_count, 'file')}{suffix}")
    print_diagnostics(diagnostics, args.format, RULES)
    has_failures = any(diagnostic.severity.is_failure(args.strict) for diagnostic in diagnostics)
    return EXIT_FINDINGS if has_failures else EXIT_OK
