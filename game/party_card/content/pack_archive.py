"""A pack as it is handed over, a folder or a zip, opened without trust.

Law: only what a pack is made of is read, into memory and within bounds; nothing is followed, run or unpacked. All that
is wrong is told at once, and where anything is, nothing of the parcel may be used.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from party_card.content.identifiers import is_reserved_on_windows
from party_card.content.pack import FOLDERS

MOST = 500
"""How many files a pack may have, and four times as many entries a zip."""
LARGEST = 2 * 1024 * 1024
IN_ALL = 24 * 1024 * 1024
"""How many bytes a file may have, and all of them together; a zip itself no more than these."""
_PICTURES = ("assets", "pictures")
_TOLD = 20
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
_BESIDES = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class PackArchive:
    """The files of a pack by their names in it, parted by `/`; and what is wrong, to be told behind its path."""

    files: Mapping[str, bytes]
    troubles: tuple[str, ...] = ()


class _ArchiveError(Exception):  # a sentence on its way to the author
    """What is wrong with the whole parcel."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something in a parcel: its name there, why it is not to be had (or nothing), and how it is read."""

    name: str
    refusal: str
    read: Callable[[int], bytes]


def open_parcel(path: Path) -> PackArchive:
    """What is at `path`. Nothing is raised: what cannot be opened is a trouble."""
    try:
        if path.is_dir():
            return _gathered(_in_folder(path))
        with _zip(path) as archive:
            return _gathered(_in_zip(archive))
    except _ArchiveError as why:
        return PackArchive({}, (str(why),))
    except OSError as error:
        return PackArchive({}, (f"it cannot be read: {error.strerror or error}",))


# ------------------------------------------------------------------------------------------------------- what is there


def _in_folder(root: Path) -> Iterator[_Entry]:
    """The files where a pack has them; links are named, not followed."""
    places = [(), *((name,) for name in FOLDERS), _PICTURES[:1], _PICTURES]
    for parts in places:
        folder = root.joinpath(*parts)
        if folder.is_symlink() and parts:
            yield _Entry("/".join(parts), "is a link; put the folder itself there", _nothing)
            continue
        if not folder.is_dir() or (parts and any(root.joinpath(*parts[:n]).is_symlink() for n in range(1, len(parts)))):
            continue
        with os.scandir(folder) as found:
            for one in sorted(found, key=lambda one: one.name):
                name = "/".join((*parts, one.name))
                if one.is_symlink():
                    yield _Entry(name, "is a link; put the file itself there" if wanted(name) else "", _nothing)
                elif one.is_file(follow_symlinks=False):
                    yield _Entry(name, "", _reading(Path(one.path)))
                elif wanted(name):
                    yield _Entry(name, "is no file", _nothing)


def _reading(path: Path) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        with path.open("rb") as file:
            return file.read(most)

    return read


def _nothing(_most: int) -> bytes:
    return b""


def _zip(path: Path) -> zipfile.ZipFile:
    if not path.exists():
        raise _ArchiveError("there is no such file or folder")
    if not path.is_file():
        raise _ArchiveError("it is neither a folder nor a zip")
    if path.stat().st_size > IN_ALL:
        raise _ArchiveError(f"it is larger than {_size(IN_ALL)}; a pack is a few files of text and pictures")
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, EOFError):
        raise _ArchiveError("it is no zip, or a damaged one; make it again of the pack's folder") from None


def _in_zip(archive: zipfile.ZipFile) -> Iterator[_Entry]:
    infos = archive.infolist()
    if len(infos) > 4 * MOST:
        raise _ArchiveError(f"this zip has more than {4 * MOST} entries; put into it what belongs to the pack alone")
    for info in infos:
        if not info.orig_filename.endswith("/") or info.orig_filename.rstrip("/").endswith(".."):
            # `filename` ends at a NUL and has other strokes on Windows
            yield _Entry(info.orig_filename, _refused(info), _unpacking(archive, info))


def _refused(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link; put the file itself there"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no file"
    if info.flag_bits & 1:
        return "is locked with a password; make the zip without one"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in an unusual way; make the zip again with the ordinary settings"
    return ""


def _unpacking(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        try:
            with archive.open(info) as file:  # whatever size is promised, no more than `most` is unpacked
                return file.read(most)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError):
            raise OSError("it is damaged; make the zip again") from None

    return read


# ------------------------------------------------------------------------------------------------------- what is taken


def wanted(name: str) -> bool:
    """Whether a file of this name is part of a pack."""
    *folders, last = name.split("/")
    if tuple(folders) == _PICTURES:
        return last.endswith(".svg")
    return last.endswith((".yaml", ".yml")) and (not folders or (len(folders) == 1 and folders[0] in FOLDERS))


def _gathered(entries: Iterable[_Entry]) -> PackArchive:
    troubles: list[str] = []
    named: list[tuple[str, _Entry]] = []
    for entry in entries:
        if wrong := _misnamed(entry.name):
            troubles.append(f"`{_shown(entry.name)}` {wrong}")
        elif (name := _plain(entry.name)) and not set(name.split("/")) & set(_BESIDES):
            named.append((name, entry))
    top = _top(name for name, _ in named)
    files: dict[str, bytes] = {}
    seen: dict[str, str] = {}
    total = 0
    for whole, entry in named:
        name = whole.removeprefix(top)
        if not wanted(name) and not entry.refusal:
            continue
        wrong = _clash(entry.name, seen.get(name.casefold())) or entry.refusal or _unfit(name)
        seen[name.casefold()] = entry.name
        if wrong:
            troubles.append(f"`{entry.name}` {wrong}")
            continue
        if len(files) >= MOST:
            troubles.append(f"there are more than {MOST} files in it")
            break
        try:
            data = entry.read(min(LARGEST, IN_ALL - total) + 1)
        except OSError as error:
            troubles.append(f"`{name}` cannot be read: {error.strerror or error}")
            continue
        total += len(data)
        if len(data) > LARGEST:
            troubles.append(f"`{name}` is larger than {_size(LARGEST)}")
        if total > IN_ALL:
            troubles.append(f"its files come to more than {_size(IN_ALL)}")
            break
        files[name] = data
    if len(troubles) > _TOLD:
        troubles[_TOLD:] = [f"and {len(troubles) - _TOLD} more like these"]
    return PackArchive(files if not troubles else {}, tuple(troubles))


def _misnamed(name: str) -> str:
    """Why something in a parcel may not be called so, wherever it lies."""
    if not name.isprintable():
        return "has signs in its name that cannot be seen"
    if _ABSOLUTE.match(name):
        return "has an absolute name; make the zip of the folder alone"
    if "\\" in name:
        return "has a backslash in its name; make the zip with another program"
    if ".." in name.split("/"):
        return "leads out of the pack"
    return ""


def _plain(name: str) -> str:
    """A name with its letters in one form, without empty steps."""
    return "/".join(part for part in unicodedata.normalize("NFC", name).split("/") if part not in ("", "."))


def _top(names: Iterable[str]) -> str:
    """The folder that everything lies in, where a zip was made of the folder and not of what is in it."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    (only,) = tops if len(tops) == 1 else ("",)
    return f"{only}/" if only and only not in (*FOLDERS, _PICTURES[0]) else ""


def _clash(name: str, other: str | None) -> str:
    if other is None:
        return ""
    return "is there twice" if name == other else f"is the same name as `{other}` for other systems; rename one of them"


def _unfit(name: str) -> str:
    return (
        "has a name that Windows does not take; rename it" if any(map(is_reserved_on_windows, name.split("/"))) else ""
    )


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)[1:-1]


def _size(count: int) -> str:
    return f"{count // (1024 * 1024)} MB"
