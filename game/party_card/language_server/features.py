"""The requests and notifications of the protocol that the server answers.

Invariant: what is asked of a file that cannot be found is answered with nothing, not with an error.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidRequest

from party_card.language_server.completion import complete
from party_card.language_server.hover import describe_name
from party_card.language_server.messages import iter_fixes, overlaps, to_action, to_protocol
from party_card.language_server.names import (
    NewNameError,
    Place,
    find_declarations,
    find_name,
    iter_places,
    rename,
)
from party_card.language_server.outline import PLAY_COMMAND, iter_folds, iter_lenses, list_symbols
from party_card.language_server.positions import TextLines
from party_card.language_server.server import OpenPack, PartyCardServer

_TRIGGERS = ["@", " ", "(", "[", "{", "-"]


def create_server() -> PartyCardServer:
    """Returns a server with all its features; `start_io` runs it."""
    server = PartyCardServer()
    add_features(server)
    return server


def add_features(server: PartyCardServer) -> None:
    """Adds all features of the language server to `server`."""
    _add_synchronization(server)
    _add_names(server)
    _add_outline(server)


def _add_synchronization(server: PartyCardServer) -> None:
    """Adds what tells the server of texts, and what ends it."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(ls: PartyCardServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.update(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(ls: PartyCardServer, params: types.DidChangeTextDocumentParams) -> None:
        ls.update(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(ls: PartyCardServer, params: types.DidCloseTextDocumentParams) -> None:
        ls.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(ls: PartyCardServer, params: types.DidChangeWatchedFilesParams) -> None:
        ls.reread([change.uri for change in params.changes])

    @server.feature(types.SHUTDOWN)
    async def shutdown(ls: PartyCardServer, params: None) -> None:  # noqa: ARG001  # the protocol's
        await ls.close_packs()


def _add_names(server: PartyCardServer) -> None:
    """Adds what concerns the name at a place."""

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
    def completion(ls: PartyCardServer, params: types.CompletionParams) -> list[types.CompletionItem]:
        place = _locate(ls, params.text_document.uri, params.position)
        return complete(place.pack.workspace, place.path, place.lines, place.index) if place else []

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(ls: PartyCardServer, params: types.HoverParams) -> types.Hover | None:
        place = _locate(ls, params.text_document.uri, params.position)
        use = find_name(place.pack.workspace, place.path, place.index) if place else None
        if place is None or use is None:
            return None
        text = describe_name(place.pack.workspace, place.path, use, ls.proof_of(place.pack, place.path))
        content = types.MarkupContent(types.MarkupKind.PlainText, text)
        return types.Hover(content, place.lines.range_of(use.start, use.end)) if text else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(ls: PartyCardServer, params: types.DefinitionParams) -> list[types.Location]:
        place = _locate(ls, params.text_document.uri, params.position)
        use = find_name(place.pack.workspace, place.path, place.index) if place else None
        if place is None or use is None:
            return []
        return [_to_location(ls, found) for found in find_declarations(place.pack.workspace, use)]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(ls: PartyCardServer, params: types.ReferenceParams) -> list[types.Location]:
        place = _locate(ls, params.text_document.uri, params.position)
        use = find_name(place.pack.workspace, place.path, place.index) if place else None
        if place is None or use is None:
            return []
        places = iter_places(place.pack.workspace, use)
        with_declaration = params.context.include_declaration
        return [_to_location(ls, found) for found in places if with_declaration or not found.use.is_declaration]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(ls: PartyCardServer, params: types.PrepareRenameParams) -> types.Range | None:
        place = _locate(ls, params.text_document.uri, params.position)
        use = find_name(place.pack.workspace, place.path, place.index) if place else None
        return place.lines.range_of(use.start, use.end) if place and use else None

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    def rename_name(ls: PartyCardServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
        place = _locate(ls, params.text_document.uri, params.position)
        use = find_name(place.pack.workspace, place.path, place.index) if place else None
        if place is None or use is None:
            return None
        try:
            places = rename(place.pack.workspace, use, params.new_name)
        except NewNameError as error:
            raise JsonRpcInvalidRequest(str(error)) from None
        changes: dict[str, list[types.TextEdit]] = {}
        for found in places:
            edit = types.TextEdit(_to_location(ls, found).range, params.new_name)
            changes.setdefault(ls.uri_of_path(found.path), []).append(edit)
        return types.WorkspaceEdit(changes)


def _add_outline(server: PartyCardServer) -> None:
    """Adds what concerns a whole file: fixes, symbols, folds, and what the proof says of its passages."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def code_actions(ls: PartyCardServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        found = ls.find(params.text_document.uri)
        file = found[1].workspace.find_file(found[0]) if found else None
        if found is None or file is None:
            return []
        path, pack = found
        lines = TextLines(file.text)
        actions: list[types.CodeAction] = []
        uri = params.text_document.uri
        for diagnostic in pack.workspace.check(path):
            message = to_protocol(diagnostic, lines, ls.uri_of)
            if overlaps(message.range, params.range):
                actions += [to_action(fix, message, uri) for fix in iter_fixes(diagnostic, lines)]
        for finding in pack.findings.get(path, ()):
            if overlaps(finding.range, params.range):
                actions += [to_action(fix, finding, uri) for fix in ls.fixes_of(finding)]
        return actions

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(ls: PartyCardServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        place = _locate(ls, params.text_document.uri, types.Position(0, 0))
        return list_symbols(place.pack.workspace, place.path, place.lines) if place else []

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(ls: PartyCardServer, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        place = _locate(ls, params.text_document.uri, types.Position(0, 0))
        return sorted(iter_folds(place.lines), key=lambda fold: fold.start_line) if place else []

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    def lenses(ls: PartyCardServer, params: types.CodeLensParams) -> list[types.CodeLens]:
        place = _locate(ls, params.text_document.uri, types.Position(0, 0))
        proof = ls.proof_of(place.pack, place.path) if place else None
        if place is None or proof is None:
            return []
        return list(iter_lenses(place.pack.workspace, place.path, place.lines, params.text_document.uri, proof))

    @server.command(PLAY_COMMAND)
    def play_from(ls: PartyCardServer, uri: str, passage: str) -> None:
        found = ls.find(uri)
        proof = ls.proof_of(found[1], found[0]) if found else None
        known = proof.passages.get(passage) if proof is not None else None
        if found is not None and known is not None and known.witness is not None:
            command = [sys.executable, "-m", "party_card", "play", str(found[0]), "--choose", ",".join(known.witness)]
            subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603  # no shell, and only words of the scene


@dataclass(frozen=True)
class _Location:
    """A place in an open file: its pack, its text as it was read, and the index of the character."""

    path: Path
    pack: OpenPack
    lines: TextLines
    index: int


def _locate(server: PartyCardServer, uri: str, position: types.Position) -> _Location | None:
    found = server.find(uri)
    file = found[1].workspace.find_file(found[0]) if found else None
    if found is None or file is None:
        return None
    lines = TextLines(file.text)
    return _Location(found[0], found[1], lines, lines.index_at(position))


def _to_location(server: PartyCardServer, place: Place) -> types.Location:
    range_ = TextLines(place.file.text).range_of(place.use.start, place.use.end)
    return types.Location(server.uri_of_path(place.path), range_)
