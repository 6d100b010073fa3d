"""The kinds of the YAML files of a pack, and the keys that tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from party_card.content.models import Bibliography, Campaign, Dossier, Gazetteer, Index, People, Prologue, Scene

MODEL_BY_KEY: Mapping[str, type[Any]] = {
    "scene": Scene, "dossier": Dossier, "references": Bibliography, "index": Index, "campaign": Campaign,
}  # fmt: skip
"""The model of a file, by the key that identifies it."""
MODEL_BY_SHARED_KEY: Mapping[str, type[Any]] = {"places": Gazetteer, "people": People, "prologue": Prologue}
"""The model of a file that has none of those keys, by a key that other kinds of files have too."""
