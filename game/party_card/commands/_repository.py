"""Finds the name of a file in its repository, by which GitHub and code-scanning services know it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path


def locate_in_repository(name: str) -> str:
    """Returns the name of a file relative to the top of its repository, with `/`.

    The top is the folder `GITHUB_WORKSPACE` if the file is in it, else the nearest folder above it that git manages.
    A file in no repository keeps its name.
    """
    path = Path(os.path.normpath(Path.cwd() / name))
    workspace = os.environ.get("GITHUB_WORKSPACE")
    for root in (Path(workspace) if workspace else None, _find_git_folder(path.parent)):
        if root is not None and root.is_absolute():
            for file, folder in ((path, root), (Path(os.path.realpath(path)), Path(os.path.realpath(root)))):
                if file.is_relative_to(folder):
                    return file.relative_to(folder).as_posix()
    return name


@lru_cache(maxsize=64)
def _find_git_folder(folder: Path) -> Path | None:
    """Returns the nearest folder with `.git`, which is a file in a worktree or a submodule."""
    return next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)
