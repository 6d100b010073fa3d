"""Reads the model in one file of a pack.

Invariant: one of its keys identifies the kind of a YAML file; its name and folder do not matter.
"""

from __future__ import annotations

from typing import Any

from party_card.content.decode import DecodeContext, decode_model
from party_card.content.default_source import fill_dossier_source, fill_gazetteer_source
from party_card.content.file_kinds import MODEL_BY_KEY, MODEL_BY_SHARED_KEY
from party_card.content.lost_lines import restore_section
from party_card.content.models import Bibliography, Dossier, Gazetteer, Scene
from party_card.content.models.value_types import yaml_keys
from party_card.content.passage_defaults import fill_passage_defaults
from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, describe_node
from party_card.diagnostics.diagnostic import Diagnostic, Help
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import shorten


def read_model(file: SourceFile) -> tuple[Any, list[Diagnostic]]:
    """Decodes the model in a file. Returns it, or None if it has none, and every problem in the file."""
    root, diagnostics = compose_yaml(file)
    if root is None:
        return None, diagnostics
    pairs = root.value if isinstance(root, MappingNode) else []
    keys = _list_scalar_keys(root)
    model = find_model(root)
    context = DecodeContext(file)
    if model is None and _is_list_of_sources(root):
        # The list that CSL-JSON is, and the YAML of some programs: a bibliography without its key.
        references = decode_model(Bibliography, _under_key("references", root), context)
        return references, context.diagnostics
    if model is not None and isinstance(root, MappingNode) and (kind := _find_other_kind(model, keys)):
        _report_other_kind(root, kind, context)
        return None, context.diagnostics
    if model is not None:
        instance = decode_model(model, restore_section(root, model, context), context)
        if isinstance(instance, Scene):
            instance, diagnostics = fill_passage_defaults(instance)
            return instance, [*context.diagnostics, *diagnostics]
        return _complete(instance), context.diagnostics
    helps = suggest_names(keys[0], [*MODEL_BY_KEY, *MODEL_BY_SHARED_KEY]) if keys and keys[0] else ()
    if list_key := next((describe_node(key) for key, value in pairs if _is_list_of_sources(value)), ""):
        helps = (Help(f"write `references:` in place of `{shorten(list_key)}:`", "references"),)
    if any(describe_node(key) in ("lat", "lon") for _, value in pairs for key in _list_keys(value)):
        helps = (Help("write `places:` in a line above the first place"),)
    elif not helps or not helps[0].replacement:
        helps = (Help("begin a scene with a line `scene: its-name`"),)
    context.report("unknown-kind", "this is no scene, dossier, bibliography, index or campaign", root, helps)
    return None, context.diagnostics


def find_model(root: Node) -> type[Any] | None:
    """Returns the model of a file, by the keys at its root; None if none identifies one."""
    keys = _list_scalar_keys(root)
    return next((MODEL_BY_KEY[key] for key in keys if key in MODEL_BY_KEY), None) or _find_shared_kind(keys)


def _list_scalar_keys(root: Node) -> list[str]:
    return [key.value for key, _ in root.value if isinstance(key, ScalarNode)] if isinstance(root, MappingNode) else []


def _list_keys(node: Node) -> list[Node]:
    return [key for key, _ in node.value] if isinstance(node, MappingNode) else []


def _complete(instance: Any) -> Any:
    """Returns a model with the source that its file names once in every citation that names none."""
    if isinstance(instance, Dossier):
        return fill_dossier_source(instance)
    return fill_gazetteer_source(instance) if isinstance(instance, Gazetteer) else instance


def _find_shared_kind(keys: list[str]) -> type[Any] | None:
    """Returns the model that a key of several kinds of files identifies, unless other keys are of another kind."""
    model = next((MODEL_BY_SHARED_KEY[key] for key in keys if key in MODEL_BY_SHARED_KEY), None)
    others = set(keys) - yaml_keys(model) if model is not None else set()
    return None if any(others & yaml_keys(other) for other in MODEL_BY_KEY.values()) else model


def _find_other_kind(model: type[Any], keys: list[str]) -> str:
    """Returns the key of the model whose keys a file has beside the one that identifies it as `model`, if another."""
    others = [key for key in keys if key not in MODEL_BY_KEY and key != "title"]
    if not others or any(key in yaml_keys(model) for key in others):
        return ""
    return next((kind for kind, other in MODEL_BY_KEY.items() if set(others) <= yaml_keys(other)), "")


def _report_other_kind(root: MappingNode, kind: str, context: DecodeContext) -> None:
    """Reports that the first key of a file is that of another model than its other keys."""
    key, value = next(pair for pair in root.value if isinstance(pair[0], ScalarNode) and pair[0].value in MODEL_BY_KEY)
    name = describe_node(value)
    message = (
        f"this file begins like a {key.value}, and its other keys are those of a {MODEL_BY_KEY[kind].__name__.lower()}"
    )
    fix = Help(f"write `{kind}: {shorten(name)}`", kind, key.value)
    context.report("unknown-kind", message, key, (fix,))


def _is_list_of_sources(root: Node) -> bool:
    """Returns True if a file is a list of which the first item has the keys that every record of CSL has."""
    first_item = root.value[0] if isinstance(root, SequenceNode) and root.value else None
    keys = {describe_node(key) for key, _ in first_item.value} if isinstance(first_item, MappingNode) else set()
    return {"id", "type"} <= keys


def _under_key(name: str, node: Node) -> MappingNode:
    """Returns the mapping of one key, which is not in the file, and its value."""
    key = ScalarNode(node.tag, name, node.start_mark, node.start_mark)
    return MappingNode(node.tag, [(key, node)], node.start_mark, node.end_mark, flow_style=False)
