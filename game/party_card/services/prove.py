"""Runs proofs, or random plays, of the scenes at some paths, in one process or in several.

Invariant: everything wrong with a scene becomes a diagnostic or a line of output; a request that cannot be met raises
UsageError.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from party_card.content.garbage_collection import gc_skipping_present_objects
from party_card.content.models import SceneId
from party_card.content.pack_folders import find_pack_root
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import format_count
from party_card.engine.compiled import InvalidSceneError
from party_card.modelcheck import drop_repeated_warnings, find_counts_below
from party_card.modelcheck.coverage import COVERAGE_KINDS
from party_card.services.checked_pack import CheckedPack, LoadedPack, check_loaded_paths, load_paths
from party_card.services.errors import UsageError
from party_card.services.executors import start_executor
from party_card.services.known_reports import KnownPackReports, KnownReports
from party_card.services.known_rules import map_files
from party_card.services.report_codec import decode_report
from party_card.services.scene_report import SceneReport, summarize_report
from party_card.services.translations import PackTranslation, check_pack_translation, find_translations_at
from party_card.services.verification import SceneProgress, verify_scene
from party_card.services.worker_verification import VerificationRequest, submit_requests

MAX_MISSING_NAMES = 6
"""How many uncovered items a line about a missed threshold names."""


@dataclass(slots=True)
class _PathScenes:
    """The scenes at a path with their files, and reports on them: those known before, and those of other processes.

    The latter come in the order of the scenes.
    """

    scenes: dict[SceneId, SourceFile]
    known_reports: KnownPackReports | None = None
    reports: dict[SceneId, SceneReport] = field(default_factory=dict)
    new_reports: Iterator[tuple[SceneId, dict[str, Any] | None]] = field(default_factory=lambda: iter(()))


class ProofRun:
    """One run over the scenes at some paths; `diagnostics`, `reports` and `missed_thresholds` are filled by `run`.

    `min_coverage` is the required coverage by story tests, as `passages=100,choices=80`. With `random_plays` every
    scene is played so many times at random instead of being proved. `progress` is called while one process proves.
    Scenes of `known_reports` are not proved again. Story tests run in the `languages` of translations, too; None stands
    for all. Scenes are let go once they are proved; without `keeps_coverage` so is what was seen of them.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        max_states: int | None = None,
        min_coverage: str = "",
        random_plays: int | None = None,
        seed: int = 0,
        progress: SceneProgress | None = None,
        known_reports: KnownReports | None = None,
        keeps_coverage: bool = True,
        languages: Sequence[str] | None = None,
    ) -> None:
        self.reports: list[SceneReport] = []
        self.missed_thresholds: list[str] = []
        self._paths = paths
        self._languages = languages
        self._max_states = max_states
        self._progress = progress
        self._known_reports = known_reports
        self._keeps_coverage = keeps_coverage
        self._min_shares = _parse_thresholds(min_coverage)
        self._random_plays = random_plays
        self._seed = seed
        self._diagnostics: list[Diagnostic] = []

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything found, each diagnostic once, in the order of the files."""
        diagnostics = drop_repeated_warnings(tuple(dict.fromkeys(self._diagnostics)))
        return sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key)

    def run(self, jobs: int = 1, dask: str | None = None) -> Iterator[str]:
        """Proves or plays the scenes in `jobs` processes or on a Dask cluster; yields lines for a person.

        Other processes begin to prove while this one checks.
        """
        loaded_paths = load_paths(self._paths)
        self._require_languages(loaded_paths)
        with ExitStack() as stack:
            executor = start_executor(stack, jobs, dask)
            if executor is not None:
                stack.enter_context(gc_skipping_present_objects())  # what arrives from there would wake the collector
            parts = self._divide(loaded_paths, executor)
            for (path, checked_pack), part in zip(check_loaded_paths(loaded_paths), parts, strict=True):
                # `check` gives advice; here it would be printed between the scenes.
                diagnostics = checked_pack.diagnostics_at(path)
                self._diagnostics += [item for item in diagnostics if item.severity is not Severity.INFO]
                obstacles = [diagnostic for diagnostic in self._diagnostics if diagnostic.is_obstacle]
                broken_files = {obstacle.primary.source.name for obstacle in obstacles}
                sound_scenes: list[SceneId] = []
                for scene, file in part.scenes.items():
                    if file.name in broken_files:
                        yield f"{scene}: not proved; its file has mistakes"
                    else:
                        sound_scenes.append(scene)
                if self._random_plays is not None:
                    yield from self._play_randomly(checked_pack, sound_scenes, self._random_plays)
                else:
                    yield from self._check_translations(checked_pack, path)
                    yield from self._collect(self._verify(checked_pack, part, sound_scenes))

    def _divide(
        self, loaded_paths: Sequence[tuple[Path | None, LoadedPack]], executor: Executor | None
    ) -> list[_PathScenes]:
        """Returns the scenes at each path that no path before has; has those that are not known proved elsewhere."""
        seen_files: set[str] = set()
        parts: list[_PathScenes] = []
        for path, loaded_pack in loaded_paths:
            pack = loaded_pack.pack
            files = {scene: pack.scenes[scene].location.file for scene in loaded_pack.scene_ids_at(path)}
            part = _PathScenes({scene: file for scene, file in files.items() if file.name not in seen_files})
            seen_files.update(file.name for file in files.values())
            if self._known_reports is not None and self._random_plays is None:
                part.known_reports = self._known_reports.open_pack(pack)
                found = {scene: part.known_reports.find(pack.scenes[scene]) for scene in part.scenes}
                part.reports = {scene: report for scene, report in found.items() if report is not None}
            parts.append(part)
        if executor is not None:
            requests = [
                VerificationRequest(
                    loaded_pack.pack,
                    None if path is None else find_pack_root(path),
                    tuple(scene for scene in part.scenes if scene not in part.reports),
                    self._max_states,
                    self._languages,
                )
                for (path, loaded_pack), part in zip(loaded_paths, parts, strict=True)
            ]
            for part, new_reports in zip(parts, submit_requests(requests, executor), strict=True):
                part.new_reports = new_reports
        return parts

    def _require_languages(self, loaded_paths: Iterable[tuple[Path | None, LoadedPack]]) -> None:
        """Raises UsageError if no scene at the paths is translated into a language that is asked for."""
        found = {translation.language for item in loaded_paths for translation in _list_translations_at(*item)}
        for language in self._languages or ():
            if language not in found:
                known = f"there are: {', '.join(sorted(found))}" if found else "there is none into any language"
                raise UsageError(f"there is no translation into `{language}` here; {known}")

    def _check_translations(self, checked_pack: CheckedPack, path: Path | None) -> Iterator[str]:
        """Checks the translations at a path; yields a line if one has problems."""
        for translation in _list_translations_at(path, checked_pack):
            if self._languages is None or translation.language in self._languages:
                diagnostics = check_pack_translation(checked_pack.pack, translation)
                problems = [item for item in diagnostics if item.severity is not Severity.INFO]
                self._diagnostics += problems
                if problems:
                    yield f"{translation.name}: {format_count(len(problems), 'problem')}"

    def _verify(
        self, checked_pack: CheckedPack, part: _PathScenes, sound_scenes: Iterable[SceneId]
    ) -> Iterator[SceneReport]:
        """Yields the reports on scenes, in order; proves those that are neither known nor proved elsewhere.

        What a worker could not prove is proved here as well, so that a mistake of the program is told as anywhere.
        """
        for scene in sound_scenes:
            if scene in part.reports:
                yield part.reports.pop(scene)
            elif (data := next((data for name, data in part.new_reports if name == scene), None)) is not None:
                if part.known_reports is not None:
                    part.known_reports.add_data(part.scenes[scene].name, data)
                with_coverage = self._keeps_coverage or bool(self._min_shares)
                find_file = map_files(checked_pack.pack).get
                yield decode_report(scene, part.scenes[scene], data, find_file, with_coverage=with_coverage)
            else:
                report = verify_scene(checked_pack.pack, scene, self._max_states, self._progress, self._languages)
                if part.known_reports is not None:
                    part.known_reports.add(report)
                yield report
            checked_pack.release_scene(scene)

    def _collect(self, reports: Iterable[SceneReport]) -> Iterator[str]:
        for report in reports:
            kept_report = report if self._keeps_coverage else replace(report, path_coverage=None, test_coverage=None)
            self.reports.append(kept_report)
            self._diagnostics += report.diagnostics
            yield summarize_report(report)
            if report.test_coverage is not None:
                for count in find_counts_below(report.test_coverage, self._min_shares):
                    missing_items = count.missing_items[:MAX_MISSING_NAMES]
                    names = ", ".join(f"{item.name} ({item.span.line})" for item in missing_items)
                    min_share = self._min_shares[count.kind]
                    line = f"  story tests see {count.share:.0%} of {count.kind}, not {min_share:.0%}: {names}"
                    self.missed_thresholds.append(line)
                    yield line

    def _play_randomly(self, checked_pack: CheckedPack, scenes: Iterable[SceneId], times: int) -> Iterator[str]:
        from party_card.modelcheck.random_play import play_randomly  # noqa: PLC0415  # only needed with --random

        for scene in scenes:
            try:
                result = play_randomly(checked_pack.compile_scene(scene), times, self._seed)
            except InvalidSceneError as error:
                self._diagnostics += error.diagnostics
                continue
            yield (
                f"{scene}: {result.plays:,} random plays of seed {self._seed}, {result.steps:,} choices, "
                f"{result.ended_plays:,} ended"
            )
            if (failure := result.failure) is not None:
                self._diagnostics.append(failure.diagnostic)
                yield f"  play {failure.play} of seed {self._seed} went wrong; shortened: {','.join(failure.choices)}"


def _list_translations_at(path: Path | None, loaded_pack: LoadedPack) -> list[PackTranslation]:
    return find_translations_at(loaded_pack.pack, path, loaded_pack.scene_ids_at(path))


def _parse_thresholds(text: str) -> dict[str, float]:
    """Returns the shares from 0 to 1 that `passages=100,choices=80` asks for, by kind."""
    shares: dict[str, float] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        kind, _, value = part.partition("=")
        percent = value.rstrip("%")
        if kind not in COVERAGE_KINDS or not percent.isdecimal() or not 0 <= int(percent) <= 100:
            raise UsageError(f"`{part}` is no threshold: write one of {', '.join(COVERAGE_KINDS)}, `=` and 0 to 100")
        shares[kind] = int(percent) / 100
    return shares
