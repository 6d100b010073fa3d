"""`party-card map`: draws a scene as a picture of its passages and choices."""

from __future__ import annotations

import argparse
from pathlib import Path

from party_card.commands._exit import EXIT_OK
from party_card.commands._output import write_text

SUMMARY = "draw a scene: passages, choices, endings"
DESCRIPTION = (
    "Draws the map of a scene: every passage, choice and ending, what the record shows, and what no path reaches."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command to its parser."""
    parser.add_argument("scene", help="the scene's name")
    parser.add_argument(
        "--to",
        required=True,
        metavar="FILE",
        help="where to write it: a picture (.svg), Mermaid (.mmd), or DOT for Graphviz (.dot)",
    )
    parser.add_argument("--pack", type=Path, metavar="FOLDER", help="the scenes of this folder")


def run(args: argparse.Namespace) -> int:
    """Writes the map in the form that the file's extension asks for."""
    from party_card.diagnostics.words import format_count
    from party_card.publishing.map import MAP_WRITERS, load_scene_map
    from party_card.publishing.writers import choose_writer

    write_map = choose_writer(args.to, MAP_WRITERS)
    scene_map = load_scene_map(args.pack, args.scene)
    write_text(args.to, write_map(scene_map))
    counts = [format_count(len(scene_map.nodes), "passage"), format_count(len(scene_map.edges), "choice")]
    if scene_map.path_count is not None:
        counts.append(f"{format_count(scene_map.path_count, 'way')} to an ending")
    print(f"{args.to}: {', '.join(counts)}")
    if unreached_count := sum(not node.state_count for node in scene_map.nodes):
        print(f"  in red: {unreached_count} that no path reaches; `party-card prove` says why")
    return EXIT_OK
