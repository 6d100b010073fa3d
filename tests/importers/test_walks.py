"""Every walk through every story, worked out by hand, is the same in the imported scene."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.importers.formats import FORMAT_NAMES
from tests.importers.walks import Walk, import_into, list_stories, list_walks, play_walk

EVERY_STORY = [story for name in FORMAT_NAMES for story in list_stories(name)]
MIN_STORIES = 10
MIN_WALKS = 5


@pytest.mark.parametrize(
    "walk",
    [walk for name in FORMAT_NAMES for walk in list_walks(name)],
    ids=lambda walk: f"{walk.story.stem}: {walk.name}",
)
def test_a_walk_is_the_same_in_the_scene(walk: Walk, tmp_path: Path) -> None:
    play_walk(tmp_path, walk)


@pytest.mark.parametrize("story", EVERY_STORY, ids=lambda story: f"{story.parent.name}-{story.stem}")
def test_a_story_with_walks_is_imported_without_loss(story: Path, tmp_path: Path) -> None:
    scene, codes = import_into(tmp_path, story)
    assert scene.losses == ()
    assert set(codes) <= {"unused-variable"}, scene.text
