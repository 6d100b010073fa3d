"""PDF files: paragraphs over lines, columns and pages, page numbers as printed, and sentences for what has no text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from party_card.evidence.source_text import UnreadableCopyError
from party_card.studio.source_formats.paragraphs import ReadFile
from party_card.studio.source_formats.pdf import read_pdf
from tests.studio.source_formats.office_files import make_pdf

INDENTED = [
    (62, 540, "The first paragraph begins here and it goes"),
    (50, 528, "on for a second line with a divi-"),
    (50, 516, "ded word, and ends."),
    (62, 504, "The second paragraph also begins indented"),
    (50, 492, "and goes on to the bottom of this page and"),
]
NEXT_PAGE = [
    (50, 540, "to the top of the next one, where it ends."),
    (62, 528, "The third paragraph is the last one of all,"),
    (50, 516, "and a short one."),
]


def read(*pages: list[tuple[int, int, str]], labels: str = "") -> ReadFile:
    return read_pdf(make_pdf(pages, labels))


def test_indented_lines_begin_paragraphs_and_a_paragraph_goes_over_pages() -> None:
    file = read(INDENTED, NEXT_PAGE)
    assert [(paragraph.page, paragraph.text) for paragraph in file.paragraphs] == [
        ("1", "The first paragraph begins here and it goes on for a second line with a divided word, and ends."),
        ("1-2", "The second paragraph also begins indented and goes on to the bottom of this page and to the top of the next "
         "one, where it ends."),
        ("2", "The third paragraph is the last one of all, and a short one."),
    ]  # fmt: skip
    assert file.pages == "counted"


def test_room_between_lines_begins_a_paragraph() -> None:
    file = read([(50, 540, "One line of it"), (50, 528, "and another."), (50, 500, "Then one more"), (50, 488, "too.")])
    assert [paragraph.text for paragraph in file.paragraphs] == ["One line of it and another.", "Then one more too."]


def test_numbers_at_the_foot_are_the_pages_and_running_heads_are_no_text() -> None:
    pages = [
        [(50, 580, "A History of the Strike"), (50, 540, f"The text of page {word}."), (200, 20, str(number))]
        for number, word in ((47, "one"), (48, "two"), (49, "three"))
    ]
    file = read(*pages)
    assert file.pages == "printed"
    assert [(paragraph.page, paragraph.text) for paragraph in file.paragraphs] == [
        ("47-49", "The text of page one. The text of page two. The text of page three."),
    ]


def test_the_labels_of_the_file_are_the_pages() -> None:
    file = read([(50, 540, "A preface.")], labels="/PageLabels << /Nums [0 << /S /r /St 5 >>] >>")
    assert (file.pages, file.paragraphs[0].page) == ("printed", "v")


def test_a_second_column_goes_on_with_the_first() -> None:
    left = [(50, 540 - 12 * row, f"left line {row} of the column") for row in range(4)]
    right = [(220, 540 - 12 * row, f"right line {row} of the column") for row in range(4)]
    assert len(read([*left, *right]).paragraphs) == 1


def encrypt(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


AES = f"/Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <{'00' * 48}> /U <{'00' * 48}> /OE <{'00' * 32}>"
AES += (
    f" /UE <{'00' * 32}> /Perms <{'00' * 16}> /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            make_pdf([INDENTED]).replace(b"/Root 1 0 R", f"/Root 1 0 R /ID [<00> <00>] /Encrypt << {AES} >>".encode()),
            "protected",
        ),
        (make_pdf([[]]), "holds pictures of pages and no text"),
        (encrypt(make_pdf([INDENTED])), "protected by a password"),
        (b"%PDF-1.4 and no more", "is damaged"),
        (make_pdf([INDENTED])[:300], "is damaged"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableCopyError, match=message):
        read_pdf(data)


@given(st.binary(min_size=1, max_size=40), st.integers(0, 1500))
@settings(max_examples=40, deadline=None)
@pytest.mark.filterwarnings("ignore")
def test_a_damaged_file_gets_a_sentence_or_is_read(noise: bytes, place: int) -> None:
    data = make_pdf([INDENTED, NEXT_PAGE])
    place = min(place, len(data))
    try:
        read_pdf(data[:place] + noise + data[place + len(noise) :])
    except UnreadableCopyError as error:
        assert str(error).endswith(".")
