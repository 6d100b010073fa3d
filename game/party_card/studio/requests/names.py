"""Requests that give parts of a scene, and its facts, other names: people write words, and the file gets an id of them.

Invariant: no request changes a file; what a new name changes, in whatever file of the pack, is answered as edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lsprotocol.types import Position

from party_card.content.words_of_names import make_name
from party_card.language_server.names import NewNameError, find_name, rename
from party_card.language_server.positions import TextLines
from party_card.language_server.server import OpenPack
from party_card.localization import gettext
from party_card.services.cards.clean_text import clean_text
from party_card.services.cards.edit import edit_scene
from party_card.services.cards.ids import make_choice_id, make_ending_id, make_passage_id, make_variable_id
from party_card.services.cards.operation import scene_of
from party_card.services.cards.shown_values import mapping_of, text_of
from party_card.services.cards.text_edits import TextEdit, apply_edits
from party_card.services.cards.tree import YamlTree
from party_card.services.cards.values import Value
from party_card.services.facts.fact_edits import make_fact_id
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.page_server import PageServer
from party_card.studio.protocol_edits import FileChanges
from party_card.studio.requests.cards import find_scene_file, read_tree
from party_card.studio.requests.evidence import card_errors
from party_card.studio.source_copies import CopyStore

_MAKERS: Mapping[str, Callable[[dict[str, Value], str], str]] = {
    "passage": make_passage_id,
    "choice": make_choice_id,
    "ending": make_ending_id,
    "variable": make_variable_id,
}
_NUMBER = re.compile(r"-[0-9]+\Z")
_OPEN_WORDS = ("", "…")


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    store = CopyStore(context.folder.root)

    @server.feature("partyCard/studio/rename")
    def rename_part(ls: PageServer, params: Any) -> Any:
        """Gives what stands at `position` a name made of `words`; answers with its new id."""
        path, pack, file = find_scene_file(ls, context, params["uri"])
        index = TextLines(file.text).index_at(Position(**params["position"]))
        edits = _PartNames(pack, path)
        words = clean_text(str(params["words"]), "line")
        name = edits.rename(index, words)
        store.write_name(name, words)
        return {"id": name, **edits.to_data()}

    @server.feature("partyCard/studio/renameValue")
    def rename_value(ls: PageServer, params: Any) -> Any:
        """Gives the word at `index` of those that a variable can be another form."""
        path, pack, file = find_scene_file(ls, context, params["uri"])
        edits = _PartNames(pack, path)
        with card_errors():
            found = read_tree(file).require(["variables", str(params["variable"]), "values", int(params["index"])])
            name = edits.rename(found.node.start_mark.index, str(params["words"]))
        return {"id": name, **edits.to_data()}

    @server.feature("partyCard/studio/nameEnding")
    def name_ending(ls: PageServer, params: Any) -> Any:
        """Gives an ending another title; the ids of it and its passage that were made of the old one follow."""
        path, pack, file = find_scene_file(ls, context, params["uri"])
        tree, passage, title = read_tree(file), str(params["passage"]), str(params["title"])
        ending = mapping_of(mapping_of(mapping_of(scene_of(tree).get("passages")).get(passage)).get("ending"))
        old_title, old_id = text_of(ending.get("title")) or "", text_of(ending.get("id")) or ""
        edits, new_passage = _PartNames(pack, path), passage
        with card_errors():
            operation = {"kind": "setText", "path": ["passages", passage, "ending", "title"], "text": title}
            edits.add(path, edit_scene(file.text, operation).edits)
        if make_name(title):
            key, found = tree.require(["passages", passage]).key, tree.find(["passages", passage, "ending", "id"])
            if key is not None and _follows(passage, old_title):
                new_passage = edits.rename(key.start_mark.index, title)
            if found is not None and _follows(old_id, old_title):
                edits.rename(found.node.start_mark.index, title)
        return {"id": new_passage, **edits.to_data()}


def _follows(name: str, title: str) -> bool:
    """Returns True if a name is made of a title, perhaps with a number, or of another while there was no title yet."""
    return title in _OPEN_WORDS or make_name(title) in (name, _NUMBER.sub("", name))


class _PartNames:
    """New names of parts of a pack: edits of its files, as one step."""

    def __init__(self, pack: OpenPack, path: Path) -> None:
        self._workspace = pack.workspace
        self._path = path
        self._edits: dict[Path, list[TextEdit]] = {}

    def add(self, path: Path, edits: Any) -> None:
        """Adds edits of a file as it is now."""
        self._edits.setdefault(path, []).extend(edits)

    def rename(self, index: int, words: str) -> str:
        """Gives what stands at an index of the file a name made of words; returns it. Raises StudioError."""
        use = find_name(self._workspace, self._path, index)
        if use is None:
            raise StudioError(gettext("This has no name that could be changed."))
        separator = "_" if use.kind == "variable" else "-"
        if not (plain := make_name(words, separator)):
            raise StudioError(gettext("A name has at least one letter or digit."))
        if plain == use.name:
            return use.name
        new_name = self._make_id(use.kind, words)
        try:
            places = rename(self._workspace, use, new_name)
        except NewNameError as error:
            raise StudioError(str(error)) from None
        for place in places:
            self.add(place.path, [TextEdit(place.use.start, place.use.end, new_name)])
        return new_name

    def to_data(self) -> dict[str, Any]:
        """Returns the edits as JSON."""
        changes = FileChanges(self._workspace)
        for path, edits in self._edits.items():
            text = changes.read(path) or ""
            changes.set(path, apply_edits(text, sorted(edits, key=lambda edit: edit.start)))
        return changes.to_data()

    def _make_id(self, kind: str, words: str) -> str:
        if kind == "fact":
            dossiers = self._workspace.pack.dossiers.values()
            return make_fact_id(words, {str(name) for dossier in dossiers for name in dossier.citable_items})
        file = self._workspace.find_file(self._path)
        if kind not in _MAKERS or file is None:
            return make_name(words)
        return _MAKERS[kind](scene_of(YamlTree(file.text)), words)
