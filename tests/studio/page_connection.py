"""A studio that is really served, and a page of it that talks to its WebSocket as the browser does."""

from __future__ import annotations

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from party_card.studio.access import Access
from party_card.studio.application import create_application
from party_card.studio.context import StudioContext
from party_card.studio.folder import StudioFolder

TIMEOUT_S = 60


class RequestError(Exception):
    """A request was answered with an error."""


class PageConnection:
    """The WebSocket of a page; `notifications` are those that nothing has waited for yet."""

    def __init__(self, socket: ClientConnection, access: Access) -> None:
        self.access = access
        self.notifications: list[tuple[str, Any]] = []
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._arrival = asyncio.Event()
        self._versions: dict[str, int] = {}
        self._task = asyncio.create_task(self._receive())

    async def request(self, method: str, **params: Any) -> Any:
        """Returns the answer to a request of the studio, or of the Language Server Protocol if there is a slash.

        Raises RequestError with the message of an answer that is an error.
        """
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        name = method if "/" in method or method == "initialize" else f"partyCard/studio/{method}"
        await self._send({"jsonrpc": "2.0", "id": number, "method": name, "params": params})
        return await asyncio.wait_for(self._answers[number], TIMEOUT_S)

    async def notify(self, method: str, **params: Any) -> None:
        """Sends a notification."""
        await self._send({"jsonrpc": "2.0", "method": method, "params": params})

    async def open(self, path: Path) -> str:
        """Opens a file as the page does; returns its URI."""
        uri = path.as_uri()
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text(encoding="utf-8")}
        await self.notify("textDocument/didOpen", textDocument=document)
        return uri

    async def change(self, uri: str, text: str) -> int:
        """Replaces the text of an open file; returns its new version."""
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        await self.notify("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        return self._versions[uri]

    async def wait_for(self, method: str, holds: Callable[[Any], bool] = lambda _: True) -> Any:
        """Returns the parameters of the first notification of a kind for which something holds."""
        async with asyncio.timeout(TIMEOUT_S):
            while True:
                for item in self.notifications:
                    if item[0] == method and holds(item[1]):
                        self.notifications.remove(item)
                        return item[1]
                self._arrival.clear()
                await self._arrival.wait()

    async def close(self) -> None:
        """Closes the WebSocket."""
        await self._socket.close()
        await self._task

    async def _send(self, message: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(message))

    async def _receive(self) -> None:
        async for data in self._socket:
            message = json.loads(data)
            if "method" not in message:
                answer = self._answers.pop(message["id"])
                if "error" in message:
                    answer.set_exception(RequestError(message["error"]["message"]))
                else:
                    answer.set_result(message["result"])
            elif "id" in message:
                await self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
            else:
                self.notifications.append((message["method"], message["params"]))
                self._arrival.set()


@asynccontextmanager
async def serve_studio(root: Path) -> AsyncIterator[Access]:
    """Serves the studio for a folder at a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        access = Access(listener.getsockname()[1])
        application = create_application(StudioContext(StudioFolder(root), access))
        server = uvicorn.Server(uvicorn.Config(application, log_level="error", ws="websockets-sansio", lifespan="on"))
        serving = asyncio.create_task(server.serve([listener]))
        while not server.started:
            await asyncio.sleep(0.01)
        try:
            yield access
        finally:
            server.should_exit = True
            await serving


@asynccontextmanager
async def open_page(access: Access, language: str = "en") -> AsyncIterator[PageConnection]:
    """Opens a page of a studio that is served, and shakes hands as the page does."""
    address = f"ws://{access.host}/{access.token}/connection?language={language}"
    protocols = [Subprotocol(access.subprotocol)]
    async with connect(address, origin=Origin(access.origin), subprotocols=protocols, max_size=None) as socket_:
        page = PageConnection(socket_, access)
        await page.request("initialize", processId=None, rootUri=None, capabilities={})
        await page.notify("initialized")
        yield page
        await page.close()
        faults = [params for method, params in page.notifications if method == "window/showMessage"]
        assert faults == [], "a message to the teacher would hide a fault"


def talk(root: Path, conversation: Callable[[PageConnection], Awaitable[None]], language: str = "en") -> None:
    """Serves the studio for a folder, opens a page, lets it talk, and ends both."""

    async def run() -> None:
        async with serve_studio(root) as access, open_page(access, language) as page:
            await conversation(page)

    asyncio.run(run())
