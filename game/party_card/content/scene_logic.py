"""Logic of a scene: its domains, conditions and effects, each parsed once.

Invariant: the same condition text has the same meaning everywhere in a scene, so conditions are keyed by their text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache, partial
from typing import NamedTuple

from party_card.content.condition_names import ConditionScope
from party_card.content.conditions import Condition, collect_names, list_compared_values, rename_values
from party_card.content.declarations import has_wrong_endings, is_misnamed
from party_card.content.effects import Effect, find_negative_reading, parse_effects
from party_card.content.file_conditions import ENDING, build_file_domains, iter_file_conditions
from party_card.content.identifiers import IDENTIFIER
from party_card.content.models import (
    Block,
    Choice,
    ChoiceId,
    ConditionText,
    PassageId,
    RecordBlock,
    Scene,
    Trace,
    VariableId,
)
from party_card.content.pack import Pack
from party_card.content.parse_condition import parse_condition
from party_card.content.reserved_words import contains_word, find_reserved_names, report_reserved_names
from party_card.content.variables import Domain, build_decision_domains, merge_alike_values, parse_domains
from party_card.content.yaml_nodes import NodeRef, ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class SceneLogic:
    """The parsed domains, conditions and effects of a scene; the invalid ones are left out.

    A passage whose choice a condition asks for has a domain, too, and its choices have an effect on that. The
    conditions of the file are apart, with the domains of all that they can ask for.
    """

    domains: Mapping[VariableId, Domain]
    conditions: Mapping[ConditionText, Condition]
    effects: Mapping[ChoiceId, tuple[Effect, ...]]
    file_domains: Mapping[VariableId, Domain] = field(default_factory=dict)
    file_conditions: Mapping[ConditionText, Condition] = field(default_factory=dict)


class LocatedCondition(NamedTuple):
    """A condition and its location."""

    text: ConditionText
    location: NodeRef


def iter_guards(scene: Scene) -> Iterator[LocatedCondition]:
    """Yields the guards (`if`) of texts, choices, parts of the record and traces, in the order of the file."""
    guarded: list[Block | Choice | RecordBlock | Trace] = []
    for passage in scene.passages.values():
        guarded += (*passage.blocks, *passage.choices)
    for part in (*guarded, *scene.closing_blocks, *scene.leaves):
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
    decisions = build_decision_domains(scene)
    scope = ConditionScope(
        {**decisions, **domains},
        scene.passages.keys(),
        {choice.id for choice in choices},
        invalid,
        partial(is_misnamed, scene),
    )
    conditions: dict[ConditionText, Condition] = {}
    unreadable_names: list[str] = [name for name in scene.variables if not IDENTIFIER.match(name)]
    if reserved_names := find_reserved_names(scene):
        all_conditions = [*iter_conditions(scene), *iter_file_conditions(scene)]
        diagnostics += report_reserved_names(scene, [location for _, location in all_conditions])
        unreadable_names += reserved_names
    file_domains = build_file_domains(scene, domains, decisions)
    file_conditions: dict[ConditionText, Condition] = {}
    for located_conditions, parsed_conditions, domains_in_scope in (
        (iter_conditions(scene), conditions, scope.domains),
        (iter_file_conditions(scene), file_conditions, file_domains),
    ):
        known_scope = replace(scope, domains=domains_in_scope, parsed=_find_parsed(scope, domains_in_scope))
        for text, location in located_conditions:
            if contains_word(text, unreadable_names):
                continue
            if parsed_conditions is file_conditions and has_wrong_endings(scene) and contains_word(text, [ENDING]):
                continue  # the ending that is meant may have another name, which has been reported
            if text not in parsed_conditions and (text or _is_quoted(location)):  # else a blank, which is reported
                condition, errors = parse_condition(text, known_scope, location)
                diagnostics += errors
                if condition is not None:
                    parsed_conditions[text] = condition
    effects: dict[ChoiceId, tuple[Effect, ...]] = {}
    reading = find_negative_reading(scene, domains)
    for choice in choices:
        effects[choice.id], errors = parse_effects(choice, domains, reading)
        diagnostics += errors
    texts_by_name: dict[str, list[ConditionText]] = {}
    for text, condition in conditions.items():
        for name in collect_names(condition):
            texts_by_name.setdefault(name, []).append(text)
    for name, decision in decisions.items():
        texts = texts_by_name.get(name)
        if texts is None or name in domains:
            continue
        domain, classes = merge_alike_values(decision, list_compared_values([conditions[text] for text in texts], name))
        domains[name] = domain
        conditions |= {text: rename_values(conditions[text], name, classes) for text in texts}
        for choice in scene.passages[PassageId(name)].choices:
            if (index := decision.index(choice.id)) is not None:
                effects[choice.id] = (*effects[choice.id], Effect(name, "set", classes[index]))
    return SceneLogic(domains, conditions, effects, file_domains, file_conditions), diagnostics


def _find_parsed(scope: ConditionScope, domains: Mapping[VariableId, Domain]) -> dict[str, Condition]:
    """Returns the conditions that have been parsed before with the same names; the next one is added to them."""
    misnamed = tuple(map(scope.is_misnamed, ("passage", "choice", "variable")))
    names = (frozenset(scope.passages), frozenset(scope.choices), frozenset(scope.invalid_variables))
    return _parsed_conditions(tuple(domains.items()), names, misnamed)


@lru_cache(maxsize=64)
def _parsed_conditions(*_names: object) -> dict[str, Condition]:
    return {}


def _is_quoted(location: NodeRef) -> bool:
    return isinstance(location.node, ScalarNode) and bool(location.node.style)
