"""Whatever stands in a file and whatever a page asks for: an answer or a sentence, and never anything else."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from party_card.services.cards.condition_menus import list_menu, read_condition
from party_card.services.cards.edit import OPERATIONS, edit_scene
from party_card.services.cards.errors import CardError
from party_card.services.cards.operation import scene_of
from party_card.services.cards.reading import read_cards
from party_card.services.cards.text_edits import apply_edits
from party_card.services.cards.tree import YamlTree
from tests.random_examples import random_examples
from tests.services.cards.hard_scene import HARD_SCENE

PIECES = (
    "\n", "  ", ": ", "- ", "[", "]", "{", "}", "'", '"', "#", "|", ">", "null", "~", "x: y", "? ", "!t ", "\t", "&a ",
    "*a", "passages:", "text:", "\n- ", "choices: ", "1", ",", "%", "---\n", "...\n", "\x85", "\u2028",
)  # fmt: skip
STEPS: tuple[Any, ...] = (
    "passages", "one", "two", "three", "plain", "four", "text", "choices", "document", "ending", "title", "id", "tests",
    "variables", "kept", "set", "add", "if", "goto", "role", "name", "start", "x", "", 0, 1, 2, -1, 99,
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, "", "x", "one", "true", "1", "a b\n\nc", 0, 3, -2, True, 1.5, [], ["m"], [1, 2], {}, {"a": "b"},
    [{"variable": "kept", "comparison": "==", "value": "page"}], [{}], "\ud800", "or", "number", "words", "add", "set",
)  # fmt: skip
PARAMETERS = (
    "text", "path", "passage", "index", "title", "after", "goto", "newPassage", "variable", "operation", "value", "id",
    "label", "variableKind", "range", "values", "start", "name", "play", "ending", "fact", "offset", "occurrence",
    "section", "words", "blockKind", "condition", "rows", "join", "choices", "cost", "did",
)  # fmt: skip


def spoil(chance: random.Random, text: str) -> str:
    for _ in range(chance.randrange(4)):
        index = chance.randrange(len(text))
        text = text[:index] + chance.choice(PIECES) + text[index + chance.randrange(12) :]
    return text


def make_operation(chance: random.Random) -> dict[str, Any]:
    operation = {name: chance.choice(VALUES) for name in PARAMETERS if chance.random() < 0.7}
    operation["path"] = [chance.choice(STEPS) for _ in range(chance.randrange(6))]
    for name, options in (("passage", STEPS[1:6]), ("after", STEPS[1:6]), ("variable", ("kept", "read_it"))):
        if chance.random() < 0.7:
            operation[name] = chance.choice(options)
    if chance.random() < 0.5:
        operation["path"] = [
            "passages",
            chance.choice(STEPS[1:6]),
            chance.choice(["text", "choices"]),
            chance.choice([0, 1]),
        ]
    return {"kind": chance.choice(sorted(OPERATIONS)), **operation}


@random_examples(st.integers(0, 1_000_000), everyday=60, long=500)
def test_a_spoilt_scene_is_shown_or_refused_and_so_is_every_change(seed: int) -> None:
    chance = random.Random(seed)
    text = spoil(chance, HARD_SCENE)
    try:
        tree = YamlTree(text)
    except CardError as error:
        assert re.search(r"[.)]$", str(error))
        return
    read_cards(tree)
    list_menu(scene_of(tree), "three", {"kept": ["page"]})
    read_condition(scene_of(tree), spoil(chance, "kept == page and visited(two)"))
    for _ in range(6):
        with suppress(CardError):
            YamlTree(apply_edits(text, edit_scene(text, make_operation(chance)).edits))
