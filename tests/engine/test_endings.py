"""Endings are numbered as players count them: those that can be reached without anything from an earlier scene."""

from __future__ import annotations

import pytest

from party_card.engine import endings
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Paragraph
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from tests.modelcheck.scenes import compile_scene_text

MILL = """\
scene: mill
title: The Mill
variables:
  key: {carried: found-key, label: You have the key}
  count: {range: [0, 9], start: 0, label: Sacks}
passages:
  yard:
    text: The mill stands still.
    choices:
      - {id: stack, text: Stack a sack, add: {count: 1}, goto: yard}
      - {id: unlock, text: Unlock it, if: key, goto: inside}
      - {id: wait, text: Wait, if: count == 9, goto: dusk}
      - {id: go, text: Go, goto: road}
  inside: {text: Dust., ending: {id: flour, title: You found the flour}}
  dusk: {text: It is late., ending: {id: late, title: You stayed late}}
  road: {text: The road., ending: {id: away, title: You went away}}
"""


def number(compiled: CompiledScene) -> dict[str, int]:
    return {str(ending.id): ending.number for ending in compiled.endings}


def test_an_ending_that_needs_a_trace_is_not_counted() -> None:
    assert number(compile_scene_text(MILL)) == {"flour": 0, "late": 1, "away": 2}


def test_in_a_scene_without_traces_all_endings_are_counted_in_their_order() -> None:
    text = MILL.replace("{carried: found-key, label: You have the key}", "{start: false, label: You have the key}")
    assert number(compile_scene_text(text)) == {"flour": 1, "late": 2, "away": 3}


def test_an_ending_of_several_passages_is_counted_once() -> None:
    text = MILL.replace("id: late, title: You stayed late", "id: away, title: You went away")
    assert number(compile_scene_text(text)) == {"flour": 0, "away": 1}


def test_beyond_the_limit_of_positions_endings_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "MAX_POSITIONS", 3)
    assert number(compile_scene_text(MILL)) == {"flour": 1, "late": 2, "away": 3}


def finish(*choices: str, traces: tuple[str, ...] = ()) -> list[str]:
    """Returns the paragraphs of the last page."""
    playthrough = Playthrough(compile_scene_text(MILL), traces)
    for step in ("begin", *choices, "reveal", "close"):
        playthrough.choose(step)
    blocks = build_page(playthrough).blocks
    return ["".join(run.text for run in block.line) for block in blocks if isinstance(block, Paragraph)]


def test_the_last_page_says_which_ending_of_how_many_it_is() -> None:
    assert finish("stack", "go") == ["You have finished “The Mill”, after 2 decisions.", "This is ending 2 of 2."]


def test_the_last_page_says_that_an_ending_with_a_trace_is_not_counted() -> None:
    assert finish("unlock", traces=("found-key",)) == [
        "You have finished “The Mill”, after 1 decision.",
        "This is an extra ending: only what an earlier scene left opens it.",
    ]
