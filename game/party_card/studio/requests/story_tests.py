"""Requests that make story tests of what the proof has found.

Invariant: no request changes a file; the tests are answered as edits of the text that the page has.
"""

from __future__ import annotations

from typing import Any

from party_card.language_server.proof_summary import SceneProof
from party_card.localization import gettext, gettext_noop
from party_card.services.cards.edit import edit_scene
from party_card.services.cards.operation import scene_of
from party_card.services.cards.shown_values import list_of, mapping_of, text_of
from party_card.services.cards.text_edits import apply_edits
from party_card.services.cards.values import Value
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.page_server import PageServer
from party_card.studio.protocol_edits import FileChanges
from party_card.studio.requests.cards import find_scene_file, read_tree
from party_card.studio.requests.evidence import card_errors

_NOT_PROVED = gettext_noop("The proof has not found a walk to an ending yet. Wait until the scene is proved.")
_ALL_TESTED = gettext_noop("Every ending that can be reached has a test already.")


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""

    @server.feature("partyCard/studio/testEndings")
    def test_endings(ls: PageServer, params: Any) -> Any:
        """Adds a test of the shortest walk to each ending that no test expects yet."""
        path, pack, file = find_scene_file(ls, context, params["uri"])
        proof = ls.proof_of(pack, path)
        root = scene_of(read_tree(file))
        walks = {} if proof is None else _list_walks(root, proof)
        if not walks:
            raise StudioError(gettext(_NOT_PROVED))
        expected = _list_expected(root)
        operations = [
            {"kind": "setTest", "name": title, "play": list(choices), "ending": ending}
            for ending, (title, choices) in walks.items()
            if ending not in expected
        ]
        if not operations:
            raise StudioError(gettext(_ALL_TESTED))
        text = file.text
        with card_errors():
            for operation in operations:
                text = apply_edits(text, edit_scene(text, operation).edits)
        files = FileChanges(pack.workspace)
        files.set(path, text)
        return {"count": len(operations), **files.to_data()}


def _list_walks(root: dict[str, Value], proof: SceneProof) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Returns title and choices of a shortest walk of each ending that can be reached without earlier scenes."""
    walks: dict[str, tuple[str, tuple[str, ...]]] = {}
    for name, passage in mapping_of(root.get("passages")).items():
        ending = mapping_of(mapping_of(passage).get("ending"))
        found, id_ = proof.passages.get(name), text_of(ending.get("id"))
        if not id_ or found is None or not found.witness or found.carried:
            continue
        if id_ not in walks or len(found.witness) < len(walks[id_][1]):
            walks[id_] = (text_of(ending.get("title")) or id_, found.witness)
    return walks


def _list_expected(root: dict[str, Value]) -> set[str | None]:
    """Returns the endings that tests expect."""
    return {text_of(mapping_of(mapping_of(test).get("expect")).get("ending")) for test in list_of(root.get("tests"))}
