"""Tests of fixes: a mistake is undone exactly, and nothing else is changed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.edits import apply_edits
from party_card.diagnostics.source import Span
from party_card.diagnostics.suggest import correct_typo
from party_card.services.autofix import autofix_files
from party_card.services.autofix_checks import are_other_lines_unchanged

GOOD = """\
# A ferry, and who counts.
scene: ferry
title: The ferry
place: A landing stage
minutes: 5
content_notes: [cold]   # before they begin
summary: The ferry does not sail.

variables:
  counted: false
  cold: {range: [0, 3], start: 0, label: How cold you are}
  list: {values: [kept, burnt], start: kept}
start: stage
passages:
  stage:
    basis: composite
    text: |
      The river is *frozen*.

      Nobody speaks: it is cold.
    choices:
      - id: count
        text: Count the people
        did: You counted.
        if: not counted and cold < 3
        locked: You are too cold to count
        set: {counted: true}
        add: {cold: 1}
        goto: stage
      # the other two
      - id: burn
        text: Burn the list
        set: {list: burnt}
        goto: homeward
      - id: leave
        text: Leave, with the list
        if: list == kept
        hypothesis: true
        goto: homeward
  homeward:
    text: You walk home.
    ending: {id: home, title: You walked home}
debrief:
  - ask: How do we know?
    skill: sourcing
"""


def fix_scene(folder: Path, text: str, line_end: str = "\n", byte_order_mark: str = "") -> str:
    """Writes a scene to the disk, fixes it, and returns its new text."""
    path = folder / "scenes" / "ferry.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((byte_order_mark + text.replace("\n", line_end)).encode())
    for fixed in autofix_files(folder, [path]):
        fixed.write()
    return path.read_bytes().decode()


SLIPS = [
    # name, correct, misspelt
    ("a key", "minutes: 5", "minuts: 5"),
    ("a key in capitals", "title: The", "Title: The"),
    ("a key with its letters swapped", "    basis: composite", "    bassi: composite"),
    ("a passage", "goto: homeward", "goto: homewrad"),
    ("a passage in the wrong shape", "goto: homeward", "goto: home-ward"),
    ("a variable in a condition", "not counted", "not countd"),
    ("a variable that is set", "{counted: true", "{countde: true"),
    ("a value", "list == kept", "list == ketp"),
    ("a value that is set", "{list: burnt}", "{list: brunt}"),
    ("the start", "start: stage", "start: stgae"),
    ("a kind", "skill: sourcing", "skill: sourcin"),
    ("yes for true", "hypothesis: true", "hypothesis: yes"),
    ("no for false", "counted: false", "counted: no"),
    ("a number in quotes", "minutes: 5", 'minutes: "5"'),
    ("a list without brackets", "[cold]", "cold"),
    ("an equals sign", "{list: burnt}", "{list = burnt}"),
    ("a step as elsewhere", "cold: 1}", "cold += 1}"),
    ("a key twice over", "minutes: 5\n", "minutes: 5\nminutes: 5\n"),
    ("blanks at the end", "minutes: 5\n", "minutes: 5  \n"),
    ("blanks at the end of prose", "frozen*.\n", "frozen*. \t\n"),
    ("a dash forgotten", "      - id: burn", "        id: burn"),
    ("a tab for two levels", "    basis: composite", "\tbasis: composite"),
    ("a tab for one level", "  homeward:", "\thomeward:"),
    ("tabs for all of a choice", "        did: You counted.", "\t\tdid: You counted."),
    ("a comment that was none", "text: Leave, with the list", "text: Leave, with list #7"),
    ("a colon in a text", "text: Burn the list", "text: Burn this: the list"),
]
QUOTED = {
    "a comment that was none": 'text: "Leave, with list #7"',
    "a colon in a text": 'text: "Burn this: the list"',
}


@pytest.mark.parametrize(("name", "correct", "misspelt"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_is_taken_back_to_the_letter(name: str, correct: str, misspelt: str, tmp_path: Path) -> None:
    assert correct in GOOD
    expected = GOOD.replace(correct, QUOTED.get(name, correct), 1)
    assert fix_scene(tmp_path, GOOD.replace(correct, misspelt, 1)) == expected
    assert fix_scene(tmp_path, expected) == expected


@pytest.mark.parametrize(
    ("correct", "misspelt"),
    [
        ("minutes: 5", "minutes: five"),
        ("goto: homeward", "goto: harbour"),  # not near
        ("list == kept", "list == k"),
        ("  homeward:", "  homeward-1:"),  # a number is no slip
        ("minutes: 5\n", "minutes: 5\nminutes: 6\n"),  # which of them?
        ("scene: ferry", "scene: The Ferry"),  # others may know it by its name
        ("title: The ferry", 'title: "The ferry'),
        ("title: The ferry", "title: The ferry: one\n  and the other"),  # it goes on
        ("title: The ferry", "titel: The ferry\ntitle: The ferry"),  # there is one already
        ("hypothesis: true", "hypothesis: maybe"),
        ("goto: homeward\n      - id: leave", "goto:\n      - id: leave"),
        ("  homeward:\n    text:", "\thomeward:\n\ttext:"),  # how wide is this tab?
    ],
)
def test_what_only_its_author_can_mend_is_left_alone(correct: str, misspelt: str, tmp_path: Path) -> None:
    assert correct in GOOD
    text = GOOD.replace(correct, misspelt)
    assert fix_scene(tmp_path, text) == text


@pytest.mark.parametrize(
    ("line", "text", "harmless"),
    [
        ("title: The ferry", "title: The other ferry", True),
        ("minutes: 5", None, True),
        ("passages:", "passages: |", False),  # all that follows would be one text
        ("title: The ferry", 'title: "The ferry', False),
        ("    text: You walk home.", "    text: |", True),
        ("    text: |", "    text: You stand here.", False),  # and the lines below the | continue in it
        ("# A ferry, and who counts.", "%", False),
    ],
)
def test_an_edit_that_would_change_another_line_is_noticed(line: str, text: str | None, harmless: bool) -> None:
    number = GOOD.split("\n").index(line) + 1
    edits = [Edit(Span(number, 1, len(line) + 1), text)]
    assert are_other_lines_unchanged(GOOD, apply_edits(GOOD, edits), edits) is harmless


UNQUOTED_SLIPS = [slip for slip in SLIPS if slip[0] not in QUOTED]
TABS = ("a tab for two levels", "    basis: composite", "\tbasis: composite")
KEY = ("a key", "minutes: 5", "minuts: 5")


@example([TABS, KEY], "\n", "")
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    slips=st.lists(
        st.sampled_from(UNQUOTED_SLIPS),
        min_size=1,
        max_size=4,
        unique_by=lambda slip: "tab" if "tab" in slip[0] else slip[1].strip().split(":")[0],
    ),
    line_end=st.sampled_from(["\n", "\r\n"]),
    byte_order_mark=st.sampled_from(["", "\ufeff"]),
)
def test_whatever_slips_come_together_the_rest_means_what_it_meant(
    slips: list[tuple[str, str, str]], line_end: str, byte_order_mark: str
) -> None:
    text = GOOD
    for _, correct, misspelt in slips:
        text = text.replace(correct, misspelt, 1)
    with tempfile.TemporaryDirectory() as folder:
        fixed = fix_scene(Path(folder), text, line_end, byte_order_mark)
        assert fixed == byte_order_mark + GOOD.replace("\n", line_end)
        assert fix_scene(Path(folder), GOOD, line_end, byte_order_mark) == fixed


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    start=st.integers(0, len(GOOD) - 1),
    length=st.integers(0, 3),
    inserted=st.text(" \t:#-aes'\"{}[]=\n", max_size=2),
)
def test_whatever_is_wrong_no_line_changes_that_was_not_shown_and_a_second_time_nothing(
    start: int, length: int, inserted: str
) -> None:
    text = GOOD[:start] + inserted + GOOD[start + length :]
    with tempfile.TemporaryDirectory() as folder:
        fixed = fix_scene(Path(folder), text)
        assert fix_scene(Path(folder), fixed) == fixed
        # The mistake is in one line or two: nothing elsewhere is lost.
        fixed_lines = fixed.split("\n")
        damaged = range(text.count("\n", 0, start) - 1, text.count("\n", 0, start + len(inserted)) + 2)
        other_lines = [line for number, line in enumerate(text.split("\n")) if number not in damaged]
        assert sum(line not in fixed_lines for line in other_lines) <= 3


@pytest.mark.parametrize("name_in_test", ["say-clear", "say_clear", "Say Clear", "sayclear"])
def test_a_choice_with_a_wrong_name_and_what_names_it_are_left_to_the_author(name_in_test: str, tmp_path: Path) -> None:
    story_test = f"tests:\n  - {{name: one, play: [{name_in_test}, leave], expect: {{passage: homeward}}}}\n"
    text = GOOD.replace("- id: count\n", "- id: Say Clear\n") + story_test
    assert fix_scene(tmp_path, text) == text
    misspelt = text.replace("skill: sourcing", "skill: sourcin")
    assert fix_scene(tmp_path, misspelt) == text


@pytest.mark.parametrize(
    ("word", "names", "correction"),
    [
        ("homewrad", ["homeward", "stage"], "homeward"),
        ("tow", ["two", "one"], "two"),
        ("page-3", ["page-2"], None),
        ("page3", ["page1", "page2"], None),
        ("keep-c", ["keep-b"], None),
        ("raed", ["read", "road"], "read"),
        ("reed", ["read", "reel"], None),
        ("unread", ["read"], None),
        ("zinoviev-kamenev", ["kamenev-zinoviev"], None),
        ("", ["a"], None),
        ("x" * 100, ["x" * 101], None),
    ],
)
def test_what_is_a_slip_and_what_may_be_meant(word: str, names: list[str], correction: str | None) -> None:
    assert correct_typo(word, names) == correction


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "scenes" / "ferry.yaml"
    path.parent.mkdir()
    path.write_text(GOOD.replace("minutes: 5", "minuts: 5"))
    (fixed,) = autofix_files(tmp_path, [path])
    path.write_text("something else")
    with pytest.raises(FileExistsError):
        fixed.write()
    assert path.read_text() == "something else"
