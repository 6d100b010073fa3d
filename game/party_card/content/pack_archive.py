"""Reads a pack from a folder or a zip of unknown origin.

Invariant: only files that belong to a pack are read, into memory and within limits. All errors are reported at once,
and if there is any, no file of the archive is returned.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from party_card.content import archive_entries
from party_card.content.archive_entries import ArchiveEntry, ArchiveError, format_size, is_pack_file
from party_card.content.file_names import is_leftover
from party_card.content.identifiers import is_reserved_on_windows
from party_card.content.pack_folders import YAML_FOLDERS
from party_card.frozen_dataclass import frozen_dataclass

_MAX_ERRORS = 20
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")


@frozen_dataclass
class PackArchive:
    """The files of a pack by their paths in it, with `/`; or its errors, as sentences that follow its path."""

    files: Mapping[str, bytes]
    errors: tuple[str, ...] = ()


def open_pack_archive(path: Path) -> PackArchive:
    """Reads the pack at `path`. Raises nothing: if it cannot be opened, that is an error of the archive."""
    try:
        if path.is_dir():
            return _read_entries(archive_entries.iter_folder(path))
        with archive_entries.open_zip(path) as archive:
            return _read_entries(archive_entries.iter_zip(archive))
    except ArchiveError as error:
        return PackArchive({}, (str(error),))
    except OSError as error:
        return PackArchive({}, (f"it cannot be read: {error.strerror or error}",))


def _read_entries(entries: Iterable[ArchiveEntry]) -> PackArchive:
    errors: list[str] = []
    named_entries: list[tuple[str, ArchiveEntry]] = []
    for entry in entries:
        if refusal := _explain_unsafe_path(entry.name):
            errors.append(f"`{_escape_invisible(entry.name)}` {refusal}")
        elif (name := _normalize_path(entry.name)) and not any(map(is_leftover, name.split("/"))):
            named_entries.append((name, entry))
    top = _find_top_folder(name for name, _ in named_entries)
    files: dict[str, bytes] = {}
    paths: dict[str, str] = {}
    total_bytes = 0
    for path, entry in named_entries:
        name = path.removeprefix(top)
        if not is_pack_file(name) and not entry.refusal:
            continue
        refusal = _explain_clash(entry.name, paths.get(name.casefold())) or entry.refusal or _explain_reserved(name)
        paths[name.casefold()] = entry.name
        if refusal:
            errors.append(f"`{entry.name}` {refusal}")
            continue
        if len(files) >= archive_entries.MAX_FILES:
            errors.append(f"there are more than {archive_entries.MAX_FILES} files in it")
            break
        max_file_bytes, max_total_bytes = archive_entries.MAX_FILE_BYTES, archive_entries.MAX_TOTAL_BYTES
        try:
            data = entry.read(min(max_file_bytes, max_total_bytes - total_bytes) + 1)
        except OSError as error:
            errors.append(f"`{name}` cannot be read: {error.strerror or error}")
            continue
        total_bytes += len(data)
        if len(data) > max_file_bytes:
            errors.append(f"`{name}` is larger than {format_size(max_file_bytes)}")
        if total_bytes > max_total_bytes:
            errors.append(f"its files come to more than {format_size(max_total_bytes)}")
            break
        files[name] = data
    if len(errors) > _MAX_ERRORS:
        errors[_MAX_ERRORS:] = [f"and {len(errors) - _MAX_ERRORS} more like these"]
    return PackArchive({} if errors else files, tuple(errors))


def _explain_unsafe_path(path: str) -> str:
    if not path.isprintable():
        return "has signs in its name that cannot be seen"
    if _ABSOLUTE.match(path):
        return "has an absolute name; make the zip of the folder alone"
    if "\\" in path:
        return "has a backslash in its name; make the zip with another program"
    if ".." in path.split("/"):
        return "leads out of the pack"
    return ""


def _normalize_path(path: str) -> str:
    """Returns a path in Unicode form NFC, without empty parts."""
    return "/".join(part for part in unicodedata.normalize("NFC", path).split("/") if part not in ("", "."))


def _find_top_folder(paths: Iterable[str]) -> str:
    """Returns the folder, with `/`, that holds everything if a zip was made of the folder and not of its contents."""
    tops = {path.partition("/")[0] if "/" in path else "" for path in paths}
    folder = tops.pop() if len(tops) == 1 else ""
    return f"{folder}/" if folder and folder not in (*YAML_FOLDERS, archive_entries.PICTURE_FOLDERS[0]) else ""


def _explain_clash(name: str, clash: str | None) -> str:
    if clash is None:
        return ""
    return "is there twice" if name == clash else f"is the same name as `{clash}` for other systems; rename one of them"


def _explain_reserved(path: str) -> str:
    is_reserved = any(is_reserved_on_windows(name) for name in path.split("/"))
    return "has a name that Windows does not take; rename it" if is_reserved else ""


def _escape_invisible(name: str) -> str:
    return name if name.isprintable() else ascii(name)[1:-1]
