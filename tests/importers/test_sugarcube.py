"""SugarCube: what a scene can do is exact, the rest is lost and reported at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.cli import main
from party_card.engine.playthrough import Playthrough
from tests.importers.imported_scene import begin_imported, import_and_check, import_text, omit, open_offers, page_text
from tests.random_examples import random_examples

HEAD = ':: StoryData\n{"format": "SugarCube", "format-version": "2.37.0", "start": "Start"}\n\n'


def test_a_change_in_the_first_passage_counts_again_each_time(tmp_path: Path) -> None:
    story = f"{HEAD}:: StoryInit\n<<set $logs to 4>>\n:: Start\n<<set $logs -= 1>>\n[[Burn|Start]]\n[[Look]]\n:: Look\n$logs left.\n[[Start]]\n"
    playthrough = begin_imported(tmp_path, story.replace("$logs left", "<<if $logs is 2>>Two<<else>>Not two<</if>>"))
    playthrough.choose("burn")
    playthrough.choose("look")
    assert "'Two.'" in page_text(playthrough)


def test_a_text_above_a_change_asks_for_what_was_before(tmp_path: Path) -> None:
    story = f"{HEAD}:: StoryInit\n<<set $met to false>>\n:: Start\n[[Door]]\n:: Door\n<<if $met>>Again.<<else>>Hello.<</if>>\n<<set $met to true>>\n[[Start]]\n"
    playthrough = begin_imported(tmp_path, story)
    playthrough.choose(_choose_open(playthrough))
    assert "Hello." in page_text(playthrough)
    playthrough.choose("start")
    playthrough.choose(_choose_open(playthrough))
    assert "Again." in page_text(playthrough)


def _choose_open(playthrough: Playthrough) -> str:
    """Returns the id of the only open offer."""
    (offer,) = open_offers(playthrough)
    return offer


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("<<set $n to random(1, 6)>>", "change"),
        ("<<set $items to []>>", "change"),
        ("<<run $items.push(1)>>", "change"),
        ("<<script>>State.variables.n = 2;<</script>>", "change"),
        ("<<textbox '$name' ''>>", "change"),
        ("<<myWidget 3>>", "change"),
        ("<<if $person.name is 'x'>>Yes.<</if>>", "condition"),
        ("<<if previous() is 'x'>>Yes.<</if>>", "condition"),
        ("<<if $n is not 1>>Yes.<</if>>", "condition"),
        ("<<if $n is 1>>One.<<else if $n is 2>>Two.<</if>>", "condition"),
        ("<<if not def $n>>Yes.<</if>>", "condition"),
        ("<<if true is ndef $n>>Yes.<</if>>", "condition"),
        ("<<if def $n lt 3>>Yes.<</if>>", "condition"),
        ("[[Go|Nowhere]]", "choice"),
        ("[[Go|$next]]", "choice"),
        ("<<link 'Look'>><<set $n to 2>><</link>>", "choice"),
        ("<<back>>", "choice"),
        ("<<timed 2s>>Late.<</timed>>", "text"),
        ("<<print $n * 2>>", "text"),
        ("$list[0]", "text"),
    ],
)
def test_what_a_scene_cannot_do_is_lost_with_its_line(statement: str, kind: str, tmp_path: Path) -> None:
    scene, messages = import_and_check(tmp_path, f"{HEAD}:: Start\nOne.\n\n{statement}\n[[End]]\n:: End\nDone.\n")
    assert [(lost.kind, lost.place.line) for lost in scene.losses] == [(kind, 7)], scene.text
    assert [message.partition(":")[0] for message in messages if "todo" in message], scene.text


@pytest.mark.parametrize("count", [200, 3000])
def test_a_long_chain_of_conditions_is_held(count: int, tmp_path: Path) -> None:
    chain = "".join(f"<<elseif $n is {number}>>Is {number}.\n" for number in range(2, count))
    story = (
        f"{HEAD}:: StoryInit\n<<set $n to 1>>\n:: Start\n<<if $n is 1>>One.{chain}<</if>>\n[[More|Start][$n += 1]]\n"
    )
    scene = import_text(tmp_path, story)
    assert scene.losses == ()


@pytest.mark.parametrize(
    "text",
    ["<<if $x>>" * 3000, "[[" * 5000, "<<a " * 5000, '<<a "' * 5000, "''" * 5001, "<!--" * 3000, "<nobr " * 3000],
)
def test_a_hostile_passage_becomes_a_scene(text: str, tmp_path: Path) -> None:
    import_text(tmp_path, f"{HEAD}:: Start\nOne. {text}\n")


def test_marks_of_scenes_are_plain_text(tmp_path: Path) -> None:
    playthrough = begin_imported(tmp_path, f"{HEAD}:: Start\nA * b * [@fact] {{x}} _y_ # c: d\n")
    assert "A * b * [@fact] {x} _y_ # c: d" in page_text(playthrough)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.ink", b"Hello.", "ink"),
        ("a.txt", b"", "its name must end"),
        ("a.twee", b"\xff\xfe", "not UTF-8"),
        ("a.twee", b"Once upon a time", "no passage"),
        ("a.twee", b":: Start\nHello.\n", "--format"),
        ("a.twee", b':: StoryData\n{"format": "Paperthin"}\n:: Start\nHello.\n', "Paperthin"),
        ("a.html", b"<html></html>", "no story of Twine 2"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_a_sentence(
    name: str, data: bytes, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["import", str(tmp_path / name), "--pack", str(tmp_path / "pack")]) == 2
    assert reason in capsys.readouterr().err


def test_a_published_page_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        '<tw-storydata name="The Mill" startnode="2" format="SugarCube" format-version="2.36.1">'
        '<tw-passagedata pid="1" name="End" tags="">Done &amp; dusted.</tw-passagedata>'
        '<tw-passagedata pid="2" name="Gate" tags="">A gate.\n[[On-&gt;End]]</tw-passagedata></tw-storydata>'
    )
    (tmp_path / "mill.html").write_text(page)
    assert main(["import", str(tmp_path / "mill.html"), "--pack", str(tmp_path / "pack")]) == 0
    assert "does what the story does" in capsys.readouterr().out
    assert "start: gate" in (tmp_path / "pack/scenes/the-mill.yaml").read_text()


@pytest.mark.parametrize("question", ["def $never", "$never", "$never is undefined", "not $never", "$never gt 2"])
def test_a_variable_that_is_only_asked_for_is_never_set(question: str, tmp_path: Path) -> None:
    playthrough = begin_imported(
        tmp_path, f"{HEAD}:: Start\n<<if {question}>>Yes.<<else>>No.<</if>>\n[[End]]\n:: End\nDone.\n"
    )
    assert ("Yes." if question in ("$never is undefined", "not $never") else "No.") in page_text(playthrough)


def test_a_story_variable_with_an_underscore_is_not_the_temporary_one(tmp_path: Path) -> None:
    story = f"{HEAD}:: Start\n<<set $_x to true>><<set _x to false>>\n[[On|End]]\n:: End\n<<if $_x>>Kept.<</if>><<if _x>>Stayed.<</if>>\n"
    playthrough = begin_imported(tmp_path, story)
    playthrough.choose("on")
    assert "Kept." in page_text(playthrough) and "Stayed." not in page_text(playthrough)


SHREDS = st.sampled_from(
    ["[[", "]]", "|", "->", "<-", "][", "$x to 1", "<<if $x>>", "<<elseif $x is 2>>", "<<else>>", "<</if>>", "<<", ">>",
     "<<set $x to 1>>", "<<set $x += 1>>", "<<set _t to true>>", "<<unset $x>>", "<<link 'a'>>", "<<link 'b' 'B'>>",
     "<</link>>", "<<goto 'B'>>", "<<include 'B'>>", "<<switch $x>>", "<<case 1>>", "<<default>>", "<</switch>>",
     "<<nobr>>", "<</nobr>>", "<<silently>>", "<</silently>>", "<<print $x>>", "$x", "_t", "<<if def $y>>",
     "<<if visited() gt 1>>", "<<timed 2s>>", "<</timed>>", "\n", "\n:: B\n", "text ", "B", '"', "'", "#", ": ", "<br>", "/*",
     "*/", "<!--", "{", "{{{", "- ", "“", "\\", "//", "''", "!"]
)  # fmt: skip
NAME_OF_TWO_LINES = ["[[", "\n:: B\n", "[[", "]]"]


@random_examples(st.lists(SHREDS, max_size=25), everyday=25, long=400, always=[(NAME_OF_TWO_LINES,)])
def test_whatever_is_in_it_a_scene_is_written_that_checks(
    tmp_path_factory: pytest.TempPathFactory, shreds: list[str]
) -> None:
    first, *others = "".join(shreds).split("\n:: B\n")
    second = f"\n:: B\n{''.join(others)}" if others else ""  # a passage that stands twice is refused
    scene, messages = import_and_check(tmp_path_factory.mktemp("shreds"), f"{HEAD}:: Start\n{first}{second}")
    assert not omit(messages, "todo", "unused", "condition-constant"), scene.text
