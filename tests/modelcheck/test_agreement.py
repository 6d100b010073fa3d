"""Atlas, kernel and machine: for every position of every shipped scene they offer the same and lead to the same place."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from party_card.content.variables import YES_NO
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.modelcheck import explore
from tests.modelcheck.scenes import shipped


def position_of(story: CompiledScene, passage: str, values: Mapping[str, str]) -> Position:
    """A position with these values; what no longer matters there is 0."""
    kernel = story.system
    found = [kernel.passages.index(passage)]
    for slot in kernel.slots:
        index = kernel.domains.get(slot, YES_NO).index(values[slot]) if slot in values else 0
        assert index is not None
        found.append(index)
    return tuple(found)


MANY = 3_000
"""Beyond so many positions the everyday run looks at a share of them, and `pytest -m long` at each."""
SHIPPED = shipped()
LARGE = [story for story in SHIPPED if explore(story).positions > MANY]


@pytest.mark.parametrize("story", SHIPPED, ids=lambda story: str(story.scene.scene))
def test_all_three_agree_on_every_position_or_on_a_share_of_very_many(story: CompiledScene) -> None:
    agree(story, every=explore(story).positions // MANY + 1)


@pytest.mark.long
@pytest.mark.parametrize("story", LARGE, ids=lambda story: str(story.scene.scene))
def test_all_three_agree_on_every_position(story: CompiledScene) -> None:
    agree(story, every=1)


def agree(story: CompiledScene, every: int) -> None:
    kernel = story.system
    walk = story.machine.start()
    counted = 0
    for passage, values, offered in explore(story).walk(every):
        counted += 1
        position = position_of(story, passage, values)
        row = kernel.choices[position[0]]
        assert tuple(row[number].id for number in kernel.enabled_choices(position)) == offered
        for number, choice in enumerate(row):
            walk.position, walk.state = position, passage
            taken = walk.trigger(choice.id)  # type: ignore[attr-defined]
            assert taken == (choice.id in offered)
            after = kernel.apply(position, number) if taken else position
            assert (walk.position, walk.state) == (after, kernel.passages[after[0]])
        walk.steps.clear()
    assert counted > len(kernel.passages)
