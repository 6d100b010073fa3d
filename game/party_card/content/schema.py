"""JSON Schema (draft 7) of the file formats, for completion and validation in editors; documentation of their keys.

Invariant: the schema accepts the shapes that the decoder accepts. The meaning of texts and references is left
to the rules: the ids of a pack are offered, never demanded, because a passage may be newer than the schema. The texts
about the keys exist once, below the fields in `party_card.content.models`; here they are read from the source.

The schema is built from the models' annotations, as the decoder is. Libraries for that do not know unions that differ
in shape, raw scalars and identifiers, and would need more code than this.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, is_dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal, Union, get_args, get_origin

from party_card.content.identifiers import ID_DEFINING_KEYS, IDENTIFIER, SOURCE_IDENTIFIER
from party_card.content.models import Bibliography, Campaign, Dossier, Gazetteer, People, Prologue, Scene
from party_card.content.models.csl import PlainData
from party_card.content.models.value_types import Step, authored_fields, extra_field, yaml_key
from party_card.content.node_ref import RawScalar
from party_card.content.pack import Pack
from party_card.content.plain_data import to_plain_data
from party_card.content.yaml_loader import compose_yaml
from party_card.diagnostics.source import SourceFile
from party_card.frozen_dataclass import frozen_dataclass

MODEL_BY_FILE_KIND: Mapping[str, Any] = {
    "scene": Scene, "dossier": Dossier, "campaign": Campaign, "sources": Bibliography, "places": Gazetteer,
    "people": People, "prologue": Prologue,
}  # fmt: skip
"""The models of the files that authors write, by their names on the command line."""
_DRAFT = "http://json-schema.org/draft-07/schema#"
_TEXT_TYPES = ("string", "number", "boolean")
Schema = dict[str, Any]
KnownIds = Mapping[str, Mapping[str, str]]
"""For a type of identifier, such as `FactId`: the ids of a pack, each with a line about it."""
_EXAMPLE = re.compile(r"(?m)^Example: (.*)$\n?")


@frozen_dataclass
class Key:
    """A key of a format: its type annotation, default and description, and examples in YAML."""

    name: str
    value_type: Any
    is_required: bool
    default: Any
    description: str
    examples: tuple[str, ...]


@cache
def list_keys(model: Any) -> tuple[Key, ...]:
    """Returns the keys of a model in the order of its fields."""
    hints = typing.get_type_hints(model)
    docs = dict(_iter_field_docs(model))
    return tuple(
        Key(
            name=yaml_key(field),
            value_type=hints[field.name],
            is_required=field.default is MISSING and field.default_factory is MISSING,
            default=None if field.default is MISSING else field.default,
            description=" ".join(_EXAMPLE.sub("", docs.get(field.name, "")).split()),
            examples=tuple(_EXAMPLE.findall(docs.get(field.name, ""))),
        )
        for field in authored_fields(model)
    )


def _iter_field_docs(model: Any) -> Iterator[tuple[str, str]]:
    """Yields the name of each field and the string below it."""
    module = ast.parse(inspect.getsource(sys.modules[model.__module__]))
    (body,) = [node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == model.__name__]
    for field, below in pairwise(body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            yield field.target.id, inspect.cleandoc(str(below.value.value))


def parse_yaml_value(yaml: str) -> Any:
    """Parses a piece of YAML into plain values as other programs do (YAML 1.2, core schema). Raises ValueError."""
    node, diagnostics = compose_yaml(SourceFile("example", yaml))
    if node is None:
        raise ValueError(diagnostics[0].message)
    return to_plain_data(node)


def build_schema(file_kind: str, pack: Pack | None = None) -> Schema:
    """Builds the schema of one kind of file; with a pack, its ids are offered as values of keys that take one."""
    schema = _schema_of(MODEL_BY_FILE_KIND[file_kind], "", collect_known_ids(pack) if pack else {})
    return {"$schema": _DRAFT, "title": f"Party Card: {file_kind}", **schema}


def collect_known_ids(pack: Pack) -> KnownIds:
    """Returns the ids that files of a pack can refer to."""
    dossiers = list(pack.dossiers.values())
    known_ids: dict[str, dict[str, str]] = {
        "SceneId": {name: scene.title for name, scene in pack.scenes.items()},
        "DossierId": {name: dossier.title for name, dossier in pack.dossiers.items()},
        "PlaceId": {name: place.name for name, place in pack.places.items()},
        "SourceId": {name: source.title for name, source in pack.sources.items()},
        "FactId": {name: fact.text for dossier in dossiers for name, fact in dossier.facts.items()}
        | {name: document.title for dossier in dossiers for name, document in dossier.documents.items()},
        "PersonId": {str(name): person.name for dossier in dossiers for name, person in dossier.people.items()}
        | {str(name): person.name for name, person in pack.people.items()},
        "FigureId": {name: figure.title for dossier in dossiers for name, figure in dossier.figures.items()},
    }
    own_scenes = [scene for scene in pack.scenes.values() if scene.location.file in pack.files]
    known_ids["PassageId"] = {name: scene.title for scene in own_scenes for name in scene.passages}
    choices = [choice for scene in own_scenes for passage in scene.passages.values() for choice in passage.choices]
    known_ids["ChoiceId"] = {choice.id: choice.text for choice in choices}
    known_ids["TraceId"] = {trace.id: trace.text for scene in pack.scenes.values() for trace in scene.leaves}
    return known_ids


def _schema_of(annotation: Any, key: str, ids: KnownIds) -> Schema:
    """Returns the schema of a type; `key` is the key above its value."""
    origin = get_origin(annotation)
    if origin is Union or origin is types.UnionType:
        members = [_schema_of(member, key, ids) for member in get_args(annotation) if member is not types.NoneType]
        return members[0] if len(members) == 1 else {"anyOf": members}
    if origin is Literal:
        return {"enum": list(get_args(annotation))}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(get_args(annotation)[0], key, ids)}
    if origin is not None:
        key_type, value_type = get_args(annotation)
        return _mapping_schema(key_type, value_type, ids)
    if is_dataclass(annotation) and isinstance(annotation, type):
        return _model_schema(annotation, ids)
    if annotation is PlainData:
        return {}
    if annotation is RawScalar:
        return {"type": [*_TEXT_TYPES, "null"]}
    if annotation is bool:
        return {"type": "boolean"}
    if annotation is float:
        return {"type": "number"}
    if annotation in (int, Step):
        return {"type": "integer"}
    if annotation is not str and annotation.__name__.endswith("Id"):
        return _id_schema(annotation.__name__, key, ids)
    return {"type": list(_TEXT_TYPES)}


def _id_schema(type_name: str, key: str, known_ids: KnownIds) -> Schema:
    if key in ID_DEFINING_KEYS:
        pattern = SOURCE_IDENTIFIER if type_name == "SourceId" else IDENTIFIER
        return {"type": list(_TEXT_TYPES), "pattern": _to_json_pattern(pattern)}
    ids = dict(sorted(known_ids.get(type_name, {}).items()))
    if not ids:
        return {"type": list(_TEXT_TYPES)}
    return {"anyOf": [{"enum": list(ids), "enumDescriptions": list(ids.values())}, {"type": list(_TEXT_TYPES)}]}


def _to_json_pattern(pattern: re.Pattern[str]) -> str:
    return "^" + pattern.pattern.replace("\\Z", "$")


def _mapping_schema(key_type: Any, value_type: Any, known_ids: KnownIds) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": _schema_of(value_type, "", known_ids)}
    if key_type is not str and value_type not in (RawScalar, Step):  # the keys define ids, as in the decoder
        schema["propertyNames"] = {"pattern": _to_json_pattern(IDENTIFIER)}
    return schema


def _model_schema(model: Any, known_ids: KnownIds) -> Schema:
    properties: Schema = {}
    for key in list_keys(model):
        docs: Schema = {"description": key.description} if key.description else {}
        if key.examples:
            docs["examples"] = [parse_yaml_value(example) for example in key.examples]
        properties[key.name] = {**_schema_of(key.value_type, key.name, known_ids), **docs}
    if other_keys := extra_field(model):
        for name, annotation in other_keys.metadata["extra_keys"].items():
            properties[name] = _schema_of(annotation, name, known_ids)
        for alias, name in other_keys.metadata["aliases"].items():
            properties[alias] = properties[name]
    return {
        "type": "object",
        "description": " ".join((inspect.getdoc(model) or "").split()),
        "properties": properties,
        "required": [key.name for key in list_keys(model) if key.is_required],
        "additionalProperties": getattr(model, "IGNORES_UNKNOWN_KEYS", False),
    }
