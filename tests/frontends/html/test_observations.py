"""Which pages are compared of scenes with very many combinations of texts."""

from __future__ import annotations

from itertools import product

from party_card.frontends.html.verify.observations import PageSelection


def test_every_combination_is_compared_once_up_to_the_limit() -> None:
    pages = PageSelection(100)
    combinations = list(product((False, True), repeat=4))
    assert [pages.add(combination, ()) for combination in combinations * 2] == [True] * 16 + [False] * 16


def test_a_difference_of_the_page_alone_is_compared_too() -> None:
    pages = PageSelection(100)
    assert [pages.add((True,), "engine"), pages.add((True,), "page")] == [True, True]


def test_beyond_the_limit_each_text_is_compared_shown_and_missing() -> None:
    pages = PageSelection(10)
    compared = [combination for combination in product((False, True), repeat=12) if pages.add(combination, ())]
    assert len(compared) < 30
    assert all({combination[place] for combination in compared} == {False, True} for place in range(12))
