"""Completion: the keys that may stand at a place, and the names and words that may follow a key.

Invariant: what is offered comes from the models and from the last version of each file that could be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

from lsprotocol.types import CompletionItem, CompletionItemKind, TextEdit

from party_card.content.models import Scene, VariableForm
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.content.schema import list_keys
from party_card.language_server.positions import TextLines
from party_card.language_server.yaml_context import YamlContext, find_context, list_models, list_value_types
from party_card.services.workspace import Workspace

MAX_DETAIL_CHARACTERS = 300
_CITATION = re.compile(r"\[(?:[^\[\]]*[;,]\s*)?@[A-Za-z0-9_-]*$")
_VISITED = re.compile(r"\bvisited\(\s*[A-Za-z0-9_-]*$")
_CHOSE = re.compile(r"\bchose\(\s*[A-Za-z0-9_-]*$")
_COMPARED = re.compile(
    r"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{1,60}) {0,3}"
    r"(?:==|!=|(?:not {1,3})?in {0,3}\([^)]{0,400}) {0,3}[A-Za-z0-9_-]{0,60}$"
)
Candidate = tuple[str, str, CompletionItemKind]
"""A word, a line about it, and what it is."""


def complete(workspace: Workspace, path: Path, lines: TextLines, index: int) -> list[CompletionItem]:
    """Returns what may stand at the character `index` of a file, in the order in which it is declared."""
    context = find_context(lines.text, index)
    scene = workspace.find_model(path)
    scene = scene if isinstance(scene, Scene) else None
    candidates = dict.fromkeys(_iter_candidates(workspace.pack, scene, path, lines.text[:index], context))
    start = index - len(context.word)
    edit_range = lines.range_of(start, index)
    return [
        CompletionItem(
            name,
            kind=kind,
            detail=detail[:MAX_DETAIL_CHARACTERS] or None,
            sort_text=f"{number:05}",
            filter_text=name,
            text_edit=TextEdit(edit_range, name + (": " if kind is CompletionItemKind.Property else "")),
        )
        for number, (name, detail, kind) in enumerate(candidates)
    ]


def _iter_candidates(
    pack: Pack, scene: Scene | None, path: Path, text_before: str, context: YamlContext
) -> Iterator[Candidate]:
    line = text_before.rpartition("\n")[2]
    if _CITATION.search(line):
        yield from _facts(pack, scene, path)
    elif context.is_key:
        for model in list_models(context.annotation):
            yield from ((key.name, key.description, CompletionItemKind.Property) for key in list_keys(model))
        if scene is not None and context.path[-1:] in (("set",), ("add",)):
            yield from _variables(scene)
    else:
        for annotation in list_value_types(context.annotation):
            name = getattr(annotation, "__name__", "")
            if get_origin(annotation) is Literal:
                yield from ((str(word), "", CompletionItemKind.EnumMember) for word in get_args(annotation))
            elif annotation is bool:
                yield from ((word, "", CompletionItemKind.EnumMember) for word in ("true", "false"))
            elif name == "ConditionText" and scene is not None:
                yield from _condition_words(scene, line)
            elif name.endswith("Id"):
                yield from _names(pack, scene, path, name)
        if scene is not None and context.path[-2:-1] in (("set",), ("add",), ("variables",)):
            yield from _values(scene, context.path[-1])
        if context.path[-1:] == ("picture",):
            yield from ((name, "", CompletionItemKind.File) for name in pack.pictures)


def _names(pack: Pack, scene: Scene | None, path: Path, type_name: str) -> Iterator[Candidate]:
    reference = CompletionItemKind.Reference
    if type_name == "FactId":
        yield from _facts(pack, scene, path)
    elif type_name == "PassageId" and scene is not None:
        yield from _passages(scene)
    elif type_name == "ChoiceId" and scene is not None:
        for passage in scene.passages.values():
            yield from ((choice.id, strip_markup(choice.text), CompletionItemKind.Event) for choice in passage.choices)
    elif type_name == "EndingId" and scene is not None:
        yield from ((ending.id, ending.title, reference) for ending in scene.endings)
    elif type_name == "PaperId" and scene is not None and scene.file is not None:
        yield from ((paper.id, paper.title, reference) for paper in scene.file.papers)
    elif type_name == "SceneId":
        yield from ((name, pack.scene_head(name).title, reference) for name in pack.scenes)
    elif type_name == "DossierId":
        yield from ((name, dossier.title, reference) for name, dossier in pack.dossiers.items())
    elif type_name == "SourceId":
        yield from ((name, source.title, reference) for name, source in pack.sources.items())
    elif type_name == "PlaceId":
        yield from ((name, place.name, reference) for name, place in pack.places.items())
    elif type_name == "PersonId":
        for dossier in pack.dossiers.values():
            yield from ((name, person.name, reference) for name, person in dossier.people.items())
        yield from ((name, person.name, reference) for name, person in pack.people.items())
    elif type_name == "TraceId":
        for other in pack.scenes.values():
            yield from ((trace.id, trace.text, reference) for trace in other.leaves)
    elif type_name == "FigureId":
        document = scene or pack.campaign
        figures = pack.collect_figures(document) if document is not None else {}
        yield from ((name, figure.title, reference) for name, figure in figures.items())


def _facts(pack: Pack, scene: Scene | None, path: Path) -> Iterator[Candidate]:
    """Yields what can be cited: from the dossiers of the scene, the campaign or the dossier in the file."""
    document = scene
    if document is None and pack.campaign is not None and pack.campaign.location.file.name.endswith(path.name):
        items = pack.collect_facts(pack.campaign)
    elif document is not None:
        items = pack.collect_facts(document)
    else:
        items = {name: item for dossier in pack.dossiers.values() for name, item in dossier.citable_items.items()}
    for name, item in items.items():
        text = getattr(item, "text", "") or getattr(item, "title", "")
        yield name, f"{strip_markup(text)} ({item.grade})", CompletionItemKind.Reference


def _passages(scene: Scene) -> Iterator[Candidate]:
    for name, passage in scene.passages.items():
        text = next((block.text or block.document or "" for block in passage.blocks), "")
        yield name, " ".join(strip_markup(text).split()), CompletionItemKind.Module


def _variables(scene: Scene) -> Iterator[Candidate]:
    for name, form in scene.variables.items():
        label = form.label if isinstance(form, VariableForm) else ""
        yield name, label, CompletionItemKind.Variable


def _values(scene: Scene, variable: str) -> Iterator[Candidate]:
    form = next((form for name, form in scene.variables.items() if name == variable), None)
    if isinstance(form, VariableForm) and form.values:
        yield from ((word, "", CompletionItemKind.EnumMember) for word in form.values)
    elif isinstance(form, VariableForm) and form.range:
        low, high = form.range[0], form.range[-1]
        yield from ((str(number), "", CompletionItemKind.EnumMember) for number in range(low, min(high, low + 50) + 1))
    elif form is not None:
        yield from ((word, "", CompletionItemKind.EnumMember) for word in ("true", "false"))
    passage = next((passage for name, passage in scene.passages.items() if name == variable), None)
    if form is None and passage is not None:
        yield from ((choice.id, strip_markup(choice.text), CompletionItemKind.Event) for choice in passage.choices)


def _condition_words(scene: Scene, line: str) -> Iterator[Candidate]:
    """Yields what may stand in a condition: behind a comparison a value, else a variable, a decision or a function."""
    if _VISITED.search(line):
        yield from _passages(scene)
    elif _CHOSE.search(line):
        for passage in scene.passages.values():
            yield from ((choice.id, strip_markup(choice.text), CompletionItemKind.Event) for choice in passage.choices)
    elif match := _COMPARED.search(line):
        yield from _values(scene, match[1])
    else:
        yield from _variables(scene)
        yield from (
            (name, detail, kind)
            for name, detail, kind in _passages(scene)
            if any(scene.passages[key].choices for key in scene.passages if key == name)
        )
        yield from ((word, "", CompletionItemKind.Keyword) for word in ("visited(", "chose(", "not ", "and ", "or "))
