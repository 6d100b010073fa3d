"""Requests of commands whose results are kept: what a result depends on, and how it is found and kept.

Invariant: a result is kept only if all that it depends on was the same before it was computed and afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from party_card.content.pack_folders import find_builtin_pack, find_pack_root
from party_card.diagnostics.source import SourceFile
from party_card.result_cache.digests import digest_value
from party_card.result_cache.pack_contents import PackContents, UnknownContentsError
from party_card.result_cache.program_digest import CHECK_PACKAGES, UnknownProgramError, digest_program
from party_card.result_cache.store import ResultStore
from party_card.storage.errors import StorageError
from party_card.storage.paths import cache_folder


class CachedRequest:
    """What a command was asked about the packs of some files and folders, and about those in `roots`.

    Without any, or with None, it is the built-in pack.

    `packages` are those of our own code that compute the result, `options` all options on which it depends.
    `is_enabled` is False with `--no-cache`; then, and if anything cannot be read, nothing is found and nothing is kept.
    """

    def __init__(
        self,
        kind: str,
        paths: Sequence[Path],
        options: Mapping[str, Any],
        *,
        roots: Sequence[Path | None] = (),
        packages: Sequence[str] = CHECK_PACKAGES,
        is_enabled: bool = True,
    ) -> None:
        self._roots = tuple(roots)
        self._kind, self._paths, self._options, self._packages = kind, tuple(paths), dict(options), packages
        self._packs: tuple[PackContents, ...] = ()
        self._key, self._program, self._base_digest = "", "", ""
        self._store: ResultStore | None = None
        if is_enabled:
            try:
                self._key, self._packs = self._compute_key()
                self._store = ResultStore(cache_folder())
            except (OSError, UnknownContentsError, UnknownProgramError, StorageError):
                self._key = ""

    def find(self, part: str = "") -> Any:
        """Returns a part of the result as it was given to `keep`; None if it is not known."""
        return self.find_entry(self._name_entry(part)) if self._key else None

    def find_entry(self, key: str) -> Any:
        """Returns a further result by its key; None if it is not known."""
        data = self._store.read(key) if self._store is not None else None
        try:
            return None if data is None else json.loads(data)
        except (ValueError, RecursionError):
            return None

    def keep(self, parts: Mapping[str, Any], entries: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Keeps the parts of a result, and further results by their keys, unless something has changed meanwhile."""
        if self._store is None or not self._key or not (parts or entries):
            return
        try:
            key, packs = self._compute_key()
            is_same = key == self._key and _get_signatures(packs) == _get_signatures(self._packs)
            if is_same and all(map(_has_pack_files, self._list_roots())):
                values = {self._name_entry(part): value for part, value in parts.items()} | dict(entries)
                self._store.write({name: json.dumps(value).encode() for name, value in values.items()})
        except (OSError, UnknownContentsError, UnknownProgramError, ValueError, RecursionError):
            return

    def compute_key(self, *ingredients: Any) -> str:
        """Returns the key of a further result that depends on the packs and on `ingredients`; empty if unknown."""
        return digest_value([self._key, *ingredients]) if self._key else ""

    def find_file(self, name: str) -> SourceFile | None:
        """Returns a file of the packs, read again; None if there is none of this name."""
        return next((file for pack in self._packs if (file := pack.find_file(name)) is not None), None)

    def compute_file_keys(
        self,
        kind: str,
        names: Collection[str],
        options: Mapping[str, Any],
        translations: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> dict[str, str]:
        """Returns keys for results on single files, each of which depends on that file, on its `translations`, and on
        all files but `names` and translations.

        Files that are not known have none.
        """
        if not self._key:
            return {}
        keys: dict[str, str] = {}
        for pack in self._packs:
            if own_names := [name for name in names if name in pack.file_digests]:
                others = pack.digest_without(pack.translations.union(own_names))
                common = [kind, options, self._program, self._base_digest, others]
                for name in own_names:
                    digests = [[other, pack.file_digests.get(other)] for other in translations.get(name, ())]
                    ingredients = [*common, name, pack.file_digests[name], digests, _describe_way_there([name])]
                    keys[name] = digest_value(ingredients)
        return keys

    def close(self) -> None:
        """Closes the file of results."""
        if self._store is not None:
            self._store.close()

    def _name_entry(self, part: str) -> str:
        return f"{self._key}{part}"

    def _list_roots(self) -> list[Path | None]:
        """Returns the packs of the paths; None is the built-in one."""
        roots = dict.fromkeys((*self._roots, *(find_pack_root(path) for path in self._paths)))
        return [*roots] or [None]

    def _compute_key(self) -> tuple[str, tuple[PackContents, ...]]:
        self._program = digest_program(self._packages)
        builtin = find_builtin_pack()
        roots = self._list_roots()
        packs = [PackContents(builtin if root is None else root, root or Path()) for root in roots]
        are_builtin = [(root or builtin).resolve() == builtin.resolve() for root in roots]
        self._base_digest = ""
        if not all(are_builtin):
            packs.append(PackContents(builtin, builtin))  # it is below the others
            self._base_digest = packs[-1].digest
        own_names = [name for pack in packs[: len(roots)] for name in pack.file_digests]
        ingredients = [
            self._kind,
            self._options,
            self._program,
            [[str(path), path.is_dir()] for path in self._paths],
            [[str(root or "") for root in roots], are_builtin],
            [pack.digest for pack in packs],
            _describe_way_there(own_names if roots == [None] else []),
        ]
        return digest_value(ingredients), tuple(packs)


def _describe_way_there(names: Sequence[str]) -> list[Any]:
    """Returns what the command that plays a path depends on: the current folder, and whether files are seen from it."""
    return [Path.cwd() == find_builtin_pack().resolve(), [Path(name).is_file() for name in names]]


def _get_signatures(packs: Sequence[PackContents]) -> list[Any]:
    return [pack.signatures for pack in packs]


def _has_pack_files(root: Path | None) -> bool:
    """Returns True if a folder is taken for a pack whatever lies in folders below it."""
    from party_card.content.pack import find_yaml_files  # noqa: PLC0415  # imported by whoever computed the result
    from party_card.content.unread_files import looks_like_pack_file  # noqa: PLC0415

    if root is None:
        return True
    files = find_yaml_files(root)
    return any(map(looks_like_pack_file, files))
