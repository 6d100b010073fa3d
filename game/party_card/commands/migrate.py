"""`party-card migrate`: rewrites scene files in the light form, or in full."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import EXIT_OK
from party_card.commands._fix import write_files
from party_card.services.errors import UsageError

SUMMARY = "rewrite scene files in the light form"
DESCRIPTION = (
    "Leaves out of scene files what need not be said: a goto to the next passage, an empty history, the basis, date "
    "and place of the passage before, and variables that only record one choice. Shown as a diff and asked first."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="scenes or folders")
    parser.add_argument(
        "--full", action="store_true", help="write everything out instead, as before passages are moved"
    )
    parser.add_argument(
        "--from",
        dest="from_version",
        choices=("0.1",),
        help="the files are of this version, in which passages took nothing from the one before",
    )
    parser.add_argument("--yes", action="store_true", help="write it without asking")


def run(args: argparse.Namespace) -> int:
    """Prints how scene files change, and writes them if that is confirmed."""
    from party_card.content.pack import find_yaml_files
    from party_card.content.pack_folders import find_pack_root
    from party_card.diagnostics.words import format_count
    from party_card.services.explain_path import require_path
    from party_card.services.load import explain_unreadable
    from party_card.services.migrate import migrate_files

    files: dict[Path, None] = {}
    for path in args.paths:
        require_path(path)
        root = find_pack_root(path)
        with explain_unreadable(root):
            files |= {file: None for file in find_yaml_files(root) if file == path or path in file.parents}
    if not files:
        raise UsageError("there is no scene to rewrite")
    try:
        changed_files = list(migrate_files(files, is_full=args.full, is_old=args.from_version is not None))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"a file cannot be read: {error}") from None
    if not changed_files:
        print("nothing to rewrite")
        return EXIT_OK
    for file in changed_files:
        print(file.format_diff())
    line_count = sum(file.new_text.count("\n") - file.old_text.count("\n") for file in changed_files)
    change = f"{abs(line_count):,} lines {'fewer' if line_count < 0 else 'more'}"
    write_files(changed_files, f"{change} in {format_count(len(changed_files), 'file')}", args.yes)
    return EXIT_OK
