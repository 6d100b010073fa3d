"""`party-card sources`: the bibliography, and checks of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._output import FORMATS, colour, write
from party_card.commands._packs import read

if TYPE_CHECKING:
    from party_card.content.models import Fact
    from party_card.content.pack import Pack


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.set_defaults(command=sources, pack=None)
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the sources of this folder")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    coverage = commands.add_parser("coverage", help="show which paragraphs and notes of a source support a fact")
    coverage.add_argument("--pack", type=Path, metavar="FOLDER", help="the facts of this folder")
    coverage.add_argument(
        "--by",
        choices=("dossiers", "scenes"),
        default="dossiers",
        help="count the facts that dossiers hold, or those that the records of scenes and the end of the campaign show"
        " (default: dossiers)",
    )
    coverage.set_defaults(command=sources_coverage)
    verify = commands.add_parser("verify", help="compare facts and quotations with your own copy of a source")
    verify.add_argument("--text", type=Path, required=True, metavar="FILE", help="your copy, as plain text")
    verify.add_argument("--source", metavar="ID", help="which source it is; needed where there are several")
    verify.add_argument("--pack", type=Path, metavar="FOLDER", help="the facts of this folder")
    verify.add_argument("--format", choices=FORMATS, default="full", help="how problems are shown (default: full)")
    verify.set_defaults(command=sources_verify)
    export = commands.add_parser("export", help="write the sources for Zotero, a word processor or a handout")
    export.add_argument(
        "--to", required=True, metavar="FILE", help="Chicago style (.txt), CSL-JSON (.json) or BibTeX (.bib)"
    )
    export.add_argument("--pack", type=Path, metavar="FOLDER", help="the sources of this folder")
    export.set_defaults(command=sources_export)
    index = commands.add_parser("index", help="make the paragraph index of a source from your own copy")
    index.add_argument("--text", type=Path, required=True, metavar="FILE", help="your copy, as plain text")
    index.add_argument("--source", required=True, metavar="ID", help="the source's id in sources.yaml")
    index.set_defaults(command=sources_index)


def sources(args: argparse.Namespace) -> int:
    """Lists the sources as a bibliography."""
    from party_card.evidence.cite import bibliography, plain

    pack, _ = read(args.pack)
    for entry in bibliography(pack.sources.values()):
        print(plain(entry))
    return WELL


def sources_export(args: argparse.Namespace) -> int:
    """Writes the sources as a bibliography in Chicago style, as CSL-JSON, or as BibTeX."""
    from party_card.publishing.handouts import BIBLIOGRAPHIES, ending
    from party_card.services.prove import UsageError

    try:
        text = BIBLIOGRAPHIES[ending(args.to, BIBLIOGRAPHIES)]
    except UsageError as reason:
        raise CommandError(str(reason)) from None
    pack, _ = read(args.pack)
    write(args.to, text(pack.sources.values()))
    print(f"{args.to}: {len(pack.sources)} source{'' if len(pack.sources) == 1 else 's'}")
    return WELL


def sources_coverage(args: argparse.Namespace) -> int:
    """Shows which paragraphs and notes of each source support a fact: exit status 0 all of them, 1 not all."""
    from party_card.evidence.coverage import cover, facts_in_dossiers

    pack, _ = read(args.pack)
    by_scene = _shown_by_scene(pack) if args.by == "scenes" else {}
    facts = (
        dict.fromkeys(fact for one in by_scene.values() for fact in one)
        if args.by == "scenes"
        else facts_in_dossiers(pack)
    )
    complete = True
    for index in pack.indexes.values():
        covered = cover(index, facts)
        complete = complete and covered.complete
        print(f"{covered.source}")
        for part in covered.sections:
            told = len(part.paragraphs) - len(part.bare_paragraphs)
            noted = len(part.notes) - len(part.bare_notes)
            print(
                f"  {part.name}: {told} of {len(part.paragraphs)} paragraphs,"
                f" {noted} of {len(part.notes)} notes, {part.facts} facts"
            )
            for what, bare in (("paragraphs", part.bare_paragraphs), ("notes", part.bare_notes)):
                if bare:
                    print(f"    {what} without a fact: {', '.join(map(str, bare))}")
        told, noted = (sum(map(bool, counts.values())) for counts in (covered.by_paragraph, covered.by_note))
        print(f"  together: {told} of {len(covered.by_paragraph)} paragraphs, {noted} of {len(covered.by_note)} notes")
        for name, one in by_scene.items():
            alone = cover(index, one)
            told, noted = (sum(map(bool, counts.values())) for counts in (alone.by_paragraph, alone.by_note))
            print(f"  {name}: {told} paragraphs, {noted} notes, {len(one)} facts")
    return WELL if complete else MEND


def _shown_by_scene(pack: Pack) -> dict[str, tuple[Fact, ...]]:
    from party_card.evidence.coverage import facts_in_records

    found = {str(scene): facts_in_records(pack, pack.scenes[scene]) for scene in pack.order()}
    return (
        found if pack.campaign is None else {**found, "the end of the campaign": facts_in_records(pack, pack.campaign)}
    )


def sources_verify(args: argparse.Namespace) -> int:
    """Compares paragraphs, note numbers and quotations with the reader's own copy of a source."""
    from party_card.diagnostics.render import render
    from party_card.evidence.source_text import UnreadableCopyError, open_copy
    from party_card.evidence.verify import verify

    pack, _ = read(args.pack)
    own = [name for name, index in pack.indexes.items() if index.location.file in pack.files]
    if args.source is None and len(own) != 1:
        raise CommandError("say which source it is with --source; there are: " + ", ".join(sorted(pack.indexes)))
    name = args.source or own[0]
    if name not in pack.indexes:
        raise CommandError(f"there is no index of the source `{name}`; there are: " + ", ".join(sorted(pack.indexes)))
    try:
        result = verify(open_copy(args.text), pack.indexes[name], pack.dossiers.values())
    except UnreadableCopyError as reason:
        raise CommandError(str(reason)) from None
    if result.diagnostics or args.format in ("json", "sarif"):
        print(render(result.diagnostics, args.format, colour=colour()), end="")
    if args.format in ("full", "concise"):
        print(result.summary)
    return MEND if result.diagnostics else WELL


def sources_index(args: argparse.Namespace) -> int:
    """Prints the paragraph index of a source, made from the reader's own copy, for `seeds/ID.index.yaml`."""
    from party_card.evidence.indexing import build_index
    from party_card.evidence.source_text import UnreadableCopyError, open_copy

    try:
        print(build_index(open_copy(args.text), args.source), end="")
    except (UnreadableCopyError, ValueError) as reason:
        raise CommandError(str(reason)) from None
    return WELL
