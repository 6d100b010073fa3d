"""Harlowe: what a scene can do is exact, the rest is lost and reported at its place; no input is too much."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st

from party_card.cli import main
from tests.importers.imported_scene import begin_imported, import_and_check, import_text, omit, open_offers, page_text
from tests.random_examples import random_examples

HEAD = ':: StoryData\n{"format": "Harlowe", "format-version": "3.3.9", "start": "Start"}\n\n'


@pytest.mark.parametrize(
    ("statement", "kind", "line"),
    [
        ("(set: $n to (random: 1, 6))", "change", 7),
        ("\n(set: $n to $m * 2)", "change", 8),
        ("(if: $n is $unknown's 1st)[Yes.]", "condition", 7),
        ("(else:)[Yes.]", "condition", 7),
        ("(if: $n is 1)[Never closed", "condition", 7),
        ("(if: $n is 1", "condition", 7),
        ("[[Go->Nowhere]]", "choice", 7),
        ("[[->End]]", "choice", 7),
        ("(go-to: $place)", "choice", 7),
        ("(link: $word)[Yes.]", "choice", 7),
        ("(undo:)", "choice", 7),
        ("(display: 'Nowhere')", "text", 7),
        ("(display: 'Start')", "text", 7),
        ("(if: $n is 1)[(set: $n to 2)One.] More. (else:)[Two.]", "condition", 7),
        ("(if: _once is 1)[Yes.]", "condition", 7),
        ("<script>story.n = 2</script>", "change", 7),
    ],
)
def test_what_a_scene_cannot_do_is_lost_with_its_line(statement: str, kind: str, line: int, tmp_path: Path) -> None:
    scene, messages = import_and_check(tmp_path, f"{HEAD}:: Start\nOne.\n\n{statement}\n[[End]]\n:: End\nDone.\n")
    assert [(lost.kind, lost.place.line) for lost in scene.losses] == [(kind, line)], scene.text
    assert [message for message in messages if message.startswith("todo")], scene.text


def test_words_after_a_macro_that_is_not_understood_stay(tmp_path: Path) -> None:
    scene, _ = import_and_check(tmp_path, f"{HEAD}:: Start\nOne (newmacro: 1) two (a: 3) three.\n[[Start]]\n")
    assert len(scene.losses) == 2
    for word in ("One", "two", "three."):
        assert word in scene.text


def test_the_second_of_two_else_hooks_is_shown_with_the_if(tmp_path: Path) -> None:
    story = f"{HEAD}:: Start\n(set: $n to 1)(if: $n is 1)[A.](else:)[B.](else:)[C.]\n[[Start]]\n"
    assert "A.C." in page_text(begin_imported(tmp_path, story))


def test_a_passage_that_leads_on_at_once_counts_as_visited(tmp_path: Path) -> None:
    story = (
        f'{HEAD}:: Start\n(if: (history:) contains "Gate")[Once more.](else:)[At first.]\n[[Gate]]\n'
        ':: Gate\n(go-to: "Yard")\n:: Yard\nA yard.\n[[Start]]\n'
    )
    playthrough = begin_imported(tmp_path, story)
    assert "At first." in page_text(playthrough)
    playthrough.choose("gate")
    assert "A yard." in page_text(playthrough)
    playthrough.choose("start")
    assert "Once more." in page_text(playthrough)


def test_a_value_that_reads_what_the_same_macro_sets_is_lost(tmp_path: Path) -> None:
    story = f"{HEAD}:: Start\n(set: $a to 1)(set: $a to 2, $b to $a > 1)(if: $b)[Yes.]\n[[Start]]\n"
    scene, _ = import_and_check(tmp_path, story)
    assert [(lost.kind, lost.variables) for lost in scene.losses] == [("change", ("b",))]


def test_a_variable_that_was_never_set_is_zero_and_not_false(tmp_path: Path) -> None:
    story = (
        f"{HEAD}:: Start\n(if: $lamp is false)[Dark.](if: $lamp is 0)[No lamp.]\n[[On]]\n"
        ":: On\n(set: $lamp to true)(if: $lamp)[Light.]\n[[Start]]\n"
    )
    playthrough = begin_imported(tmp_path, story)
    assert "No lamp." in page_text(playthrough) and "Dark." not in page_text(playthrough)
    playthrough.choose("on")
    assert "Light." in page_text(playthrough)


def test_and_and_or_bind_equally_from_left_to_right(tmp_path: Path) -> None:
    story = f"{HEAD}:: Start\n(set: $a to true, $b to false, $c to false)(if: $a or $b and $c)[Odd.](else:)[Even.]\n[[Start]]\n"
    assert "Even." in page_text(begin_imported(tmp_path, story))


def test_links_that_reveal_can_be_taken_in_any_order(tmp_path: Path) -> None:
    links = '(link: "Left")[left gone] (link: "Right")[right gone]\n[[End]]\n:: End\nDone.\n'
    playthrough = begin_imported(tmp_path, f"{HEAD}:: Start\n{links}")
    assert len(open_offers(playthrough)) == 3
    playthrough.choose(open_offers(playthrough)[1])
    assert "right gone" in page_text(playthrough) and "left gone" not in page_text(playthrough)
    playthrough.choose(open_offers(playthrough)[0])
    assert "left gone right gone" in page_text(playthrough)


def test_too_many_links_that_reveal_are_lost(tmp_path: Path) -> None:
    links = "\n".join(f'(link: "Look {number}")[Seen.]' for number in range(9))
    scene = import_text(tmp_path, f"{HEAD}:: Start\nA room.\n{links}\n[[Start]]\n")
    assert [lost.kind for lost in scene.losses] == ["choice"] * 9


def test_another_version_is_refused_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.twee").write_text(f"{HEAD}:: Start\nHello.\n".replace("3.3.9", "1.2.4"))
    assert main(["import", str(tmp_path / "old.twee"), "--pack", str(tmp_path / "pack")]) == 2
    assert "Harlowe 1.2.4; only Harlowe 3" in capsys.readouterr().err


@pytest.mark.parametrize("count", [200, 3000])
def test_a_long_chain_of_conditions_is_held(count: int, tmp_path: Path) -> None:
    chain = "".join(f"(else-if: $n is {number})[Is {number}.]" for number in range(2, count))
    scene = import_text(
        tmp_path, f"{HEAD}:: Start\n(set: $n to it + 1)(if: $n is 1)[One.]{chain}(else:)[More.]\n[[Start]]\n"
    )
    assert scene.losses == ()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000, "(if: $x)[" * 12_500, "[[" * 50_000, "(" * 50_000, "(if: " * 25_000, "(set: $a to '" * 12_500,
        "//" * 50_001, "*" * 100_001, "{" * 50_000, "]" * 100_000, "`" * 250 + "``a" * 12_500, "<!--" * 25_000,
        "<a " * 25_000, '<a b="' * 15_000, "_" * 100_000, "$" * 100_000, "|a>[" * 12_500, "[]<a|" * 12_500,
        " " * 100_000 + "x", "\n " * 50_000, "-" * 100_000 + "x", "= " * 50_000, "''a" * 25_001, "(link:'a')[b]" * 8_000, "http://" * 15_000,
    ],
    ids=lambda text: text[:9].strip() or "blanks",
)  # fmt: skip
def test_a_hostile_passage_becomes_a_scene(text: str, tmp_path: Path) -> None:
    import_text(tmp_path, f"{HEAD}:: Start\nOne. {text}\n")


def test_passages_that_show_each_other_become_a_scene(tmp_path: Path) -> None:
    passages = "".join(
        f':: P{number}\n(display: "P{number + 1}")(display: "P{number + 1}") x\n\n' for number in range(40)
    )
    scene = import_text(tmp_path, f'{HEAD}:: Start\n(display: "P1")\n\n{passages}')
    assert {lost.kind for lost in scene.losses} == {"text"}


SHREDS = st.sampled_from(
    ["[[", "]]", "->", "<-", "(if: $x)[", "(else:)[", "]", "[", "(set: $x to 1)", "(set: $x to it + 1)", "(link: 'a')[",
     "(go-to: 'B')", "\n", "\n:: B\n", "text ", "B", '"', "'", "#", "* ", "//", "''", "{", "}", "$x", "_y", "`", "(",
     ")", "<br>", "<!--", "-->", "|n>[", "]<n|", "\\", "(link-reveal: 'c')[d", "(display: 'B')", "(print: $x)"]
)  # fmt: skip


@random_examples(st.lists(SHREDS, max_size=25), everyday=25, long=400)
def test_whatever_is_in_it_a_scene_is_written_that_checks(
    tmp_path_factory: pytest.TempPathFactory, shreds: list[str]
) -> None:
    first, *others = "".join(shreds).split("\n:: B\n")
    second = f"\n:: B\n{''.join(others)}" if others else ""  # a passage that stands twice is refused
    scene, messages = import_and_check(tmp_path_factory.mktemp("shreds"), f"{HEAD}:: Start\n{first}{second}")
    assert not omit(messages, "todo", "unused", "condition-constant"), scene.text
