"""Compiles a scene for playing: resolves its evidence, its transition system and its state machine.

Invariant: only a scene without mistakes is compiled; otherwise InvalidSceneError carries the diagnostics.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from party_card.content.models import (
    Campaign,
    Fact,
    FactId,
    Figure,
    FigureId,
    Index,
    PassageId,
    Scene,
    Source,
    SourceId,
)
from party_card.content.pack import Pack
from party_card.content.scene_logic import SceneLogic, get_scene_logic
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.suggest import suggest_names
from party_card.engine.glossary import Glossary
from party_card.engine.machine import SceneMachine
from party_card.engine.transition_system import TransitionSystem, compile_system


class InvalidSceneError(Exception):
    """The scene cannot be played; `diagnostics` are the reasons."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(diagnostics)} mistakes")
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts, figures and explanations that the text of a scene or a campaign can use."""

    facts: Mapping[FactId, Fact]
    figures: Mapping[FigureId, Figure]
    glossary: Glossary
    sources: Mapping[SourceId, Source]
    indexes: Mapping[SourceId, Index]


@dataclass(frozen=True)
class CompiledScene:
    """Everything that playing a scene needs; all its playthroughs share it."""

    scene: Scene
    logic: SceneLogic
    system: TransitionSystem
    evidence: Evidence

    @cached_property
    def machine(self) -> SceneMachine:
        """The state machine of the scene; built on demand, because the model checker does not need it."""
        return SceneMachine(self.scene, self.system)

    @cached_property
    def content_hash(self) -> str:
        """A hash of the scene's file: 16 hexadecimal digits."""
        import hashlib  # noqa: PLC0415  # 8 ms that the first page does not need

        return hashlib.sha256(self.scene.location.file.text.encode()).hexdigest()[:16]

    @cached_property
    def min_passages_left(self) -> Mapping[PassageId, int]:
        """For each passage, the least number of passages that follow it up to an ending, whatever the conditions."""
        predecessors: dict[PassageId, list[PassageId]] = {name: [] for name in self.scene.passages}
        for name, passage in self.scene.passages.items():
            for choice in passage.choices:
                predecessors[choice.goto].append(name)
        distances = {name: 0 for name, passage in self.scene.passages.items() if passage.ending is not None}
        queue = deque(distances)
        while queue:
            name = queue.popleft()
            for predecessor in predecessors[name]:
                if predecessor not in distances:
                    distances[predecessor] = distances[name] + 1
                    queue.append(predecessor)
        return distances


def compile_scene(pack: Pack, scene: Scene) -> CompiledScene:
    """Compiles a scene. Raises InvalidSceneError if a name does not resolve or a condition cannot be parsed."""
    logic, logic_diagnostics = get_scene_logic(pack, scene)
    diagnostics = [*logic_diagnostics, *_check_references(scene)]
    if diagnostics:
        raise InvalidSceneError(tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)))
    return CompiledScene(scene, logic, compile_system(scene, logic), collect_evidence(pack, scene))


def collect_evidence(pack: Pack, citing: Scene | Campaign) -> Evidence:
    """Collects the evidence of the dossiers that a scene or the campaign names."""
    # Other dossiers are left out: they may use a word in another sense, and loading them takes time.
    dossiers = [pack.dossiers[name] for name in citing.dossiers if name in pack.dossiers]
    return Evidence(
        facts=pack.collect_facts(citing),
        figures={name: figure for dossier in reversed(dossiers) for name, figure in dossier.figures.items()},
        glossary=Glossary(dossiers),
        sources=pack.sources,
        indexes=pack.indexes,
    )


def _check_references(scene: Scene) -> Iterator[Diagnostic]:
    """Reports errors that would break the machine: choices to unknown passages, effects on unknown variables."""
    targets = [
        (choice.goto, choice.location.value("goto"))
        for passage in scene.passages.values()
        for choice in passage.choices
    ]
    if scene.start is not None:
        targets.append((scene.start, scene.location.value("start")))
    for name, location in targets:
        if name not in scene.passages:
            yield _unknown_name("passage", name, scene.passages, location.label())
    if not scene.passages:
        message = "this scene has no passages"
        yield Diagnostic("missing-key", Severity.ERROR, message, scene.location.label(), helps=(Help("write one"),))
    for passage in scene.passages.values():
        for choice in passage.choices:
            for variable in choice.set:
                if variable not in scene.variables:
                    label = choice.location.label(choice.location.value("set").key_span(variable))
                    yield _unknown_name("variable", variable, scene.variables, label)


def _unknown_name(kind: str, name: str, known_names: Iterable[str], label: Label) -> Diagnostic:
    message = f"this scene has no {kind} `{name}`"
    return Diagnostic(f"unknown-{kind}", Severity.ERROR, message, label, helps=suggest_names(name, known_names))
