"""`check --fix`: a slip is taken back to the letter, and nothing beside it is touched."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from party_card.cli import main
from party_card.content.yaml_loader import MappingNode, Node, ScalarNode, compose
from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.edits import edited
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import closest_typo
from party_card.services.autofix import autofix, same_beside

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
        set: {counted: true, cold: +1}
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


def mended(folder: Path, text: str, end: str = "\n", mark: str = "") -> str:
    """What becomes of a scene, as it is on the disk."""
    path = folder / "scenes" / "ferry.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((mark + text.replace("\n", end)).encode())
    for one in autofix(folder, [path]):
        one.write()
    return path.read_bytes().decode()


SLIPS = [
    # what, before, after
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
    ("a step as elsewhere", "cold: +1}", "cold += 1}"),
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
MEANT = {
    "a comment that was none": 'text: "Leave, with list #7"',
    "a colon in a text": 'text: "Burn this: the list"',
}


@pytest.mark.parametrize(("what", "right", "wrong"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_is_taken_back_to_the_letter(what: str, right: str, wrong: str, tmp_path: Path) -> None:
    assert right in GOOD
    expected = GOOD.replace(right, MEANT.get(what, right), 1)
    assert mended(tmp_path, GOOD.replace(right, wrong, 1)) == expected
    assert mended(tmp_path, expected) == expected


@pytest.mark.parametrize(
    ("right", "wrong"),
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
def test_what_only_its_author_can_mend_is_left_alone(right: str, wrong: str, tmp_path: Path) -> None:
    assert right in GOOD
    text = GOOD.replace(right, wrong)
    assert mended(tmp_path, text) == text


@pytest.mark.parametrize(
    ("line", "text", "harmless"),
    [
        ("title: The ferry", "title: The other ferry", True),
        ("minutes: 5", None, True),
        ("passages:", "passages: |", False),  # all that follows would be one text
        ("title: The ferry", 'title: "The ferry', False),
        ("    text: You walk home.", "    text: |", True),
        ("    text: |", "    text: You stand here.", False),  # and what stood below the | goes on in it
        ("# A ferry, and who counts.", "%", False),
    ],
)
def test_an_edit_that_would_change_another_line_is_noticed(line: str, text: str | None, harmless: bool) -> None:
    number = GOOD.split("\n").index(line) + 1
    edits = [Edit(Span(number, 1, len(line) + 1), text)]
    assert same_beside(GOOD, edited(GOOD, edits), edits) is harmless


def read(text: str) -> object:
    """All that a file says, and nothing of how it is written."""
    root, problems = compose(SourceFile("", text))
    assert root is not None, problems
    return plain(root)


def plain(node: Node) -> object:
    if isinstance(node, ScalarNode):
        return "\n".join(line.rstrip() for line in node.value.split("\n"))
    if isinstance(node, MappingNode):
        return [(plain(key), plain(value)) for key, value in node.value]
    return [plain(one) for one in node.value]


ALONE = [slip for slip in SLIPS if slip[0] not in MEANT]


TABS = ("a tab for two levels", "    basis: composite", "\tbasis: composite")
KEY = ("a key", "minutes: 5", "minuts: 5")


@example([TABS, KEY], "\n", "")
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    slips=st.lists(
        st.sampled_from(ALONE),
        min_size=1,
        max_size=4,
        unique_by=lambda slip: "tab" if "tab" in slip[0] else slip[1].strip().split(":")[0],
    ),
    end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_whatever_slips_come_together_the_rest_means_what_it_meant(
    slips: list[tuple[str, str, str]], end: str, mark: str
) -> None:
    text = GOOD
    for _, right, wrong in slips:
        text = text.replace(right, wrong, 1)
    with tempfile.TemporaryDirectory() as folder:
        once = mended(Path(folder), text, end, mark)
        assert once == (mark + GOOD.replace("\n", end))
        again = mended(Path(folder), once.removeprefix(mark).replace(end, "\n"), end, mark)
        assert again == once


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=st.integers(0, len(GOOD) - 1), length=st.integers(0, 3), put=st.text(" \t:#-aes'\"{}[]=\n", max_size=2))
def test_whatever_is_wrong_no_line_changes_that_was_not_shown_and_a_second_time_nothing(
    at: int, length: int, put: str
) -> None:
    text = GOOD[:at] + put + GOOD[at + length :]
    with tempfile.TemporaryDirectory() as folder:
        once = mended(Path(folder), text)
        assert mended(Path(folder), once) == once
        # What was wrong is in one line or two: of all that stood elsewhere, nothing is lost.
        lines = once.split("\n")
        near = range(text.count("\n", 0, at) - 1, text.count("\n", 0, at + len(put)) + 2)
        others = [line for number, line in enumerate(text.split("\n")) if number not in near]
        kept = [line for line in others if line in lines]
        assert len(others) - len(kept) <= 3


@pytest.mark.parametrize(
    ("word", "names", "meant"),
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
def test_what_is_a_slip_and_what_may_be_meant(word: str, names: list[str], meant: str | None) -> None:
    assert closest_typo(word, names) == meant


# -------------------------------------------------------------------------------------------------- the command


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "scenes" / "ferry.yaml"
    path.parent.mkdir()
    path.write_text(GOOD.replace("minutes: 5", "minuts: 5"))
    return path


def test_without_a_terminal_the_change_is_shown_and_not_made(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = wrong.read_bytes()
    assert main(["check", str(wrong.parent.parent), "--fix"]) == 1
    out = capsys.readouterr().out
    assert "\n-minuts: 5\n+minutes: 5\n" in out
    assert "1 mend in 1 file; nothing is written yet: add --yes to write it" in out
    assert wrong.read_bytes() == before


def test_with_yes_it_is_made_and_the_file_keeps_its_rights(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong.chmod(0o640)
    assert main(["check", str(wrong), "--fix", "--yes"]) == 0
    assert wrong.read_text() == GOOD
    assert stat.S_IMODE(wrong.stat().st_mode) == 0o640
    assert [path.name for path in wrong.parent.iterdir()] == ["ferry.yaml"]
    assert "1 mend in 1 file, written\n\nno problems found in 1 file" in capsys.readouterr().out
    assert main(["check", str(wrong), "--fix", "--yes"]) == 0
    assert capsys.readouterr().out.startswith("nothing here can be mended without you\n")


def test_only_the_files_that_were_named_are_mended(wrong: Path) -> None:
    other = wrong.with_name("other.yaml")
    other.write_text(GOOD.replace("scene: ferry", "scene: other").replace("start: stage", "start: stgae"))
    before = other.read_text()
    assert main(["check", str(wrong), "--fix", "--yes"]) == 0
    assert other.read_text() == before


def test_a_file_that_was_changed_meanwhile_is_left_alone(wrong: Path) -> None:
    (one,) = autofix(wrong.parent.parent, [wrong])
    wrong.write_text("something else")
    with pytest.raises(FileExistsError):
        one.write()
    assert wrong.read_text() == "something else"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fix"], "--fix wants to know what to mend"),
        (["PATH", "--yes"], "--yes goes with --fix"),
        (["PATH", "--fix", "--format", "json"], "--fix shows a diff"),
        (["nowhere", "--fix"], "there is no file or folder nowhere"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], said: str, wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *(str(wrong) if one == "PATH" else one for one in arguments)]) == 2
    assert said in capsys.readouterr().err
