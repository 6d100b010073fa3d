"""`party-card class open`: a lesson on the room's own network."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._arguments import LANGUAGE_HELP, LIMIT_HELP, parse_limit
from party_card.commands._exit import EXIT_OK
from party_card.commands.studio import parse_port
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.classroom.server import OpenLesson
    from party_card.content.models import SceneId
    from party_card.content.pack import Pack
    from party_card.publishing.export import Translation

SUMMARY = "open a lesson: students join with a code, in any browser of the room's network"
DESCRIPTION = """\
Checks and proves a scene and opens a lesson with it. Students join in any browser of the room's network, with the code
on the board and a nickname; your page in the browser shows where everybody is. The lesson runs until you press Ctrl+C
here; opened again, it goes on."""
_PACKAGES = ("starlette", "uvicorn", "httptools", "segno", "ifaddr")
_FILE_NAME = "class.sqlite"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the action to its parser."""
    parser.add_argument("scene", help="the scene's name")
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    parser.add_argument("--language", metavar="CODE", help=LANGUAGE_HELP)
    parser.add_argument("--new", action="store_true", help="begin a new lesson, even if one of this scene is not over")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="write the report there: .html, .csv or .xlsx (default: SCENE-class.html here)",
    )
    parser.add_argument("--data", type=Path, metavar="FILE", help="keep the lessons in this file")
    parser.add_argument(
        "--port", type=parse_port, default=0, metavar="NUMBER", help="where students come in (default: 8765)"
    )
    parser.add_argument(
        "--shared-address", action="store_true", help="all devices come through one address, as behind a router"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address of your page")
    parser.add_argument("--limit", type=parse_limit, metavar="N", help=LIMIT_HELP)


def run(args: argparse.Namespace) -> int:
    """Serves the lesson until it is interrupted."""
    if any(find_spec(package) is None for package in _PACKAGES):
        raise UsageError("class needs a few more packages: python -m pip install 'party-card[class]'")
    from party_card.classroom.server import LessonOptions, run_lesson
    from party_card.commands._language import make_translations
    from party_card.commands._progress import ProgressReport
    from party_card.frontends.html.verify.mismatch import MismatchError
    from party_card.publishing.class_report import CLASS_REPORT_WRITERS
    from party_card.publishing.export import prepare_export
    from party_card.publishing.writers import choose_writer
    from party_card.services.load import load_pack
    from party_card.storage.paths import data_folder

    if args.to is not None:
        choose_writer(str(args.to), CLASS_REPORT_WRITERS)
    progress = ProgressReport()
    translations = make_translations([args.language] if args.language is not None else [])
    packs: list[Pack] = []

    def keep_translated(item: Translation, pack: Pack, scenes: Sequence[SceneId]) -> Pack:
        packs.append(item.translate(pack, scenes))
        return packs[-1]

    try:
        bundle = prepare_export(
            args.pack,
            args.scene,
            on_progress=lambda _: None,
            max_states=args.limit,
            on_positions=progress.report_proof,
            translations=[item._replace(translate=partial(keep_translated, item)) for item in translations],
        )
    except MismatchError as reason:
        raise UsageError(f"the lesson is not opened, by a mistake of the program and not yours: {reason}") from None
    finally:
        progress.clear()
    options = LessonOptions(
        file=args.data or data_folder() / _FILE_NAME,
        report=args.to or Path(f"{args.scene}-class.html"),
        port=args.port,
        is_new=args.new,
        is_shared_address=args.shared_address,
        opens_browser=not args.no_browser,
    )
    try:
        run_lesson(packs[-1] if packs else load_pack(args.pack), bundle, options, _print_lesson)
    except KeyboardInterrupt:
        print(f"The lesson is closed. Everything is stored in {options.file}. Open it again, and it goes on.")
    return EXIT_OK


def _print_lesson(lesson: OpenLesson) -> None:
    from party_card.classroom.addresses import list_addresses
    from party_card.classroom.server import STUDENT_PORT
    from party_card.diagnostics.words import format_count

    if lesson.expired:
        print(f"Deleted, because they were old: {format_count(lesson.expired, 'lesson')}.")
    if lesson.is_resumed:
        print("The lesson that was not over goes on. For a new one, press Ctrl+C and add --new.")
    print(f"Your page: {lesson.teacher_address}")
    print("Show it on the board. It opens on this computer alone; do not pass its address on.")
    for item in list_addresses():
        print(f"Students open http://{item.address}:{lesson.student_port} ({item.interface})")
    print(f"The code is {lesson.code[:3]} {lesson.code[3:]}.")
    if lesson.student_port != STUDENT_PORT:
        print(f"The usual port {STUDENT_PORT} was not free: what a device has not sent yet stays on that device.")
    print("Press Ctrl+C here to close the lesson.", flush=True)
