"""Compares what all engines show along the same choices: texts, offers and variables."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.benchmarks.peers.engines import EngineProcess
from tests.benchmarks.peers.story import Choice, Passage, Story, Values, apply_effects, initial_values, is_satisfied

LAYER_LIMIT = 20_000
"""So many positions a step are enough to reach every choice; the story of twenty turns has a million at its end."""
ChoiceIndices = tuple[int, ...]
"""The index of each choice taken, among the open ones."""


def make_paths(story: Story, count: int) -> list[ChoiceIndices]:
    """Returns `count` paths to endings: for each choice one that takes it as early as possible, then random ones."""
    random = Random(count)
    prefixes = [*_find_shortest_paths(story).values()]
    return [_extend_to_ending(story, prefix, random) for prefix in [*prefixes, *[()] * (count - len(prefixes))]]


def replay_by_model(story: Story, path: ChoiceIndices) -> dict[str, Any]:
    """Returns what must be shown along a path, by the semantics of the story itself."""
    displayed = []
    passage, values = story.passages[0], initial_values(story.variables)
    for choice_index in (*path, None):
        open_choices = _list_open_choices(story, passage, values)
        texts = [passage.text]
        if passage.conditional_text and is_satisfied(passage.conditional_text[0], story.variables, values):
            texts.append(passage.conditional_text[1])
        displayed.append([" ".join(texts), [choice.label for choice in open_choices]])
        if choice_index is not None:
            passage, values = _take_choice(story, open_choices[choice_index], values)
    names = [variable.name for variable in story.variables]
    return {"shown": displayed, "values": dict(zip(names, map(str, values), strict=True))}


def count_differences(story: Story, engines: Mapping[str, EngineProcess], paths: list[ChoiceIndices]) -> dict[str, int]:
    """Returns for each engine the number of paths along which anything differs from the expectation."""
    expected = [replay_by_model(story, path) for path in paths]
    differences = {}
    for name, engine in engines.items():
        replays = engine.ask(do="walk", paths=paths)
        for replay in replays:
            replay["values"] = {
                variable.name: _normalize_value(variable.values, replay["values"][variable.name])
                for variable in story.variables
            }
        differences[name] = sum(
            replay != expected_replay for replay, expected_replay in zip(replays, expected, strict=True)
        )
    return differences


def _normalize_value(values: tuple[str, ...], value: Any) -> str:
    """Returns a value as the story writes it: in ink named values are numbers, and booleans vary from tool to tool."""
    if values and isinstance(value, int):
        return values[value]
    return {"true": "1", "false": "0"}.get(str(value).lower(), str(value))


def _find_shortest_paths(story: Story) -> dict[str, ChoiceIndices]:
    """Returns a shortest path that takes each choice, by label."""
    shortest_paths: dict[str, ChoiceIndices] = {}
    start = story.passages[0], initial_values(story.variables)
    seen = {(start[0].name, start[1])}
    layer: list[tuple[Passage, Values, ChoiceIndices]] = [(*start, ())]
    choice_count = sum(len(passage.choices) for passage in story.passages)
    while layer and len(shortest_paths) < choice_count:
        next_layer = []
        for passage, values, path in layer:
            for choice_index, choice in enumerate(_list_open_choices(story, passage, values)):
                shortest_paths.setdefault(choice.label, (*path, choice_index))
                target, values_after = _take_choice(story, choice, values)
                if (target.name, values_after) not in seen:
                    seen.add((target.name, values_after))
                    next_layer.append((target, values_after, (*path, choice_index)))
        layer = next_layer[:LAYER_LIMIT]
    assert len(shortest_paths) == choice_count, "more positions have to be looked at"
    return shortest_paths


def _extend_to_ending(story: Story, prefix: ChoiceIndices, random: Random) -> ChoiceIndices:
    passage, values = story.passages[0], initial_values(story.variables)
    path: list[int] = []
    while open_choices := _list_open_choices(story, passage, values):
        path.append(prefix[len(path)] if len(path) < len(prefix) else random.randrange(len(open_choices)))
        passage, values = _take_choice(story, open_choices[path[-1]], values)
    return tuple(path)


def _list_open_choices(story: Story, passage: Passage, values: Values) -> list[Choice]:
    return [choice for choice in passage.choices if is_satisfied(choice.condition, story.variables, values)]


def _take_choice(story: Story, choice: Choice, values: Values) -> tuple[Passage, Values]:
    target = next(passage for passage in story.passages if passage.name == choice.target)
    return target, apply_effects(choice.effects, story.variables, values)
