"""Finds the full citation of a fact and the other scenes that rest on it.

Invariant: of another scene nothing but its title is given, so that a player learns nothing about scenes not yet played.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from party_card.content.models import FactId, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import cited_fact_ids, smart_quotes
from party_card.engine.compiled import CompiledScene
from party_card.engine.page import Line, Run
from party_card.evidence.cite import format_notes


@dataclass(frozen=True, slots=True)
class FactUsage:
    """The full citation of a fact (a note may say only "Ibid."), and the titles of other scenes that cite it."""

    citation: Line = ()
    other_scenes: tuple[str, ...] = ()


def find_fact_usage(pack: Pack, compiled: CompiledScene, scene_ids: Iterable[SceneId], fact_id: str) -> FactUsage:
    """Finds the usage of a fact of a scene in the scenes `scene_ids`; empty if `fact_id` is not a fact."""
    evidence, name = compiled.evidence, FactId(fact_id)
    fact = evidence.facts.get(name)
    if fact is None:
        return FactUsage()
    (citation,) = format_notes([fact.cite], evidence.sources, evidence.indexes)
    other_scenes = (pack.scenes[scene_id] for scene_id in scene_ids if scene_id != compiled.scene.scene)
    return FactUsage(
        tuple(Run(part.text, italic=part.italic) for part in citation),
        tuple(
            smart_quotes(scene.title)
            for scene in other_scenes
            if pack.collect_facts(scene).get(name) is fact and name in set(cited_fact_ids(scene.location.file.text))
        ),
    )
