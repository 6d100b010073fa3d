"""Tests of whole numbers: wherever a file wants one, the same is taken and the same is refused, with one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.diagnostics.diagnostic import Diagnostic
from tests.rules.checking import check_scene

SCENE = """\
scene: a
title: A
minutes: 7
level: 8
variables:
  n: {range: [-4, 30], start: 6}
passages:
  one:
    text: You wait.
    choices:
      - {id: go, text: Go on, if: n < 20, set: {n: 9}, goto: two}
      - {id: count, text: Count, add: {n: 2}, goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
tests:
  - {name: t, play: [go], expect: {variables: {n: 9}}}
"""
PLACES = {
    "minutes": ("minutes: 7", "minutes: {}"),
    "level": ("level: 8", "level: {}"),
    "the low end of a range": ("[-4, 30]", "[{}, 30]"),
    "the high end of a range": ("[-4, 30]", "[-4, {}]"),
    "a start": ("start: 6", "start: {}"),
    "set": ("set: {n: 9}", "set: {{n: {}}}"),
    "add": ("add: {n: 2}", "add: {{n: {}}}"),
    "a story test": ("variables: {n: 9}", "variables: {{n: {}}}"),
}


def check_number(folder: Path, place: str, number: str) -> list[Diagnostic]:
    old, new = PLACES[place]
    assert old in SCENE
    return check_scene(folder, SCENE.replace(old, new.format(number)))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("number", "description", "help_"),
    [
        ('"8"', '`"8"` in quotation marks', "delete the quotation marks: `8`"),
        ("'-3'", '`"-3"` in quotation marks', "delete the quotation marks: `-3`"),
        ("0x1B", "`0x1B`", "write `27`"),
        ("0o17", "`0o17`", "write `15`"),
        ("2_0", "`2_0`", "write `20`"),
        ("2e1", "`2e1`", "write `20`"),
        ("4.0", "`4.0`", "write `4`"),
        ("１２", "`１２`", "write `12`"),
        ("12 min", "`12 min`", "write the number alone: `12`"),
        ("7" * 5000, f"`{'7' * 39}…`, which has 5,000 digits", "write at most 12 digits"),
    ],
    ids=lambda value: value[:10],
)
def test_what_is_no_whole_number_gets_one_message_in_every_place(
    place: str, number: str, description: str, help_: str, tmp_path: Path
) -> None:
    (found,) = check_number(tmp_path, place, number)
    if place == "set" and number == "'-3'":
        assert found.code == "old-set-form"  # read as in version 0.1
        return
    assert found.code == "wrong-type"
    assert found.message.endswith(f"; here is {description}")
    assert len(found.message) < 150
    assert [help_object.message for help_object in found.helps] == [help_]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", ["+9", "-0", "009", "-1"])
def test_signs_and_leading_noughts_are_read_in_every_place(place: str, number: str, tmp_path: Path) -> None:
    # Another end of the range makes other numbers of the scene too large or too small.
    codes = [found.code for found in check_number(tmp_path, place, number) if found.code != "out-of-range"]
    assert codes == (["old-set-form"] if place == "set" and number == "+9" else [])


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("[5, 5]", "the range of `n` has one number only, 5"),
        ("[0, -0]", "the range of `n` has one number only, 0"),
        ("[-3, -4]", "the range of `n` goes from -3 to -4"),
        ("[1, 2, 3]", "the range of `n` wants two numbers"),
        ("[few, 30]", "`range` wants a whole number; here is `few`"),
        ("4", "`range` wants a list; here is `4`"),
    ],
)
def test_a_bad_range_gets_one_message(declared: str, message: str, tmp_path: Path) -> None:
    assert [found.message for found in check_scene(tmp_path, SCENE.replace("[-4, 30]", declared))] == [message]


@pytest.mark.parametrize(
    ("condition", "message", "help_"),
    [
        ("n < 0x0F", "`0x0F` is no whole number", "write `15`"),
        ("n < 1_5", "`1_5` is no whole number", "write `15`"),
        ("n < 1e1", "`1e1` is no whole number", "write `10`"),
        ("n > 3 and n < 5.0", "`5.0` is no whole number", "write `5`"),
        ("n == '7'", "`'7'` is no whole number", "compare with a whole number"),
        ("n in ('7', 8)", "`n` is a whole number from -4 to 30; here is `'7'`", "compare it with one of its values"),
        (f"n < {'8' * 900}", f"`n` is a whole number from -4 to 30; {'8' * 39}… is outside", "use a number from -4 to 30"),
    ],
)  # fmt: skip
def test_a_condition_takes_the_same_numbers(condition: str, message: str, help_: str, tmp_path: Path) -> None:
    (found,) = check_scene(tmp_path, SCENE.replace("n < 20", f'"{condition}"'))
    assert (found.message, found.helps[0].message) == (message, help_)
