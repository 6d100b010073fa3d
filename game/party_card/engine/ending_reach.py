"""Finds the endings that can still be reached from a position, and what a decision meant for one of them.

Which endings can still be reached depends on the passage and on the slots that a later choice asks for, and on nothing
else. So positions are reduced to these slots, which leaves few: a variable that only changes words is not among them.
The reduced positions are visited from the beginning of the playthrough; then the endings are handed back from each
position to those before it, until nothing changes.

Invariant: exact, or silent: if there are more than `MAX_POSITIONS` reduced positions, nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from party_card.content.conditions import collect_names
from party_card.content.models import EndingId, Scene
from party_card.content.scene_logic import SceneLogic
from party_card.engine.transition_system import Position, TransitionSystem
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext_noop

MAX_POSITIONS = 30_000
"""More reduced positions than this are not visited: the page of the ending must not be waited for."""

CAUSES_HEADING = gettext_noop("What led to this ending")


@frozen_dataclass
class Consequence:
    """What a decision meant for the ending.

    Of the other choices that were open, `excluding_count` would have made the ending impossible; `is_sealing` says that
    after the decision no other ending was left, and before it one was.
    """

    excluding_count: int
    is_sealing: bool

    @property
    def weight(self) -> tuple[bool, int]:
        """How much it mattered, for sorting: that it sealed the ending, and how many choices did not lead to it."""
        return self.is_sealing, self.excluding_count


class EndingReach:
    """The endings that can be reached from positions, as masks: bit `n` for ending `n`.

    `deciding_slots` are for each passage the indexes in a position that a later choice may ask for; `ending_masks` the
    endings of the passages. `list_successors` returns the positions after the choices that are open.
    """

    def __init__(
        self,
        deciding_slots: Sequence[Sequence[int]],
        ending_masks: Sequence[int],
        list_successors: Callable[[Position], list[Position]],
    ) -> None:
        self._deciding_slots = deciding_slots
        self._ending_masks = ending_masks
        self._list_successors = list_successors
        self._masks: dict[Position, int] = {}

    def find_endings(self, position: Position) -> int | None:
        """Returns the mask of the endings that can be reached from a position; None if there is too much to visit."""
        start = self._reduce(position)
        if start not in self._masks and not self._visit(start):
            return None
        return self._masks[start]

    def measure(
        self, before: Position, others: Sequence[Position], after: Position, final: Position
    ) -> Consequence | None:
        """Returns what a choice meant for the ending at `final`; None if it meant nothing, or if that is not known.

        A choice that only closed other endings meant nothing for this one.

        `others` are the positions after the other choices that were open.
        """
        ending, mask_before, mask_after = map(self.find_endings, (final, before, after))
        if ending is None or mask_before is None or mask_after is None:
            return None
        excluding = sum(not (self.find_endings(other) or 0) & ending for other in others)
        is_sealing = mask_after == ending != mask_before
        return Consequence(excluding, is_sealing) if excluding or is_sealing else None

    def _reduce(self, position: Position) -> Position:
        """Returns a position with 0 in place of all that no later choice asks for."""
        values = [0] * len(position)
        values[0] = position[0]
        for slot in self._deciding_slots[position[0]]:
            values[slot] = position[slot]
        return tuple(values)

    def _visit(self, start: Position) -> bool:
        """Finds the masks of all positions that can be reached; returns False if they are too many."""
        masks = dict(self._masks)
        successors: dict[Position, list[Position]] = {start: []}
        order = [start]
        for position in order:
            targets = successors[position] = [self._reduce(target) for target in self._list_successors(position)]
            masks[position] = 0 if targets else self._ending_masks[position[0]]
            for target in targets:
                if target not in successors and target not in masks:
                    successors[target] = []
                    order.append(target)
            if len(order) > MAX_POSITIONS:
                return False
        is_changed = True
        while is_changed:  # a scene without cycles settles at once
            is_changed = False
            for position in reversed(order):
                mask = masks[position]
                for target in successors[position]:
                    mask |= masks[target]
                if mask != masks[position]:
                    masks[position] = mask
                    is_changed = True
        self._masks = masks
        return True


def build_ending_reach(scene: Scene, system: TransitionSystem, logic: SceneLogic) -> EndingReach:
    """Returns the endings that can be reached from the positions of a scene; they are found as they are asked for."""
    endings = [passage.ending for passage in scene.passages.values()]
    ids: dict[EndingId, int] = {}
    for ending in endings:
        if ending is not None:
            ids.setdefault(ending.id, len(ids))
    return EndingReach(
        [sorted(slots) for slots in _find_deciding_slots(system, logic)],
        [0 if ending is None else 1 << ids[ending.id] for ending in endings],
        lambda position: [system.apply(position, choice) for choice in system.enabled_choices(position)],
    )


def _find_deciding_slots(system: TransitionSystem, logic: SceneLogic) -> list[set[int]]:
    """Returns for each passage the indexes in a position that a choice there or later may ask for."""
    indexes = {name: number + 1 for number, name in enumerate(system.slots)}
    passages = {name: number for number, name in enumerate(system.passages)}
    live = [set[int]() for _ in system.passages]
    moves: list[tuple[int, int, set[int]]] = []
    for source, choices in enumerate(system.choices):
        for choice in choices:
            if choice.if_ is not None:
                live[source] |= {indexes[name] for name in collect_names(logic.conditions[choice.if_])}
            overwritten = {indexes[effect.variable] for effect in logic.effects[choice.id] if effect.kind == "set"}
            marks = (f"visited({choice.goto})", f"chose({choice.id})")
            overwritten |= {indexes[mark] for mark in marks if mark in indexes}
            moves.append((source, passages[choice.goto], overwritten))
    is_changed = True
    while is_changed:
        is_changed = False
        for source, target, overwritten in reversed(moves):
            wider = live[target] - overwritten - live[source]
            if wider:
                live[source] |= wider
                is_changed = True
    return live
