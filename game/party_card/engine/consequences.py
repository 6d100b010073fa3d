"""Says which decisions of a playthrough led to its ending: those after which it was the only one, or kept it open.

Invariant: nothing is said before the ending, and no ending but the present one is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from party_card.content.prose import strip_markup
from party_card.engine.ending_reach import Consequence
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.engine.playthrough import Decision, Playthrough
from party_card.engine.record_words import YOU_CHOSE
from party_card.localization import gettext

Subject = TypeVar("Subject")

MAX_CAUSES = 4
"""So many decisions are named."""


def describe_causes(playthrough: Playthrough) -> tuple[str, ...]:
    """Returns what the player did that led to the ending, in order, each as a sentence; none before the ending.

    If there are more than `MAX_CAUSES`, those that mattered most are left.
    """
    if playthrough.ending_passage is None or not playthrough.steps:
        return ()
    causes = select_causes(list(_iter_causes(playthrough)))
    return tuple(_describe_decision(decision) for decision, _ in causes)


def select_causes(causes: list[tuple[Subject, Consequence]]) -> list[tuple[Subject, Consequence]]:
    """Returns the causes that mattered most, in the order of the playthrough."""
    order = sorted(range(len(causes)), key=lambda number: causes[number][1].weight, reverse=True)
    return [causes[number] for number in sorted(order[:MAX_CAUSES])]


def end_sentence(text: str) -> str:
    """Returns a text with a full stop, unless it ends in a mark of its own."""
    return text if text.rstrip("”’\"')").endswith((".", "!", "?", "…")) else f"{text}."


def _describe_decision(decision: Decision) -> str:
    choice = decision.choice
    return end_sentence(strip_markup(choice.did) or gettext(YOU_CHOSE).format(choice=strip_markup(choice.text)))


def _iter_causes(playthrough: Playthrough) -> Iterator[tuple[Decision, Consequence]]:
    """Yields the decisions that meant something for the ending, each with what it meant."""
    system, reach = playthrough.compiled.system, playthrough.compiled.ending_reach
    position = system.initial_state(playthrough.imported_traces)
    if reach.find_endings(position) is None:
        return
    decisions: Mapping[int, Decision] = {decision.step: decision for decision in playthrough.decisions()}
    for number, step in enumerate(playthrough.steps):
        if step in PHASE_TRIGGERS:
            continue
        decision = decisions[number]
        chosen = system.choice_index(decision.passage, decision.choice.id)
        assert chosen is not None  # noqa: S101  # it was taken
        after = system.apply(position, chosen)
        others = [system.apply(position, choice) for choice in system.enabled_choices(position) if choice != chosen]
        consequence = reach.measure(position, others, after, playthrough.position)
        if consequence is not None:
            yield decision, consequence
        position = after
