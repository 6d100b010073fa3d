"""Requests for the facts of a scene: listing them, and making, changing and removing one.

Invariant: nothing is written to the disk but the source's own words, which stay out of the pack; all else is answered
as edits of the texts that the page has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from party_card.content.models import Dossier, DossierId, Scene, SourceId
from party_card.evidence.wording import is_quoted_verbatim
from party_card.localization import gettext, gettext_noop, list_items
from party_card.services.cards.clean_text import clean_text
from party_card.services.cards.edit import edit_scene
from party_card.services.cards.errors import CardError
from party_card.services.cards.text_edits import apply_edits
from party_card.services.facts.fact_edits import (
    FactValues,
    add_dossier_to_scene,
    change_fact,
    insert_fact,
    make_fact_id,
    remove_fact,
    write_dossier,
)
from party_card.services.facts.fact_values import (
    Locator,
    read_claim,
    read_date,
    read_grade,
    read_locator,
    read_quote,
)
from party_card.services.workspace import Workspace
from party_card.studio.context import StudioContext
from party_card.studio.errors import StudioError
from party_card.studio.evidence_list import SceneEvidence
from party_card.studio.page_server import PageServer
from party_card.studio.protocol_edits import FileChanges
from party_card.studio.source_copies import CopyStore

_OWN_WORDS = gettext_noop("The claim repeats words of the source. Say it in words of your own.")

_CHANGE_READERS: Mapping[str, Callable[[Any], str]] = {
    "text": read_claim,
    "grade": read_grade,
    "date": read_date,
    "quote": read_quote,
    "note": lambda note: clean_text(note or "", "line"),
}


def add_requests(server: PageServer, context: StudioContext) -> None:
    """Adds the requests to the server of one page."""
    store = CopyStore(context.folder.root)

    @server.feature("partyCard/studio/evidence")
    def show_evidence(ls: PageServer, params: Any) -> Any:
        evidence = find_evidence(ls, context, params["uri"], store)
        return {"version": ls.version_of(params["uri"]), **evidence.describe()}

    @server.feature("partyCard/studio/makeFact")
    def make_fact(ls: PageServer, params: Any) -> Any:
        evidence = find_evidence(ls, context, params["uri"], store)
        with card_errors():
            return _make_fact(evidence, params, store)

    @server.feature("partyCard/studio/changeFact")
    def edit_fact(ls: PageServer, params: Any) -> Any:
        workspace, path, dossier = _find_fact(ls, context, params)
        changes = params["changes"]
        with card_errors():
            values = _read_changes(workspace, changes)
            files = FileChanges(workspace)
            files.set(path, change_fact(files.read(path) or "", params["id"], values))
        if "words" in changes:
            store.write_words({f"{dossier.dossier}/{params['id']}": clean_text(changes["words"] or "", "prose")})
        return files.to_data()

    @server.feature("partyCard/studio/removeFact")
    def delete_fact(ls: PageServer, params: Any) -> Any:
        workspace, path, _ = _find_fact(ls, context, params)
        files = FileChanges(workspace)
        with card_errors():
            files.set(path, remove_fact(files.read(path) or "", params["id"]))
        return {**files.to_data(), "message": _describe_citations(workspace, params["id"])}


@contextmanager
def card_errors() -> Iterator[None]:
    """Answers what cannot be written into a file with its sentence."""
    try:
        yield
    except CardError as error:
        raise StudioError(str(error)) from None


def find_evidence(server: PageServer, context: StudioContext, uri: str, store: CopyStore) -> SceneEvidence:
    """Returns the evidence of the scene in a file, as it could be read last. Raises StudioError if there is none."""
    path = context.folder.resolve(uri)
    workspace = server.open_pack(context.folder.root).workspace
    workspace.refresh()
    scene = workspace.find_model(path)
    if not isinstance(scene, Scene):
        raise StudioError(gettext("The text of this scene cannot be read at the moment. Mend it first."))
    return SceneEvidence(workspace, path, scene, store.read_words(), store.read_names())


def _make_fact(evidence: SceneEvidence, params: Mapping[str, Any], store: CopyStore) -> dict[str, Any]:
    workspace, pack = evidence.workspace, evidence.pack
    words = clean_text(params.get("quote") or "", "prose")
    source = str(params.get("source") or "")
    if source and SourceId(source) not in pack.sources:
        raise StudioError(gettext("There is no source “{source}” in this folder. Add it first.").format(source=source))
    locator = read_locator(params, has_index=SourceId(source) in pack.indexes)
    claim = read_claim(params.get("text"))
    quote = read_quote(words) if params.get("isQuoted") else ""
    remark = clean_text(params.get("remark") or "", "line")
    values = FactValues(claim, read_grade(params.get("grade")), locator, read_date(params.get("date")), quote, remark)
    files = FileChanges(workspace)
    path, dossier = choose_dossier(evidence, files, source, params.get("dossier"))
    taken = {str(name) for other in pack.dossiers.values() for name in other.citable_items}
    fact_id = make_fact_id(str(params.get("id") or claim), taken)
    files.set(path, insert_fact(files.read(path) or "", fact_id, values))
    if cite := params.get("cite"):
        scene_text = files.read(evidence.path) or ""
        operation = {"kind": "insertCitation", "path": cite["path"], "offset": cite["offset"], "fact": fact_id}
        files.set(evidence.path, apply_edits(scene_text, edit_scene(scene_text, operation).edits))
    if words:
        store.write_words({f"{dossier}/{fact_id}": words})
    message = gettext(_OWN_WORDS) if words and len(claim.split()) > 5 and is_quoted_verbatim(claim, words) else None
    return {"id": fact_id, **files.to_data(), "message": message}


def choose_dossier(
    evidence: SceneEvidence, files: FileChanges, source: str, chosen_uri: str | None
) -> tuple[Path, str]:
    """Returns the file and the id of the dossier that a new fact goes to; creates one if the scene has none of its own.

    Without a choice it is the one that cites the source most.
    """
    own = [(path, dossier) for dossier, path in evidence.iter_dossiers() if path is not None]
    if chosen_uri:
        own = [(path, dossier) for path, dossier in own if path.as_uri() == chosen_uri] or own
    if own:
        path, dossier = max(own, key=lambda item: _count_citations(item[1], source))
        return path, str(dossier.dossier)
    scene = evidence.scene
    name = base = f"{scene.scene}-facts"
    folder = evidence.path.parent.parent / "seeds" if evidence.path.parent.name == "scenes" else evidence.path.parent
    number = 2
    while DossierId(name) in evidence.pack.dossiers or (folder / f"{name}.yaml").exists():
        name, number = f"{base}-{number}", number + 1
    path = folder / f"{name}.yaml"
    if files.read(path) is None:
        files.set(path, write_dossier(name, scene.title))
        files.set(evidence.path, add_dossier_to_scene(files.read(evidence.path) or "", name))
    return path, name


def _count_citations(dossier: Dossier, source: str) -> int:
    return sum(cite.source == source for fact in dossier.facts.values() for cite in fact.cites)


def _find_fact(
    server: PageServer, context: StudioContext, params: Mapping[str, Any]
) -> tuple[Workspace, Path, Dossier]:
    """Returns the file and the dossier of a fact. Raises StudioError if it is of the game, or not there any more."""
    workspace = server.open_pack(context.folder.root).workspace
    workspace.refresh()
    path = context.folder.resolve(params["uri"])
    dossier = workspace.find_model(path)
    if not isinstance(dossier, Dossier):
        raise StudioError(gettext("The facts of this file cannot be read at the moment. Mend its text first."))
    return workspace, path, dossier


def _read_changes(workspace: Workspace, changes: Mapping[str, Any]) -> dict[str, str | Locator]:
    values: dict[str, str | Locator] = {
        key: read(changes[key]) for key, read in _CHANGE_READERS.items() if key in changes
    }
    if cite := changes.get("cite"):
        source = SourceId(str(cite.get("source") or ""))
        values["cite"] = read_locator(cite, has_index=source in workspace.pack.indexes)
    return values


def _describe_citations(workspace: Workspace, fact_id: str) -> str | None:
    """Returns a sentence that says where a fact is still cited; None if nowhere."""
    files = []
    for path in workspace.list_paths():
        uses = [use for use in workspace.list_names(path) if use.kind == "fact" and use.name == fact_id]
        if any(not use.is_declaration for use in uses):
            files.append(path.name)
    return gettext("The fact is still cited in {files}.").format(files=list_items(files)) if files else None
