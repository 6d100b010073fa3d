"""A caret goes from a card to the text and back."""

from __future__ import annotations

from typing import Any

import pytest

from party_card.services.cards.edit import edit_scene
from party_card.services.cards.errors import CardError
from party_card.services.cards.reading import read_cards
from party_card.services.cards.text_edits import apply_edits
from party_card.services.cards.text_places import find_field, find_index
from party_card.services.cards.tree import YamlTree
from tests.services.cards.hard_scene import HARD_SCENE
from tests.services.cards.test_random_edits import NASTY_TEXTS


def iter_texts(text: str) -> Any:
    for passage in read_cards(YamlTree(text))["passages"]:
        for block in passage["blocks"]:
            yield block["textPath"], block["text"]
        for choice in passage["choices"]:
            yield [*choice["path"], "text"], choice["text"]


def test_every_character_that_a_card_shows_is_found_in_the_file_and_back() -> None:
    tree = YamlTree(HARD_SCENE)
    for path, shown in iter_texts(HARD_SCENE):
        for offset, character in enumerate(shown):
            if not character.isspace():
                index = find_index(tree, path, offset)
                assert HARD_SCENE[index].lstrip("\\") in ("", character), (path, offset)
                assert find_field(tree, index) == (path, offset)


@pytest.mark.parametrize("text", NASTY_TEXTS)
def test_escapes_and_quotes_count_as_the_character_that_they_stand_for(text: str) -> None:
    paths: list[list[str | int]] = [["passages", name, "choices", 1, "text"] for name in ("one", "two")]
    for path in paths:
        changed = apply_edits(HARD_SCENE, edit_scene(HARD_SCENE, {"kind": "setText", "path": path, "text": text}).edits)
        tree = YamlTree(changed)
        shown = {tuple(key): value for key, value in iter_texts(changed)}[tuple(path)]
        units = 0
        for character in shown:
            if not character.isspace():
                assert find_field(tree, find_index(tree, path, units)) == (path, units)
            units += len(character.encode("utf-16-le")) // 2


def test_the_end_of_a_word_is_the_end_of_the_word_in_the_file() -> None:
    tree = YamlTree(HARD_SCENE)
    path = ["passages", "one", "text"]
    assert HARD_SCENE[: find_index(tree, path, len("A folded text that"))].endswith("A folded text that")
    assert HARD_SCENE[: find_index(tree, path, 10_000)].endswith("A second paragraph.")
    assert HARD_SCENE[find_index(tree, ["passages", "two"], 0) :].startswith("two: {")
    with pytest.raises(CardError):
        find_index(tree, ["passages", "nowhere", "text"], 0)


def test_a_place_outside_of_all_texts_is_that_of_what_is_around_it() -> None:
    tree = YamlTree(HARD_SCENE)
    assert find_field(tree, 3) is None
    assert find_field(tree, HARD_SCENE.index("# between keys")) == (["passages", "one", "choices", 0], 0)
    assert find_field(tree, HARD_SCENE.index("kept == page") + 5) == (["passages", "one", "choices", 1, "if"], 5)
    assert find_field(tree, HARD_SCENE.index("goto: three}")) == (["passages", "two", "choices", 0, "goto"], 0)
