"""Plays our scene: python -m tests.benchmarks.peers.play_ours {kernel,page} STORY.yaml DICE.json

Both ways show the same. The kernel with texts made ready is what a random tester needs; the page is what a front end
gets: through the machine, with notes, glossary and all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from party_card.content.pack import Pack, read_model
from party_card.content.prose import plain
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page import Line, Paragraph
from party_card.engine.phases import BEGIN, REVEAL
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position, Step
from tests.benchmarks.peers.player import Player, Shown, serve


def compiled(text: str) -> CompiledScene:
    """The scene of a YAML text, ready to be played and proved."""
    scene, problems = read_model(SourceFile("made.yaml", text))
    assert not problems, problems
    return compile_scene(Pack(Path()), scene)


class ByKernel:
    """The kernel, beside the text of every passage and the label of every choice."""

    def __init__(self, scene: CompiledScene) -> None:
        self.kernel = kernel = scene.system
        self.position = kernel.start
        self.open: list[Step] = []
        self.ready = []
        for number, passage in enumerate(scene.scene.passages.values()):
            written = (
                [(None, passage.text)] if isinstance(passage.text, str) else [(b.if_, b.text) for b in passage.text]
            )
            texts = [(kernel.conditions[when] if when else None, plain(text or "")) for when, text in written]
            choices = [
                (kernel.conditions[choice.if_] if choice.if_ else None, plain(choice.text), step)
                for choice, step in zip(passage.choices, kernel.transitions[number], strict=True)
            ]
            always = texts[0][1] if len(texts) == 1 and texts[0][0] is None else None
            self.ready.append((always, texts, choices))

    def begin(self) -> Shown:
        return self._shown(self.kernel.start)

    def choose(self, number: int) -> Shown:
        return self._shown(self.open[number](self.position))

    def values(self) -> dict[str, Any]:
        return {name: self.kernel.value_name(self.position, name) for name in self.kernel.slots}

    def _shown(self, position: Position) -> Shown:
        self.position = position
        text, texts, choices = self.ready[position[0]]
        if text is None:
            text = "\n\n".join([part for test, part in texts if test is None or test(position)])
        labels: list[str] = []
        self.open = steps = []
        for test, label, step in choices:
            if test is None or test(position):
                labels.append(label)
                steps.append(step)
        return text, labels


class ByPage:
    """The playthrough and its page."""

    def __init__(self, scene: CompiledScene) -> None:
        self.scene = scene
        self.playthrough = Playthrough(scene)
        self.open: list[str] = []

    def begin(self) -> Shown:
        self.playthrough = Playthrough(self.scene)
        self.playthrough.choose(BEGIN)
        return self._shown()

    def choose(self, number: int) -> Shown:
        self.playthrough.choose(self.open[number])
        return self._shown()

    def values(self) -> dict[str, Any]:
        kernel = self.scene.system
        return {name: kernel.value_name(self.playthrough.position, name) for name in kernel.slots}

    def _shown(self) -> Shown:
        page = self.playthrough.page()
        offers = [offer for offer in page.offers if offer.open and offer.id != REVEAL]
        self.open = [offer.id for offer in offers]
        text = "\n\n".join(_told(block.line) for block in page.blocks if isinstance(block, Paragraph))
        return text, [_told(offer.line) for offer in offers]


def _told(line: Line) -> str:
    return "".join(run.text for run in line)


if __name__ == "__main__":
    made = compiled(Path(sys.argv[2]).read_text(encoding="utf-8"))
    player: Player = ByKernel(made) if sys.argv[1] == "kernel" else ByPage(made)
    serve(player, sys.argv[3])
