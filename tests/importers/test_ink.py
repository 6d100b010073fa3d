"""ink: the flow of a story is that of the scene, and what cannot be held is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.importers.emit_yaml import write_scene
from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.registry import read_story
from party_card.modelcheck import prove_scene
from tests.importers.stories import INK
from tests.importers.test_twee import imported, offers, play, seen


def test_a_story_checks_and_is_proved(tmp_path: Path) -> None:
    written, found = imported(tmp_path, INK, "story.ink")
    assert found == [], written
    pack, _ = read_pack(tmp_path)
    (scene,) = pack.scenes.values()
    assert scene.title == "The Ferry Again"
    assert prove_scene(compile_scene(pack, scene)).is_proved, written


def test_it_is_played_as_it_was(tmp_path: Path) -> None:
    walk = play(tmp_path, INK, "story.ink")
    assert "You can feel your hands." in seen(walk)
    assert "You could count them." in seen(walk)
    assert offers(walk) == ["count-the-people", "burn-the-list", "walk-home"]
    walk.choose("count-the-people")
    assert "Forty." in seen(walk)
    walk.choose("go-on")
    assert "You know how many they are." in seen(walk)
    assert offers(walk) == ["burn-the-list", "walk-home"]
    walk.choose("burn-the-list")
    assert offers(walk) == ["warm-your-hands", "look-away"]
    walk.choose("look-away")
    assert "The paper is gone." in seen(walk)


def test_a_text_around_brackets_is_read_after_the_choice(tmp_path: Path) -> None:
    walk = play(tmp_path, INK, "story.ink")
    walk.choose("walk-home")
    assert "Walk home, slowly." in seen(walk)


def test_what_cannot_be_held_is_told_with_its_line() -> None:
    story = read_story("story.ink", INK.encode())
    written = write_scene(story, "story.ink")
    lines = INK.split("\n")
    told = [lines[one.line - 1].strip() for one in story.everything_lost()]
    assert told == [
        "INCLUDE weather.ink",
        "The river is frozen. // a note of mine",
        "{~Rain.|Snow.}",
        "=== function twice(x) ===",
        "~ return x * 2",
    ]
    for one in story.everything_lost():
        assert f"# line {one.line}: " in written


@pytest.mark.parametrize(
    "lost",
    ["LIST deaths = one, two", "~ temp x = 1", "~ n = n * 2", "~ shout(n)", "<- thread", "-> tunnel ->", "-> nowhere", "{a|b|c}",
     "You have {n}.", "{n == m: Yes.}", "EXTERNAL play(x)", "{n > 1:\n~ n = 0\n}"],
)  # fmt: skip
def test_whatever_cannot_be_held_stands_as_a_comment(lost: str, tmp_path: Path) -> None:
    text = f"VAR n = 0\nVAR m = 0\n\n{lost}\nOne.\n* [End] -> END\n"
    written, found = imported(tmp_path, text, "story.ink")
    assert "# line 4: " in written or "# line 5: " in written, written
    assert not [one for one in found if "unused" not in one], written


SHREDS = st.sampled_from(
    ["* ", "** ", "+ ", "- ", "-- ", "[", "]", "-> a", "-> END", "-> b", "=== a\n", "=== b ===\n", "= c\n", "\n", "\n", "{n: ", "|", "}",
     "(x) ", "{x} ", "~ n++\n", "~ n = 1\n", "text", "<>", "# tag", "{", "- else: ", "->", "//", ": ", '"', "\\"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(SHREDS, max_size=30))
def test_whatever_is_in_it_a_scene_is_written_that_checks(
    tmp_path_factory: pytest.TempPathFactory, shreds: list[str]
) -> None:
    text = "VAR n = 0\nOne.\n" + "".join(shreds)
    written, found = imported(tmp_path_factory.mktemp("shreds"), text, "story.ink")
    assert not [one for one in found if "unused" not in one and "condition-constant" not in one], written


def test_a_file_without_a_story_is_refused() -> None:
    with pytest.raises(UnsupportedSyntaxError, match="nothing to read"):
        read_story("story.ink", b"VAR x = 1\n")
