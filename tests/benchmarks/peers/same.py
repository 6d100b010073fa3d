"""Whether all engines show the same: every text, every offer and every variable along the same choices."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.benchmarks.peers.engines import Engine
from tests.benchmarks.peers.story import Choice, Passage, Story, Values, after, first, holds

Numbers = tuple[int, ...]
"""The number of each choice made, counted among the open ones."""


def paths(story: Story, count: int) -> list[Numbers]:
    """For each choice a shortest path that takes it, then random ones, `count` in all; each goes on to where it ends."""
    chance = Random(count)
    heads = [*_shortest(story).values()]
    return [_to_the_end(story, head, chance) for head in [*heads, *[()] * (count - len(heads))]]


def expected(story: Story, path: Numbers) -> dict[str, Any]:
    """What must be shown along a path, by the meaning of the story itself."""
    told = []
    passage, values = story.passages[0], first(story.variables)
    for number in (*path, None):
        open_ = _open(story, passage, values)
        more = [passage.more[1]] if passage.more and holds(passage.more[0], story.variables, values) else []
        told.append([" ".join([passage.text, *more]), [choice.label for choice in open_]])
        if number is not None:
            passage, values = _taken(story, open_[number], values)
    names = [variable.name for variable in story.variables]
    return {"shown": told, "values": dict(zip(names, map(str, values), strict=True))}


def differences(story: Story, engines: Mapping[str, Engine], asked: list[Numbers]) -> dict[str, int]:
    """For each engine, on how many of the paths anything differs from what is expected."""
    wanted = [expected(story, path) for path in asked]
    found = {}
    for name, engine in engines.items():
        walks = engine.ask(do="walk", paths=asked)
        for walk in walks:
            walk["values"] = {v.name: _as_written(v.values, walk["values"][v.name]) for v in story.variables}
        found[name] = sum(walk != want for walk, want in zip(walks, wanted, strict=True))
    return found


def _as_written(values: tuple[str, ...], value: Any) -> str:
    """A value as the story writes it: ink counts named values, and a yes/no is true, True, `true` or 1."""
    if values and isinstance(value, int):
        return values[value]
    return {"true": "1", "false": "0"}.get(str(value).lower(), str(value))


def _shortest(story: Story) -> dict[str, Numbers]:
    """By label, a shortest path that takes a choice."""
    found: dict[str, Numbers] = {}
    start = story.passages[0], first(story.variables)
    seen = {(start[0].name, start[1])}
    layer: list[tuple[Passage, Values, Numbers]] = [(*start, ())]
    every = sum(len(passage.choices) for passage in story.passages)
    while layer and len(found) < every:
        following = []
        for passage, values, path in layer:
            for number, choice in enumerate(_open(story, passage, values)):
                found.setdefault(choice.label, (*path, number))
                goal, changed = _taken(story, choice, values)
                if (goal.name, changed) not in seen:
                    seen.add((goal.name, changed))
                    following.append((goal, changed, (*path, number)))
        layer = following
    return found


def _to_the_end(story: Story, head: Numbers, chance: Random) -> Numbers:
    passage, values = story.passages[0], first(story.variables)
    path: list[int] = []
    while open_ := _open(story, passage, values):
        path.append(head[len(path)] if len(path) < len(head) else chance.randrange(len(open_)))
        passage, values = _taken(story, open_[path[-1]], values)
    return tuple(path)


def _open(story: Story, passage: Passage, values: Values) -> list[Choice]:
    return [choice for choice in passage.choices if holds(choice.condition, story.variables, values)]


def _taken(story: Story, choice: Choice, values: Values) -> tuple[Passage, Values]:
    goal = next(passage for passage in story.passages if passage.name == choice.goal)
    return goal, after(choice.effects, story.variables, values)
