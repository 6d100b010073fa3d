"""What a proof finds: one module per code, its docstring the documentation and the test.

Law: a finding is about paths; what can be seen without exploring is a rule's affair and is not told again here. To add
one, write its module with a PASS and a FAIL example, and add its name here.
"""

from __future__ import annotations

from types import ModuleType

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.modelcheck.findings import (
    broken_invariant,
    choice_never_open,
    condition_never_false,
    every_choice_closed,
    idle_variable,
    minutes_far_off,
    no_historical_path,
    no_way_to_an_ending,
    only_one_choice,
    story_test_failed,
    text_never_shown,
    too_many_positions,
    trace_never_left,
    unreached_ending,
    unreached_passage,
)
from party_card.modelcheck.state_space import ReachableStates

FINDINGS: tuple[ModuleType, ...] = (
    broken_invariant,
    choice_never_open,
    condition_never_false,
    every_choice_closed,
    idle_variable,
    minutes_far_off,
    no_historical_path,
    no_way_to_an_ending,
    only_one_choice,
    story_test_failed,
    text_never_shown,
    too_many_positions,
    trace_never_left,
    unreached_ending,
    unreached_passage,
)
"""Every finding, by its code. Those without a `find` are told of elsewhere: they need no atlas."""


def find_all(states: ReachableStates) -> list[Diagnostic]:
    """Everything that an atlas shows to be wrong, in the order of the file."""
    found = [problem for finding in FINDINGS if hasattr(finding, "find") for problem in finding.find(states)]
    return sorted(found, key=lambda diagnostic: diagnostic.order)
