"""Compares both state set algebras with a plain breadth-first search, on shipped scenes and random ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any
from unittest.mock import patch

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import CompiledScene
from party_card.engine.phases import BEGIN, REVEAL
from party_card.engine.transition_system import Position
from party_card.modelcheck import explore_scene
from party_card.modelcheck.bfs import BfsLayers
from party_card.modelcheck.bitset.bit_layout import build_layouts
from party_card.modelcheck.bitset.bit_sets import BitSetAlgebra
from party_card.modelcheck.bitset.value_analysis import compute_possible_values
from party_card.modelcheck.liveness import compute_live_slots
from party_card.modelcheck.model import build_model
from party_card.modelcheck.packed_states import PackedSetAlgebra
from party_card.modelcheck.reachability import StateLimitError, compute_backward_reachable, compute_reachable
from party_card.modelcheck.state_sets import DEAD_VALUE, StateSetAlgebra
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import (
    compile_scene_text,
    explore_plainly,
    list_initial_states,
    scene_texts,
    write_floors,
)
from tests.random_examples import random_examples, thin_out
from tests.shipped import each_shipped_scene, explore_shipped_scene, load_shipped_pack, load_shipped_scene


def iter_algebras(
    compiled: CompiledScene, *, drop_dead_slots: bool = True
) -> Iterator[tuple[tuple[int, ...], StateSetAlgebra[Any]]]:
    """Yields both algebras of a scene, each with the live slots by passage."""
    model = build_model(compiled)
    live = (
        compute_live_slots(model)
        if drop_dead_slots
        else tuple((1 << len(model.domain_sizes)) - 1 for _ in model.transitions)
    )
    yield live, BitSetAlgebra(model, build_layouts(model, live, compute_possible_values(model)))
    yield live, PackedSetAlgebra(model, live)


def project(position: Position, live: tuple[int, ...]) -> tuple[int, ...]:
    """Returns the values of a position, with `DEAD_VALUE` for dead slots."""
    mask = live[position[0]]
    return tuple(value if mask >> slot & 1 else DEAD_VALUE for slot, value in enumerate(position[1:]))


def check_agreement(compiled: CompiledScene, *, drop_dead_slots: bool = True) -> None:
    """Compares states, enabled choices, images, preimages and distances with the plain search."""
    position_distances = explore_plainly(compiled)
    system = compiled.system
    for live, algebra in iter_algebras(compiled, drop_dead_slots=drop_dead_slots):
        state_sets, state_count = compute_reachable(algebra)
        distances: dict[tuple[int, tuple[int, ...]], int] = {}
        for position, distance in position_distances.items():
            distances.setdefault((position[0], project(position, live)), distance)
        assignments = {
            (passage, values)
            for passage, state_set in enumerate(state_sets)
            for values in algebra.iter_assignments(passage, state_set)
        }
        assert assignments == distances.keys()
        assert state_count == len(distances)
        for position in position_distances:
            state = algebra.singleton(position[0], position[1:])
            enabled = {
                relation.transition.choice_index for relation in algebra.relations[position[0]] if relation.image(state)
            }
            assert enabled == set(system.enabled_choices(position))
            for relation in algebra.relations[position[0]]:
                if relation.transition.choice_index in enabled:
                    successor = system.apply(position, relation.transition.choice_index)
                    assert relation.image(state) == algebra.singleton(successor[0], successor[1:])
                    assert not algebra.difference(
                        state, relation.preimage(relation.image(state), state_sets[position[0]])
                    )
        layers = BfsLayers(algebra)
        for (passage, values), distance in list(distances.items())[:: max(1, len(distances) // 40)]:
            witness = layers.find_witness({passage: algebra.singleton(passage, values)})
            assert witness is not None
            assert len(witness.choices) == distance
            assert project(replay(compiled, witness.choices, witness.imported_traces), live) == values
        check_backward_agreement(compiled, algebra, state_sets, position_distances.keys(), live)
        check_results(algebra, state_sets)


def check_backward_agreement(
    compiled: CompiledScene,
    algebra: StateSetAlgebra[Any],
    state_sets: list[Any],
    positions: Collection[Position],
    live: tuple[int, ...],
) -> None:
    """Compares the states from which an ending is reachable with a plain backward search."""
    model = algebra.model
    endings = [
        state_set if model.passage(n).ending is not None else algebra.make_empty()
        for n, state_set in enumerate(state_sets)
    ]
    leading = compute_backward_reachable(algebra, state_sets, endings)
    predecessors: dict[Position, list[Position]] = {}
    for position in positions:
        for choice in compiled.system.enabled_choices(position):
            predecessors.setdefault(compiled.system.apply(position, choice), []).append(position)
    waiting = [position for position in positions if model.passage(position[0]).ending is not None]
    leading_positions = set(waiting)
    while waiting:
        for predecessor in predecessors.get(waiting.pop(), []):
            if predecessor not in leading_positions:
                leading_positions.add(predecessor)
                waiting.append(predecessor)
    expected_sets = {(position[0], project(position, live)) for position in leading_positions}
    assert {
        (n, values) for n, state_set in enumerate(leading) for values in algebra.iter_assignments(n, state_set)
    } == expected_sets


def check_results(algebra: StateSetAlgebra[Any], state_sets: list[Any]) -> None:
    """Compares the values that conditions have in the states of a passage with the states that satisfy them."""
    for passage, state_set in enumerate(state_sets):
        for text in algebra.model.conditions_by_passage[passage] if state_set else ():
            condition = algebra.model.condition(text)
            matches = algebra.count(algebra.filter(passage, condition, state_set))
            results = algebra.find_results(passage, condition, state_set)
            assert results == {*[True] * (matches > 0), *[False] * (matches < algebra.count(state_set))}
            assert algebra.find_results(passage, condition, algebra.make_empty()) == frozenset()


def replay(compiled: CompiledScene, choices: tuple[str, ...], imported_traces: tuple[str, ...] = ()) -> Position:
    """Returns the position after choices that must all be enabled."""
    position = compiled.system.initial_state(imported_traces)
    for choice in choices:
        number = next(
            n for n in compiled.system.enabled_choices(position) if compiled.system.choices[position[0]][n].id == choice
        )
        position = compiled.system.apply(position, number)
    return position


@random_examples(scene_texts(), everyday=50, long=150)
def test_bit_sets_packed_sets_and_plain_search_agree_on_random_scenes(text: str) -> None:
    check_agreement(compile_scene_text(text))


@random_examples(scene_texts(), everyday=15, long=50)
def test_they_agree_where_nothing_is_dropped(text: str) -> None:
    check_agreement(compile_scene_text(text), drop_dead_slots=False)


@random_examples(scene_texts(), everyday=15, long=50)
def test_they_agree_where_layouts_differ_from_passage_to_passage(text: str) -> None:
    with (
        patch("party_card.modelcheck.bitset.bit_layout.UNIFORM_LAYOUT_MAX_BITS", 0),
        patch("party_card.modelcheck.bitset.bit_layout.MAX_UNIFORM_GROWTH", 1),
    ):
        check_agreement(compile_scene_text(text))


def test_they_agree_on_the_sample() -> None:
    check_agreement(sample_scene())
    check_agreement(sample_scene(), drop_dead_slots=False)


def explore_projected(compiled: CompiledScene, live: tuple[int, ...]) -> dict[Position, tuple[int, ...]]:
    """Returns by a plain search every position, with dead slots set to 0, and its enabled choices."""
    system = compiled.system

    def clear_dead_slots(position: Position) -> Position:
        mask = live[position[0]]
        return (position[0], *(value if mask >> slot & 1 else 0 for slot, value in enumerate(position[1:])))

    enabled: dict[Position, tuple[int, ...]] = {}
    waiting = [clear_dead_slots(start) for start in list_initial_states(compiled)]
    while waiting:
        position = waiting.pop()
        if position not in enabled:
            enabled[position] = system.enabled_choices(position)
            waiting += [clear_dead_slots(system.apply(position, number)) for number in enabled[position]]
    return enabled


def count_enabled(algebra: StateSetAlgebra[Any], state_sets: list[Any]) -> Counter[tuple[int, int]]:
    """Returns for each passage and choice the number of states in which it is enabled."""
    return Counter(
        {
            (passage, relation.transition.choice_index): algebra.count(
                algebra.filter(passage, relation.transition.condition, state_sets[passage])
            )
            for passage, relations in enumerate(algebra.relations)
            for relation in relations
        }
    )


@each_shipped_scene()
def test_bit_sets_and_packed_sets_agree_on_every_shipped_scene(name: SceneId) -> None:
    if isinstance(explore_shipped_scene(name).algebra, PackedSetAlgebra):
        return  # its bit sets are so sparse that the program gives them up, and they would take minutes
    counts = []
    for _, algebra in iter_algebras(load_shipped_scene(name)):
        state_sets, state_count = compute_reachable(algebra)
        counts.append((state_count, count_enabled(algebra, state_sets)))
    assert counts[0] == counts[1]


@pytest.mark.long
@pytest.mark.parametrize("name", thin_out(load_shipped_pack().scenes))
def test_they_agree_with_a_plain_search_on_every_shipped_scene(name: SceneId) -> None:
    """Compares numbers of states and enabled choices, and a sample of states in detail."""
    compiled = load_shipped_scene(name)
    live = compute_live_slots(build_model(compiled))
    enabled_by_position = explore_projected(compiled, live)
    enabled_counts = Counter(
        (position[0], number) for position, enabled in enabled_by_position.items() for number in enabled
    )
    sample = list(enabled_by_position)[:: max(1, len(enabled_by_position) // 100)]
    is_sparse = isinstance(explore_shipped_scene(name).algebra, PackedSetAlgebra)
    for _, algebra in iter_algebras(compiled):
        if is_sparse and isinstance(algebra, BitSetAlgebra):
            continue  # the program gives them up, and they would take minutes
        state_sets, state_count = compute_reachable(algebra)
        assert state_count == len(enabled_by_position)
        assert count_enabled(algebra, state_sets) == enabled_counts
        for position in sample:
            state = algebra.singleton(position[0], position[1:])
            assert algebra.count(algebra.intersection(state, state_sets[position[0]])) == 1
            images = {
                relation.transition.choice_index: relation.image(state)
                for relation in algebra.relations[position[0]]
                if relation.image(state)
            }
            assert set(images) == set(enabled_by_position[position])
            for number, state_set in images.items():
                successor = compiled.system.apply(position, number)
                assert state_set == algebra.singleton(successor[0], successor[1:])


@random_examples(scene_texts(), everyday=20, long=40)
def test_the_machine_offers_what_the_state_space_offers(text: str) -> None:
    """Checks random scenes along witnesses; `test_agreement.py` checks shipped scenes."""
    compiled = compile_scene_text(text)
    states = explore_scene(compiled)
    for passage in states.passages:
        witness = states.shortest_path({passage: states.state_sets[passage]})
        machine_state = compiled.machine.create_state(witness.imported_traces)
        compiled.machine.fire(machine_state, BEGIN)
        for choice in witness.choices:
            compiled.machine.fire(machine_state, choice)
        state = states.algebra.singleton(passage, machine_state.position[1:])
        enabled = [
            str(relation.transition.choice.id)
            for relation in states.algebra.relations[passage]
            if relation.image(state)
        ]
        assert [trigger for trigger in compiled.machine.enabled_triggers(machine_state) if trigger != REVEAL] == enabled
        assert machine_state.state == states.model.passage_id(passage)


@random_examples(scene_texts(), everyday=15, long=30)
def test_the_limit_stops_the_search(text: str) -> None:
    compiled = compile_scene_text(text)
    for _, algebra in iter_algebras(compiled):
        _, state_count = compute_reachable(algebra)
        reports: list[int] = []
        compute_reachable(algebra, max_states=state_count, progress=reports.append)
        assert reports[-1] == state_count
        if state_count > 1:
            with pytest.raises(StateLimitError):
                compute_reachable(algebra, max_states=state_count - 1)


def test_a_scene_whose_bit_sets_would_be_nearly_empty_is_explored_with_packed_integers() -> None:
    """A set of its endings has 16 million bits, and three hundred for every state: a proof took twenty times as long."""
    compiled = compile_scene_text(write_floors(8))
    states = explore_scene(compiled)
    assert isinstance(states.algebra, PackedSetAlgebra)
    for limit in (1_000, states.state_count - 1):
        with pytest.raises(StateLimitError) as caught:
            explore_scene(compiled, max_states=limit)
        assert caught.value.limit == limit
    assert explore_scene(compiled, max_states=states.state_count).state_count == states.state_count


def test_a_scene_whose_bit_sets_are_full_or_small_is_explored_with_bit_sets() -> None:
    full = "scene: s\ntitle: S\nvariables:\n" + "".join(f"  v{n}: false\n" for n in range(18)) + "passages:\n  one:\n"
    full += "    text:\n      - text: T.\n" + "".join(f"      - {{if: v{n}, text: T.}}\n" for n in range(18))
    full += "    choices:\n" + "".join(
        f"      - {{id: do{n}, text: Go, goto: one, set: {{v{n}: true}}}}\n" for n in range(18)
    )
    for text in (full, write_floors(3)):
        assert isinstance(explore_scene(compile_scene_text(text)).algebra, BitSetAlgebra)
