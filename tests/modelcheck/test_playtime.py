"""Compares the shortest and the longest reading with an enumeration of all paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from party_card.content.models import Fact, RecordBlock, SceneId, TraceId
from party_card.content.prose import strip_markup
from party_card.engine.attestations import build_attestations
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_blocks import FileCard, FileDecision, FilePaper
from party_card.engine.page import Line
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN, CLOSE, REVEAL
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position
from party_card.modelcheck import explore, explore_scene, packed_states, playtime, prove_scene, state_words
from party_card.modelcheck.best_first_search import BestFirstSearch
from party_card.modelcheck.bitset.bit_sets import BitSetAlgebra
from party_card.modelcheck.bitset.bit_transitions import BitTransitionRelation
from party_card.modelcheck.explore import MAX_BITSET_BITS, explore_with_packed_sets
from party_card.modelcheck.playtime import (
    ReadingTime,
    find_longest_reading,
    find_shortest_reading,
)
from party_card.modelcheck.reachability import find_nodes_reaching_cycles
from party_card.modelcheck.text_lengths import count_file_words
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compile_scene_text, scene_texts, write_floors
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
        total += count_words(passage.ending.cost)
        total += sum(
            count_closing_words(compiled, part)
            for part in (*compiled.scene.essentials, *compiled.scene.record, *compiled.scene.aftermath)
            if is_satisfied(part.if_, position)
        )
    return total


def count_closing_words(compiled: CompiledScene, part: RecordBlock) -> int:
    """Returns the words of a part of the record or of what came after, as they are on the page."""
    total = sum(count_words(text) for text in (part.heading, part.label, part.text, part.unknown))
    if part.compare is not None:
        fact = compiled.evidence.facts[part.compare]
        assert isinstance(fact, Fact)
        total += count_words(fact.text) + count_words(fact.conclusion)
        for attestation in build_attestations(fact, compiled.evidence):
            total += count_words(attestation.says) + count_words(attestation.interest)
    if part.chart is not None:
        for estimate in compiled.evidence.figures[part.chart].estimates:
            total += count_words(estimate.label) + count_words(estimate.number.text) + count_words(estimate.by)
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
            texts = (record, passages[position[0]].in_common, choice.did or choice.text)
            comparison_words = 0 if record is None else sum(map(count_words, texts))
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
                sum(map(count_words, (passage.record, passage.in_common, deed))) if passage.record else 0
            )
            position = compiled.system.apply(position, choice_index)
        total += count_page_words(compiled, position)
        assert total + count_file_page_words(compiled, reading) == reading.word_count


def count_file_page_words(compiled: CompiledScene, reading: ReadingTime) -> int:
    """Returns the words of papers and decisions, as they are in the file at the end of a path."""
    if compiled.scene.file is None:
        return 0
    playthrough = Playthrough(compiled, reading.imported_traces)
    for trigger in (BEGIN, *reading.choices, REVEAL, CLOSE):
        playthrough.choose(trigger)
    total = 0
    for block in build_page(playthrough).blocks:
        lines: tuple[Line, ...] = ()
        match block:
            case FileCard(office=line):
                lines = (line,)
            case FilePaper(title=title):
                lines = (*block.lines, block.kept)
                total += count_words(title)
            case FileDecision(listener=listener):
                lines = (block.line,)
                total += count_words(listener)
            case _:
                pass
        total += sum(count_words("".join(run.text for run in line)) for line in lines)
    return total


FERRY = """\
scene: ferry
title: The Ferry
variables:
  late: false
passages:
  quay:
    text: A crate stands on the quay.
    choices:
      - {id: open, text: Open it, did: You opened the crate., set: {late: true}, goto: end}
      - {id: leave, text: Leave it alone, did: You left it alone., goto: end}
  end:
    text: The ferry goes.
    ending: {id: gone, title: Gone}
file:
  name: Finch, B.
  card: [{stamp: kept}]
  office: The harbour master
  papers:
    - id: list
      kind: list
      title: The list of crates
      text: [{text: One crate.}, {text: It was opened before noon by a stranger., if: late}]
      kept: In the harbour.
      shows: [quay]
    - {id: letter, kind: letter, title: A letter, text: Somebody was seen at the crate., if: quay == open, shows: [quay]}
"""


def test_the_words_of_the_file_are_those_of_the_path() -> None:
    compiled = compile_scene_text(FERRY)
    states = explore_scene(compiled)
    shortest, longest = find_shortest_reading(states), find_longest_reading(states)
    assert shortest is not None
    assert longest is not None
    words_before = count_words("A crate stands on the quay. Open it Leave it alone The ferry goes.")
    for reading in (shortest, longest):
        assert reading.word_count == words_before + count_file_words(compiled, reading.choices)
    left_alone = "The harbour master The list of crates One crate. In the harbour. You left it alone."
    assert count_file_words(compiled, ("leave",)) == count_words(left_alone)
    assert count_file_words(compiled, ("open",)) > count_file_words(compiled, ("leave",))


def test_a_bound_holds_for_every_file() -> None:
    compiled = compile_scene_text(FERRY)
    with patch.object(playtime, "MAX_EXACT_STATES", 0):
        shortest, longest = (
            find_shortest_reading(explore_scene(compiled)),
            find_longest_reading(explore_scene(compiled)),
        )
    assert shortest is not None
    assert longest is not None
    assert not longest.is_exact
    words = count_page_words(compiled, compiled.system.initial_position)
    assert shortest.word_count <= words + count_file_words(compiled, ("leave",))
    assert longest.word_count >= words + count_file_words(compiled, ("open",))


def test_a_search_sends_each_state_through_transitions_once_and_no_bit_sets() -> None:
    """However many lengths its texts can have: the endings of this scene have hundreds."""
    compiled = compile_scene_text(write_floors(6))
    with patch.object(explore, "MIN_SPARSE_BITS", 10**9):
        states = explore_scene(compiled)
    assert isinstance(states.algebra, BitSetAlgebra)
    searches: list[BestFirstSearch] = []

    def keep_search(*args: Any) -> BestFirstSearch:
        searches.append(BestFirstSearch(*args))
        return searches[-1]

    with (
        patch.object(playtime, "BestFirstSearch", keep_search),
        patch.object(BitTransitionRelation, "image", side_effect=AssertionError),
        patch.object(playtime, "explore_with_packed_sets", side_effect=AssertionError),
    ):
        shortest, longest = find_shortest_reading(states), find_longest_reading(states)
    assert shortest is not None
    assert longest is not None
    assert shortest.word_count < longest.word_count
    for search in searches:
        assert sum(len(state_set) for _, _, state_set in search.expansions) <= states.state_count


@random_examples(scene_texts(), everyday=15, long=100)
def test_paths_are_the_same_whether_states_are_counted_together_or_one_by_one(text: str) -> None:
    readings = []
    for max_bytes in (state_words.MAX_PARTED_BYTES, -1):
        with patch.object(state_words, "MAX_PARTED_BYTES", max_bytes):
            states = explore_scene(compile_scene_text(text))
            readings.append((find_shortest_reading(states), find_longest_reading(states)))
    assert readings[0] == readings[1]


def test_states_are_visited_again_at_most_once_to_count_their_words() -> None:
    states = explore_scene(compile_scene_text(write_floors(4)))
    with (
        patch.object(state_words, "MAX_PARTED_BYTES", -1),
        patch.object(playtime, "explore_with_packed_sets", wraps=explore_with_packed_sets) as explore_again,
    ):
        find_shortest_reading(states)
        find_longest_reading(states)
    assert explore_again.call_count == 1


@random_examples(scene_texts(), everyday=15, long=100)
def test_lengths_are_the_same_whatever_a_scene_was_explored_with(text: str) -> None:
    compiled = compile_scene_text(text)
    lengths = []
    for max_bits in (0, MAX_BITSET_BITS):
        with patch.object(packed_states, "MAX_TERMS", 1 if max_bits else 50):
            states = explore_scene(compiled, max_bits=max_bits)
            readings = (find_shortest_reading(states), find_longest_reading(states))
            lengths.append([reading and reading.word_count for reading in readings])
    assert lengths[0] == lengths[1]


def test_a_proof_searches_for_each_reading_once() -> None:
    with patch.object(playtime, "BestFirstSearch", wraps=BestFirstSearch) as search:
        proof = prove_scene(compile_scene_text(FERRY.replace("title: The Ferry\n", "title: The Ferry\nminutes: 9\n")))
        proof.to_data()
        proof.to_data()
    assert search.call_count == 2
