"""Scenes whose proof holds, and whose page agrees with the engine, from an earlier export.

Invariant: the proof of a scene depends on its file and on all files that hold no scene; whether a page agrees, on the
data of the page too, whole as it is written.
"""

from __future__ import annotations

from typing import Any

from party_card.content.pack import Pack
from party_card.engine.compiled import CompiledScene
from party_card.frontends.shared.scene_data import Json
from party_card.result_cache.digests import digest_value
from party_card.result_cache.request import CachedRequest


class KnownAgreements:
    """What is known of the scenes of a pack; what is added is kept by `keep`."""

    def __init__(self, request: CachedRequest, pack: Pack, max_states: int | None) -> None:
        self._request = request
        names = [scene.location.file.name for scene in pack.scenes.values()]
        self._keys = request.compute_file_keys("proof that holds", names, {"limit": max_states})
        self._data_digest = ""
        self._entries: dict[str, Any] = {}

    def is_proved(self, compiled: CompiledScene) -> bool:
        """Returns True if the proof of a scene is known to have no errors."""
        return self._find(self._get_key(compiled)) is True

    def add_proof(self, compiled: CompiledScene) -> None:
        """Notes that the proof of a scene has no errors."""
        self._add(self._get_key(compiled), True)

    def set_data(self, data: Json) -> None:
        """Sets the data of the page that is compared."""
        self._data_digest = digest_value(data)

    def find_scene(self, number: int, compiled: CompiledScene) -> int | None:
        """Returns at how many positions the page of scene `number` agrees with the engine; None if that is unknown."""
        positions = self._find(self._get_agreement_key(number, compiled))
        return positions if type(positions) is int and positions >= 0 else None

    def add_scene(self, number: int, compiled: CompiledScene, positions: int) -> None:
        """Notes that the page agrees with the engine."""
        self._add(self._get_agreement_key(number, compiled), positions)

    def has_campaign(self) -> bool:
        """Returns True if the pages between the scenes are known to agree."""
        return self._find(self._get_campaign_key()) is True

    def add_campaign(self) -> None:
        """Notes that the pages between the scenes agree."""
        self._add(self._get_campaign_key(), True)

    def keep(self) -> None:
        """Keeps what has been added."""
        self._request.keep({}, self._entries)

    def _get_key(self, compiled: CompiledScene) -> str:
        return self._keys.get(compiled.scene.location.file.name, "")

    def _get_agreement_key(self, number: int, compiled: CompiledScene) -> str:
        key = self._get_key(compiled)
        return digest_value(["agreement", key, self._data_digest, number]) if key else ""

    def _get_campaign_key(self) -> str:
        return self._request.compute_key("agreement of a campaign", self._data_digest)

    def _find(self, key: str) -> Any:
        return self._request.find_entry(key) if key else None

    def _add(self, key: str, value: Any) -> None:
        if key:
            self._entries[key] = value
