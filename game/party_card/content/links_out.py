"""Files of a pack that only links lead to, and that lie outside its folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def drop_links_out(paths: Iterable[Path], root: Path) -> list[Path]:
    """Returns the files that lie in the folder `root`, wherever the links to them lead."""
    real_root = root.resolve()
    are_inside: dict[Path, bool] = {}
    kept = []
    for path in paths:
        if path.parent not in are_inside:
            are_inside[path.parent] = _is_inside(path.parent, real_root)
        if are_inside[path.parent] and (not path.is_symlink() or _is_inside(path, real_root)):
            kept.append(path)
    return kept


def _is_inside(path: Path, real_root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(real_root)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False
