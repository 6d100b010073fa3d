"""Extraction: messages with what a translator has to know, and what becomes of translations when a scene changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from party_card.content.texts import map_texts
from party_card.diagnostics.source import SourceFile
from party_card.translation.extract import extract_texts
from tests.translation.sample import example_scene, extract, load_example, translate_message

CHOICE = "passages/eight/choices/write-eleven/text"


def read_message(po: str, path: str) -> str:
    """Returns the lines of a message, with its comments."""
    return next(message for message in po.split("\n\n") if f'msgctxt "{path}"' in message)


def test_a_message_says_where_its_text_stands_and_what_it_cites() -> None:
    po = extract().content.decode()
    assert read_message(po, "passages/hill/record") == (
        "#. What really happened, beside the choice made in the passage “Hill”.\n"
        "#. [@rising]: On 27 March 1908 the Lenn rose from 6 feet at noon to 13 feet at\n"
        "#. ten in the evening.\n"
        "#: scenes/high-water.yaml:147\n"
        'msgctxt "passages/hill/record"\n'
        'msgid "The last figure in the book is that of ten o\'clock, 13 feet. [@rising]"\n'
        'msgstr ""'
    )
    assert "#. Told afterwards of the choice “Write 11” in the passage “Eight”.\n" in po
    assert '"Language: de\\n"' in po


def test_extracting_again_changes_nothing() -> None:
    po = translate_message(extract().content.decode(), CHOICE, "Elf schreiben")
    again = extract(po)
    assert again.content.decode() == po
    assert (again.kept_count, again.fuzzy_count, again.obsolete_count) == (1, 0, 0)


def test_the_translation_of_a_changed_text_is_fuzzy_beside_the_text_as_it_was() -> None:
    po = translate_message(extract().content.decode(), CHOICE, "Elf schreiben")
    scene = map_texts(example_scene(), "", lambda text: "Write 50 % of 11" if text.path == CHOICE else text.text)
    again = extract(po, scene)
    message = read_message(again.content.decode(), CHOICE)
    assert '#, fuzzy\n#| msgid "Write 11"\nmsgctxt' in message
    assert message.endswith('msgid "Write 50 % of 11"\nmsgstr "Elf schreiben"')
    assert (again.kept_count, again.fuzzy_count) == (0, 1)
    assert extract(again.content.decode(), scene).content == again.content, "also the next time"


def test_a_translation_follows_its_text_to_another_place() -> None:
    scene = example_scene()
    po = extract().content.decode().replace("passages/reply/text/1/text", "passages/reply/text/9/text")
    po = translate_message(po, "passages/reply/text/9/text", "Der Wärter")
    again = extract(po, scene)
    assert 'msgstr "Der Wärter"' in read_message(again.content.decode(), "passages/reply/text/1/text")
    assert (again.kept_count, again.fuzzy_count, again.obsolete_count) == (1, 0, 0)


def test_a_translation_whose_text_is_gone_is_kept_as_a_comment() -> None:
    older = extract().content.decode() + '\nmsgctxt "passages/attic/text"\nmsgid "Nobody comes."\nmsgstr "Niemand."\n'
    again = extract(older)
    assert again.obsolete_count == 1
    ending = '#~ msgctxt "passages/attic/text"\n#~ msgid "Nobody comes."\n#~ msgstr "Niemand."\n'
    assert again.content.decode().rstrip() == (extract().content.decode() + ending).rstrip()
    assert extract(again.content.decode()).content == again.content


def test_what_a_translator_wrote_beside_a_message_stays() -> None:
    po = translate_message(extract().content.decode(), CHOICE, "Elf schreiben")
    po = po.replace(
        "#. Choice in the passage “Eight”.\n", "# I am not sure of this one.\n#. Choice in the passage “Eight”.\n", 1
    )
    assert "# I am not sure of this one." in extract(po).content.decode()


@pytest.mark.oracle
def test_the_programs_of_gettext_take_the_file(tmp_path: Path) -> None:
    long = "passages/eight/text"
    po = translate_message(extract().content.decode(), long, "Regen rinnt. [@noon-to-six]")
    scene = map_texts(example_scene(), "", lambda text: f"{text.text}\n\nThen." if text.path == long else text.text)
    (tmp_path / "de.po").write_bytes(extract(po, scene).content)
    subprocess.run(["msgfmt", "--check-format", "--output-file=-", tmp_path / "de.po"], check=True, capture_output=True)


def test_a_broken_catalogue_is_not_extracted_over() -> None:
    older = SourceFile("high-water.po", 'msgid "High Water\nmsgstr ""\n')
    extraction, errors = extract_texts(load_example(), example_scene(), "de", older)
    assert extraction is None
    assert [error.code for error in errors] == ["translation-syntax"]
