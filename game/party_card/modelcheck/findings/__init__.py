"""Findings: what a proof reports, one module per code; its docstring is the documentation and the test.

Invariant: a finding needs the reachable states. What can be seen without them is a rule, and is not repeated here. To
add a finding, write its module with a PASS and a FAIL example.
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule, load_rules
from party_card.modelcheck.state_space import ReachableStates

FINDINGS: tuple[Rule[ReachableStates], ...] = load_rules(__name__, __path__)
"""Every finding, by its code. Those without a check are reported by other modules."""


def run_findings(states: ReachableStates) -> list[Diagnostic]:
    """Runs every finding. Returns the diagnostics in file order."""
    diagnostics = [
        diagnostic for finding in FINDINGS if finding.check is not None for diagnostic in finding.check(states)
    ]
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)
