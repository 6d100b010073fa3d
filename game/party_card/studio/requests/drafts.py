"""Requests that show what a draft would make of a scene, and make it.

Invariant: no request changes a file; what a draft makes is answered as edits, which the page carries out as one step.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from party_card.diagnostics.source import SourceFile
from party_card.language_server.names import NewNameError, find_name, rename
from party_card.language_server.server import OpenPack
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.draft_plan import DraftPlan, PlannedChoice
from party_card.services.cards.edit import edit_scene
from party_card.services.cards.edit_draft import make_plan, takes_first_passage
from party_card.services.cards.ids import make_passage_id
from party_card.services.cards.operation import scene_of
from party_card.services.cards.text_edits import TextEdit, apply_edits
from party_card.studio.context import StudioContext
from party_card.studio.page_server import PageServer
from party_card.studio.protocol_edits import FileChanges
from party_card.studio.requests.cards import find_scene_file
from party_card.studio.requests.evidence import card_errors
from party_card.studio.source_copies import CopyStore


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    store = CopyStore(context.folder.root)

    @server.feature("partyCard/studio/readDraft")
    def read_draft(ls: PageServer, params: Any) -> Any:
        """Returns the passages that the draft `text` makes, and what of it cannot be placed."""
        _, _, file = find_scene_file(ls, context, params["uri"])
        with card_errors():
            document = YamlDocument(file.text)
            plan = make_plan(document, str(params["text"]), store.read_names())
            takes_first = takes_first_passage(document, params.get("passage"))
        return {**_to_data(plan), "takesFirst": takes_first}

    @server.feature("partyCard/studio/insertDraft")
    def insert_draft(ls: PageServer, params: Any) -> Any:
        """Makes passages of the draft `text`, the first of them of the passage `passage` if that is empty."""
        path, pack, file = find_scene_file(ls, context, params["uri"])
        changes = FileChanges(pack.workspace)
        with card_errors():
            document = YamlDocument(file.text)
            plan = make_plan(document, str(params["text"]), store.read_names())
            passage = params.get("passage") if takes_first_passage(document, params.get("passage")) else None
            title = plan.passages[0].title if plan.passages else ""
            if passage and title:
                passage = _rename(pack, path, file, changes, str(passage), title)
            text = changes.read(path) or file.text
            operation = {"kind": "insertDraft", "text": params["text"], "passage": passage}
            change = edit_scene(text, operation)
        changes.set(path, apply_edits(text, change.edits))
        for made in plan.passages:
            if made.title and not made.is_ending:
                store.write_name(make_passage_id({}, made.title), made.title)
        return {"path": change.path, "count": len(plan.passages), **changes.to_data()}


def _rename(pack: OpenPack, path: Path, file: SourceFile, changes: FileChanges, passage: str, title: str) -> str:
    """Gives the passage into which a draft goes the name of its first heading; returns its name then."""
    document = YamlDocument(file.text)
    key = document.require(["passages", passage]).key
    use = find_name(pack.workspace, path, key.start_mark.index) if key is not None else None
    if use is None:
        return passage
    name = make_passage_id(scene_of(document), title)
    try:
        places = rename(pack.workspace, use, name)
    except NewNameError:
        return passage
    edits: dict[Path, list[TextEdit]] = {}
    for place in places:
        edits.setdefault(place.path, []).append(TextEdit(place.use.start, place.use.end, name))
    for changed, found in edits.items():
        changes.set(changed, apply_edits(changes.read(changed) or "", sorted(found, key=lambda edit: edit.start)))
    return name


def _to_data(plan: DraftPlan) -> dict[str, Any]:
    return {
        "passages": [
            {
                "title": passage.title,
                "text": "\n\n".join(passage.paragraphs),
                "isEnding": passage.is_ending,
                "choices": [_describe(choice) for choice in passage.choices],
            }
            for passage in plan.passages
        ],
        "unplaced": [item._asdict() for item in plan.unplaced],
    }


def _describe(choice: PlannedChoice) -> dict[str, Any]:
    return {
        "text": choice.text,
        "leadsTo": choice.draft_index,
        "passage": choice.passage,
        "isGuess": choice.is_guess,
    }
