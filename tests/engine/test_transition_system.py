"""The transition system decides which choices are enabled and their targets; positions are tuples of small numbers."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position, TransitionSystem
from tests.engine.sample import sample_scene


def reachable_positions(system: TransitionSystem) -> Iterator[Position]:
    """Yields every position that some choices lead to."""
    visited_positions = {system.initial_position}
    queue = [system.initial_position]
    while queue:
        position = queue.pop()
        yield position
        for choice in system.enabled_choices(position):
            successor = system.apply(position, choice)
            if successor not in visited_positions:
                visited_positions.add(successor)
                queue.append(successor)


def enabled_ids(compiled: CompiledScene, position: Position) -> list[str]:
    """Returns the ids of the choices that are enabled at a position."""
    return [
        str(compiled.system.choices[position[0]][number].id) for number in compiled.system.enabled_choices(position)
    ]


def test_a_position_holds_the_passage_the_variables_and_the_marks_that_are_read() -> None:
    system = sample_scene().system
    assert system.slots == ("read_it", "attention", "keeper", "visited(later)")
    assert system.initial_position == (0, 0, 0, 2, 0)


def test_conditions_decide_what_is_open() -> None:
    compiled = sample_scene()
    assert enabled_ids(compiled, (0, 0, 0, 2, 0)) == ["read", "leave", "stare"]
    assert enabled_ids(compiled, (0, 1, 2, 2, 0)) == ["read", "leave", "stare", "burn", "hide"]


def test_a_choice_sets_steps_and_leaves_marks() -> None:
    system = sample_scene().system
    assert system.apply(system.initial_position, 0) == (1, 1, 1, 0, 1)
    assert system.value_name(system.apply(system.initial_position, 0), "keeper") == "me"


def test_steps_stop_at_the_ends_of_a_range() -> None:
    system = sample_scene().system
    position = system.initial_position
    for _ in range(5):
        position = system.apply(position, 2)
    assert system.value_name(position, "attention") == "2"


def test_machine_and_kernel_agree_on_every_position() -> None:
    """For the shipped scenes see tests/modelcheck/test_agreement.py."""
    compiled = sample_scene()
    system = compiled.system
    state = compiled.machine.create_state()
    for position in reachable_positions(system):
        for number, choice in enumerate(system.choices[position[0]]):
            state.position, state.state = position, system.passages[position[0]]
            is_taken = compiled.machine.try_fire(state, choice.id)
            assert is_taken == (number in system.enabled_choices(position))
            successor = system.apply(position, number) if is_taken else position
            assert (state.position, state.state) == (successor, system.passages[successor[0]])
