"""`party-card watch` without printing or window: a scene, its file, and what became of it after every save.

Law: the last scene that could be played stays until there is a better one. A file that is gone or empty for a moment
is one that an editor is writing.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from party_card.app.preview_session import PreviewSession
from party_card.content.models import SceneId
from party_card.content.pack import FOLDERS, builtin, yaml_files
from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import nearest
from party_card.engine.compiled import InvalidSceneError
from party_card.services.incremental import IncrementalReader, SceneSnapshot
from party_card.services.verification import root_of

QUIET = 0.015
"""For how many seconds nothing may be written before a file is read."""
LOOK = 0.5
"""How often it is looked whether files changed, for disks that tell of nothing."""
PATIENCE = 0.4
"""How long a file may be gone or empty before that is told."""
_OTHERS = re.compile(r"^(?:campaign|dossier|references|index):", re.MULTILINE)
"""What is no scene says so."""
_ENDINGS = (".yaml", ".yml", ".svg")


class CannotWatchError(ValueError):
    """There is nothing to watch; the message says why."""


def found_scene(scene: str, pack: Path | None) -> tuple[Path, Path]:
    """The root of a pack, and the file of a scene in it, by the scene's name or its file's. Raises CannotWatchError."""
    path = Path(scene)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise CannotWatchError(f"there is no file {path}")
        return root_of(path), path
    root = builtin() if pack is None else pack
    try:
        files = yaml_files(root)
    except OSError:
        raise CannotWatchError(f"there is no folder {root}") from None
    said = re.compile(rf"^scene:[ ]*[\"']?{re.escape(scene)}[\"']?[ ]*(?:#.*)?$", re.MULTILINE)
    names: dict[str, Path] = {}
    for path in files:
        with suppress(OSError):
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            if said.search(text):
                return root, path
            if not _OTHERS.search(text):
                names[path.stem] = path
    if scene in names:
        return root, names[scene]
    near = nearest(scene, names)
    mend = f"did you mean `{near}`?" if near else "there are: " + ", ".join(sorted(names))
    raise CannotWatchError(f"there is no scene `{scene}`; {mend}")


class SceneWatcher:
    """A scene while it is written; `session` plays it, `found` is what is wrong with it now."""

    def __init__(self, root: Path, path: Path, session: PreviewSession) -> None:
        self._reading = IncrementalReader(root, _shown(root), path)
        self._eyes = FileWatcher(root)
        self._signature = self._eyes.fingerprint()
        self._looked = time.monotonic()
        self._missing_since: float | None = None
        self.session = session
        self.scene: SceneId | None = None
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self._take(self._reading.read())

    @property
    def name(self) -> str:
        """The file, as messages name it."""
        return self._reading.name

    @property
    def is_event_driven(self) -> bool:
        """Whether the system itself tells of changes; else they are looked for."""
        return self._eyes.is_available

    def close(self) -> None:
        """Stops watching."""
        self._eyes.close()

    def poll(self) -> bool:
        """Reads again if anything was saved; whether there is something new to show."""
        now = time.monotonic()
        due = self._eyes.has_changed()
        if not due and now - self._looked > LOOK:
            due = self._eyes.fingerprint() != self._signature
            self._looked = now
        if not due and self._missing_since is None:
            return False
        if self._gone():
            self._missing_since = self._missing_since or now
            if now - self._missing_since < PATIENCE:
                return False
        waited, self._missing_since = self._missing_since is not None, None
        self._signature = self._eyes.fingerprint()
        try:
            if not waited and not self._reading.changed():
                return False
            draft = self._reading.read()
        except OSError as error:
            return self._tell((self._unread(f"the folder cannot be read: {error.strerror or error}"),))
        return self._take(draft)

    def _gone(self) -> bool:
        try:
            return self._reading.path.stat().st_size == 0
        except OSError:
            return True

    def _take(self, draft: SceneSnapshot) -> bool:
        if draft.scene is None and not draft.found:
            there = self._reading.path.exists()
            return self._tell((self._unread("this file is gone" if not there else "there is no scene in this file"),))
        if not draft.playable or draft.scene is None:
            return self._tell(draft.found)
        try:
            self.session.renew(draft.pack, draft.scene.scene, self.scene)
        except InvalidSceneError as mistakes:
            return self._tell(mistakes.diagnostics)
        self.scene = draft.scene.scene
        self._tell(draft.found)
        return True

    def _tell(self, found: tuple[Diagnostic, ...]) -> bool:
        """Keeps what is wrong; whether it is another thing than before."""
        other = found != self.diagnostics
        self.diagnostics = self.session.remarks = found
        return other

    def _unread(self, why: str) -> Diagnostic:
        return Diagnostic("unreadable-file", Severity.ERROR, why, Label(SourceFile(self.name, ""), Span(1, 1, 2)))


class FileWatcher:
    """What sees that files of a pack change: the system where it can tell, and a look at their dates."""

    def __init__(self, root: Path) -> None:
        self._folders = [root, *(root / name for name in (*FOLDERS, "assets/pictures"))]
        self._changed, self._stop = threading.Event(), threading.Event()
        try:
            import watchfiles  # noqa: F401, PLC0415  # there may be none for this machine
        except ImportError:
            self.is_available = False
            return
        self.is_available = True
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        from watchfiles import watch  # noqa: PLC0415

        there = [folder for folder in self._folders if folder.is_dir()]
        with suppress(Exception):  # the folder is gone, or the system has no more watches: dates are looked at
            for _ in watch(
                *there,
                watch_filter=lambda _, path: path.endswith(_ENDINGS),
                debounce=200,
                step=round(QUIET * 1000),
                stop_event=self._stop,
                recursive=False,
            ):
                self._changed.set()
        self.is_available = False

    def has_changed(self) -> bool:
        """Whether anything changed since this was last asked."""
        was = self._changed.is_set()
        self._changed.clear()
        return was

    def fingerprint(self) -> tuple[tuple[str, int, int], ...]:
        """Names, dates and sizes of all files."""
        return tuple(self._dates())

    def _dates(self) -> Iterator[tuple[str, int, int]]:
        for folder in self._folders:
            with suppress(OSError), os.scandir(folder) as found:
                for one in found:
                    if one.name.endswith(_ENDINGS):
                        with suppress(OSError):
                            stat = one.stat()
                            yield one.path, stat.st_mtime_ns, stat.st_size

    def close(self) -> None:
        """Stops."""
        self._stop.set()


def _shown(root: Path) -> Path:
    """A folder as it can be clicked on in a terminal that stands here."""
    with suppress(ValueError):
        return root.resolve().relative_to(Path.cwd())
    return root
