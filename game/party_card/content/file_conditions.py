"""Conditions of the file of the person who is played, asked of a finished playthrough.

They know every decision of the scene and the `ending` reached, not only what the scene itself remembers, so they are
kept apart from the conditions of the scene.

Invariant: nothing here adds a variable to the scene, so a paper never multiplies its positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from party_card.content.domains import Domain
from party_card.content.models import CardStamp, ConditionText, EndingId, Paper, PaperText, Scene, VariableId
from party_card.content.node_ref import NodeRef

ENDING: Final = VariableId("ending")
"""The name that the ending reached has in conditions of the file, unless the scene itself has this name."""


def iter_file_conditions(scene: Scene) -> Iterator[tuple[ConditionText, NodeRef]]:
    """Yields the conditions of stamps, papers and their texts, with their locations, in the order of the models."""
    if scene.file is None:
        return
    guarded: list[CardStamp | Paper | PaperText] = [*scene.file.card]
    for paper in scene.file.papers:
        guarded += (paper, *paper.texts)
    for part in guarded:
        if part.if_ is not None:
            yield part.if_, part.location.value("if")


def list_endings(scene: Scene) -> tuple[EndingId, ...]:
    """Returns the endings of a scene in the order written, each once."""
    endings = (passage.ending for passage in scene.passages.values())
    return tuple(dict.fromkeys(ending.id for ending in endings if ending is not None and ending.id))


def build_file_domains(
    scene: Scene, domains: Mapping[VariableId, Domain], decisions: Mapping[VariableId, Domain]
) -> dict[VariableId, Domain]:
    """Returns what a condition of the file can ask for: the ending, the decision of each passage, each variable."""
    endings = list_endings(scene)
    own_domains = {ENDING: Domain("values", tuple(map(str, endings)))} if endings else {}
    return {**own_domains, **decisions, **domains}
