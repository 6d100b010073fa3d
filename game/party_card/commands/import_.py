"""`party-card import`: a story of another program as a pack."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import WELL, CommandError
from party_card.commands._output import write


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("story", type=Path, metavar="FILE", help="a Twee file (.twee, .tw) or an ink file (.ink)")
    parser.add_argument(
        "--pack", type=Path, metavar="FOLDER", help="the folder it goes to (default: one named after it)"
    )
    parser.set_defaults(command=bring)


def bring(args: argparse.Namespace) -> int:
    """Writes a scene from a Twee or ink story: what it cannot hold is listed, and stands there as a comment."""
    from party_card.diagnostics.words import counted
    from party_card.importers.emit_yaml import scene_id, write_scene
    from party_card.importers.expressions import UnsupportedSyntaxError
    from party_card.importers.registry import read_story

    path: Path = args.story
    try:
        story = read_story(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None
    except UnsupportedSyntaxError as reason:
        raise CommandError(f"{path}: {reason}") from None
    name = scene_id(story)
    pack = args.pack or Path(name)
    scene = pack / "scenes" / f"{name}.yaml"
    if scene.exists():
        raise CommandError(f"{scene} is there already; name another folder with --pack, or rename the file")
    text = write_scene(story, path.name)
    try:
        scene.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{scene.parent} cannot be made: {error.strerror}") from None
    write(str(scene), text)
    lost = story.everything_lost()
    for one in lost:
        print(f"{path}:{one.line}: not held, {one.why}: {' '.join(one.text.split())[:60]}")
    print(f"{scene}: {counted(len(story.moments), 'passage')}, {counted(len(lost), 'place')} not held")
    print(f"now: party-card check {pack}")
    return WELL
