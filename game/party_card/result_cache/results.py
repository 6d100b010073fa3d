"""Results of whole requests of `party-card check` and `party-card prove`, as they are printed in any format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.frozen_dataclass import frozen_dataclass
from party_card.result_cache.diagnostic_codec import (
    DamagedResultError,
    decode_diagnostics,
    encode_diagnostics,
    expect_number,
    expect_text,
)
from party_card.result_cache.request import CachedRequest

_SCENES = "scenes"
"""The part of a result that only the output as JSON has; it is far larger than all else."""


@frozen_dataclass
class CheckResult:
    """The diagnostics of some files in their order, the number of the files, and that of translations."""

    diagnostics: tuple[Diagnostic, ...]
    file_count: int
    translation_count: int


@frozen_dataclass
class ProofResult:
    """The lines for people, the diagnostics, and whether the story tests see less than was asked for.

    `scenes` is the data of the proofs; empty if it was not asked for.
    """

    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    misses_thresholds: bool
    scenes: tuple[dict[str, Any], ...]


def find_check_result(request: CachedRequest) -> CheckResult | None:
    """Returns the result of a check that was kept for the same request."""
    data = request.find()
    try:
        return None if data is None else _decode_check(data, request)
    except (DamagedResultError, LookupError, TypeError):
        return None


def keep_check_result(request: CachedRequest, result: CheckResult) -> None:
    """Keeps the result of a check."""
    found = encode_diagnostics(result.diagnostics, request.find_file)
    request.keep({"": {"found": found, "files": result.file_count, "translations": result.translation_count}})


def find_proof_result(request: CachedRequest, *, with_scenes: bool) -> ProofResult | None:
    """Returns the result of proofs that was kept for the same request, with or without the data of the scenes."""
    data = request.find()
    scenes = request.find(_SCENES) if with_scenes and data is not None else []
    try:
        return None if data is None or scenes is None else _decode_proof(data, scenes, request)
    except (DamagedResultError, LookupError, TypeError):
        return None


def keep_proof_result(request: CachedRequest, result: ProofResult, entries: Mapping[str, Any]) -> None:
    """Keeps the result of proofs, and further results by their keys."""
    found = encode_diagnostics(result.diagnostics, request.find_file)
    data = {"lines": result.lines, "found": found, "misses": result.misses_thresholds}
    request.keep({"": data, _SCENES: result.scenes}, entries)


def _decode_check(data: Any, request: CachedRequest) -> CheckResult:
    diagnostics = tuple(decode_diagnostics(data["found"], request.find_file))
    return CheckResult(diagnostics, expect_number(data["files"]), expect_number(data["translations"]))


def _decode_proof(data: Any, scenes: Any, request: CachedRequest) -> ProofResult:
    lines = tuple(map(expect_text, data["lines"]))
    diagnostics = tuple(decode_diagnostics(data["found"], request.find_file))
    if not isinstance(scenes, list) or not all(isinstance(scene, dict) for scene in scenes):
        raise DamagedResultError("no scenes")
    if not isinstance(data["misses"], bool):
        raise DamagedResultError("no verdict")
    return ProofResult(lines, diagnostics, data["misses"], tuple(scenes))
