"""The shortest and the longest path are held against all paths, written out one by one."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings

from party_card.content.models import TraceId
from party_card.content.prose import plain
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.modelcheck import explore
from party_card.modelcheck.explore import nodes_on_cycles
from party_card.modelcheck.playtime import longest, shortest
from tests.engine.sample import sample_scene
from tests.modelcheck.scenes import compiled, scene_texts, shipped


def words(text: str | None) -> int:
    return len(plain(text or "").split())


def read(story: CompiledScene, position: Position) -> int:
    """The words that a position shows, the record's too where it ends."""
    holds, passage = story.system.evaluate, list(story.scene.passages.values())[position[0]]
    if isinstance(passage.text, str):
        total = words(passage.text)
    else:
        total = sum(words(b.text or b.document) for b in passage.text if holds(b.if_, position))
    for choice in passage.choices:
        if holds(choice.if_, position):
            total += words(choice.text)
        elif choice.locked is not None:
            total += words(choice.text) + words(choice.locked)
    if passage.ending is not None:
        total += sum(words(told.text or told.unknown) for told in story.scene.record if holds(told.if_, position))
    return total


def paths(story: CompiledScene, most: int, carried: tuple[TraceId, ...] = ()) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every path to an ending with its words, up to `most` choices, with something carried."""
    passages = list(story.scene.passages.values())
    waiting: list[tuple[Position, int, tuple[str, ...]]] = [(story.system.initial_state(carried), 0, ())]
    while waiting:
        position, before, made = waiting.pop()
        total = before + read(story, position)
        if passages[position[0]].ending is not None:
            yield total, made
        for number in story.system.enabled_choices(position) if len(made) < most else ():
            choice = story.system.choices[position[0]][number]
            beside = passages[position[0]].record
            more = 0 if beside is None else words(beside) + words(choice.did or choice.text)
            waiting.append((story.system.apply(position, number), total + more, (*made, str(choice.id))))


def check(story: CompiledScene, most: int) -> None:
    atlas = explore(story)
    found = {
        (made, carried): total for carried in story.system.initial_states for total, made in paths(story, most, carried)
    }
    least = shortest(atlas)
    if least is None:
        assert not found
        return
    if len(least.choices) > most:
        return
    assert least.words == min(found.values()) == found[least.choices, least.carried]
    if not nodes_on_cycles(atlas.passages, [(way.source, way.goal) for way in atlas.used_transitions]):
        greatest = longest(atlas)
        assert greatest is not None
        assert greatest.words == max(found.values()) == found[greatest.choices, greatest.carried]
    else:
        assert longest(atlas) is None


@given(scene_texts())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_they_are_the_least_and_the_most_words_of_all_paths(text: str) -> None:
    check(compiled(text), most=7)


def test_the_record_counts_with_what_is_set_beside_it() -> None:
    check(sample_scene(), most=6)


def test_of_a_shipped_scene_both_can_be_played() -> None:
    for story in shipped():
        atlas = explore(story)
        for reading in (shortest(atlas), longest(atlas)):
            if reading is not None and reading.exact:
                position, total = story.system.initial_state(reading.carried), 0
                for choice in reading.choices:
                    name = story.system.passages[position[0]]
                    number = story.system.choice_index(name, choice)
                    assert number in story.system.enabled_choices(position)
                    passage = story.scene.passages[name]
                    done = story.system.choices[position[0]][number].did
                    total += read(story, position) + (words(passage.record) + words(done) if passage.record else 0)
                    position = story.system.apply(position, number)
                assert total + read(story, position) == reading.words
