"""Decides whether a request comes from a page of this server, and refuses one that does not.

Invariant: a name that was made to point to this machine (DNS rebinding) is refused by its `Host`; a page of another
origin is refused by its `Origin` or, where a browser sends none, by `Sec-Fetch-Site`.
"""

from __future__ import annotations

import secrets
from collections.abc import Container, Mapping

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

_OWN_FETCH_SITES = ("same-origin", "none")
_POLICY_VIOLATION = 1008
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer."""


def find_host(scope: Scope) -> str:
    """Returns the `Host` of a request; empty if there is none or more than one."""
    hosts = Headers(scope=scope).getlist("host")
    return hosts[0].lower() if len(hosts) == 1 else ""


def is_own_request(scope: Scope, hosts: Container[str]) -> bool:
    """Returns True if a request is addressed to one of `hosts` (name and port), by no page of another origin."""
    headers = Headers(scope=scope)
    host, origins = find_host(scope), headers.getlist("origin")
    if host not in hosts or any(origin.lower() != f"http://{host}" for origin in origins):
        return False
    return headers.get("sec-fetch-site", "none") in _OWN_FETCH_SITES


def has_token(scope: Scope, token: str) -> bool:
    """Returns True if the path of a request begins with `token`."""
    parts = scope["path"].split("/")
    return len(parts) > 1 and secrets.compare_digest(parts[1].encode(errors="replace"), token.encode())


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answers a request with a sentence, and a WebSocket by not opening it."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
    else:
        await PlainTextResponse(f"{sentence}\n", status, HEADERS)(scope, receive, send)
