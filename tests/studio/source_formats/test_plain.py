"""Plain texts and web pages: the letters come right, and paragraphs are those of `party-card sources`."""

from __future__ import annotations

import pytest

from party_card.evidence.source_text import UnreadableCopyError
from party_card.studio.source_copies import number_paragraphs
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


@pytest.mark.parametrize("sign", [".", ")", ""])
def test_lines_with_numbers_of_their_own_are_paragraphs_with_these_numbers(sign: str) -> None:
    lines = [
        "Minutes of the yard",
        "",
        "11 X The men came",
        "at six.",
        "12 X On",
        "3 May they left.",
        "13 X Nobody spoke.",
    ]
    text = "\n".join(lines).replace(" X", sign)
    paragraphs = number_paragraphs(read_plain_text(text.encode()), None)
    assert [(paragraph.number, paragraph.text) for paragraph in paragraphs] == [
        (None, "Minutes of the yard"),
        (11, "The men came at six."),
        (12, "On 3 May they left."),
        (13, "Nobody spoke."),
    ]


def test_numbers_that_are_no_chain_or_may_be_notes_are_text() -> None:
    by_chance = "It was cold.\n\n3 May was warm.\n\n7 June was hot.\n"
    notes = "One.\n\nTwo.\n\nThree.\n\nFour.\n\n1 Ibid.\n\n2 There.\n\n3 Not there.\n"
    for text in (by_chance, notes):
        paragraphs = number_paragraphs(read_plain_text(text.encode()), None)
        assert [paragraph.number for paragraph in paragraphs] == list(range(1, len(paragraphs) + 1))


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
