"""Fills in what a passage leaves out: where a choice leads, `basis`, `date` and `place`, and the cost of its ending.

A choice without `goto` leads to the next passage in the file. What a passage does not say of its day, its place and
its kind of prose is as in the passage before it in the file. An ending of several passages has one cost, which one of
them gives.

Invariant: a key that stands in the file keeps its value. A choice of the last passage has to say where it leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any, NamedTuple

from party_card.content.models import Choice, Passage, PassageId, Scene
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import backquote

INHERITED_KEYS = ("basis", "date", "place")
"""The keys of a passage whose values are those of the passage before where they are left out."""


def fill_passage_defaults(scene: Scene) -> tuple[Scene, list[Diagnostic]]:
    """Returns the scene with what its passages leave out, and a diagnostic for each choice that leads nowhere."""
    passages: dict[PassageId, Passage] = {}
    diagnostics: list[Diagnostic] = []
    previous: Passage | None = None
    names = list(scene.passages)
    costs = {ending.id: ending.cost for ending in reversed(scene.endings) if ending.cost}
    for (name, passage), next_name in zip_longest(scene.passages.items(), names[1:]):
        changes: dict[str, Any] = {}
        if previous is not None:
            changes = {key: getattr(previous, key) for key in INHERITED_KEYS if passage.location.lacks_key(key)}
        if any(choice.is_goto_implied for choice in passage.choices):
            if next_name is None:
                diagnostics += _report_missing_targets(name, passage)
            else:
                changes["choices"] = tuple(_lead_to(choice, next_name) for choice in passage.choices)
        if passage.ending is not None and passage.ending.location.lacks_key("cost") and passage.ending.id in costs:
            changes["ending"] = replace(passage.ending, cost=costs[passage.ending.id])
        previous = passages[name] = replace(passage, **changes) if changes else passage
    return replace(scene, passages=passages), diagnostics


def list_changed_passages(scene: Scene) -> Iterator[tuple[PassageId, str]]:
    """Yields each passage and key left out there, if the value is another than in version 0.1.

    There nothing was inherited: place and dates were those of the scene, and the basis was `composite`.
    """
    old_values = {"basis": "composite", "date": None, "place": ""}
    scene_values = {"date": scene.span, "place": scene.place}
    for name, passage in scene.passages.items():
        for key in INHERITED_KEYS:
            value = getattr(passage, key)
            if passage.location.lacks_key(key) and value not in (old_values[key], scene_values.get(key)):
                yield name, key


class MovedTarget(NamedTuple):
    """A choice that names no target and leads to another passage than before, because the file has another order."""

    passage: PassageId
    choice: Choice
    old_target: PassageId


def list_moved_targets(before: Scene, after: Scene) -> Iterator[MovedTarget]:
    """Yields the choices that led to a passage which is still there, and lead to another one now."""
    old_targets = {
        choice.id: choice.goto
        for passage in before.passages.values()
        for choice in passage.choices
        if choice.is_goto_implied
    }
    for name, passage in after.passages.items():
        for choice in passage.choices:
            old_target = old_targets.get(choice.id, choice.goto)
            if choice.is_goto_implied and choice.goto != old_target and old_target in after.passages:
                yield MovedTarget(name, choice, old_target)


def _lead_to(choice: Choice, passage: PassageId) -> Choice:
    return replace(choice, goto=passage) if choice.is_goto_implied else choice


def _report_missing_targets(name: PassageId, passage: Passage) -> Iterator[Diagnostic]:
    for choice in passage.choices:
        if choice.is_goto_implied:
            message = f"this choice has no `goto`, and no passage follows {backquote(name)}"
            fix = Help("add a line `goto: …`")
            yield Diagnostic("missing-key", Severity.ERROR, message, choice.location.key_label("id"), helps=(fix,))
