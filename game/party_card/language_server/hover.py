"""What is said of a name when the pointer rests on it: a fact with its sources, the beginning of a passage, and so on.

Invariant: it is plain text. A client that reads it as Markdown or HTML must not run what a pack says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from party_card.content.models import Choice, Document, Fact, Scene, VariableForm
from party_card.content.name_index import NameUse
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.evidence.cite import format_full_note
from party_card.language_server.proof_summary import SceneProof
from party_card.localization import gettext, ngettext
from party_card.services.workspace import Workspace

MAX_OPENING_CHARACTERS = 300
IdT = TypeVar("IdT", bound=str)
ModelT = TypeVar("ModelT")


def describe_name(workspace: Workspace, path: Path, use: NameUse, proof: SceneProof | None) -> str:
    """Returns what is known of a name, in paragraphs; empty if nothing is."""
    pack = workspace.pack
    scene = workspace.find_model(path)
    if use.scope and isinstance(scene, Scene) and use.scope[0] != scene.scene:
        scene = next((other for name, other in pack.scenes.items() if name == use.scope[0]), None)
    paragraphs = _describe_local(scene, use, proof) if isinstance(scene, Scene) else []
    return "\n\n".join(filter(None, paragraphs or _describe_shared(pack, use)))


def _describe_local(scene: Scene, use: NameUse, proof: SceneProof | None) -> list[str]:
    """Describes a name that belongs to one scene."""
    if use.kind == "passage":
        passage = _find(scene.passages, use.name)
        if passage is None:
            return []
        texts = (block.text or block.document or "" for block in passage.blocks)
        paragraphs = [_shorten(next(texts, ""))]
        if proof is not None and use.name in proof.passages:
            paragraphs.append(proof.describe_passage(use.name))
        return paragraphs
    if use.kind == "choice":
        choices = [choice for passage in scene.passages.values() for choice in passage.choices if choice.id == use.name]
        return [_describe_choice(choice) for choice in choices[:1]]
    if use.kind == "variable":
        form = _find(scene.variables, use.name)
        label = form.label if isinstance(form, VariableForm) else ""
        return [label or use.name, proof.describe_variable(use.name) if proof is not None else ""]
    if use.kind == "ending":
        endings = (ending for ending in scene.endings if ending.id == use.name)
        return [part for ending in islice(endings, 1) for part in (ending.title, strip_markup(ending.cost))]
    if use.kind == "paper" and scene.file is not None:
        return [paper.title for paper in scene.file.papers if paper.id == use.name]
    return []


def _describe_choice(choice: Choice) -> str:
    target = "\n\n" + gettext("It leads to `{passage}`.").format(passage=choice.goto) if choice.goto else ""
    return strip_markup(choice.text) + target


def _describe_shared(pack: Pack, use: NameUse) -> Sequence[str]:
    """Describes a name of the whole pack."""
    dossiers = pack.dossiers.values()
    if use.kind == "fact" and (item := _find_first((dossier.citable_items for dossier in dossiers), use.name)):
        return _describe_item(pack, item)
    if use.kind == "person":
        person = _find_first((*(dossier.people for dossier in dossiers), pack.people), use.name)
        return [person.name, strip_markup(person.was), strip_markup(person.later)] if person is not None else []
    if use.kind == "figure" and (figure := _find_first((dossier.figures for dossier in dossiers), use.name)):
        return [figure.title]
    if use.kind == "place" and (place := _find(pack.places, use.name)):
        return [place.name, place.note]
    if use.kind == "source" and (source := _find(pack.sources, use.name)):
        return [source.title]
    if use.kind == "dossier" and (dossier := _find(pack.dossiers, use.name)):
        return [
            dossier.title,
            ngettext("{count} fact", "{count} facts", len(dossier.facts)).format(count=len(dossier.facts)),
        ]
    if use.kind == "scene" and (scene := _find(pack.scenes, use.name)):
        return [scene.title, strip_markup(scene.hook)]
    if use.kind == "trace":
        return [trace.text for scene in pack.scenes.values() for trace in scene.leaves if trace.id == use.name][:1]
    return []


def _describe_item(pack: Pack, item: Fact | Document) -> list[str]:
    text = item.text if isinstance(item, Fact) else item.title
    notes = []
    for cite in item.cites:
        source = pack.sources.get(cite.source)
        if source is not None:
            notes.append("".join(run.text for run in format_full_note(source, pack.indexes.get(cite.source), cite)))
    return [strip_markup(text), item.grade.capitalize() + ".", *notes]


def _find_first(groups: Iterable[Mapping[IdT, ModelT]], name: str) -> ModelT | None:
    return next((model for models in groups if (model := _find(models, name)) is not None), None)


def _find(models: Mapping[IdT, ModelT], name: str) -> ModelT | None:
    return next((model for id_, model in models.items() if id_ == name), None)


def _shorten(text: str) -> str:
    words = " ".join(strip_markup(text).split())
    return words if len(words) <= MAX_OPENING_CHARACTERS else words[:MAX_OPENING_CHARACTERS].rsplit(" ", 1)[0] + " …"
