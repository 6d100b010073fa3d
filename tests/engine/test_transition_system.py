"""The kernel decides what is open and where a choice leads; positions are tuples of small numbers."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position, TransitionSystem
from tests.engine.sample import sample_scene


def reachable(system: TransitionSystem) -> Iterator[Position]:
    """Every position that some choices lead to."""
    seen = {system.start}
    waiting = [system.start]
    while waiting:
        position = waiting.pop()
        yield position
        for choice in system.enabled_choices(position):
            after = system.apply(position, choice)
            if after not in seen:
                seen.add(after)
                waiting.append(after)


def open_at(compiled: CompiledScene, position: Position) -> list[str]:
    return [
        str(compiled.system.choices[position[0]][number].id) for number in compiled.system.enabled_choices(position)
    ]


def test_a_position_holds_the_passage_the_variables_and_the_marks_that_are_read() -> None:
    kernel = sample_scene().system
    assert kernel.slots == ("read_it", "attention", "keeper", "visited(later)")
    assert kernel.start == (0, 0, 0, 2, 0)


def test_conditions_decide_what_is_open() -> None:
    compiled = sample_scene()
    assert open_at(compiled, (0, 0, 0, 2, 0)) == ["read", "leave", "stare"]
    assert open_at(compiled, (0, 1, 2, 2, 0)) == ["read", "leave", "stare", "burn", "hide"]


def test_a_choice_sets_steps_and_leaves_marks() -> None:
    kernel = sample_scene().system
    assert kernel.apply(kernel.start, 0) == (1, 1, 1, 0, 1)
    assert kernel.value_name(kernel.apply(kernel.start, 0), "keeper") == "me"


def test_steps_stop_at_the_ends_of_a_range() -> None:
    kernel = sample_scene().system
    position = kernel.start
    for _ in range(5):
        position = kernel.apply(position, 2)
    assert kernel.value_name(position, "attention") == "2"


def test_machine_and_kernel_agree_on_every_position() -> None:
    """For the shipped scenes see tests/prove/test_agreement.py."""
    compiled = sample_scene()
    kernel = compiled.system
    walk = compiled.machine.start()
    for position in reachable(kernel):
        for number, choice in enumerate(kernel.choices[position[0]]):
            walk.position, walk.state = position, kernel.passages[position[0]]
            taken = walk.trigger(choice.id)  # type: ignore[attr-defined]
            assert taken == (number in kernel.enabled_choices(position))
            after = kernel.apply(position, number) if taken else position
            assert (walk.position, walk.state) == (after, kernel.passages[after[0]])
