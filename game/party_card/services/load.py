"""Finds the pack and the scene that a person named, or explains in one sentence why they cannot be found.

A pack is named by its folder, or by nothing at all for the built-in pack; a scene by its id in that pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.content.file_names import is_yaml_name
from party_card.content.file_text import MAX_FILE_BYTES
from party_card.content.models import SceneId
from party_card.content.overlay import exclude_scenes, overlay_pack
from party_card.content.pack import Pack, find_yaml_files, read_pack
from party_card.content.pack_folders import find_builtin_pack, find_pack_root
from party_card.content.pack_typography import set_typography_of_pack
from party_card.diagnostics.suggest import find_closest
from party_card.platform.regular_files import explain_broken_link, read_start
from party_card.services.errors import UsageError
from party_card.services.explain_path import explain_path_for_scene, explain_unread_file, require_pack

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic

_OTHER_KINDS = re.compile(r"^(?:campaign|dossier|references|index|people):", re.MULTILINE)
"""The first key of a file that holds no scene."""


@contextmanager
def explain_unreadable(root: Path | None) -> Iterator[None]:
    """Turns an OSError while a pack is read into a UsageError that names its folder."""
    try:
        yield
    except NotADirectoryError:
        if root is not None and root.is_file():
            is_zip = root.suffix.lower() == ".zip"
            hint = (
                f"a zip is put on the shelf with: party-card pack add {root}" if is_zip else explain_unread_file(root)
            )
            raise UsageError(f"{root} is no folder; {hint}") from None
        reason = explain_broken_link(root) if root is not None else ""
        raise UsageError(f"{root} is {reason}" if reason else f"there is no folder {root}") from None
    except OSError as error:
        raise UsageError(f"the folder {root} cannot be read: {error.strerror or error}") from None


def read_builtin_pack() -> Pack:
    """Returns the built-in pack, read once in a process: other packs are laid over it again and again."""
    return _read_pack_once(find_builtin_pack())


@cache
def _read_pack_once(root: Path) -> Pack:
    return set_typography_of_pack(read_pack(root)[0])


def read_pack_over_builtin(root: Path | None, display_root: Path | None = None) -> tuple[Pack, tuple[Diagnostic, ...]]:
    """Reads the pack in `root` and lays it over the built-in pack; None reads the built-in pack alone.

    Messages name the files of the pack below `display_root`. Raises OSError if the folder cannot be listed.
    """
    if root is None:
        pack, diagnostics = read_pack(find_builtin_pack(), display_root or Path())
    else:
        pack, diagnostics = read_pack(root, display_root)
    return complete_pack(pack), diagnostics


def complete_pack(pack: Pack) -> Pack:
    """Returns a pack as it was read with its typography set, laid over the built-in pack unless it is that."""
    pack = set_typography_of_pack(pack)
    is_builtin = pack.root.resolve() == find_builtin_pack().resolve()
    return pack if is_builtin else overlay_pack(pack, read_builtin_pack())


def load_pack(root: Path | None) -> Pack:
    """Reads a pack as it is, errors or not, or raises UsageError."""
    require_pack(root)
    with explain_unreadable(root):
        return read_pack_over_builtin(root)[0]


def require_scenes(pack: Pack) -> None:
    """Raises UsageError if a pack has no scene."""
    if not pack.scenes:
        raise UsageError("there is no scene in this folder; a scene file begins with `scene: its-name`")


def find_scene(pack: Pack, name: str) -> SceneId:
    """Returns the id of the scene called `name`, or raises UsageError with the closest name."""
    if name not in pack.scenes:
        raise unknown_scene_error(name, pack.scenes)
    return SceneId(name)


def unknown_scene_error(name: str, scene_names: Iterable[str], list_hint: str = "") -> UsageError:
    """Returns the error for an unknown scene name: it suggests the closest name, or lists all with `list_hint`."""
    if explanation := explain_path_for_scene(Path(name)):
        return UsageError(explanation)
    names = sorted(set(scene_names))
    closest = find_closest(name, names)
    advice = f"did you mean `{closest}`?" if closest else f"there are: {', '.join(names) or 'none'}{list_hint}"
    return UsageError(f"there is no scene `{name}`; {advice}")


def exclude_from_packs(packs: Sequence[Pack], excluded_scenes: Sequence[str]) -> tuple[Pack, ...]:
    """Returns the packs without `excluded_scenes`; of the packs after the first, only those with scenes left.

    Raises UsageError if no pack has one of these scenes, or if the first pack would be empty.
    """
    first_pack, *other_packs = packs
    other_scenes = {scene for pack in other_packs for scene in pack.scenes}
    first_pack_exclusions = [name for name in excluded_scenes if name in first_pack.scenes or name not in other_scenes]
    try:
        return (
            exclude_scenes(first_pack, first_pack_exclusions, other_scenes),
            *(
                exclude_scenes(pack, [name for name in excluded_scenes if name in pack.scenes])
                for pack in other_packs
                if not set(pack.scenes) <= set(excluded_scenes)
            ),
        )
    except ValueError as reason:
        raise UsageError(str(reason)) from None


def find_scene_file(scene: str, root: Path | None) -> tuple[Path, Path]:
    """Returns the root of a pack and the file of a scene in it; `scene` is a file, the scene's id, or its file's stem.

    The files are searched as text, since a scene that is being written may not be valid YAML. Raises UsageError.
    """
    path = Path(scene)
    if is_yaml_name(path.name):
        if not path.is_file():
            has_other = path.exists() or path.is_symlink()
            raise UsageError(explain_unread_file(path) if has_other else f"there is no file {path}")
        if root is not None and root.resolve() != find_pack_root(path).resolve():
            raise UsageError(f"{path} does not lie in {root}; leave out --pack, or name a scene of that folder")
        return find_pack_root(path), path
    require_pack(root)
    folder = find_builtin_pack() if root is None else root
    with explain_unreadable(folder):
        paths = find_yaml_files(folder)
    declaration = re.compile(rf"^scene:[ ]*[\"']?{re.escape(scene)}[\"']?[ ]*(?:#.*)?$", re.MULTILINE)
    path_by_stem: dict[str, Path] = {}
    for path in paths:
        with suppress(OSError):
            text = read_start(path, MAX_FILE_BYTES).decode("utf-8-sig", "replace")
            if declaration.search(text):
                return folder, path
            if not _OTHER_KINDS.search(text):
                path_by_stem[path.stem] = path
    if scene in path_by_stem:
        return folder, path_by_stem[scene]
    raise unknown_scene_error(scene, path_by_stem)
