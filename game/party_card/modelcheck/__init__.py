"""What must hold on every path: exploration, findings, story tests, coverage. Knows no front end and no rule.

`prove_scene` is the door; everything else is behind it.
"""

from party_card.modelcheck.coverage import Coverage, below
from party_card.modelcheck.findings import FINDINGS
from party_card.modelcheck.proof import Proof, prove_scene, without_repeats
from party_card.modelcheck.state_space import ReachableStates, explore
from party_card.modelcheck.story_tests import TestRun, run_test, run_tests

__all__ = [
    "FINDINGS",
    "Coverage",
    "Proof",
    "ReachableStates",
    "TestRun",
    "below",
    "explore",
    "prove_scene",
    "run_test",
    "run_tests",
    "without_repeats",
]
