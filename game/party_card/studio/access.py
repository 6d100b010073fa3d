"""Decides which requests are the page's own: other pages in the same browser can send requests to this machine, too.

Invariant: without the token in the address nothing is answered but a refusal, and a name that was made to point to this
machine (DNS rebinding) is refused by its `Host`. A WebSocket is opened only by a page of this server.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

REFUSAL = "This address is not the studio's. Open it from the line that `party-card studio` prints."
_OWN_FETCH_SITES = ("same-origin", "none")
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer."""


@dataclass(slots=True)
class Access:
    """Where the studio listens, and its secrets: of the page, and of the preview, which must not know the first.

    `launch_token` is in the address that a browser is started with, which other people on the machine can see in the
    list of programs; it is answered once, with a redirection to the page.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    preview_token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    launch_token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def host(self) -> str:
        """The only `Host` that is answered."""
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """The origin of the page."""
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """The address to open."""
        return f"{self.origin}/{self.token}/"

    @property
    def launch_address(self) -> str:
        """The address to start a browser with."""
        return f"{self.origin}/{self.launch_token}/"

    @property
    def subprotocol(self) -> str:
        """The subprotocol that the WebSocket has to ask for: a second proof that the page opens it."""
        return f"party-card.{self.token}"

    def allows(self, scope: Scope) -> bool:
        """Returns True if a request comes from the page, or from a person who opens its address."""
        headers = Headers(scope=scope)
        is_preview = scope["path"].split("/")[2:3] == ["preview"]
        tokens = (self.preview_token,) if is_preview else (self.token, self.launch_token)
        if not any(_has_token(scope, token) for token in tokens) or headers.getlist("host") != [self.host]:
            return False
        origin = headers.get("origin")
        if scope["type"] == "websocket":
            return origin == self.origin and self.subprotocol in scope.get("subprotocols", ())
        if origin is not None and origin != self.origin:
            return False
        return headers.get("sec-fetch-site", "none") in _OWN_FETCH_SITES

    def take_launch(self, scope: Scope) -> bool:
        """Returns True if a request is that of the browser that was started; only the first time."""
        if not _has_token(scope, self.launch_token):
            return False
        self.launch_token = secrets.token_urlsafe(32)
        return True


def _has_token(scope: Scope, token: str) -> bool:
    """Returns True if the path of a request begins with `token`."""
    parts = scope["path"].split("/")
    return len(parts) > 1 and secrets.compare_digest(parts[1].encode(errors="replace"), token.encode())


class AccessControl:
    """An ASGI application that passes on to another one only what `access` allows."""

    def __init__(self, application: ASGIApp, access: Access) -> None:
        self._application = application
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        is_allowed = scope["type"] not in ("http", "websocket") or self._access.allows(scope)
        if is_allowed and scope["type"] == "http" and self._access.take_launch(scope):
            await RedirectResponse(f"/{self._access.token}/", 303, HEADERS)(scope, receive, send)
        elif is_allowed:
            await self._application(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(REFUSAL + "\n", 403, HEADERS)(scope, receive, send)
