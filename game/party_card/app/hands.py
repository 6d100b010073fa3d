"""Counts the hands of a class at the decisions of a playthrough, as they are seen on a projector.

Invariant: the hands of a decision are kept with the answers of the playthrough, under the step and the passage that
they are about. They are numbers by choice, and nothing of any student.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Final

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, ngettext

if TYPE_CHECKING:
    from party_card.app.open_playthrough import OpenPlaythrough

MAX_HANDS: Final = 999
"""The most hands that are counted for a choice."""
_KEY_PREFIX = "hands: "
"""Keeps the keys apart from the questions of the debrief."""


@frozen_dataclass
class HandCount:
    """The hands counted at a decision, by choice; a choice without hands may be left out."""

    by_choice: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of all hands."""
        return sum(self.by_choice.values())

    @property
    def leaders(self) -> tuple[str, ...]:
        """The choices with most votes: several if they are tied, none if no hands were counted."""
        most = max(self.by_choice.values(), default=0)
        return tuple(choice for choice, count in self.by_choice.items() if count == most) if most else ()

    def get(self, choice: str) -> int:
        """Returns the hands for a choice."""
        return self.by_choice.get(choice, 0)


NO_HANDS: Final = HandCount()


def get_hands(entry: OpenPlaythrough, step: int, passage: str) -> HandCount:
    """Returns the hands counted at a passage before a step was taken."""
    return _decode(entry.answers.get(_make_key(step, passage), ""))


def count_hands(entry: OpenPlaythrough, passage: str, choice: str, change: int) -> HandCount:
    """Adds hands to a choice of the passage that is open, or takes some away. Returns all hands of the decision.

    The playthrough is then unsaved.
    """
    step = len(entry.playthrough.steps)
    hands = get_hands(entry, step, passage)
    count = min(MAX_HANDS, max(0, hands.get(choice) + change))
    if count != hands.get(choice):
        counts = {**hands.by_choice, choice: count}
        hands = HandCount({name: number for name, number in counts.items() if number})
        entry.answers[_make_key(step, passage)] = json.dumps(dict(hands.by_choice)) if hands.total else ""
        entry.is_unsaved = True
    return hands


def describe_vote(hands: HandCount, choice: str) -> str:
    """Returns a sentence on the hands for the choice that was taken; empty if none were counted."""
    if not hands.total:
        return ""
    count = ngettext("{raised} of {count} hand", "{raised} of {count} hands", hands.total)
    count = count.format(raised=hands.get(choice), count=hands.total)
    if choice not in hands.leaders:
        return gettext("{hands}; another choice had most votes.").format(hands=count)
    if len(hands.leaders) > 1:
        return gettext("{hands}, as many as for another choice; the teacher decided.").format(hands=count)
    return gettext("{hands}, the most votes.").format(hands=count)


def list_votes(entry: OpenPlaythrough) -> dict[int, str]:
    """Returns a sentence on the hands for each decision at which some were counted, by the step of the decision."""
    votes = {
        decision.step: describe_vote(get_hands(entry, decision.step, decision.passage), decision.choice.id)
        for decision in entry.playthrough.decisions()
    }
    return {step: sentence for step, sentence in votes.items() if sentence}


def list_hands(entry: OpenPlaythrough) -> tuple[Mapping[str, int], ...]:
    """Returns the hands for the choices of each decision, in the order of the decisions; empty if none were counted."""
    passages = entry.playthrough.compiled.scene.passages
    return tuple(
        {
            str(choice.id): count
            for choice in passages[decision.passage].choices
            if (count := get_hands(entry, decision.step, decision.passage).get(choice.id))
        }
        for decision in entry.playthrough.decisions()
    )


def is_hand_count(question: str) -> bool:
    """Returns True if a key of saved answers belongs to the hands of a decision."""
    return question.startswith(_KEY_PREFIX)


def _make_key(step: int, passage: str) -> str:
    return f"{_KEY_PREFIX}{step} {passage}"


def _decode(text: str) -> HandCount:
    """Reads saved hands; what a damaged file has in their place counts as none."""
    try:
        data = json.loads(text)
    except ValueError:
        return NO_HANDS
    if not isinstance(data, dict):
        return NO_HANDS
    return HandCount(
        {str(name): count for name, count in data.items() if type(count) is int and 0 < count <= MAX_HANDS}
    )
