"""A client of the language server that keeps what it is told."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from party_card.language_server.server import PROOF_NOTIFICATION


class RecordingClient(LanguageClient):
    """Keeps the newest diagnostics of every file, the versions of its text that were checked and proved, and all messages.

    `changed` is set whenever it is told of a file.
    """

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.checked_versions: dict[str, int | None] = {}
        self.proved_versions: dict[str, int] = {}
        self.messages: list[str] = []
        self.changed = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def take_diagnostics(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri] = list(params.diagnostics)
            self.checked_versions[params.uri] = params.version
            self.changed.set()

        @self.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def take_message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.feature(PROOF_NOTIFICATION)  # type: ignore[untyped-decorator]
        def take_proof(params: Any) -> None:
            self.proved_versions[params.uri] = params.version
            self.changed.set()

    @property
    def server_id(self) -> int:
        """The id of the server's process."""
        assert self._server is not None
        return self._server.pid

    async def begin(self, root: Path, *command: str) -> None:
        """Starts the server and shakes hands with it."""
        await self.start_io(*command)
        parameters = types.InitializeParams(types.ClientCapabilities(), root_uri=root.as_uri())
        await self.initialize_async(parameters)
        self.initialized(types.InitializedParams())

    async def end(self) -> None:
        """Ends the server as an editor does."""
        await self.shutdown_async(None)
        self.exit(None)
        await self.stop()  # type: ignore[no-untyped-call]
