"""The exploration is held against a deliberately plain search over full positions, on shipped scenes and random ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party_card.engine.compiled import CompiledScene
from party_card.engine.phases import BEGIN, REVEAL
from party_card.engine.transition_system import Position
from party_card.modelcheck import explore
from party_card.modelcheck.bfs import BfsLayers
from party_card.modelcheck.bitset.bit_layout import ANY, lay_out
from party_card.modelcheck.bitset.state_sets import BitSpace, StateSetAlgebra
from party_card.modelcheck.bitset.value_analysis import possible_values
from party_card.modelcheck.explore import StateLimitError, backward_reachable, reachable
from party_card.modelcheck.liveness import live_slots
from party_card.modelcheck.model import read_program
from party_card.modelcheck.packed_states import PackedSpace
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compiled, scene_texts, search, shipped, starts


def spaces(story: CompiledScene, *, dropping: bool = True) -> Iterator[tuple[tuple[int, ...], StateSetAlgebra[Any]]]:
    """The same scene as bits and as packed numbers, with the slots that matter at each passage."""
    program = read_program(story)
    live = live_slots(program) if dropping else tuple((1 << len(program.sizes)) - 1 for _ in program.ways)
    yield live, BitSpace(program, lay_out(program, live, possible_values(program)))
    yield live, PackedSpace(program, live)


def projected(position: Position, live: tuple[int, ...]) -> tuple[int, ...]:
    """A full position without what does not matter in its passage."""
    mask = live[position[0]]
    return tuple(value if mask >> slot & 1 else ANY for slot, value in enumerate(position[1:]))


def agree(story: CompiledScene, *, dropping: bool = True) -> None:
    """Reachable sets, offers, ways on and distances are those of the plain search."""
    found = search(story)
    kernel = story.system
    for live, space in spaces(story, dropping=dropping):
        reach, positions = reachable(space)
        nearest: dict[tuple[int, tuple[int, ...]], int] = {}
        for position, distance in found.items():
            nearest.setdefault((position[0], projected(position, live)), distance)
        known = {
            (passage, values) for passage, region in enumerate(reach) for values in space.assignments(passage, region)
        }
        assert known == nearest.keys()
        assert positions == len(nearest)
        for position in found:
            here = space.singleton(position[0], position[1:])
            offers = {move.way.number for move in space.moves[position[0]] if move.image(here)}
            assert offers == set(kernel.enabled_choices(position))
            for move in space.moves[position[0]]:
                if move.way.number in offers:
                    after = kernel.apply(position, move.way.number)
                    assert move.image(here) == space.singleton(after[0], after[1:])
                    assert not space.difference(here, move.preimage(move.image(here), reach[position[0]]))
        layers = BfsLayers(space)
        for (passage, values), distance in list(nearest.items())[:: max(1, len(nearest) // 40)]:
            witness = layers.path({passage: space.singleton(passage, values)})
            assert witness is not None
            assert len(witness.choices) == distance
            assert projected(replay(story, witness.choices, witness.carried), live) == values
        agree_backwards(story, space, reach, found, live)


def agree_backwards(
    story: CompiledScene,
    space: StateSetAlgebra[Any],
    reach: list[Any],
    found: dict[Position, int],
    live: tuple[int, ...],
) -> None:
    """What leads to an ending is what leads there in the plain search."""
    program = space.model
    goals = [region if program.passage(n).ending is not None else space.empty() for n, region in enumerate(reach)]
    leading = backward_reachable(space, reach, goals)
    before: dict[Position, list[Position]] = {}
    for position in found:
        for choice in story.system.enabled_choices(position):
            before.setdefault(story.system.apply(position, choice), []).append(position)
    waiting = [position for position in found if program.passage(position[0]).ending is not None]
    well = set(waiting)
    while waiting:
        for earlier in before.get(waiting.pop(), []):
            if earlier not in well:
                well.add(earlier)
                waiting.append(earlier)
    expected = {(position[0], projected(position, live)) for position in well}
    assert {(n, values) for n, region in enumerate(leading) for values in space.assignments(n, region)} == expected


def replay(story: CompiledScene, choices: tuple[str, ...], carried: tuple[str, ...] = ()) -> Position:
    """Where choices lead, all of them open."""
    position = story.system.initial_state(carried)
    for choice in choices:
        number = next(
            n for n in story.system.enabled_choices(position) if story.system.choices[position[0]][n].id == choice
        )
        position = story.system.apply(position, number)
    return position


@given(scene_texts())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_bits_packed_numbers_and_kernel_agree_on_random_scenes(text: str) -> None:
    agree(compiled(text))


@given(scene_texts())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_they_agree_where_nothing_is_dropped(text: str) -> None:
    agree(compiled(text), dropping=False)


@given(scene_texts())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_they_agree_where_layouts_differ_from_passage_to_passage(text: str) -> None:
    with (
        patch("party_card.modelcheck.bitset.bit_layout.CHEAP", 0),
        patch("party_card.modelcheck.bitset.bit_layout.ROOM", 1),
    ):
        agree(compiled(text))


def test_they_agree_on_the_sample() -> None:
    agree(sample_scene())
    agree(sample_scene(), dropping=False)


def search_projected(story: CompiledScene, live: tuple[int, ...]) -> dict[Position, tuple[int, ...]]:
    """Every position and the numbers of its open choices, searched plainly; what does not matter is set to 0."""
    kernel = story.system

    def seen(position: Position) -> Position:
        mask = live[position[0]]
        return (position[0], *(value if mask >> slot & 1 else 0 for slot, value in enumerate(position[1:])))

    found: dict[Position, tuple[int, ...]] = {}
    waiting = [seen(start) for start in starts(story)]
    while waiting:
        position = waiting.pop()
        if position not in found:
            found[position] = kernel.enabled_choices(position)
            waiting += [seen(kernel.apply(position, number)) for number in found[position]]
    return found


@pytest.mark.parametrize("story", shipped(), ids=lambda story: str(story.scene.scene))
def test_they_agree_on_every_shipped_scene(story: CompiledScene) -> None:
    """Offers and positions of a plain search are those of both spaces, counted and, some of them, one by one."""
    live = live_slots(read_program(story))
    found = search_projected(story, live)
    offered = Counter((position[0], number) for position, offers in found.items() for number in offers)
    some = list(found)[:: max(1, len(found) // 500)]
    for _, space in spaces(story):
        reach, positions = reachable(space)
        assert positions == len(found)
        for passage, row in enumerate(space.moves):
            for move in row:
                open_ = space.filter(passage, move.way.condition, reach[passage])
                assert space.count(open_) == offered[passage, move.way.number]
        for position in some:
            here = space.singleton(position[0], position[1:])
            assert space.count(space.intersection(here, reach[position[0]])) == 1
            moved = {move.way.number: move.image(here) for move in space.moves[position[0]] if move.image(here)}
            assert set(moved) == set(found[position])
            for number, region in moved.items():
                after = story.system.apply(position, number)
                assert region == space.singleton(after[0], after[1:])


@given(scene_texts())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_machine_offers_what_the_atlas_offers(text: str) -> None:
    """The machine is held against the kernel on shipped scenes elsewhere; here on random ones, along the atlas."""
    story = compiled(text)
    atlas = explore(story)
    for passage in atlas.passages:
        witness = atlas.shortest_path({passage: atlas.reachable[passage]})
        walk = story.machine.start(witness.carried)
        story.machine.fire(walk, BEGIN)
        for choice in witness.choices:
            story.machine.fire(walk, choice)
        here = atlas.space.singleton(passage, walk.position[1:])
        offered = [str(move.way.choice.id) for move in atlas.space.moves[passage] if move.image(here)]
        assert [trigger for trigger in story.machine.offers(walk) if trigger != REVEAL] == offered
        assert walk.state == atlas.model.name(passage)


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_the_limit_stops_the_search(data: st.DataObject) -> None:
    story = compiled(data.draw(scene_texts()))
    for _, space in spaces(story):
        _, positions = reachable(space)
        told: list[int] = []
        reachable(space, limit=positions, progress=told.append)
        assert told[-1] == positions
        if positions > 1:
            with pytest.raises(StateLimitError):
                reachable(space, limit=positions - 1)
