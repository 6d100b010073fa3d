"""Where the translations of a pack lie: `translations/<language>/<scene>.po` in the folder of its scenes.

That of the campaign is `campaign.po`, unless a scene has this id.

Invariant: nothing outside the folder of the pack is read, whatever links lead there. Rules never read these
files: what is wrong with them prevents no use of the original.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from party_card.content.file_names import is_leftover
from party_card.content.file_text import report_unreadable
from party_card.content.languages import is_language_code
from party_card.content.pack import Pack
from party_card.content.pack_folders import (
    TRANSLATION_SUFFIX,
    TRANSLATIONS,
    find_pack_root,
    find_translations_folder,
)
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.platform.regular_files import UnreadableFileError
from party_card.translation.catalogue import read_catalogue
from party_card.translation.messages import Catalogue

CAMPAIGN = "campaign"
"""The name of the translation of a campaign, in the place of a scene's id."""


def translation_path(root: Path, language: str, scene: str) -> Path:
    """Returns where the translation of a scene lies in the pack in `root`."""
    return find_translations_folder(root) / language / f"{scene}{TRANSLATION_SUFFIX}"


def find_translation(pack: Pack, scene: str, language: str) -> Path | None:
    """Returns the translation of a scene of a pack, or of the pack below it; None if there is none."""
    paths = [translation_path(root, language, scene) for root in _list_roots(pack) if is_language_code(language)]
    return next((path for path in paths if path.exists() or path.is_symlink()), None)


def has_campaign_file(pack: Pack) -> bool:
    """Returns True if a file `campaign.po` of a pack is that of its campaign."""
    return pack.campaign is not None and CAMPAIGN not in pack.scenes


def find_campaign_translation(pack: Pack, language: str) -> Path | None:
    """Returns the translation of the campaign of a pack; None if there is none."""
    if not has_campaign_file(pack) or not is_language_code(language):
        return None
    path = translation_path(pack.root, language, CAMPAIGN)
    return path if path.exists() or path.is_symlink() else None


def list_languages(pack: Pack, scene: str) -> list[str]:
    """Returns the languages that a scene of a pack, or `campaign`, is translated into, by their codes."""
    paths = [path for root in _list_roots(pack) for path in list_translations(root)]
    return sorted({path.parent.name for path in paths if path.stem == scene})


def list_translations(root: Path) -> list[Path]:
    """Returns the translations in the pack in `root`, sorted; those behind links too, which are not read."""
    return sorted(_iter_translations(root))


def find_translation_root(path: Path) -> Path | None:
    """Returns the root of the pack in which a translation lies; None if it does not lie where one is read."""
    folder = path.parent.parent if len(path.parts) > 2 else path.absolute().parent.parent
    return find_pack_root(folder.parent) if path.suffix == TRANSLATION_SUFFIX and folder.name == TRANSLATIONS else None


def leads_outside(path: Path, root: Path) -> bool:
    """Returns True if a link on the way from `root` to `path` leads to something outside of `root`, or nowhere."""
    try:
        return not path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads back to itself
        return True


def read_translation(path: Path, name: str = "") -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    """Reads a translation of a pack, which messages call `name`, by default as its path is.

    Returns None and the reasons if it cannot be read.
    """
    root = find_translation_root(path)
    if root is None or leads_outside(path, root):
        advice = "put the file itself there"
        error = UnreadableFileError(path, "a link to it leads out of the folder of the pack, or nowhere", advice)
        return None, (report_unreadable(name or str(path), error),)
    catalogue, errors = read_catalogue(path, name or str(path))
    return catalogue and catalogue._replace(language=path.parent.name), errors


def list_other_catalogues(path: Path, name: str = "") -> list[Catalogue]:
    """Returns the other translations in the folder of one, sorted by name; those that cannot be read are left out.

    Messages call them as they call this one, by default as its path is.
    """
    paths = sorted(other for other in path.parent.glob(f"*{TRANSLATION_SUFFIX}") if other.name != path.name)
    folder = Path(name or path).parent
    catalogues = (
        read_translation(other, str(folder / other.name))[0] for other in paths if not is_leftover(other.name)
    )
    return [catalogue for catalogue in catalogues if catalogue is not None]


def _list_roots(pack: Pack) -> list[Path]:
    return [pack.root, *([pack.base.root] if pack.base is not None else [])]


def _iter_translations(root: Path) -> Iterator[Path]:
    folder = find_translations_folder(root)
    for language in folder.iterdir() if folder.is_dir() else ():
        if language.is_dir() and not is_leftover(language.name):
            yield from (
                path for path in language.iterdir() if path.suffix == TRANSLATION_SUFFIX and not is_leftover(path.name)
            )
