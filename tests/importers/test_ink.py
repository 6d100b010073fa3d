"""ink: the flow of a story is that of the scene, and unsupported features are listed with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.importers.emit_yaml import emit_scene
from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.registry import read_story
from party_card.modelcheck import prove_scene
from tests.importers.imported_scene import begin_imported, import_and_check, omit, open_offers, page_text
from tests.importers.stories import INK
from tests.random_examples import random_examples


def test_a_story_checks_and_is_proved(tmp_path: Path) -> None:
    scene_text, messages = import_and_check(tmp_path, INK, "story.ink")
    assert messages == [], scene_text
    pack, _ = read_pack(tmp_path)
    (scene,) = pack.scenes.values()
    assert scene.title == "The Ferry Again"
    assert prove_scene(compile_scene(pack, scene)).is_proved, scene_text


def test_it_is_played_as_it_was(tmp_path: Path) -> None:
    playthrough = begin_imported(tmp_path, INK, "story.ink")
    assert "You can feel your hands." in page_text(playthrough)
    assert "You could count them." in page_text(playthrough)
    assert open_offers(playthrough) == ["count-the-people", "burn-the-list", "walk-home"]
    playthrough.choose("count-the-people")
    assert "Forty." in page_text(playthrough)
    playthrough.choose("go-on")
    assert "You know how many they are." in page_text(playthrough)
    assert open_offers(playthrough) == ["burn-the-list", "walk-home"]
    playthrough.choose("burn-the-list")
    assert open_offers(playthrough) == ["warm-your-hands", "look-away"]
    playthrough.choose("look-away")
    assert "The paper is gone." in page_text(playthrough)


def test_a_text_around_brackets_is_read_after_the_choice(tmp_path: Path) -> None:
    playthrough = begin_imported(tmp_path, INK, "story.ink")
    playthrough.choose("walk-home")
    assert "Walk home, slowly." in page_text(playthrough)


def test_what_cannot_be_held_is_told_with_its_line() -> None:
    story = read_story("story.ink", INK.encode())
    scene_text, unsupported = emit_scene(story, "story.ink")
    lines = INK.split("\n")
    assert [lines[feature.line - 1].strip() for feature in unsupported] == [
        "INCLUDE weather.ink",
        "The river is frozen. // a note of mine",
        "{~Rain.|Snow.}",
        "=== function twice(x) ===",
        "~ return x * 2",
    ]
    for feature in unsupported:
        assert f"# line {feature.line}: " in scene_text


@pytest.mark.parametrize(
    "statement",
    ["LIST deaths = one, two", "~ temp x = 1", "~ n = n * 2", "~ shout(n)", "<- thread", "-> tunnel ->", "-> nowhere", "{a|b|c}",
     "You have {n}.", "{n == m: Yes.}", "EXTERNAL play(x)", "{n > 1:\n~ n = 0\n}"],
)  # fmt: skip
def test_whatever_cannot_be_held_stands_as_a_comment(statement: str, tmp_path: Path) -> None:
    text = f"VAR n = 0\nVAR m = 0\n\n{statement}\nOne.\n* [End] -> END\n"
    scene_text, messages = import_and_check(tmp_path, text, "story.ink")
    assert "# line 4: " in scene_text or "# line 5: " in scene_text, scene_text
    assert not omit(messages, "unused"), scene_text


SHREDS = st.sampled_from(
    ["* ", "** ", "+ ", "- ", "-- ", "[", "]", "-> a", "-> END", "-> b", "=== a\n", "=== b ===\n", "= c\n", "\n", "\n", "{n: ", "|", "}",
     "(x) ", "{x} ", "~ n++\n", "~ n = 1\n", "text", "<>", "# tag", "{", "- else: ", "->", "//", ": ", '"', "\\"]
)  # fmt: skip


BRACKETS_OF_STARS = ["* ", "[", "* ", "* "]
"""A choice that holds nothing but emphasis marks."""


@random_examples(st.lists(SHREDS, max_size=30), everyday=20, long=80, always=[(BRACKETS_OF_STARS,)])
def test_whatever_is_in_it_a_scene_is_written_that_checks(
    tmp_path_factory: pytest.TempPathFactory, shreds: list[str]
) -> None:
    text = "VAR n = 0\nOne.\n" + "".join(shreds)
    scene_text, messages = import_and_check(tmp_path_factory.mktemp("shreds"), text, "story.ink")
    assert not omit(messages, "unused", "condition-constant"), scene_text


def test_a_file_without_a_story_is_refused() -> None:
    with pytest.raises(UnsupportedSyntaxError, match="nothing to read"):
        read_story("story.ink", b"VAR x = 1\n")
