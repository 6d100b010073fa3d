"""Plays ink's compiled story with bink: python -m tests.benchmarks.peers.play_bink STORY.json DICE.json"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.player import Shown, serve


class Bink:
    """One story, reset for every play."""

    def __init__(self, story: str, variables: list[str]) -> None:
        self.story: Any = import_module("bink.story").Story(story)
        self.story.set_error_handler(lambda _message, _is_error: None)  # it tells of the planted defect at every end
        self.variables = variables

    def begin(self) -> Shown:
        self.story.reset_state()
        return self._shown()

    def choose(self, number: int) -> Shown:
        self.story.choose_choice_index(number)
        return self._shown()

    def values(self) -> dict[str, Any]:
        return {name: self.story.get_variable(name) for name in self.variables}

    def _shown(self) -> Shown:
        text = self.story.continue_maximally()
        return text, list(self.story.get_current_choices())


if __name__ == "__main__":
    serve(Bink(Path(sys.argv[1]).read_text(encoding="utf-8-sig"), sys.argv[3].split(",")), sys.argv[2])
