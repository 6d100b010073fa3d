"""Reads one scene of a pack again and again while it is being written.

Invariant: the diagnostics are, word for word, those that `party-card check` finds in that scene and in the files it
depends on, without remarks: advice asks for nothing while one writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from party_card.content.models import Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.frozen_dataclass import frozen_dataclass
from party_card.services.workspace import Workspace

EVIDENCE_FOLDER = "seeds"
"""The folder of the dossiers: a file that cannot be read there may be one that the scene depends on."""


@frozen_dataclass
class SceneSnapshot:
    """A scene as its file has it now, in its pack; `scene` is None if the file holds none that could be read."""

    pack: Pack
    scene: Scene | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_playable(self) -> bool:
        """True if the scene can be played as it is."""
        has_obstacles = any(diagnostic.is_obstacle for diagnostic in self.diagnostics)
        return self.scene is not None and not has_obstacles


class IncrementalReader:
    """Reads the pack in `root`, and in it the scene in the file at `path`; messages name files below `display_root`."""

    def __init__(self, root: Path, display_root: Path, path: Path) -> None:
        self.path = path
        self._workspace = Workspace(root, display_root)

    @property
    def name(self) -> str:
        """The file of the scene, as messages name it."""
        return self._workspace.name_of(self.path)

    def refresh(self) -> bool:
        """Reads what was saved. Returns True if any file has another text than before. Raises OSError as `read`."""
        return self._workspace.refresh()

    def read(self) -> SceneSnapshot:
        """Reads what was saved and checks the scene. Raises OSError if the folder cannot be listed."""
        workspace = self._workspace
        workspace.refresh()
        pack = workspace.pack
        scene = next((scene for scene in pack.scenes.values() if scene.location.file.name == self.name), None)
        diagnostics = workspace.check(*self._list_files(pack, scene))
        reports = [item for item in diagnostics if item.severity is not Severity.INFO]
        return SceneSnapshot(pack, scene, tuple(sorted(reports, key=self._rank)))

    def _rank(self, diagnostic: Diagnostic) -> tuple[Any, ...]:
        """Returns the sort key that puts errors first, then diagnostics in the scene's file."""
        is_elsewhere = diagnostic.primary.source.name != self.name
        return diagnostic.severity is not Severity.ERROR, is_elsewhere, diagnostic.sort_key

    def _list_files(self, pack: Pack, scene: Scene | None) -> list[Path]:
        """Returns the file of the scene and those it depends on: its dossiers, places, people, and what is broken."""
        names = {file.name for file in pack.unreadable_files if Path(file.name).parent.name == EVIDENCE_FOLDER}
        if scene is not None:
            names |= {pack.dossiers[name].location.file.name for name in scene.dossiers if name in pack.dossiers}
        names |= {gazetteer.location.file.name for gazetteer in pack.gazetteers}
        names |= {people.location.file.name for people in pack.people_files}
        return [
            path for path in self._workspace.list_paths() if path == self.path or self._workspace.name_of(path) in names
        ]
