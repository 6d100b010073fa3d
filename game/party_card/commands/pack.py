"""`party-card pack`: adds packs to the installed ones, lists them, and removes them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from party_card.commands._arguments import LIMIT_HELP, parse_limit
from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import print_diagnostics
from party_card.services.errors import UsageError

SUMMARY = "put packs of scenes on the shelf"
DESCRIPTION = "Adds a pack of scenes to the shelf once it is checked and proved, lists packs, or takes one away."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    actions = parser.add_subparsers(dest="action", metavar="WHAT", required=True)
    add = actions.add_parser("add", help="check and prove a folder or a zip, and put its scenes on the shelf")
    add.add_argument("path", type=Path, metavar="FILE|FOLDER", help="the pack: a folder, or a zip of one")
    add.add_argument("--name", default="", metavar="NAME", help="what it is called (default: as its file)")
    add.add_argument("--again", action="store_true", help="put it in place of the pack of this name")
    add.add_argument("--limit", type=parse_limit, metavar="N", help=LIMIT_HELP)
    actions.add_parser("list", help="say which packs stand on the shelf, and where they come from")
    remove = actions.add_parser("remove", help="take a pack from the shelf; what was played of it is kept")
    remove.add_argument("name", metavar="NAME", help="its name, as `pack list` has it")


def run(args: argparse.Namespace) -> int:
    """Runs one of the actions add, list and remove."""
    from party_card.storage.installed_packs import packs_folder

    try:
        packs_folder()  # raises an error if the environment names no folder
        if args.action == "add":
            return _add(args)
        return _list() if args.action == "list" else _remove(args.name)
    except OSError as error:
        raise UsageError(f"{error.filename or 'the packs'} cannot be reached: {error.strerror or error}") from None


def _add(args: argparse.Namespace) -> int:
    from party_card.commands._progress import ProgressReport
    from party_card.diagnostics.words import format_count
    from party_card.services.install_pack import PackRejectedError, add_pack

    try:
        result = add_pack(
            args.path,
            args.name,
            replace_existing=args.again,
            max_states=args.limit,
            progress=(progress := ProgressReport()).report_proof,
        )
        progress.clear()
    except PackRejectedError as reasons:
        print("\n".join(f"party-card: {reason}" for reason in str(reasons).splitlines()), file=sys.stderr)
        return EXIT_FINDINGS
    for warning in result.warnings:
        print(f"party-card: {warning}", file=sys.stderr)
    print_diagnostics(result.diagnostics)
    if not result.is_added:
        print(f"{result.title} was not added: mend what is named above, and add it again.")
        return EXIT_FINDINGS
    print(f"{result.title} is on the shelf: {format_count(len(result.scenes), 'scene')}, every path proved.")
    for scene in result.scenes:
        print(f"  party-card play {scene}")
    return EXIT_OK


def _list() -> int:
    from party_card.content.lazy_pack import open_pack
    from party_card.storage import installed_packs

    installed = installed_packs.list_installed_packs()
    if not installed:
        print("There are no packs but the game's own; `party-card pack add FILE` adds one.")
    for entry in installed:
        try:
            pack = open_pack(entry.root)
        except OSError as error:
            print(f"{entry.name}: cannot be opened: {error.strerror or error}")
            continue
        origin = f"from {entry.publisher}" if entry.publisher else "added"
        print(f"{entry.name}: {installed_packs.pack_title(pack, entry.name)}, {origin}")
        for scene in pack.scene_ids():
            print(f"  {scene}: {pack.scene_head(scene).title}")
    return EXIT_OK


def _remove(name: str) -> int:
    from party_card.diagnostics.suggest import find_closest
    from party_card.storage import installed_packs

    if installed_packs.remove_pack(name):
        print(f"{name} is gone from the shelf. What was played of it is kept, should it come back.")
        return EXIT_OK
    publisher = next((pack.publisher for pack in installed_packs.list_published_packs() if pack.name == name), "")
    if publisher:
        raise UsageError(f"`{name}` comes with {publisher}; it goes with it: pip uninstall {publisher.split()[0]}")
    names = [pack.name for pack in installed_packs.list_added_packs()]
    if closest := find_closest(name, names):
        advice = f"did you mean `{closest}`?"
    else:
        advice = "there are: " + ", ".join(names) if names else "there are none"
    raise UsageError(f"there is no pack `{name}`; {advice}")
