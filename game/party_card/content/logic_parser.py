"""Parses the logic of a scene: its domains, conditions and effects, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial

from party_card.content.condition_names import ConditionScope
from party_card.content.conditions import Condition, collect_names, list_compared_values, rename_values
from party_card.content.declarations import has_wrong_endings, is_misnamed
from party_card.content.domains import Domain, Effect
from party_card.content.effects import find_negative_reading, parse_effects
from party_card.content.file_conditions import ENDING, build_file_domains, iter_file_conditions
from party_card.content.identifiers import IDENTIFIER
from party_card.content.models import (
    ChoiceId,
    ConditionText,
    PassageId,
    Scene,
    VariableId,
)
from party_card.content.node_ref import NodeRef
from party_card.content.parse_condition import parse_condition
from party_card.content.reserved_words import contains_word, find_reserved_names, report_reserved_names
from party_card.content.scene_logic import SceneLogic, iter_conditions
from party_card.content.variables import build_decision_domains, merge_alike_values, parse_domains
from party_card.content.yaml_nodes import ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic


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
