"""What the menus of a condition offer at a passage: only what can be so there.

Invariant: what is offered of passages and choices lies on a path to the passage, as the choices of the file lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from party_card.content.domains import NO_CHOICE
from party_card.services.cards.condition_rows import read_rows
from party_card.services.cards.shown_values import list_of, mapping_of, text_of
from party_card.services.cards.values import Value
from party_card.services.cards.variables import list_variables

_NUMBER_COMPARISONS = ["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
_WORD_COMPARISONS = ["==", "!=", "in", "not in"]
_YES_NO = ["true", "false"]


def list_menu(
    root: dict[str, Value], passage: str, proved_values: Mapping[str, Sequence[str]] | None
) -> list[dict[str, Any]]:
    """Returns what a condition at a passage can ask for, as JSON, with the values that each can have there.

    `proved_values` are those of the proof, by variable; without it, or for a variable that it does not name, because
    its value no longer matters there, all values count.
    """
    entries: list[dict[str, Any]] = []
    for name, variable in list_variables(root).items():
        values = list((proved_values or {}).get(name, ()))
        comparisons = {"number": _NUMBER_COMPARISONS, "words": _WORD_COMPARISONS, "yes-no": ["=="]}[variable.kind]
        entry = _describe(name, variable.kind, variable.label or name.replace("_", " "), comparisons)
        entries.append(entry | {"values": values or list(variable.values), "isProved": bool(values)})
    targets = _list_targets(root)
    before = find_passages_before(targets, passage)
    for name in before:
        choices = [choice for choice, target in targets[name] if target == passage or target in before]
        if choices and name not in mapping_of(root.get("variables")):
            entry = _describe(name, "decision", name, _WORD_COMPARISONS)
            entries.append(entry | {"values": [choice for choice in choices if choice != NO_CHOICE], "isProved": False})
        entries.append(_describe(f"visited({name})", "visited", name, ["=="]) | {"values": _YES_NO, "isProved": False})
        for choice in choices:
            entry = _describe(f"chose({choice})", "chosen", choice, ["=="])
            entries.append(entry | {"passage": name, "values": _YES_NO, "isProved": False})
    return entries


def _describe(variable: str, kind: str, label: str, comparisons: list[str]) -> dict[str, Any]:
    return {"variable": variable, "kind": kind, "label": label, "comparisons": comparisons}


def _list_targets(root: dict[str, Value]) -> dict[str, list[tuple[str, str]]]:
    """Returns the choices of each passage with the passages that they lead to."""
    passages = mapping_of(root.get("passages"))
    names = [*passages, ""]
    return {
        name: [
            (text_of(choice["id"]) or "", text_of(choice.get("goto")) or following)
            for choice in map(mapping_of, list_of(mapping_of(passage).get("choices")))
            if text_of(choice.get("id"))
        ]
        for (name, passage), following in zip(passages.items(), names[1:], strict=True)
    }


def find_passages_before(targets: Mapping[str, Sequence[tuple[str, str]]], passage: str) -> list[str]:
    """Returns the passages from which a path leads to another, in the order of the file."""
    before: set[str] = set()
    is_growing = True
    while is_growing:
        found = {
            name for name, choices in targets.items() if any(goal == passage or goal in before for _, goal in choices)
        }
        is_growing = found != before
        before = found
    return [name for name in targets if name in before]


def read_condition(root: dict[str, Value], text: str) -> dict[str, Any]:
    """Returns a condition as JSON: its rows and what joins them; `isText` is True if it has another shape."""
    names = {value for variable in list_variables(root).values() for value in variable.values}
    for passage, choices in _list_targets(root).items():
        names |= {passage, *(choice for choice, _ in choices)}
    read = read_rows(text, names) if text.strip() else ("and", [])
    if read is None:
        return {"isText": True, "text": text, "join": "and", "rows": []}
    return {"isText": False, "text": text, "join": read[0], "rows": [row.to_data() for row in read[1]]}
