"""Where something is being typed is known from lines and brackets, however broken the file is."""

from __future__ import annotations

import pytest

from party_card.content.models import Choice, Passage, Scene
from party_card.language_server.yaml_context import find_context, list_models
from tests.language_server.sample import find_cursor

HEAD = "scene: a\ntitle: A\n"


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ("passages:\n  one:\n    te|", ("passages", "one"), "te"),
        ("passages:\n  one:\n    choices:\n      - id: a\n        go|", ("passages", "one", "choices"), "go"),
        ("passages:\n  one:\n    choices:\n    - id: a\n      go|", ("passages", "one", "choices"), "go"),
        ("passages:\n  one:\n    choices:\n      - {id: a, |", ("passages", "one", "choices"), ""),
        ("passages:\n  one:\n    choices:\n      - {id: a, set: {|", ("passages", "one", "choices", "set"), ""),
        ("passages:\n  one:\n    choices:\n      - {id: a, set: {x: true}, go|", ("passages", "one", "choices"), "go"),
        ("passages:\n  one:\n    text: [broken\n    |", ("passages", "one"), ""),
        ("|", (), ""),
    ],
)
def test_a_key_is_known_by_the_keys_above_it(text: str, path: tuple[str, ...], word: str) -> None:
    context = find_context(*find_cursor(HEAD + text))
    assert (context.path, context.word, context.is_key) == (path, word, True)
    expected = {(): Scene, ("passages", "one"): Passage, ("passages", "one", "choices"): Choice}.get(path)
    assert expected is None or list_models(context.annotation) == [expected]


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ("passages:\n  one:\n    choices:\n      - {id: a, goto: en|", ("passages", "one", "choices", "goto"), "en"),
        (
            "passages:\n  one:\n    choices:\n      - id: a\n        if: rea|",
            ("passages", "one", "choices", "if"),
            "rea",
        ),
        ("dossiers: [a, b|", ("dossiers",), "b"),
        ('passages:\n  one:\n    text: "You {see: |', ("passages", "one", "text"), ""),
        ("reveal: |", ("reveal",), ""),
    ],
)
def test_a_value_is_known_by_its_key(text: str, path: tuple[str, ...], word: str) -> None:
    context = find_context(*find_cursor(HEAD + text))
    assert (context.path, context.word, context.is_key) == (path, word, False)
