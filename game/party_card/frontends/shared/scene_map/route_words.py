"""Says in words what a player has seen of a scene, without naming what was not seen."""

from __future__ import annotations

from party_card.app.routes import EndingCard, Fork, SceneRoutes
from party_card.content.edtf import format_date
from party_card.content.models import Scene
from party_card.content.prose import strip_markup
from party_card.diagnostics.words import format_count
from party_card.frontends.shared.scene_map.titles import first_words

EXTRA_ENDING = "Extra ending"
"""The name of an ending that needs what an earlier scene left."""
ROUTES_HEADING = "Endings and route"
KEPT_SENTENCE = "What you have played so far stays saved."
NO_FORK_SENTENCE = "You have not come to a fork yet."


def describe_ending_count(routes: SceneRoutes) -> str:
    """Returns a sentence on the present ending, and on how many the player has found."""
    present = routes.present_ending
    found = describe_found_count(routes)
    if present is None:
        return found
    total = len(routes.counted_endings)
    return f"{f'Ending {present.number} of {total}' if present.number else EXTRA_ENDING}. {found}"


def describe_found_count(routes: SceneRoutes) -> str:
    """Returns a sentence on how many of the counted endings the player has found."""
    return f"You have found {routes.found_count} of {format_count(len(routes.counted_endings), 'ending')}."


def name_ending(ending: EndingCard) -> str:
    """Returns what an ending is called: its number, or that it is not counted."""
    return f"Ending {ending.number}" if ending.number else EXTRA_ENDING


def describe_ending(ending: EndingCard) -> str:
    """Returns the title of an ending that was found, and whether it is the present one."""
    if not ending.is_found:
        return "Not found yet."
    full_stop = "" if ending.title.endswith((".", "!", "?", "…")) else "."
    return f"{ending.title}{full_stop} This time." if ending.is_present else f"{ending.title}{full_stop}"


def describe_fork_place(scene: Scene, fork: Fork) -> tuple[str, str]:
    """Returns the date of a fork, empty if there is none, and the first words of its passage."""
    passage = scene.passages[fork.decision.passage]
    date = format_date(passage.date) if passage.date else ""
    return f"{date[:1].upper()}{date[1:]}", first_words(passage)


def describe_fork(fork: Fork) -> str:
    """Returns what the player did at a fork, and how many other ways there were."""
    choice = fork.decision.choice
    outcome = strip_markup(choice.did) or f"You chose: {strip_markup(choice.text)}."
    others = format_count(fork.other_count, "other way")
    return f"{outcome} {others}, {f'{fork.untried_count} not tried yet' if fork.untried_count else 'tried before'}."
