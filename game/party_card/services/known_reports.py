"""Reports on scenes that were proved before, so that of a pack in which one scene has changed only that is proved.

Invariant: a report depends on the file of its scene, on its translations, and on every other file that holds no scene
and no translation, never on another scene; so these are its key, with the limit of positions and the languages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.source import SourceFile, Span
from party_card.modelcheck.coverage import Coverage, CoverageCount, CoverageItem
from party_card.result_cache.diagnostic_codec import (
    DamagedResultError,
    decode_diagnostics,
    encode_diagnostics,
    expect_number,
    expect_text,
)
from party_card.result_cache.request import CachedRequest
from party_card.services.known_rules import map_files
from party_card.services.translations import list_pack_translations
from party_card.services.verification import SceneReport


class KnownReports:
    """The reports that were kept, and those of this request, which `keep` keeps."""

    def __init__(
        self, request: CachedRequest, max_states: int | None, languages: Collection[str] | None = None
    ) -> None:
        self.entries: dict[str, Any] = {}
        """The data of new reports by their keys."""
        self._request = request
        self._options = {"limit": max_states, "languages": None if languages is None else sorted(languages)}
        self._keys: Mapping[str, str] = {}
        self._files: Mapping[str, SourceFile] = {}

    def open_pack(self, pack: Pack) -> None:
        """Prepares for the scenes of a pack."""
        names = [scene.location.file.name for scene in pack.scenes.values()]
        translations: dict[str, list[str]] = {}
        for translation in list_pack_translations(pack):
            if translation.scene in pack.scenes:
                file = pack.scenes[translation.scene].location.file
                translations.setdefault(file.name, []).append(translation.name)
        self._keys = self._request.compute_file_keys("proof of a scene", names, self._options, translations)
        self._files = map_files(pack)

    def find(self, pack: Pack, scene: SceneId) -> SceneReport | None:
        """Returns the report on a scene as it is now; None if it is not known."""
        file = pack.scenes[scene].location.file
        data = self._request.find_entry(self._keys[file.name]) if file.name in self._keys else None
        try:
            return None if data is None else self._decode(scene, file, data)
        except (DamagedResultError, TypeError, ValueError, LookupError, AttributeError):
            return None

    def add(self, report: SceneReport) -> None:
        """Notes a new report."""
        if key := self._keys.get(report.source.name):
            self.entries[key] = {
                "found": encode_diagnostics(report.diagnostics, self._files.get),
                "proof": report.proof_data,
                "paths": _encode_coverage(report.path_coverage),
                "tests": _encode_coverage(report.test_coverage),
            }

    def _decode(self, scene: SceneId, file: SourceFile, data: Any) -> SceneReport:
        diagnostics = tuple(decode_diagnostics(data["found"], self._files.get))
        proof = data["proof"]
        if proof is not None and not isinstance(proof, dict):
            raise DamagedResultError("no proof")
        return SceneReport(
            scene, file, diagnostics, proof, _decode_coverage(data["paths"]), _decode_coverage(data["tests"])
        )


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
