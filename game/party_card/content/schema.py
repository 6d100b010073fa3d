"""JSON Schema (draft 7) of the file formats, made from the models: what an editor completes, explains and underlines.

Law: the schema says no more and no less of a file's shape than the decoder does; what words mean, and whether names
lead anywhere, is for the rules. So the names of a pack at hand are offered, never demanded: a passage that was written
a minute ago is right although no schema knows it yet.

A walk over the annotations, as the decoder does it, is shorter here than teaching a library our unions by shape, our
scalars kept as written and our names; and the words come from `party_card.content.key_docs`.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

from party_card.content.decode import ID, NAMING
from party_card.content.key_docs import keys_of, value
from party_card.content.models import Bibliography, Campaign, Dossier, Scene
from party_card.content.pack import Pack
from party_card.content.yaml_loader import RawScalar

KINDS: Mapping[str, Any] = {"scene": Scene, "dossier": Dossier, "campaign": Campaign, "sources": Bibliography}
"""The files that people write, by what the command calls them."""
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT = ("string", "number", "boolean")
_ID = "^" + ID.pattern.replace("\\Z", "$")
Schema = dict[str, Any]
Names = Mapping[str, Mapping[str, str]]
"""For a type of name, such as `FactId`: the names there are, each with a line about it."""


def schema(kind: str, pack: Pack | None = None) -> Schema:
    """The schema of one kind of file; with a pack its names are offered where one is wanted."""
    made = _of(KINDS[kind], "", names(pack) if pack else {})
    return {"$schema": _DRAFT, "title": f"Party Card: {kind}", **made}


def names(pack: Pack) -> Names:
    """The names that files of this pack can use."""
    found: dict[str, dict[str, str]] = {
        "SceneId": {name: scene.title for name, scene in pack.scenes.items()},
        "DossierId": {name: dossier.title for name, dossier in pack.dossiers.items()},
        "SourceId": {name: source.title for name, source in pack.sources.items()},
    }
    for kind, part in (("FactId", "facts"), ("PersonId", "people"), ("FigureId", "figures")):
        about = {"FactId": "text", "PersonId": "name", "FigureId": "title"}[kind]
        entries = [entry for dossier in pack.dossiers.values() for entry in getattr(dossier, part).items()]
        found[kind] = {name: getattr(one, about) for name, one in entries}
    own = [scene for scene in pack.scenes.values() if scene.location.file in pack.files]
    found["PassageId"] = {name: scene.title for scene in own for name in scene.passages}
    choices = [choice for scene in own for passage in scene.passages.values() for choice in passage.choices]
    found["ChoiceId"] = {choice.id: choice.text for choice in choices}
    found["TraceId"] = {trace.id: trace.text for scene in pack.scenes.values() for trace in scene.leaves}
    return found


def _of(kind: Any, key: str, known: Names) -> Schema:
    """The schema of a type; `key` is the key it stands under."""
    origin = get_origin(kind)
    if origin is Union or origin is types.UnionType:
        members = [_of(member, key, known) for member in get_args(kind) if member is not type(None)]
        return members[0] if len(members) == 1 else {"anyOf": members}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], key, known)}
    if origin is not None:
        of_key, of_value = get_args(kind)
        return _mapping(of_key, of_value, known)
    if is_dataclass(kind) and isinstance(kind, type):
        return _model(kind, known)
    if kind is RawScalar:
        return {"type": [*_TEXT, "null"]}
    if kind is int or kind is bool:
        return {"type": "integer" if kind is int else "boolean"}
    if kind is not str and kind.__name__.endswith("Id"):
        return _name(kind.__name__, key, known)
    return {"type": list(_TEXT)}


def _name(kind: str, key: str, known: Names) -> Schema:
    if key in NAMING:
        return {"type": list(_TEXT), "pattern": _ID}
    there = dict(sorted(known.get(kind, {}).items()))
    if not there:
        return {"type": list(_TEXT)}
    return {"anyOf": [{"enum": list(there), "enumDescriptions": list(there.values())}, {"type": list(_TEXT)}]}


def _mapping(of_key: Any, of_value: Any, known: Names) -> Schema:
    made: Schema = {"type": "object", "additionalProperties": _of(of_value, "", known)}
    if of_key is not str and of_value is not RawScalar:  # as in the decoder: names being given, not used
        made["propertyNames"] = {"pattern": _ID}
    return made


def _model(kind: Any, known: Names) -> Schema:
    properties: Schema = {}
    for key in keys_of(kind):
        about: Schema = {"description": key.about} if key.about else {}
        if key.examples:
            about["examples"] = [value(example) for example in key.examples]
        properties[key.name] = {**_of(key.kind, key.name, known), **about}
    return {
        "type": "object",
        "description": " ".join((inspect.getdoc(kind) or "").split()),
        "properties": properties,
        "required": [key.name for key in keys_of(kind) if key.needed],
        "additionalProperties": False,
    }
