"""Nearest names."""

from __future__ import annotations

import pytest

from party_card.diagnostics.suggest import nearest, suggest
from party_card.diagnostics.words import counted, listed, named

NAMES = ["reading", "envelope", "by-the-river", "zinoviev-kamenev", "read_it", "one", "two"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("raeding", "reading"),
        ("Reading", "reading"),
        ("envelop", "envelope"),
        ("by_the_river", "by-the-river"),
        ("By The River", "by-the-river"),
        ("kamenev-zinoviev", "zinoviev-kamenev"),
        ("the-river", "by-the-river"),
        ("read-it", "read_it"),
        ("tow", "two"),
        ("apparatus", None),
        ("x", None),
        ("", None),
        ("r" * 5000, None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    assert nearest(word, NAMES) == meant


def test_nearest_of_names_that_differ_only_in_case_is_the_first() -> None:
    assert nearest("one", ["ONE", "One"]) == "ONE"


def test_among_thousands_the_nearest_is_still_found() -> None:
    many = [f"passage-{number}" for number in range(5000)]
    assert nearest("pasage-2500", many) == "passage-2500"
    assert nearest("passage-250O", many) in {"passage-250", "passage-2500", "passage-2501", "passage-2502"}
    assert nearest("assage-4711", many) == "passage-4711"


def test_suggest_gives_the_replacement() -> None:
    (help_,) = suggest("raeding", NAMES)
    assert help_.message == "did you mean `reading`?"
    assert help_.replacement == "reading"


def test_suggest_lists_a_few_names_else_says_what_to_do() -> None:
    assert suggest("xyz", ["b", "a"])[0].message == "known here: `a` and `b`"
    assert suggest("xyz", NAMES, "add it")[0].message == "add it"
    assert suggest("xyz", [], "add it")[0].message == "add it"
    assert suggest("xyz", [])[0].message


def test_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "`a`"
    assert listed(["a", "b", "c"], "or") == "`a`, `b` or `c`"
    assert counted(1, "error") == "1 error"
    assert counted(2000, "error") == "2,000 errors"
    assert counted(2, "entry", "entries") == "2 entries"
    assert named("a\nb\tc") == "`a b c`"
    assert named("w" * 1000) == "`" + "w" * 57 + "...`"
