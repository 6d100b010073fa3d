"""Requests that show a scene as cards, and change it from them.

Invariant: no request changes a file; what a card changes is answered as edits of the text that the page has.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from lsprotocol.types import Position, Range

from party_card.content.models import Scene
from party_card.diagnostics.source import SourceFile
from party_card.language_server.positions import TextLines
from party_card.language_server.server import OpenPack
from party_card.localization import gettext
from party_card.services.cards.condition_menus import list_menu, read_condition
from party_card.services.cards.edit import edit_scene
from party_card.services.cards.errors import CardError
from party_card.services.cards.operation import scene_of
from party_card.services.cards.reading import Stretch, read_cards
from party_card.services.cards.text_places import find_field, find_index
from party_card.services.cards.tree import YamlTree
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.page_server import PageServer
from party_card.studio.source_copies import CopyStore


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    store = CopyStore(context.folder.root)

    @server.feature("partyCard/studio/cards")
    def show_cards(ls: PageServer, params: Any) -> Any:
        path, pack, file = find_scene_file(ls, context, params["uri"])
        version = ls.version_of(params["uri"])
        try:
            return {"version": version, "isReadable": True, "error": None, **_read_cards(file, store)}
        except CardError as error:
            answer = {"version": version, "isReadable": False, "error": str(error)}
        model = pack.workspace.find_model(path)
        with suppress(CardError):
            answer |= _read_cards(model.location.file, store) if isinstance(model, Scene) else {}
        return answer

    @server.feature("partyCard/studio/edit")
    def edit_cards(ls: PageServer, params: Any) -> Any:
        _, _, file = find_scene_file(ls, context, params["uri"])
        try:
            change = edit_scene(file.text, params["operation"])
        except CardError as error:
            raise StudioError(str(error)) from None
        lines = TextLines(file.text)
        edits = [
            {"range": _to_data(lines.range_of(edit.start, edit.end)), "newText": edit.text} for edit in change.edits
        ]
        return {
            "version": ls.version_of(params["uri"]),
            "edits": {params["uri"]: edits},
            "path": change.path,
            "message": change.message,
        }

    @server.feature("partyCard/studio/conditions")
    def list_conditions(ls: PageServer, params: Any) -> Any:
        path, pack, file = find_scene_file(ls, context, params["uri"])
        proof = ls.proof_of(pack, path)
        passage = proof.passages.get(params["passage"]) if proof is not None else None
        root = scene_of(read_tree(file))
        return {
            **read_condition(root, params.get("condition") or ""),
            "menu": list_menu(root, params["passage"], passage.values if passage is not None else None),
            "isReached": None if passage is None else passage.witness is not None,
        }

    @server.feature("partyCard/studio/fieldAt")
    def find_field_at(ls: PageServer, params: Any) -> Any:
        _, _, file = find_scene_file(ls, context, params["uri"])
        found = find_field(read_tree(file), TextLines(file.text).index_at(Position(**params["position"])))
        if found is None:
            return {"path": None, "offset": 0}
        path, offset = found
        return {"path": path, "offset": offset}

    @server.feature("partyCard/studio/positionOf")
    def find_position_of(ls: PageServer, params: Any) -> Any:
        _, _, file = find_scene_file(ls, context, params["uri"])
        try:
            index = find_index(read_tree(file), params["path"], params.get("offset") or 0)
        except CardError as error:
            raise StudioError(str(error)) from None
        position = TextLines(file.text).position_at(index)
        return {"position": {"line": position.line, "character": position.character}}


def find_scene_file(server: PageServer, context: StudioContext, uri: str) -> tuple[Path, OpenPack, SourceFile]:
    """Returns a file of the folder as the page has it. Raises StudioError if there is none."""
    found = server.find(uri) if context.folder.resolve(uri) else None
    if found is None:
        raise StudioError(gettext("Only a scene can be shown as cards."))
    path, pack = found
    file = pack.workspace.find_file(path)
    if file is None:
        pack.workspace.refresh()
        file = pack.workspace.find_file(path)
    if file is None:
        raise StudioError(gettext("The file {name} cannot be read as text.").format(name=path.name))
    return path, pack, file


def read_tree(file: SourceFile) -> YamlTree:
    """Returns the tree of a file. Raises StudioError if it cannot be read."""
    try:
        return YamlTree(file.text)
    except CardError as error:
        raise StudioError(str(error)) from None


def _read_cards(file: SourceFile, store: CopyStore) -> dict[str, Any]:
    """Returns the cards of a file as JSON."""
    cards: dict[str, Any] = _convert(read_cards(YamlTree(file.text), store.read_names()), TextLines(file.text))
    return cards


def _convert(data: Any, lines: TextLines) -> Any:
    """Returns data with ranges of the protocol for stretches of the text."""
    if isinstance(data, Stretch):
        return _to_data(lines.range_of(*data))
    if isinstance(data, dict):
        return {key: _convert(value, lines) for key, value in data.items()}
    return [_convert(item, lines) for item in data] if isinstance(data, list) else data


def _to_data(range_: Range) -> dict[str, Any]:
    places = {"start": range_.start, "end": range_.end}
    return {name: {"line": place.line, "character": place.character} for name, place in places.items()}
