"""Nearest names."""

from __future__ import annotations

import pytest

from party_card.diagnostics.suggest import find_closest, suggest_names
from party_card.diagnostics.words import backquote, format_count, list_names

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
    assert find_closest(word, NAMES) == meant


def test_nearest_of_names_that_differ_only_in_case_is_the_first() -> None:
    assert find_closest("one", ["ONE", "One"]) == "ONE"


def test_among_thousands_the_nearest_is_still_found() -> None:
    names = [f"passage-{number}" for number in range(5000)]
    assert find_closest("pasage-2500", names) == "passage-2500"
    assert find_closest("passage-250O", names) in {"passage-250", "passage-2500", "passage-2501", "passage-2502"}
    assert find_closest("assage-4711", names) == "passage-4711"


def test_suggest_gives_the_replacement() -> None:
    (help_,) = suggest_names("raeding", NAMES)
    assert help_.message == "did you mean `reading`?"
    assert help_.replacement == "reading"


def test_suggest_lists_a_few_names_else_says_what_to_do() -> None:
    assert suggest_names("xyz", ["b", "a"])[0].message == "known here: `a` and `b`"
    assert suggest_names("xyz", NAMES, "add it")[0].message == "add it"
    assert suggest_names("xyz", [], "add it")[0].message == "add it"
    assert suggest_names("xyz", [])[0].message


def test_words() -> None:
    assert list_names([]) == ""
    assert list_names(["a"]) == "`a`"
    assert list_names(["a", "b", "c"], "or") == "`a`, `b` or `c`"
    assert format_count(1, "error") == "1 error"
    assert format_count(2000, "error") == "2,000 errors"
    assert backquote("a\nb\tc") == "`a b c`"
    assert backquote("w" * 1000) == "`" + "w" * 57 + "...`"
