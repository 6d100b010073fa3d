"""Reports on scenes that were proved before, so that of a pack in which one scene has changed only that is proved.

Invariant: a report depends on the file of its scene, on its translations, and on every other file that holds no scene
and no translation, never on another scene; so these are its key, with the limit of positions and the languages.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.result_cache.diagnostic_codec import DamagedResultError
from party_card.result_cache.request import CachedRequest
from party_card.services.known_rules import map_files
from party_card.services.report_codec import decode_report, encode_report
from party_card.services.scene_report import SceneReport
from party_card.services.translations import list_pack_translations


class KnownReports:
    """The reports that were kept, and those of this request, which `keep` keeps."""

    def __init__(
        self, request: CachedRequest, max_states: int | None, languages: Collection[str] | None = None
    ) -> None:
        self.entries: dict[str, Any] = {}
        """The data of new reports by their keys."""
        self._request = request
        self._options = {"limit": max_states, "languages": None if languages is None else sorted(languages)}

    def open_pack(self, pack: Pack) -> KnownPackReports:
        """Returns the reports on the scenes of a pack."""
        names = [scene.location.file.name for scene in pack.scenes.values()]
        translations: dict[str, list[str]] = {}
        for translation in list_pack_translations(pack):
            if translation.scene in pack.scenes:
                file = pack.scenes[translation.scene].location.file
                translations.setdefault(file.name, []).append(translation.name)
        keys = self._request.compute_file_keys("proof of a scene", names, self._options, translations)
        return KnownPackReports(self, pack, keys)

    def find_entry(self, key: str) -> Any:
        """Returns the data of a report that was kept; None if it is not known."""
        return self._request.find_entry(key)


class KnownPackReports:
    """The reports on the scenes of one pack."""

    def __init__(self, reports: KnownReports, pack: Pack, keys: dict[str, str]) -> None:
        self._reports = reports
        self._keys = keys
        self._files = map_files(pack)

    def find(self, scene: Scene) -> SceneReport | None:
        """Returns the report on a scene as it is now; None if it is not known."""
        file = scene.location.file
        data = self._reports.find_entry(self._keys[file.name]) if file.name in self._keys else None
        try:
            return None if data is None else decode_report(scene.scene, file, data, self._files.get)
        except DamagedResultError:
            return None

    def add(self, report: SceneReport) -> None:
        """Notes a new report."""
        self.add_data(report.source.name, encode_report(report, self._files.get))

    def add_data(self, file_name: str, data: dict[str, Any]) -> None:
        """Notes a new report on the scene in a file that has been encoded."""
        if key := self._keys.get(file_name):
            self._reports.entries[key] = data
