"""Twee: what a story says is what the scene says, and what cannot be held is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from party_card.cli import main
from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.importers.emit_yaml import scene_id, write_scene
from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.registry import read_story
from party_card.modelcheck import prove_scene
from tests.importers.stories import HARLOWE, SUGARCUBE
from tests.rules.checking import check_files


def imported(folder: Path, text: str, name: str = "story.twee") -> tuple[str, list[str]]:
    """The scene that a story becomes, and what `check` has to say of it, but for advice."""
    written = write_scene(read_story(name, text.encode()), name)
    found = check_files(folder, {"scenes/story.yaml": written.encode()})
    return written, [f"{one.code}: {one.message}" for one in found]


def play(folder: Path, text: str, name: str = "story.twee") -> Playthrough:
    imported(folder, text, name)
    pack, _ = read_pack(folder)
    (scene,) = pack.scenes.values()
    walk = Playthrough(compile_scene(pack, scene))
    walk.choose("begin")
    return walk


def seen(walk: Playthrough) -> str:
    """The prose of the page that is open."""
    return " ".join(str(block) for block in build_page(walk).blocks)


def offers(walk: Playthrough) -> list[str]:
    return [offer.id for offer in build_page(walk).offers if offer.is_open]


def test_a_story_of_sugarcube_checks_and_is_proved(tmp_path: Path) -> None:
    written, found = imported(tmp_path, SUGARCUBE)
    assert found == [], written
    pack, _ = read_pack(tmp_path)
    proof = prove_scene(compile_scene(pack, pack.scenes["the-ferry"]))  # type: ignore[index]
    assert proof.is_proved


def test_it_is_played_as_it_was(tmp_path: Path) -> None:
    walk = play(tmp_path, SUGARCUBE)
    assert "You could count them." in seen(walk)
    assert offers(walk) == ["count-the-people", "burn-the-list", "leave"]
    walk.choose("count-the-people")
    assert "You know how many they are." in seen(walk)
    assert offers(walk) == ["burn-the-list", "leave"]
    walk.choose("burn-the-list")
    assert "You could go home now, or back." in seen(walk)
    walk.choose("home")
    assert "Your pocket is empty." in seen(walk)
    assert offers(walk) == ["close-the-door", "wash-your-hands"]
    walk.choose("close-the-door")
    assert "It is warm." in seen(walk)
    assert offers(walk) == ["reveal"]


def test_what_cannot_be_held_stands_as_a_comment_at_its_place(tmp_path: Path) -> None:
    written, _ = imported(tmp_path, SUGARCUBE)
    story = read_story("story.twee", SUGARCUBE.encode())
    write_scene(story, "story.twee")
    lost = {one.line: one for one in story.everything_lost()}
    lines = SUGARCUBE.split("\n")
    assert {lines[line - 1] for line in lost} == {'<<audio "wind" play>>', ":: Story Stylesheet [stylesheet]"}
    at = written.index('# line 22: the format has no such command: <<audio "wind" play>>')
    assert written.index("  landing-stage:") < at < written.index("  stove:")
    assert "#   body { color: red }" in written


def test_a_story_of_harlowe(tmp_path: Path) -> None:
    written, found = imported(tmp_path, HARLOWE)
    assert found == [], written
    walk = play(tmp_path / "played", HARLOWE)
    assert "It is shut." in seen(walk)
    assert offers(walk) == ["look-under-the-mat", "go-away"]
    walk.choose("look-under-the-mat")
    assert "It is red." in seen(walk)
    walk.choose("start")
    assert "(text-colour: red)" in written
    assert "(enchant: ?page, (text-colour: red))" in written
    assert "a text cannot show a variable; its name stands in the text: $gold" in written
    assert "a [bracket] in it" in written


@pytest.mark.parametrize(
    ("condition", "ours"),
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
def test_conditions(condition: str, ours: str, tmp_path: Path) -> None:
    story = (
        ':: StoryInit\n<<set $n to 0>><<set $b to false>><<set $w to "">>\n'
        f':: Start\n<<if {condition}>>Yes.<</if>>\n[[End][$n += 1; $b to true; $w to "two words"]]\n[[Start]]\n:: End\nDone.\n[[Start]]\n[[Last]]\n:: Last\nDone.\n'
    )
    written, found = imported(tmp_path, story)
    assert f"- if: {ours}\n" in written
    assert not [one for one in found if "unused" not in one], written


@pytest.mark.parametrize(
    "lost",
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
def test_whatever_cannot_be_held_is_told_with_its_line(lost: str, tmp_path: Path) -> None:
    written, found = imported(tmp_path, f":: Start\nOne.\n\n{lost}\n[[End]]\n:: End\nDone.\n")
    assert "# line 4: " in written, written
    assert not [one for one in found if "unused" not in one], written


def test_a_number_that_grows_is_given_two_ends_and_told_so(tmp_path: Path) -> None:
    written, found = imported(
        tmp_path, ":: Start\n<<if $n > 4>>Yes.<</if>>\n[[Start][$n += 2]]\n[[End][$n -= 1]]\n:: End\nDone.\n"
    )
    assert "n: {range: [0, 6], start: 0}" in written
    assert "are these far enough apart?" in written
    assert found == []


def test_words_that_the_format_keeps_for_itself_are_given_others(tmp_path: Path) -> None:
    written, found = imported(
        tmp_path, ":: Start\n[[Begin|record]]\n[[Begin|Record]]\n:: record\n[[close|Record]]\n:: Record\nDone.\n"
    )
    assert found == [], written
    assert "record-2" in written and "begin-2" in written


@pytest.mark.parametrize(
    "deep", ["<<if $x>>" * 3000 + "Yes.", "<<if " + "(" * 3000 + "$x" + ")" * 3000 + ">>Yes.<</if>>", "[[" * 3000]
)
def test_whatever_is_too_deep_is_told_and_not_followed(deep: str, tmp_path: Path) -> None:
    written, _ = imported(tmp_path, f":: Start\nOne.\n{deep}\n")
    assert "# line " in written or deep[:4] == "[[[["


SHREDS = st.sampled_from(
    ["[[", "]]", "|", "->", "<<if $x>>", "<<else>>", "<</if>>", "<<set $x to 1>>", "(if: $x)[", "]", "[", "(else:)[",
     "<<link 'a'>>", "<</link>>", "\n", ":: B\n", "text ", "B", '"', "'", "#", ": ", "<br>", "/*", "{", "- ", "“", "\\"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@example(shreds=["[[", ":: B\n", "[[", "]]"])  # a name with a line in it
@given(st.lists(SHREDS, max_size=25))
def test_whatever_is_in_it_a_scene_is_written_that_checks(
    tmp_path_factory: pytest.TempPathFactory, shreds: list[str]
) -> None:
    text = ":: Start\n" + "".join(shreds)
    written, found = imported(tmp_path_factory.mktemp("shreds"), text)
    assert not [one for one in found if "unused" not in one and "condition-constant" not in one], written


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
    ("name", "data", "said"),
    [
        ("a.txt", b"", "its name must end with"),
        ("a.twee", b"\xff\xfe", "not UTF-8"),
        ("a.twee", b"Once upon a time", "there is no passage"),
        ("a.twee", b" " * 2_000_001, "larger than"),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str, data: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnsupportedSyntaxError, match=said):
        read_story(name, data)
    assert main(["import", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err


def test_a_story_called_as_windows_calls_a_device_becomes_a_file_that_every_system_takes() -> None:
    story = read_story("story.twee", b":: StoryTitle\nCon\n\n:: Start\nIt is dark.\n")
    assert scene_id(story) == "con-story"
    assert "\nscene: con-story\n" in write_scene(story, "story.twee")
