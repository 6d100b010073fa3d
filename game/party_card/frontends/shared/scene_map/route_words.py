"""Says in words what a player has seen of a scene, without naming what was not seen."""

from __future__ import annotations

from party_card.app.routes import EndingCard, Fork, SceneRoutes
from party_card.content.edtf import format_date
from party_card.content.models import Scene
from party_card.content.prose import strip_markup
from party_card.engine.consequences import end_sentence
from party_card.engine.record_words import YOU_CHOSE
from party_card.frontends.shared.scene_map.titles import first_words
from party_card.localization import format_number, gettext, gettext_noop, ngettext

EXTRA_ENDING = gettext_noop("Extra ending")
"""The name of an ending that needs what an earlier scene left."""
ROUTES_HEADING = gettext_noop("Endings and route")
KEPT_SENTENCE = gettext_noop("What you have played so far stays saved.")
NO_FORK_SENTENCE = gettext_noop("You have not come to a fork yet.")


def describe_ending_count(routes: SceneRoutes) -> str:
    """Returns a sentence on the present ending, and on how many the player has found."""
    present = routes.present_ending
    found = describe_found_count(routes)
    if present is None:
        return found
    if not present.number:
        return f"{gettext(EXTRA_ENDING)}. {found}"
    number = gettext("Ending {number} of {total}.").format(number=present.number, total=len(routes.counted_endings))
    return f"{number} {found}"


def describe_found_count(routes: SceneRoutes) -> str:
    """Returns a sentence on how many of the counted endings the player has found."""
    total = len(routes.counted_endings)
    sentence = ngettext(
        "You have found {found} of {count} ending.", "You have found {found} of {count} endings.", total
    )
    return sentence.format(found=routes.found_count, count=format_number(total))


def name_ending(ending: EndingCard) -> str:
    """Returns what an ending is called: its number, or that it is not counted."""
    return gettext("Ending {number}").format(number=ending.number) if ending.number else gettext(EXTRA_ENDING)


def describe_ending(ending: EndingCard) -> str:
    """Returns the title of an ending that was found, and whether it is the present one."""
    if not ending.is_found:
        return gettext("Not found yet.")
    title = end_sentence(ending.title)
    return f"{title} {gettext('This time.')}" if ending.is_present else title


def describe_fork_place(scene: Scene, fork: Fork) -> tuple[str, str]:
    """Returns the date of a fork, empty if there is none, and the first words of its passage."""
    passage = scene.passages[fork.decision.passage]
    date = format_date(passage.date) if passage.date else ""
    return f"{date[:1].upper()}{date[1:]}", first_words(passage)


def describe_fork(fork: Fork) -> str:
    """Returns what the player did at a fork, and how many other ways there were."""
    choice = fork.decision.choice
    outcome = strip_markup(choice.did) or f"{gettext(YOU_CHOSE).format(choice=strip_markup(choice.text))}."
    if fork.untried_count:
        others = ngettext(
            "{count} other way, {untried} not tried yet.",
            "{count} other ways, {untried} not tried yet.",
            fork.other_count,
        )
    else:
        others = ngettext("{count} other way, tried before.", "{count} other ways, tried before.", fork.other_count)
    return f"{outcome} {others.format(count=format_number(fork.other_count), untried=fork.untried_count)}"
