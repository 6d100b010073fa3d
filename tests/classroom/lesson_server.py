"""A lesson that is served on real sockets in a thread, and devices that talk to it."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from party_card.classroom import server
from party_card.classroom.lesson import Lesson
from party_card.classroom.server import LessonOptions, create_applications
from party_card.classroom.sqlite_store import SqliteLessonStore
from party_card.local_server.listener import open_listener
from party_card.local_server.page_access import PageAccess
from tests.classroom.sample import open_lesson, sample_bundle, sample_file, sample_pack, sample_shape

TIMEOUT_S = 30


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Device:
    """A device of the room: an address of its own, and a cookie once it has joined."""

    port: int
    address: str = "127.0.0.1"
    cookie: str = ""
    headers: dict[str, str | None] = field(default_factory=dict)

    def request(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str | None] | None = None
    ) -> Answer:
        """Sends a request as a browser does; a header of None is left out. A body of bytes is sent as it is."""
        host = f"127.0.0.1:{self.port}"
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=TIMEOUT_S, source_address=(self.address, 0)
        )
        sent: dict[str, str | None] = {"Host": host, "Cookie": self.cookie or None}
        data = b""
        if method != "GET":
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent |= {"Origin": f"http://{host}", "Content-Type": "application/json", "Content-Length": str(len(data))}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {**sent, **self.headers, **(headers or {})}.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data or None)
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.headers.items()), response.read())
        connection.close()
        return answer

    def join(self, code: str, nickname: str, word: str = "1932") -> Answer:
        answer = self.request("POST", "/api/join", {"code": code, "nickname": nickname, "word": word})
        if answer.status == 200:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def send(self, steps: str, base: int = 0, **fields: Any) -> Answer:
        message = {"shape": sample_shape(), "steps": steps, "base": base, **fields}
        return self.request("POST", "/api/progress", message)


@dataclass
class LessonServer:
    """A served lesson."""

    lesson: Lesson
    port: int
    access: PageAccess

    @property
    def code(self) -> str:
        return self.lesson.record.code

    def device(self, number: int = 1) -> Device:
        """Returns a device with an address of its own."""
        return Device(self.port, f"127.0.{number // 250}.{number % 250 + 2}")

    def joined(self, nickname: str, number: int = 1) -> Device:
        device = self.device(number)
        assert device.join(self.code, nickname).status == 200
        return device

    def teacher(self) -> Device:
        return Device(self.access.port)

    def do(self, action: str, **fields: Any) -> Answer:
        return self.teacher().request("POST", f"/{self.access.token}/do", {"do": action, **fields})

    def state(self) -> Any:
        """Returns the first state that the teacher's page gets."""
        connection = http.client.HTTPConnection("127.0.0.1", self.access.port, timeout=TIMEOUT_S)
        connection.request("GET", f"/{self.access.token}/events")
        response = connection.getresponse()
        while not (line := response.readline()).startswith(b"data: "):
            assert line
        connection.close()
        return json.loads(line[6:])


@contextmanager
def serve_lesson(folder: Path, *, students_port: int = 0, **options: Any) -> Iterator[LessonServer]:
    """Serves a lesson with the sample; its file lies in `folder`, and what was in it goes on."""
    store = SqliteLessonStore(sample_file(folder))
    lesson = open_lesson(store)
    listeners = open_listener("0.0.0.0", students_port), open_listener("127.0.0.1", 0)
    port, access = listeners[0].getsockname()[1], PageAccess(listeners[1].getsockname()[1])
    chosen = LessonOptions(store_path := sample_file(folder), store_path.with_name("report.html"), **options)
    applications = create_applications(sample_pack(), sample_bundle(), lesson, access, port, chosen)
    loop = asyncio.new_event_loop()
    is_shared = chosen.is_shared_address
    task = loop.create_task(server.serve(applications, listeners, lesson, is_shared_address=is_shared))
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.gather(task, return_exceptions=True)))
    thread.start()
    try:
        yield LessonServer(lesson, port, access)
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()
        for listener in listeners:
            listener.close()
        store.close()
