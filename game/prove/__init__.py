"""What must hold on every path: exploration, findings, story tests, coverage. Knows no front end and no rule.

`prove_scene` is the door; everything else is behind it.
"""

from game.prove.atlas import Atlas, make_atlas
from game.prove.coverage import Coverage, below
from game.prove.findings import FINDINGS
from game.prove.proof import Proof, prove_scene, without_repeats
from game.prove.story_tests import TestRun, run_test, run_tests

__all__ = [
    "FINDINGS",
    "Atlas",
    "Coverage",
    "Proof",
    "TestRun",
    "below",
    "make_atlas",
    "prove_scene",
    "run_test",
    "run_tests",
    "without_repeats",
]
