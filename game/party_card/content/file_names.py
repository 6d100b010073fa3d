"""Names of the files of a pack, and of what editors and systems leave beside them."""

from __future__ import annotations

YAML_SUFFIXES = (".yaml", ".yml")
"""The endings of files of a pack, in small or capital letters."""
_SYSTEM_FILES = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini"))


def is_leftover(name: str) -> bool:
    """Returns True if a file or folder is hidden, or left by an editor or a system, and so no part of a pack.

    Such are `.#scene.yaml` (Emacs), `._scene.yaml` (macOS), `~$scene.yaml` (Office), `scene.yaml~` and `#scene.yaml#`.
    """
    is_backup = name.endswith("~") or (name.startswith("#") and name.endswith("#"))
    return name.startswith((".", "~$")) or is_backup or name in _SYSTEM_FILES


def is_yaml_name(name: str) -> bool:
    """Returns True if a file of this name is read as YAML."""
    return name.lower().endswith(YAML_SUFFIXES) and not is_leftover(name)
