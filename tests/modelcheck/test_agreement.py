"""State space, transition system and state machine agree: in each state the same choices with the same targets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from party_card.content.models import SceneId
from party_card.engine.transition_system import Position
from party_card.modelcheck import ReachableStates
from tests.shipped import each_shipped_scene, explore_shipped_scene


def iter_states(states: ReachableStates, stride: int) -> Iterator[tuple[Position, tuple[str, ...]]]:
    """Yields every n-th state of each passage, with dead slots as 0, and the choices that lead on from it."""
    algebra = states.algebra
    for passage in states.passages:
        # One preimage for each relation: the image of each state by itself takes minutes where the sets are sparse.
        sources = [
            (relation, relation.preimage(states.state_sets[relation.transition.target], states.state_sets[passage]))
            for relation in algebra.relations[passage]
        ]
        for values in islice(algebra.iter_assignments(passage, states.state_sets[passage]), 0, None, stride):
            state = algebra.singleton(passage, values)
            enabled = [
                relation.transition.choice.id
                for relation, enabled_states in sources
                if algebra.intersection(enabled_states, state)
            ]
            yield (passage, *(max(value, 0) for value in values)), tuple(enabled)


SAMPLE_SIZE = 1_000
"""Of scenes with more states about so many are checked; random scenes are checked whole."""


@each_shipped_scene()
def test_all_three_agree_on_a_sample_of_positions(name: SceneId) -> None:
    states = explore_shipped_scene(name)
    check_agreement(states, stride=states.state_count // SAMPLE_SIZE + 1)


def check_agreement(states: ReachableStates, stride: int) -> None:
    compiled = states.compiled
    system = compiled.system
    machine_state = compiled.machine.create_state()
    count = 0
    for position, enabled in iter_states(states, stride):
        count += 1
        choices = system.choices[position[0]]
        assert tuple(choices[number].id for number in system.enabled_choices(position)) == enabled
        for number, choice in enumerate(choices):
            machine_state.position, machine_state.state = position, system.passages[position[0]]
            is_taken = compiled.machine.try_fire(machine_state, choice.id)
            assert is_taken == (choice.id in enabled)
            successor = system.apply(position, number) if is_taken else position
            assert (machine_state.position, machine_state.state) == (successor, system.passages[successor[0]])
        machine_state.steps.clear()
    assert count > len(system.passages)
