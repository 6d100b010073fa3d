"""The folders of packs: where the built-in pack lies, and which folder is that of the pack of a file.

It imports nothing that is slow to import, since a cached result is found with it before a pack is read.
"""

from __future__ import annotations

from pathlib import Path

YAML_FOLDERS = ("seeds", "scenes")
"""The folders of a pack that hold its YAML files; a pack without them holds them in its root."""
TRANSLATIONS = "translations"
"""The folder of the translations of a pack, beside its scenes."""
TRANSLATION_SUFFIX = ".po"


def find_builtin_pack() -> Path:
    """Returns the root of the built-in pack: inside the package if it is installed, else the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "builtin"
    return inside if inside.is_dir() else package.parents[1]


def find_translations_folder(root: Path) -> Path:
    """Returns the folder of the translations of the pack in `root`: beside its scenes."""
    scenes = root / YAML_FOLDERS[-1]
    return (scenes if scenes.is_dir() else root) / TRANSLATIONS


def find_pack_root(path: Path) -> Path:
    """Returns the root of the pack that a folder or file belongs to."""
    folder = path if path.is_dir() else path.parent
    return folder.parent if folder.name in YAML_FOLDERS else folder
