"""`party-card export`: writes scenes as files to hand out."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._arguments import LANGUAGE_HELP, LIMIT_HELP, parse_limit, parse_names, require_different_files
from party_card.commands._cached_request import add_cache_argument
from party_card.commands._exit import EXIT_OK
from party_card.commands._output import write_document
from party_card.services.errors import UsageError

SUMMARY = "write files to hand out"
DESCRIPTION = (
    "Writes scenes that are checked and proved as files to hand out: exit status 0 written, 1 mistakes, 2 cannot."
)
_FORMAT_HELP = {
    "html": "one HTML file that plays in any browser, without a network",
    "gamebook": "one HTML file to print: the scene as numbered sections, for a class without devices",
    "scorm": "a SCORM 1.2 package (zip) of the same, for a learning platform such as Moodle",
    "cmi5": "a cmi5 package (zip) of the same, for a learning platform that takes xAPI",
}
"""Help texts of the options: the keys of `publishing.export.EXPORT_WRITERS`, which is imported late."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("scene", nargs="?", help="the scene's name")
    parser.add_argument("--campaign", action="store_true", help="all scenes in one file, in their order")
    parser.add_argument(
        "--without", type=parse_names, default=(), metavar="A,B,C", help="with --campaign: leave these scenes out"
    )
    for name, help_text in _FORMAT_HELP.items():
        parser.add_argument(f"--{name}", metavar="FILE", help=f"write {help_text}")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    parser.add_argument(
        "--jobs",
        type=int,
        default=1,
        metavar="N",
        help="with --campaign: compare scenes in so many processes (default: 1)",
    )
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="CODE",
        help=f"{LANGUAGE_HELP}; given several times, the page (--html) has all of them, with a switch in its settings",
    )
    parser.add_argument("--limit", type=parse_limit, metavar="N", help=LIMIT_HELP)
    add_cache_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Checks, proves and compares the scenes, then writes each file that an option names."""
    from party_card.commands._language import make_translations
    from party_card.commands._progress import ProgressReport
    from party_card.frontends.gamebook.book import GamebookUnavailableError
    from party_card.frontends.html.verify.mismatch import MismatchError
    from party_card.publishing.export import EXPORT_WRITERS, prepare_export

    files = {name: file for name in EXPORT_WRITERS if (file := getattr(args, name)) is not None}
    if not files:
        raise UsageError("say what to write: " + ", ".join(f"--{name} FILE" for name in EXPORT_WRITERS))
    if len(args.language) > 1 and (others := [name for name in files if name != "html"]):
        raise UsageError(f"--{others[0]} writes one language; several go into --html")
    if args.jobs < 1:
        raise UsageError("--jobs wants a number of at least 1")
    require_different_files({f"--{name}": file for name, file in files.items()})
    progress = ProgressReport()

    def print_line(line: str) -> None:
        progress.clear()
        print(line, flush=True)

    try:
        bundle = prepare_export(
            args.pack,
            args.scene,
            on_progress=print_line,
            campaign=args.campaign,
            excluded_scenes=args.without,
            max_states=args.limit,
            on_positions=progress.report_proof,
            jobs=args.jobs,
            uses_cache=not args.no_cache,
            translations=make_translations(args.language, is_campaign=args.campaign),
        )
        for name, file in files.items():
            write_document(file, EXPORT_WRITERS[name](bundle))
    except GamebookUnavailableError as reason:
        raise UsageError(str(reason)) from None
    except MismatchError as reason:
        raise UsageError(f"nothing is written, by a mistake of the program and not yours: {reason}") from None
    return EXIT_OK
