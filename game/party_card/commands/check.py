"""`party-card check`: every mistake that can be found without playing."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._fix import fix
from party_card.commands._output import FORMATS, colour

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
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
    parser.set_defaults(command=check)


def check(args: argparse.Namespace) -> int:
    """Looks for every mistake that can be found without playing: exit status 0 none, 1 some, 2 could not look."""
    from party_card.diagnostics.render import render
    from party_card.diagnostics.words import counted
    from party_card.rules import documented

    if args.yes and not args.fix:
        raise CommandError("--yes goes with --fix")
    if args.fix:
        if args.format not in ("full", "concise"):
            raise CommandError(f"--fix shows a diff, for which --format {args.format} has no place")
        fix(args.paths, args.yes)
    found: list[Diagnostic] = []
    looked = 0
    for path in args.paths or [None]:
        problems, count = _check_path(path)
        found += [problem for problem in problems if problem not in found]
        looked += count
    found.sort(key=lambda problem: problem.order)
    if args.format in ("full", "concise") and not any(problem.severity.counts(True) for problem in found):
        print(f"no problems found in {counted(looked, 'file')}" + ("; but something to consider:\n" if found else ""))
    if found or args.format in ("json", "sarif"):
        rules = documented() if args.format == "sarif" else ()
        print(render(found, args.format, colour=colour(), rules=rules), end="")
    counting = [problem for problem in found if problem.severity.counts(args.strict)]
    return MEND if counting else WELL


def _check_path(path: Path | None) -> tuple[list[Diagnostic], int]:
    """The problems of a folder, or of a part of a pack read among its neighbours, and how many files were looked at."""
    from party_card.services.verification import read_library, root_of

    if path is not None and not path.exists():
        raise CommandError(f"there is no file or folder {path}")
    root = None if path is None else root_of(path)
    try:
        library = read_library(root)
    except OSError as error:
        raise CommandError(f"the folder {root} cannot be read: {error.strerror}") from None
    found, files = list(library.about(path)), library.files(path)
    if not found and not files:
        if path is not None and path.is_file():
            raise CommandError(f"{path} is no YAML file: its name must end with .yaml")
        raise CommandError(f"there is no YAML file in {path}")
    return found, len(files)
