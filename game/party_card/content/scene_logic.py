"""Logic of a scene: its domains, conditions and effects, each parsed once.

Invariant: the same condition text has the same meaning everywhere in a scene, so conditions are keyed by their text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from party_card.content.conditions import Condition
from party_card.content.models import Block, Choice, ChoiceId, ConditionText, RecordBlock, Scene, Trace, VariableId
from party_card.content.pack import Pack
from party_card.content.parse_condition import ConditionScope, parse_condition
from party_card.content.variables import Domain, Effect, parse_domains, parse_effects
from party_card.content.yaml_nodes import NodeRef, ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class SceneLogic:
    """The parsed domains, conditions and effects of a scene; the invalid ones are left out."""

    domains: Mapping[VariableId, Domain]
    conditions: Mapping[ConditionText, Condition]
    effects: Mapping[ChoiceId, tuple[Effect, ...]]


class LocatedCondition(NamedTuple):
    """A condition and its location."""

    text: ConditionText
    location: NodeRef


def iter_guards(scene: Scene) -> Iterator[LocatedCondition]:
    """Yields the guards (`if`) of texts, choices, parts of the record and traces, in the order of the file."""
    guarded: list[Block | Choice | RecordBlock | Trace] = []
    for passage in scene.passages.values():
        guarded += (*passage.blocks, *passage.choices)
    for part in (*guarded, *scene.record, *scene.leaves):
        if part.if_ is not None:
            yield LocatedCondition(part.if_, part.location.value("if"))


def iter_conditions(scene: Scene) -> Iterator[LocatedCondition]:
    """Yields every condition of a scene: the guards, then the invariants (`always` and `never`)."""
    yield from iter_guards(scene)
    for key, texts in (("always", scene.always), ("never", scene.never)):
        for index, text in enumerate(texts):
            yield LocatedCondition(text, scene.location.value(key).item(index))


def get_scene_logic(pack: Pack, scene: Scene) -> tuple[SceneLogic, tuple[Diagnostic, ...]]:
    """Returns the logic of a scene of a pack, and its diagnostics; parses it once."""
    cached: tuple[Scene, SceneLogic, tuple[Diagnostic, ...]] | None = pack.logic_cache.get(scene.scene)
    if cached is None or cached[0] is not scene:
        logic, diagnostics = parse_logic(scene)
        pack.logic_cache[scene.scene] = cached = (scene, logic, tuple(diagnostics))
    return cached[1:]


def parse_logic(scene: Scene) -> tuple[SceneLogic, list[Diagnostic]]:
    """Parses the logic of a scene. Returns it, and the diagnostics of its variables, conditions and effects."""
    domains, diagnostics = parse_domains(scene)
    invalid = [name for name in scene.variables if name not in domains]
    choices = [choice for passage in scene.passages.values() for choice in passage.choices]
    scope = ConditionScope(domains, scene.passages.keys(), {choice.id for choice in choices}, invalid)
    conditions: dict[ConditionText, Condition] = {}
    for text, location in iter_conditions(scene):
        if text not in conditions and (text or _is_quoted(location)):  # else a blank, reported by the decoder
            condition, errors = parse_condition(text, scope, location)
            diagnostics += errors
            if condition is not None:
                conditions[text] = condition
    effects: dict[ChoiceId, tuple[Effect, ...]] = {}
    for choice in choices:
        effects[choice.id], errors = parse_effects(choice.set, domains)
        diagnostics += errors
    return SceneLogic(domains, conditions, effects), diagnostics


def _is_quoted(location: NodeRef) -> bool:
    return isinstance(location.node, ScalarNode) and bool(location.node.style)
