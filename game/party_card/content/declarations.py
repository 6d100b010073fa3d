"""Tells if a name may only seem to be missing, because its declaration is wrong and has been reported.

Invariant: one mistake gets one message, so what refers to a wrong declaration is reported only after that is right.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Literal, TypeVar

from party_card.content.identifiers import IDENTIFIER
from party_card.content.model_cache import cache_per_model
from party_card.content.models import Dossier, Gazetteer, People, Scene
from party_card.content.models.value_types import Located
from party_card.content.node_ref import NodeRef

if TYPE_CHECKING:
    from party_card.content.yaml_nodes import Node

ModelT = TypeVar("ModelT", bound=Located)


def _false_if_compiled(judge: Callable[[ModelT], bool]) -> Callable[[ModelT], bool]:
    """Returns a function that is False for models of compiled files, which have no mistakes."""

    @wraps(judge)
    def judge_file(model: ModelT) -> bool:
        return not model.location.is_compiled and judge(model)

    return judge_file


def _has_wrong_keys(mapping: NodeRef) -> bool:
    """Returns True if a mapping with free keys is no mapping, has a key twice, or one that cannot be a name."""
    from party_card.content.yaml_nodes import MappingNode, ScalarNode  # noqa: PLC0415  # not for compiled files

    if not isinstance(mapping.node, MappingNode):
        return True
    names = [key.value if isinstance(key, ScalarNode) else "" for key, _ in mapping.node.value]
    return len(set(names)) < len(names) or any(not IDENTIFIER.match(name) for name in names)


def _has_wrong_ids(items: NodeRef) -> bool:
    """Returns True if a list of things with an `id` is no list, or one of them has no valid `id`."""
    from party_card.content.yaml_nodes import SequenceNode  # noqa: PLC0415  # not for compiled files

    return not isinstance(items.node, SequenceNode) or any(not _has_valid_id(item) for item in items.node.value)


def _has_valid_id(node: Node) -> bool:
    from party_card.content.yaml_nodes import MappingNode, ScalarNode  # noqa: PLC0415  # not for compiled files

    if not isinstance(node, MappingNode):
        return False
    names = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
    if len(set(names)) < len(names):
        return False  # another may have begun here
    ids = [value for key, value in node.value if key.value == "id"]
    return len(ids) == 1 and isinstance(ids[0], ScalarNode) and IDENTIFIER.match(ids[0].value) is not None


def _has_key(mapping: NodeRef, key: str) -> bool:
    return mapping.value(key) is not mapping


@cache_per_model
@_false_if_compiled
def has_wrong_passages(scene: Scene) -> bool:
    """Returns True if a passage of the scene may be missing or have another name than is meant."""
    return _has_wrong_keys(scene.location.value("passages"))


@cache_per_model
@_false_if_compiled
def has_wrong_choices(scene: Scene) -> bool:
    """Returns True if a choice of the scene may be missing or have another name than is meant."""
    return has_wrong_passages(scene) or any(
        _has_wrong_ids(passage.location.value("choices"))
        if _has_key(passage.location, "choices") and passage.choices
        else passage.ending is None
        for passage in scene.passages.values()
    )


@cache_per_model
@_false_if_compiled
def has_wrong_endings(scene: Scene) -> bool:
    """Returns True if an ending of the scene may be missing or have another name than is meant."""
    return has_wrong_passages(scene) or any(
        not _has_valid_id(passage.location.value("ending").node)
        for passage in scene.passages.values()
        if _has_key(passage.location, "ending")
    )


@cache_per_model
@_false_if_compiled
def has_wrong_variables(scene: Scene) -> bool:
    """Returns True if a variable of the scene may be missing or have another name than is meant."""
    has_hyphen = any("-" in name for name in scene.variables)
    return has_hyphen or (_has_key(scene.location, "variables") and _has_wrong_keys(scene.location.value("variables")))


@cache_per_model
@_false_if_compiled
def has_wrong_traces(scene: Scene) -> bool:
    """Returns True if something that the scene leaves may be missing or have another name than is meant."""
    return _has_key(scene.location, "leaves") and _has_wrong_ids(scene.location.value("leaves"))


def has_wrong_entries(model: Dossier | People, kind: Literal["facts", "documents", "people", "figures"]) -> bool:
    """Returns True if an entry of the file may be missing or have another name than is meant."""
    return kind in _list_wrong_sections(model)


@cache_per_model
def _list_wrong_sections(model: Dossier | People) -> list[str]:
    kinds = ("facts", "documents", "people", "figures")
    return [kind for kind in kinds if _has_key(model.location, kind) and _has_wrong_keys(model.location.value(kind))]


@cache_per_model
@_false_if_compiled
def has_wrong_places(gazetteer: Gazetteer) -> bool:
    """Returns True if a place of the gazetteer may be missing or have another name than is meant."""
    return _has_wrong_keys(gazetteer.location.value("places"))


def is_misnamed(scene: Scene, kind: str) -> bool:
    """Returns True if a passage, choice or variable of the scene may have another name than is meant."""
    if kind == "passage":
        return has_wrong_passages(scene)
    return has_wrong_choices(scene) if kind == "choice" else has_wrong_variables(scene)
