"""Reads one file of a pack: its text, and the model in it.

Invariant: one of its keys identifies the kind of a YAML file; its name and folder do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from party_card.content.decode import DecodeContext, decode_model
from party_card.content.default_source import fill_dossier_source, fill_gazetteer_source
from party_card.content.foreign_formats import describe_format, explain_conversion
from party_card.content.lost_lines import restore_section
from party_card.content.models import Bibliography, Campaign, Dossier, Gazetteer, Index, People, Prologue, Scene
from party_card.content.models.value_types import yaml_keys
from party_card.content.passage_defaults import fill_passage_defaults
from party_card.content.yaml_loader import MAX_CHARACTERS, compose_yaml
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, describe_node
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import shorten
from party_card.platform.regular_files import (
    FileTooLargeError,
    UnreadableFileError,
    read_regular_file,
    read_start,
)

MODEL_BY_KEY: Mapping[str, type[Any]] = {
    "scene": Scene, "dossier": Dossier, "references": Bibliography, "index": Index, "campaign": Campaign,
}  # fmt: skip
"""The model of a file, by the key that identifies it."""
MODEL_BY_SHARED_KEY: Mapping[str, type[Any]] = {"places": Gazetteer, "people": People, "prologue": Prologue}
"""The model of a file that has none of those keys, by a key that other kinds of files have too."""

MAX_FILE_BYTES = 4 * MAX_CHARACTERS
"""A larger file has more characters than are read, in whatever encoding; nothing of it but its start is looked at."""
_HEAD_BYTES = 100_000
"""The part of a larger file by which its format is recognized."""

_BYTE_ORDER_MARKS = {
    b"\xff\xfe\0\0": "utf-32-le", b"\0\0\xfe\xff": "utf-32-be", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be",
}  # fmt: skip


def read_file(path: Path, name: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Reads a text file, which messages call `name`. Returns None and the reason if it is unreadable or not UTF-8."""
    try:
        data = read_regular_file(path, MAX_FILE_BYTES)
    except FileTooLargeError as error:
        data = read_start(path, _HEAD_BYTES)
        if not describe_format(data):
            return None, [_report_unreadable(name, "file-too-large", "this file is not read", error)]
    except UnreadableFileError as error:
        return None, [_report_unreadable(name, "unreadable-file", "this file cannot be read", error)]
    except FileNotFoundError:
        gone_error = UnreadableFileError(path, "it was there a moment ago and is gone", "put it back")
        return None, [_report_unreadable(name, "unreadable-file", "this file cannot be read", gone_error)]
    if description := describe_format(data):
        message = f"this file is {description}, not plain text"
        label = Label(SourceFile(name, ""), Span(1, 1, 2))
        fix = Help(explain_conversion(description))
        return None, [Diagnostic("foreign-format", Severity.ERROR, message, label, helps=(fix,))]
    try:
        if b"\0" in data and (encoding := _find_other_encoding(data)):
            return None, [_report_encoding(SourceFile(name, data.decode(encoding, "replace")))]
        return SourceFile(name, normalize_text(data.decode("utf-8-sig"))), []
    except UnicodeDecodeError as error:
        if encoding := _find_other_encoding(data):
            return None, [_report_encoding(SourceFile(name, data.decode(encoding, "replace")))]
        file = SourceFile(name, data.decode("utf-8", "replace"))
        start = len(data[: error.start].decode("utf-8", "replace"))
        label = Label(file, file.span(start, start + 1))
        fix = Help("save it again with the encoding UTF-8")
        message = "from here on this file is not UTF-8 text"
        return None, [Diagnostic("not-utf8", Severity.ERROR, message, label, helps=(fix,))]


def normalize_text(text: str) -> str:
    """Returns a text as files are read: without a byte order mark, its lines ended by line feeds."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _report_unreadable(name: str, code: str, message: str, error: UnreadableFileError) -> Diagnostic:
    label = Label(SourceFile(name, ""), Span(1, 1, 2))
    return Diagnostic(code, Severity.ERROR, f"{message}: {error.strerror}", label, helps=(Help(error.advice),))


def _find_other_encoding(data: bytes) -> str:
    """Returns UTF-16 or UTF-32, with its order of bytes, if a text is in one of them; else an empty string."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    # Without a mark, most characters of a text in any European language have a byte of zero, on the same side.
    start = data[:200]
    zeros = (start[::2].count(0), start[1::2].count(0))
    if sum(zeros) > len(start) * 0.6:
        return "utf-32-be" if start[:1] == b"\0" else "utf-32-le"
    if start and max(zeros) > len(start) * 0.3 and min(zeros) < len(start) * 0.05:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return ""


def _report_encoding(file: SourceFile) -> Diagnostic:
    message = "this file is saved as UTF-16 or UTF-32, with two or four bytes for a letter"
    fix = Help("save it again with the encoding UTF-8")
    return Diagnostic("not-utf8", Severity.ERROR, message, Label(file, Span(1, 1, 2)), helps=(fix,))


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
