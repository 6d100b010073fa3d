"""`party-card export`: scenes as files to hand out."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._output import refuse, write_bytes
from party_card.commands._packs import names

_EXPORTS = {
    "html": "one HTML file that plays in any browser, without a network",
    "gamebook": "one HTML file to print: the scene as numbered sections, for a class without devices",
    "scorm": "a SCORM 1.2 package (zip) of the same, for a learning platform such as Moodle",
}
"""What can be written, by option: the formats of `party_card.publishing.export`, which is imported late."""


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("scene", nargs="?", help="the scene's name")
    parser.add_argument("--campaign", action="store_true", help="all scenes in one file, in their order")
    parser.add_argument(
        "--without", type=names, default=(), metavar="A,B,C", help="with --campaign: leave these scenes out"
    )
    for name, about in _EXPORTS.items():
        parser.add_argument(f"--{name}", metavar="FILE", help=f"write {about}")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    parser.set_defaults(command=export)


def export(args: argparse.Namespace) -> int:
    """Writes scenes that are checked and proved as files to hand out: exit status 0 written, 1 mistakes, 2 cannot."""
    from party_card.frontends.gamebook.book import NoBookError
    from party_card.frontends.html.verify.positions import MismatchError
    from party_card.publishing.export import FORMATS, ExportJob
    from party_card.services.prove import UsageError

    wanted = {name: file for name in FORMATS if (file := getattr(args, name)) is not None}
    if not wanted:
        raise CommandError("say what to write: " + ", ".join(f"--{name} FILE" for name in FORMATS))
    try:
        exporting = ExportJob(args.pack, args.scene, campaign=args.campaign, without=args.without)
        ready = exporting.ready(told=lambda line: print(line, flush=True))
    except UsageError as reason:
        raise CommandError(str(reason)) from None
    except MismatchError as reason:
        raise CommandError(f"nothing is written, by a mistake of the program and not yours: {reason}") from None
    if ready is None:
        refuse(exporting.diagnostics)
        return MEND
    for name, file in wanted.items():
        try:
            content = FORMATS[name](ready)
        except NoBookError as reason:
            raise CommandError(str(reason)) from None
        write_bytes(file, content)
        print(f"{file}: {len(content) / 1000:,.0f} KB")
    return WELL
