"""Characters that the window's own fonts lack: one message for each text, which names the script."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.platform.font_files import read_drawn_characters
from party_card.rules import undrawn_character
from tests.rules.checking import check_files

SCENE = """scene: a
title: A
passages:
  one:
    text: {text}
    ending: {{id: done, title: {title}}}
"""


def list_messages(folder: Path, text: str, title: str = "Done") -> list[str]:
    found = check_files(folder, {"scenes/a.yaml": SCENE.format(text=text, title=title).encode()}, with_remarks=True)
    return [diagnostic.message for diagnostic in found if diagnostic.code == "undrawn-character"]


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("العمال", "Arabic"), ("חבר", "Hebrew"), ("革命", "Chinese"), ("ひらがな", "Japanese"), ("사람", "Korean"),
        ("हिन्दी", "Devanagari"), ("ქართული", "Georgian"), ("ไทย", "Thai"),
    ],
)  # fmt: skip
def test_a_word_of_another_script_is_reported_with_the_name_of_its_script(
    tmp_path: Path, word: str, named: str
) -> None:
    (message,) = list_messages(tmp_path, f"They read {word} aloud, and {word} again.")
    assert f"no font for {named}: it draws `{word}` only" in message


def test_an_emoji_is_reported_by_itself(tmp_path: Path) -> None:
    (message,) = list_messages(tmp_path, "A fox 🦊 sits.")
    assert "no font for `🦊`" in message


def test_each_text_gets_one_message(tmp_path: Path) -> None:
    assert len(list_messages(tmp_path, "שלום and 世界 and 🦊.", title="שלום")) == 2


@pytest.mark.parametrize("text", ["Jānis Piłsudski – Мартемьян Рютин, “Αθήνα” № 5 ½ → 3 × 4 €", "e\u0301 naïve\u00a0x"])
def test_what_the_window_draws_itself_is_not_reported(tmp_path: Path, text: str) -> None:
    assert list_messages(tmp_path, text) == []


def test_a_character_written_as_an_escape_is_found(tmp_path: Path) -> None:
    assert len(list_messages(tmp_path, '"A word: \\u05e9\\u05dc."')) == 1


def test_characters_that_are_not_looked_up_are_in_the_fonts() -> None:
    assumed = {chr(code) for code in range(0x20, 0x10000) if not undrawn_character._CANDIDATES.match(chr(code))}
    missing = {character for character in assumed - read_drawn_characters() if character.isprintable()}
    assert missing == {"\u2011"}, "a hyphen that does not break, drawn as one that does"
