"""Plays a scene: python -m tests.benchmarks.peers.play_ours {system,page} STORY.yaml RANDOM_NUMBERS.json

Both players show the same. The transition system with prepared texts is what a random tester needs; the page is what a
front end gets, through the state machine, with notes and glossary.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from party_card.content.file_reader import read_model
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.engine.page import Line, Paragraph
from party_card.engine.page_builder import build_page
from party_card.engine.phases import BEGIN, REVEAL
from party_card.engine.playthrough import Playthrough
from party_card.engine.transition_system import Position, Update
from tests.benchmarks.peers.player import DisplayedPassage, Player, answer_requests


def compile_text(text: str) -> CompiledScene:
    """Compiles the scene of a YAML text."""
    scene, diagnostics = read_model(SourceFile("made.yaml", text))
    assert not diagnostics, diagnostics
    return compile_scene(Pack(Path()), scene)


class SystemPlayer:
    """The transition system, with prepared texts of passages and choices."""

    def __init__(self, scene: CompiledScene) -> None:
        self.system = system = scene.system
        self.position = system.initial_position
        self.open: list[Update] = []
        self.prepared_passages = []
        for number, passage in enumerate(scene.scene.passages.values()):
            blocks = (
                [(None, passage.text)] if isinstance(passage.text, str) else [(b.if_, b.text) for b in passage.text]
            )
            texts = [
                (system.conditions[condition] if condition else None, strip_markup(text or ""))
                for condition, text in blocks
            ]
            choices = [
                (system.conditions[choice.if_] if choice.if_ else None, strip_markup(choice.text), step)
                for choice, step in zip(passage.choices, system.transitions[number], strict=True)
            ]
            unconditional_text = texts[0][1] if len(texts) == 1 and texts[0][0] is None else None
            self.prepared_passages.append((unconditional_text, texts, choices))

    def begin(self) -> DisplayedPassage:
        return self._display(self.system.initial_position)

    def choose(self, number: int) -> DisplayedPassage:
        return self._display(self.open[number](self.position))

    def values(self) -> dict[str, Any]:
        return {name: self.system.value_name(self.position, name) for name in self.system.slots}

    def _display(self, position: Position) -> DisplayedPassage:
        self.position = position
        text, texts, choices = self.prepared_passages[position[0]]
        if text is None:
            text = "\n\n".join([part for guard, part in texts if guard is None or guard(position)])
        labels: list[str] = []
        self.open = steps = []
        for guard, label, step in choices:
            if guard is None or guard(position):
                labels.append(label)
                steps.append(step)
        return text, labels


class PagePlayer:
    """A playthrough and its page."""

    def __init__(self, scene: CompiledScene) -> None:
        self.scene = scene
        self.playthrough = Playthrough(scene)
        self.open: list[str] = []

    def begin(self) -> DisplayedPassage:
        self.playthrough = Playthrough(self.scene)
        self.playthrough.choose(BEGIN)
        return self._display()

    def choose(self, number: int) -> DisplayedPassage:
        self.playthrough.choose(self.open[number])
        return self._display()

    def values(self) -> dict[str, Any]:
        system = self.scene.system
        return {name: system.value_name(self.playthrough.position, name) for name in system.slots}

    def _display(self) -> DisplayedPassage:
        page = build_page(self.playthrough)
        offers = [offer for offer in page.offers if offer.is_open and offer.id != REVEAL]
        self.open = [offer.id for offer in offers]
        text = "\n\n".join(_line_text(block.line) for block in page.blocks if isinstance(block, Paragraph))
        return text, [_line_text(offer.line) for offer in offers]


def _line_text(line: Line) -> str:
    return "".join(run.text for run in line)


if __name__ == "__main__":
    compiled = compile_text(Path(sys.argv[2]).read_text(encoding="utf-8"))
    player: Player = SystemPlayer(compiled) if sys.argv[1] == "system" else PagePlayer(compiled)
    answer_requests(player, sys.argv[3])
