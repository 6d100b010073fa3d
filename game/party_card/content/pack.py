"""Packs: folders of sources, dossiers, scenes and pictures.

Invariant: a file that cannot be read is left out and reported; the others are read all the same.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from party_card.content.file_reader import read_file, read_model
from party_card.content.models import (
    Bibliography,
    Campaign,
    Dossier,
    DossierId,
    Fact,
    FactId,
    Index,
    Scene,
    SceneId,
    Source,
    SourceId,
)
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.source import SourceFile

YAML_FOLDERS = ("seeds", "scenes")
"""The folders of a pack that hold its YAML files; a pack without them holds them in its root."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The contents of a pack, by id. `files` lists every YAML file that was read."""

    root: Path
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    indexes: Mapping[SourceId, Index] = field(default_factory=dict)
    dossiers: Mapping[DossierId, Dossier] = field(default_factory=dict)
    scenes: Mapping[SceneId, Scene] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)
    campaign: Campaign | None = None
    files: tuple[SourceFile, ...] = ()
    scene_heads: Mapping[SceneId, Scene] = field(default_factory=dict, compare=False, repr=False)
    """Scenes without their passages, if the passages are loaded later."""
    logic_cache: dict[SceneId, Any] = field(default_factory=dict, compare=False, repr=False)
    """Results of `get_scene_logic`, which rules, engine and model checker share."""
    display_root: Path | None = None
    """The root as messages name it, if it differs from `root`."""
    title: str = ""
    """The name of the pack in a list of packs; the built-in one has none."""

    def collect_facts(self, document: Scene | Campaign) -> dict[FactId, Fact]:
        """Returns the facts of all dossiers of a scene or campaign; of two with the same id, the first dossier's."""
        facts: dict[FactId, Fact] = {}
        for name in reversed(document.dossiers):
            if name in self.dossiers:
                facts.update(self.dossiers[name].facts)
        return facts

    def scene_head(self, name: SceneId) -> Scene:
        """Returns a scene, perhaps without its passages."""
        return self.scene_heads[name] if name in self.scene_heads else self.scenes[name]

    def list_own_pictures(self) -> dict[str, Path]:
        """Returns the pictures below the root, not those of an underlying pack, by their names in messages."""
        display_root = self.root if self.display_root is None else self.display_root
        own_paths = [path for path in self.pictures.values() if path.is_relative_to(self.root)]
        return {str(display_root / path.relative_to(self.root)): path for path in own_paths}

    def scene_ids(self) -> tuple[SceneId, ...]:
        """Returns the scenes of the campaign in its order, then the others by date."""
        stations = self.campaign.stations if self.campaign else ()
        in_campaign = [station.scene for station in stations if station.scene in self.scenes]
        pairs = sorted((self.scene_head(name).span or "9999", name) for name in self.scenes if name not in in_campaign)
        return (*in_campaign, *(name for _, name in pairs))


def find_builtin_pack() -> Path:
    """Returns the root of the built-in pack: inside the package if it is installed, else the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "builtin"
    return inside if inside.is_dir() else package.parents[1]


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pauses the garbage collector: building many small objects that all stay alive takes 2.4 times as long with it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_pack(root: Path, display_root: Path | None = None) -> tuple[Pack, tuple[Diagnostic, ...]]:
    """Reads the pack in the folder `root`. Returns it, and every problem found while reading.

    Messages name the folder `display_root`. Raises OSError if the folder cannot be listed.
    """
    builder = PackBuilder()
    diagnostics = builder.load_files(find_yaml_files(root), root, root if display_root is None else display_root)
    return replace(builder.build(root, find_pictures(root)), display_root=display_root), tuple(diagnostics)


def find_pictures(root: Path) -> dict[str, Path]:
    """Returns the pictures of a pack by name."""
    return {path.stem: path for path in sorted((root / "assets" / "pictures").glob("*.svg"))}


def find_yaml_files(root: Path) -> list[Path]:
    """Returns the YAML files of a pack, sorted by folder and name. Raises OSError if there is no such folder."""
    if not root.is_dir():
        raise NotADirectoryError(root)
    folders = [root / name for name in YAML_FOLDERS if (root / name).is_dir()] or [root]
    return [path for folder in folders for path in list_yaml_files(folder)]


def list_yaml_files(folder: Path) -> list[Path]:
    """Returns the YAML files of a folder, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))


class PackBuilder:
    """Collects the models of files into a pack."""

    def __init__(self) -> None:
        self.files: list[SourceFile] = []
        self.sources: dict[SourceId, Source] = {}
        self.indexes: dict[SourceId, Index] = {}
        self.dossiers: dict[DossierId, Dossier] = {}
        self.scenes: dict[SceneId, Scene] = {}
        self.campaign: Campaign | None = None

    def load_files(self, paths: Iterable[Path], root: Path, display_root: Path) -> list[Diagnostic]:
        """Reads and adds files; returns the problems found while reading them."""
        diagnostics: list[Diagnostic] = []
        with gc_paused():
            for path in paths:
                file, errors = read_file(path, str(display_root / path.relative_to(root)))
                diagnostics += errors
                if file is not None:
                    self.files.append(file)
                    diagnostics += self.load_file(file)
        return diagnostics

    def load_file(self, file: SourceFile) -> list[Diagnostic]:
        """Adds the model of a file; returns the problems in it."""
        return self.add_model(*read_model(file))

    def add_model(self, model: Any, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Adds a model; returns `diagnostics`, which were found in it, and its duplicate ids."""
        errors = list(diagnostics)
        if isinstance(model, Scene):
            errors += _add_unique(self.scenes, model.scene, model, "scene")
        elif isinstance(model, Dossier):
            errors += _add_unique(self.dossiers, model.dossier, model, "dossier")
        elif isinstance(model, Index):
            errors += _add_unique(self.indexes, model.index, model, "index")
        elif isinstance(model, Bibliography):
            for source in model.references:
                errors += _add_unique(self.sources, source.id, source, "id")
        elif isinstance(model, Campaign):
            self.campaign = model
        return errors

    def build(self, root: Path, pictures: Mapping[str, Path]) -> Pack:
        """Returns a pack of the models added so far; `root` is its folder."""
        files = tuple(self.files)
        return Pack(root, self.sources, self.indexes, self.dossiers, self.scenes, pictures, self.campaign, files)


def _add_unique(models: dict[Any, Any], name: str, model: Any, key: str) -> list[Diagnostic]:
    """Adds a model under its id, unless there is another: then returns the diagnostic for that."""
    first_model = models.setdefault(name, model)
    if first_model is model:
        return []
    message = f"there is another {'source' if key == 'id' else key} `{name}`"
    label = model.location.value(key).label()
    other_ids = (first_model.location.value(key).label(message="the first one"),)
    return [Diagnostic("duplicate-id", Severity.ERROR, message, label, other_ids, (Help("rename one of the two"),))]
