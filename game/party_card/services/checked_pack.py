"""A pack together with everything that reading it and the rules found in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from party_card.content.file_names import is_yaml_name
from party_card.content.garbage_collection import age_objects, gc_paused
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.content.pack_folders import find_pack_root
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.source import SourceFile
from party_card.engine.compiled import CompiledScene, compile_scene
from party_card.frozen_dataclass import frozen_dataclass
from party_card.result_cache.request import CachedRequest
from party_card.rules import check_own_files
from party_card.services.errors import InvalidContentError, UsageError
from party_card.services.explain_path import explain_unread_file, require_pack, require_path
from party_card.services.known_rules import find_rule_diagnostics, keep_rule_diagnostics
from party_card.services.load import explain_unreadable, find_scene, read_pack_over_builtin


@frozen_dataclass
class LoadedPack:
    """A pack, and what was found while it was read; what is wrong in the built-in pack below it is left out."""

    pack: Pack
    reading_diagnostics: tuple[Diagnostic, ...]

    def files_at(self, path: Path | None) -> tuple[SourceFile, ...]:
        """Returns the YAML files at `path`."""
        return tuple(file for file in self.pack.files if _is_at(file, path))

    def scene_ids_at(self, path: Path | None) -> tuple[SceneId, ...]:
        """Returns the scenes whose files are at `path`; never one of the built-in pack below."""
        names = {file.name for file in self.files_at(path)}
        return tuple(scene_id for scene_id, scene in self.pack.scenes.items() if scene.location.file.name in names)

    def release_scene(self, scene: SceneId) -> None:
        """Lets go of a scene that is proved: what the rules found is known, and no other scene needs it."""
        self.pack.logic_cache.pop(scene, None)
        if isinstance(self.pack.scenes, dict):
            self.pack.scenes.pop(scene, None)

    def compile_scene(self, scene: SceneId) -> CompiledScene:
        """Compiles a scene. Raises InvalidSceneError."""
        return compile_scene(self.pack, self.pack.scenes[scene])


@frozen_dataclass
class CheckedPack(LoadedPack):
    """A pack and its diagnostics."""

    rule_diagnostics: tuple[Diagnostic, ...]

    def diagnostics_at(self, path: Path | None) -> tuple[Diagnostic, ...]:
        """Returns the diagnostics in the files at `path`: a file, a folder, or (None) the whole pack."""
        diagnostics = (*self.reading_diagnostics, *self.rule_diagnostics)
        return tuple(diagnostic for diagnostic in diagnostics if _is_at(diagnostic.primary.source, path))

    def errors_for(self, scenes: Collection[str]) -> list[Diagnostic]:
        """Returns the errors that prevent these scenes from being used: those in files of other scenes do not."""
        diagnostics = self.diagnostics_for(scenes)
        return [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]

    def diagnostics_for(self, scenes: Collection[str]) -> list[Diagnostic]:
        """Returns all diagnostics except those in the files of scenes that are not in `scenes`."""
        other_files = {
            scene.location.file.name for scene_id, scene in self.pack.scenes.items() if scene_id not in scenes
        }
        diagnostics = self.diagnostics_at(None)
        return [diagnostic for diagnostic in diagnostics if diagnostic.primary.source.name not in other_files]


def _is_at(file: SourceFile, path: Path | None) -> bool:
    return path is None or Path(file.name) == path or path in Path(file.name).parents


def read_checked_pack(
    root: Path | None, display_root: Path | None = None, request: CachedRequest | None = None
) -> CheckedPack:
    """Reads and checks the pack in `root` (None: the built-in one). Raises OSError if the folder cannot be listed.

    What the rules found is kept with `request`, and found there.
    """
    with gc_paused():
        pack, reading_diagnostics = read_pack_over_builtin(root, display_root)
        return check_loaded_pack(LoadedPack(pack, reading_diagnostics), request)


def check_loaded_pack(loaded_pack: LoadedPack, request: CachedRequest | None = None) -> CheckedPack:
    """Checks a pack; what the rules found is kept with `request`, and found there."""
    pack = loaded_pack.pack
    with gc_paused():
        rule_diagnostics = find_rule_diagnostics(request, pack) if request is not None else None
        if rule_diagnostics is None:
            rule_diagnostics = check_own_files(pack)
            if request is not None:
                keep_rule_diagnostics(request, pack, rule_diagnostics)
        age_objects()
    return CheckedPack(pack, loaded_pack.reading_diagnostics, tuple(rule_diagnostics))


def load_checked_pack(root: Path | None, request: CachedRequest | None = None) -> CheckedPack:
    """Reads and checks the pack in `root` (None: the built-in one), or raises UsageError.

    What the rules found is kept with `request`, and found there.
    """
    return check_loaded_pack(_load_pack(root), request)


def _load_pack(root: Path | None) -> LoadedPack:
    require_pack(root)
    with explain_unreadable(root), gc_paused():
        loaded_pack = LoadedPack(*read_pack_over_builtin(root))
        age_objects()
    return loaded_pack


def load_paths(paths: Sequence[Path]) -> tuple[tuple[Path | None, LoadedPack], ...]:
    """Returns files and folders with the packs that they belong to, each read once and not checked.

    Without paths the built-in pack, at None. Raises UsageError.
    """
    roots = {path: _find_root(path) for path in paths or (None,)}
    packs = {root: _load_pack(root) for root in dict.fromkeys(roots.values())}
    for path, root in roots.items():
        if path is not None:
            _require_yaml_files(path, packs[root])
    return tuple((path, packs[root]) for path, root in roots.items())


def check_loaded_paths(
    loaded_paths: Iterable[tuple[Path | None, LoadedPack]],
) -> Iterator[tuple[Path | None, CheckedPack]]:
    """Yields the same paths with their packs checked, each when it is first asked for."""
    checked_packs: dict[int, CheckedPack] = {}
    for path, loaded_pack in loaded_paths:
        key = id(loaded_pack)
        if key not in checked_packs:
            checked_packs[key] = check_loaded_pack(loaded_pack)
        yield path, checked_packs[key]


def _find_root(path: Path | None) -> Path | None:
    """Returns the folder of the pack that a file or folder belongs to, or raises UsageError."""
    if path is None:
        return None
    require_path(path)
    if not path.is_dir() and not is_yaml_name(path.name):
        raise UsageError(explain_unread_file(path))
    return find_pack_root(path)


def _require_yaml_files(path: Path, loaded_pack: LoadedPack) -> None:
    """Raises UsageError if there is nothing at `path` that could be checked."""
    found = [item for item in loaded_pack.reading_diagnostics if _is_at(item.primary.source, path)]
    if not loaded_pack.files_at(path) and all(item.code == "unread-file" for item in found):
        if not path.is_dir():
            raise UsageError(explain_unread_file(path))
        raise UsageError(f"there is no YAML file in {path}")


def load_valid_pack(root: Path | None, scene: str | None = None) -> Pack:
    """Reads a pack and raises InvalidContentError if it has errors; with `scene`, errors in other scenes are ignored.

    If there is no such scene, all errors count: one of them may be the reason. Raises UsageError too.
    """
    checked_pack = load_checked_pack(root)
    scenes = [scene] if scene is not None and scene in checked_pack.pack.scenes else list(checked_pack.pack.scenes)
    if errors := checked_pack.errors_for(scenes):
        raise InvalidContentError(errors)
    return checked_pack.pack


def load_valid_scene(root: Path | None, name: str) -> tuple[Pack, SceneId]:
    """Finds a scene in a pack, or raises UsageError; raises InvalidContentError if errors prevent its use."""
    checked_pack = load_checked_pack(root)
    scene = find_scene(checked_pack.pack, name)
    if errors := checked_pack.errors_for([scene]):
        raise InvalidContentError(errors)
    return checked_pack.pack, scene
