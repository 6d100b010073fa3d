"""The folder that the studio works in.

Invariant: no request reads or writes outside the folder, also not through a link, a `..` or an address of another kind.
"""

from __future__ import annotations

from pathlib import Path

from pygls.uris import to_fs_path

from party_card.studio.errors import StudioError


class StudioFolder:
    """The pack in `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def resolve(self, uri: str) -> Path:
        """Returns the file of a URI, with every link resolved. Raises StudioError if it lies outside the folder."""
        name = to_fs_path(uri) if uri.startswith("file:") else None
        path = Path(name).resolve() if name else None
        if path is None or not path.is_relative_to(self.root):
            raise StudioError("This file lies outside the folder that the studio was opened for.")
        return path

    def name_of(self, path: Path) -> str:
        """Returns the name of a file as it is shown: from the folder on, with slashes."""
        return path.relative_to(self.root).as_posix()
