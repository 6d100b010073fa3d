"""Names are made of words, and the words are found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.pack import read_pack
from party_card.content.words_of_names import MAX_NAME_CHARACTERS, find_words, make_name, name_passages


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Say that it was mice", "say-that-it-was-mice"),
        ("The clerk asked for the letter on 3 May 1908.", "the-clerk-asked-for-the-letter"),
        ("He gave the last of it to the keeper of the bridge", "he-gave-the-last-of-it"),
        ("Don’t open *Peter's* letter [@sent]", "dont-open-peters-letter"),
        ("Не ночь", "ne-noch"),
        ("Unbelievably-long-word" * 3, "unbelievably-long"),
        ("…", ""),
    ],
)
def test_a_name_keeps_the_small_words_and_never_ends_in_the_middle_of_a_phrase(text: str, name: str) -> None:
    assert make_name(text) == name
    assert len(name) <= MAX_NAME_CHARACTERS


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("say-that-it-was-mice", "Say that it was mice, and laugh", "Say that it was mice"),
        ("dont-open-peters-letter", "Don't open Peter's letter!", "Don’t open Peter’s letter"),
        ("wait-2", "Wait", "Wait 2"),
        ("room-101", "Room 101 is dark", "Room 101"),
        ("you_kept_it", "You kept it", "You kept it"),
        ("old-name", "Something else", "Old name"),
        ("the-clerk-asked", "The clerks asked", "The clerk asked"),
        ("wait", "", "Wait"),
    ],
)
def test_words_are_shown_as_they_were_written_as_long_as_they_stand_there(name: str, text: str, words: str) -> None:
    assert find_words(name, [text]) == words


def test_a_passage_is_called_by_the_words_of_the_choice_that_leads_to_it(tmp_path: Path) -> None:
    scene = """\
scene: a
title: A
passages:
  start:
    text: You wait.
    choices:
      - {id: one, text: "Ask Anna's mother", goto: ask-annas-mother}
      - {id: two, text: Sleep, goto: the-end}
  ask-annas-mother: {text: She nods., choices: [{id: three, text: Go on}]}
  the-end:
    text: It is over.
    ending: {id: over, title: Over}
"""
    (tmp_path / "a.yaml").write_text(scene, encoding="utf-8")
    pack, _ = read_pack(tmp_path)
    assert list(name_passages(next(iter(pack.scenes.values()))).values()) == ["Start", "Ask Anna’s mother", "The end"]
