"""A scene made ready to be played: the scene, its facts, its kernel and its machine.

Law: only a scene without mistakes is compiled; a mistake here is a `SceneHasMistakes` that carries the diagnostics.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

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
from party_card.content.scene_logic import SceneLogic, logic_of
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.suggest import suggest
from party_card.engine.glossary import Glossary
from party_card.engine.machine import SceneMachine
from party_card.engine.transition_system import TransitionSystem, compile_system


class InvalidSceneError(Exception):  # names what is the case
    """This scene cannot be played: `diagnostics` say why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(diagnostics)} mistakes")
        self.diagnostics = diagnostics


class Evidence(Protocol):
    """What prose may cite and name."""

    @property
    def facts(self) -> Mapping[FactId, Fact]:
        """The facts, by the ids that prose cites."""

    @property
    def figures(self) -> Mapping[FigureId, Figure]:
        """The figures, by the ids that charts name."""

    @property
    def glossary(self) -> Glossary:
        """Who and what is explained."""

    @property
    def sources(self) -> Mapping[SourceId, Source]:
        """What facts and figures stand in."""

    @property
    def indexes(self) -> Mapping[SourceId, Index]:
        """The paragraphs of the sources."""


@dataclass(frozen=True)
class CompiledScene:
    """All that playing a scene needs; shared by every playthrough of it."""

    scene: Scene
    logic: SceneLogic
    system: TransitionSystem
    facts: Mapping[FactId, Fact]
    figures: Mapping[FigureId, Figure]
    glossary: Glossary
    sources: Mapping[SourceId, Source]
    indexes: Mapping[SourceId, Index]

    @cached_property
    def machine(self) -> SceneMachine:
        """The machine of the scene; a proof does without it."""
        return SceneMachine(self.scene, self.system)

    @cached_property
    def hash(self) -> str:
        """A fingerprint of the scene's file: 16 hexadecimal digits."""
        import hashlib  # noqa: PLC0415  # 8 ms, and the first page does without

        return hashlib.sha256(self.scene.location.file.text.encode()).hexdigest()[:16]

    @cached_property
    def remaining(self) -> Mapping[PassageId, int]:
        """For each passage, the least number of passages that can follow it, conditions left aside."""
        before: dict[PassageId, list[PassageId]] = {name: [] for name in self.scene.passages}
        for name, passage in self.scene.passages.items():
            for choice in passage.choices:
                before[choice.goto].append(name)
        found = {name: 0 for name, passage in self.scene.passages.items() if passage.ending is not None}
        queue = deque(found)
        while queue:
            name = queue.popleft()
            for earlier in before[name]:
                if earlier not in found:
                    found[earlier] = found[name] + 1
                    queue.append(earlier)
        return found


def compile_scene(pack: Pack, scene: Scene) -> CompiledScene:
    """The scene made ready. Raises SceneHasMistakes where a name does not resolve or a condition cannot be read."""
    logic, problems = logic_of(pack, scene)
    found = [*problems, *_unresolved(scene)]
    if found:
        raise InvalidSceneError(tuple(sorted(found, key=lambda diagnostic: diagnostic.order)))
    return CompiledScene(scene=scene, logic=logic, system=compile_system(scene, logic), **evidence_for(pack, scene))


def evidence_for(pack: Pack, told: Scene | Campaign) -> dict[str, Any]:
    """The evidence of a scene or campaign, by its names in `Evidence`."""
    # Other dossiers are left alone: a word of theirs may be used in another sense here, and reading them takes time.
    own = [pack.dossiers[name] for name in told.dossiers if name in pack.dossiers]
    return {
        "facts": pack.facts(told),
        "figures": {name: figure for dossier in reversed(own) for name, figure in dossier.figures.items()},
        "glossary": Glossary(own),
        "sources": pack.sources,
        "indexes": pack.indexes,
    }


def _unresolved(scene: Scene) -> Iterator[Diagnostic]:
    """What would break the machine: ways to passages that are not there, and effects on variables that are not."""
    places = [
        (choice.goto, choice.location.value("goto"))
        for passage in scene.passages.values()
        for choice in passage.choices
    ]
    if scene.start is not None:
        places.append((scene.start, scene.location.value("start")))
    for name, at in places:
        if name not in scene.passages:
            message = f"this scene has no passage `{name}`"
            yield Diagnostic(
                "unknown-passage", Severity.ERROR, message, at.label(), helps=suggest(name, scene.passages)
            )
    if not scene.passages:
        message = "this scene has no passages"
        yield Diagnostic("missing-key", Severity.ERROR, message, scene.location.label(), helps=(Help("write one"),))
    for passage in scene.passages.values():
        for choice in passage.choices:
            for variable in choice.set:
                if variable not in scene.variables:
                    message = f"this scene has no variable `{variable}`"
                    label = choice.location.label(choice.location.value("set").key_span(variable))
                    helps = suggest(variable, scene.variables)
                    yield Diagnostic("unknown-variable", Severity.ERROR, message, label, helps=helps)
