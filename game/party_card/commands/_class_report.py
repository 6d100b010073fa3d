"""`party-card class report`: what a class has chosen, read and answered, from its transcripts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import EXIT_OK
from party_card.commands._output import write_document
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.reports.class_report.model import ClassReport
    from party_card.reports.class_report.reading import HandedInFiles

SUMMARY = "show what a class chose and answered, from the transcripts that it handed in"
DESCRIPTION = """\
Reads the transcripts in a folder or a zip, of one scene or of several, and writes a page with the decisions, endings,
routes and answers of the class. Files that do not count are named with the reason. Nothing leaves this computer."""
MAX_LISTED_FILES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the action to its parser."""
    parser.add_argument("folder", type=Path, help="the folder, or the zip, with the transcripts")
    parser.add_argument(
        "--to",
        required=True,
        action="append",
        metavar="FILE",
        help="where to write it: a page (.html), a table (.csv) or a workbook (.xlsx); give it again for several",
    )
    parser.add_argument(
        "--class-list",
        type=Path,
        metavar="FILE",
        help="a text with the nicknames of the class, one a line: who is missing",
    )
    parser.add_argument(
        "--without-names", action="store_true", help="number the students, and leave out who is missing"
    )
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")


def run(args: argparse.Namespace) -> int:
    """Writes the report in the forms that the files' extensions ask for."""
    from party_card.localization import use_language
    from party_card.localization.languages import choose_language
    from party_card.platform.system_language import list_system_languages
    from party_card.publishing.class_report import CLASS_REPORT_WRITERS
    from party_card.publishing.writers import choose_writer
    from party_card.reports.class_report.build import build_class_report, without_names
    from party_card.reports.class_report.class_list import ClassListError, read_class_list
    from party_card.reports.class_report.reading import is_transcript
    from party_card.services.load import load_pack

    writers = {file: choose_writer(file, CLASS_REPORT_WRITERS) for file in args.to}
    if overwritten := next((file for file in args.to if is_transcript(Path(file))), None):
        raise UsageError(f"{overwritten} is a transcript; give the report another name, or another folder")
    try:
        class_list = read_class_list(args.class_list) if args.class_list is not None else ()
    except ClassListError as reason:
        raise UsageError(f"{args.class_list}: {reason}") from None
    except OSError as error:
        raise UsageError(f"the class list {args.class_list} cannot be read: {error.strerror or error}") from None
    own_files = [*map(Path, args.to), *([args.class_list] if args.class_list is not None else [])]
    with use_language(choose_language(list_system_languages())):
        handed_in = _read_folder(args.folder, own_files)
        report = build_class_report(load_pack(args.pack), handed_in.transcripts, class_list, handed_in.uncounted)
        if not report.scenes:
            _print_uncounted(report)
            raise UsageError(f"no transcript in {args.folder} can be counted, so nothing is written")
        shown = without_names(report) if args.without_names else report
        contents = {file: write(shown) for file, write in writers.items()}
    for file, content in contents.items():
        write_document(file, content)
    _print_summary(report)
    return EXIT_OK


def _read_folder(folder: Path, own_files: list[Path]) -> HandedInFiles:
    from party_card.reports.class_report.reading import read_handed_in_files
    from party_card.services.explain_path import require_path

    require_path(folder)
    try:
        handed_in = read_handed_in_files(folder, own_files)
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror or error}") from None
    if not handed_in.file_count:
        raise UsageError(f"there is no file in {folder}; put the transcripts there, as the students saved them")
    return handed_in


def _print_summary(report: ClassReport) -> None:
    from party_card.localization import gettext
    from party_card.reports.class_report.descriptions import describe_handed_in, describe_versions
    from party_card.reports.class_report.words import LESSONS

    print(describe_handed_in(report))
    if report.lesson_scenes:
        print(f"{gettext(LESSONS)}: {len(report.lesson_scenes)}.")
    for scene in report.lesson_scenes:
        if scene.lesson is not None:
            print(f"  {scene.lesson.file}: {scene.title}")
    for scene in report.scenes:
        if sentence := describe_versions(scene):
            print(f"{scene.title}: {sentence}")
    _print_uncounted(report)


def _print_uncounted(report: ClassReport) -> None:
    from party_card.diagnostics.words import format_count

    if report.uncounted:
        print(f"Not counted: {format_count(len(report.uncounted), 'file')}.")
    for file in report.uncounted[:MAX_LISTED_FILES]:
        print(f"  {file.name}: {file.reason}")
    if len(report.uncounted) > MAX_LISTED_FILES:
        print("  The page lists all of them.")
