"""Follows a scene while it is being written: after every save it is read again, and its session goes on.

Invariant: the last scene that could be played stays until there is a better one. A file that is gone or empty for a
moment is being written by an editor, and is no error.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from party_card.app.preview_session import PreviewSession
from party_card.content.file_names import YAML_SUFFIXES
from party_card.content.models import Scene, SceneId
from party_card.content.pack_folders import YAML_FOLDERS
from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.engine.compiled import InvalidSceneError
from party_card.platform.file_watcher import FileWatcher
from party_card.rules.passage_between import report_moved_targets
from party_card.services.incremental import IncrementalReader, SceneSnapshot

POLL_INTERVAL_S = 0.5
"""How often dates of files are compared, for disks on which the system reports nothing."""
MISSING_FILE_GRACE_S = 0.4
"""How long a file may be gone or empty before that is reported."""


class SceneWatcher:
    """A scene that is being written: `session` plays it, `diagnostics` are its present mistakes.

    `scene` is its id, or None until it can be played.
    """

    def __init__(self, root: Path, path: Path, preview: PreviewSession) -> None:
        self._reader = IncrementalReader(root, _relative_to_cwd(root), path)
        folders = [root, *(root / name for name in (*YAML_FOLDERS, "assets/pictures"))]
        self._files = FileWatcher(folders, (*YAML_SUFFIXES, ".svg"))
        self._fingerprint: tuple[tuple[str, int, int], ...] = ()
        self._compared_at = time.monotonic()
        self._missing_since: float | None = None
        self._preview = preview
        self._last_scene: Scene | None = None  # that could be played
        self.session = preview.session
        self.scene: SceneId | None = None
        self.diagnostics: tuple[Diagnostic, ...] = ()

    def start(self) -> None:
        """Begins to watch, and reads the scene for the first time. Raises OSError if the folder cannot be listed."""
        self._files.start()
        self._fingerprint = self._files.fingerprint()
        self._show(self._reader.read())

    def close(self) -> None:
        """Stops watching the files of the pack."""
        self._files.close()

    @property
    def name(self) -> str:
        """The file, as messages name it."""
        return self._reader.name

    @property
    def is_event_driven(self) -> bool:
        """True if the system reports changes; otherwise dates of files are compared."""
        return self._files.is_event_driven

    @property
    def is_waiting_for_file(self) -> bool:
        """True while the file is gone or empty, and that has not been reported yet."""
        return self._missing_since is not None

    def poll(self) -> bool:
        """Reads the scene again if anything was saved. Returns True if there is something new to show."""
        current_time = time.monotonic()
        is_due = self._files.has_changed()
        if not is_due and current_time - self._compared_at > POLL_INTERVAL_S:
            is_due = self._files.fingerprint() != self._fingerprint
            self._compared_at = current_time
        if not is_due and not self.is_waiting_for_file:
            return False
        if self._is_missing():
            self._missing_since = self._missing_since or current_time
            if current_time - self._missing_since < MISSING_FILE_GRACE_S:
                return False
        was_missing, self._missing_since = self.is_waiting_for_file, None
        self._fingerprint = self._files.fingerprint()
        try:
            if not was_missing and not self._reader.refresh():
                return False
            snapshot = self._reader.read()
        except OSError as error:
            return self._report((self._unreadable(f"the folder cannot be read: {error.strerror or error}"),))
        return self._show(snapshot)

    def _is_missing(self) -> bool:
        try:
            return self._reader.path.stat().st_size == 0
        except OSError:
            return True

    def _show(self, snapshot: SceneSnapshot) -> bool:
        """Puts a scene that can be played into the session. Returns True if there is something new to show."""
        if snapshot.scene is None and not snapshot.diagnostics:
            is_gone = not self._reader.path.exists()
            return self._report(
                (self._unreadable("this file is gone" if is_gone else "there is no scene in this file"),)
            )
        if not snapshot.is_playable or snapshot.scene is None:
            return self._report(snapshot.diagnostics)
        try:
            self._preview.update_scene(snapshot.pack, snapshot.scene.scene, self.scene)
        except InvalidSceneError as error:
            return self._report(error.diagnostics)
        self.scene = snapshot.scene.scene
        moved = () if self._last_scene is None else tuple(report_moved_targets(self._last_scene, snapshot.scene))
        self._last_scene = snapshot.scene
        self._report((*snapshot.diagnostics, *moved))
        return True

    def _report(self, diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Replaces the diagnostics. Returns True if they are others than before."""
        is_new = diagnostics != self.diagnostics
        self.diagnostics = self.session.diagnostics = diagnostics
        return is_new

    def _unreadable(self, message: str) -> Diagnostic:
        return Diagnostic("unreadable-file", Severity.ERROR, message, Label(SourceFile(self.name, ""), Span(1, 1, 2)))


def _relative_to_cwd(root: Path) -> Path:
    """Returns a folder as a terminal in the working directory can open it at a click."""
    with suppress(ValueError):
        return root.resolve().relative_to(Path.cwd())
    return root
