"""`party-card pack`: packs added to the shelf, listed, and taken away."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._output import colour


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    does = parser.add_subparsers(dest="does", metavar="WHAT", required=True)
    one = does.add_parser("add", help="check and prove a folder or a zip, and put its scenes on the shelf")
    one.add_argument("path", type=Path, metavar="FILE|FOLDER", help="the pack: a folder, or a zip of one")
    one.add_argument("--name", default="", metavar="NAME", help="what it is called (default: as its file)")
    one.add_argument("--again", action="store_true", help="put it in place of the pack of this name")
    does.add_parser("list", help="say which packs stand on the shelf, and where they come from")
    gone = does.add_parser("remove", help="take a pack from the shelf; what was played of it is kept")
    gone.add_argument("name", metavar="NAME", help="its name, as `pack list` has it")
    parser.set_defaults(command=pack)


def pack(args: argparse.Namespace) -> int:
    """Adds a pack of scenes to the shelf once it is checked and proved, lists packs, or takes one away."""
    try:
        if args.does == "add":
            return _add(args)
        return _list() if args.does == "list" else _remove(args.name)
    except OSError as error:
        raise CommandError(f"{error.filename or 'the packs'} cannot be reached: {error.strerror or error}") from None


def _add(args: argparse.Namespace) -> int:
    from party_card.diagnostics.render import render
    from party_card.diagnostics.words import counted
    from party_card.services.install_pack import CannotAddError, add

    try:
        looked = add(args.path, args.name, again=args.again)
    except CannotAddError as why:
        print("\n".join(f"party-card: {line}" for line in str(why).splitlines()), file=sys.stderr)
        return MEND
    for line in looked.told:
        print(f"party-card: {line}", file=sys.stderr)
    print(render(looked.diagnostics, colour=colour()), end="")
    if not looked.added:
        print(f"{looked.title} was not added: mend what is named above, and add it again.")
        return MEND
    print(f"{looked.title} is on the shelf: {counted(len(looked.scenes), 'scene')}, every path proved.")
    for scene in looked.scenes:
        print(f"  party-card play {scene}")
    return WELL


def _list() -> int:
    from party_card.content.lazy_pack import open_pack
    from party_card.storage import installed_packs

    found = installed_packs.found()
    if not found:
        print("There are no packs but the game's own; `party-card pack add FILE` adds one.")
    for one in found:
        try:
            opened = open_pack(one.root)
        except OSError as error:
            print(f"{one.name}: cannot be opened: {error.strerror or error}")
            continue
        whence = f"from {one.publisher}" if one.publisher else "added"
        print(f"{one.name}: {installed_packs.title(opened, one.name)}, {whence}")
        for scene in opened.order():
            print(f"  {scene}: {opened.head(scene).title}")
    return WELL


def _remove(name: str) -> int:
    from party_card.diagnostics.suggest import nearest
    from party_card.storage import installed_packs

    if installed_packs.remove(name):
        print(f"{name} is gone from the shelf. What was played of it is kept, should it come back.")
        return WELL
    names = [one.name for one in installed_packs.added()]
    publisher = next((one.publisher for one in installed_packs.published() if one.name == name), "")
    if publisher:
        raise CommandError(f"`{name}` comes with {publisher}; it goes with it: pip uninstall {publisher.split()[0]}")
    near = nearest(name, names)
    mend = f"did you mean `{near}`?" if near else "there are: " + ", ".join(names) if names else "there are none"
    raise CommandError(f"there is no pack `{name}`; {mend}")
