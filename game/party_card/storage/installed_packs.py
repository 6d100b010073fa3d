"""The packs on the shelf besides the game's own: those a teacher added, and those that Python packages publish.

Law: an added pack is a folder of text and pictures in the data folder, there whole or not at all. A published one is
found by the entry point `party_card.packs`, whose value names a package: its folder is looked into, it is never
imported. A pack that cannot be read is told of and left out.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from party_card.content.decode import ID
from party_card.content.lazy_pack import open_pack
from party_card.content.overlay import overlay
from party_card.content.pack import Pack
from party_card.storage.paths import data_folder

GROUP = "party_card.packs"
_NAMED = re.compile(rf"^\s*\[\s*{re.escape(GROUP)}\s*\]", re.MULTILINE)
_PACKAGE = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*\Z")


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack: its name, its folder, and the distribution that publishes it (empty where it was added by hand)."""

    name: str
    root: Path
    publisher: str = ""


def folder() -> Path:
    """Where added packs are kept."""
    return data_folder() / "packs"


def added() -> tuple[InstalledPack, ...]:
    """The packs that were added, by name."""
    try:
        found = [path for path in folder().iterdir() if ID.match(path.name) and path.is_dir()]
    except OSError:
        return ()
    return tuple(InstalledPack(path.name, path) for path in sorted(found))


def published() -> tuple[InstalledPack, ...]:
    """The packs that installed Python packages publish, by name."""
    if not _any_published():
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415  # 60 ms that most have no use for

    found = []
    for point in entry_points(group=GROUP):
        publisher = f"{point.dist.name} {point.dist.version}" if point.dist else "a Python package"
        root = _folder_of(point.value)
        if ID.match(point.name) and root is not None:
            found.append(InstalledPack(point.name, root, publisher))
    return tuple(sorted(found, key=lambda one: one.name))


def _any_published() -> bool:
    """Whether any installed package may publish one: a look into small text files, a twentieth of asking properly."""
    for place in sys.path:
        try:
            for path in Path(place or ".").glob("*.*-info/entry_points.txt"):
                if _NAMED.search(path.read_text(encoding="utf-8", errors="replace")):
                    return True
        except OSError:
            continue
    return False


def _folder_of(package: str) -> Path | None:
    """The folder of a package, found without running anything of it."""
    from importlib.util import find_spec  # noqa: PLC0415  # with the above

    if not _PACKAGE.match(package):
        return None
    first, *rest = package.split(".")
    try:
        spec = find_spec(first)
    except (ImportError, ValueError):
        return None
    for place in (spec.submodule_search_locations or ()) if spec else ():
        root = Path(place, *rest)
        try:
            if root.is_dir():
                return root
        except OSError:
            return root  # closed to us: who opens it will say so
    return None


def found() -> tuple[InstalledPack, ...]:
    """All packs; of two with one name the one that was added by hand."""
    mine = added()
    names = {one.name for one in mine}
    return (*mine, *(one for one in published() if one.name not in names))


def open_installed(base: Pack) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
    """The packs to stand beside the game's own, resting on it; and in sentences which could not be opened."""
    packs: list[Pack] = []
    told: list[str] = []
    taken = set(base.scenes)
    for one in found():
        try:
            pack = open_pack(one.root)
        except OSError as error:
            told.append(unopened(one, error))
            continue
        if twice := sorted(taken & set(pack.scenes)):
            told.append(f"The pack {one.name} is left out: there is another scene {twice[0]}.")
            continue
        taken |= set(pack.scenes)
        packs.append(replace(overlay(pack, base), title=title(pack, one.name)))
    return tuple(packs), tuple(told)


def unopened(one: InstalledPack, error: OSError) -> str:
    """The sentence that a pack cannot be opened."""
    return f"The pack {one.name} cannot be opened: {error.strerror or error}."


def title(pack: Pack, name: str) -> str:
    """What a pack is called on the shelf: as its campaign is, else by its name."""
    return pack.campaign.title if pack.campaign else name.replace("-", " ").replace("_", " ").capitalize()


# ------------------------------------------------------------------------------------------------------- add and remove


@contextmanager
def staged(files: Mapping[str, bytes]) -> Iterator[Path]:
    """The files of a parcel in a folder beside the packs, which is gone afterwards unless it was `put`."""
    folder().mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=".adding-", dir=folder()))
    try:
        for name, data in files.items():
            path = place.joinpath(*name.split("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def install(place: Path, name: str) -> None:
    """Makes a folder that was laid out the pack `name`, in place of one that is there. Raises OSError."""
    target = folder() / name
    away = _aside(target)
    try:
        place.replace(target)
    except OSError:
        if away is not None:
            away.replace(target)
        raise
    if away is not None:
        shutil.rmtree(away, ignore_errors=True)


def remove(name: str) -> bool:
    """Takes an added pack away; whether there was one. What was played of it is kept. Raises OSError."""
    if name not in {one.name for one in added()}:
        return False
    away = _aside(folder() / name)
    if away is not None:
        shutil.rmtree(away, ignore_errors=True)
    return True


def _aside(path: Path) -> Path | None:
    """A folder under a name that nobody looks for; None where there is none."""
    if not path.exists():
        return None
    away = Path(tempfile.mkdtemp(prefix=".gone-", dir=path.parent))
    away.rmdir()
    path.replace(away)
    return away
