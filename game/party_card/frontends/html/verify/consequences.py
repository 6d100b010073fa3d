"""Finds in exported data what led to the ending of a playthrough, as the player in JavaScript does.

Invariant: it reads the tables of the data and nothing of the engine but how much a decision meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from party_card.engine.consequences import end_sentence, select_causes
from party_card.engine.ending_reach import EndingReach
from party_card.engine.record_words import YOU_CHOSE
from party_card.frontends.shared.scene_data import NONE, Json, list_runs
from party_card.localization import gettext

Position = tuple[int, ...]
ListMoves = Callable[[Position], list[tuple[int, Position]]]
"""Returns the numbers of the choices that are open at a position, each with the position after it."""


class PlayedDecision(NamedTuple):
    """A decision: passage and number of the choice, and the positions before it, after the other choices, and after."""

    passage: int
    choice: int
    before: Position
    others: list[Position]
    after: Position


def build_reach(scene: Json, list_moves: ListMoves) -> EndingReach:
    """Returns the endings that can be reached from the positions of a scene of the data."""
    ids = dict.fromkeys(row[5][0] for row in scene["passages"] if row[5])
    numbers = {name: number for number, name in enumerate(ids)}
    masks = [1 << numbers[row[5][0]] if row[5] else 0 for row in scene["passages"]]
    return EndingReach(
        _find_deciding_slots(scene), masks, lambda position: [after for _, after in list_moves(position)]
    )


def replay_decisions(
    decisions: Iterable[tuple[int, int]], start: Position, list_moves: ListMoves
) -> Iterator[PlayedDecision]:
    """Yields the decisions of a playthrough, given as pairs of passage and choice, with the positions around them."""
    position = start
    for passage, number in decisions:
        moves = dict(list_moves(position))
        others = [after for other, after in moves.items() if other != number]
        yield PlayedDecision(passage, number, position, others, moves[number])
        position = moves[number]


def describe_causes(
    data: Json, scene: int, reach: EndingReach, decisions: Iterable[PlayedDecision], final: Position
) -> list[str]:
    """Returns what led to the ending at `final`, in sentences."""
    causes = []
    for number, decision in enumerate(decisions):
        if number == 0 and reach.find_endings(decision.before) is None:
            return []
        consequence = reach.measure(decision.before, decision.others, decision.after, final)
        if consequence is not None:
            choice = data["scenes"][scene]["passages"][decision.passage][3][decision.choice]
            causes.append((_describe_choice(data, choice), consequence))
    return [text for text, _ in select_causes(causes)]


def _describe_choice(data: Json, choice: list[Any]) -> str:
    """Returns what the player did in a sentence, without marks of notes."""
    did, text = ("".join(_iter_texts(list_runs(data, line) if line != NONE else [])) for line in (choice[6], choice[1]))
    return end_sentence(did or gettext(YOU_CHOSE).format(choice=text))


def _iter_texts(runs: list[Any]) -> Iterator[str]:
    for run in runs:
        if not isinstance(run, int):
            yield run if isinstance(run, str) else run[1]


def _find_deciding_slots(scene: Json) -> list[list[int]]:
    """Returns for each passage the indexes in a position that a choice there or later may ask for."""
    tables, passages = scene["tables"], scene["passages"]
    live = [{slot for choice in row[3] for slot in tables[choice[3]][0]} for row in passages]
    is_changed = True
    while is_changed:
        is_changed = False
        for number in range(len(passages) - 1, -1, -1):
            for choice in passages[number][3]:
                effects = dict(zip(choice[5][::2], choice[5][1::2], strict=True))
                wider = {
                    read
                    for slot in live[choice[2]]
                    for read in (tables[effects[slot]][0] if slot in effects else [slot])
                }
                if wider - live[number]:
                    live[number] |= wider
                    is_changed = True
    return [sorted(1 + slot for slot in slots) for slots in live]
