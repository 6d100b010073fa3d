"""The studio in a process of its own, as a teacher starts it, and a page that is connected to it."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

from tests import SOURCE

TIMEOUT_S = 60
ADDRESS_MARK = "http://127.0.0.1:"


class HttpAnswer(NamedTuple):
    status: int
    headers: Message
    body: bytes


class StudioProcess:
    """A running `party-card studio`; `token` is what its address ends with."""

    def __init__(self, folder: Path, *, opens_browser: bool = False) -> None:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "party_card", "studio", str(folder)]
        self.start(command if opens_browser else [*command, "--no-browser"], environment)

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Starts a program that opens the studio, and reads its address."""
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        assert self.process.stdout is not None
        lines = itertools.takewhile(lambda line: line, iter(self.process.stdout.readline, None))
        line = next((line for line in lines if ADDRESS_MARK in line), "")
        assert line, self.process.communicate()
        parts = urlsplit(ADDRESS_MARK + line.partition(ADDRESS_MARK)[2].strip())
        assert parts.port is not None
        self.port, self.token = parts.port, parts.path.strip("/")
        self.host = f"127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def interrupt(self) -> tuple[str, str]:
        """Presses Ctrl+C. Returns what was printed since."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=TIMEOUT_S)

    def request(self, path: str, headers: Mapping[str, str | None] | None = None, method: str = "GET") -> HttpAnswer:
        """Sends a request; a header of None is left out."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": self.host, **(headers or {})}.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        answer = HttpAnswer(response.status, response.headers, response.read())
        connection.close()
        return answer

    @contextmanager
    def open_page(self) -> Iterator[Page]:
        """Connects a page, and shakes hands as it does."""
        with self.connect() as connection:
            page = Page(connection)
            page.ask("initialize", {"capabilities": {}, "processId": None, "rootUri": None})
            page.tell("initialized", {})
            yield page

    def connect(self, **options: Any) -> ClientConnection:
        """Opens a WebSocket like the page's; `options` are in place of what the page sends."""
        subprotocols = [f"party-card.{self.token}"]
        options = {"origin": f"http://{self.host}", "subprotocols": subprotocols, "max_size": None, **options}
        address = options.pop("address", f"ws://{self.host}/{self.token}/connection")
        connection: ClientConnection = connect(address, compression=None, open_timeout=TIMEOUT_S, proxy=None, **options)
        return connection


class AnswerError(Exception):
    """What a request was answered with in place of a result."""


class Page:
    """What the page does with its connection; `notes` are the notifications that have come so far."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.notes: list[tuple[str, Any]] = []
        self._numbers = itertools.count(1)

    def ask(self, method: str, params: Any) -> Any:
        """Sends a request and returns its result. Raises AnswerError."""
        number = next(self._numbers)
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while (message := self.receive()).get("id") != number:
            self._take(message)
        if "error" in message:
            raise AnswerError(message["error"]["message"])
        return message.get("result")

    def tell(self, method: str, params: Any) -> None:
        """Sends a notification."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def studio(self, request: str, /, **params: Any) -> Any:
        """Sends one of the studio's own requests."""
        return self.ask(f"partyCard/studio/{request}", params)

    def wait_for(self, method: str) -> Any:
        """Returns the parameters of the next notification of this method."""
        for index, (name, params) in enumerate(self.notes):
            if name == method:
                del self.notes[index]
                return params
        while (message := self.receive()).get("method") != method:
            self._take(message)
        return message["params"]

    def send(self, message: Any) -> None:
        self.connection.send(json.dumps(message))

    def receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self.connection.recv(timeout=TIMEOUT_S))
        return message

    def _take(self, message: dict[str, Any]) -> None:
        if "method" in message:
            self.notes.append((message["method"], message.get("params")))
