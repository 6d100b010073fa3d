"""`party-card sources`: lists the bibliography, exports it, and checks facts against it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._arguments import add_format_arguments
from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import print_diagnostics, write_bibliography, write_text
from party_card.services.errors import UsageError

if TYPE_CHECKING:
    from party_card.content.models import Document, Fact
    from party_card.content.pack import Pack
    from party_card.evidence.coverage import SourceCoverage

SUMMARY = "list the sources, or check them"
DESCRIPTION = "Lists the sources as a bibliography."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments and subcommands to the parser of the command."""
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the sources of this folder, and those of the game that it cites"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    coverage = commands.add_parser("coverage", help="show which paragraphs and notes of a source support a fact")
    _add_pack_argument(coverage, "the facts of this folder")
    coverage.add_argument(
        "--by",
        choices=("dossiers", "scenes"),
        default="dossiers",
        help="count the facts that dossiers hold, or those that the records of scenes and the end of the campaign show"
        " (default: dossiers)",
    )
    coverage.set_defaults(run=_run_coverage)
    verify = commands.add_parser("verify", help="compare facts and quotations with your own copy of a source")
    verify.add_argument("--text", type=Path, required=True, metavar="FILE", help="your copy, as plain text")
    verify.add_argument("--source", metavar="ID", help="which source it is; needed where there are several")
    _add_pack_argument(verify, "the facts of this folder")
    add_format_arguments(verify)
    verify.set_defaults(run=_run_verify)
    export = commands.add_parser("export", help="write the sources for Zotero, a word processor or a handout")
    export.add_argument(
        "--to", required=True, metavar="FILE", help="Chicago style (.txt), CSL-JSON (.json) or BibTeX (.bib)"
    )
    _add_pack_argument(export, "the sources of this folder, and those of the game that it cites")
    export.set_defaults(run=_run_export)
    index = commands.add_parser("index", help="make the paragraph index of a source from your own copy")
    index.add_argument("--text", type=Path, required=True, metavar="FILE", help="your copy, as plain text")
    index.add_argument("--source", required=True, metavar="ID", help="the source's id in sources.yaml")
    index.add_argument("--to", metavar="FILE", help="write it to this file, seeds/ID.index.yaml (default: print it)")
    _add_pack_argument(index, "the source has to be one of this folder, or of the game")
    index.set_defaults(run=_run_index)


def _add_pack_argument(parser: argparse.ArgumentParser, help_text: str) -> None:
    """Adds `--pack` to a subcommand; without a default, which would replace a folder named before the subcommand."""
    parser.add_argument("--pack", type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help=help_text)


def run(args: argparse.Namespace) -> int:
    """Prints the sources as a bibliography."""
    from party_card.content.overlay import list_used_sources
    from party_card.evidence.cite import format_bibliography
    from party_card.evidence.rich_text import to_plain
    from party_card.services.load import load_pack

    for entry in format_bibliography(list_used_sources(load_pack(args.pack))):
        print(to_plain(entry))
    return EXIT_OK


def _run_export(args: argparse.Namespace) -> int:
    """Writes the sources as a bibliography in Chicago style, as CSL-JSON, or as BibTeX."""
    from party_card.content.overlay import list_used_sources
    from party_card.publishing.bibliography import BIBLIOGRAPHY_WRITERS
    from party_card.publishing.writers import choose_writer
    from party_card.services.load import load_pack

    choose_writer(args.to, BIBLIOGRAPHY_WRITERS)
    write_bibliography(args.to, list_used_sources(load_pack(args.pack)))
    return EXIT_OK


def _run_coverage(args: argparse.Namespace) -> int:
    """Prints which paragraphs and notes of each source support a fact."""
    from party_card.content.overlay import list_used_sources
    from party_card.evidence.coverage import collect_dossier_facts, measure_coverage
    from party_card.services.load import load_pack

    pack = load_pack(args.pack)
    facts_by_scene = _collect_record_facts(pack) if args.by == "scenes" else {}
    facts = (
        dict.fromkeys(fact for scene_facts in facts_by_scene.values() for fact in scene_facts)
        if args.by == "scenes"
        else collect_dossier_facts(pack)
    )
    sources = {source.id for source in list_used_sources(pack)}
    indexes = [index for name, index in pack.indexes.items() if name in sources]
    if not indexes:
        raise UsageError("no source of this folder has an index; `party-card sources index` makes one of your own copy")
    is_complete = True
    for index in indexes:
        coverage = measure_coverage(index, facts)
        is_complete = is_complete and coverage.is_complete
        _print_sections(coverage)
        paragraph_count, note_count = _count_covered(coverage)
        print(
            f"  together: {paragraph_count} of {len(coverage.facts_by_paragraph)} paragraphs,"
            f" {note_count} of {len(coverage.facts_by_note)} notes"
        )
        for name, scene_facts in facts_by_scene.items():
            paragraph_count, note_count = _count_covered(measure_coverage(index, scene_facts))
            print(f"  {name}: {paragraph_count} paragraphs, {note_count} notes, {len(scene_facts)} facts")
    return EXIT_OK if is_complete else EXIT_FINDINGS


def _print_sections(coverage: SourceCoverage) -> None:
    print(f"{coverage.source}")
    for section in coverage.sections:
        paragraph_count = len(section.paragraphs) - len(section.uncited_paragraphs)
        note_count = len(section.notes) - len(section.uncited_notes)
        print(
            f"  {section.name}: {paragraph_count} of {len(section.paragraphs)} paragraphs,"
            f" {note_count} of {len(section.notes)} notes, {section.fact_count} facts"
        )
        _print_uncovered("paragraphs", section.uncited_paragraphs)
        _print_uncovered("notes", section.uncited_notes)


def _print_uncovered(kind: str, numbers: Iterable[int]) -> None:
    if listing := ", ".join(map(str, numbers)):
        print(f"    {kind} without a fact: {listing}")


def _count_covered(coverage: SourceCoverage) -> tuple[int, int]:
    """Returns how many paragraphs and how many notes of a source support a fact."""
    return sum(map(bool, coverage.facts_by_paragraph.values())), sum(map(bool, coverage.facts_by_note.values()))


def _collect_record_facts(pack: Pack) -> dict[str, tuple[Fact | Document, ...]]:
    """Returns the facts that each scene shows in its records, and those of the end of the campaign."""
    from party_card.evidence.coverage import collect_record_facts

    facts = {str(scene): collect_record_facts(pack, pack.scenes[scene]) for scene in pack.scene_ids()}
    if pack.campaign is not None:
        facts["the end of the campaign"] = collect_record_facts(pack, pack.campaign)
    return facts


def _run_verify(args: argparse.Namespace) -> int:
    """Compares paragraphs, note numbers and quotations with the user's own copy of a source."""
    from party_card.evidence.source_text import UnreadableCopyError, read_copy_file
    from party_card.evidence.verify import verify_copy
    from party_card.services.load import load_pack

    pack = load_pack(args.pack)
    own_indexes = [name for name, index in pack.indexes.items() if index.location.file in pack.files]
    if args.source is None and len(own_indexes) != 1:
        raise UsageError("say which source it is with --source; there are: " + ", ".join(sorted(pack.indexes)))
    source = args.source or own_indexes[0]
    if source not in pack.indexes:
        raise UsageError(f"there is no index of the source `{source}`; there are: " + ", ".join(sorted(pack.indexes)))
    try:
        result = verify_copy(read_copy_file(args.text), pack.indexes[source], pack.dossiers.values())
    except UnreadableCopyError as reason:
        raise UsageError(str(reason)) from None
    print_diagnostics(result.diagnostics, args.format, file=args.to)
    if args.format in ("full", "concise") or args.to:
        print(result.summary)
    return EXIT_FINDINGS if result.diagnostics else EXIT_OK


def _run_index(args: argparse.Namespace) -> int:
    """Prints or writes the paragraph index of a source, made from the user's own copy."""
    from party_card.diagnostics.suggest import find_closest
    from party_card.evidence.indexing import build_index
    from party_card.evidence.source_text import UnreadableCopyError, read_copy_file
    from party_card.services.load import load_pack

    if args.pack is not None and args.source not in (sources := load_pack(args.pack).sources):
        closest = find_closest(args.source, sources)
        advice = f"did you mean `{closest}`?" if closest else "there are: " + ", ".join(sorted(sources))
        raise UsageError(f"there is no source `{args.source}` in {args.pack}; {advice}")
    try:
        text = build_index(read_copy_file(args.text), args.source)
    except (UnreadableCopyError, ValueError) as reason:
        raise UsageError(str(reason)) from None
    if args.to is None:
        print(text, end="")
    else:
        write_text(args.to, text)
        print(f"{args.to}: the index of {args.source}")
    return EXIT_OK
