"""Findings: what a proof reports, one module per code; its docstring is the documentation and the test.

Invariant: a finding needs the reachable states. What can be seen without them is a rule, and is not repeated here. To
add a finding, write its module with a PASS and a FAIL example, and name it here.
"""

from __future__ import annotations

from collections.abc import Collection

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import Rule
from party_card.modelcheck.findings import (
    broken_invariant,
    choice_never_open,
    condition_never_false,
    decision_never_shown,
    ending_needs_trace,
    every_choice_closed,
    idle_variable,
    minutes_far_off,
    no_historical_path,
    no_stamp,
    no_way_to_an_ending,
    only_one_choice,
    paper_never_left,
    stamp_never_given,
    story_test_failed,
    text_never_shown,
    too_many_positions,
    trace_never_left,
    unreached_ending,
    unreached_passage,
)
from party_card.modelcheck.state_space import ReachableStates

FINDINGS: tuple[Rule[ReachableStates], ...] = (
    broken_invariant.RULE, choice_never_open.RULE, condition_never_false.RULE, decision_never_shown.RULE,
    ending_needs_trace.RULE, every_choice_closed.RULE, idle_variable.RULE, minutes_far_off.RULE,
    no_historical_path.RULE, no_stamp.RULE,
    no_way_to_an_ending.RULE, only_one_choice.RULE, paper_never_left.RULE, stamp_never_given.RULE,
    story_test_failed.RULE, text_never_shown.RULE, too_many_positions.RULE, trace_never_left.RULE,
    unreached_ending.RULE, unreached_passage.RULE,
)  # fmt: skip
"""Every finding, by its code. Those without a check are reported by other modules."""


FINDINGS_OF_WORDS: tuple[Rule[ReachableStates], ...] = (minutes_far_off.RULE,)
"""The findings that count words on every path: they take half as long as all others together."""
FINDINGS_WITHOUT_WORDS = tuple(finding for finding in FINDINGS if finding not in FINDINGS_OF_WORDS)
"""All others."""


def run_findings(states: ReachableStates, findings: Collection[Rule[ReachableStates]] = FINDINGS) -> list[Diagnostic]:
    """Runs findings, by default every one. Returns the diagnostics in file order."""
    diagnostics = [
        diagnostic for finding in findings if finding.check is not None for diagnostic in finding.check(states)
    ]
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)
