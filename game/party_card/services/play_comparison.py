"""Compares two forms of a scene by playing both at random with the same choices.

Invariant: the same scenes give the same answer, whatever was played before.
"""

from __future__ import annotations

from random import Random

from party_card.content.logic_parser import parse_logic
from party_card.content.models import Scene
from party_card.engine.transition_system import Position, TransitionSystem, compile_system

PLAYS = 400
MAX_STEPS = 200


def are_alike_in_play(scene: Scene, other: Scene) -> bool:
    """Returns True if both scenes show the same texts and choices in every random play, and leave the same behind."""
    systems = []
    for each in (scene, other):
        logic, diagnostics = parse_logic(each)
        if diagnostics:
            return False
        systems.append(compile_system(each, logic))
    system, other_system = systems
    if system.passages != other_system.passages or list(system.trace_slots) != list(other_system.trace_slots):
        return False
    random = Random(0)  # noqa: S311  # no secret depends on it
    for _ in range(PLAYS):
        traces = [trace for trace in system.trace_slots if random.random() < 0.5]
        position, other_position = system.initial_state(traces), other_system.initial_state(traces)
        for _ in range(MAX_STEPS):
            page = _describe_page(scene, system, position)
            if page != _describe_page(other, other_system, other_position):
                return False
            enabled = system.enabled_choices(position)
            if not enabled:
                break
            choice = random.choice(enabled)
            position, other_position = system.apply(position, choice), other_system.apply(other_position, choice)
    return True


def _describe_page(scene: Scene, system: TransitionSystem, position: Position) -> tuple[object, ...]:
    """Returns the passage, the choices that are open, and the results of all conditions that count there."""
    passage = tuple(scene.passages.values())[position[0]]
    conditions = [block.if_ for block in passage.blocks]
    if passage.ending is not None:
        conditions += [part.if_ for part in scene.closing_blocks]
        conditions += [trace.if_ for trace in scene.leaves]
    conditions += (*scene.always, *scene.never)
    return (
        position[0],
        system.enabled_choices(position),
        tuple(system.evaluate(condition, position) for condition in conditions),
    )
