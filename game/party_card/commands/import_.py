"""`party-card import`: writes a Twine story as a pack, and says how faithful it is."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import EXIT_FINDINGS, EXIT_OK
from party_card.commands._output import print_diagnostics, write_text
from party_card.services.errors import UsageError

SUMMARY = "make a scene of a Twine story"
DESCRIPTION = (
    "Writes a scene from a story of Twine. What a scene cannot do is never guessed: it is listed, and a `todo` stands "
    "at its place. The exit status is 0 if nothing is lost, 1 if something is."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a page of Twine (.html), or the Twee files (.twee, .tw) of one story, or the folder that they are in",
    )
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the folder it goes to (default: one named after the story)"
    )
    parser.add_argument(
        "--format", default="", metavar="NAME", help="the story format, for a story that does not name it itself"
    )
    parser.add_argument("--story", default="", metavar="TITLE", help="which story, if a page has several")


def run(args: argparse.Namespace) -> int:
    """Writes the scene file, and prints what is lost, the verdict, and what check and prove say of the scene."""
    from party_card.diagnostics.words import format_count
    from party_card.importers.emit_yaml import describe_loss
    from party_card.importers.import_story import import_story
    from party_card.importers.story import ImportRefusedError
    from party_card.importers.verdict import describe_verdict

    try:
        scene = import_story(args.paths, args.format, args.story)
    except OSError as error:
        raise UsageError(f"{error.filename or args.paths[0]} cannot be read: {error.strerror or error}") from None
    except ImportRefusedError as reason:
        raise UsageError(str(reason)) from None
    pack = args.pack or Path(scene.scene)
    scene_file = pack / "scenes" / f"{scene.scene}.yaml"
    if scene_file.exists():
        raise UsageError(f"{scene_file} is there already; name another folder with --pack, or rename the file")
    try:
        scene_file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{scene_file.parent} cannot be made: {error.strerror}") from None
    write_text(str(scene_file), scene.text)
    for lost in scene.losses:
        print(describe_loss(lost, is_file_named=True))
    print(f"{scene_file}: {format_count(scene.passage_count, 'passage')}")
    print(describe_verdict(scene.losses))
    _check_and_prove(scene_file)
    return EXIT_FINDINGS if scene.losses else EXIT_OK


def _check_and_prove(scene_file: Path) -> None:
    """Prints what `check` and `prove` find in the scene, without the notes, which have been listed."""
    from party_card.commands._progress import ProgressReport
    from party_card.diagnostics.diagnostic import NOTE_CODE
    from party_card.services.prove import ProofRun

    proof_run = ProofRun([scene_file], progress=(progress := ProgressReport()).report_proof)
    for line in proof_run.run():
        progress.clear()
        print(line, flush=True)
    found = [diagnostic for diagnostic in proof_run.diagnostics if diagnostic.code != NOTE_CODE]
    if found:
        print_diagnostics(found, "concise")
    else:
        print("check and prove find nothing else.")
