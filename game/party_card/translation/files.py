"""Where the translations of a pack lie: `translations/<language>/<scene>.po`.

Invariant: nothing outside the folder of the pack is read, whatever links lead there. Only the command `translate` and
the option `--language` read these files; no check of a pack and no result that is kept depends on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from party_card.content.file_names import is_leftover
from party_card.content.models import SceneId
from party_card.content.pack import Pack

FOLDER = "translations"
SUFFIX = ".po"


def translation_path(root: Path, language: str, scene: str) -> Path:
    """Returns where the translation of a scene lies in the pack in `root`."""
    return root / FOLDER / language / f"{scene}{SUFFIX}"


def find_translation(pack: Pack, scene: SceneId, language: str) -> Path:
    """Returns where the translation of a scene of a pack, or of the pack below it, lies; perhaps nothing is there."""
    path = translation_path(pack.root, language, scene)
    if pack.base is not None and not path.exists():
        base_path = translation_path(pack.base.root, language, scene)
        return base_path if base_path.exists() else path
    return path


def list_languages(pack: Pack, scene: SceneId) -> list[str]:
    """Returns the languages that a scene of a pack is translated into, by their codes."""
    roots = [pack.root, *([pack.base.root] if pack.base is not None else [])]
    paths = [path for root in roots for path in list_translations(root) if path.stem == scene]
    return sorted({path.parent.name for path in paths})


def list_translations(root: Path) -> list[Path]:
    """Returns the translations in the pack in `root`, sorted; those behind links too, which are not read."""
    return sorted(_iter_translations(root))


def _iter_translations(root: Path) -> Iterator[Path]:
    folder = root / FOLDER
    for language in folder.iterdir() if folder.is_dir() else ():
        if language.is_dir() and not is_leftover(language.name):
            yield from (path for path in language.iterdir() if path.suffix == SUFFIX and not is_leftover(path.name))


def find_translation_root(path: Path) -> Path | None:
    """Returns the root of the pack in which a translation lies; None if it does not lie where one is read."""
    language_folder = path.absolute().parent
    if path.suffix != SUFFIX or language_folder.parent.name != FOLDER:
        return None
    return path.parent.parent.parent if len(path.parts) > 3 else language_folder.parent.parent


def leads_outside(path: Path, root: Path) -> bool:
    """Returns True if a link on the way from `root` to `path` leads to something outside of `root`."""
    return not path.resolve().is_relative_to(root.resolve())
