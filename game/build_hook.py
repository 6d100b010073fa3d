"""Adds the compiled built-in pack to the wheel, so that the game opens without YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPackHook(BuildHookInterface[Any]):
    """Compiles the pack of the checkout into a temporary folder, which goes into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles the pack; an editable installation does that itself when it is started."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "game"))
        from party_card.content.lazy_pack import compile_pack  # noqa: PLC0415  # found by the line above

        self._folder = tempfile.TemporaryDirectory()
        compile_pack(root, Path(self._folder.name))
        build_data["force_include"][self._folder.name] = "party_card/builtin/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # given
        """Removes the temporary folder."""
        if version != "editable":
            self._folder.cleanup()
