"""Catalogues, whole and broken: what is in them, and a message instead of a traceback whatever that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.file_text import decode_file
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.translation.catalogue import parse_catalogue, read_catalogue
from party_card.translation.check import FINDINGS
from party_card.translation.messages import Catalogue, Message, Translation
from party_card.translation.scene_texts import list_texts
from tests.translation.sample import example_scene, load_example

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
MESSAGE = 'msgctxt "title"\nmsgid "High Water"\nmsgstr "Hoch"\n"wasser"\n'
TEXTS = {text.path: text for text in list_texts(load_example(), example_scene())}


def parse(text: str) -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    return parse_catalogue(SourceFile("de.po", text))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_any_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path, ending: str, mark: str) -> None:
    path = tmp_path / "de.po"
    path.write_bytes((mark + (HEADER + MESSAGE).replace("\n", ending)).encode())
    catalogue, errors = read_catalogue(path, "de.po")
    assert errors == ()
    assert catalogue is not None
    assert catalogue.messages == (Message("title", "High Water", "Hochwasser", False, 6),)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "High Water\nmsgstr ""\n', 1, "this line is none of a gettext catalogue"),
        ('msgctxt "title"\nmsgid "a" "b"\nmsgstr ""\n', 2, "this line is none of a gettext catalogue"),
        ("scene: high-water\n", 1, "this line is none of a gettext catalogue"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2, "here a `msgstr` should stand, and no `msgid`"),
        ('msgstr "c"\n' + MESSAGE, 1, "here a `msgid` should stand, and no `msgstr`"),
        (MESSAGE + 'msgstr "c"\n', 5, "here a `msgid` should stand, and no `msgstr`"),
        ('"c"\n' + MESSAGE, 1, "here a `msgid` should stand before the text"),
        ('msgctxt "title"\nmsgid "High Water"\n', 2, "here the file ends, and a `msgstr` should follow"),
        (HEADER.replace("UTF-8", "iso-8859-1") + MESSAGE, 3, "this file says that it is written in iso-8859-1, not in UTF-8"),
        ('msgctxt "title"\nmsgid "High Water"\nmsgstr "\x1b[31mHoch"\n', 2, "this translation has an invisible control character"),
        ("#-#-#-#-# conflict\n" + MESSAGE, 1, "this file is no gettext catalogue: cannot parse po file with conflicts"),
    ],
)  # fmt: skip
def test_a_broken_catalogue_is_said_to_be_one_at_its_line(text: str, line: int, message: str) -> None:
    _, (error, *_) = parse(text)
    assert (error.code, error.primary.span.line, error.message) == ("translation-syntax", line, message)


LINES = st.sampled_from(
    ['msgid ""', 'msgstr ""', '"Plural-Forms: nplurals=x; plural=(\\n"', '"POT-Creation-Date: y\\n"', '"PO-Revision-Date: 2\\n"',
     '"Content-Type: text/plain; charset\\n"', '"Content-Type: ;;=\\n"', '"Language: \\n"', '"MIME-Version"', '"\\x\\"', '": \\n"', '"\\\\"',
     'msgctxt "title"', 'msgctxt ""', 'msgid "High Water"', 'msgstr "Hoch"', 'msgid_plural "x"', 'msgstr[0] "a"', 'msgstr[7] "a"',
     "#, fuzzy", "#,", "#: \u2068a", "#: a:b a:1", '#~ msgid "x"', "#~ msgstr", "#~ nonsense", "#~", "#-", "#| msgid", "#", "", " ",
     'msgstr "[@rule-four] “11”"']
)  # fmt: skip
PIECES = st.sampled_from(['"', "\\", "\n", "msgid ", "#", "\x00", "\u2028", "é", HEADER, MESSAGE, "charset=x"])
CONTENTS = st.one_of(
    st.lists(LINES, max_size=12).map("\n".join),
    st.lists(LINES, max_size=12).map(lambda lines: HEADER + "\n".join(lines)),
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=12).map("".join),
)


@given(CONTENTS)
def test_whatever_is_in_a_file_gives_a_catalogue_or_messages(text: str) -> None:
    file, errors = decode_file(text.encode("utf-8", "surrogatepass"), "de.po")
    if file is None:
        assert errors
        return
    catalogue, diagnostics = parse_catalogue(file)
    assert (catalogue is None) <= bool(diagnostics)
    if catalogue is not None:
        translation = Translation(catalogue, TEXTS)
        found = [item for finding in FINDINGS if finding.check is not None for item in finding.check(translation)]
        assert all(0 < item.primary.span.line <= max(len(file.lines), 1) for item in found)


@given(st.binary(max_size=60))
def test_whatever_bytes_a_file_has_nothing_is_raised(data: bytes) -> None:
    file, _ = decode_file(HEADER.encode() + data, "de.po")
    if file is not None:
        parse_catalogue(file)


@pytest.mark.parametrize(
    "rule", ['"Plural-Forms: nplurals=99999999; plural=0;\\n"', '"Plural-Forms: nplu"\n"rals=99999999;\\n"']
)
def test_a_header_with_more_plural_forms_than_any_language_has_is_none(rule: str) -> None:
    text = f'msgid ""\nmsgstr ""\n{rule}\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
    catalogue, (error,) = parse_catalogue(SourceFile("de.po", text))
    assert catalogue is None
    assert error.message == "`nplurals` is at most 6"
    assert error.primary.span.line == 2
