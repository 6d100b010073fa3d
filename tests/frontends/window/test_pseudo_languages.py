"""Every screen in the pseudo-languages: all words come from the catalogues, and longer ones have room."""

from __future__ import annotations

import pytest

from party_card.localization import use_language
from party_card.localization.languages import ACCENTED, MIRRORED
from party_card.storage.settings import Settings
from tests.random_examples import thin_out_pairs

from .open_screens import NAMES, open_screen
from .pseudo_language import find_foreign_texts
from .test_layout import check_boxes_do_not_overlap, check_nothing_is_cut, check_targets

SIZES = ((1280, 800), (800, 600), (640, 480))
TEXT_SIZES = (100, 150, 200)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_that_is_not_of_a_scene_comes_from_the_catalogues(name: str) -> None:
    with use_language(ACCENTED):
        assert find_foreign_texts(open_screen(name)) == []


@pytest.mark.release
@pytest.mark.parametrize(("name", "text"), thin_out_pairs(NAMES, TEXT_SIZES, every=12))
def test_longer_words_are_not_cut_and_do_not_overlap(name: str, text: int) -> None:
    check_layout(name, text, ACCENTED)


@pytest.mark.release
@pytest.mark.parametrize("name", NAMES)
def test_words_from_right_to_left_are_not_cut_and_do_not_overlap(name: str) -> None:
    check_layout(name, 100, MIRRORED)


def check_layout(name: str, text_size: int, language: str) -> None:
    with use_language(language):
        for size in SIZES:
            navigator = open_screen(name, size, Settings(text_size=text_size))
            check_nothing_is_cut(navigator, size)
            check_boxes_do_not_overlap(navigator, size)
            check_targets(navigator, size)
