"""Tests of the effort of fixes: a check of the whole pack is dear, so many slips are fixed with few of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.rules import check_files
from party_card.services import autofix
from party_card.services.autofix import autofix_files

CHOICE_COUNT = 30
HEAD = """\
scene: ferry
title: The ferry
variables:
  cold: {range: [0, 9], start: 0, label: Cold}
passages:
  stage:
    text: You wait.
    choices:
"""
TAIL = """\
      - {id: home, text: Go home, if: cold > 3, goto: homeward}
      - {id: leave, text: Leave, goto: homeward}
  homeward:
    text: You walk home.
    ending: {id: home, title: You walked home}
"""
GOOD = "      - {{id: c{0}, text: Wait, add: {{cold: 1}}, goto: homeward}}\n"
UNSAFE_KEY = "txet: Stand"
"""A slip whose correction would be wrong beside a `text`: the key would stand there twice."""


def build_scene(choice: str) -> str:
    return HEAD + "".join(choice.format(number) for number in range(CHOICE_COUNT)) + TAIL


@pytest.mark.parametrize(
    ("damaged", "fixed", "max_checks"),
    [
        # two slips that can be fixed
        (GOOD.replace("goto: homeward", "goto: homewrad").replace("text:", "txet:"), GOOD, 3),
        # one that can be fixed and one that cannot, in two lines
        (
            f"      - id: c{{0}}\n        text: Wait\n        {UNSAFE_KEY}\n        add: {{{{cold: 1}}}}\n        goto: homewrad\n",
            f"      - id: c{{0}}\n        text: Wait\n        {UNSAFE_KEY}\n        add: {{{{cold: 1}}}}\n        goto: homeward\n",
            20,
        ),
        # the same in one line
        (
            GOOD.replace("add:", f"{UNSAFE_KEY}, add:").replace("goto: homeward", "goto: homewrad"),
            GOOD.replace("add:", f"{UNSAFE_KEY}, add:"),
            20,
        ),
        # two that cannot
        (
            GOOD.replace("add:", f"{UNSAFE_KEY}, gtoo: stage, add:"),
            GOOD.replace("add:", f"{UNSAFE_KEY}, gtoo: stage, add:"),
            10,
        ),
    ],
    ids=["two in a line", "one in two lines", "one in a line", "none"],
)  # fmt: skip
def test_many_slips_are_fixed_with_few_checks(
    damaged: str, fixed: str, max_checks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = []

    def count_check(*arguments: object) -> object:
        checks.append(arguments)
        return check_files(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(autofix, "check_files", count_check)
    path = tmp_path / "scenes" / "ferry.yaml"
    path.parent.mkdir()
    path.write_text(build_scene(damaged), encoding="utf-8")
    for file in autofix_files(tmp_path, [path]):
        file.write()
    assert path.read_text(encoding="utf-8") == build_scene(fixed)
    assert len(checks) <= max_checks
