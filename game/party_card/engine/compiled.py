"""Compiles a scene for playing: resolves its evidence, its transition system and its state machine.

Invariant: only a scene without mistakes is compiled; otherwise InvalidSceneError carries the diagnostics.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import (
    Document,
    Fact,
    FactId,
    Figure,
    FigureId,
    Index,
    PassageId,
    Person,
    PersonId,
    Place,
    PlaceId,
    Scene,
    Source,
    SourceId,
)
from party_card.content.pack import CitingDocument, Pack
from party_card.content.pack_language import find_language
from party_card.content.people import find_cited_items, find_item
from party_card.content.prose import smart_quotes, strip_markup
from party_card.content.scene_logic import SceneLogic
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.suggest import suggest_names
from party_card.engine.endings import NumberedEnding, number_endings
from party_card.engine.glossary import Glossary, Subject
from party_card.engine.transition_system import TransitionSystem, compile_system
from party_card.evidence.cite import NoteFormatter
from party_card.localization.languages import ENGLISH

if TYPE_CHECKING:
    from party_card.engine.ending_reach import EndingReach
    from party_card.engine.machine import SceneMachine
    from party_card.engine.page_parts import Attestation


class InvalidSceneError(Exception):
    """The scene cannot be played; `diagnostics` are the reasons."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(diagnostics)} mistakes")
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Evidence:
    """The facts and documents, figures, places and explanations that the text of a scene or a campaign can use."""

    facts: Mapping[FactId, Fact | Document]
    figures: Mapping[FigureId, Figure]
    glossary: Glossary
    sources: Mapping[SourceId, Source]
    indexes: Mapping[SourceId, Index]
    places: Mapping[PlaceId, Place] = field(default_factory=dict)
    pack: Pack | None = None
    """The pack of all this, whose people can cite facts of any dossier."""
    language: str = ENGLISH
    """The code of the language of all texts."""
    is_unreviewed: bool = False
    """True if they are a translation that no native teacher has read."""

    @cached_property
    def note_formatter(self) -> NoteFormatter:
        """Formats notes on the sources; what it has formatted is kept."""
        return NoteFormatter(self.sources, self.indexes)

    @cached_property
    def attestations(self) -> dict[tuple[str, int], tuple[Fact, tuple[Attestation, ...]]]:
        """What several sources say of facts, as built by `build_attestations`: by language and identity of the fact."""
        return {}

    @cached_property
    def _facts_by_person(self) -> dict[str, tuple[Person, Mapping[FactId, Fact | Document]]]:
        return {}

    def find_fact(self, name: FactId) -> Fact | Document | None:
        """Returns what a text of the scene, or one about its people, cites by this name; None if there is no such."""
        return self.facts.get(name) or (find_item(self.pack, name) if self.pack is not None else None)

    def find_facts_about(self, name: str, person: Person) -> Mapping[FactId, Fact | Document]:
        """Returns the facts and documents that the texts of a person cite, of whatever dossier."""
        if self.pack is None:
            return self.facts
        known = self._facts_by_person.get(name)
        if known is None or known[0] is not person:
            known = self._facts_by_person[name] = person, find_cited_items(self.pack, PersonId(name), person)
        return known[1]


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
        from party_card.engine.machine import SceneMachine  # noqa: PLC0415  # 10 ms that checking and proving do without

        return SceneMachine(self.scene, self.system)

    @cached_property
    def content_hash(self) -> str:
        """A hash of the scene's file: 16 hexadecimal digits."""
        import hashlib  # noqa: PLC0415  # 8 ms that the first page does not need

        return hashlib.sha256(self.scene.location.file.text.encode()).hexdigest()[:16]

    @cached_property
    def endings(self) -> tuple[NumberedEnding, ...]:
        """The endings, in the order written."""
        return number_endings(self.scene, self.system)

    def find_people(self, passage: PassageId) -> tuple[Subject, ...]:
        """Returns the people whom a passage names and whose later life is told, in the order in which it names them."""
        if passage not in self._people_by_passage:
            texts = (strip_markup(block.text or block.document or "") for block in self.scene.passages[passage].blocks)
            mentions = self.evidence.glossary.find_mentions(smart_quotes("\n".join(texts)))
            subjects = (mention.subject for mention in mentions)
            self._people_by_passage[passage] = tuple(
                subject for subject in subjects if isinstance(subject.content, Person) and subject.content.later
            )
        return self._people_by_passage[passage]

    @cached_property
    def _people_by_passage(self) -> dict[PassageId, tuple[Subject, ...]]:
        return {}

    @cached_property
    def ending_reach(self) -> EndingReach:
        """Finds the endings that can still be reached from a position; what it has found is kept."""
        from party_card.engine.ending_reach import build_ending_reach  # noqa: PLC0415  # not needed before an ending

        return build_ending_reach(self.scene, self.system, self.logic)

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


def collect_evidence(pack: Pack, citing: CitingDocument) -> Evidence:
    """Collects the evidence of the dossiers that a scene or the campaign names."""
    # Other dossiers are left out: they may use a word in another sense, and loading them takes time.
    pack = pack.defining_pack(citing)
    dossiers = [pack.dossiers[name] for name in citing.dossiers if name in pack.dossiers]
    return Evidence(
        facts=pack.collect_facts(citing),
        figures=pack.collect_figures(citing),
        glossary=Glossary(dossiers, pack.people),
        sources=pack.sources,
        indexes=pack.indexes,
        places=pack.places,
        pack=pack,
        language=find_language(pack, citing),
        is_unreviewed=(
            citing.scene in pack.unreviewed_scenes if isinstance(citing, Scene) else pack.is_campaign_unreviewed
        ),
    )


def _check_references(scene: Scene) -> Iterator[Diagnostic]:
    """Reports errors that would break the machine: choices to unknown passages, effects on unknown variables."""
    targets = [
        (choice.goto, choice.location, "goto") for passage in scene.passages.values() for choice in passage.choices
    ]
    if scene.start is not None:
        targets.append((scene.start, scene.location, "start"))
    for name, location, key in targets:
        if name not in scene.passages:
            yield _unknown_name("passage", name, scene.passages, location.value(key).label())
    if not scene.passages:
        message = "this scene has no passages"
        yield Diagnostic("missing-key", Severity.ERROR, message, scene.location.label(), helps=(Help("write one"),))
    for passage in scene.passages.values():
        for choice in passage.choices:
            for variable in choice.changed_variables:
                if variable not in scene.variables:
                    label = choice.locate_change(variable).key_label(variable)
                    yield _unknown_name("variable", variable, scene.variables, label)


def _unknown_name(kind: str, name: str, known_names: Iterable[str], label: Label) -> Diagnostic:
    message = f"this scene has no {kind} `{name}`"
    return Diagnostic(f"unknown-{kind}", Severity.ERROR, message, label, helps=suggest_names(name, known_names))
