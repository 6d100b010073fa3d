"""Verifies scenes in other processes: of this machine, or workers of a cluster.

Invariant: reports are those of `verify_scene` in this process. A worker that finds other files than were read here
proves nothing. Of other scenes it reads none, since no report depends on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from party_card import __version__
from party_card.content.file_reader import read_model
from party_card.content.file_text import read_file
from party_card.content.garbage_collection import gc_paused
from party_card.content.models import SceneId
from party_card.content.pack import Pack, PackBuilder, find_pictures
from party_card.content.pack_folders import find_builtin_pack
from party_card.content.pack_language import find_language
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.frozen_dataclass import frozen_dataclass
from party_card.result_cache.digests import digest_bytes, digest_value
from party_card.services.errors import UsageError
from party_card.services.executors import explain_lost_processes
from party_card.services.known_rules import map_files
from party_card.services.load import complete_pack, read_builtin_pack
from party_card.services.report_codec import encode_report
from party_card.services.verification import verify_scene

_MAX_SCENES_OF_TASK = 8
_MIN_TASKS = 16
"""A task has fewer scenes if there would be fewer tasks than that."""


@frozen_dataclass
class VerificationRequest:
    """Some scenes of a pack, and how they are verified (see `verify_scene`); `root` is its folder as in messages."""

    pack: Pack
    root: Path | None
    scenes: tuple[SceneId, ...]
    max_states: int | None = None
    languages: Sequence[str] | None = ()


class _SceneFile(NamedTuple):
    """A scene with its file, as messages name it, and the digest of its text."""

    scene: SceneId
    name: str
    digest: str


class _Task(NamedTuple):
    """Scenes that one worker verifies one after the other; it finds the pack in `folder` if it has not inherited it.

    `shared_names` are the files on which they may depend besides their own, `shared_digest` is that of their texts, of
    the pack below and of the version.
    """

    root: Path | None
    folder: Path
    pack_digest: str
    shared_names: tuple[str, ...]
    shared_digest: str
    scenes: tuple[_SceneFile, ...]
    max_states: int | None
    languages: Sequence[str] | None


class _ReadFile(NamedTuple):
    """A file that a worker has read: its model, or None, and what is wrong in it."""

    file: SourceFile
    model: Any
    diagnostics: list[Diagnostic]


_packs: dict[str, Pack] = {}
"""The packs whose scenes are being submitted, by the digests of all their files: what is forked inherits them."""
_shared_files: dict[str, tuple[_ReadFile, ...]] = {}
"""In a worker: the files that all scenes of one pack share, by their digest; one entry, as a worker lives for weeks."""


def submit_requests(
    requests: Sequence[VerificationRequest], executor: Executor
) -> list[Iterator[tuple[SceneId, dict[str, Any] | None]]]:
    """Has scenes verified in other processes; returns for each request its scenes with their reports, in order.

    The reports are data of `encode_report`; None stands for a scene of which no worker could make one. Iterating raises
    UsageError if a worker finds other files, or ends.
    """
    tasks = [list(_divide(request)) for request in requests]
    for request, tasks_of_request in zip(requests, tasks, strict=True):
        _packs.update({task.pack_digest: request.pack for task in tasks_of_request})
    try:
        with explain_lost_processes():
            futures = [
                [executor.submit(_verify_in_worker, task) for task in tasks_of_request] for tasks_of_request in tasks
            ]
    finally:
        _packs.clear()
    return [_iter_reports(*pair) for pair in zip(tasks, futures, strict=True)]


def _iter_reports(
    tasks: Sequence[_Task], futures: Sequence[Future[str]]
) -> Iterator[tuple[SceneId, dict[str, Any] | None]]:
    for task, future in zip(tasks, futures, strict=True):
        with explain_lost_processes():
            reports = json.loads(future.result())
        yield from zip((file.scene for file in task.scenes), reports, strict=True)


def _divide(request: VerificationRequest) -> Iterator[_Task]:
    """Yields the tasks of a request."""
    pack, root = request.pack, request.root
    digests = {file.name: _digest_text(file) for file in pack.files}
    files = {name: scene.location.file.name for name, scene in pack.scenes.items()}
    languages = {find_language(pack), *(find_language(pack, scene) for scene in pack.scenes.values())}
    # In a pack of several languages, those of all scenes decide how a dossier is typeset.
    separate_names = {*files.values()} if len(languages) == 1 else set()
    shared_names = tuple(name for name in digests if name not in separate_names)
    folder = find_builtin_pack() if root is None else root.absolute()
    shared_digest = _digest_shared([(name, digests[name]) for name in shared_names], folder)
    pack_digest = digest_value([shared_digest, digests])
    size = max(1, min(_MAX_SCENES_OF_TASK, len(request.scenes) // _MIN_TASKS))
    for start in range(0, len(request.scenes), size):
        scenes = request.scenes[start : start + size]
        scene_files = tuple(_SceneFile(scene, files[scene], digests.get(files[scene], "")) for scene in scenes)
        yield _Task(
            root, folder, pack_digest, shared_names, shared_digest, scene_files, request.max_states, request.languages
        )


def _digest_text(file: SourceFile) -> str:
    return digest_bytes(file.text.encode(errors="surrogatepass"))


def _digest_shared(digests: Sequence[tuple[str, str]], folder: Path) -> str:
    """Returns the digest of the version, of files by names and `digests`, and of the pack below that in `folder`."""
    is_builtin = folder.resolve() == find_builtin_pack().resolve()
    base_files = () if is_builtin else read_builtin_pack().files
    return digest_value([__version__, digests, [_digest_text(file) for file in base_files]])


def _verify_in_worker(task: _Task) -> str:
    """Returns the reports on the scenes of a task as JSON; null for a scene of which none can be made.

    A cluster goes through whatever else it is given, item by item. Raises UsageError if the worker finds other files.
    """
    pack = _packs.get(task.pack_digest)
    if pack is None:
        with gc_paused():
            pack = _read_part(task)
    # What is found out about the scenes is let go with this part, and they alone are in it.
    scenes = {file.scene: pack.scenes[file.scene] for file in task.scenes}
    part = replace(pack, scenes=scenes, logic_cache={})
    find_file = map_files(pack).get
    reports: list[dict[str, Any] | None] = []
    for scene in scenes:
        try:
            report = verify_scene(part, scene, task.max_states, languages=task.languages)
        except Exception:  # noqa: BLE001  # most likely for a mistake of its author, which is being found meanwhile
            reports.append(None)
        else:
            reports.append(encode_report(report, find_file))
    return json.dumps(reports)


def _read_part(task: _Task) -> Pack:
    """Reads the scenes of a task and the files they share with others, or raises UsageError."""
    if task.shared_digest not in _shared_files:
        shared = tuple(_read(task, name) for name in task.shared_names)
        digests = [(item.file.name, _digest_text(item.file)) for item in shared]
        if _digest_shared(digests, task.folder) != task.shared_digest:
            raise _other_files(task)
        _shared_files.clear()
        _shared_files[task.shared_digest] = shared
    builder = PackBuilder()
    items = [*_shared_files[task.shared_digest]]
    for scene in task.scenes:
        if scene.name not in task.shared_names:
            items.append(_read(task, scene.name))
            if _digest_text(items[-1].file) != scene.digest:
                raise _other_files(task)
    for item in items:
        builder.files.append(item.file)
        builder.add_model(item.model, item.diagnostics)
    display_root = Path() if task.root is None else task.root
    pack = replace(builder.build(task.folder, find_pictures(task.folder)), display_root=display_root)
    return complete_pack(pack)


def _read(task: _Task, name: str) -> _ReadFile:
    path = task.folder / Path(name).relative_to(Path() if task.root is None else task.root)
    try:
        file, _ = read_file(path, name)
    except OSError:
        file = None
    if file is None:
        if not task.folder.is_dir():
            raise UsageError(f"a worker cannot read {task.folder}: all workers need the same folder")
        raise _other_files(task)
    return _ReadFile(file, *read_model(file))


def _other_files(task: _Task) -> UsageError:
    place = task.root or "the game's own pack"
    return UsageError(f"a worker finds other files in {place}, or is of another version; nothing is proved")
