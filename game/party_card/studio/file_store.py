"""Reads and writes the files of the folder for all pages.

Invariant: a file is replaced only if its content is still what the page has read, and only by a complete one. Whatever
was in it before is in the history. A page sees neither byte order mark nor carriage returns; a file that had them keeps
them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, TypeVar

from party_card.content.file_names import is_yaml_name
from party_card.content.file_text import MAX_FILE_BYTES, normalize_text
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import format_number, gettext
from party_card.platform.file_writer import remove_unfinished, write_file, write_files
from party_card.platform.regular_files import FileTooLargeError, UnreadableFileError, read_regular_file
from party_card.services.scaffold import create_files
from party_card.studio.errors import StudioError, explain
from party_card.studio.export_process import EXPORT_FOLDER
from party_card.studio.folder import StudioFolder
from party_card.studio.versions import Draft, History, HistoryError

NO_FILE_HASH = ""
"""What stands for the content of a file that does not exist."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_P = ParamSpec("_P")
_T = TypeVar("_T")


@frozen_dataclass
class FileContent:
    """The text of a file, as a page shows it, and the hash of its bytes; without text if there is no file."""

    text: str
    hash: str


@frozen_dataclass
class SaveResult:
    """What is in the file now, whether it is what was to be saved, and a sentence if the history could not be kept."""

    content: FileContent
    is_saved: bool
    warning: str = ""


@dataclass
class FileStore:
    """The files of `folder` and their history. All of it runs in one thread, in the order in which it was asked for."""

    folder: StudioFolder
    history: History
    known_hashes: dict[Path, str] = field(default_factory=dict)
    """The hash of each file as it was read or written here last: what differs was written by another program."""
    _executor: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "studio-files"))

    def __post_init__(self) -> None:
        for folder in (*self.folder.list_folders(), self.folder.root / EXPORT_FOLDER):
            remove_unfinished(folder)

    async def run(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Calls a function in the thread of the store, after everything that was asked for before."""
        call = partial(copy_context().run, function, *args, **kwargs)  # with the language of the page
        return await asyncio.get_running_loop().run_in_executor(self._executor, call)

    def close(self) -> None:
        """Waits for what was asked for, and closes the history."""
        self._executor.submit(self.history.close)
        self._executor.shutdown()

    def open(self, path: Path, open_pages: Collection[str]) -> tuple[FileContent, Draft | None]:
        """Returns the content of a file, and what a page that has gone had not saved, if that is newer.

        Raises StudioError.
        """
        data = self._read(path)
        if data is None:
            raise StudioError(gettext("The file {name} is not there any more.").format(name=self.folder.name_of(path)))
        content = self._decode(path, data)
        try:
            return content, self._find_draft(path, content, open_pages)
        except (HistoryError, OSError):
            return content, None

    def _find_draft(self, path: Path, content: FileContent, open_pages: Collection[str]) -> Draft | None:
        """Returns the newest draft if it is newer than the file; every draft is in the history afterwards."""
        name = self.folder.name_of(path)
        drafts = [draft for draft in self.history.list_drafts(name, open_pages) if draft.text != content.text]
        for draft in reversed(drafts):
            self.history.add_version(name, draft.text, at=draft.at)
        if drafts and drafts[0].at >= path.stat().st_mtime_ns // 1_000_000:
            return drafts[0]
        self.history.delete_drafts(name, open_pages)
        return None

    def save(self, path: Path, text: str, known_hash: str, open_pages: Collection[str] = ()) -> SaveResult:
        """Saves a text in a file of which the page has read the content with `known_hash`. Raises StudioError."""
        old_data = self._read(path)
        old = FileContent("", NO_FILE_HASH) if old_data is None else self._decode(path, old_data)
        if old.hash != known_hash and (old_data is None or old.text != text):
            return SaveResult(old, is_saved=False)
        warning = self._add_version(path, old.text, is_old=True) if old_data is not None else ""
        if old_data is None or old.text != text:
            data = _encode(self.folder.name_of(path), text, old_data)
            try:
                path.parent.mkdir(exist_ok=True)
                write_file(path, data)
            except OSError as error:
                raise StudioError(
                    gettext("{name} cannot be saved: {reason}. Your text is still here.").format(
                        name=path.name, reason=explain(error)
                    )
                ) from None
            self.known_hashes[path] = sha256(data).hexdigest()
        warning = self._add_version(path, text) or warning
        with suppress(HistoryError):
            self.history.delete_drafts(self.folder.name_of(path), open_pages)
        return SaveResult(FileContent(text, self.known_hashes[path]), is_saved=True, warning=warning)

    def create(self, name: str, text: str) -> tuple[Path, FileContent]:
        """Creates a file called `name`, such as `scenes/letter.yaml`. Raises StudioError, also if there is one."""
        path = self.folder.root / name
        is_name = is_yaml_name(path.name) and path.parent in self.folder.list_folders()
        if not is_name or "\0" in name or "\\" in name or not self.folder.contains(path.with_name("new.yaml")):
            raise StudioError(
                gettext("The name of a new file is that of a folder, a slash and a name that ends in “.yaml”.")
            )
        data = _encode(name, text, None)
        try:
            path.parent.mkdir(exist_ok=True)
            write_files({path: data}, overwrite=False)
        except FileExistsError:
            raise StudioError(
                gettext("There is a file {name} already. Choose another name.").format(name=name)
            ) from None
        except OSError as error:
            raise StudioError(
                gettext("{name} cannot be created: {reason}.").format(name=name, reason=explain(error))
            ) from None
        self._add_version(path, text)
        self.known_hashes[path] = sha256(data).hexdigest()
        return path, FileContent(text, self.known_hashes[path])

    def create_all(self, texts: Mapping[Path, str]) -> None:
        """Creates files, all of them or none. Raises UsageError or OSError."""
        create_files(texts)
        for path, text in texts.items():
            self._add_version(path, text)
            self.known_hashes[path] = sha256(path.read_bytes()).hexdigest()

    def delete(self, path: Path, known_hash: str) -> None:
        """Deletes a file that is kept in the history. Raises StudioError if it cannot be kept, or has changed."""
        data = self._read(path)
        if data is None:
            return
        if sha256(data).hexdigest() != known_hash:
            raise StudioError(
                gettext("Another program has changed this file meanwhile. Look at it before you delete it.")
            )
        try:
            self.history.add_version(self.folder.name_of(path), self._decode(path, data).text)
            self.history.delete_drafts(self.folder.name_of(path), ())
            path.unlink()
        except HistoryError as error:
            raise StudioError(
                gettext("{name} was not deleted, since it could not be brought back. {reason}").format(
                    name=path.name, reason=error
                )
            ) from None
        except OSError as error:
            raise StudioError(
                gettext("{name} cannot be deleted: {reason}.").format(name=path.name, reason=explain(error))
            ) from None
        self.known_hashes[path] = NO_FILE_HASH

    def keep(self, path: Path, text: str, page: str) -> None:
        """Keeps what a page has not saved yet, in case that it never can. Raises StudioError."""
        _encode(self.folder.name_of(path), text, None)
        try:
            self.history.keep_draft(self.folder.name_of(path), page, text)
        except HistoryError as error:
            raise StudioError(str(error)) from None

    def find_foreign_change(self, path: Path) -> str | None:
        """Returns the new hash of a file that another program has written; None if it has not, or cannot be read."""
        known = self.known_hashes.get(path)
        try:
            data = self._read(path)
        except StudioError:
            return None
        digest = NO_FILE_HASH if data is None else sha256(data).hexdigest()
        self.known_hashes[path] = digest
        return None if digest == known else digest

    def _read(self, path: Path) -> bytes | None:
        try:
            return read_regular_file(path, MAX_FILE_BYTES)
        except FileNotFoundError:
            return None
        except FileTooLargeError as error:
            raise StudioError(
                gettext(
                    "The file {name} has {count} bytes, and at most {limit} are read. Split it into several."
                ).format(
                    name=self.folder.name_of(path), count=format_number(error.size), limit=format_number(MAX_FILE_BYTES)
                )
            ) from None
        except UnreadableFileError as error:
            name = self.folder.name_of(path)
            raise StudioError(
                gettext("The file {name} cannot be read: {reason}. What helps: {advice}.").format(
                    name=name, reason=explain(error), advice=gettext(error.advice)
                )
            ) from None

    def _decode(self, path: Path, data: bytes) -> FileContent:
        try:
            text = normalize_text(data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            name = self.folder.name_of(path)
            raise StudioError(
                gettext(
                    "From line {line} on, the file {name} is not UTF-8 text. "
                    "Open it in the program in which it was written, and save it with the encoding UTF-8."
                ).format(line=line, name=name)
            ) from None
        self.known_hashes[path] = sha256(data).hexdigest()
        return FileContent(text, self.known_hashes[path])

    def _add_version(self, path: Path, text: str, *, is_old: bool = False) -> str:
        """Adds a version; one that `is_old` with the date of the file. Returns a sentence if that failed."""
        try:
            at = path.stat().st_mtime_ns // 1_000_000 if is_old else None
            self.history.add_version(self.folder.name_of(path), text, at=at)
        except (HistoryError, OSError) as error:
            return str(error)
        return ""


def _encode(name: str, text: str, old_data: bytes | None) -> bytes:
    """Returns the bytes of a text, with the byte order mark and the line ends of what it replaces."""
    try:
        data = normalize_text(text).encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise StudioError(
            gettext("Line {line} of {name} has half a character, which no file can hold. Delete it.").format(
                line=line, name=name
            )
        ) from None
    if len(data) > MAX_FILE_BYTES:
        raise StudioError(
            gettext("{name} is too long to be saved: it has more than {limit} bytes.").format(
                name=name, limit=format_number(MAX_FILE_BYTES)
            )
        )
    if old_data is not None and old_data.count(b"\r\n") * 2 > old_data.count(b"\n"):
        data = data.replace(b"\n", b"\r\n")
    return _BYTE_ORDER_MARK + data if old_data is not None and old_data.startswith(_BYTE_ORDER_MARK) else data
