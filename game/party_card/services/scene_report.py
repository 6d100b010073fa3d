"""What verifying a scene came to, and its summary for a person.

Invariant: a `SceneReport` is plain data. `party-card prove` and the pytest plugin report the same.
"""

from __future__ import annotations

from typing import Any

from party_card.content.models import SceneId
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import format_count
from party_card.frozen_dataclass import frozen_dataclass
from party_card.modelcheck.coverage import Coverage


@frozen_dataclass
class SceneReport:
    """The result of verifying one scene; the last three fields are None if the scene has errors."""

    scene: SceneId
    source: SourceFile
    diagnostics: tuple[Diagnostic, ...]
    proof_data: dict[str, Any] | None
    path_coverage: Coverage | None
    test_coverage: Coverage | None


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
