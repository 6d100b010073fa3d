"""Reads a pack again and again while it is being written: parses only changed files, checks only one scene.

Invariant: the diagnostics are, word for word, those that `party-card check` finds in that scene and in the files it
depends on, without remarks: advice asks for nothing while one writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from party_card.content.file_reader import read_file, read_model
from party_card.content.models import DossierId, Scene
from party_card.content.overlay import overlay_pack
from party_card.content.pack import (
    Pack,
    PackBuilder,
    find_builtin_pack,
    find_pictures,
    find_yaml_files,
    gc_paused,
)
from party_card.content.scene_logic import get_scene_logic
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.source import SourceFile
from party_card.rules import RULES
from party_card.services.load import read_builtin_pack

EVIDENCE_FOLDER = "seeds"
"""The folder of the dossiers: a file that cannot be read there may be one that the scene depends on."""


@dataclass(frozen=True, slots=True)
class SceneSnapshot:
    """A scene as its file has it now, in its pack; `scene` is None if the file holds none that could be read."""

    pack: Pack
    scene: Scene | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_playable(self) -> bool:
        """True if the scene can be played as it is."""
        has_errors = any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)
        return self.scene is not None and not has_errors


class IncrementalReader:
    """Reads the pack in `root`, and in it the scene in the file at `path`; messages name files below `display_root`."""

    def __init__(self, root: Path, display_root: Path, path: Path) -> None:
        self.root, self.display_root, self.path = root, display_root, path
        is_builtin = root.resolve() == find_builtin_pack().resolve()
        self._base = None if is_builtin else read_builtin_pack()
        self._parsed_files: dict[Path, tuple[SourceFile, Any, list[Diagnostic]]] = {}
        self._picture_dates: dict[str, int] = {}

    @property
    def name(self) -> str:
        """The file of the scene, as messages name it."""
        return str(self.display_root / self.path.relative_to(self.root))

    def has_changed(self) -> bool:
        """Returns True if any file has another text than when it was read last. Raises OSError as `read`."""
        files = {path: read_file(path, "")[0] for path in find_yaml_files(self.root)}
        texts = {path: file.text for path, file in files.items() if file is not None}
        known_texts = {path: file.text for path, (file, _, _) in self._parsed_files.items()}
        return texts != known_texts or self._picture_dates != self._read_picture_dates()

    def read(self) -> SceneSnapshot:
        """Reads the pack and checks the scene. Raises OSError if the folder cannot be listed."""
        self._picture_dates = self._read_picture_dates()
        with gc_paused():
            pack, diagnostics = self._read_pack()
            scene = next((scene for scene in pack.scenes.values() if scene.location.file.name == self.name), None)
            relevant_files = {
                self.name,
                *(name for name in _list_files(diagnostics) if Path(name).parent.name == EVIDENCE_FOLDER),
                *(pack.dossiers[name].location.file.name for name in _list_known_dossiers(pack, scene)),
            }
            if scene is not None:
                diagnostics += check_scene(pack, scene)
        reports = [diagnostic for diagnostic in diagnostics if diagnostic.primary.source.name in relevant_files]
        return SceneSnapshot(pack, scene, tuple(sorted(reports, key=self._rank)))

    def _rank(self, diagnostic: Diagnostic) -> tuple[Any, ...]:
        """Returns the sort key that puts errors first, then diagnostics in the scene's file."""
        is_elsewhere = diagnostic.primary.source.name != self.name
        return diagnostic.severity is not Severity.ERROR, is_elsewhere, diagnostic.sort_key

    def _read_picture_dates(self) -> dict[str, int]:
        return {name: path.stat().st_mtime_ns for name, path in find_pictures(self.root).items() if path.exists()}

    def _read_pack(self) -> tuple[Pack, list[Diagnostic]]:
        builder, diagnostics = PackBuilder(), list[Diagnostic]()
        paths = find_yaml_files(self.root)
        self._parsed_files = {path: parsed_file for path, parsed_file in self._parsed_files.items() if path in paths}
        for path in paths:
            file, reading_diagnostics = read_file(path, str(self.display_root / path.relative_to(self.root)))
            diagnostics += reading_diagnostics
            if file is None:
                self._parsed_files.pop(path, None)
                continue
            parsed_file = self._parsed_files.get(path)
            if parsed_file is None or parsed_file[0].text != file.text:
                parsed_file = self._parsed_files[path] = (file, *read_model(file))
            builder.files.append(parsed_file[0])
            diagnostics += builder.add_model(parsed_file[1], parsed_file[2])
        pack = replace(builder.build(self.root, find_pictures(self.root)), display_root=self.display_root)
        return (pack if self._base is None else overlay_pack(pack, self._base)), diagnostics


def check_scene(pack: Pack, scene: Scene) -> list[Diagnostic]:
    """Returns the rule diagnostics of a scene and its dossiers; rules on a whole pack may report other files."""
    reduced_pack = replace(
        pack,
        scenes={scene.scene: scene},
        dossiers={name: pack.dossiers[name] for name in _list_known_dossiers(pack, scene)},
        pictures={name: path for name, path in pack.pictures.items() if name == scene.picture},
        campaign=None,
    )
    diagnostics = list(get_scene_logic(pack, scene)[1])
    for rule in RULES:
        if rule.check is not None and rule.severity is not Severity.INFO:
            diagnostics += rule.check(pack if rule.scope == "pack" else reduced_pack)
    # A diagnostic without a file is about a placeholder for something that reading has already reported.
    return [item for item in diagnostics if item.primary.source.name and item.severity is not Severity.INFO]


def _list_files(diagnostics: list[Diagnostic]) -> set[str]:
    return {diagnostic.primary.source.name for diagnostic in diagnostics}


def _list_known_dossiers(pack: Pack, scene: Scene | None) -> list[DossierId]:
    return [name for name in scene.dossiers if name in pack.dossiers] if scene is not None else []
