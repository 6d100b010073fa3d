"""Lazy loading of a pack for playing: the heads of its scenes at once, passages and evidence on access.

Invariant: lazily loaded values equal those that `read_pack` loads at once, whether they were compiled or are read from
YAML. Diagnostics are dropped, so this is for a pack that has been checked before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from party_card.content.compiled_pack import HEADS, CompiledEntry, CompiledFiles, content_key
from party_card.content.file_text import MAX_FILE_BYTES, decode_file
from party_card.content.garbage_collection import gc_paused
from party_card.content.lazy_mapping import LazyMapping
from party_card.content.models import Dossier, DossierId, Scene, SceneId
from party_card.content.pack import Pack, PackBuilder, find_pictures, list_yaml_files, read_pack
from party_card.content.pack_typography import set_typography_of_pack
from party_card.content.scene_logic import SceneLogic
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.platform.regular_files import read_regular_file

_DOSSIER_ID = re.compile(r"^dossier:[ ]*[\"']?([a-z0-9-]+)", re.MULTILINE)
_GAZETTEER = re.compile(r"^places:[ ]*(?:#.*)?$", re.MULTILINE)
BODY_KEYS = (
    *("variables", "start", "passages", "essentials", "record", "aftermath", "file", "debrief"),
    *("leaves", "always", "never", "tests", "todo"),
)
"""The keys of a scene that no list of scenes needs. In all built-in scenes the others are above them."""
_BODY = re.compile(rb"^(?:variables|start|passages):", re.MULTILINE)
"""The beginning of the body of a scene."""
_HEAD_KEY = re.compile(rf"\n(?=[\w\"'])(?!(?:{'|'.join(BODY_KEYS)})[ ]*:)".encode())
"""A key of the head; a scene with one below the beginning of its body is read whole."""


def open_pack(root: Path, compiled: CompiledFiles | None = None) -> Pack:
    """Opens the pack in `root` for playing (14 scenes in 2 ms instead of 40). Raises OSError like `read_pack`.

    `compiled` are compiled files of this pack, and of no other: what they say is not checked against the rules.
    """
    if not (root / "seeds").is_dir() or not (root / "scenes").is_dir():
        return set_typography_of_pack(read_pack(root)[0])
    loader = _Loader(root, compiled)
    builder = PackBuilder()
    with gc_paused():
        loader.load_heads(builder)
    heads = builder.scenes
    pack = replace(
        builder.build(root, find_pictures(root)),
        scenes=LazyMapping(lambda: heads, lambda name: loader.load_scene(name, heads[name])),
        scene_heads=heads,
        sources=LazyMapping(lambda: loader.sources.sources, lambda name: loader.sources.sources[name]),
        indexes=LazyMapping(lambda: loader.sources.indexes, lambda name: loader.sources.indexes[name]),
        dossiers=LazyMapping(lambda: loader.seeds.dossiers, loader.load_dossier),
        places=LazyMapping(lambda: loader.gazetteers.places, lambda name: loader.gazetteers.places[name]),
        dossier_files=LazyMapping(lambda: loader.seeds.dossiers, lambda name: loader.seeds.dossiers[name]),
        people=LazyMapping(lambda: loader.sources.people, lambda name: loader.sources.people[name]),
        logic_cache=loader.logic_cache,
    )
    return set_typography_of_pack(pack)


def read_model(file: SourceFile) -> tuple[Any, list[Diagnostic]]:
    """Decodes the model in a file of YAML, like `file_reader.read_model`, which is imported only now."""
    from party_card.content import file_reader  # noqa: PLC0415  # with PyYAML, and a fifth of the start of the program

    return file_reader.read_model(file)


class _Seeds(NamedTuple):
    """The files of evidence: the dossiers by id, the gazetteers, and the others: bibliography, indexes and people."""

    dossiers: dict[DossierId, SourceFile]
    gazetteers: list[SourceFile]
    other_files: list[SourceFile]


class _Loader:
    """Reads the files of a pack when they are asked for: from compiled files, or else from YAML."""

    def __init__(self, root: Path, compiled: CompiledFiles | None) -> None:
        self.logic_cache: dict[SceneId, Any] = {}
        self._root, self._compiled = root, compiled
        self._scene_sources: dict[SceneId, SourceFile | Path] = {}
        self._keys: dict[SourceFile, str] = {}
        """The keys of files of evidence."""

    # -------------------------------------------------------------------------------------------------------- scenes

    def load_heads(self, builder: PackBuilder) -> None:
        """Adds the campaign, the prologues and the heads of the scenes."""
        entries = self._read_entries(HEADS)
        contents: dict[str, tuple[str, Any]] = {}
        has_news = False
        for path in list_yaml_files(self._root / "scenes"):
            data = _read_bytes(path)
            file = _decode(_cut_body(data, is_compiled=path.name in entries), path) if data is not None else None
            if data is None or file is None:
                continue
            key, diagnostics = content_key(data), list[Diagnostic]()
            model = _decode_entry(entries, path, key, file)
            if model is None:
                model, diagnostics = read_model(_decode(_cut_body(data), path) or file)
                has_news = True
            if model is not None:  # what is missing in a head is below it
                contents[path.name] = key, model
            builder.add_model(model, diagnostics)
            if isinstance(model, Scene):
                # Without compiled files the text stays as it was when the pack was opened.
                source = path if self._compiled is not None else _decode(data, path) or path
                self._scene_sources.setdefault(model.scene, source)
        if self._compiled is not None and has_news:
            self._compiled.write(HEADS, contents)

    def load_scene(self, name: SceneId, head: Scene) -> Scene:
        """Returns a scene with its passages; its head if its file cannot be read."""
        source = self._scene_sources[name]
        with gc_paused():
            if isinstance(source, SourceFile):
                scene, _ = read_model(source)
            else:
                scene = self._load_compiled_scene(source)
        return scene if isinstance(scene, Scene) else head

    def _load_compiled_scene(self, path: Path) -> Any:
        """Returns a scene whose logic is known, too; compiles it if that was not done before."""
        data = _read_bytes(path)
        file = _decode(data, path) if data is not None else None
        if data is None or file is None:
            return None
        key, compiled_name = content_key(data), f"scenes/{path.stem}"
        parts = _decode_entry(self._read_entries(compiled_name), path, key, file)
        if parts is None:
            parts, has_mistakes = read_scene_with_logic(file)
            if self._compiled is not None and not has_mistakes:
                self._compiled.write(compiled_name, {path.name: (key, parts)})
        scene, logic = parts
        if logic is not None:
            self.logic_cache[scene.scene] = (scene, logic, ())
        return scene

    # ------------------------------------------------------------------------------------------------------ evidence

    @cached_property
    def seeds(self) -> _Seeds:
        """The files of evidence by their kind."""
        dossiers: dict[DossierId, SourceFile] = {}
        gazetteers: list[SourceFile] = []
        other_files: list[SourceFile] = []
        for path in list_yaml_files(self._root / "seeds"):
            data = _read_bytes(path)
            file = _decode(data, path) if data is not None else None
            if data is None or file is None:
                continue
            self._keys[file] = content_key(data)
            if match := _DOSSIER_ID.search(file.text):
                dossiers.setdefault(DossierId(match[1]), file)
            elif _GAZETTEER.search(file.text):
                gazetteers.append(file)
            else:
                other_files.append(file)
        return _Seeds(dossiers, gazetteers, other_files)

    @cached_property
    def gazetteers(self) -> PackBuilder:
        """The places."""
        return self._load_files(self.seeds.gazetteers)

    @cached_property
    def sources(self) -> PackBuilder:
        """The sources, their indexes, and the people."""
        return self._load_files(self.seeds.other_files)

    def load_dossier(self, name: DossierId) -> Dossier:
        """Returns a dossier; an empty one if its file cannot be read."""
        with gc_paused():
            model, _ = self._load_model(self.seeds.dossiers[name])
        return model if isinstance(model, Dossier) else Dossier(dossier=name)

    def _load_files(self, files: list[SourceFile]) -> PackBuilder:
        builder = PackBuilder()
        with gc_paused():
            for file in files:
                builder.add_model(*self._load_model(file))
        return builder

    def _load_model(self, file: SourceFile) -> tuple[Any, list[Diagnostic]]:
        path, key = Path(file.name), self._keys[file]
        compiled_name = f"seeds/{path.stem}"
        model = _decode_entry(self._read_entries(compiled_name), path, key, file)
        if model is not None:
            return model, []
        model, diagnostics = read_model(file)
        if self._compiled is not None and not diagnostics:
            self._compiled.write(compiled_name, {path.name: (key, model)})
        return model, diagnostics

    def _read_entries(self, name: str) -> Mapping[str, CompiledEntry]:
        return self._compiled.read(name) if self._compiled is not None else {}


def read_scene_with_logic(file: SourceFile) -> tuple[tuple[Any, SceneLogic | None], bool]:
    """Reads a scene of YAML with its parsed logic. Returns both, and True if there is a mistake in them."""
    from party_card.content.logic_parser import parse_logic  # noqa: PLC0415  # a compiled scene does without

    scene, diagnostics = read_model(file)
    if not isinstance(scene, Scene) or diagnostics:
        return (scene, None), True
    logic, diagnostics = parse_logic(scene)
    return (scene, None if diagnostics else logic), bool(diagnostics)


def _decode_entry(entries: Mapping[str, CompiledEntry], path: Path, key: str, file: SourceFile) -> Any:
    """Returns what was compiled of a file as it is now; None if nothing was, or nothing that can be read."""
    entry = entries.get(path.name)
    return entry.decode(file) if entry is not None and entry.key == key else None


def _read_bytes(path: Path) -> bytes | None:
    with suppress(OSError):
        return read_regular_file(path, MAX_FILE_BYTES)
    return None


def _decode(data: bytes, path: Path) -> SourceFile | None:
    return decode_file(data, str(path))[0]


def _cut_body(data: bytes, *, is_compiled: bool = False) -> bytes:
    """Returns a scene without its body; the whole file if a key of the head is below, and it was not compiled."""
    body = _BODY.search(data)
    if body is None or (not is_compiled and _HEAD_KEY.search(data, body.start())):
        return data
    return data[: body.start()]


def compile_pack(root: Path, folder: Path) -> None:
    """Compiles the built-in pack in `root` into an empty folder."""
    pack = open_pack(root, CompiledFiles(folder, writable=True))
    for part in (pack.scenes, pack.dossiers, pack.sources, pack.indexes, pack.people, pack.places):
        tuple(part.values())  # what is loaded is compiled
