"""Word and OpenDocument files: all the text that the teacher sees, and nothing that was struck out."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from party_card.evidence.source_text import UnreadableCopyError
from party_card.studio.source_formats import word
from party_card.studio.source_formats.word import read_word
from tests.studio.source_formats.office_files import make_docx, make_paragraphs, make_zip


def read_texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_word(data).paragraphs]


def test_insertions_and_links_are_read_and_deletions_are_not() -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    body = (
        f"<w:p>{run.format('Third ')}<w:ins>{run.format('inserted ')}</w:ins><w:del><w:r><w:delText>deleted </w:delText></w:r>"
        f"</w:del><w:moveFrom>{run.format('moved ')}</w:moveFrom><w:hyperlink>{run.format('linked')}</w:hyperlink>"
        f"<w:r><w:br/></w:r>{run.format('end.')}</w:p>"
    )
    assert read_texts(make_docx(body)) == ["Third inserted linked end."]


def test_tables_and_text_boxes_are_read_once() -> None:
    box = f"<w:p><w:r><w:txbxContent>{make_paragraphs('In a box.')}</w:txbxContent></w:r><w:r><w:t>Around it.</w:t></w:r></w:p>"
    fallback = box.replace("<w:r><w:txbx", "<w:Fallback><w:txbx").replace("Content></w:r>", "Content></w:Fallback>")
    cells = f"<w:tbl><w:tr><w:tc>{make_paragraphs('One')}</w:tc><w:tc>{make_paragraphs('Two')}</w:tc></w:tr></w:tbl>"
    assert read_texts(make_docx(box + cells)) == ["In a box.", "Around it.", "One", "Two"]
    assert read_texts(make_docx(fallback)) == ["Around it."]


def test_footnotes_have_their_numbers_and_places() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = f"<w:p><w:r><w:t>It rained.</w:t></w:r>{mark}<w:r><w:t> It stopped.</w:t></w:r>{mark}</w:p>"
    (paragraph,) = read_word(make_docx(body)).paragraphs
    assert (paragraph.text, paragraph.notes) == ("It rained. It stopped.", [(10, 1), (22, 2)])


def test_an_open_document_text_is_read() -> None:
    text = (
        '<o:document xmlns:o="o" xmlns:t="t"><o:body><t:tracked-changes><t:p>Gone.</t:p></t:tracked-changes>'
        "<t:h>Heading</t:h><t:p>One<t:s/>two<t:note><t:p>The note.</t:p></t:note>.</t:p></o:body></o:document>"
    )
    file = read_word(make_zip({"content.xml": text}))
    assert [(paragraph.text, paragraph.notes) for paragraph in file.paragraphs] == [
        ("Heading", []),
        ("One two.", [(7, 1)]),
    ]


def lock(data: bytes) -> bytes:
    """Marks the entry of an archive as one with a password."""
    place, directory = data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8
    locked = bytearray(data)
    locked[place] |= 1
    locked[directory] |= 1
    return bytes(locked)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 and no more", "is damaged"),
        (make_zip({"a.txt": "x"}), "neither a Word file"),
        (make_docx("<w:p>"), "is damaged"),
        (make_docx("", '<!DOCTYPE a [<!ENTITY b "c">]>'), "is damaged"),
        (make_docx(make_paragraphs("a"))[:-60], "is damaged"),
        (lock(make_docx(make_paragraphs("a"))), "has a password"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableCopyError, match=message):
        read_word(data)


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = make_docx(make_paragraphs("a" * 2_000_000))
    assert len(bomb) < 10_000
    assert len(read_texts(bomb)[0]) == 2_000_000
    monkeypatch.setattr(word, "MAX_UNPACKED_BYTES", 1_000_000)
    with pytest.raises(UnreadableCopyError, match="larger than a book"):
        read_word(bomb)


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1), max_size=5)
)
@settings(max_examples=30)
def test_every_text_comes_back(texts: list[str]) -> None:
    assert read_texts(make_docx(make_paragraphs(*texts))) == texts


@given(st.binary(max_size=60), st.integers(0, 400))
@example(b"\x01", 264)  # zipfile raises ValueError
@settings(max_examples=60)
def test_a_damaged_file_gets_a_sentence_or_is_read(noise: bytes, place: int) -> None:
    data = make_docx(make_paragraphs("One.", "Two."))
    place = min(place, len(data))
    try:
        read_word(data[:place] + noise + data[place + len(noise) :])
    except UnreadableCopyError as error:
        assert str(error).endswith(".")
