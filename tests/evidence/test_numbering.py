"""Which numbers of a text are its notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.evidence.numbering import strip_note_numbers
from tests.evidence.invented import BOOK


def notes(text: str, known_numbers: range | None = None) -> list[int]:
    return [number for _, number in strip_note_numbers(text, known_numbers).notes]


def test_notes_are_taken_out_and_every_other_number_stays() -> None:
    text_without_numbers = strip_note_numbers(BOOK)
    assert [number for _, number in text_without_numbers.notes] == list(range(21, 30))
    for numbers in ("8:05", "3,400", "1932.”", "25 candles", "1,026,400", "27 days", "4.28 marks", "Then came 1933.\n"):
        assert numbers in text_without_numbers.text


@pytest.mark.parametrize(
    "text",
    [
        "One.7 Two.8 Three.9",
        "One.⁷ Two.⁸ Three.⁹",
        "One.[7] Two.[8] Three.[9]",
        "One.[^7] Two.[^8] Three.[^9]",
        "One. 7 Two. 8 Three. 9 Four. 10 Five. 11",
        "“One.”7 (Two.)8 three;9 four’10—and five!11",
        "In 1921.7 In 1932.8 On 3.4 million.9 In all.10 At last.11",
        "One.7 It cost 4.8 marks. Two.8 Then 3,9 and Three.9",
    ],
)
def test_notes_are_found_however_they_are_printed(text: str) -> None:
    unnumbered = notes(text)
    assert unnumbered == list(range(7, 7 + len(unnumbered))) and len(unnumbered) >= 3


def test_a_number_in_line_with_the_notes_is_still_a_number() -> None:
    text = "There were 3,302 branches.300 Each had 301 members.301 They met 302 times.302 They paid 1.303 marks.303"
    assert strip_note_numbers(text).text == (
        "There were 3,302 branches. Each had 301 members. They met 302 times. They paid 1.303 marks."
    )


def test_a_text_without_notes_loses_nothing() -> None:
    text = "In 1932. 300 people came, 301 left. 47,000 tons; 1.73 million; at 2:30, no. 5, U5 and B52."
    assert strip_note_numbers(text).text == text


def test_notes_of_other_chapters_form_chains_of_their_own() -> None:
    text = " ".join(f"Word.{n}" for n in range(1, 9)) + "\n" + " ".join(f"Word.{n}" for n in range(1, 6))
    assert notes(text) == [*range(1, 9), *range(1, 6)]
    assert notes(text, range(6, 9)) == [6, 7, 8]


def test_a_note_lost_by_the_copy_breaks_nothing() -> None:
    assert notes("A.1 B.2 C.3 D.4 F.6 G.7 H.8") == [1, 2, 3, 4, 6, 7, 8]


def test_where_the_numbering_is_known_one_note_is_enough() -> None:
    assert notes("Only one paragraph was copied.287 It ends here.", range(276, 408)) == [287]
    assert notes("Only one paragraph was copied.287 It ends here.") == []


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "lamp",
            "1932",
            "went",
            "47,000",
            "out",
            "on",
            "12",
            "a",
            "5.06",
            "cold;",
            "(night)",
            "box,",
            "301",
            "300",
        ]
    ),
    min_size=1,
)


@given(st.lists(WORDS, min_size=3, max_size=30), st.integers(1, 900))
def test_numbered_sentences_give_their_words_back(sentences: list[list[str]], first_number: int) -> None:
    plain_sentences = [" ".join(words) + " end." for words in sentences]
    numbered = [f"{sentence}{number}" for number, sentence in enumerate(plain_sentences, first_number)]
    unnumbered = strip_note_numbers(" ".join(numbered))
    assert unnumbered.text == " ".join(plain_sentences)
    assert [number for _, number in unnumbered.notes] == list(range(first_number, first_number + len(plain_sentences)))


@given(st.text(alphabet="a1[]^² .,7”\n"), st.none() | st.just(range(1, 800)))
def test_any_text_keeps_its_letters(text: str, known_numbers: range | None) -> None:
    unnumbered = strip_note_numbers(text, known_numbers)
    assert "".join(filter(str.isalpha, unnumbered.text)) == "".join(filter(str.isalpha, text))
    assert all(0 <= at <= len(unnumbered.text) for at, _ in unnumbered.notes)
