"""Explains what is at a path that a person named instead of a pack or a file of one, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from party_card.content.file_names import is_leftover, is_yaml_name
from party_card.content.foreign_formats import describe_format, explain_conversion
from party_card.content.pack import list_yaml_files
from party_card.content.pack_folders import YAML_FOLDERS
from party_card.content.unread_files import is_text_name, looks_like_pack_file, suggest_yaml_name
from party_card.diagnostics.suggest import find_closest
from party_card.platform.regular_files import explain_broken_link, read_start
from party_card.services.errors import UsageError

MAX_DEPTH = 3
"""How deep below a folder packs are looked for."""
MAX_FOLDERS = 2000
"""How many folders are looked into."""
MAX_LISTED = 6
"""How many packs or files a message lists."""
_HEAD_BYTES = 100_000
_NEW_SCENE = "`party-card new my-scene` writes a scene to begin with"


def require_pack(root: Path | None) -> None:
    """Raises UsageError if there is no file of a pack in the folder `root`; None is the built-in pack.

    A missing folder and a folder that cannot be read are reported by whoever reads it.
    """
    if root is None or not root.is_dir():
        return
    try:
        if not _has_pack_files(root):
            raise UsageError(_explain_folder(root))
    except OSError:
        return


def require_path(path: Path) -> None:
    """Raises UsageError if nothing exists at `path`, and names what was probably meant."""
    if path.exists() or path.is_symlink():
        return
    try:
        names = [sibling.name for sibling in path.parent.iterdir() if not is_leftover(sibling.name)]
    except OSError:
        raise UsageError(f"there is no file or folder {path}") from None
    by_stem = [name for name in sorted(names) if is_yaml_name(name) and Path(name).stem == path.name]
    closest = by_stem[0] if by_stem else find_closest(path.name, names)
    advice = f"; did you mean {path.with_name(closest)}?" if closest else ""
    raise UsageError(f"there is no file or folder {path}{advice}")


def explain_path_for_scene(path: Path) -> str:
    """Returns what to name where a folder or file stands in place of a scene; empty if nothing lies at `path`."""
    if path.is_dir():
        try:
            is_pack = _has_pack_files(path)
            return (
                f"{path} is a folder: name one of its scenes, and --pack {path}" if is_pack else _explain_folder(path)
            )
        except OSError:
            return f"{path} is a folder, not a scene"
    if path.is_file():
        return explain_unread_file(path)
    reason = explain_broken_link(path)
    return f"{path} is {reason}" if reason else ""


def explain_unread_file(path: Path) -> str:
    """Returns why a file is not read as one of a pack, and what to do."""
    if is_leftover(path.name):
        return f"{path} is hidden, or left by another program, and no part of a pack"
    try:
        description = describe_format(read_start(path, _HEAD_BYTES))
    except OSError as error:
        return f"{path} cannot be read: {error.strerror or error}"
    if description == "a zip archive":
        command = f"party-card pack add {path}"
        return f"{path} is {description}: unpack it and name its folder, or put it on the shelf with: {command}"
    if description:
        return f"{path} is {description}, not plain text: {explain_conversion(description)}"
    if is_yaml_name(path.name):
        folders = " and ".join(name for name in YAML_FOLDERS if (path.parent / name).is_dir())
        return f"{path} is not read: of this pack only the folders {folders} are; move it into one of them"
    if is_text_name(path.name) and looks_like_pack_file(path):
        new_name = path.with_name(suggest_yaml_name(path.name))
        return f"{path} is a text file, and the names of scenes end in .yaml: rename it to {new_name}"
    return f"{path} is no YAML file: its name must end in .yaml"


def _has_pack_files(root: Path) -> bool:
    """Returns True if there is a file in a folder of the pack, or one of a pack in a folder without such folders."""
    folders = [root / name for name in YAML_FOLDERS if (root / name).is_dir()]
    if folders:
        return any(list_yaml_files(folder) for folder in folders)
    files = list_yaml_files(root)
    # Without a pack below, a YAML file is taken for one with a mistake in its first key.
    return any(map(looks_like_pack_file, files)) or (bool(files) and next(_iter_packs_below(root), None) is None)


def _explain_folder(root: Path) -> str:
    if packs := list(_iter_packs_below(root)):
        names = [str(pack) for pack in packs[:MAX_LISTED]]
        listing = ", ".join(names) + (", and more" if len(packs) > MAX_LISTED else "")
        if len(packs) == 1:
            return f"{root} is no pack, but there is one in it; name that folder: {listing}"
        return f"{root} is no pack, but there are packs in it; name one of these folders: {listing}"
    files = [path for path in _iter_files(root) if not is_leftover(path.name)]
    if misnamed := [path for path in files if is_text_name(path.name) and looks_like_pack_file(path)]:
        return f"there is no YAML file in {root}: {explain_unread_file(misnamed[0])}"
    for path in files:
        if not path.name.lower().endswith((".svg", ".md")) and (description := _describe(path)):
            return f"there is no YAML file in {root}, but {path.name}, {description}: {explain_conversion(description)}"
    return f"there is no YAML file in {root}; {_NEW_SCENE}"


def _describe(path: Path) -> str:
    try:
        return describe_format(read_start(path, _HEAD_BYTES))
    except OSError:
        return ""


def _iter_files(root: Path) -> Iterator[Path]:
    for folder in (root, *(root / name for name in YAML_FOLDERS)):
        if folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if path.is_file())


def _iter_packs_below(root: Path) -> Iterator[Path]:
    """Yields the packs in the folders below `root`, by name; looks into no pack."""
    folders, seen_count = [(root, 0)], 0
    while folders:
        folder, depth = folders.pop()
        try:
            children = sorted((path for path in folder.iterdir() if not is_leftover(path.name)), reverse=True)
        except OSError:
            continue
        if depth and _is_pack(folder):
            yield folder
        elif depth < MAX_DEPTH:
            subfolders = [path for path in children if path.is_dir() and not path.is_symlink()]
            seen_count += len(subfolders)
            if seen_count > MAX_FOLDERS:
                return
            folders += [(path, depth + 1) for path in subfolders]


def _is_pack(folder: Path) -> bool:
    try:
        folders = [folder / name for name in YAML_FOLDERS if (folder / name).is_dir()]
        return any(looks_like_pack_file(path) for place in folders or [folder] for path in list_yaml_files(place))
    except OSError:
        return False
