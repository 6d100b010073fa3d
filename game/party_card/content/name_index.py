"""Names in a file: where each passage, choice, variable, fact, person or place is declared, and where it is used.

Invariant: the annotations of the models say what a text names, as they do for the decoder; a name stands in the index
with its characters in the file, without quotation marks, so that it can be replaced there.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from party_card.content.file_conditions import ENDING
from party_card.content.file_reader import find_model
from party_card.content.models import (
    Choice,
    Dossier,
    Ending,
    Expectation,
    Gazetteer,
    Paper,
    People,
    PrologueChoice,
    Scene,
    SceneId,
    Source,
    Trace,
    VariableForm,
)
from party_card.content.models.value_types import authored_fields, yaml_key
from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, describe_node
from party_card.diagnostics.source import SourceFile
from party_card.frozen_dataclass import frozen_dataclass

DECLARING_KEYS: Mapping[type[Any], frozenset[str]] = {
    Scene: frozenset({"scene", "passages", "variables"}),
    Choice: frozenset({"id"}),
    Ending: frozenset({"id"}),
    Trace: frozenset({"id"}),
    Paper: frozenset({"id"}),
    Source: frozenset({"id"}),
    PrologueChoice: frozenset({"id", "leaves"}),
    Dossier: frozenset({"dossier", "facts", "documents", "people", "terms", "figures"}),
    People: frozenset({"people"}),
    Gazetteer: frozenset({"places"}),
}
"""The keys of the models under which names are declared; everywhere else they are used."""
LOCAL_KINDS = frozenset({"passage", "choice", "ending", "variable", "paper", "value"})
"""The kinds of names that belong to one scene: another may have the same."""

_WORD = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")
_CITED_NAME = re.compile(r"@([A-Za-z0-9_-]+)")
_CITATION = re.compile(r"\[[^\[\]]*\]")
_OPERATORS = frozenset({"and", "or", "not", "in", "is", "true", "false", "yes", "no"})
_MARKS = {"visited": "passage", "chose": "choice", "left": "trace"}


@frozen_dataclass
class NameUse:
    """A name at one place: the characters from `start` up to `end` of the text of its file.

    `kind` is the word of messages (`passage`, `fact`). `scope` is the scene of a name that belongs to one, and for a
    value also its variable; empty for a name of the whole pack.
    """

    kind: str
    name: str
    start: int
    end: int
    scope: tuple[str, ...] = ()
    is_declaration: bool = False

    @property
    def key(self) -> tuple[str, tuple[str, ...], str]:
        """What all uses of the same name share."""
        return self.kind, self.scope, self.name


@dataclass(slots=True)
class _SceneNames:
    """What the words of a scene's conditions can mean."""

    scene: str = ""
    variables: set[str] = field(default_factory=set)
    choices: dict[str, set[str]] = field(default_factory=dict)


def list_name_uses(file: SourceFile, scenes: Mapping[SceneId, Scene] | None = None) -> list[NameUse]:
    """Returns the names in a file, in its order; none if it is no YAML.

    `scenes` are those whose names other files can have in conditions: a campaign asks for decisions in its scenes.
    """
    root, _ = compose_yaml(file)
    model = find_model(root) if root is not None else None
    if root is None or model is None:
        return []
    uses = _Walk(file, _read_scene_names(root), scenes or {}).visit(root, model, False)
    return sorted(uses, key=lambda use: (use.start, use.end))


def _read_scene_names(root: Node) -> _SceneNames:
    names = _SceneNames(describe_node(_get(root, "scene") or root) if _get(root, "scene") is not None else "")
    names.variables = {describe_node(key) for key, _ in _pairs(_get(root, "variables"))}
    for key, passage in _pairs(_get(root, "passages")):
        ids = (_get(choice, "id") for choice in _items(_get(passage, "choices")))
        names.choices[describe_node(key)] = {describe_node(id_) for id_ in ids if id_ is not None}
    return names


def _list_scene_names(scene: Scene) -> _SceneNames:
    choices = {str(name): {str(choice.id) for choice in passage.choices} for name, passage in scene.passages.items()}
    return _SceneNames(scene.scene, set(map(str, scene.variables)), choices)


class _Walk:
    """Walks the tree of one file along the annotations of its model."""

    def __init__(self, file: SourceFile, names: _SceneNames, scenes: Mapping[SceneId, Scene]) -> None:
        self._text = file.text
        self._names = names
        self._scenes = scenes
        self._scene = names.scene

    def visit(self, node: Node, annotation: Any, is_declaration: bool) -> Iterator[NameUse]:
        """Yields the names in a node that the models read as `annotation`."""
        annotation = _choose_member(annotation, node)
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is tuple:
            for item in _items(node) if isinstance(node, SequenceNode) else (node,):
                yield from self.visit(item, arguments[0], is_declaration)
        elif origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
            yield from self._visit_mapping(node, arguments[0], arguments[1], is_declaration)
        elif isinstance(annotation, type) and is_dataclass(annotation):
            yield from self._visit_model(node, annotation)
        elif isinstance(node, ScalarNode) and node.value:
            name = getattr(annotation, "__name__", "")
            if name == "Prose":
                yield from self._find_citations(node)
            elif name == "ConditionText":
                yield from self._find_names_of_condition(node)
            elif name.endswith("Id"):
                yield self._use(name.removesuffix("Id").lower(), node, is_declaration)

    def _visit_model(self, node: Node, model: type[Any]) -> Iterator[NameUse]:
        outer_scene, outer_names = self._scene, self._names
        annotations = _field_annotations(typing.cast(Any, model))
        declaring_keys = DECLARING_KEYS.get(model, frozenset())
        if model is not Scene and annotations.get("scene") is SceneId and (other := _get(node, "scene")) is not None:
            self._scene = describe_node(other)  # a line about another scene names what is of that scene
            scene = self._scenes.get(SceneId(self._scene))
            self._names = _SceneNames(self._scene) if scene is None else _list_scene_names(scene)
        for key_node, value in _pairs(node):
            key = describe_node(key_node)
            if key not in annotations:
                continue
            if (model is Expectation and key == "variables") or (model is Choice and key in ("set", "add")):
                yield from self._visit_assignments(value)
            elif model is Expectation and key == "ending":
                if isinstance(value, ScalarNode) and value.value not in ("true", "false", "null", "~"):
                    yield self._use("ending", value, False)
            elif model is Scene and key == "variables":
                yield from self._visit_variables(value)
            else:
                yield from self.visit(value, annotations[key], key in declaring_keys)
        self._scene, self._names = outer_scene, outer_names

    def _visit_mapping(self, node: Node, key_type: Any, value_type: Any, is_declaration: bool) -> Iterator[NameUse]:
        for key, value in _pairs(node):
            name = getattr(key_type, "__name__", "")
            if name.endswith("Id") and isinstance(key, ScalarNode):
                yield self._use(name.removesuffix("Id").lower(), key, is_declaration)
            yield from self.visit(value, value_type, False)

    def _visit_assignments(self, node: Node) -> Iterator[NameUse]:
        """Yields the variables of `set`, `add` or an expectation, and the words that they are set to."""
        for key, value in _pairs(node):
            if isinstance(key, ScalarNode):
                variable = describe_node(key)
                yield self._use(self._kind_of_subject(variable), key, False)
                if isinstance(value, ScalarNode):
                    yield from self._value_uses(variable, value.value, *self._value_span(value))

    def _visit_variables(self, node: Node) -> Iterator[NameUse]:
        for key, form in _pairs(node):
            if not isinstance(key, ScalarNode):
                continue
            variable = describe_node(key)
            yield self._use("variable", key, True)
            yield from self.visit(form, VariableForm, False) if isinstance(form, MappingNode) else ()
            for value in _items(_get(form, "values")):
                if isinstance(value, ScalarNode):
                    start, end = self._value_span(value)
                    yield NameUse("value", value.value, start, end, (self._scene, variable), True)
            if isinstance(start_node := _get(form, "start"), ScalarNode):
                yield from self._value_uses(variable, start_node.value, *self._value_span(start_node))

    def _find_citations(self, node: ScalarNode) -> Iterator[NameUse]:
        start, end = node.start_mark.index, node.end_mark.index
        for group in _CITATION.finditer(self._text, start, end):
            for match in _CITED_NAME.finditer(self._text, group.start(), group.end()):
                yield NameUse("fact", match[1], match.start(1), match.end(1))

    def _find_names_of_condition(self, node: ScalarNode) -> Iterator[NameUse]:
        """Yields the names in a condition; a word behind a variable or a decision is one of its values."""
        subject, mark = "", ""
        for match in _WORD.finditer(self._text, node.start_mark.index, node.end_mark.index):
            word, span = match[0], match.span()
            if word in ("and", "or"):
                subject = ""
            elif word in _MARKS and self._text[match.end() :].lstrip().startswith("("):
                mark = _MARKS[word]
            elif mark:
                yield NameUse(mark, word, *span, (self._scene,) if mark in LOCAL_KINDS else ())
                mark = ""
            elif subject and (uses := list(self._value_uses(subject, word, *span))):
                yield from uses
            elif word in _OPERATORS or word.isdigit():
                continue
            elif word == ENDING and word not in self._names.variables:
                subject = ENDING
            else:
                subject = word
                yield NameUse(self._kind_of_subject(word), word, *span, (self._scene,))

    def _value_uses(self, subject: str, word: str, start: int, end: int) -> Iterator[NameUse]:
        """Yields what a word means behind `subject`: a choice of a decision, an ending, or a value of a variable."""
        if subject == ENDING and subject not in self._names.variables:
            if word not in _OPERATORS:
                yield NameUse("ending", word, start, end, (self._scene,))
        elif subject in self._names.variables:
            if word not in (*_OPERATORS, *self._names.variables) and not word.lstrip("-").isdigit():
                yield NameUse("value", word, start, end, (self._scene, subject))
        elif word in self._names.choices.get(subject, ()):
            yield NameUse("choice", word, start, end, (self._scene,))

    def _kind_of_subject(self, name: str) -> str:
        is_decision = name not in self._names.variables and name in self._names.choices
        return "passage" if is_decision else "variable"

    def _use(self, kind: str, node: ScalarNode, is_declaration: bool) -> NameUse:
        scope = (self._scene,) if kind in LOCAL_KINDS else ()
        return NameUse(kind, str(node.value), *self._value_span(node), scope, is_declaration)

    @staticmethod
    def _value_span(node: ScalarNode) -> tuple[int, int]:
        """Returns the characters of a scalar inside its quotation marks."""
        start, end = node.start_mark.index, node.end_mark.index
        return (start + 1, end - 1) if node.style in ("'", '"') else (start, start + len(node.value))


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    return node.value if isinstance(node, MappingNode) else []


def _items(node: Node | None) -> list[Node]:
    return node.value if isinstance(node, SequenceNode) else []


def _get(node: Node | None, key: str) -> Node | None:
    return next((value for name, value in _pairs(node) if describe_node(name) == key), None)


def _choose_member(annotation: Any, node: Node) -> Any:
    """Returns the member of a union that a node of this shape is decoded as; the annotation itself if it is none."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return annotation
    members = [member for member in get_args(annotation) if member is not types.NoneType]
    for member in members:
        origin = get_origin(member)
        is_mapping = (isinstance(member, type) and is_dataclass(member)) or (
            isinstance(origin, type) and issubclass(origin, Mapping)
        )
        if origin is tuple and isinstance(node, SequenceNode):
            return member
        if is_mapping and isinstance(node, MappingNode):
            return member
        if not is_mapping and origin is not tuple and isinstance(node, ScalarNode):
            return member
    return members[0]


@cache
def _field_annotations(model: Any) -> Mapping[str, Any]:
    """Returns the annotations of a model's fields by their keys in YAML."""
    hints = typing.get_type_hints(model)
    return {yaml_key(field_): hints[field_.name] for field_ in authored_fields(model)}
