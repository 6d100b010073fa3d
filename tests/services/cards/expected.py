"""What a file should hold after a change on a card: worked out apart from the code that makes the change."""

from __future__ import annotations

from typing import Any

import yaml

from party_card.content.passage_defaults import INHERITED_KEYS
from party_card.services.cards.clean_text import TextKind, clean_text, show_text
from party_card.services.cards.edit_passages import OPEN_TEXT
from party_card.services.cards.fields import TEXT_KINDS

Data = Any
FILLED_KEYS = ("goto", *INHERITED_KEYS)


class TextOnCard:
    """Equals every text that a card shows as this one."""

    def __init__(self, text: str, kind: TextKind) -> None:
        self.text, self.kind = clean_text(text, kind), kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and show_text(other, self.kind) == self.text

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"TextOnCard({self.text!r})"


class Inherited(str):
    """What a passage takes from the one before it."""

    __slots__ = ()


def load(text: str) -> Data:
    """Reads YAML with all scalars as texts, by another reader, and fills in what passages leave out."""
    data = yaml.load(text, yaml.CBaseLoader)
    inherited = {"basis": "composite", "place": data.get("place", "")}
    names = list(data["passages"])
    for name, following in zip(names, [*names[1:], None], strict=True):
        passage = data["passages"][name]
        for choice in passage.get("choices") or []:
            choice["goto"] = choice.pop("goto", following)
        for key, value in inherited.items():
            passage.setdefault(key, Inherited(value))
        inherited |= {key: passage[key] for key in INHERITED_KEYS if key in passage}
    return data


def at(data: Data, path: list[Any]) -> Data:
    for step in path:
        data = data[step]
    return data


def is_alike(expected: Data, actual: Data) -> bool:
    """Compares data, with lists in order; mappings have the same keys in the same order, but for those filled in."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return (
            [key for key in expected if key not in FILLED_KEYS] == [key for key in actual if key not in FILLED_KEYS]
            and expected.keys() == actual.keys()
            and all(is_alike(value, actual[key]) for key, value in expected.items())
        )
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(is_alike, expected, actual))
    return bool(expected == actual)


def insert_key(mapping: dict[str, Data], key: str, value: Data, actual_keys: list[str]) -> None:
    """Adds a key at the place at which it is in the changed file, which the law leaves open."""
    pairs = list(mapping.items())
    pairs.insert(actual_keys.index(key) if key in actual_keys else len(pairs), (key, value))
    mapping.clear()
    mapping.update(pairs)


def apply(data: Data, operation: dict[str, Any], path: list[Any] | None, after: Data) -> None:  # noqa: PLR0915  # one case for each kind
    """Changes data as an operation should. `path` is that of the answer; from `after` only open questions are taken."""
    kind = operation["kind"]
    target: Any = operation.get("path")
    if kind == "setText":
        key, owner = target[-1], at(data, target[:-1])
        shown = TextOnCard(operation["text"], TEXT_KINDS[key])
        if not shown.text and key not in ("text", "document", "title"):
            owner.pop(key, None)
        elif key in owner:
            owner[key] = shown
        else:
            insert_key(owner, key, shown, list(at(after, target[:-1])))
        if key in INHERITED_KEYS:
            passages = list(data["passages"].items())
            for _, passage in passages[[name for name, _ in passages].index(target[1]) + 1 :]:
                if not isinstance(passage.get(key, Inherited()), Inherited):
                    break
                passage[key] = shown
    elif kind == "setCondition":
        owner = at(data, target)
        if isinstance(owner, str):
            if operation["text"]:
                text = {"if": operation["text"], "text": TextOnCard(owner, "prose")}
                at(data, target[:-1])["text"] = [text]
        elif not operation["text"]:
            owner.pop("if", None)
        elif "if" in owner:
            owner["if"] = operation["text"]
        else:
            insert_key(owner, "if", operation["text"], list(at(after, target)))
    elif kind == "insertPassage":
        assert path is not None
        names = list(data["passages"])
        position = names.index(operation["after"]) + 1 if operation["after"] else len(names)
        pairs = list(data["passages"].items())
        before = {key: value for key, value in pairs[position - 1][1].items() if key in INHERITED_KEYS}
        pairs.insert(
            position,
            (path[1], {**before, "text": TextOnCard(clean_text(operation["text"], "prose") or OPEN_TEXT, "prose")}),
        )
        data["passages"] = dict(pairs)
    elif kind == "removePassage":
        del data["passages"][operation["passage"]]
    elif kind == "movePassage":
        pairs = list(data["passages"].items())
        index = [name for name, _ in pairs].index(operation["passage"])
        pairs.insert(operation["index"], pairs.pop(index))
        data["passages"] = dict(pairs)
    elif kind == "insertChoice":
        assert path is not None
        passage = data["passages"][operation["passage"]]
        choice = {
            "id": at(after, path)["id"],
            "text": TextOnCard(operation["text"], "prose"),
            "goto": operation["goto"],
        }
        if "choices" not in passage:
            insert_key(passage, "choices", [], list(after["passages"][operation["passage"]]))
        passage["choices"].insert(operation["index"], choice)
    elif kind == "removeChoice":
        passage = at(data, target[:2])
        choice = passage["choices"].pop(target[3])
        if not passage["choices"]:
            del passage["choices"]
        passage["history"] = [id_ for id_ in passage.pop("history", ()) if id_ != choice["id"]]
        if not passage["history"]:
            del passage["history"]
    elif kind in ("moveChoice", "moveBlock"):
        items = at(data, target[:3])
        items.insert(operation["index"], items.pop(target[3]))
    elif kind == "insertBlock":
        passage = data["passages"][operation["passage"]]
        if isinstance(passage["text"], str):
            passage["text"] = [{"text": TextOnCard(passage["text"], "prose")}]
        key = operation["blockKind"]
        passage["text"].insert(operation["index"], {key: TextOnCard(operation["text"], TEXT_KINDS[key])})
    elif kind == "removeBlock":
        at(data, target[:3]).pop(target[3])
    elif kind == "setChange":
        choice = at(data, target)
        changes = {key: dict(choice.get(key) or {}) for key in ("set", "add")}
        other = "add" if operation["operation"] == "set" else "set"
        changes[other].pop(operation["variable"], None)
        changes[operation["operation"]][operation["variable"]] = operation["value"]
        for key, entries in changes.items():
            if not entries:
                choice.pop(key, None)
            elif key in choice:
                choice[key] = entries
            else:
                insert_key(choice, key, entries, list(at(after, target)))
    elif kind == "setTest":
        test = {"name": TextOnCard(operation["name"], "line"), "play": operation["play"], "expect": {"ending": "e"}}
        if "tests" in data:
            data["tests"].append(test)
        else:
            insert_key(data, "tests", [test], list(after))
    elif kind == "insertCitation":
        kind_of_text = TEXT_KINDS[target[-1]]
        old, new = (show_text(at(whole, target), kind_of_text) for whole in (data, after))
        mark = f"[@{operation['fact']}]"
        assert new.count(mark) == old.count(mark) + (new != old)
        assert sorted(new.replace(mark, "").split()) == sorted(old.replace(mark, "").split())
        at(data, target[:-1])[target[-1]] = TextOnCard(new, kind_of_text)
    else:
        raise AssertionError(kind)
