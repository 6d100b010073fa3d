"""Chapbook: what a scene can do is exact, the rest is lost and reported at its place; no input is too much."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.cli import main
from tests.importers.imported_scene import begin_imported, import_and_check, import_text, omit, open_offers, page_text
from tests.random_examples import random_examples

HEAD = ':: StoryData\n{"format": "Chapbook", "format-version": "2.3.0", "start": "Start"}\n\n'


@pytest.mark.parametrize(
    ("passage", "kind", "line"),
    [
        ("n: random.d4\n--\nOne.", "change", 5),
        ("m: 1\nn: m + m\n--\nOne.", "change", 6),
        ("m: 1\nn (m > random.d4): 2\n--\nOne.", "change", 6),
        ("passage: 'x'\n--\nOne.", "change", 5),
        ("One.\n\n[JavaScript]\nwrite('x')", "change", 8),
        ("One.\n\n[if list.length]\nTwo.", "condition", 7),
        ("One.\n\n[else]\nTwo.", "condition", 7),
        ("One.\n\n[or else]\nTwo.", "condition", 7),
        ("One.\n\n[[Go->Nowhere]]", "choice", 7),
        ("One.\n\n[[ Go->End ]]", "choice", 7),
        ("One.\n\n{back link}", "choice", 7),
        ("One.\n\n{reveal link: 'More', passage: 'Nowhere'}", "choice", 7),
        ("One.\n\n{embed passage: 'Nowhere'}", "text", 7),
        ("One.\n\n{embed passage: 'Start'}", "text", 7),
        ("One.\n--\nTwo.\n--\nThree.", "text", 9),
        ("One \U000f0007 two.", "text", 5),
    ],
)
def test_what_a_scene_cannot_do_is_lost_with_its_line(passage: str, kind: str, line: int, tmp_path: Path) -> None:
    scene, messages = import_and_check(tmp_path, f"{HEAD}:: Start\n{passage}\n\n:: End\nDone.\n")
    assert [(lost.kind, lost.place.line) for lost in scene.losses] == [(kind, line)], scene.text
    assert [message for message in messages if message.startswith("todo")], scene.text


def test_a_change_in_an_embedded_passage_comes_where_it_stands(tmp_path: Path) -> None:
    story = (
        f"{HEAD}:: Start\nlamp: false\n--\n[if lamp]\nLight.\n\n[if !lamp]\nDark.\n\n[cont]\n{{embed passage: 'Match'}}\n\n"
        "[if lamp]\nBright.\n\n:: Match\nlamp: true\n--\nA match.\n"
    )
    text = page_text(begin_imported(tmp_path, story))
    assert "Dark." in text and "Bright." in text and "Light." not in text


def test_an_else_asks_for_what_the_condition_was_when_it_was_asked(tmp_path: Path) -> None:
    story = (
        f"{HEAD}:: Start\nlamp: false\n--\n[if lamp]\nLight.\n\n[cont]\n{{embed passage: 'Match'}}\n\n[else]\nDark.\n\n"
        ":: Match\nlamp: true\n--\nA match.\n"
    )
    scene, _ = import_and_check(tmp_path, story)
    assert [lost.kind for lost in scene.losses] == ["condition"]


def test_values_are_compared_as_javascript_does(tmp_path: Path) -> None:
    story = (
        f"{HEAD}:: Start\nn: 3\nw: '3'\nz: ''\n--\n[if w === 3]\nA.\n\n[if w == 3]\nB.\n\n[if z]\nC.\n\n[if !z && n]\nD.\n\n"
        "[if n > 2 || z && w === 'x']\nE.\n"
    )
    text = page_text(begin_imported(tmp_path, story))
    assert [letter for letter in "ABCDE" if f"{letter}." in text] == ["B", "D", "E"]


def test_braces_that_are_no_insert_stay_as_they_are_typed(tmp_path: Path) -> None:
    story = f"{HEAD}:: Start\nn: 2\n--\nOne {{}} {{ }} {{n}} {{n + 1}} {{other}} {{no such: 'x'}} {{'n'}}\n"
    scene, _ = import_and_check(tmp_path, story)
    assert scene.losses == ()
    assert "One {} { } 2 {n + 1} {other} {no such: ‘x’} {‘n’}" in page_text(begin_imported(tmp_path / "played", story))


def test_marks_of_scenes_are_plain_text(tmp_path: Path) -> None:
    text = "A * b * [@fact] _ c_d_e # f: g \\\\ h"
    assert "A * b * [@fact] _ c_d_e # f: g" in page_text(begin_imported(tmp_path, f"{HEAD}:: Start\n{text}\n"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*You see {embed passage: 'Two'} here*", ["You see", "One.", "Two.", "here"]),
        ("**A {reveal link: 'box', passage: 'Two'} here**", ["A box here"]),
        ("*{w}* is *{n}*", ["2"]),
        ("*a*_b_ __c__**d** ***e*** *f **g** h*", ["f ", "g", " h"]),
    ],
)
def test_emphasis_is_never_half_a_pair(text: str, shown: list[str], tmp_path: Path) -> None:
    story = f"{HEAD}:: Start\nw: ''\nn: 2\n--\n{text}\n\n:: Two\nOne.\n\nTwo.\n"
    page = page_text(begin_imported(tmp_path, story))
    assert all(words in page for words in shown) and "*" not in page


def test_links_that_reveal_lead_to_further_links(tmp_path: Path) -> None:
    story = f"{HEAD}:: Start\nA {{reveal link: 'box', passage: 'Box'}}.\n\n:: Box\nbox with a [[ring->End]]\n\n:: End\nDone.\n"
    playthrough = begin_imported(tmp_path, story)
    playthrough.choose(open_offers(playthrough)[0])
    assert "A box with a ring." in page_text(playthrough)
    playthrough.choose(open_offers(playthrough)[0])
    assert "Done." in page_text(playthrough)


def test_another_version_is_refused_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new.twee").write_text(f"{HEAD}:: Start\nHello.\n".replace("2.3.0", "7.0.0"))
    assert main(["import", str(tmp_path / "new.twee"), "--pack", str(tmp_path / "pack")]) == 2
    assert "Chapbook 7.0.0; only Chapbook 1 and 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "[[" * 50_000, "{" * 100_000, "{a b: '" * 20_000, "{n}" * 3_000, "[if n]\nx\n\n" * 5_000, "*a " * 30_001,
        "*a _b " * 15_001, "**" * 50_001, "_" * 100_001, "`a" * 50_001, "<a " * 30_000, "<!--" * 30_000, "\\" * 100_001,
        "> " * 50_000, "* " * 50_000, "1. " * 30_000, "~~~\n" * 20_001, " " * 100_000 + "x", "\n" * 100_000 + "x",
        "n: 1\n" * 5_000 + "--\nx", "[a" * 50_000 + "]", "[" + ";" * 100_000 + "]", "[[a]]" * 500, "#" * 100_001,
        "- " * 50_000 + "x", "{reveal link: 'a', text: 'b'}\n" * 300, "{reveal link: 'a', text: \"{\" * 9}" * 300,
    ],
    ids=lambda text: text[:9].strip() or "blanks",
)  # fmt: skip
def test_a_hostile_passage_becomes_a_scene(text: str, tmp_path: Path) -> None:
    import_text(tmp_path, f"{HEAD}:: Start\n{text}\n")


def test_passages_that_show_each_other_become_a_scene(tmp_path: Path) -> None:
    passages = "".join(
        f":: P{number}\n{{embed passage: 'P{number + 1}'}}{{embed passage: 'P{number + 1}'}} x\n\n"
        for number in range(40)
    )
    scene = import_text(tmp_path, f"{HEAD}:: Start\n{{embed passage: 'P1'}}\n\n{passages}")
    assert {lost.kind for lost in scene.losses} == {"text"}


SHREDS = st.sampled_from(
    ["[[", "]]", "->", "|", "[if x]\n", "[else]\n", "[unless x]\n", "x: 1\n", "x: x + 1\n", "x (y): true\n", "\n--\n", "\n",
     "\n:: B\n", "text ", "B", '"', "'", "#", "* ", "**", "_", "{", "}", "{x}", "{embed passage: 'B'}", "`", "> ", "\\",
     "{reveal link: 'c', text: 'd'}", "{reveal link: 'e', passage: 'B'}", "<br>", "[cont]\n", "[append]\n", ";", "]", "["]
)  # fmt: skip


@random_examples(st.lists(SHREDS, max_size=25), everyday=25, long=400)
def test_whatever_is_in_it_a_scene_is_written_that_checks(
    tmp_path_factory: pytest.TempPathFactory, shreds: list[str]
) -> None:
    first, *others = "".join(shreds).split("\n:: B\n")
    second = f"\n:: B\n{''.join(others)}" if others else ""  # a passage that stands twice is refused
    scene, messages = import_and_check(tmp_path_factory.mktemp("shreds"), f"{HEAD}:: Start\n{first}{second}")
    assert not omit(messages, "todo", "unused", "condition-constant"), scene.text
