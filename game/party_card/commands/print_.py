"""`party-card print`: writes handouts for a class."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._arguments import LANGUAGE_HELP, parse_names, require_different_files
from party_card.commands._exit import EXIT_OK
from party_card.commands._output import write_bibliography, write_document
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.content.models import Source
    from party_card.frontends.print.lesson import LessonData
    from party_card.frontends.print.sheet import PaperSize

SUMMARY = "write a guide and a worksheet for the class"
DESCRIPTION = (
    "Writes a guide, a worksheet and the sources of a proved scene: exit status 0 written, 1 mistakes, 2 cannot."
)
PAPER_SIZES = ("a4", "letter")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("scene", nargs="?", help="the scene's name")
    parser.add_argument("--campaign", action="store_true", help="a plan of all scenes, for one lesson, week or term")
    parser.add_argument(
        "--without", type=parse_names, default=(), metavar="A,B,C", help="with --campaign: leave these scenes out"
    )
    parser.add_argument("--guide", metavar="FILE", help="write the teacher's guide (.html or .pdf)")
    parser.add_argument("--worksheet", metavar="FILE", help="write the student's worksheet (.html or .pdf)")
    parser.add_argument(
        "--bibliography", metavar="FILE", help="write the sources: Chicago (.txt), CSL-JSON (.json) or BibTeX (.bib)"
    )
    parser.add_argument("--language", metavar="CODE", help=LANGUAGE_HELP)
    parser.add_argument("--paper", choices=PAPER_SIZES, help="the size of a page (default: a4)")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")


def run(args: argparse.Namespace) -> int:
    """Writes the handouts of one scene, or of a campaign."""
    from party_card.frontends.print.pdf import PdfUnavailableError
    from party_card.localization import use_language

    _check_arguments(args)
    paper: PaperSize = args.paper or "a4"
    try:
        lessons, language = _print_campaign(args, paper) if args.campaign else _print_scene(args, paper)
    except PdfUnavailableError as reason:
        raise UsageError(str(reason)) from None
    if args.bibliography is not None:
        with use_language(language):
            write_bibliography(args.bibliography, _collect_sources(lessons))
    return EXIT_OK


def _collect_sources(lessons: Sequence[LessonData]) -> list[Source]:
    """Returns the sources of lessons, each once; of two with one id, one of a pack and one of the game, both."""
    sources: dict[str, Source] = {}
    for source in (source for lesson in lessons for source in lesson.sources):
        name, number = str(source.id), 2
        while sources.setdefault(name, source).location.file is not source.location.file:
            name, number = f"{source.id}-{number}", number + 1
    return [replace(source, id=type(source.id)(name)) for name, source in sources.items()]


def _check_arguments(args: argparse.Namespace) -> None:
    """Raises UsageError if the arguments do not go together, or if a file cannot be written as it is named."""
    from party_card.publishing.bibliography import BIBLIOGRAPHY_WRITERS
    from party_card.publishing.lesson import PAPER_WRITERS
    from party_card.publishing.writers import choose_writer

    if args.guide is args.worksheet is args.bibliography is None:
        raise UsageError("say what to print: --guide FILE, --worksheet FILE, --bibliography FILE")
    if (args.scene is None) is not args.campaign:
        raise UsageError("say which scene, or --campaign for all of them")
    if args.campaign and args.worksheet is not None:
        raise UsageError("a worksheet is of one scene; say which one instead of --campaign")
    if args.paper is not None and args.guide is args.worksheet is None:
        raise UsageError("--paper is the size of a guide or worksheet; a bibliography has none")
    require_different_files({"--guide": args.guide, "--worksheet": args.worksheet, "--bibliography": args.bibliography})
    if args.without and not args.campaign:
        raise UsageError("--without leaves scenes out of --campaign, and of nothing else")
    for file in filter(None, (args.guide, args.worksheet)):
        choose_writer(file, PAPER_WRITERS)
    if args.bibliography is not None:
        choose_writer(args.bibliography, BIBLIOGRAPHY_WRITERS)


def _print_scene(args: argparse.Namespace, paper: PaperSize) -> tuple[Sequence[LessonData], str]:
    """Writes the papers of a scene. Returns what it is taught with, and the language of the papers."""
    from party_card.commands._language import translate_pack
    from party_card.content.pack_language import find_language
    from party_card.frontends.print.guide import write_guide
    from party_card.frontends.print.worksheet import write_worksheet
    from party_card.localization import use_language
    from party_card.publishing.lesson import build_lesson
    from party_card.services.checked_pack import load_valid_scene

    pack, scene = load_valid_scene(args.pack, args.scene)
    if args.language is not None:
        pack = translate_pack(pack, scene, args.language)
    language = find_language(pack, pack.scenes[scene])
    with use_language(language):
        lesson = build_lesson(pack, scene)
        if args.guide is not None:
            _write_paper(args.guide, write_guide(lesson, paper))
        if args.worksheet is not None:
            _write_paper(args.worksheet, write_worksheet(lesson, paper))
    return [lesson], language


def _print_campaign(args: argparse.Namespace, paper: PaperSize) -> tuple[Sequence[LessonData], str]:
    """Writes the plan of a campaign. Returns what its scenes are taught with, and the language of the plan."""
    from party_card.commands._language import translate_campaign
    from party_card.content.pack_language import find_language
    from party_card.frontends.print.plan import write_plan
    from party_card.localization import use_language
    from party_card.publishing.lesson import build_lesson, list_trace_origins
    from party_card.services.checked_pack import load_valid_pack
    from party_card.services.load import exclude_from_packs, require_scenes

    pack = load_valid_pack(args.pack)
    require_scenes(pack)
    if args.language is not None:
        pack = translate_campaign(pack, pack.scene_ids(), args.language)
    (pack,) = exclude_from_packs((pack,), args.without)
    lessons = [build_lesson(pack, scene) for scene in pack.scene_ids()]
    if args.guide is not None:
        trace_origins = {scene: list_trace_origins(pack, scene) for scene in pack.scene_ids()}
        with use_language(find_language(pack)):
            _write_paper(args.guide, write_plan(pack, lessons, trace_origins, paper))
    return lessons, find_language(pack)


def _write_paper(file: str, html: str) -> None:
    from party_card.publishing.lesson import PAPER_WRITERS
    from party_card.publishing.writers import choose_writer

    write_document(file, choose_writer(file, PAPER_WRITERS)(html))
