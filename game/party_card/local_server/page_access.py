"""Access to a page that one person has: other pages in the same browser can send requests to this machine, too.

Invariant: without the token in the address nothing is answered but a refusal.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from party_card.local_server.request_checks import HEADERS, has_token, is_own_request, refuse


@dataclass(slots=True)
class PageAccess:
    """Where a page is served, and its secret.

    `launch_token` is in the address that a browser is started with, which other people on the machine can see in the
    list of programs; it is answered once, with a redirection to the page.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
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

    def allows(self, scope: Scope) -> bool:
        """Returns True if a request comes from the page, or from a person who opens its address."""
        is_named = has_token(scope, self.token) or has_token(scope, self.launch_token)
        return is_named and is_own_request(scope, (self.host,))

    def take_launch(self, scope: Scope) -> bool:
        """Returns True if a request is that of the browser that was started; only the first time."""
        if not has_token(scope, self.launch_token):
            return False
        self.launch_token = secrets.token_urlsafe(32)
        return True


class AccessControl:
    """An ASGI application that passes on to another one only what `access` allows; `refusal` says so to all others."""

    def __init__(self, application: ASGIApp, access: PageAccess, refusal: str) -> None:
        self._application = application
        self._access = access
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        is_allowed = scope["type"] not in ("http", "websocket") or self._access.allows(scope)
        if is_allowed and scope["type"] == "http" and self._access.take_launch(scope):
            await RedirectResponse(f"/{self._access.token}/", 303, HEADERS)(scope, receive, send)
        elif is_allowed:
            await self._application(scope, receive, send)
        else:
            await refuse(scope, receive, send, 403, self._refusal)
