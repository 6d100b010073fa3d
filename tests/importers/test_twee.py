"""Twee: a scene has the content of its story, and unsupported features are listed with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.cli import main
from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.importers.emit_yaml import derive_scene_id, emit_scene
from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.registry import read_story
from party_card.modelcheck import prove_scene
from tests.importers.imported_scene import begin_imported, import_and_check, omit, open_offers, page_text
from tests.importers.stories import HARLOWE, SUGARCUBE
from tests.random_examples import random_examples


def test_a_story_of_sugarcube_checks_and_is_proved(tmp_path: Path) -> None:
    scene_text, messages = import_and_check(tmp_path, SUGARCUBE)
    assert messages == [], scene_text
    pack, _ = read_pack(tmp_path)
    proof = prove_scene(compile_scene(pack, pack.scenes["the-ferry"]))  # type: ignore[index]
    assert proof.is_proved


def test_it_is_played_as_it_was(tmp_path: Path) -> None:
    playthrough = begin_imported(tmp_path, SUGARCUBE)
    assert "You could count them." in page_text(playthrough)
    assert open_offers(playthrough) == ["count-the-people", "burn-the-list", "leave"]
    playthrough.choose("count-the-people")
    assert "You know how many they are." in page_text(playthrough)
    assert open_offers(playthrough) == ["burn-the-list", "leave"]
    playthrough.choose("burn-the-list")
    assert "You could go home now, or back." in page_text(playthrough)
    playthrough.choose("home")
    assert "Your pocket is empty." in page_text(playthrough)
    assert open_offers(playthrough) == ["close-the-door", "wash-your-hands"]
    playthrough.choose("close-the-door")
    assert "It is warm." in page_text(playthrough)
    assert open_offers(playthrough) == ["reveal"]


def test_what_cannot_be_held_stands_as_a_comment_at_its_place() -> None:
    scene_text, unsupported = emit_scene(read_story("story.twee", SUGARCUBE.encode()), "story.twee")
    lines = SUGARCUBE.split("\n")
    assert {lines[feature.line - 1] for feature in unsupported} == {
        '<<audio "wind" play>>',
        ":: Story Stylesheet [stylesheet]",
    }
    position = scene_text.index('# line 22: the format has no such command: <<audio "wind" play>>')
    assert scene_text.index("  landing-stage:") < position < scene_text.index("  stove:")
    assert "#   body { color: red }" in scene_text


def test_a_story_of_harlowe(tmp_path: Path) -> None:
    scene_text, messages = import_and_check(tmp_path, HARLOWE)
    assert messages == [], scene_text
    playthrough = begin_imported(tmp_path / "played", HARLOWE)
    assert "It is shut." in page_text(playthrough)
    assert open_offers(playthrough) == ["look-under-the-mat", "go-away"]
    playthrough.choose("look-under-the-mat")
    assert "It is red." in page_text(playthrough)
    playthrough.choose("start")
    assert "(text-colour: red)" in scene_text
    assert "(enchant: ?page, (text-colour: red))" in scene_text
    assert "a text cannot show a variable; its name stands in the text: $gold" in scene_text
    assert "a [bracket] in it" in scene_text


@pytest.mark.parametrize(
    ("condition", "imported_condition"),
    [
        ("$n gt 1", "n > 1"),
        ("2 < $n", "n > 2"),
        ("$n is not 1", "n != 1"),
        ("$n isnot 1", "n != 1"),
        ("!$b && ($n >= 1 || $n == 0)", "not b and (n >= 1 or n == 0)"),
        ("$b is true", "b"),
        ("$b eq false", "not b"),
        ("not ($b or $n is 2)", "not (b or n == 2)"),
        ('$w is "two words"', "w == two_words"),
        ('visited("End")', "visited(end)"),
    ],
)
def test_conditions(condition: str, imported_condition: str, tmp_path: Path) -> None:
    story = (
        ':: StoryInit\n<<set $n to 0>><<set $b to false>><<set $w to "">>\n'
        f':: Start\n<<if {condition}>>Yes.<</if>>\n[[End][$n += 1; $b to true; $w to "two words"]]\n[[Start]]\n:: End\nDone.\n[[Start]]\n[[Last]]\n:: Last\nDone.\n'
    )
    scene_text, messages = import_and_check(tmp_path, story)
    assert f"- if: {imported_condition}\n" in scene_text
    assert not omit(messages, "unused"), scene_text


@pytest.mark.parametrize(
    "statement",
    [
        "<<set $n to $n * 2>>",
        "<<set $n to random(1, 6)>>",
        "<<set $items to []>>",
        "<<if $a is $b>>Yes.<</if>>",
        "<<if $person.name is 'x'>>Yes.<</if>>",
        "<<print $n>>",
        "<<include 'Other'>>",
        "<<textbox '$name' ''>>",
        "<img src='a.png'>",
        "/* a note */",
        "[[Go|Nowhere]]",
        "<<if $n>><<set $n to 2>><</if>>",
        "(random: 1, 6)",
    ],
)
def test_whatever_cannot_be_held_is_told_with_its_line(statement: str, tmp_path: Path) -> None:
    scene_text, messages = import_and_check(tmp_path, f":: Start\nOne.\n\n{statement}\n[[End]]\n:: End\nDone.\n")
    assert "# line 4: " in scene_text, scene_text
    assert not omit(messages, "unused"), scene_text


def test_a_number_that_grows_is_given_two_ends_and_told_so(tmp_path: Path) -> None:
    scene_text, messages = import_and_check(
        tmp_path, ":: Start\n<<if $n > 4>>Yes.<</if>>\n[[Start][$n += 2]]\n[[End][$n -= 1]]\n:: End\nDone.\n"
    )
    assert "n: {range: [0, 6], start: 0}" in scene_text
    assert "are these far enough apart?" in scene_text
    assert messages == []


def test_words_that_the_format_keeps_for_itself_are_given_others(tmp_path: Path) -> None:
    scene_text, messages = import_and_check(
        tmp_path, ":: Start\n[[Begin|record]]\n[[Begin|Record]]\n:: record\n[[close|Record]]\n:: Record\nDone.\n"
    )
    assert messages == [], scene_text
    assert "record-2" in scene_text and "begin-2" in scene_text


@pytest.mark.parametrize(
    "text", ["<<if $x>>" * 3000 + "Yes.", "<<if " + "(" * 3000 + "$x" + ")" * 3000 + ">>Yes.<</if>>", "[[" * 3000]
)
def test_whatever_is_too_deep_is_told_and_not_followed(text: str, tmp_path: Path) -> None:
    scene_text, _ = import_and_check(tmp_path, f":: Start\nOne.\n{text}\n")
    assert "# line " in scene_text or text[:4] == "[[[["


SHREDS = st.sampled_from(
    ["[[", "]]", "|", "->", "<<if $x>>", "<<else>>", "<</if>>", "<<set $x to 1>>", "(if: $x)[", "]", "[", "(else:)[",
     "<<link 'a'>>", "<</link>>", "\n", ":: B\n", "text ", "B", '"', "'", "#", ": ", "<br>", "/*", "{", "- ", "“", "\\"]
)  # fmt: skip


NAME_OF_TWO_LINES = ["[[", ":: B\n", "[[", "]]"]


@random_examples(st.lists(SHREDS, max_size=25), everyday=20, long=60, always=[(NAME_OF_TWO_LINES,)])
def test_whatever_is_in_it_a_scene_is_written_that_checks(
    tmp_path_factory: pytest.TempPathFactory, shreds: list[str]
) -> None:
    text = ":: Start\n" + "".join(shreds)
    scene_text, messages = import_and_check(tmp_path_factory.mktemp("shreds"), text)
    assert not omit(messages, "unused", "condition-constant"), scene_text


@pytest.mark.parametrize("text", ["", "* *", "''"])
def test_a_text_with_nothing_to_read_becomes_a_placeholder(text: str, tmp_path: Path) -> None:
    scene_text, messages = import_and_check(
        tmp_path, f":: StoryTitle\n{text}\n\n:: Start\n{text}\n\n[[{text}->End]]\n:: End\n{text}\n"
    )
    assert messages == [], scene_text


# -------------------------------------------------------------------------------------------------- the command


def test_the_command_writes_a_pack_that_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.twee").write_text(SUGARCUBE)
    assert main(["import", "ferry.twee"]) == 0
    out = capsys.readouterr().out
    assert 'ferry.twee:22: not held, the format has no such command: <<audio "wind" play>>\n' in out
    assert out.endswith("4 passages, 2 places not held\nnow: party-card check the-ferry\n")
    assert main(["check", "the-ferry"]) == 0
    assert main(["import", "ferry.twee"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["import", "ferry.twee", "--pack", "other"]) == 0


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "its name must end with"),
        ("a.twee", b"\xff\xfe", "not UTF-8"),
        ("a.twee", b"Once upon a time", "there is no passage"),
        ("a.twee", b" " * 2_000_001, "larger than"),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str, data: bytes, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnsupportedSyntaxError, match=reason):
        read_story(name, data)
    assert main(["import", str(tmp_path / name)]) == 2
    assert reason in capsys.readouterr().err


def test_a_story_called_as_windows_calls_a_device_becomes_a_file_that_every_system_takes() -> None:
    story = read_story("story.twee", b":: StoryTitle\nCon\n\n:: Start\nIt is dark.\n")
    assert derive_scene_id(story) == "con-story"
    assert "\nscene: con-story\n" in emit_scene(story, "story.twee")[0]
