"""The folder that the studio works in.

Invariant: no page opens or writes a file outside the folder, also not through a link, a `..` or an address of another
kind, and of the folder only the YAML files where those of a pack lie. What a link leads to outside the folder does not
belong to the pack here: it is neither shown nor exported.
"""

from __future__ import annotations

from pathlib import Path

from pygls.uris import to_fs_path

from party_card.content.file_names import is_yaml_name
from party_card.content.pack_folders import YAML_FOLDERS
from party_card.localization import gettext
from party_card.studio.errors import StudioError


class StudioFolder:
    """The pack in `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def resolve(self, uri: str) -> Path:
        """Returns the file of a URI, with every link resolved. It need not exist. Raises StudioError."""
        name = to_fs_path(uri) if uri.startswith("file:///") else None
        try:
            path = Path(name).resolve() if name else None
        except (OSError, RuntimeError, ValueError):  # a link that leads to itself, or a character of zero
            path = None
        if path is None or not path.is_relative_to(self.root):
            raise StudioError(gettext("This file lies outside the folder that the studio was opened for."))
        if not is_yaml_name(path.name) or path.parent not in self.list_folders():
            raise StudioError(gettext("The studio opens only files of YAML in the folders “scenes” and “seeds”."))
        return path

    def contains(self, path: Path) -> bool:
        """Returns True if a file, wherever its links lead, lies where the files of a pack lie."""
        try:
            return path.resolve().parent in self.list_folders()
        except (OSError, RuntimeError, ValueError):
            return False

    def list_folders(self) -> list[Path]:
        """Returns the folders in which YAML files of the pack lie, or may be created."""
        folders = [self.root / name for name in YAML_FOLDERS]
        if not any(folder.is_dir() for folder in folders):
            folders.append(self.root)
        return folders

    def name_of(self, path: Path) -> str:
        """Returns the name of a file as it is shown: from the folder on, with slashes."""
        return path.relative_to(self.root).as_posix()
