"""Manages the packs besides the game's own: those that a teacher added, and those that Python packages publish.

Invariant: an added pack is a folder of text and pictures in the data folder, complete or absent. A published one is
found by the entry point `party_card.packs`, whose value names a package: its folder is read, and it is never imported.
A pack that cannot be read is reported and left out.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.content.identifiers import IDENTIFIER, title_from_name
from party_card.content.lazy_pack import open_pack
from party_card.content.overlay import overlay_pack
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.storage.paths import data_folder

if TYPE_CHECKING:
    from party_card.content.pack import Pack

ENTRY_POINT_GROUP = "party_card.packs"
_GROUP_HEADER = re.compile(rf"^[^\S\n]*+\[\s*{re.escape(ENTRY_POINT_GROUP)}\s*\]", re.MULTILINE)
_PACKAGE_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*\Z")


@frozen_dataclass
class InstalledPack:
    """A pack: its name, its folder, and the distribution that publishes it (empty if it was added by hand)."""

    name: str
    root: Path
    publisher: str = ""


def packs_folder() -> Path:
    """Returns the folder of added packs."""
    return data_folder() / "packs"


# ----------------------------------------------------------------------------------------------------- find and open


def list_added_packs() -> tuple[InstalledPack, ...]:
    """Returns the packs that were added, by name."""
    try:
        folders = [path for path in packs_folder().iterdir() if IDENTIFIER.match(path.name) and path.is_dir()]
    except OSError:
        return ()
    return tuple(InstalledPack(path.name, path) for path in sorted(folders))


def list_published_packs() -> tuple[InstalledPack, ...]:
    """Returns the packs that installed Python packages publish, by name."""
    if not _is_any_published():
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415  # 60 ms, and most people have no such pack

    packs = []
    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        dist = entry_point.dist
        publisher = f"{dist.name} {dist.version}" if dist else "a Python package"
        root = _find_package_folder(entry_point.value)
        if IDENTIFIER.match(entry_point.name) and root is not None:
            packs.append(InstalledPack(entry_point.name, root, publisher))
    return tuple(sorted(packs, key=lambda pack: pack.name))


def _is_any_published() -> bool:
    """Returns True if an installed package may publish a pack; reads small text files, 20 times faster than asking."""
    for folder in sys.path:
        try:
            for path in Path(folder or ".").glob("*.*-info/entry_points.txt"):
                if _GROUP_HEADER.search(path.read_text(encoding="utf-8", errors="replace")):
                    return True
        except OSError:
            continue
    return False


def _find_package_folder(package: str) -> Path | None:
    """Finds the folder of a package without running anything of it."""
    from importlib.util import find_spec  # noqa: PLC0415  # only needed after the import above

    if not _PACKAGE_NAME.match(package):
        return None
    top_package, *subpackages = package.split(".")
    try:
        spec = find_spec(top_package)
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        root = Path(folder, *subpackages)
        try:
            if root.is_dir():
                return root
        except OSError:
            return root  # no permission: opening the pack reports it
    return None


def list_installed_packs() -> tuple[InstalledPack, ...]:
    """Returns all packs; of two with one name, the added one."""
    added_packs = list_added_packs()
    names = {pack.name for pack in added_packs}
    return (*added_packs, *(pack for pack in list_published_packs() if pack.name not in names))


def open_installed_packs(base: Pack) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """Opens all packs as overlays of the game's own pack. Returns them, and a message for each that is left out."""
    packs: list[Pack] = []
    messages: list[str] = []
    scene_ids = set(base.scenes)
    for installed_pack in list_installed_packs():
        try:
            pack = open_pack(installed_pack.root)
        except OSError as error:
            messages.append(unopened_message(installed_pack, error))
            continue
        if duplicates := sorted(scene_ids & set(pack.scenes)):
            messages.append(
                gettext("The pack {name} is left out: there is another scene {scene}.").format(
                    name=installed_pack.name, scene=duplicates[0]
                )
            )
            continue
        scene_ids |= set(pack.scenes)
        packs.append(replace(overlay_pack(pack, base), title=pack_title(pack, installed_pack.name)))
    return tuple(packs), tuple(messages)


def unopened_message(installed_pack: InstalledPack, error: OSError) -> str:
    """Returns the message that a pack cannot be opened."""
    return gettext("The pack {name} cannot be opened: {reason}.").format(
        name=installed_pack.name, reason=error.strerror or error
    )


def pack_title(pack: Pack, name: str) -> str:
    """Returns the title of a pack: that of its campaign, else made from its name."""
    return pack.campaign.title if pack.campaign else title_from_name(name)


# ------------------------------------------------------------------------------------------------------- add and remove


@contextmanager
def stage_files(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Writes files to a temporary folder among the packs, which is deleted afterwards unless it was installed."""
    packs_folder().mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".adding-", dir=packs_folder()))
    try:
        for name, data in files.items():
            path = staging.joinpath(*name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def install_folder(folder: Path, name: str) -> None:
    """Installs a folder as the pack `name`, in place of an older one. Raises OSError."""
    target = packs_folder() / name
    old_folder = _move_away(target)
    try:
        folder.replace(target)
    except OSError:
        if old_folder is not None:
            old_folder.replace(target)
        raise
    if old_folder is not None:
        shutil.rmtree(old_folder, ignore_errors=True)


def remove_pack(name: str) -> bool:
    """Removes an added pack; progress in its scenes stays saved. Returns False if there is none. Raises OSError."""
    if name not in {pack.name for pack in list_added_packs()}:
        return False
    if old_folder := _move_away(packs_folder() / name):
        shutil.rmtree(old_folder, ignore_errors=True)
    return True


def _move_away(path: Path) -> Path | None:
    """Renames a folder to a name that is not a pack's. Returns the new path, or None if there is no folder."""
    if not path.exists():
        return None
    target = Path(tempfile.mkdtemp(prefix=".gone-", dir=path.parent))
    target.rmdir()
    path.replace(target)
    return target
