"""Compares the shortest and the longest reading with an enumeration of all paths."""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import SceneId, TraceId
from party_card.content.prose import strip_markup
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.modelcheck import explore_scene
from party_card.modelcheck.playtime import find_longest_reading, find_shortest_reading
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compile_scene_text, scene_texts
from tests.random_examples import random_examples
from tests.shipped import each_shipped_scene, explore_shipped_scene, load_shipped_scene


def count_words(text: str | None) -> int:
    return len(strip_markup(text or "").split())


def count_page_words(compiled: CompiledScene, position: Position) -> int:
    """Returns the words shown at a position, those of the record included at an ending."""
    is_satisfied, passage = compiled.system.evaluate, list(compiled.scene.passages.values())[position[0]]
    if isinstance(passage.text, str):
        total = count_words(passage.text)
    else:
        total = sum(
            count_words(block.text or block.document) for block in passage.text if is_satisfied(block.if_, position)
        )
    for choice in passage.choices:
        if is_satisfied(choice.if_, position):
            total += count_words(choice.text)
        elif choice.locked is not None:
            total += count_words(choice.text) + count_words(choice.locked)
    if passage.ending is not None:
        total += sum(
            count_words(block.text or block.unknown)
            for block in compiled.scene.record
            if is_satisfied(block.if_, position)
        )
    return total


def iter_paths(
    compiled: CompiledScene, max_choices: int, imported_traces: tuple[TraceId, ...] = ()
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yields the words and choices of every path to an ending with at most `max_choices` choices."""
    passages = list(compiled.scene.passages.values())
    waiting: list[tuple[Position, int, tuple[str, ...]]] = [(compiled.system.initial_state(imported_traces), 0, ())]
    while waiting:
        position, words_before, choices = waiting.pop()
        total = words_before + count_page_words(compiled, position)
        if passages[position[0]].ending is not None:
            yield total, choices
        for choice_index in compiled.system.enabled_choices(position) if len(choices) < max_choices else ():
            choice = compiled.system.choices[position[0]][choice_index]
            record = passages[position[0]].record
            comparison_words = 0 if record is None else count_words(record) + count_words(choice.did or choice.text)
            waiting.append(
                (compiled.system.apply(position, choice_index), total + comparison_words, (*choices, str(choice.id)))
            )


def check_reading_times(compiled: CompiledScene, max_choices: int) -> None:
    states = explore_scene(compiled)
    words_by_path = {
        (choices, imported_traces): total
        for imported_traces in compiled.system.initial_states
        for total, choices in iter_paths(compiled, max_choices, imported_traces)
    }
    shortest = find_shortest_reading(states)
    if shortest is None:
        assert not words_by_path
        return
    if len(shortest.choices) > max_choices:
        return
    assert (
        shortest.word_count == min(words_by_path.values()) == words_by_path[shortest.choices, shortest.imported_traces]
    )
    if not find_nodes_reaching_cycles(
        states.passages, [(transition.source, transition.target) for transition in states.enabled_transitions]
    ):
        longest = find_longest_reading(states)
        assert longest is not None
        assert (
            longest.word_count == max(words_by_path.values()) == words_by_path[longest.choices, longest.imported_traces]
        )
    else:
        assert find_longest_reading(states) is None


@random_examples(scene_texts(), everyday=25, long=100)
def test_they_are_the_least_and_the_most_words_of_all_paths(text: str) -> None:
    check_reading_times(compile_scene_text(text), max_choices=7)


def test_the_record_counts_with_what_is_set_beside_it() -> None:
    check_reading_times(sample_scene(), max_choices=6)


@each_shipped_scene()
def test_of_a_shipped_scene_both_can_be_played(name: SceneId) -> None:
    compiled, states = load_shipped_scene(name), explore_shipped_scene(name)
    for reading in (find_shortest_reading(states), find_longest_reading(states)):
        assert reading is not None
        assert reading.is_exact
        position, total = compiled.system.initial_state(reading.imported_traces), 0
        for choice in reading.choices:
            passage_name = compiled.system.passages[position[0]]
            choice_index = compiled.system.choice_index(passage_name, choice)
            assert choice_index in compiled.system.enabled_choices(position)
            passage = compiled.scene.passages[passage_name]
            deed = compiled.system.choices[position[0]][choice_index].did
            total += count_page_words(compiled, position) + (
                count_words(passage.record) + count_words(deed) if passage.record else 0
            )
            position = compiled.system.apply(position, choice_index)
        assert total + count_page_words(compiled, position) == reading.word_count
