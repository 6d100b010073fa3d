"""Runs a lesson: two listeners in one process, one for the students on the network, one for the teacher's page.

Invariant: the teacher's page listens on 127.0.0.1 alone. The students' port is always the same, if it is free, since a
browser keeps what was not sent yet by address and port.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from party_card.classroom.addresses import list_addresses
from party_card.classroom.errors import LessonStorageError
from party_card.classroom.http_protocol import MAX_CONNECTIONS_PER_ADDRESS, create_protocol_class
from party_card.classroom.joining import Entrance
from party_card.classroom.lesson import Lesson, create_lesson
from party_card.classroom.outline import build_outline
from party_card.classroom.privacy import KEPT_DAYS
from party_card.classroom.records import LessonStore, StoredLesson
from party_card.classroom.replay import Replayer
from party_card.classroom.report import write_lesson_report
from party_card.classroom.sqlite_store import SqliteLessonStore
from party_card.classroom.student_app import create_student_application
from party_card.classroom.student_page import build_student_page
from party_card.classroom.submissions import Submissions
from party_card.classroom.teacher_actions import expiry_time
from party_card.classroom.teacher_app import create_teacher_application
from party_card.content.garbage_collection import gc_without_long_pauses
from party_card.content.pack import Pack
from party_card.frontends.html.bundle import ExportBundle
from party_card.frontends.html.page_messages import choose_page_language
from party_card.frozen_dataclass import frozen_dataclass
from party_card.local_server.crash_reports import report_crashes
from party_card.local_server.listener import open_listener
from party_card.local_server.page_access import PageAccess
from party_card.localization import use_language
from party_card.services.errors import UsageError

STUDENT_PORT = 8765
MAX_CONNECTIONS = 4000
KEEP_ALIVE_S = 75
SHUTDOWN_S = 2
_PORTS_TRIED = 10


@frozen_dataclass
class LessonOptions:
    """How a lesson is opened; a `port` of 0 is the usual one, or the next one that is free."""

    file: Path
    report: Path
    port: int = 0
    host: str = "0.0.0.0"  # noqa: S104  # the room's network is whom it is for
    is_new: bool = False
    is_shared_address: bool = False
    opens_browser: bool = True


@frozen_dataclass
class OpenLesson:
    """What is told of a lesson once it is open; `expired` lessons were deleted."""

    teacher_address: str
    student_port: int
    code: str
    is_resumed: bool
    expired: int


def run_lesson(
    pack: Pack, bundle: ExportBundle, options: LessonOptions, on_start: Callable[[OpenLesson], None]
) -> None:
    """Serves a lesson with the scene of `bundle` until it is interrupted.

    Raises UsageError if the file or the ports cannot be used, and KeyboardInterrupt if it is interrupted.
    """
    report_crashes("party-card class open")
    try:
        store = SqliteLessonStore(options.file)
    except LessonStorageError as error:
        raise UsageError(str(error).removesuffix(".")) from None
    with closing(store), _open_student_listener(options) as students, _open_teacher_listener() as teacher:
        try:
            expired = store.delete_expired(expiry_time(KEPT_DAYS))
            stored, is_resumed = load_or_create(store, bundle, is_new=options.is_new)
        except LessonStorageError as error:
            raise UsageError(str(error).removesuffix(".")) from None
        access = PageAccess(teacher.getsockname()[1])
        port = students.getsockname()[1]
        lesson = Lesson(store, stored, Replayer(bundle.scenes[0]))
        applications = create_applications(pack, bundle, lesson, access, port, options)
        on_start(OpenLesson(access.address, port, lesson.record.code, is_resumed, expired))
        if options.opens_browser:
            threading.Thread(target=webbrowser.open, args=(access.launch_address,), daemon=True).start()
        asyncio.run(serve(applications, (students, teacher), lesson, is_shared_address=options.is_shared_address))


def load_or_create(store: LessonStore, bundle: ExportBundle, *, is_new: bool) -> tuple[StoredLesson, bool]:
    """Returns the lesson of a scene that is not over, or a new one; and True if it is an earlier one.

    A lesson in another language has another title. It does not go on, since answers are kept by the words of questions.
    """
    compiled, title = bundle.scenes[0], bundle.data["scenes"][0]["title"]
    found = None if is_new else store.find_open_lesson(str(compiled.scene.scene), compiled.content_hash)
    if found is not None and found.lesson.title == title:
        return found, True
    return StoredLesson(create_lesson(compiled, title)), False


def create_applications(
    pack: Pack, bundle: ExportBundle, lesson: Lesson, access: PageAccess, port: int, options: LessonOptions
) -> tuple[ASGIApp, ASGIApp]:
    """Returns the students' application and the teacher's, for any ASGI server."""
    entrance = Entrance(lesson, is_shared_address=options.is_shared_address)
    submissions = Submissions(lesson, bundle.data["scenes"][0]["shape"])
    page = build_student_page(bundle)
    names = ["127.0.0.1", "localhost", socket.gethostname().lower(), *(item.address for item in list_addresses())]
    hosts = {f"{name}:{port}" for name in names}
    students = create_student_application(lesson, entrance, submissions, page, hosts)

    def write_report() -> Path:
        return write_lesson_report(pack, lesson, options.report)

    with use_language(choose_page_language(bundle.data["lang"])):
        outline = build_outline(bundle.scenes[0])
    return students, create_teacher_application(lesson, entrance, outline, access, port, write_report)


def _open_student_listener(options: LessonOptions) -> socket.socket:
    ports = [options.port] if options.port else [*range(STUDENT_PORT, STUDENT_PORT + _PORTS_TRIED), 0]
    for port in ports:
        try:
            return open_listener(options.host, port)
        except OSError as error:
            reason = error.strerror
    raise UsageError(f"the port {options.port} cannot be used: {reason}; leave out --port")


def _open_teacher_listener() -> socket.socket:
    try:
        return open_listener("127.0.0.1", 0)
    except OSError as error:
        raise UsageError(f"no port of this computer can be used: {error.strerror}") from None


def configure_server(application: ASGIApp, *, is_shared_address: bool = False) -> uvicorn.Config:
    """Returns how uvicorn serves an application of a lesson."""
    max_connections = MAX_CONNECTIONS if is_shared_address else MAX_CONNECTIONS_PER_ADDRESS
    return uvicorn.Config(
        application,
        http=create_protocol_class(max_connections),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )


class _Server(uvicorn.Server):
    """A server that leaves Ctrl+C to asyncio, which ends both servers."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        """Captures none."""
        return nullcontext()


async def serve(
    applications: tuple[ASGIApp, ASGIApp],
    listeners: tuple[socket.socket, socket.socket],
    lesson: Lesson,
    *,
    is_shared_address: bool,
) -> None:
    """Serves both applications until one of them ends or this is cancelled."""
    await lesson.store.save_lesson(lesson.record)
    servers = [_Server(configure_server(app, is_shared_address=is_shared_address)) for app in applications]
    runs = [asyncio.create_task(server.serve([listener])) for server, listener in zip(servers, listeners, strict=True)]
    try:
        with gc_without_long_pauses():
            await asyncio.wait(runs, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for server in servers:
            server.should_exit = True
        for broadcast in (lesson.student_events, lesson.teacher_events):
            broadcast.close()
        await asyncio.gather(*runs)
