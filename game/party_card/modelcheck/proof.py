"""The proof of a scene: what was found on every path, what the story tests came to, and how much was seen.

Law: a proof without diagnostics holds for every path; where there were too many positions it says so and has no atlas.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.coverage import Coverage, cover
from party_card.modelcheck.coverage_collect import seen_by_proof, seen_by_tests
from party_card.modelcheck.explore import Progress, StateLimitError
from party_card.modelcheck.findings import find_all
from party_card.modelcheck.findings.too_many_positions import tell
from party_card.modelcheck.playtime import ReadingTime, longest, shortest
from party_card.modelcheck.state_space import ReachableStates, explore
from party_card.modelcheck.story_tests import TestRun, run_tests


@dataclass(frozen=True)
class Proof:
    """What is proved of one scene. `diagnostics` holds the findings and the failures of story tests, in order."""

    compiled: CompiledScene
    states: ReachableStates | None
    diagnostics: tuple[Diagnostic, ...]
    tests: tuple[TestRun, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found that is an error."""
        return not any(problem.severity is Severity.ERROR for problem in self.diagnostics)

    @cached_property
    def coverage(self) -> Coverage | None:
        """How much some path shows; None where there were too many positions."""
        return None if self.states is None else cover(self.compiled, seen_by_proof(self.states))

    @cached_property
    def tested(self) -> Coverage:
        """How much the story tests alone have seen."""
        return cover(self.compiled, seen_by_tests(self.compiled, self.tests))

    @cached_property
    def shortest(self) -> ReadingTime | None:
        """The path to an ending with the fewest words."""
        return None if self.states is None else shortest(self.states)

    @cached_property
    def longest(self) -> ReadingTime | None:
        """The path to an ending with the most words; None where paths can go in circles."""
        return None if self.states is None else longest(self.states)

    def data(self) -> dict[str, Any]:
        """The proof as plain data, without the diagnostics: these have renderings of their own."""
        return {
            "scene": str(self.compiled.scene.scene),
            "holds": self.holds,
            "positions": None if self.states is None else self.states.positions,
            "moves": None if self.states is None else self.states.moves,
            "reading": {"shortest": _reading(self.shortest), "longest": _reading(self.longest)},
            "coverage": None if self.coverage is None else self.coverage.data(),
            "tested": self.tested.data(),
            "tests": [
                {"name": run.test.name, "passed": run.passed, "line": run.test.location.span.line} for run in self.tests
            ],
        }


def _reading(reading: ReadingTime | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    minutes = round(reading.minutes, 1)
    path = {"choices": list(reading.choices), "carried": list(reading.carried)}
    return {"words": reading.words, "minutes": minutes, "exact": reading.exact, **path}


def prove_scene(compiled: CompiledScene, *, limit: int | None = None, progress: Progress | None = None) -> Proof:
    """Visits every position of a scene and plays its story tests.

    `limit` is the number of positions after which it gives up, by default as many as memory allows; `progress` is
    told now and then how many there are so far.
    """
    tests = run_tests(compiled)
    failed = [problem for run in tests for problem in run.diagnostics]
    states = None
    try:
        states = explore(compiled, limit=limit, progress=progress)
        found = find_all(states)
    except StateLimitError as too_many:
        found = [tell(too_many.space.model, too_many)]
    return Proof(compiled, states, tuple(sorted([*found, *failed], key=lambda problem: problem.order)), tests)


def without_repeats(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Without the warnings at a place of which a proof tells an error: a choice never open says it all."""
    told = {
        (problem.primary.source.name, problem.primary.span)
        for problem in diagnostics
        if problem.severity is Severity.ERROR
    }
    return tuple(
        problem
        for problem in diagnostics
        if problem.severity is Severity.ERROR or (problem.primary.source.name, problem.primary.span) not in told
    )
