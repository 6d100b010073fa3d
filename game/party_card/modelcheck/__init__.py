"""Model checking of scenes: explores all states and reports defects on any path.

Start reading at `prove_scene`. `state_space` has the questions that can be asked about all states, `findings` one
module per kind of defect, `story_tests` and `coverage` the results of a scene's tests; `bitset` explains how millions
of states fit into memory.

Invariant: knows no front end and no rule. A result without findings holds for every path.
"""

from party_card.modelcheck.coverage import Coverage, find_counts_below
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.findings import FINDINGS
from party_card.modelcheck.proof import Proof, drop_repeated_warnings, prove_scene
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.story_tests import StoryTestResult, run_story_test, run_story_tests, run_translated_tests

__all__ = [
    "FINDINGS", "Coverage", "Proof", "ReachableStates", "StoryTestResult", "drop_repeated_warnings", "explore_scene",
    "find_counts_below", "prove_scene", "run_story_test", "run_story_tests", "run_translated_tests",
]  # fmt: skip
