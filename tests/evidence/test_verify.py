"""A reader's copy against an index and the facts that cite it."""

from __future__ import annotations

import re
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.models import Document, Dossier, DossierId, FactId
from party_card.evidence.find import MAX_STARTS
from party_card.evidence.numbering import strip_note_numbers
from party_card.evidence.source_text import MAX_COPY_BYTES, UnreadableCopyError, decode_copy, read_copy_file
from party_card.evidence.verify import Verification, verify_copy
from party_card.evidence.wording import is_quoted_verbatim
from tests.evidence.invented import BOOK, cite, dossier, index_of, read
from tests.random_examples import random_examples

INDEX = index_of(BOOK)
BARE = strip_note_numbers(BOOK).text
FACTS = dossier(
    counted=("We counted them once", cite(2, 23)),
    coast=("I have seen the coast . . . and I would go again.", cite(6, 29)),
)


def codes(result: Verification) -> list[str]:
    return [diagnostic.code for diagnostic in result.diagnostics]


def list_messages(result: Verification) -> list[str]:
    return [diagnostic.message for diagnostic in result.diagnostics]


def test_the_text_itself_agrees_in_everything() -> None:
    result = verify_copy(BOOK, INDEX, [FACTS])
    assert result.diagnostics == ()
    assert result.summary == (
        "line: 6 of 6 paragraphs read as indexed, 2 of 2 quotations verbatim,"
        " 9 of 9 note numbers stand where the index says."
    )


def page(text: str, width: int = 40) -> str:
    """Lines as on a page, with divided words, and blank lines between paragraphs."""
    lines = ["\n".join(textwrap.wrap(line, width)) for line in text.split("\n")]
    return re.sub(r"(\w{3})(\w{4})\n", r"\1-\n\2\n", "\n\n".join(lines))


@pytest.mark.parametrize(
    "copy",
    [
        page(BOOK),
        page(BARE),
        page(BOOK, 25).replace("\n\n", "\n\n  12\n\n"),
        BOOK.replace("\n", "\r\n"),
        BOOK.replace("\n", "\n\n"),
        BOOK.replace("\n", " "),
        "A preface that nobody asked for.\n" * 5 + BOOK + "\n\nNOTES\n21. See the register.\n22. Ibid.\n23. Ibid.\n",
        BOOK.replace("“", '"').replace("”", '"').replace("—", " -- ").replace(". . .", "…"),
        BOOK.replace("flour", "ﬂour").replace("lamp", "la\u00admp").replace(" a ", "\u00a0a\u2009"),
        re.sub(r"(?<!4)([.”)])(2\d)(?=\s)", r"\1[\2]", BOOK),
        BOOK.replace("THE SIGNAL BOX", "The Signal Box").replace("\n", "\n\n"),
        BOOK.upper(),
    ],
    ids=[
        "page",
        "bare",
        "numbered-pages",
        "crlf",
        "blank-lines",
        "one-line",
        "preface",
        "straight",
        "ligatures",
        "brackets",
        "headings",
        "capitals",
    ],
)
def test_a_copy_may_be_set_in_another_way(copy: str) -> None:
    result = verify_copy(copy, INDEX, [])
    assert (result.paragraphs_found, codes(result)) == (6, [])


def test_a_copy_without_note_numbers_is_a_good_copy() -> None:
    result = verify_copy(BARE, INDEX, [FACTS])
    assert result.diagnostics == ()
    assert result.summary.endswith("the copy shows no note numbers.")


def test_a_paragraph_that_is_not_there_is_missing_and_its_quotations_are_not_judged() -> None:
    lines = BOOK.split("\n")
    result = verify_copy("\n".join(line for line in lines if "stove" not in line), INDEX, [FACTS])
    assert list_messages(result) == [
        "the quotation of `counted` was not looked up: paragraph 2 could not be found in this copy",
        "paragraph 2 is not in this copy",
    ]
    assert result.quotes_found == 1


def test_a_paragraph_that_reads_otherwise_differs_and_its_quotations_are_still_looked_up() -> None:
    result = verify_copy(BOOK.replace("a lamp, and", "a very old lamp, and"), INDEX, [FACTS])
    assert list_messages(result) == [
        "paragraph 2 does not read as indexed: where it should stand this copy has 23 words, the index 21"
    ]
    assert result.quotes_found == 2
    result = verify_copy(BOOK.replace("4.28 marks", "42.8 marks"), INDEX, [FACTS])
    assert list_messages(result) == [
        "paragraph 5 does not read as indexed: it has as many words (26), but not the same"
    ]


def test_another_book_is_one_problem_not_many() -> None:
    result = verify_copy("It was a dark and stormy night.\n" * 50, INDEX, [FACTS])
    assert codes(result) == ["copy-unlike"]
    assert list_messages(result) == ["none of the 6 paragraphs of `line` stands in this copy"]


def test_notes_that_the_copy_numbers_otherwise_are_told() -> None:
    shifted_text = BOOK.replace("twice.22", "twice.").replace("“We counted", "“We counted.22 We counted", 1)
    result = verify_copy(shifted_text.replace("We counted.22 We counted", "We22 counted"), INDEX, [])
    assert codes(result) == ["notes-differ", "notes-differ"]
    assert list_messages(result) == [
        "paragraph 1 has the notes 21, 22 in the index, but 21 in this copy",
        "paragraph 2 has the notes 23, 24 in the index, but 22, 23, 24 in this copy",
    ]


# --------------------------------------------------------------------------------------------------- quotations


def helps(quote: str, part: int | tuple[int, ...]) -> list[str]:
    result = verify_copy(BOOK, INDEX, [dossier(one=(quote, cite(part)))])
    assert codes(result) in ([], ["quote-not-verbatim"])
    return [help_.message for diagnostic in result.diagnostics for help_ in diagnostic.helps]


def test_a_quotation_that_is_not_verbatim_says_how_far_it_agrees_or_where_it_stands() -> None:
    assert helps("We counted them twice", 2) == ["it agrees up to “We counted them”; look at what follows"]
    assert helps("We counted them once", 6) == ["it stands in paragraph 2"]
    assert helps("A red sun rose", 6) == ["copy it once more from the source; `[…]` stands for words left out"]
    assert helps("“we counted them once”", 2) == ["copy it once more from the source; `[…]` stands for words left out"]


def test_a_quotation_that_is_not_verbatim_is_an_error_that_names_its_fact() -> None:
    result = verify_copy(BOOK, INDEX, [dossier(one=("We counted twice", cite((1, 2))))])
    assert list_messages(result) == ["the quotation of `one` does not stand word for word in paragraphs 1, 2"]
    assert result.diagnostics[0].severity == "error"


def test_a_quotation_may_run_from_one_paragraph_cited_into_the_next() -> None:
    assert helps("and 25 candles. At the signal box", (2, 3)) == []


def test_a_quotation_points_at_itself_in_its_file() -> None:
    text = textwrap.dedent("""\
        dossier: demo
        facts:
          counted:
            text: They were counted.
            grade: documented
            quote: [We counted them once, We counted them thrice]
            cite: {source: line, p: 2}
        """)
    (problem,) = verify_copy(BOOK, INDEX, [read(Dossier, text)]).diagnostics
    span = problem.primary.span
    assert (span.line, text.split("\n")[5][span.column - 1 : span.end - 1]) == (6, "We counted them thrice")


def test_a_fact_of_another_source_is_not_looked_up_here() -> None:
    other_source = dossier(one=("never said", cite(2, source="another")))
    assert verify_copy(BOOK, INDEX, [other_source]).quotes == 0


@pytest.mark.parametrize(
    ("quote", "text", "verbatim"),
    [
        ('said "no"', "She said “no” twice", True),
        ("it's", "and it’s late", True),
        ("one—two", "one – two", True),
        ("wait... here", "wait . . . here", True),
        ("the lamp [...] went out", "the lamp at the box went out", True),
        ("went out […] the lamp", "the lamp went out", False),
        ("he", "the lamp", False),
        ("The lamp", "the lamp", False),
        ("the lamp", "the la-\nmp", True),
        ("well-kept", "a well-\nkept hut", True),
        ("lamp", "", False),
        ("“ ”", "lamp", False),
    ],
)
def test_only_the_setting_of_the_type_does_not_count(quote: str, text: str, verbatim: bool) -> None:
    assert is_quoted_verbatim(quote, text) is verbatim


# ---------------------------------------------------------------------------------------------- invented prose

WORD = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F), min_size=1, max_size=8)
NUMBER = st.sampled_from(["1932", "47,000", "3.7", "300", "301", "12", "1,880,000"])
SENTENCE = st.lists(WORD | NUMBER, min_size=3, max_size=14).map(lambda words: "Then " + " ".join(words) + ".")
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=5), min_size=2, max_size=6)


def numbered(paragraphs: list[list[str]], first_number: int) -> str:
    """The paragraphs, each sentence with its note."""
    lines, number = [], first_number
    for sentences in paragraphs:
        lines.append(" ".join(f"{sentence}{number + at}" for at, sentence in enumerate(sentences)))
        number += len(sentences)
    return "\n".join(lines)


@random_examples(PARAGRAPHS, st.integers(1, 900), st.integers(20, 80), everyday=30, long=100)
def test_every_paragraph_of_any_book_is_found_again_on_a_page(
    paragraphs: list[list[str]], first_number: int, width: int
) -> None:
    text = numbered(
        [[*sentences, "It ends here."] for sentences in paragraphs] + [["One.", "Two.", "Three."]], first_number
    )
    index = index_of(text)
    wrapped = "\n\n".join("\n".join(textwrap.wrap(line, width, break_long_words=False)) for line in text.split("\n"))
    result = verify_copy("Before.\n\n" + wrapped + "\n\nAfter.", index, [])
    assert result.paragraphs_found == len(paragraphs) + 1
    assert not result.diagnostics


def test_words_that_stand_twice_are_found_where_they_belong() -> None:
    text = "It rained all day.1 Then it was over.2 We left.3\nThen it was over.4 We left.5\nNobody came.6"
    for width in (18, 22, 80):
        result = verify_copy(page(text, width), index_of(text), [])
        assert (result.paragraphs_found, codes(result)) == (3, [])
    repeated_words = "Nobody came.1\nWe waited on.2\nNobody came.3"
    assert verify_copy(repeated_words, index_of(repeated_words), []).notes_found == 3


@random_examples(PARAGRAPHS, st.data(), everyday=30, long=100)
def test_a_word_changed_anywhere_is_noticed_there_and_nowhere_else(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    marked_text = [[f"Paragraph {chr(97 + at) * 3} begins.", *sentences] for at, sentences in enumerate(paragraphs)]
    lines = [" ".join(sentences) for sentences in marked_text]
    index = index_of("\n".join(lines))
    hit = data.draw(st.integers(0, len(lines) - 1))
    words = lines[hit].split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    words[at] = words[at] + "x" if words[at][-1].isalpha() else "zzz."
    changed_text = [*lines[:hit], " ".join(words), *lines[hit + 1 :]]
    result = verify_copy("\n".join(changed_text), index, [])
    assert result.paragraphs_found == len(lines) - 1
    assert len(result.diagnostics) == 1 and f"paragraph {hit + 1} " in result.diagnostics[0].message


@given(st.text(max_size=400))
def test_any_text_can_be_compared(text: str) -> None:
    assert verify_copy(text, INDEX, [FACTS]).paragraphs == 6


# ----------------------------------------------------------------------------------------- unusable copies


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "book is a PDF, not a plain text: open it and save or copy its text"),
        (b"PK\x03\x04....", "book is an e-book, a word processor's file or a zip archive, not a plain text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "book is no text: save your copy as plain text (UTF-8)"),
        (b"one\0two", "book is no text"),
        (b"one\n\x93two\x94", "book is not written in UTF-8 (line 2): save it as plain text with the encoding UTF-8"),
        (b"", "there is nothing in book"),
        (b" \n ", "there is nothing in book"),
        (b"x" * (MAX_COPY_BYTES + 1), "a text to compare has at most 12,000,000: keep only the part that is cited"),
    ],
    ids=["pdf", "zip", "png", "nul", "latin", "empty", "blank", "huge"],
)
def test_what_is_no_plain_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableCopyError) as caught:
        decode_copy(data, "book")
    assert reason in str(caught.value)


def test_utf_8_and_utf_16_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = tmp_path / encoding
        path.write_bytes(BOOK.encode(encoding))
        assert verify_copy(read_copy_file(path), INDEX, [FACTS]).diagnostics == ()


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCopyError, match="there is no file"):
        read_copy_file(tmp_path / "none.txt")
    with pytest.raises(UnreadableCopyError, match="cannot be read"):
        read_copy_file(tmp_path)


def test_a_text_of_nothing_but_line_ends_is_refused_not_searched_for_ever() -> None:
    with pytest.raises(UnreadableCopyError, match="lines, too many to search"):
        verify_copy("a\n" * (MAX_STARTS + 1), INDEX, [])


@pytest.mark.parametrize(
    "text",
    ["a27 " * 25_000, "a.\n" * 20_000, "- \t" * 200_000, "“" * 300_000, ". " * 300_000, "A.21 B.22 C.23 " * 5_000],
    ids=["notes", "lines", "dashes", "quotes", "dots", "chains"],
)
def test_hostile_text_costs_seconds_at_most(text: str) -> None:
    begun = time.process_time()
    verify_copy(text, INDEX, [FACTS])
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("original", "translation", "expected_codes"),
    [
        ("We counted them once … 25 candles.", "", []),
        ("Wir haben sie einmal gezählt.", "We counted them once", []),
        ("We counted them once\n\nHe had a stove", "", []),
        ("We counted them thrice", "", ["quote-not-verbatim"]),
        ("Wir haben sie einmal gezählt.", "We counted them thrice", ["quote-not-verbatim"]),
        ("", "", []),
    ],
)
def test_the_words_of_a_document_stand_in_its_source_in_one_language_or_the_other(
    original: str, translation: str, expected_codes: list[str]
) -> None:
    document = Document(title="Talk of the guard", original=original, translation=translation, cite=cite(2, 23))
    result = verify_copy(BOOK, INDEX, [Dossier(dossier=DossierId("talk"), documents={FactId("talk"): document})])
    assert codes(result) == expected_codes
    assert result.quotes == bool(original)
