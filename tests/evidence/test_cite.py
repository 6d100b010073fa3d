"""Notes and bibliography as a reader sees them; the many shapes of a source are compared in test_oracle.py."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from party_card.content.models import Cite, Index, Name, Source, SourceId
from party_card.evidence.cite import (
    NoteFormatter,
    format_bibliography,
    format_full_note,
    format_ibid,
    format_short_note,
    refers_to_note_before,
)
from party_card.evidence.rich_text import (
    StyledText,
    close_with,
    join_with,
    to_italic,
    to_markdown,
    to_plain,
    to_quoted,
    to_roman,
)
from party_card.localization import use_language
from tests import ROOT
from tests.evidence.invented import read, sources

KOTKIN = sources(ROOT / "seeds" / "sources.yaml")["kotkin-2017"]
INDEX = read(Index, (ROOT / "seeds" / "kotkin-2017.index.yaml").read_text(encoding="utf-8"))
DIARY = Source(id=SourceId("diary"), type="book", title="A Diary: Spring", author=(Name(family="Alder", given="Ruth"),))


def at(p: int | tuple[int, ...] | None = None, n: int | tuple[int, ...] | None = None, source: str = KOTKIN.id) -> Cite:
    return Cite(source=SourceId(source), p=p, n=n)


def test_the_first_note_says_everything() -> None:
    assert to_markdown(format_full_note(KOTKIN, INDEX, at(3, 280))) == (
        "Stephen Kotkin, *Stalin: Waiting for Hitler, 1929–1941* (New York: Penguin Press, 2017),"
        " opening of the excerpt, para. 3, n. 280."
    )


def test_a_heading_stands_in_quotation_marks_with_the_comma_inside() -> None:
    assert to_plain(format_full_note(KOTKIN, INDEX, at((12, 13), (302, 303)))).endswith(
        "2017), “The Four Horsemen,” paras. 12–13, nn. 302–303."
    )


def test_a_title_is_italic_and_nothing_else_is() -> None:
    note = format_full_note(KOTKIN, INDEX, at(3))
    assert [run.text for run in note if run.italic] == ["Stalin: Waiting for Hitler, 1929–1941"]


def test_a_shortened_note_has_family_name_main_title_and_place() -> None:
    assert (
        to_markdown(format_short_note(KOTKIN, INDEX, at(24, 337)))
        == "Kotkin, *Stalin*, “A Personal Blow,” para. 24, n. 337."
    )


def test_paragraphs_of_two_sections_are_parted_each_with_its_notes() -> None:
    assert to_plain(format_short_note(KOTKIN, INDEX, at((8, 9), (291, 292, 294)))) == (
        "Kotkin, Stalin, opening of the excerpt, para. 8, n. 291; “The Four Horsemen,” para. 9, nn. 292, 294."
    )


def test_numbers_are_put_in_order_and_runs_are_drawn_together() -> None:
    assert to_plain(format_short_note(KOTKIN, INDEX, at((14, 10, 11, 12), ()))).endswith("paras. 10–12, 14.")


def test_what_is_not_at_hand_is_left_out() -> None:
    assert to_plain(format_short_note(KOTKIN, INDEX, at())) == "Kotkin, Stalin."
    assert to_plain(format_short_note(KOTKIN, None, at(3, 280))) == "Kotkin, Stalin, para. 3, n. 280."
    assert to_plain(format_short_note(KOTKIN, INDEX, at(None, 280))) == "Kotkin, Stalin, n. 280."
    assert to_plain(format_short_note(KOTKIN, INDEX, at(77))) == "Kotkin, Stalin, para. 77."


def test_ibid_says_only_what_differs() -> None:
    previous_cite = at(9, 292)
    assert to_plain(format_ibid(KOTKIN, INDEX, previous_cite, previous_cite)) == "Ibid."
    assert to_plain(format_ibid(KOTKIN, INDEX, at(11, 301), previous_cite)) == "Ibid., para. 11, n. 301."
    assert (
        to_plain(format_ibid(KOTKIN, INDEX, at(6, 287), previous_cite))
        == "Ibid., opening of the excerpt, para. 6, n. 287."
    )
    assert (
        to_plain(format_ibid(KOTKIN, INDEX, at(15, 307), previous_cite))
        == "Ibid., “A Personal Blow,” para. 15, n. 307."
    )


def test_a_formatter_of_notes_follows_the_language() -> None:
    formatter = NoteFormatter({KOTKIN.id: KOTKIN}, {KOTKIN.id: INDEX})

    def format_pair() -> list[str]:
        notes = formatter.format_notes([(at((12, 13), 302),), (at((12, 13), 302),), (at(3),)])
        return [to_plain(note).removeprefix("Stephen Kotkin, ").replace("\N{NO-BREAK SPACE}", " ") for note in notes]

    english = format_pair()
    with use_language("de"):
        assert format_pair() == [
            "Stalin: Waiting for Hitler, 1929–1941 (New York: Penguin Press, 2017), „The Four Horsemen“, Abs. 12–13, Anm. 302.",
            "Ebd.",
            "Ebd., Anfang des Auszugs, Abs. 3.",
        ]
        assert refers_to_note_before("Ebd., Abs. 3.")
        assert not refers_to_note_before("Ibid.")
    assert format_pair() == english


def test_a_known_part_of_a_source_is_named_in_the_language_with_its_numbers() -> None:
    def format_part(section: str) -> str:
        note = format_ibid(KOTKIN, None, Cite(source=KOTKIN.id, section=section), at(3))
        return to_plain(note).partition(", ")[2]

    parts = (
        "whole entry",
        "page 25 of the web copy",
        "points 2 and 3",
        "rows 1, 2 and 3",
        "on Magnitogorsk",
        "Letters",
    )
    assert [format_part(part) for part in parts[:-1]] == [f"{part}." for part in parts[:-1]]
    with use_language("de"):
        assert [format_part(part) for part in parts] == [
            "ganzer Eintrag.",
            "Seite 25 der Kopie im Netz.",
            "Punkte 2 und 3.",
            "rows 1, 2 and 3.",
            "on Magnitogorsk.",
            "„Letters“.",
        ]


def test_a_known_kind_of_source_is_named_in_the_language() -> None:
    telegram = Source(id=SourceId("t"), type="personal_communication", title="On Grain", genre="Telegram")
    with use_language("uk"):
        assert (
            to_plain(format_full_note(telegram, None, at(source="t")))
            == "«On Grain», Телеграма, б.\N{NO-BREAK SPACE}д."
        )
        ode = replace(telegram, genre="ode")
        assert to_plain(format_full_note(ode, None, at(source="t"))) == "«On Grain», ode, б.\N{NO-BREAK SPACE}д."


def test_straight_quotation_marks_in_a_title_are_inner_ones_in_other_languages() -> None:
    title = 'The "Agrarian Strike" of “1932”'
    assert to_plain(to_quoted(title)) == '“The "Agrarian Strike" of ‘1932’”'
    with use_language("de"):
        assert to_plain(to_quoted(title)) == "„The ‚Agrarian Strike‘ of ‚1932‘“"


def test_the_notes_of_a_page_follow_from_what_stands_before_them() -> None:
    cites = [
        at(3, 280),
        at(6, 287),
        at(14, 304),
        at(11, 301),
        at(source="diary"),
        at(11, 301),
        at(source="diary"),
        at(11),
    ]
    notes = NoteFormatter({KOTKIN.id: KOTKIN, DIARY.id: DIARY}, {KOTKIN.id: INDEX}).format_notes(
        [(cite,) for cite in cites]
    )
    assert [to_markdown(note) for note in notes] == [
        "Stephen Kotkin, *Stalin: Waiting for Hitler, 1929–1941* (New York: Penguin Press, 2017),"
        " opening of the excerpt, para. 3, n. 280.",
        "Ibid., para. 6, n. 287.",
        "Ibid., “The Four Horsemen,” para. 14, n. 304.",
        "Ibid., para. 11, n. 301.",
        "Ruth Alder, *A Diary: Spring* (n.d.).",
        "Kotkin, *Stalin*, “The Four Horsemen,” para. 11, n. 301.",
        "Alder, *A Diary*.",
        "Kotkin, *Stalin*, “The Four Horsemen,” para. 11.",
    ]


def test_a_source_that_is_not_known_is_called_by_its_id() -> None:
    (note,) = NoteFormatter({}, {}).format_notes([(at(3, 280, "elsewhere"),)])
    assert to_plain(note) == "elsewhere, para. 3, n. 280."


def test_a_bibliography_is_sorted_by_name_then_title_without_articles() -> None:
    def book(title: str, *families: str) -> Source:
        names = tuple(Name(family=family, given="A.") for family in families)
        return Source(id=SourceId(title), type="book", title=title, author=names)

    entries = format_bibliography(
        [book("The Zebra", "Ash"), book("An Apple"), book("B", "Birch"), book("A Yak", "Ash"), KOTKIN]
    )
    assert [to_plain(entry).split(". n.d")[0] for entry in entries] == [
        "An Apple",
        "Ash, A. A Yak",
        "Ash, A. The Zebra",
        "Birch, A. B",
        "Kotkin, Stephen. Stalin: Waiting for Hitler, 1929–1941. New York: Penguin Press, 2017.",
    ]


def test_punctuation_goes_inside_quotation_marks_and_is_never_doubled() -> None:
    assert to_plain(close_with(to_quoted("Why wait?"), ".")) == "“Why wait?”"
    assert to_plain(close_with(to_quoted("Why wait?"), ",")) == "“Why wait?,”"
    assert to_plain(close_with(to_quoted("The “lamp”"), ",")) == "“The ‘lamp,’”"
    assert to_plain(close_with(to_roman("n.d."), ".")) == "n.d."
    assert close_with(to_italic("The Lamp"), ",") == (StyledText("The Lamp", True), StyledText(","))
    assert join_with([(), to_roman("a"), (), to_roman("b")], ",") == to_roman("a, b")


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(270, 410)), max_size=8))
def test_every_note_is_one_sentence_that_ends_once(places: list[tuple[int, int]]) -> None:
    notes = NoteFormatter({KOTKIN.id: KOTKIN}, {KOTKIN.id: INDEX}).format_notes([(at(p, n),) for p, n in places])
    assert len(notes) == len(places)
    for note, (p, _) in zip(notes, places, strict=True):
        text = to_plain(note)
        assert text.endswith(".") and not text.endswith("..") and ",," not in text and "  " not in text
        assert text == "Ibid." or f"para. {p}" in text


def test_pages_are_cited_as_the_book_prints_them() -> None:
    book = Source(id=SourceId("a"), type="book", title="A Book")
    assert to_plain(format_full_note(book, None, Cite(source=SourceId("a"), page="47-49"))) == "A Book (n.d.), 47–49."
    assert (
        to_plain(format_full_note(book, None, Cite(source=SourceId("a"), page="47", n=3))) == "A Book (n.d.), 47, n. 3."
    )
    first_cite, second = Cite(source=SourceId("a"), page="47"), Cite(source=SourceId("a"), page="52")
    assert [to_plain(format_ibid(book, None, cite, first_cite)) for cite in (first_cite, second)] == [
        "Ibid.",
        "Ibid., 52.",
    ]


def test_a_heading_is_quoted_and_our_own_description_of_a_place_is_not() -> None:
    letter = Source(id=SourceId("a"), type="book", title="A Letter")
    cites = [Cite(source=SourceId("a"), section=section) for section in ("On Frost", "line below the signature")]
    assert [to_plain(format_full_note(letter, None, cite)) for cite in cites] == [
        "A Letter (n.d.), “On Frost.”",
        "A Letter (n.d.), line below the signature.",
    ]
