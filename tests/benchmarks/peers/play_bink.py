"""Plays ink's compiled story with bink: python -m tests.benchmarks.peers.play_bink STORY.json RANDOM_NUMBERS.json"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.player import DisplayedPassage, answer_requests


class BinkPlayer:
    """Resets one story for every play."""

    def __init__(self, story: str, variables: list[str]) -> None:
        self.story: Any = import_module("bink.story").Story(story)
        self.story.set_error_handler(lambda _message, _is_error: None)  # it reports the planted defect at every ending
        self.variables = variables

    def begin(self) -> DisplayedPassage:
        self.story.reset_state()
        return self._display()

    def choose(self, number: int) -> DisplayedPassage:
        self.story.choose_choice_index(number)
        return self._display()

    def values(self) -> dict[str, Any]:
        return {name: self.story.get_variable(name) for name in self.variables}

    def _display(self) -> DisplayedPassage:
        text = self.story.continue_maximally()
        return text, list(self.story.get_current_choices())


if __name__ == "__main__":
    answer_requests(BinkPlayer(Path(sys.argv[1]).read_text(encoding="utf-8-sig"), sys.argv[3].split(",")), sys.argv[2])
