"""Stands before the students' application: names, origins and sizes are checked before anything is read.

Invariant: a request that changes something comes from a page of this server, as JSON, whole, and bounded; an
application never meets a body that is too large, or one that breaks off.
"""

from __future__ import annotations

from collections.abc import Container

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from party_card.classroom.http_protocol import MAX_BODY_BYTES
from party_card.local_server.request_checks import find_host, refuse

ADDRESS = "This name of the computer is not known here. Type the address from the board."
ORIGIN = "This request comes from another page."
SHAPE = "This request cannot be read."
SIZE = "This is too large."


class RequestGuard:
    """An ASGI application that passes on to another one only what may be answered; `hosts` are its names with port."""

    def __init__(self, application: ASGIApp, hosts: Container[str]) -> None:
        self._application = application
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "lifespan":
            await self._application(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origins = find_host(scope), headers.getlist("origin")
        changes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD")
        length = headers.get("content-length", "0")
        is_own = all(origin.lower() == f"http://{host}" for origin in origins)
        if changes:
            is_own = is_own and len(origins) == 1 and headers.get("sec-fetch-site", "same-origin") == "same-origin"
        if not host:
            await refuse(scope, receive, send, 400, SHAPE)
        elif host not in self._hosts:
            await refuse(scope, receive, send, 421, ADDRESS)
        elif not is_own:
            await refuse(scope, receive, send, 403, ORIGIN)
        elif not changes:
            await self._application(scope, receive, send)
        elif headers.get("content-type", "").partition(";")[0] != "application/json":
            await refuse(scope, receive, send, 415, SHAPE)
        elif not (length.isascii() and length.isdecimal() and len(length) < 12):
            await refuse(scope, receive, send, 400, SHAPE)
        elif int(length) > MAX_BODY_BYTES:
            await _refuse_and_close(scope, receive, send)
        else:
            await self._read_body(scope, receive, send)

    async def _read_body(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on once its body is whole."""
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            if len(body) > MAX_BODY_BYTES:
                await _refuse_and_close(scope, receive, send)
                return
            if not message.get("more_body"):
                break
        is_given = False

        async def receive_whole() -> Message:
            nonlocal is_given
            if is_given:
                return await receive()
            is_given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._application(scope, receive_whole, send)


async def _refuse_and_close(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuses a body that is too large, and closes the connection, so that the rest of it is not read."""

    async def send_closing(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"connection", b"close")]
        await send(message)

    await refuse(scope, receive, send_closing, 413, SIZE)
