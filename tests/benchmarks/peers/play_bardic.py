"""Plays Bardic's story: python -m tests.benchmarks.peers.play_bardic STORY.bard DICE.json"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.player import Shown, serve


class Bardic:
    """A new engine for every play: going to the first passage again takes twice as long, for undo copies all visits."""

    def __init__(self, source: str) -> None:
        self.story = import_module("bardic.compiler.compiler").BardCompiler().compile_string(source)
        self.new: Any = import_module("bardic.runtime.engine").BardEngine
        self.engine = self.new(self.story)

    def begin(self) -> Shown:
        self.engine = self.new(self.story)
        return self._shown(self.engine.current())

    def choose(self, number: int) -> Shown:
        return self._shown(self.engine.choose(number))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.engine.state.items() if not name.startswith("_")}

    @staticmethod
    def _shown(output: Any) -> Shown:
        return output.content, [choice["text"] for choice in output.choices]


if __name__ == "__main__":
    serve(Bardic(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
