"""Verifies scenes in this process or in several, and summarizes the results.

Invariant: a `SceneReport` is plain data that can be sent to another process. `party-card prove` and the pytest plugin
report the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any

from party_card import __version__
from party_card.content.garbage_collection import gc_paused, gc_skipping_present_objects
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import format_count
from party_card.engine.compiled import InvalidSceneError
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck import Coverage, prove_scene
from party_card.modelcheck.proof import list_test_data
from party_card.result_cache.digests import digest_bytes, digest_value
from party_card.services.checked_pack import CheckedPack
from party_card.services.errors import UsageError
from party_card.services.load import read_pack_over_builtin
from party_card.services.translations import run_tests_in_languages

SceneProgress = Callable[[str, int], None]
"""Called from time to time with the name of the scene that is proved, and the number of positions found so far."""


@frozen_dataclass
class SceneReport:
    """The result of verifying one scene; the last three fields are None if the scene has errors."""

    scene: SceneId
    source: SourceFile
    diagnostics: tuple[Diagnostic, ...]
    proof_data: dict[str, Any] | None
    path_coverage: Coverage | None
    test_coverage: Coverage | None


def verify_scene(
    checked_pack: CheckedPack,
    scene: SceneId,
    max_states: int | None = None,
    progress: SceneProgress | None = None,
    languages: Collection[str] | None = (),
) -> SceneReport:
    """Proves one scene, visiting at most `max_states` states (default: the limit of `explore_scene`).

    Its story tests run in `languages`, too, as far as it is translated; None stands for all.
    """
    source = checked_pack.pack.scenes[scene].location.file
    on_states = None if progress is None else partial(progress, scene)
    with gc_skipping_present_objects():
        try:
            compiled = checked_pack.compile_scene(scene)
            proof = prove_scene(compiled, max_states=max_states, progress=on_states)
        except InvalidSceneError as error:
            return SceneReport(scene, source, error.diagnostics, None, None, None)
        diagnostics = list(proof.diagnostics)
        data = proof.to_data() | {"languages": []}
        if compiled.scene.tests and all(result.is_passed for result in proof.test_results):
            for language, results in run_tests_in_languages(checked_pack.pack, compiled, languages):
                diagnostics += [item for result in results for item in result.diagnostics]
                data["languages"].append({"language": language, "tests": list_test_data(results)})
        return SceneReport(scene, source, tuple(diagnostics), data, proof.coverage, proof.test_coverage)


def verify_story_tests(checked_pack: CheckedPack, scene: str, language: str) -> list[Diagnostic]:
    """Returns what the story tests of a scene find in one of its translations."""
    try:
        compiled = checked_pack.compile_scene(SceneId(scene))
        found = run_tests_in_languages(checked_pack.pack, compiled, [language])
        return [item for _, results in found for result in results for item in result.diagnostics]
    except InvalidSceneError as error:
        return list(error.diagnostics)


def verify_scenes(
    checked_pack: CheckedPack,
    root: Path | None,
    scenes: Iterable[SceneId],
    max_states: int | None,
    executor: Executor,
    languages: Collection[str] | None = (),
) -> Iterator[SceneReport]:
    """Proves scenes of a pack in other processes; yields in order.

    A process that is forked has the pack already. Any other reads it from `root`, does not check it again, and keeps it
    until it gets scenes of another, or of the same after a change. Raises UsageError if it reads other files there.
    """
    digest = _digest_files(checked_pack.pack)
    _packs[root] = digest, checked_pack
    try:
        futures = [executor.submit(_verify_in_worker, root, digest, scene, max_states, languages) for scene in scenes]
        for future in futures:
            yield future.result()
    finally:
        del _packs[root]


_packs: dict[Path | None, tuple[str, CheckedPack]] = {}
"""The packs whose scenes are being proved, by their roots, with the digests of their files; one in a worker."""


def _verify_in_worker(
    root: Path | None, digest: str, scene: SceneId, max_states: int | None, languages: Collection[str] | None
) -> SceneReport:
    if root not in _packs or _packs[root][0] != digest:
        _packs.clear()  # a worker of a cluster lives for weeks
        _packs[root] = digest, _read_again(root, digest)
    return verify_scene(_packs[root][1], scene, max_states, languages=languages)


def _read_again(root: Path | None, digest: str) -> CheckedPack:
    """Reads a pack that another process has read and checked, or raises UsageError."""
    try:
        with gc_paused():
            pack, _ = read_pack_over_builtin(root)
    except OSError:
        raise UsageError(f"a worker cannot read {root}: all workers need the same folder") from None
    if _digest_files(pack) != digest:
        place = root or "the game's own pack"
        raise UsageError(f"a worker finds other files in {place}, or is of another version; nothing is proved")
    return CheckedPack(pack, (), ())


def _digest_files(pack: Pack) -> str:
    """Returns the digest of all files of a pack and of the version of the program."""
    return digest_value(
        [__version__, *((file.name, digest_bytes(file.text.encode(errors="surrogatepass"))) for file in pack.files)]
    )


def summarize_report(report: SceneReport) -> str:
    """Returns a report in a few lines: how many positions, which story tests pass, how long the scene takes to read."""
    if report.proof_data is None:
        return f"{report.scene}: not proved; it has mistakes"
    proof = report.proof_data
    tests = proof["tests"]
    test_summary = f"{_count_passed(tests)} of {format_count(len(tests), 'story test')} pass"
    for other in proof["languages"]:
        test_summary += f", in `{other['language']}` {_count_passed(other['tests'])}"
    test_summary = test_summary if tests else "no story tests"
    lines = [f"{report.scene}: {_summarize_positions(proof)}; {test_summary}"]
    lengths = [(kind, proof["reading"][kind]) for kind in ("shortest", "longest")]
    lengths_text = ", ".join(f"{kind} {_format_length(length)}" for kind, length in lengths if length)
    if lengths_text:
        lines.append(f"  reading: {lengths_text}")
    lines += [f"  {line}" for line in describe_shape(proof["shape"])]
    if proof["file"] is not None:
        lines.append(f"  {describe_file(proof['file'])}")
    return "\n".join(lines)


def describe_shape(shape: dict[str, Any]) -> list[str]:
    """Returns lines on the shape of a scene, from its data."""
    decisions, branching = shape["decisions"], shape["branching"]
    if not decisions:
        lines = ["shape: no decisions"]
    else:
        verb = "branches" if branching == 1 else "branch"
        share = f"{branching} of {format_count(decisions, 'decision')} {verb} ({branching / decisions:.0%})"
        lines = [f"shape: {share}" if shape["exact"] else f"shape, by the file: {share}"]
    lines += describe_sample(shape)
    for trace, sample in shape["carried"].items():
        shared = sample["shared"]["sentences"]
        lines.append(f"with `{trace}` carried in: two share {shared:.0%} of sentences; {_describe_endings(sample)}")
    return lines


def describe_file(file: dict[str, Any]) -> str:
    """Returns a line on the proof of a file, from its data."""
    counts = [
        f"{file[kind]['possible']} of {format_count(file[kind]['all'], kind.removesuffix('s'))} {verb}"
        for kind, verb in (("papers", "can remain"), ("stamps", "can be given"))
    ]
    decisions = file["decisions"]
    shown = f"{decisions['shown']} of {format_count(decisions['all'], 'decision')} can be shown by a paper"
    return f"file: {', '.join(counts)}; {shown}, {decisions['unrecorded']} declared unrecorded"


def describe_sample(sample: dict[str, Any]) -> list[str]:
    """Returns lines on what random plays of a scene meet, from their data."""
    counts = [
        f"{mean:,.0f} of {format_count(total, kind.removesuffix('s'))} ({mean / total:.0%})"
        for kind, (mean, total) in ((kind, count.values()) for kind, count in sample["met"].items())
        if total
    ]
    decisions = format_count(round(sample["decisions_a_play"]), "decision")
    lines = [f"a random play: {', '.join((decisions, *counts))}"]
    if sample["shared"]["sentences"] is not None:
        shared = sample["shared"]
        lines.append(
            f"two random plays share {shared['sentences']:.0%} of sentences and {shared['passages']:.0%} of passages"
        )
    lines.append(_describe_endings(sample))
    return lines


def _describe_endings(sample: dict[str, Any]) -> str:
    shares = [f"`{ending['id']}` {ending['share']:.0%}" for ending in sample["endings"]]
    if sample["unended"]:
        shares.append(f"none {sample['unended'] / sample['plays']:.0%}")
    return f"endings of {format_count(sample['plays'], 'random play')}: {', '.join(shares)}"


def _count_passed(tests: list[dict[str, Any]]) -> int:
    return sum(test["passed"] for test in tests)


def _summarize_positions(proof: dict[str, Any]) -> str:
    if proof["positions"] is None:
        return "too many positions to visit them all"
    verdict = "every path holds" if proof["holds"] else "not every path holds"
    return f"{format_count(proof['positions'], 'position')}, {format_count(proof['moves'], 'move')}, {verdict}"


def _format_length(length: dict[str, Any]) -> str:
    about = "" if length["exact"] else "about "
    minutes = f"{length['minutes']:.0f} min" if length["minutes"] >= 0.5 else "less than a minute"
    return f"{about}{length['words']:,} words ({minutes})"
