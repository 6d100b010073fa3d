"""State space, transition system and state machine agree: in each state the same choices with the same targets."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from party_card.content.variables import YES_NO
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.modelcheck import explore_scene
from tests.modelcheck.scenes import load_shipped_scenes


def make_position(compiled: CompiledScene, passage: str, values: Mapping[str, str]) -> Position:
    """Returns a position with these values; dead slots are 0."""
    system = compiled.system
    values_by_slot = [system.passages.index(passage)]
    for slot in system.slots:
        index = system.domains.get(slot, YES_NO).index(values[slot]) if slot in values else 0
        assert index is not None
        values_by_slot.append(index)
    return tuple(values_by_slot)


MAX_EVERYDAY_STATES = 3_000
"""Of scenes with more states the everyday run checks a sample, and `pytest -m long` all."""
SHIPPED = load_shipped_scenes()
LARGE = [compiled for compiled in SHIPPED if explore_scene(compiled).state_count > MAX_EVERYDAY_STATES]


@pytest.mark.parametrize("compiled", SHIPPED, ids=lambda compiled: str(compiled.scene.scene))
def test_all_three_agree_on_every_position_or_on_a_share_of_very_many(compiled: CompiledScene) -> None:
    check_agreement(compiled, stride=explore_scene(compiled).state_count // MAX_EVERYDAY_STATES + 1)


@pytest.mark.long
@pytest.mark.parametrize("compiled", LARGE, ids=lambda compiled: str(compiled.scene.scene))
def test_all_three_agree_on_every_position(compiled: CompiledScene) -> None:
    check_agreement(compiled, stride=1)


def check_agreement(compiled: CompiledScene, stride: int) -> None:
    system = compiled.system
    machine_state = compiled.machine.start()
    count = 0
    for passage, values, enabled in explore_scene(compiled).iter_states(stride):
        count += 1
        position = make_position(compiled, passage, values)
        choices = system.choices[position[0]]
        assert tuple(choices[number].id for number in system.enabled_choices(position)) == enabled
        for number, choice in enumerate(choices):
            machine_state.position, machine_state.state = position, passage
            is_taken = machine_state.trigger(choice.id)  # type: ignore[attr-defined]
            assert is_taken == (choice.id in enabled)
            after = system.apply(position, number) if is_taken else position
            assert (machine_state.position, machine_state.state) == (after, system.passages[after[0]])
        machine_state.steps.clear()
    assert count > len(system.passages)
