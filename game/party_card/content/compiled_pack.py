"""Compiled packs: the models of the files of a pack as JSON, each with a key by the content of its file.

A compiled file has a line for each file of the pack that is in it: name, key and JSON, separated by tabs. Its first
line is a checksum of the others. `heads` holds what lists of scenes need; a scene with its parsed logic, and every
other file, has a compiled file of its own.

Invariant: a line is used only if its key is that of the file as it is now; a damaged compiled file is as if it were
missing. Only files without mistakes are compiled.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from party_card.content.compiled_models import decode, encode
from party_card.content.node_ref import NodeRef
from party_card.diagnostics.source import SourceFile
from party_card.platform.regular_files import read_regular_file

FOLDER = "compiled"
"""The folder of the compiled files of the built-in pack, in its root."""
HEADS = "heads"
"""The name of the compiled file of the heads of scenes, and of the campaign and the prologues."""
_FORMAT = "party-card compiled 1"
_MAX_BYTES = 4_000_000


class CompiledEntry(NamedTuple):
    """A line of a compiled file: the key of the file that was compiled, and its models as JSON."""

    key: str
    models: str

    def decode(self, file: SourceFile) -> Any:
        """Returns the models, located in `file`; None if they cannot be read."""
        try:
            return decode(self.models, NodeRef.of_compiled_file(file))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


class CompiledFiles:
    """A folder of compiled files. If it is `writable`, what is missing in it is added."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self._folder = folder
        self._writable = writable

    def read(self, name: str) -> Mapping[str, CompiledEntry]:
        """Returns the entries of a compiled file, by the names of the files that were compiled; none if it is bad."""
        try:
            text = read_regular_file(self._path(name), _MAX_BYTES).decode()
            head, _, body = text.partition("\n")
            if head != _checksum(body):
                return {}
            lines = (line.split("\t") for line in body.split("\n")[:-1])
            return {file_name: CompiledEntry(key, models) for file_name, key, models in lines}
        except (OSError, ValueError):
            return {}

    def write(self, name: str, contents: Mapping[str, tuple[str, Any]]) -> None:
        """Writes a compiled file, if that is possible: by the name of each file its key and its models."""
        if not self._writable:
            return
        with suppress(OSError, ValueError):  # without it the pack is read as before
            from party_card.platform.file_writer import write_file  # noqa: PLC0415  # rarely needed

            path, text = self._path(name), compile_entries(contents)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, text)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def compile_entries(contents: Mapping[str, tuple[str, Any]]) -> str:
    """Returns the text of a compiled file: by the name of each file its key and its models. Raises ValueError."""
    lines = [f"{name}\t{key}\t{encode(models)}\n" for name, (key, models) in contents.items()]
    body = "".join(lines)
    if body.count("\t") != 2 * len(lines) or body.count("\n") != len(lines):
        raise ValueError("a name or a text would be taken for the end of a line")
    return f"{_checksum(body)}\n{body}"


def _checksum(body: str) -> str:
    return f"{_FORMAT} {crc32(body.encode()):08x}"


def content_key(data: bytes) -> str:
    """Returns the key of a file with this content."""
    return f"{len(data)}-{crc32(data):08x}"
