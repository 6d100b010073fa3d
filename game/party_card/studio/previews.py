"""The pages of scenes that are shown in a frame of the studio.

Invariant: they are served under a token of their own and in a sandbox, so that what a scene holds can read nothing of
the studio, and ask for nothing in its name.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256

from party_card.local_server.request_checks import HEADERS

MAX_PREVIEWS = 16
PREVIEW_HEADERS = {
    name: value
    for name, value in HEADERS.items()
    if name != "Cross-Origin-Opener-Policy"  # none in a sandbox
} | {"Content-Security-Policy": "sandbox allow-scripts; frame-ancestors 'self'"}
"""Sent with each preview; the page itself holds the policy of an exported page."""


class PreviewStore:
    """The newest previews, by name."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, bytes] = OrderedDict()

    def add(self, page: str) -> str:
        """Keeps a page; returns its name, the same for the same page."""
        data = page.encode()
        name = sha256(data).hexdigest()[:32]
        self._pages[name] = data
        self._pages.move_to_end(name)
        while len(self._pages) > MAX_PREVIEWS:
            self._pages.popitem(last=False)
        return name

    def find(self, name: str) -> bytes | None:
        """Returns a page; None if it is no longer kept."""
        return self._pages.get(name)
