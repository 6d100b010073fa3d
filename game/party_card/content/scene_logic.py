"""Logic of a scene: its domains, conditions and effects, each parsed once.

Invariant: the same condition text has the same meaning everywhere in a scene, so conditions are keyed by their text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import NamedTuple

from party_card.content.conditions import Condition
from party_card.content.domains import Domain, Effect
from party_card.content.models import (
    Block,
    Choice,
    ChoiceId,
    ConditionText,
    RecordBlock,
    Scene,
    Trace,
    VariableId,
)
from party_card.content.node_ref import NodeRef
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
