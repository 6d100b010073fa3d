"""The figures of a proof that an editor shows beside its verdict: the same that `party-card prove` prints."""

from __future__ import annotations

from typing import Any

from party_card.modelcheck.playtime import ReadingTime
from party_card.modelcheck.proof import Proof
from party_card.modelcheck.shape import list_decisions


def describe_proof(proof: Proof, *, has_minutes: bool = True) -> dict[str, Any]:
    """Returns the figures as plain data; those that only the positions can tell are None if these are too many.

    `decisionsToOnePlace` are the decisions whose choices all lead to one passage, `unusedFacts` the facts of the
    scene's dossiers that no path shows. `minutes` are those of the longest path, rounded, or of the shortest if paths
    can be endless; without `has_minutes` they are not counted and left out.
    """
    states, coverage = proof.states, proof.coverage
    if states is None or coverage is None:
        names = ("endings", "decisions", "decisionsToOnePlace", "unusedFacts", "minutes", "unreached")
        return dict.fromkeys(names)
    decisions = list_decisions(states)
    endings = (states.model.passage(passage).ending for passage in states.endings)
    figures = {
        "endings": len({ending.id for ending in endings if ending is not None}),
        "decisions": len(decisions),
        "decisionsToOnePlace": sum(not decision.is_branching for decision in decisions),
        "unusedFacts": len(coverage.count_of("facts").missing_items),
        "unreached": [item.name for item in coverage.count_of("passages").missing_items],
    }
    if has_minutes:
        figures["minutes"] = _round_minutes(proof.longest_reading or proof.shortest_reading)
    return figures


def _round_minutes(reading: ReadingTime | None) -> int | None:
    return None if reading is None else round(round(reading.minutes, 1))
