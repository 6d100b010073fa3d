"""Tests of the fix that moves steps of version 0.1 from `set` to `add`: nothing but the form changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.file_reader import read_model
from party_card.content.logic_parser import parse_logic
from party_card.content.models import Scene
from party_card.diagnostics.source import SourceFile
from party_card.services.autofix import autofix_files

HEAD = """\
scene: a
title: A
variables:
  lit: {start: false, label: The lamp}
  n: {range: [0, 9], start: 3, label: N}
  m: {range: [0, 9], start: 3, label: M}
  mood: {range: [-2, 2], start: 0, label: Mood}
passages:
  one:
    text: You wait.
    choices:
"""
TAIL = """\
      - {id: go, text: Go on, if: n > 2 and m > 2 or lit or mood > 0, goto: two}
  two:
    text: It is dark.
    ending: {id: done, title: Done}
"""
BLOCK = "      - id: look\n        text: Look\n{}        goto: one\n"


def fix(folder: Path, text: str) -> str:
    """Writes a scene, fixes it as often as anything changes, and returns its text."""
    path = folder / "scenes" / "a.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    for fixed in autofix_files(folder, [path]):
        fixed.write()
    return path.read_bytes().decode()


def read_effects(text: str) -> dict[str, set[object]]:
    scene, diagnostics = read_model(SourceFile("a.yaml", text.replace("\r", "")))
    assert isinstance(scene, Scene)
    logic, errors = parse_logic(scene)
    assert not diagnostics
    assert not errors
    return {choice: set(effects) for choice, effects in logic.effects.items()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # braces in braces
        ("      - {id: a, text: A, goto: one, set: {n: +1}}\n", "      - {id: a, text: A, goto: one, add: {n: 1}}\n"),
        (
            "      - {id: a, text: A, set: {n: +1, lit: true}, goto: one}  # a lamp\n",
            "      - {id: a, text: A, set: {lit: true}, add: {n: 1}, goto: one}  # a lamp\n",
        ),
        (
            "      - {id: a, text: A, goto: one, set: {lit: true, n: +2, m: -1}}\n",
            "      - {id: a, text: A, goto: one, set: {lit: true}, add: {n: 2, m: -1}}\n",
        ),
        (
            "      - {id: a, text: A, goto: one, set: {n: +2, lit: true, m: -1}}\n",
            "      - {id: a, text: A, goto: one, set: {lit: true}, add: {n: 2, m: -1}}\n",
        ),
        (
            "      - {id: a, text: A, set: {n: +1}, add: {m: 2}, goto: one}\n",
            "      - {id: a, text: A, add: {m: 2, n: 1}, goto: one}\n",
        ),
        (
            "      - {id: a, text: A, add: {m: 2}, goto: one, set: {n: +1}}\n",
            "      - {id: a, text: A, add: {m: 2, n: 1}, goto: one}\n",
        ),
        (
            "      - {id: a, text: A, set: {lit: true, n: +1}, add: {m: 2}, goto: one}\n",
            "      - {id: a, text: A, set: {lit: true}, add: {m: 2, n: 1}, goto: one}\n",
        ),
        # braces in lines
        (BLOCK.format("        set: {n: +1}  # why\n"), BLOCK.format("        add: {n: 1}  # why\n")),
        (
            BLOCK.format("        set: {lit: true, n: +1}  # why\n"),
            BLOCK.format("        set: {lit: true}  # why\n        add: {n: 1}\n"),
        ),
        (
            BLOCK.format("        set: {n: +1}\n        add: {m: 1}  # so\n"),
            BLOCK.format("        add: {m: 1, n: 1}  # so\n"),
        ),
        (
            BLOCK.format("        set: {lit: true, n: -1}\n        add:\n          m: 1  # so\n"),
            BLOCK.format("        set: {lit: true}\n        add:\n          m: 1  # so\n          n: -1\n"),
        ),
        (
            BLOCK.format("        set: {\n          lit: true,\n          n: +1,  # why\n          }\n"),
            BLOCK.format("        set: {\n          lit: true,\n          # why\n          }\n        add: {n: 1}\n"),
        ),
        # lines
        (
            BLOCK.format("        set:  # what changes\n          n: +1  # one\n          m: -1\n"),
            BLOCK.format("        add:  # what changes\n          n: 1  # one\n          m: -1\n"),
        ),
        (
            BLOCK.format("        set:\n          lit: true  # lamp\n          # and so\n          n: +1  # one\n"),
            BLOCK.format("        set:\n          lit: true  # lamp\n          # and so\n        add:\n          n: 1  # one\n"),
        ),
        (
            BLOCK.format("        set:\n          n: +1  # one\n          lit: true  # lamp\n          m: -1  # two\n"),
            BLOCK.format("        set:\n          lit: true  # lamp\n        add:\n          n: 1  # one\n          m: -1  # two\n"),
        ),
        (
            BLOCK.format("        set:\n          n: +1  # one\n          lit: true  # lamp\n"),
            BLOCK.format("        set:\n          lit: true  # lamp\n        add:\n          n: 1  # one\n"),
        ),
        (
            BLOCK.format("        add:\n          m: 1\n        set:\n          n: +1  # one\n"),
            BLOCK.format("        add:\n          m: 1\n          n: 1  # one\n"),
        ),
        # several choices, and what was in quotation marks
        (
            "      - {id: a, text: A, goto: one, set: {n: +1}}\n      - {id: b, text: B, goto: one, set: {mood: -1}}\n"
            '      - {id: c, text: C, goto: one, set: {mood: "-1"}}\n',
            "      - {id: a, text: A, goto: one, add: {n: 1}}\n      - {id: b, text: B, goto: one, add: {mood: -1}}\n"
            "      - {id: c, text: C, goto: one, set: {mood: -1}}\n",
        ),
        (
            '      - {id: c, text: C, goto: one, set: {mood: "-1", n: +1}}\n',
            "      - {id: c, text: C, goto: one, set: {mood: -1}, add: {n: 1}}\n",
        ),
        ("      - {id: c, text: C, goto: one, set: {mood: '-2'}}\n", "      - {id: c, text: C, goto: one, set: {mood: -2}}\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_steps_move_and_the_scene_means_what_it_meant(old: str, new: str, line_end: str, tmp_path: Path) -> None:
    text, expected = ((HEAD + part + TAIL).replace("\n", line_end) for part in (old, new))
    assert fix(tmp_path, text) == expected
    assert read_effects(text) == read_effects(expected)
    assert fix(tmp_path, expected) == expected


@pytest.mark.parametrize(
    "choices",
    [
        # what is meant by -1 is not known
        "      - {id: a, text: A, goto: one, set: {n: +1}}\n      - {id: b, text: B, goto: one, add: {n: 1}}\n"
        "      - {id: c, text: C, goto: one, set: {mood: -1}}\n",
        # one step cannot be moved, so that none is: `mood: -1` would become a value
        "      - set: {n: +1, lit: true}\n        id: a\n        text: A\n        goto: one\n"
        '      - {id: b, text: B, goto: one, set: {"m": +1}}\n      - {id: c, text: C, goto: one, set: {mood: -1}}\n',
        # both would change the same variable
        "      - {id: a, text: A, goto: one, set: {n: +1}, add: {n: 1}}\n",
        # a comment that belongs to `set` would be lost
        BLOCK.format("        set:  # why\n          n: +1\n        add: {m: 1}\n"),
    ],
)
def test_what_would_lose_something_is_left_to_the_author(choices: str, tmp_path: Path) -> None:
    assert fix(tmp_path, HEAD + choices + TAIL) == HEAD + choices + TAIL
