"""The language server of one page: it keeps to the folder, and survives whatever the page sends.

Invariant: a message that cannot be carried out is answered with a sentence; it ends neither the connection nor the
studio. What is a mistake of the program is written to the crash log.
"""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.protocol import LanguageServerProtocol

from party_card.language_server.features import add_features
from party_card.language_server.server import OpenPack, PartyCardServer
from party_card.localization import gettext
from party_card.localization.languages import ENGLISH
from party_card.storage.crash_log import write_crash_log
from party_card.studio.errors import StudioError
from party_card.studio.folder import StudioFolder

INVALID_REQUEST = -32600
_INTERNAL_ERROR = -32603
_ENDING_METHODS = (types.EXIT, types.SHUTDOWN)
"""What would end the whole program, or let it answer nothing more; a page ends by closing its connection."""


class _PageProtocol(LanguageServerProtocol):
    """Answers a mistake of the program with a sentence in place of a traceback."""

    _server: PageServer

    def _send_response(self, msg_id: str | int, result: Any = None, error: types.ResponseError | None = None) -> None:
        if error is not None and error.code == _INTERNAL_ERROR:
            error = types.ResponseError(_INTERNAL_ERROR, self._server.log_mistake(sys.exc_info()[1]))
        super()._send_response(msg_id, result, error)

    def refuse(self, msg_id: str | int, message: str, code: int = INVALID_REQUEST) -> None:
        """Answers a request with an error."""
        super()._send_response(msg_id, None, types.ResponseError(code, message))


class PageServer(PartyCardServer):
    """A language server for one page, which works in `folder`; `language` is that of the page."""

    protocol: _PageProtocol
    reads_links_out = False

    def __init__(self, folder: StudioFolder, language: str = ENGLISH) -> None:
        super().__init__(_PageProtocol)
        self.language = language
        self.page_id = secrets.token_hex(8)
        self._folder = folder
        add_features(self)

    def find(self, uri: str) -> tuple[Path, OpenPack] | None:
        """Returns the file of a URI and the pack of the folder; None if the file is not one of its files."""
        try:
            path = self._folder.resolve(uri)
        except StudioError:
            return None
        return path, self.open_pack(self._folder.root)

    def handle(self, text: str) -> bool:
        """Carries out a message of the page. Returns False if it is no message at all."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return False
        if not isinstance(data, dict) or data.get("jsonrpc") != "2.0":
            return False
        msg_id = data.get("id")
        if not isinstance(data.get("method", ""), str) or not isinstance(msg_id, str | int | None):
            return False
        if data.get("method") in _ENDING_METHODS:
            return True
        try:
            self._require_own_file(data)
            self.protocol.handle_message(self.protocol.structure_message(data))
        except JsonRpcException as error:  # its parameters are not those of its method
            if msg_id is not None and "method" in data:
                self.protocol.refuse(msg_id, error.message, error.code)
        except Exception as error:  # noqa: BLE001  # what pygls does not catch itself
            sentence = self.log_mistake(error)
            if msg_id is not None and "method" in data:
                self.protocol.refuse(msg_id, sentence, _INTERNAL_ERROR)
        return True

    def _require_own_file(self, data: dict[str, Any]) -> None:
        """Raises StudioError if a message names a document that is not in the folder: pygls would read it."""
        params = data.get("params")
        document = params.get("textDocument") if isinstance(params, dict) else None
        uri = document.get("uri") if isinstance(document, dict) else None
        if uri is not None:
            self._folder.resolve(str(uri))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tells the page of a mistake in what it expects no answer to."""
        if source is not FeatureRequestError:
            sentence = self.log_mistake(sys.exc_info()[1] or error)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, sentence))

    def log_mistake(self, error: BaseException | None) -> str:
        """Writes a mistake of the program to the crash log. Returns sentences for the teacher."""
        files = [pack.workspace.find_file(path) for pack in self._packs.values() for path in self._open_files]
        texts = [file.text for file in files if file is not None]
        log = write_crash_log(error or RuntimeError("unknown"), place="party-card studio", private_texts=texts)
        sentence = gettext("This is a mistake of the program, not yours.")
        return f"{sentence} {log.describe()}"
