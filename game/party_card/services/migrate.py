"""Rewrites scene files: leaves out what need not be said (the light form), or writes it out in full.

Left out are a `goto` to the next passage in the file, an empty `history`, the `basis`, `date` and `place` that a
passage has from the one before, and variables that only record what was chosen in one passage. Before passages are
moved, the full form keeps every choice leading to where it led.

Invariant: text is edited and never generated from models, so comments and order stay. A file is rewritten only if the
scene that is read of it says the same as before; where variables are replaced, if random plays meet the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from party_card.content.file_reader import read_model
from party_card.content.file_text import MAX_FILE_BYTES
from party_card.content.models import Choice, Passage, PassageId, Scene
from party_card.content.node_ref import NodeRef, span_of
from party_card.content.passage_defaults import INHERITED_KEYS, list_changed_passages
from party_card.content.quoting import quote_text
from party_card.content.yaml_nodes import Node, ScalarNode, has_braces
from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.edits import apply_edits
from party_card.diagnostics.source import SourceFile, Span
from party_card.platform.regular_files import read_regular_file
from party_card.services.autofix import FixedFile
from party_card.services.autofix_checks import normalize_text
from party_card.services.errors import UsageError
from party_card.services.play_comparison import are_alike_in_play
from party_card.services.record_variables import replace_record_variables


def migrate_files(paths: Iterable[Path], *, is_full: bool = False, is_old: bool = False) -> Iterator[FixedFile]:
    """Yields the scene files that change; writes nothing. Raises UsageError for a file with mistakes.

    `is_full` writes everything out. `is_old` reads files as those of version 0.1, whose passages inherit nothing.
    """
    for path in paths:
        text = read_regular_file(path, MAX_FILE_BYTES).decode()
        new_text = migrate_text(text, str(path), is_full=is_full, is_old=is_old)
        if new_text != text:
            yield FixedFile(path, str(path), text, new_text, ())


def migrate_text(text: str, name: str = "", *, is_full: bool = False, is_old: bool = False) -> str:
    """Returns the text of a file in the light form or in full; a file that is no scene is returned as it is."""
    scene = _read_scene(text, name)
    if scene is None:
        return text
    if is_old:
        text = apply_edits(text, _write_old_values(scene))
        scene = _read_scene(text, name)
        assert scene is not None  # noqa: S101  # only keys were added
    if not is_full:
        text, scene = _replace_record_variables(text, scene, name)
    new_text = apply_edits(text, list(_write_out(scene) if is_full else _leave_out(scene)))
    if _read_scene(new_text, name) != scene:
        raise UsageError(f"{name} cannot be rewritten without changing what it says; nothing is written")
    return new_text


def _replace_record_variables(text: str, scene: Scene, name: str) -> tuple[str, Scene]:
    """Returns the text and the scene without variables that only record a choice; both as they are if in doubt."""
    new_text = apply_edits(text, replace_record_variables(scene))
    new_scene, diagnostics = read_model(SourceFile(name, normalize_text(new_text)))
    if diagnostics or not isinstance(new_scene, Scene) or not are_alike_in_play(scene, new_scene):
        return text, scene
    return new_text, new_scene


def _read_scene(text: str, name: str) -> Scene | None:
    model, diagnostics = read_model(SourceFile(name, normalize_text(text)))
    if diagnostics and isinstance(model, Scene):
        line = diagnostics[0].primary.span.line
        raise UsageError(f"{name} has mistakes, the first in line {line}: run `party-card check {name}` first")
    return model if isinstance(model, Scene) else None


def _leave_out(scene: Scene) -> Iterator[Edit]:
    """Yields the edits that delete what need not be said."""
    for passage in scene.passages.values():
        if not passage.history and not passage.location.lacks_key("history"):
            yield from _delete_entry(passage.location, "history")
    for (_, before), (name, passage) in pairwise(scene.passages.items()):
        for key in INHERITED_KEYS:
            if getattr(passage, key) == getattr(before, key) and not passage.location.lacks_key(key):
                yield from _delete_entry(passage.location, key)
        for choice in before.choices:
            if choice.goto == name and not choice.is_goto_implied:
                yield from _delete_entry(choice.location, "goto")


def _write_out(scene: Scene) -> Iterator[Edit]:
    """Yields the edits that write what is left out."""
    previous: Passage | None = None
    for passage in scene.passages.values():
        lacking = [key for key in INHERITED_KEYS if passage.location.lacks_key(key) and getattr(passage, key)]
        if previous is not None and lacking:
            yield _insert_entries(passage.location, {key: getattr(passage, key) for key in lacking})
        for choice in passage.choices:
            if choice.is_goto_implied:
                yield _insert_entries(choice.location, {"goto": choice.goto})
        previous = passage


def _write_old_values(scene: Scene) -> list[Edit]:
    """Returns the edits that write into passages what they had in version 0.1, if they would inherit something else."""
    old_values: dict[str, Any] = {"basis": "composite", "date": scene.span, "place": scene.place}
    changes: dict[PassageId, dict[str, Any]] = {}
    for name, key in list_changed_passages(scene):
        if not old_values[key]:
            line = scene.passages[name].location.span.line
            raise UsageError(f"the passage in line {line} had no `{key}`, and the scene has none: write one first")
        changes.setdefault(name, {})[key] = old_values[key]
    return [_insert_entries(scene.passages[name].location, values) for name, values in changes.items()]


def _insert_entries(mapping: NodeRef, values: dict[str, str]) -> Edit:
    """Returns the edit that writes entries at the beginning of a mapping; behind the `id` if that comes first."""
    pairs = mapping.node.value
    key, value = pairs[0]
    entries = [f"{name}: {_write_scalar(text)}" for name, text in values.items()]
    start = span_of(key)
    if key.value == "id" and isinstance(value, ScalarNode):
        if has_braces(mapping.node):
            end = span_of(value).end
            return Edit(Span(span_of(value).line, end, end), "".join(f", {entry}" for entry in entries))
        line = span_of(value).line + 1
        indent = " " * (start.column - 1)
        return Edit(Span(line, 1, 1), "".join(f"{indent}{entry}\n" for entry in entries))
    separator = ", " if has_braces(mapping.node) else "\n" + " " * (start.column - 1)
    return Edit(Span(start.line, start.column, start.column), "".join(entry + separator for entry in entries))


def _write_scalar(text: str) -> str:
    """Returns a text as it can stand behind a key, in lines and in braces."""
    is_plain = (
        text.replace("-", "").replace(" ", "").replace("/", "").replace("_", "").isalnum() and text == text.strip()
    )
    return text if is_plain and text.lower() not in ("true", "false", "null") else quote_text(text)


def _delete_entry(mapping: NodeRef, name: str) -> Iterator[Edit]:
    """Yields the edit that deletes an entry whose key and value stand in one line; nothing if that is not safe."""
    pairs: list[tuple[Node, Node]] = mapping.node.value
    index = next(number for number, (key, _) in enumerate(pairs) if key.value == name)
    key, value = pairs[index]
    line = span_of(key).line
    if value.end_mark.line != key.start_mark.line or len(pairs) == 1:
        return
    if not has_braces(mapping.node):
        source = mapping.file.line(line)
        if source[: span_of(key).column - 1].strip() == "" and _is_alone(source, value):
            yield Edit(Span(line, 1, 1), None)
        return
    if index:
        before = pairs[index - 1][1]
        if before.end_mark.line == key.start_mark.line:
            yield Edit(Span(line, before.end_mark.column + 1, value.end_mark.column + 1), "")
    elif pairs[1][0].start_mark.line == key.start_mark.line:
        yield Edit(Span(line, span_of(key).column, pairs[1][0].start_mark.column + 1), "")


def _is_alone(line: str, value: Node) -> bool:
    """Returns True if nothing stands behind a value in its line, not even a comment."""
    return not line[value.end_mark.column :].strip()


def list_implied_targets(scene: Scene) -> Iterator[tuple[PassageId, PassageId, tuple[Choice, ...]]]:
    """Yields each passage with choices that name no target, the passage they lead to, and these choices."""
    for name, passage in scene.passages.items():
        if choices := tuple(choice for choice in passage.choices if choice.is_goto_implied):
            yield name, choices[0].goto, choices
