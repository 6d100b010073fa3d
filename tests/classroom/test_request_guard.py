"""What stands before the students' application refuses by itself what uvicorn's parser would refuse, too."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from party_card.classroom.request_guard import RequestGuard

HOST = "127.0.0.1:8765"


def ask(length: bytes, body: bytes = b"{}") -> int | None:
    """Returns the status of a message whose length is announced so; None if it is passed on."""
    passed: list[Any] = []
    sent: list[Any] = []

    async def application(_scope: Any, receive: Any, _send: Any) -> None:
        passed.append(await receive())

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = {"host": HOST, "origin": f"http://{HOST}", "content-type": "application/json"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/progress",
        "headers": [*((name.encode(), value.encode()) for name, value in headers.items()), (b"content-length", length)],
    }
    asyncio.run(RequestGuard(application, (HOST,))(scope, receive, send))
    return None if passed else sent[0]["status"]


@pytest.mark.parametrize("length", [b"-1", b"x", b"1e3", b"9" * 40, b"\xb2", b""])
def test_a_length_that_is_no_number_is_refused(length: bytes) -> None:
    assert ask(length) == 400


def test_a_length_that_is_too_great_is_refused() -> None:
    assert ask(b"100000000") == 413
    assert ask(b"2") is None
