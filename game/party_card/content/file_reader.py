"""Reads one file of a pack: its text, and the model in it.

Invariant: one of its keys identifies the kind of a YAML file; its name and folder do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from party_card.content.decode import DecodeContext, decode_model
from party_card.content.models import Bibliography, Campaign, Dossier, Index, Scene
from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import suggest_names

MODEL_BY_KEY: Mapping[str, type[Any]] = {
    "scene": Scene, "dossier": Dossier, "references": Bibliography, "index": Index, "campaign": Campaign,
}  # fmt: skip
"""The model of a file, by the key that identifies it."""


def read_file(path: Path, name: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Reads a text file, which messages call `name`. Returns None and the reason if it is unreadable or not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror or error}"
        fix = Help("is it open in another program, or closed to you?")
        label = Label(SourceFile(name, ""), Span(1, 1, 2))
        return None, [Diagnostic("unreadable-file", Severity.ERROR, message, label, helps=(fix,))]
    try:
        return SourceFile(name, data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")), []
    except UnicodeDecodeError as error:
        file = SourceFile(name, data.decode("utf-8", "replace"))
        start = len(data[: error.start].decode("utf-8", "replace"))
        label = Label(file, file.span(start, start + 1))
        fix = Help("save it again with the encoding UTF-8")
        message = "from here on this file is not UTF-8 text"
        return None, [Diagnostic("not-utf8", Severity.ERROR, message, label, helps=(fix,))]


def read_model(file: SourceFile) -> tuple[Any, list[Diagnostic]]:
    """Decodes the model in a file. Returns it, or None if it has none, and every problem in the file."""
    root, diagnostics = compose_yaml(file)
    if root is None:
        return None, diagnostics
    pairs = root.value if isinstance(root, MappingNode) else []
    keys = [key.value for key, _ in pairs if isinstance(key, ScalarNode)]
    model = next((MODEL_BY_KEY[key] for key in keys if key in MODEL_BY_KEY), None)
    context = DecodeContext(file)
    if model is not None:
        return decode_model(model, root, context), context.diagnostics
    helps = suggest_names(keys[0], MODEL_BY_KEY) if keys and keys[0] else ()
    if not helps or not helps[0].replacement:
        helps = (Help("begin a scene with a line `scene: its-name`"),)
    context.report("unknown-kind", "this is no scene, dossier, bibliography, index or campaign", root, helps)
    return None, context.diagnostics
