"""Conditions of the provenance of a thing, asked of the finished playthroughs of a campaign.

They are conditions of the file of the scene that an entry names; `left(trace)` asks besides for what any scene left.

Invariant: nothing here adds a variable to a scene, so an entry never multiplies its positions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from party_card.content.condition_names import ConditionScope
from party_card.content.conditions import Condition
from party_card.content.declarations import has_wrong_traces, is_misnamed
from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import ConditionText, Provenance, Scene, SceneId
from party_card.content.pack import Pack
from party_card.content.parse_condition import parse_condition
from party_card.diagnostics.diagnostic import Diagnostic

ProvenanceConditions = Mapping[tuple[SceneId, ConditionText], Condition]
"""The parsed conditions of entries; the same text can mean another thing in another scene."""


_ASKED_TRACE = re.compile(r"\bleft\(\s*([a-z0-9-]+)\s*\)")


def parse_provenance_conditions(
    pack: Pack, provenance: Provenance, *, is_partial: bool = False
) -> tuple[ProvenanceConditions, list[Diagnostic]]:
    """Parses the conditions of all entries whose scene is there; those with a mistake are left out.

    If the pack `is_partial`, scenes have been left out of it, and a trace that none leaves is one that was not left.
    """
    traces = {str(trace.id) for scene in pack.scenes.values() for trace in scene.leaves}
    if is_partial:
        traces.update(name for entry in provenance.entries for name in _ASKED_TRACE.findall(entry.if_ or ""))
    has_unread_traces = bool(pack.unreadable_files) or any(map(has_wrong_traces, pack.scenes.values()))
    scopes: dict[SceneId, ConditionScope] = {}
    conditions: dict[tuple[SceneId, ConditionText], Condition] = {}
    diagnostics: list[Diagnostic] = []
    for entry in provenance.entries:
        if not entry.if_ or entry.scene not in pack.scenes or (entry.scene, entry.if_) in conditions:
            continue
        if entry.scene not in scopes:
            scopes[entry.scene] = _build_scope(pack, pack.scenes[entry.scene], traces, has_unread_traces)
        condition, errors = parse_condition(entry.if_, scopes[entry.scene], entry.location.value("if"))
        diagnostics += errors
        if condition is not None:
            conditions[entry.scene, entry.if_] = condition
    return conditions, diagnostics


def _build_scope(pack: Pack, scene: Scene, traces: set[str], has_unread_traces: bool) -> ConditionScope:
    """Returns the names of a scene that conditions of its file know, and all traces."""

    def may_have_another_name(kind: str) -> bool:
        return has_unread_traces if kind == "trace" else is_misnamed(scene, kind)

    logic, _ = get_scene_logic(pack, scene)
    choices = {choice.id for passage in scene.passages.values() for choice in passage.choices}
    invalid = [name for name in scene.variables if name not in logic.file_domains]
    return ConditionScope(logic.file_domains, scene.passages.keys(), choices, invalid, may_have_another_name, traces)
