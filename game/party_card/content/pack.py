"""A pack: a folder of sources, dossiers, scenes and pictures, read as a whole.

Law: every YAML file of a pack says by one of its keys what it is; where it lies does not matter. A file that cannot be
read is left out and reported; the others are read all the same.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from party_card.content.decode import DecodeContext, decode
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
from party_card.content.yaml_loader import MappingNode, ScalarNode, compose
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import suggest

K = TypeVar("K")
V = TypeVar("V")
FOLDERS = ("seeds", "scenes")
"""Where YAML files are looked for, beside the pack's root itself."""
KINDS: Mapping[str, type[Any]] = {
    "scene": Scene,
    "dossier": Dossier,
    "references": Bibliography,
    "index": Index,
    "campaign": Campaign,
}
"""The key that says what a file is, and its model."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a folder holds, by id. `files` lists every YAML file that was looked at.

    `heads` are scenes without their passages, where those are read later.
    """

    root: Path
    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    indexes: Mapping[SourceId, Index] = field(default_factory=dict)
    dossiers: Mapping[DossierId, Dossier] = field(default_factory=dict)
    scenes: Mapping[SceneId, Scene] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)
    campaign: Campaign | None = None
    files: tuple[SourceFile, ...] = ()
    heads: Mapping[SceneId, Scene] = field(default_factory=dict, compare=False, repr=False)
    logics: dict[SceneId, Any] = field(default_factory=dict, compare=False, repr=False)
    """What `logic.logic_of` has parsed so far: rules, kernel and proof ask for the same."""
    shown: Path | None = None
    """The root as messages should name it; None: as it is."""
    title: str = ""
    """What it is called where it stands beside others; the game's own needs no name."""

    def facts(self, told: Scene | Campaign) -> dict[FactId, Fact]:
        """The facts of all dossiers that a scene or the campaign names; of two with one id, the first dossier's."""
        found: dict[FactId, Fact] = {}
        for name in reversed(told.dossiers):
            if name in self.dossiers:
                found.update(self.dossiers[name].facts)
        return found

    def head(self, name: SceneId) -> Scene:
        """A scene as far as a shelf tells of it; its passages may not have been read yet."""
        return self.heads[name] if name in self.heads else self.scenes[name]

    def own_pictures(self) -> dict[str, Path]:
        """The pictures that lie in this pack and not beneath it, by the names that messages give their files."""
        shown = self.root if self.shown is None else self.shown
        own = [path for path in self.pictures.values() if path.is_relative_to(self.root)]
        return {str(shown / path.relative_to(self.root)): path for path in own}

    def order(self) -> tuple[SceneId, ...]:
        """The scenes of the campaign as it has them, then the others by date."""
        stations = self.campaign.stations if self.campaign else ()
        first = [station.scene for station in stations if station.scene in self.scenes]
        others = sorted((self.head(name).span or "9999", name) for name in self.scenes if name not in first)
        return (*first, *(name for _, name in others))


def builtin() -> Path:
    """The root of the pack that comes with the game: inside the package once installed, else the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "builtin"
    return inside if inside.is_dir() else package.parents[1]


@contextmanager
def gc_paused() -> Iterator[None]:
    """Without the garbage collector: building many small objects that all live on is 2.4 times faster so."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_pack(root: Path, shown: Path | None = None) -> tuple[Pack, tuple[Diagnostic, ...]]:
    """The pack in the folder `root`, and every problem found while reading.

    `shown` is the folder as messages should name it. Raises OSError where the folder cannot be listed.
    """
    gathered = PackBuilder()
    found = gathered.load_files(yaml_files(root), root, root if shown is None else shown)
    return replace(gathered.build(root, pictures(root)), shown=shown), tuple(found)


def pictures(root: Path) -> dict[str, Path]:
    """The pictures of a pack by name."""
    return {path.stem: path for path in sorted((root / "assets" / "pictures").glob("*.svg"))}


def yaml_files(root: Path) -> list[Path]:
    """The YAML files of a pack, sorted by folder and name."""
    if not root.is_dir():
        raise NotADirectoryError(root)
    folders = [root / name for name in FOLDERS if (root / name).is_dir()] or [root]
    return [path for folder in folders for path in yaml_in(folder)]


def yaml_in(folder: Path) -> list[Path]:
    """The YAML files of a folder by name."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))


def read_file(path: Path, name: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    """A file's text, or None with the reason: unreadable, or not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror or error}"
        file = SourceFile(name, "")
        helps = (Help("is it open in another program, or closed to you?"),)
        label = Label(file, Span(1, 1, 2))
        return None, [Diagnostic("unreadable-file", Severity.ERROR, message, label, helps=helps)]
    try:
        return SourceFile(name, data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")), []
    except UnicodeDecodeError as error:
        file = SourceFile(name, data.decode("utf-8", "replace"))
        start = len(data[: error.start].decode("utf-8", "replace"))
        message = "from here on this file is not UTF-8 text"
        helps = (Help("save it again with the encoding UTF-8"),)
        return None, [
            Diagnostic("not-utf8", Severity.ERROR, message, Label(file, file.span(start, start + 1)), helps=helps)
        ]


def read_model(file: SourceFile) -> tuple[Any, list[Diagnostic]]:
    """The model that a file holds, or None where nothing can be made of it, and every problem in it."""
    root, problems = compose(file)
    if root is None:
        return None, problems
    keys = [key.value for key, _ in root.value if isinstance(key, ScalarNode)] if isinstance(root, MappingNode) else []
    kind = next((KINDS[key] for key in keys if key in KINDS), None)
    reading = DecodeContext(file)
    if kind is None:
        first = keys[0] if keys else ""
        helps = suggest(first, KINDS) if first else ()
        message = "this is no scene, dossier, bibliography, index or campaign"
        mend = helps if helps and helps[0].replacement else (Help("begin a scene with a line `scene: its-name`"),)
        reading.report("unknown-kind", message, root, mend)
        return None, reading.diagnostics
    return decode(kind, root, reading), reading.diagnostics


class PackBuilder:
    """A pack while its files come in."""

    def __init__(self) -> None:
        self.files: list[SourceFile] = []
        self.sources: dict[SourceId, Source] = {}
        self.indexes: dict[SourceId, Index] = {}
        self.dossiers: dict[DossierId, Dossier] = {}
        self.scenes: dict[SceneId, Scene] = {}
        self.campaign: Campaign | None = None

    def load_files(self, paths: Iterable[Path], root: Path, shown: Path) -> list[Diagnostic]:
        """Takes files in; returns the problems found while reading them."""
        found: list[Diagnostic] = []
        with gc_paused():
            for path in paths:
                file, problems = read_file(path, str(shown / path.relative_to(root)))
                found += problems
                if file is not None:
                    self.files.append(file)
                    found += self.load_file(file)
        return found

    def load_file(self, file: SourceFile) -> list[Diagnostic]:
        """Takes one file in; returns the problems in it."""
        return self.add_model(*read_model(file))

    def add_model(self, model: Any, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Takes in what a file holds; returns what was found in it, and ids that it gives a second time."""
        problems = list(found)
        if isinstance(model, Scene):
            problems += self._keep(self.scenes, model.scene, model, "scene")
        elif isinstance(model, Dossier):
            problems += self._keep(self.dossiers, model.dossier, model, "dossier")
        elif isinstance(model, Index):
            problems += self._keep(self.indexes, model.index, model, "index")
        elif isinstance(model, Bibliography):
            for source in model.references:
                problems += self._keep(self.sources, source.id, source, "id")
        elif isinstance(model, Campaign):
            self.campaign = model
        return problems

    def _keep(self, kept: dict[Any, Any], name: str, model: Any, key: str) -> list[Diagnostic]:
        if name not in kept:
            kept[name] = model
            return []
        first = kept[name].location.value(key).label(message="the first one")
        message = f"there is another {key} `{name}`" if key != "id" else f"there is another source `{name}`"
        primary = model.location.value(key).label()
        return [
            Diagnostic("duplicate-id", Severity.ERROR, message, primary, (first,), (Help("rename one of the two"),))
        ]

    def build(self, root: Path, pictures: Mapping[str, Path]) -> Pack:
        """What has come in, as a pack."""
        files = tuple(self.files)
        return Pack(root, self.sources, self.indexes, self.dossiers, self.scenes, pictures, self.campaign, files)
