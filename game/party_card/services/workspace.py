"""A pack while it is being written: texts that are not saved yet lie over its files, and only what changed is read.

Invariant: the diagnostics of a file are, word for word, those of `party-card check` once every text has been saved.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from party_card.content.file_reader import read_model
from party_card.content.file_text import normalize_text, read_file
from party_card.content.garbage_collection import gc_paused
from party_card.content.links_out import drop_links_out
from party_card.content.models import Campaign, Dossier, Scene
from party_card.content.name_index import NameUse, list_name_uses
from party_card.content.overlay import overlay_pack
from party_card.content.pack import Pack, PackBuilder, find_pictures, find_yaml_files
from party_card.content.pack_folders import YAML_FOLDERS, find_builtin_pack
from party_card.content.pack_typography import set_typography_of_pack
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.localization import use_language
from party_card.localization.languages import ENGLISH
from party_card.rules import check_files
from party_card.services.load import read_builtin_pack

_UNCERTAIN_AGE_NS = 2_000_000_000
"""A file that was written less than this ago is read again: another save in the same tick would leave its date."""


@dataclass(slots=True)
class _ParsedFile:
    """A file as it was read last: with its model, or None, and what was wrong in it."""

    file: SourceFile
    model: Any
    diagnostics: list[Diagnostic]
    date: tuple[int, int] | None = None
    """Modification time in nanoseconds and size of what was read from the disk; None for a text that is not saved."""
    names: list[NameUse] | None = None


@dataclass(slots=True)
class _State:
    """What the last `refresh` found: a pack, its parsed files, and what was wrong while reading, by file name."""

    pack: Pack
    paths: list[Path] = field(default_factory=list)
    parsed_files: dict[Path, _ParsedFile] = field(default_factory=dict)
    reading_diagnostics: dict[str, list[Diagnostic]] = field(default_factory=dict)
    picture_dates: dict[str, int] = field(default_factory=dict)
    checked_files: dict[tuple[Path, ...], tuple[Diagnostic, ...]] = field(default_factory=dict)
    """What `check` found; it is asked again for the same text, as when an editor looks for fixes."""


class Workspace:
    """The pack in the folder `root`; messages name its files below `display_root`.

    Without `reads_links_out`, what links lead to outside the folder does not belong to the pack.
    """

    def __init__(self, root: Path, display_root: Path, *, reads_links_out: bool = True) -> None:
        self.root, self.display_root = root, display_root
        self._reads_links_out = reads_links_out
        is_builtin = root.resolve() == find_builtin_pack().resolve()
        self._base = None if is_builtin else read_builtin_pack()
        self._unsaved_texts: dict[Path, str] = {}
        self._last_models: dict[Path, Any] = {}
        self._state = _State(Pack(root))

    @property
    def pack(self) -> Pack:
        """The pack as `refresh` found it last."""
        return self._state.pack

    @property
    def is_pack(self) -> bool:
        """True if a scene, dossier or campaign could be read in the folder at least once."""
        return any(isinstance(model, Scene | Dossier | Campaign) for model in self._last_models.values())

    def name_of(self, path: Path) -> str:
        """Returns the name of a file of the pack in messages. Raises ValueError if it does not lie in the folder."""
        return str(self.display_root / path.relative_to(self.root))

    def set_text(self, path: Path, text: str) -> None:
        """Lays a text that is not saved over a file, which need not exist; `refresh` takes it in."""
        self._unsaved_texts[path] = normalize_text(text)

    def discard_text(self, path: Path) -> None:
        """Takes the text that is not saved from a file: what is on the disk counts again."""
        self._unsaved_texts.pop(path, None)

    def list_paths(self) -> list[Path]:
        """Returns the files that were read last, and those that could not be, in the order of `check`."""
        return list(self._state.paths)

    def find_file(self, path: Path) -> SourceFile | None:
        """Returns a file as it was read last."""
        parsed_file = self._state.parsed_files.get(path)
        return parsed_file.file if parsed_file is not None else None

    def list_names(self, path: Path) -> list[NameUse]:
        """Returns the names in a file, found once in each of its versions; none if it is no YAML."""
        parsed_file = self._state.parsed_files.get(path)
        if parsed_file is None:
            return []
        if isinstance(parsed_file.model, Campaign):
            return list_name_uses(parsed_file.file, self.pack.scenes)  # it names what other files declare
        if parsed_file.names is None:
            parsed_file.names = list_name_uses(parsed_file.file)
        return parsed_file.names

    def find_model(self, path: Path) -> Any:
        """Returns the model in a file, as it was when it could be read last; None if it never could."""
        return self._last_models.get(path)

    def refresh(self) -> bool:
        """Reads what has changed. Returns True if anything has. Raises OSError if the folder cannot be listed."""
        with use_language(ENGLISH):  # diagnostics are in English, whatever a page speaks
            return self._refresh()

    def _refresh(self) -> bool:
        old = self._state
        builder = PackBuilder()
        state = _State(old.pack, self._list_paths(), picture_dates=self._read_picture_dates())
        diagnostics: list[Diagnostic] = []
        with gc_paused():
            for path in state.paths:
                parsed_file, errors = self._read(path, old.parsed_files.get(path))
                if parsed_file is None:
                    diagnostics += builder.add_model(None, errors)
                    continue
                diagnostics += errors
                state.parsed_files[path] = parsed_file
                builder.files.append(parsed_file.file)
                diagnostics += builder.add_model(parsed_file.model, parsed_file.diagnostics)
                if parsed_file.model is not None:
                    self._last_models[path] = parsed_file.model
            for diagnostic in diagnostics:
                state.reading_diagnostics.setdefault(diagnostic.primary.source.name, []).append(diagnostic)
            if not self._differs(state, old):
                self._state = replace(state, pack=old.pack, checked_files=old.checked_files)
                return False
            pack = replace(
                builder.build(self.root, self._find_pictures()),
                display_root=self.display_root,
                logic_cache=old.pack.logic_cache,
            )
            pack = set_typography_of_pack(pack)
            state.pack = pack if self._base is None else overlay_pack(pack, self._base)
        self._state = state
        return True

    def check(self, *paths: Path) -> tuple[Diagnostic, ...]:
        """Returns everything that is wrong in some files, and what could be better, in the order of their lines."""
        state = self._state
        if paths not in state.checked_files:
            diagnostics = [item for path in paths for item in state.reading_diagnostics.get(self.name_of(path), ())]
            files = [file for path in paths if (file := self.find_file(path)) is not None]
            if files:
                with gc_paused(), use_language(ENGLISH):
                    diagnostics += check_files(state.pack, files)
            state.checked_files[paths] = tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key))
        return state.checked_files[paths]

    def _list_paths(self) -> list[Path]:
        """Returns the files of the pack, and texts that have no file yet among those of their folder."""
        paths = find_yaml_files(self.root)
        if not self._reads_links_out:
            paths = drop_links_out(paths, self.root)
        folders = list(dict.fromkeys((*(path.parent for path in paths), *(self.root / name for name in YAML_FOLDERS))))
        new_paths = [path for path in self._unsaved_texts if path not in paths and path.parent in folders]
        return sorted((*paths, *new_paths), key=lambda path: (folders.index(path.parent), path)) if new_paths else paths

    def _read(self, path: Path, known: _ParsedFile | None) -> tuple[_ParsedFile | None, list[Diagnostic]]:
        """Returns a file with its model, parsed again only if its text has changed, and why it cannot be read."""
        name, text = self.name_of(path), self._unsaved_texts.get(path)
        date: tuple[int, int] | None = None
        errors: list[Diagnostic] = []
        if text is None:
            date = _read_date(path)
            if known is not None and date is not None and known.date == date:
                return known, []
            file, errors = read_file(path, name)
            if file is None:
                return None, errors
            text = file.text
        if known is not None and known.file.text == text:
            known.date = date
            return known, errors
        file = SourceFile(name, text)
        return _ParsedFile(file, *read_model(file), date), errors

    def _read_picture_dates(self) -> dict[str, int]:
        return {name: path.stat().st_mtime_ns for name, path in self._find_pictures().items() if path.exists()}

    def _find_pictures(self) -> dict[str, Path]:
        pictures = find_pictures(self.root)
        if self._reads_links_out:
            return pictures
        kept = frozenset(drop_links_out(pictures.values(), self.root))
        return {name: path for name, path in pictures.items() if path in kept}

    @staticmethod
    def _differs(state: _State, old: _State) -> bool:
        return (
            state.paths != old.paths
            or state.parsed_files.keys() != old.parsed_files.keys()
            or any(parsed_file is not old.parsed_files[path] for path, parsed_file in state.parsed_files.items())
            or state.reading_diagnostics != old.reading_diagnostics
            or state.picture_dates != old.picture_dates
        )


def _read_date(path: Path) -> tuple[int, int] | None:
    """Returns modification time and size of a file; None if it is gone, or so new that the date proves nothing."""
    try:
        status = path.stat()
    except OSError:
        return None
    is_certain = time.time_ns() - status.st_mtime_ns > _UNCERTAIN_AGE_NS
    return (status.st_mtime_ns, status.st_size) if is_certain else None
