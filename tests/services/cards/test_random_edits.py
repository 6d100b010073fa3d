"""Random changes from cards, each held against what another reader of YAML finds in the text before and after."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import strategies as st

from party_card.content.pack_folders import find_builtin_pack
from party_card.services.cards.edit import CardEdit, edit_scene
from party_card.services.cards.errors import CardError
from party_card.services.cards.reading import read_cards
from party_card.services.cards.text_edits import TextEdit, apply_edits
from party_card.services.cards.tree import YamlTree
from tests.random_examples import random_examples
from tests.services.cards.expected import apply, is_alike, load
from tests.services.cards.hard_scene import HARD_SCENE

NASTY_TEXTS = (
    "He said: no.", "Look # not a comment", "- a dash first", "* star", "& and", "%percent", "@at", "`tick`",
    "back\\slash \\n", "“typographic” ‘quotes’", "\"straight\" and 'single'", "it's", "---", "...", "key: value", "{x}",
    "[y]", "null", "~", "yes", "1932-08-25", "1932", "+1", "Жёлтый дом", "emoji 🙂 here", "one\n\ntwo paragraphs",
    "one\nline break", "a  b   doubled", "trailing   ", "  leading", "colon:", "#hash", ": colon first", "? q",
    "! bang", "| pipe", "> more", "x" * 300, "word " * 80, "nbsp\xa0here", "tab\there", "zero\u200bwidth", "ls\u2028here",
    "nel\x85here", "", "'", '"', "''", "[@hut] cited first", "a, b, c", "a}b", "a]b", "a{b[c", "\\", '\\"',
    "p1\n\n- item\n\n# head", "-", "?", ":", "a:b", "http://x.y/z#k", "!!str x", "<<", "=", "\ufeffbom", "e\u0301",
    "\U0001f468\u200d\U0001f469", "\x07bell", "\ud800 lone", "soft\xadhyphen", "  two\n leading lines", "a\r\n\r\nb",
    "word: " * 40, "# " + "long " * 50, "\t", "\n\n",
)  # fmt: skip
WORDS = ("The", "stove", "was", "lit", "and", "nobody:", "spoke", '"well"', "it's", "[@hut]", "—", "#")


@cache
def shipped_texts() -> dict[str, str]:
    paths = sorted((find_builtin_pack() / "scenes").glob("*.yaml"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    return {name: text for name, text in texts.items() if re.search(r"(?m)^scene:", text)}


def make_text(chance: random.Random, old: str) -> str:
    if chance.random() < 0.4:
        return chance.choice(NASTY_TEXTS)
    if chance.random() < 0.6 and old:
        words = old.split(" ")
        index = chance.randrange(len(words))
        words[index : index + chance.randrange(2)] = [chance.choice((*WORDS, *NASTY_TEXTS[:30]))]
        return " ".join(words)
    return " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 60)))


def make_operation(chance: random.Random, text: str) -> dict[str, Any]:
    cards = read_cards(YamlTree(text))
    passages = cards["passages"]
    names = [passage["id"] for passage in passages]
    passage = chance.choice(passages)
    block = chance.choice(passage["blocks"])
    choices = passage["choices"]
    choice = chance.choice(choices) if choices else None
    condition = chance.choice(["read_it", "kept == page and attention >= 2", "not (a or b)", "chose(x-y)", ""])
    operations: list[dict[str, Any]] = [
        {"kind": "setText", "path": block["textPath"], "text": make_text(chance, block["text"])},
        {"kind": "setText", "path": [*passage["path"], "record"], "text": make_text(chance, passage["record"] or "")},
        {"kind": "setText", "path": [*passage["path"], "date"], "text": "1932-11-08~"},
        {"kind": "setText", "path": ["title"], "text": make_text(chance, cards["scene"]["fields"]["title"])},
        {"kind": "setText", "path": ["question"], "text": make_text(chance, "")},
        {"kind": "setCondition", "path": block["path"], "text": condition},
        {"kind": "insertPassage", "title": chance.choice(WORDS), "text": make_text(chance, ""), "after": passage["id"]},
        {"kind": "insertPassage", "title": "", "text": make_text(chance, ""), "after": None},
        {"kind": "movePassage", "passage": passage["id"], "index": chance.randrange(len(names))},
        {
            "kind": "insertBlock", "passage": passage["id"], "index": chance.randrange(len(passage["blocks"]) + 1),
            "blockKind": chance.choice(["text", "document"]), "text": make_text(chance, ""),
        },
        {"kind": "setTest", "name": make_text(chance, "").strip() or "x", "play": ["go", "a"], "ending": "e"},
        {"kind": "insertCitation", "path": block["textPath"], "fact": "new-fact", "offset": chance.randrange(200)},
    ]  # fmt: skip
    if len(names) > 3:
        operations.append({"kind": "removePassage", "passage": passage["id"]})
    if len(passage["blocks"]) > 1:
        operations.append({"kind": "removeBlock", "path": block["path"]})
        operations.append(
            {"kind": "moveBlock", "path": block["path"], "index": chance.randrange(len(passage["blocks"]))}
        )
    if not passage["isEnding"]:
        operations.append(
            {
                "kind": "insertChoice", "passage": passage["id"], "text": make_text(chance, "").strip() or "x",
                "goto": chance.choice(names), "index": chance.randrange(len(choices) + 1),
            }
        )  # fmt: skip
    if choice is not None:
        operations += [
            {"kind": "setText", "path": [*choice["path"], "text"], "text": make_text(chance, choice["text"])},
            {"kind": "setText", "path": [*choice["path"], "did"], "text": make_text(chance, choice["did"] or "")},
            {"kind": "setText", "path": [*choice["path"], "locked"], "text": make_text(chance, "")},
            {"kind": "setCondition", "path": choice["path"], "text": condition},
            {"kind": "removeChoice", "path": choice["path"]},
            {"kind": "moveChoice", "path": choice["path"], "index": chance.randrange(len(choices))},
        ]
        if choice["goto"] in names:
            operations.append({"kind": "setText", "path": [*choice["path"], "goto"], "text": chance.choice(names)})
        if "read_it" in [variable["id"] for variable in cards["variables"]]:
            change = {"variable": "read_it", "operation": "set", "value": chance.choice(["true", "false"])}
            operations.append({"kind": "setChange", "path": choice["path"], **change})
    return chance.choice(operations)


def list_comments(text: str) -> list[str]:
    """Returns what a plain search finds of the comments of the hard scene, each of which stands there once."""
    return re.findall(
        r"(?m)# (?:before|behind|between|after|inside|with a|the |how|reached|A hard|a comment|deeper).*$", text
    )


def invert(text: str, change: CardEdit) -> list[TextEdit]:
    inverse, shift = [], 0
    for edit in sorted(change.edits):
        start = edit.start + shift
        inverse.append(TextEdit(start, start + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return inverse


def change_at_random(chance: random.Random, text: str, refusals: list[str]) -> str:
    """Carries out one random operation, and checks what has become of the text."""
    operation = make_operation(chance, text)
    try:
        change = edit_scene(text, operation)
    except CardError:
        refusals.append(operation["kind"])
        return text
    after = apply_edits(text, change.edits)
    found = load(after)
    expected = load(text)
    apply(expected, operation, None if change.path is None else list(change.path), found)
    assert is_alike(expected, found), operation
    assert apply_edits(after, invert(text, change)) == text
    lost = [comment for comment in list_comments(text) if comment not in list_comments(after)]
    assert all(comment.lstrip("# ") in change.message for comment in lost), (operation, lost)
    if operation["kind"] in ("setText", "setCondition", "setChange"):
        assert edit_scene(after, {**operation, "path": list(change.path or operation["path"])}).edits == []
    return after


@random_examples(st.integers(0, 1_000_000), everyday=25, long=120)
def test_a_change_of_a_scene_in_every_form_of_yaml_is_never_refused_and_changes_nothing_else(seed: int) -> None:
    chance, text, refusals = random.Random(seed), HARD_SCENE, list[str]()
    for _ in range(8):
        text = change_at_random(chance, text, refusals)
    assert refusals == []


@random_examples(st.integers(0, 1_000_000), everyday=3, long=20)
def test_a_change_of_a_shipped_scene_is_never_refused_and_changes_nothing_else(seed: int) -> None:
    chance, refusals = random.Random(seed), list[str]()
    text = shipped_texts()[chance.choice(sorted(shipped_texts()))]
    for _ in range(4):
        text = change_at_random(chance, text, refusals)
    assert refusals == []


@pytest.mark.parametrize("text", NASTY_TEXTS)
def test_every_text_can_stand_at_every_place(text: str) -> None:
    for path in (
        ["title"], ["passages", "one", "text"], ["passages", "one", "choices", 0, "text"],
        ["passages", "two", "choices", 1, "did"], ["passages", "three", "text", 1, "document"],
        ["passages", "three", "text", 0, "text"], ["passages", "plain", "choices", 1, "text"],
    ):  # fmt: skip
        operation = {"kind": "setText", "path": path, "text": text}
        change = edit_scene(HARD_SCENE, operation)
        found, expected = load(apply_edits(HARD_SCENE, change.edits)), load(HARD_SCENE)
        apply(expected, operation, None, found)
        assert is_alike(expected, found), path
