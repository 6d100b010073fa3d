"""Finds what depends on earlier scenes of a campaign: choices and texts that ask for what one of them has left.

Invariant: links are in the order of the campaign and of the files; a choice that asks for two traces has two links.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.conditions import And, Condition, InSet, Not, Or, collect_names
from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import Choice, ConditionText, Passage, PassageId, SceneId, TraceId
from party_card.content.pack import Pack
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class TraceLink:
    """A choice or, without one, a text of a later scene that asks for a trace of an earlier one.

    `opens` is False if the choice is there only without the trace.
    """

    source: SceneId
    trace: TraceId
    target: SceneId
    passage: PassageId
    choice: Choice | None
    opens: bool


def list_trace_links(pack: Pack) -> list[TraceLink]:
    """Returns all links between the scenes of the campaign, by the later scene."""
    order = [station.scene for station in pack.campaign.stations] if pack.campaign is not None else []
    order = [scene for scene in order if scene in pack.scenes]
    origins: dict[TraceId, SceneId] = {}
    links: list[TraceLink] = []
    for name in order:
        scene = pack.scenes[name]
        logic, _ = get_scene_logic(pack, scene)
        imported = {
            str(variable): domain.imported_trace
            for variable, domain in logic.domains.items()
            if domain.imported_trace in origins
        }
        for passage_id, passage in scene.passages.items():
            for choice, text in _iter_guards(passage):
                condition = logic.conditions.get(text)
                for variable in sorted(collect_names(condition) & imported.keys()) if condition is not None else ():
                    trace = imported[variable]
                    assert trace is not None  # noqa: S101  # `imported` has none
                    opens = asks_for(condition, variable) if condition is not None else True
                    links.append(TraceLink(origins[trace], trace, name, passage_id, choice, opens))
        origins |= {trace.id: name for trace in scene.leaves}
    return links


def asks_for(condition: Condition, name: str, *, is_negated: bool = False) -> bool:
    """Returns True if a condition can become true because a yes/no is true, False if only because it is false."""
    match condition:
        case InSet(variable, values) if variable == name:
            return (1 in values) != is_negated
        case Not(operand):
            return asks_for(operand, name, is_negated=not is_negated)
        case And(operands) | Or(operands):
            return any(asks_for(operand, name, is_negated=is_negated) for operand in operands)
    return False


def _iter_guards(passage: Passage) -> Iterator[tuple[Choice | None, ConditionText]]:
    for choice in passage.choices:
        if choice.if_ is not None:
            yield choice, choice.if_
    for block in passage.blocks:
        if block.if_ is not None:
            yield None, block.if_
