"""The model of a scene: slots, transitions, and the conditions that each passage observes, all by index.

Invariant: nothing is decided here. Conditions, domains and effects are those of the transition system, only listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from party_card.content.conditions import Condition
from party_card.content.models import Block, Choice, ConditionText, Passage, PassageId, RecordBlock, Trace, TraceId
from party_card.engine.compiled import CompiledScene
from party_card.frozen_dataclass import frozen_dataclass


class SlotUpdate(NamedTuple):
    """The effect of a choice on one slot: `amount` is the new value, or a signed step clamped to the domain."""

    slot: int
    is_step: bool
    amount: int

    def transfer_table(self, domain_size: int) -> tuple[int, ...]:
        """Returns the value after the update, for each value before."""
        return _compute_transfer_table(self.is_step, self.amount, domain_size)


@cache
def _compute_transfer_table(is_step: bool, amount: int, domain_size: int) -> tuple[int, ...]:
    return tuple(min(max(value + amount, 0), domain_size - 1) if is_step else amount for value in range(domain_size))


class Transition(NamedTuple):
    """A choice as a transition between two passages; `choice_index` is its place among the choices of the passage."""

    choice: Choice
    source: int
    choice_index: int
    target: int
    condition: Condition | None
    updates: tuple[SlotUpdate, ...]


@frozen_dataclass
class Model:
    """A compiled scene by index: passages and slots have the indices of its transition system.

    `domain_sizes` and `domain_minimums` have the number of values of each slot and the number of its first value;
    `transitions` and `conditions_by_passage` are by passage: the latter has the conditions evaluated there, those of
    texts and choices, at endings of record and traces, and all invariants. `reverse_postorder` lists the passages that
    transitions lead to, each before its successors unless there are cycles.
    """

    compiled: CompiledScene
    domain_sizes: tuple[int, ...]
    domain_minimums: tuple[int, ...]
    slot_indices: dict[str, int]
    transitions: tuple[tuple[Transition, ...], ...]
    conditions_by_passage: tuple[tuple[ConditionText, ...], ...]
    reverse_postorder: tuple[int, ...]

    @property
    def initial_passage(self) -> int:
        """The index of the first passage."""
        return self.compiled.system.initial_position[0]

    @property
    def initial_values(self) -> Mapping[tuple[TraceId, ...], tuple[int, ...]]:
        """The initial value of every slot, by the combination of imported traces; the one without traces is first."""
        return {traces: state[1:] for traces, state in self.compiled.system.initial_states.items()}

    def passage(self, index: int) -> Passage:
        """Returns the passage with an index."""
        return self.compiled.scene.passages[self.passage_id(index)]

    def passage_id(self, index: int) -> PassageId:
        """Returns the id of the passage with an index."""
        return self.compiled.system.passages[index]

    def condition(self, text: ConditionText) -> Condition:
        """Returns the parsed form of a condition of the scene."""
        return self.compiled.logic.conditions[text]

    def is_overwrite(self, update: SlotUpdate) -> bool:
        """Returns True if the value after an update does not depend on the value before."""
        return not update.is_step or abs(update.amount) >= self.domain_sizes[update.slot] - 1


def build_model(compiled: CompiledScene) -> Model:
    """Returns the model of a compiled scene."""
    system, logic = compiled.system, compiled.logic
    slot_indices = {name: index for index, name in enumerate(system.slots)}
    passage_indices = {name: index for index, name in enumerate(system.passages)}

    def iter_updates(choice: Choice) -> Iterator[SlotUpdate]:
        for effect in logic.effects[choice.id]:
            yield SlotUpdate(slot_indices[effect.variable], effect.kind == "step", effect.amount)
        for mark in (f"visited({choice.goto})", f"chose({choice.id})"):
            if mark in slot_indices:
                yield SlotUpdate(slot_indices[mark], False, 1)

    transitions = tuple(
        tuple(
            Transition(
                choice=choice,
                source=source,
                choice_index=choice_index,
                target=passage_indices[choice.goto],
                condition=None if choice.if_ is None else logic.conditions[choice.if_],
                updates=tuple(iter_updates(choice)),
            )
            for choice_index, choice in enumerate(choices)
        )
        for source, choices in enumerate(system.choices)
    )
    domains = [system.domains.get(name) for name in system.slots]
    return Model(
        compiled=compiled,
        domain_sizes=tuple(2 if domain is None else domain.size for domain in domains),
        domain_minimums=tuple(0 if domain is None else domain.low for domain in domains),
        slot_indices=slot_indices,
        transitions=transitions,
        conditions_by_passage=tuple(
            tuple(_iter_conditions_at(compiled, passage)) for passage in compiled.scene.passages.values()
        ),
        reverse_postorder=_compute_reverse_postorder(transitions, system.initial_position[0]),
    )


def _iter_conditions_at(compiled: CompiledScene, passage: Passage) -> Iterator[ConditionText]:
    """Yields the conditions of texts and choices of a passage, at an ending of record and traces; all invariants."""
    scene = compiled.scene
    guarded: list[Block | Choice | RecordBlock | Trace] = [*passage.blocks, *passage.choices]
    if passage.ending is not None:
        guarded += (*scene.closing_blocks, *scene.leaves)
    yield from (item.if_ for item in guarded if item.if_ is not None)
    yield from (*scene.always, *scene.never)


def _compute_reverse_postorder(transitions: tuple[tuple[Transition, ...], ...], root: int) -> tuple[int, ...]:
    postorder: list[int] = []
    visited_passages = {root}
    stack = [(root, iter(transitions[root]))]
    while stack:
        passage, open_transitions = stack[-1]
        for transition in open_transitions:
            if transition.target not in visited_passages:
                visited_passages.add(transition.target)
                stack.append((transition.target, iter(transitions[transition.target])))
                break
        else:
            postorder.append(passage)
            stack.pop()
    return tuple(reversed(postorder))
