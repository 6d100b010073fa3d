"""Plain texts and web pages: the letters come right, and paragraphs are those of `party-card sources`."""

from __future__ import annotations

import pytest

from party_card.evidence.source_text import UnreadableCopyError
from party_card.studio.source_formats.plain import read_plain_text
from party_card.studio.source_formats.web import read_web_page

CYRILLIC = "В августе один слесарь пришёл на завод и увидел листовку."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café “quoted”".encode(), "Café “quoted”"),
        ("Café “quoted” – naïve".encode("cp1252"), "Café “quoted” – naïve"),
        (CYRILLIC.encode("cp1251"), CYRILLIC),
        (CYRILLIC.encode("utf-16"), CYRILLIC),
        (b"\xef\xbb\xbfplain", "plain"),
    ],
)
def test_letters_of_older_programs_come_right(data: bytes, text: str) -> None:
    assert [paragraph.text for paragraph in read_plain_text(data).paragraphs] == [text]


def test_headings_stand_above_their_paragraphs() -> None:
    file = read_plain_text(b"THE GAUGE BOOK\n\nOne\nline.\n\nTwo.\n\nLETTERS\n\nThree.\n")
    assert [paragraph.text for paragraph in file.paragraphs] == [
        "THE GAUGE BOOK",
        "One line.",
        "Two.",
        "LETTERS",
        "Three.",
    ]


@pytest.mark.parametrize("data", [b"a\0b", b"", b" \n", b"\x81\x8d\x8f", b"{\\rtf1 a}", b"\x1f\x8b\x08"])
def test_what_is_no_text_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableCopyError) as error:
        read_plain_text(data)
    assert str(error.value)[0].isupper()
    assert str(error.value).endswith(".")


def test_a_web_page_is_read_without_its_scripts() -> None:
    page = (
        b"<!doctype html><title> A page </title><style>p{}</style><body><nav>Home</nav><h1>A&amp;B</h1>"
        b"<p>One <b>two</b>\nthree.<script>alert('x')</script><ul><li>four<li>five</ul><p>six<br>seven"
    )
    file = read_web_page(page)
    assert file.title == "A page"
    assert [paragraph.text for paragraph in file.paragraphs] == [
        "A&B",
        "One two three.",
        "four",
        "five",
        "six",
        "seven",
    ]


def test_an_empty_web_page_gets_a_sentence() -> None:
    with pytest.raises(UnreadableCopyError, match="There is no text in this page"):
        read_web_page(b"<script>1</script>")
