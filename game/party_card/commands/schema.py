"""`party-card schema`: what an editor needs to complete and explain the keys of the formats."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import WELL, CommandError
from party_card.commands._output import write
from party_card.commands._packs import read

KINDS = ("scene", "dossier", "campaign", "sources")


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("kind", nargs="?", choices=KINDS, metavar="KIND", help="one of: " + ", ".join(KINDS))
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write it there as KIND.json; without KIND all four")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="offer the names of this folder, too")
    parser.set_defaults(command=schema)


def schema(args: argparse.Namespace) -> int:
    """Prints or writes the JSON Schema of a kind of file, from which editors complete and explain its keys."""
    import json

    from party_card.content.schema import schema as make

    if args.kind is None and args.to is None:
        raise CommandError("say which one (" + ", ".join(KINDS) + "), or where to write all of them: --to FOLDER")
    pack = read(args.pack)[0] if args.pack else None
    if args.to is not None:
        try:
            args.to.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"the folder {args.to} cannot be made: {error.strerror}") from None
    for kind in [args.kind] if args.kind else KINDS:
        text = json.dumps(make(kind, pack), ensure_ascii=False, indent=1) + "\n"
        if args.to is None:
            print(text, end="")
        else:
            write(str(args.to / f"{kind}.json"), text)
            print(args.to / f"{kind}.json")
    return WELL
