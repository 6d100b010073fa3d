"""Requests for the list of sources, and for the facts of a scene as a table.

Invariant: no request changes a file; what is added is answered as edits of the texts that the page has.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from party_card.content.models import Bibliography, FactId, SourceId
from party_card.content.pack import Pack
from party_card.localization import gettext
from party_card.services.cards.errors import CardError
from party_card.services.facts.fact_edits import change_fact, insert_fact, make_fact_id
from party_card.services.facts.fact_values import Locator
from party_card.services.facts.facts_table import TableRow, read_facts_table, write_facts_table
from party_card.services.facts.source_changes import change_source, read_source_fields
from party_card.services.facts.source_import import EMPTY_LIST, insert_sources, read_sources
from party_card.services.facts.source_records import SourceRecord, make_record, make_source_id
from party_card.services.workspace import Workspace
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.evidence_list import SceneEvidence, find_own_path
from party_card.studio.page_server import PageServer
from party_card.studio.protocol_edits import FileChanges
from party_card.studio.requests.evidence import card_errors, choose_dossier, find_evidence
from party_card.studio.source_copies import CopyStore

_FORMATS = ("csl-json", "bibtex")


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    store = CopyStore(context.folder.root)

    @server.feature("partyCard/studio/addSource")
    def add_source(ls: PageServer, params: Any) -> Any:
        workspace = _find_workspace(ls, context)
        with card_errors():
            taken = [str(name) for name in workspace.pack.sources]
            record = make_record(params["fields"], make_source_id(params["fields"], taken))
            return {"id": record.id, **_insert(workspace, context, [record])}

    @server.feature("partyCard/studio/sourceFields")
    def show_source(ls: PageServer, params: Any) -> Any:
        workspace = _find_workspace(ls, context)
        with card_errors():
            text = FileChanges(workspace).read(_find_list(workspace, params["id"])) or ""
            return {"id": params["id"], "fields": read_source_fields(text, params["id"])}

    @server.feature("partyCard/studio/changeSource")
    def edit_source(ls: PageServer, params: Any) -> Any:
        workspace = _find_workspace(ls, context)
        path, files = _find_list(workspace, params["id"]), FileChanges(workspace)
        with card_errors():
            files.set(path, change_source(files.read(path) or "", params["id"], params["fields"]))
        return files.to_data()

    @server.feature("partyCard/studio/importSources")
    def import_sources(ls: PageServer, params: Any) -> Any:
        workspace = _find_workspace(ls, context)
        if params["format"] not in _FORMATS:
            raise StudioError(gettext("Sources are imported as CSL-JSON or as BibTeX."))
        with card_errors():
            records, losses = read_sources(params["text"], params["format"], _list_titles(workspace.pack))
            return {"ids": [record.id for record in records], **_insert(workspace, context, records), "losses": losses}

    @server.feature("partyCard/studio/factsTable")
    def show_table(ls: PageServer, params: Any) -> Any:
        evidence = find_evidence(ls, context, params["uri"], store)
        dossiers = [dossier for dossier, path in evidence.iter_dossiers() if path is not None]
        return {"name": f"{evidence.scene.scene}-facts.csv", "csv": f"\ufeff{write_facts_table(dossiers)}"}

    @server.feature("partyCard/studio/importFacts")
    def import_facts(ls: PageServer, params: Any) -> Any:
        evidence = find_evidence(ls, context, params["uri"], store)
        dossiers = [dossier for dossier, path in evidence.iter_dossiers() if path is not None]
        with card_errors():
            rows = read_facts_table(params["csv"], dossiers, {str(source) for source in evidence.pack.indexes})
        files = FileChanges(evidence.workspace)
        taken = {str(name) for dossier in evidence.pack.dossiers.values() for name in dossier.citable_items}
        problems: list[dict[str, Any]] = []
        for row in rows:
            try:
                _apply_row(evidence, files, row, taken)
            except CardError as error:
                problems.append({"row": row.number, "message": str(error)})
        good_rows = [row for row in rows if row.number not in {problem["row"] for problem in problems}]
        added_count = sum(row.new_fact is not None for row in good_rows)
        counts = {"addedCount": added_count, "changedCount": len(good_rows) - added_count}
        return {**files.to_data(), **counts, "problems": problems}


def _apply_row(evidence: SceneEvidence, files: FileChanges, row: TableRow, taken: set[str]) -> None:
    """Carries out what a row of a table asks for. Raises CardError if it cannot be done."""
    if row.problem:
        raise CardError(row.problem)
    places = [value for value in row.changes.values() if isinstance(value, Locator)]
    places += [row.new_fact.locator] if row.new_fact is not None else []
    for place in places:
        if SourceId(place.source) not in evidence.pack.sources:
            raise CardError(
                gettext("There is no source “{source}” in this folder. Add it first.").format(source=place.source)
            )
    if row.new_fact is not None:
        path, _ = choose_dossier(evidence, files, row.new_fact.locator.source, None)
        name = make_fact_id(row.id or row.new_fact.text, taken)
        files.set(path, insert_fact(files.read(path) or "", name, row.new_fact))
        taken.add(name)
        return
    for dossier, own_path in evidence.iter_dossiers():
        if own_path is not None and FactId(row.id) in dossier.facts:
            files.set(own_path, change_fact(files.read(own_path) or "", row.id, row.changes))
            return


def _find_workspace(server: PageServer, context: StudioContext) -> Workspace:
    workspace = server.open_pack(context.folder.root).workspace
    workspace.refresh()
    return workspace


def _find_list(workspace: Workspace, source_id: str) -> Path:
    """Returns the file that lists a source. Raises StudioError if none of the folder does."""
    source = workspace.pack.sources.get(SourceId(source_id))
    path = find_own_path(workspace, source) if source is not None else None
    if path is None:
        raise StudioError(gettext("This source is not in this folder, so it cannot be changed here."))
    return path


def _insert(workspace: Workspace, context: StudioContext, records: Sequence[SourceRecord]) -> dict[str, Any]:
    """Returns the changes that put sources behind the others of the pack."""
    files = FileChanges(workspace)
    lists = [path for path in workspace.list_paths() if isinstance(workspace.find_model(path), Bibliography)]
    root = context.folder.root
    is_flat = any(path.parent == root for path in workspace.list_paths())
    path = lists[0] if lists else (root if is_flat else root / "seeds") / "sources.yaml"
    if records:
        files.set(path, insert_sources(files.read(path) or EMPTY_LIST, records))
    return files.to_data()


def _list_titles(pack: Pack) -> dict[str, str]:
    """Returns the titles of the sources of the pack and of the game, by id."""
    return {str(name): " ".join(source.title.split()) for name, source in pack.sources.items()}
