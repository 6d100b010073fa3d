"""Decides which requests are the page's own: other pages in the same browser can send requests to this machine, too.

Invariant: without the token in the address nothing is answered but a refusal. A WebSocket is opened only by a page of
this server. The preview has a token of its own, as it must not know that of the page.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import Scope

from party_card.local_server.page_access import PageAccess
from party_card.local_server.request_checks import has_token, is_own_request

REFUSAL = "This address is not the studio's. Open it from the line that `party-card studio` prints."


@dataclass(slots=True)
class Access(PageAccess):
    """Where the studio listens, and its secrets: of the page, and of the preview, which must not know the first."""

    preview_token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def subprotocol(self) -> str:
        """The subprotocol that the WebSocket has to ask for: a second proof that the page opens it."""
        return f"party-card.{self.token}"

    def allows(self, scope: Scope) -> bool:
        """Returns True if a request comes from the page, or from a person who opens its address."""
        if scope["path"].split("/")[2:3] == ["preview"]:
            return has_token(scope, self.preview_token) and is_own_request(scope, (self.host,))
        if not PageAccess.allows(self, scope):
            return False
        if scope["type"] == "websocket":
            is_from_page = Headers(scope=scope).get("origin") == self.origin
            return is_from_page and self.subprotocol in scope.get("subprotocols", ())
        return True
