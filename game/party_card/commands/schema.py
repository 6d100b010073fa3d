"""`party-card schema`: writes JSON Schemas, from which an editor completes and explains the keys of the formats."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import EXIT_OK
from party_card.commands._output import write_text
from party_card.services.errors import UsageError

SUMMARY = "let an editor complete and explain the keys"
DESCRIPTION = "Prints or writes the JSON Schema of a kind of file, from which editors complete and explain its keys."
FILE_KINDS = ("scene", "dossier", "campaign", "sources")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    kinds = ", ".join(FILE_KINDS)
    parser.add_argument("kind", nargs="?", choices=FILE_KINDS, metavar="KIND", help=f"one of: {kinds}")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write it there as KIND.json; without KIND all four")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="offer the names of this folder, too")


def run(args: argparse.Namespace) -> int:
    """Prints one schema, or writes one or all into a folder."""
    import json

    from party_card.content.schema import build_schema
    from party_card.services.load import load_pack

    if args.kind is None and args.to is None:
        raise UsageError("say which one (" + ", ".join(FILE_KINDS) + "), or where to write all of them: --to FOLDER")
    pack = load_pack(args.pack) if args.pack else None
    if args.to is not None:
        try:
            args.to.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"the folder {args.to} cannot be made: {error.strerror}") from None
    for kind in [args.kind] if args.kind else FILE_KINDS:
        text = json.dumps(build_schema(kind, pack), ensure_ascii=False, indent=1) + "\n"
        if args.to is None:
            print(text, end="")
        else:
            write_text(str(args.to / f"{kind}.json"), text)
            print(args.to / f"{kind}.json")
    return EXIT_OK
