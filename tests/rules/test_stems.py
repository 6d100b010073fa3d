"""Tests that looking for stems before patterns leaves out no text with one of the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.rules import content_note_wanted, unsafe_wording

WORDS = (
    *("suicide", "took", "her", "own", "life", "lives", "killed", "himselves", "themselves", "starving", "famine", "executed"),
    *("murdered", "death", "penalty", "corpses", "shot", "dead", "tortured", "raped", "rapist", "sexual", "abuse", "molesting"),
    *("committed", "wave", "of", "slit", "wrists", "overdosed", "because", "note", "living", "skeletons", "skin", "and", "bones"),
    *("swollen", "bellies", "rotting", "bodies", "cannibals", "ate", "children", "hanged", "himself", "failed", "attempt"),
)  # fmt: skip
BLANKS = (" ", "  ", "\n", "\t", "\u00a0", "-", "")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draws a text of such words, with capitals and with letters that patterns take for `s`, `i` and `k`."""
    text = "".join(draw(st.sampled_from(WORDS)) + draw(st.sampled_from(BLANKS)) for _ in range(draw(st.integers(1, 6))))
    for letter, odd_letter in (("s", "\u017f"), ("i", "\u0131"), ("k", "\u212a"), ("s", "S"), ("o", "O")):
        if draw(st.integers(0, 4)) == 0:
            text = text.replace(letter, odd_letter)
    return text


@given(texts())
def test_what_patterns_find_is_found(text: str) -> None:
    matches = {subject: pattern.search(text) for subject, pattern, _, _ in content_note_wanted._PATTERNS}
    expected_words = {subject: match[0] for subject, match in matches.items() if match is not None}
    assert content_note_wanted._find_words(text) == expected_words
    expected_wordings = [match[0] for pattern, _, _ in unsafe_wording._PATTERNS for match in pattern.finditer(text)]
    assert [words for words, _, _ in unsafe_wording._find_wordings(text)] == expected_wordings


@pytest.mark.parametrize("text", ["famıne", "She took her own\u00a0\n life.", "\u017fuicide", "KILLED HIM\u017fELF"])
def test_odd_letters_and_blanks_hide_no_word(text: str) -> None:
    assert content_note_wanted._find_words(text)
