"""`party-card schema`: writes JSON Schemas, from which an editor completes and explains the keys of the formats."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import EXIT_OK
from party_card.commands._output import format_json, write_text
from party_card.services.errors import UsageError

SUMMARY = "let an editor complete and explain the keys"
DESCRIPTION = "Prints or writes the JSON Schema of a kind of file, from which editors complete and explain its keys."
FILE_KINDS = ("scene", "dossier", "campaign", "sources", "places", "people", "prologue")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    kinds = ", ".join(FILE_KINDS)
    parser.add_argument("kind", nargs="?", choices=FILE_KINDS, metavar="KIND", help=f"one of: {kinds}")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER|FILE",
        help="write it to this file (.json), or into this folder as KIND.json; without KIND all of them",
    )
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="offer the names of this folder, too")


def run(args: argparse.Namespace) -> int:
    """Prints one schema, or writes one or all into a folder."""
    from party_card.content.schema import build_schema
    from party_card.services.load import load_pack

    if args.kind is None and args.to is None:
        raise UsageError("say which one (" + ", ".join(FILE_KINDS) + "), or where to write all of them: --to FOLDER")
    pack = load_pack(args.pack) if args.pack else None
    texts = {
        kind: format_json(build_schema(kind, pack), indent=1) for kind in ([args.kind] if args.kind else FILE_KINDS)
    }
    if args.to is None:
        print(texts[args.kind], end="")
    elif args.to.suffix.lower() == ".json" and not args.to.is_dir():
        if args.kind is None:
            raise UsageError(f"{args.to} is one file, and there are several schemas; say which one, or name a folder")
        write_text(str(args.to), texts[args.kind])
        print(args.to)
    else:
        try:
            args.to.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"the folder {args.to} cannot be made: {error.strerror}") from None
        for kind, text in texts.items():
            write_text(str(args.to / f"{kind}.json"), text)
            print(args.to / f"{kind}.json")
    return EXIT_OK
