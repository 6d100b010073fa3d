"""Plays Bardic's story: python -m tests.benchmarks.peers.play_bardic STORY.bard RANDOM_NUMBERS.json"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.player import DisplayedPassage, answer_requests


class BardicPlayer:
    """Creates a new engine for every play: a return to the first passage takes twice as long (undo copies visits)."""

    def __init__(self, source: str) -> None:
        self.story = import_module("bardic.compiler.compiler").BardCompiler().compile_string(source)
        self.engine_class: Any = import_module("bardic.runtime.engine").BardEngine
        self.engine = self.engine_class(self.story)

    def begin(self) -> DisplayedPassage:
        self.engine = self.engine_class(self.story)
        return self._display(self.engine.current())

    def choose(self, number: int) -> DisplayedPassage:
        return self._display(self.engine.choose(number))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.engine.state.items() if not name.startswith("_")}

    @staticmethod
    def _display(output: Any) -> DisplayedPassage:
        return output.content, [choice["text"] for choice in output.choices]


if __name__ == "__main__":
    answer_requests(BardicPlayer(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
