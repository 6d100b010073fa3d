"""`party-card map`: a scene as a picture of its passages and choices."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import MEND, WELL, CommandError
from party_card.commands._output import refuse, write


def add(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("scene", help="the scene's name")
    parser.add_argument(
        "--to",
        required=True,
        metavar="FILE",
        help="where to write it: a picture (.svg, needs Graphviz), Mermaid (.mmd), or DOT (.dot)",
    )
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")
    parser.set_defaults(command=draw)


def draw(args: argparse.Namespace) -> int:
    """Draws the map of a scene: every passage, choice and ending, what the record shows, and what no path reaches."""
    from party_card.frontends.map.svg import GraphvizUnavailableError
    from party_card.publishing.handouts import MAPS, chosen, ending, map_of
    from party_card.services.prove import UsageError

    try:
        form = ending(args.to, MAPS)
        pack, scene, found = chosen(args.pack, args.scene, drawing=True)
        drawn, more = (None, ()) if found else map_of(pack, scene)
        if drawn is None:
            refuse([*found, *more])
            return MEND
        text = MAPS[form](drawn)
    except (UsageError, GraphvizUnavailableError) as reason:
        raise CommandError(str(reason)) from None
    write(args.to, text)
    ways = f", {drawn.walks:,} ways to an ending" if drawn.walks is not None else ""
    lost = sum(not spot.positions for spot in drawn.spots)
    print(f"{args.to}: {len(drawn.spots)} passages, {len(drawn.arrows)} choices{ways}")
    if lost:
        print(f"  in red: {lost} that no path reaches; `party-card prove` says why")
    return WELL
