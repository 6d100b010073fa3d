"""Reports on scenes as plain data and back, for the cache and for other processes.

Invariant: what was written is read back equal; anything else raises DamagedResultError. Texts of files are not written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from party_card.content.models import SceneId
from party_card.diagnostics.source import SourceFile, Span
from party_card.modelcheck.coverage import Coverage, CoverageCount, CoverageItem
from party_card.result_cache.diagnostic_codec import (
    DamagedResultError,
    FileFinder,
    decode_diagnostics,
    encode_diagnostics,
    expect_number,
    expect_text,
)
from party_card.services.scene_report import SceneReport


def encode_report(report: SceneReport, find_file: FileFinder) -> dict[str, Any]:
    """Returns a report as data, without the texts of the files that `find_file` knows."""
    return {
        "found": encode_diagnostics(report.diagnostics, find_file),
        "proof": report.proof_data,
        "paths": _encode_coverage(report.path_coverage),
        "tests": _encode_coverage(report.test_coverage),
    }


def decode_report(
    scene: SceneId, file: SourceFile, data: Any, find_file: FileFinder, *, with_coverage: bool = True
) -> SceneReport:
    """Returns the report on the scene in `file`; without `with_coverage`, as if nothing had been seen of it.

    Raises DamagedResultError.
    """
    try:
        diagnostics = tuple(decode_diagnostics(data["found"], find_file))
        proof = data["proof"]
        if proof is not None and not isinstance(proof, dict):
            raise DamagedResultError("no proof")
        paths, tests = (_decode_coverage(data[key]) if with_coverage else None for key in ("paths", "tests"))
        return SceneReport(scene, file, diagnostics, proof, paths, tests)
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise DamagedResultError(str(error)) from error


def _encode_coverage(coverage: Coverage | None) -> list[Any] | None:
    return None if coverage is None else [[count.kind, _encode_items(count.items)] for count in coverage.counts]


def _encode_items(items: Sequence[CoverageItem]) -> list[Any]:
    return [[item.name, item.span.line, item.span.column, item.span.end, item.is_covered] for item in items]


def _decode_coverage(data: Any) -> Coverage | None:
    if data is None:
        return None
    return Coverage(tuple(CoverageCount(expect_text(kind), tuple(map(_decode_item, items))) for kind, items in data))


def _decode_item(data: Any) -> CoverageItem:
    name, line, column, end, is_covered = data
    span = Span(expect_number(line), expect_number(column), expect_number(end))
    return CoverageItem(expect_text(name), span, bool(is_covered))
