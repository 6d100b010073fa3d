"""Files of sources are read in a process of its own: whatever it does, the studio gets a sentence."""

from __future__ import annotations

import asyncio

import pytest

from party_card.studio.errors import StudioError
from party_card.studio.source_files import read_source_file
from party_card.studio.source_reader import MAX_SOURCE_BYTES
from tests.studio.source_formats.office_files import make_docx, make_paragraphs, make_pdf


def read(name: str, data: bytes, timeout_s: float = 60.0) -> list[tuple[str, str]]:
    file = asyncio.run(read_source_file(name, data, timeout_s))
    return [(paragraph.page, paragraph.text) for paragraph in file.paragraphs]


@pytest.mark.parametrize(
    ("name", "data", "paragraphs"),
    [
        ("a.pdf", make_pdf([[(50, 540, "One line.")]]), [("1", "One line.")]),
        ("a.docx", make_docx(make_paragraphs("One.", "Two.")), [("", "One."), ("", "Two.")]),
    ],
)
def test_what_the_process_reads_arrives(name: str, data: bytes, paragraphs: list[tuple[str, str]]) -> None:
    assert read(name, data) == paragraphs


def test_a_process_that_takes_too_long_is_ended() -> None:
    with pytest.raises(StudioError, match="needs more memory or time"):
        read("a.txt", b"One.", timeout_s=0.0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0 old", "Word file of the old kind, or one with a password"),
        (b" " * (MAX_SOURCE_BYTES + 1), "more than 32 MB"),
        (b"\n\n1\n", "There is no text in this file"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(StudioError, match=message):
        read("a.doc", data)


def test_what_the_reader_of_a_format_does_not_expect_gets_a_sentence() -> None:
    with pytest.raises(
        StudioError, match=r"This file cannot be read\."
    ):  # Python's parser of HTML raises AssertionError
        read("a.html", b"<![no such section[ x ]]>")
