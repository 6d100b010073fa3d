"""What the reachable states say of each passage: the endings that can still come, and the values of variables.

Invariant: it is plain data, so that it can be sent to another process.
"""

from __future__ import annotations

from typing import Any

from party_card.content.file_conditions import iter_file_conditions
from party_card.content.models import EndingId, PassageId, VariableId
from party_card.content.scene_logic import iter_conditions
from party_card.engine.compiled import CompiledScene
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.reachability import compute_backward_reachable
from party_card.modelcheck.state_sets import DEAD_VALUE
from party_card.modelcheck.state_space import ReachableStates


@frozen_dataclass
class PassageSummary:
    """A passage: the endings that some path from it leads to, the values there, and the choices that lead to it.

    `values` has only variables that a condition can still ask for. `witness` is a shortest path, for which the traces
    `carried` have to be there; None if the passage is never reached.
    """

    endings: tuple[EndingId, ...] = ()
    values: tuple[tuple[VariableId, tuple[str, ...]], ...] = ()
    witness: tuple[str, ...] | None = None
    carried: tuple[str, ...] = ()


def summarize_passages(states: ReachableStates) -> dict[PassageId, PassageSummary]:
    """Returns what can be said of every passage of a scene."""
    algebra, system = states.algebra, states.compiled.system
    endings_of: dict[int, list[EndingId]] = {passage: [] for passage in states.passages}
    passages_by_ending: dict[EndingId, list[int]] = {}
    for passage in states.endings:
        ending = states.model.passage(passage).ending
        if ending is not None:
            passages_by_ending.setdefault(ending.id, []).append(passage)
    for ending_id, ending_passages in passages_by_ending.items():
        targets = [
            state_set if passage in ending_passages else algebra.make_empty()
            for passage, state_set in enumerate(states.state_sets)
        ]
        leading = compute_backward_reachable(algebra, states.state_sets, targets)
        for passage in states.passages:
            if leading[passage]:
                endings_of[passage].append(ending_id)
    summaries = dict.fromkeys(system.passages, PassageSummary())
    for passage in states.passages:
        witness = states.shortest_path({passage: states.state_sets[passage]})
        summaries[system.passages[passage]] = PassageSummary(
            tuple(endings_of[passage]),
            _list_values(states, passage),
            witness.choices,
            witness.imported_traces,
        )
    return summaries


def describe_rules(compiled: CompiledScene) -> Any:
    """Returns all of a scene that its reachable states depend on: those of scenes of which it is equal are the same."""
    scene = compiled.scene
    passages = [
        (
            name,
            [block.if_ for block in passage.blocks],
            [(choice.id, choice.if_, choice.goto) for choice in passage.choices],
            passage.ending.id if passage.ending is not None else None,
        )
        for name, passage in scene.passages.items()
    ]
    conditions = [text for text, _ in (*iter_conditions(scene), *iter_file_conditions(scene))]
    system = compiled.system
    return scene.start, passages, conditions, compiled.logic, system.slots, [*system.trace_slots.items()], system.source


def _list_values(states: ReachableStates, passage: int) -> tuple[tuple[VariableId, tuple[str, ...]], ...]:
    system, rows = states.compiled.system, []
    for slot, name in enumerate(system.slots):
        domain = system.domains.get(name)
        values = states.algebra.slot_values(passage, states.state_sets[passage], slot)
        if domain is not None and DEAD_VALUE not in values:
            rows.append((VariableId(name), tuple(domain.names[value] for value in values)))
    return tuple(rows)
