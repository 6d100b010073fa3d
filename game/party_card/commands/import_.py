"""`party-card import`: writes a story of another program as a pack."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import EXIT_OK
from party_card.commands._output import write_text
from party_card.services.errors import UsageError

SUMMARY = "make a scene of a Twine or ink story"
DESCRIPTION = "Writes a scene from a Twee or ink story: what it cannot hold is listed, and stands there as a comment."
MAX_EXCERPT_LENGTH = 60
"""How many characters are shown of a piece of a story that a scene cannot hold."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("story", type=Path, metavar="FILE", help="a Twee file (.twee, .tw) or an ink file (.ink)")
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the folder it goes to (default: one named after it)"
    )


def run(args: argparse.Namespace) -> int:
    """Writes the scene file, and prints each piece of the story that it cannot hold."""
    from party_card.diagnostics.words import format_count
    from party_card.importers.emit_yaml import derive_scene_id, emit_scene
    from party_card.importers.expressions import UnsupportedSyntaxError
    from party_card.importers.registry import read_story

    path: Path = args.story
    try:
        story = read_story(path.name, path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except UnsupportedSyntaxError as reason:
        raise UsageError(f"{path}: {reason}") from None
    name = derive_scene_id(story)
    pack = args.pack or Path(name)
    scene_file = pack / "scenes" / f"{name}.yaml"
    if scene_file.exists():
        raise UsageError(f"{scene_file} is there already; name another folder with --pack, or rename the file")
    text, losses = emit_scene(story, path.name)
    try:
        scene_file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{scene_file.parent} cannot be made: {error.strerror}") from None
    write_text(str(scene_file), text)
    for loss in losses:
        excerpt = " ".join(loss.text.split())[:MAX_EXCERPT_LENGTH]
        print(f"{path}:{loss.line}: not held, {loss.reason}: {excerpt}")
    print(f"{scene_file}: {format_count(len(story.nodes), 'passage')}, {format_count(len(losses), 'place')} not held")
    print(f"now: party-card check {pack}")
    return EXIT_OK
