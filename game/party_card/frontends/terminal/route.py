"""Prints endings and route of a scene as lists.

Invariant: an ending that was not found has a number and no name, and choices that were not made are counted only.
"""

from __future__ import annotations

from rich.text import Text

from party_card.app.routes import Fork, SceneRoutes
from party_card.content.models import Scene
from party_card.frontends.shared.scene_map.route_words import (
    KEPT_SENTENCE,
    NO_FORK_SENTENCE,
    ROUTES_HEADING,
    describe_ending,
    describe_ending_count,
    describe_fork,
    describe_fork_place,
    name_ending,
)
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.localization import gettext


def print_routes(scene: Scene, routes: SceneRoutes, writer: TerminalWriter) -> None:
    """Prints the endings, found or not, and the forks of the present playthrough."""
    writer.write_after_gap(Text(gettext(ROUTES_HEADING), "bold"))
    writer.write(describe_ending_count(routes))
    for ending in routes.endings:
        words = " ".join(filter(None, (describe_ending(ending), ending.cost)))
        writer.write(words, f"  {name_ending(ending)}: ", "    ")
    if not routes.forks:
        writer.write_after_gap(gettext(NO_FORK_SENTENCE))
        return
    writer.write_after_gap(gettext("Your route, with its forks:"))
    for number, fork in enumerate(routes.forks, 1):
        writer.write(_describe_fork(scene, fork), f"  {number}. ")
    writer.write_after_gap(
        gettext("To go back to a fork and play on from there, type f and its number, as in f 1.")
        + f" {gettext(KEPT_SENTENCE)}"
    )


def describe_wrong_number(text: str, fork_count: int) -> str:
    """Returns a sentence for a number that no fork has."""
    if not fork_count:
        return gettext(NO_FORK_SENTENCE)
    return gettext(
        "There is no fork “{text}” on your route. Its forks have the numbers 1 to {fork_count}; f alone lists them."
    ).format(text=text, fork_count=fork_count)


def _describe_fork(scene: Scene, fork: Fork) -> str:
    date, words = describe_fork_place(scene, fork)
    full_stop = "" if words.endswith((".", "!", "?", "…")) else "."
    return " ".join(filter(None, (f"{date}." if date else "", f"{words}{full_stop}", describe_fork(fork))))
