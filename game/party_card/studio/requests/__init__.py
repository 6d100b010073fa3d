"""The requests of the page, beyond those of the Language Server Protocol: one module for each topic.

Each has a function `add_requests(server, context)`. A request is called `partyCard/studio/NAME`; its parameters and its
answer are plain JSON. What a teacher can mend is answered with `StudioError`, whose message is shown as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from party_card.studio.context import StudioContext
from party_card.studio.page_server import PageServer
from party_card.studio.requests import (
    beginnings,
    bibliography,
    cards,
    drafts,
    evidence,
    exports,
    files,
    names,
    preview,
    scene_map,
    sources,
    story_tests,
    versions,
)


class RequestModule(Protocol):
    """The interface of a module of this package."""

    def add_requests(self, server: PageServer, context: StudioContext) -> None:
        """Adds the requests of one topic to the server of one page."""


REQUEST_MODULES: Sequence[RequestModule] = (
    beginnings,
    bibliography,
    cards,
    drafts,
    evidence,
    exports,
    files,
    names,
    preview,
    scene_map,
    sources,
    story_tests,
    versions,
)
