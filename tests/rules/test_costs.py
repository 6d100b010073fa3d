"""What the rules say of the costs of endings."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.diagnostics.diagnostic import Diagnostic
from tests.rules.checking import check_files

HEAD = """\
scene: a
title: A
passages:
  one:
    text: You wait.
    choices:
      - {id: go, text: Go, goto: two}
      - {id: run, text: Run, goto: three}
      - {id: stay, text: Stay, goto: four}
"""
TAIL = """\
record:
  - unknown: Who it was.
debrief:
  - {ask: How could anyone know?, skill: sourcing}
"""


def check_endings(folder: Path, *endings: str, tail: str = TAIL) -> list[Diagnostic]:
    passages = [
        f"  {name}:\n    text: It is dark.\n    ending: {{{ending}}}\n"
        for name, ending in zip(("two", "three", "four"), endings, strict=True)
    ]
    files = {"scenes/example.yaml": (HEAD + "".join(passages) + tail).encode()}
    return check_files(folder, files, with_remarks=True)


def test_the_endings_that_do_not_say_their_cost_are_one_remark(tmp_path: Path) -> None:
    found = check_endings(tmp_path, "id: x, title: X", "id: y, title: Y, cost: You lose it.", "id: z, title: Z")
    assert [(diagnostic.code, diagnostic.message) for diagnostic in found] == [
        ("ending-without-cost", "2 of 3 endings do not say what they cost")
    ]
    assert [label.span.line for label in (found[0].primary, *found[0].secondary)] == [12, 18]


def test_a_cost_given_once_counts_for_every_passage_of_the_ending(tmp_path: Path) -> None:
    endings = "id: x, title: X", "id: x, title: X, cost: You lose the key.", "id: z, title: Z, cost: You keep it."
    assert check_endings(tmp_path, *endings) == []


def test_a_scene_without_a_record_may_leave_costs_out(tmp_path: Path) -> None:
    assert check_endings(tmp_path, "id: x, title: X", "id: y, title: Y", "id: z, title: Z", tail="") == []


@pytest.mark.parametrize(
    ("cost", "code", "message"),
    [
        ('"You lose it. [@river]"', "bad-citation", "`[@river]` cannot stand here"),
        ('""', "empty-text", "this text is empty"),
        ("The suspects committed suicide.", "unsafe-wording", "`committed suicide`"),
        ("You lose the key.", "duplicate-ending", "two endings are called `x`, with different costs"),
    ],
)
def test_a_wrong_cost_is_one_error(cost: str, code: str, message: str, tmp_path: Path) -> None:
    endings = f"id: x, title: X, cost: {cost}", "id: x, title: X, cost: You keep it.", "id: z, title: Z, cost: None."
    if code != "duplicate-ending":
        endings = (endings[0], "id: y, title: Y, cost: You keep it.", endings[2])
    found = check_endings(tmp_path, *endings)
    assert [diagnostic.code for diagnostic in found] == [code]
    assert message in found[0].message
