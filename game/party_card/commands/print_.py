"""`party-card print`: what the class gets on paper."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._output import refuse, write_bytes
from party_card.commands._packs import checked, exclude_scenes, names

if TYPE_CHECKING:
    from party_card.frontends.print.lesson import LessonData

_PAPERS = ("a4", "letter")


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("scene", nargs="?", help="the scene's name")
    parser.add_argument("--campaign", action="store_true", help="a plan of all scenes, for one lesson, week or term")
    parser.add_argument(
        "--without", type=names, default=(), metavar="A,B,C", help="with --campaign: leave these scenes out"
    )
    parser.add_argument("--guide", metavar="FILE", help="write the teacher's guide (.html or .pdf)")
    parser.add_argument("--worksheet", metavar="FILE", help="write the student's worksheet (.html or .pdf)")
    parser.add_argument(
        "--bibliography", metavar="FILE", help="write the sources: Chicago (.txt), CSL-JSON (.json) or BibTeX (.bib)"
    )
    parser.add_argument("--paper", choices=_PAPERS, default="a4", help="the size of a page (default: a4)")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    parser.set_defaults(command=paper)


def paper(args: argparse.Namespace) -> int:
    """Writes a guide, a worksheet and the sources of a proved scene: exit status 0 written, 1 mistakes, 2 cannot."""
    from party_card.frontends.print.pdf import PdfUnavailableError
    from party_card.publishing.handouts import BIBLIOGRAPHIES, check_papers, ending
    from party_card.services.prove import UsageError

    if args.guide is args.worksheet is args.bibliography is None:
        raise CommandError("say what to print: --guide FILE, --worksheet FILE, --bibliography FILE")
    if (args.scene is None) is not args.campaign:
        raise CommandError("say which scene, or --campaign for all of them")
    if args.campaign and args.worksheet is not None:
        raise CommandError("a worksheet is of one scene; say which one instead of --campaign")
    if args.without and not args.campaign:
        raise CommandError("--without leaves scenes out of --campaign, and of nothing else")
    try:
        check_papers((args.guide, args.worksheet))
        if args.bibliography is not None:
            ending(args.bibliography, BIBLIOGRAPHIES)
        return _campaign(args) if args.campaign else _scene(args)
    except (UsageError, PdfUnavailableError) as reason:
        raise CommandError(str(reason)) from None


def _scene(args: argparse.Namespace) -> int:
    from party_card.frontends.print.guide import guide
    from party_card.frontends.print.worksheet import worksheet
    from party_card.publishing.handouts import chosen, lesson

    pack, scene, found = chosen(args.pack, args.scene)
    ready, more = (None, ()) if found else lesson(pack, scene)
    if ready is None:
        refuse([*found, *more])
        return MEND
    if args.guide is not None:
        _write(args.guide, guide(ready, args.paper))
    if args.worksheet is not None:
        _write(args.worksheet, worksheet(ready, args.paper))
    _sources(args, [ready])
    return WELL


def _campaign(args: argparse.Namespace) -> int:
    from party_card.frontends.print.plan import plan
    from party_card.publishing.handouts import lesson, remembered

    pack, found = checked(args.pack, None)
    if found:
        refuse(found)
        return MEND
    if not pack.scenes:
        raise CommandError("there is no scene in this folder; a scene file begins with `scene: its-name`")
    (pack,) = exclude_scenes((pack,), args.without)
    lessons: list[LessonData] = []
    for scene in pack.order():
        ready, more = lesson(pack, scene)
        if ready is None:
            refuse(more)
            return MEND
        lessons.append(ready)
    if args.guide is not None:
        memory = {scene: remembered(pack, scene) for scene in pack.order()}
        _write(args.guide, plan(pack, lessons, memory, args.paper))
    _sources(args, lessons)
    return WELL


def _write(file: str, html: str) -> None:
    from party_card.publishing.handouts import paper as made

    content = made(file, html)
    write_bytes(file, content)
    print(f"{file}: {len(content) / 1000:,.0f} KB")


def _sources(args: argparse.Namespace, lessons: list[LessonData]) -> None:
    from party_card.publishing.handouts import BIBLIOGRAPHIES, ending

    if args.bibliography is not None:
        sources = {source.id: source for one in lessons for source in one.sources}
        text = BIBLIOGRAPHIES[ending(args.bibliography, BIBLIOGRAPHIES)](sources.values())
        write_bytes(args.bibliography, text.encode())
        print(f"{args.bibliography}: {len(sources)} source{'' if len(sources) == 1 else 's'}")
