"""Proves a scene: explores all states, runs all findings and story tests, and measures coverage.

Invariant: a proof without errors holds for every path. If there are too many states it has that error and no states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.engine.compiled import CompiledScene
from party_card.modelcheck.coverage import Coverage, collect_from_states, collect_from_tests, measure_coverage
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.file_proof import FileProof, get_file_proof
from party_card.modelcheck.findings import FINDINGS, FINDINGS_OF_WORDS, FINDINGS_WITHOUT_WORDS, run_findings
from party_card.modelcheck.findings.too_many_positions import report_state_limit, report_unproved_part
from party_card.modelcheck.playtime import ReadingTime, find_longest_reading, find_shortest_reading
from party_card.modelcheck.reachability import ProgressCallback, StateLimitError
from party_card.modelcheck.shape import SceneShape, measure_shape
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.story_tests import StoryTestResult, run_story_tests


@dataclass(frozen=True)
class Proof:
    """The result for one scene; `diagnostics` has the findings and the failures of story tests, in file order."""

    compiled: CompiledScene
    states: ReachableStates | None
    diagnostics: tuple[Diagnostic, ...]
    test_results: tuple[StoryTestResult, ...]

    @property
    def is_proved(self) -> bool:
        """True if there are no errors."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    @cached_property
    def coverage(self) -> Coverage | None:
        """The coverage by all paths; None if there are too many states."""
        return None if self.states is None else measure_coverage(self.compiled, collect_from_states(self.states))

    @cached_property
    def test_coverage(self) -> Coverage:
        """The coverage by the story tests."""
        return measure_coverage(self.compiled, collect_from_tests(self.compiled, self.test_results))

    @cached_property
    def shortest_reading(self) -> ReadingTime | None:
        """The path to an ending with the fewest words."""
        return None if self.states is None else find_shortest_reading(self.states)

    @cached_property
    def longest_reading(self) -> ReadingTime | None:
        """The path to an ending with the most words; None if paths can be infinite."""
        return None if self.states is None else find_longest_reading(self.states)

    @property
    def file_proof(self) -> FileProof | None:
        """The proof of the file; None if the scene has none, or if there are too many states."""
        return None if self.states is None else get_file_proof(self.states)

    @cached_property
    def shape(self) -> SceneShape:
        """How many decisions branch, and how much of the scene random plays meet and have in common."""
        return measure_shape(self.compiled, self.states)

    def to_data(self) -> dict[str, Any]:
        """Returns the proof as plain data for JSON, without the diagnostics, which are rendered separately."""
        return {
            "scene": str(self.compiled.scene.scene),
            "holds": self.is_proved,
            "positions": None if self.states is None else self.states.state_count,
            "moves": None if self.states is None else self.states.transition_count,
            "reading": {
                "shortest": _reading_data(self.shortest_reading),
                "longest": _reading_data(self.longest_reading),
            },
            "shape": self.shape.to_data(),
            "file": None if self.file_proof is None else self.file_proof.to_data(),
            "coverage": None if self.coverage is None else self.coverage.to_data(),
            "tested": self.test_coverage.to_data(),
            "tests": list_test_data(self.test_results),
        }


def list_test_data(results: Iterable[StoryTestResult]) -> list[dict[str, Any]]:
    """Returns the results of story tests as plain data for JSON."""
    return [
        {"name": result.test.name, "passed": result.is_passed, "line": result.test.location.span.line}
        for result in results
    ]


def _reading_data(reading: ReadingTime | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    minutes = round(reading.minutes, 1)
    path = {"choices": list(reading.choices), "carried": list(reading.imported_traces)}
    return {"words": reading.word_count, "minutes": minutes, "exact": reading.is_exact, **path}


def prove_scene(
    compiled: CompiledScene,
    *,
    max_states: int | None = None,
    progress: ProgressCallback | None = None,
    counts_words: bool = True,
    known_states: ReachableStates | None = None,
) -> Proof:
    """Explores all states of a scene, runs all findings and its story tests.

    Without `counts_words` what needs the words of every path is left to `add_findings_of_words`. Gives up beyond
    `max_states`, by default as many as fit into a gigabyte. `progress` is called from time to time with the number of
    states found so far. `known_states` are those of the same scene with other texts (`describe_rules`); they spare the
    exploration.
    """
    test_results = run_story_tests(compiled)
    diagnostics = [diagnostic for result in test_results for diagnostic in result.diagnostics]
    states = None
    try:
        if known_states is not None:
            states = known_states.transfer_to(compiled)
        else:
            states = explore_scene(compiled, max_states=max_states, progress=progress)
        diagnostics += run_findings(states, FINDINGS if counts_words else FINDINGS_WITHOUT_WORDS)
        if (file_proof := get_file_proof(states)) is not None:
            diagnostics += map(report_unproved_part, file_proof.unproved_parts)
    except StateLimitError as error:
        states = None
        diagnostics.append(report_state_limit(error.algebra.model, error))
    return Proof(compiled, states, _sort(diagnostics), test_results)


def add_findings_of_words(proof: Proof) -> Proof:
    """Returns a proof with the findings that `prove_scene` leaves out if it does not count words."""
    if proof.states is None:
        return proof
    return replace(proof, diagnostics=_sort([*proof.diagnostics, *run_findings(proof.states, FINDINGS_OF_WORDS)]))


def _sort(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key))


def drop_repeated_warnings(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Returns diagnostics without the warnings that have the same location as an error."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    error_locations = {(error.primary.source.name, error.primary.span) for error in errors}
    return tuple(
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.severity is Severity.ERROR
        or (diagnostic.primary.source.name, diagnostic.primary.span) not in error_locations
    )
