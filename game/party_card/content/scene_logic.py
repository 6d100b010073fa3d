"""The logic of a scene, read whole: its domains, its conditions and its effects, each parsed once.

Law: the same condition text means the same everywhere in a scene, so a condition is known by its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from party_card.content.conditions import Condition
from party_card.content.models import ChoiceId, ConditionText, Scene, VariableId
from party_card.content.pack import Pack
from party_card.content.parse_condition import Scope, parse_condition
from party_card.content.variables import Domain, Effect, read_domains, read_effects
from party_card.content.yaml_loader import NodeRef, ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class SceneLogic:
    """What a scene's conditions and effects mean. What could not be parsed is not in it."""

    domains: Mapping[VariableId, Domain]
    conditions: Mapping[ConditionText, Condition]
    effects: Mapping[ChoiceId, tuple[Effect, ...]]


def conditions_written(scene: Scene) -> Iterator[tuple[ConditionText, NodeRef]]:
    """Every condition of a scene with its place, in the order of the file."""
    for passage in scene.passages.values():
        if not isinstance(passage.text, str):
            for block in passage.text:
                if block.if_ is not None:
                    yield block.if_, block.location.value("if")
        for choice in passage.choices:
            if choice.if_ is not None:
                yield choice.if_, choice.location.value("if")
    for told in scene.record:
        if told.if_ is not None:
            yield told.if_, told.location.value("if")
    for trace in scene.leaves:
        if trace.if_ is not None:
            yield trace.if_, trace.location.value("if")
    for key, texts in (("always", scene.always), ("never", scene.never)):
        for number, text in enumerate(texts):
            yield text, scene.location.value(key).item(number)


def logic_of(pack: Pack, scene: Scene) -> tuple[SceneLogic, tuple[Diagnostic, ...]]:
    """The logic of a scene of a pack, parsed when it is first asked for, and what is wrong with it."""
    known: tuple[Scene, SceneLogic, tuple[Diagnostic, ...]] | None = pack.logics.get(scene.scene)
    if known is None or known[0] is not scene:
        logic, found = read_logic(scene)
        pack.logics[scene.scene] = known = (scene, logic, tuple(found))
    return known[1:]


def read_logic(scene: Scene) -> tuple[SceneLogic, list[Diagnostic]]:
    """The logic of a scene, and everything that is wrong with its variables, conditions and effects."""
    domains, found = read_domains(scene)
    broken = [name for name in scene.variables if name not in domains]
    choices = {choice.id for passage in scene.passages.values() for choice in passage.choices}
    scope = Scope(domains, scene.passages.keys(), choices, broken)
    conditions: dict[ConditionText, Condition] = {}
    for text, place in conditions_written(scene):
        if text not in conditions and (text or (isinstance(place.node, ScalarNode) and place.node.style)):
            condition, problems = parse_condition(text, scope, place)
            found += problems
            if condition is not None:
                conditions[text] = condition
    effects: dict[ChoiceId, tuple[Effect, ...]] = {}
    for passage in scene.passages.values():
        for choice in passage.choices:
            effects[choice.id], problems = read_effects(choice.set, domains)
            found += problems
    return SceneLogic(domains, conditions, effects), found
