"""A document is cited like a fact, and its note has a sheet with its words, its table and the answers on its sourcing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from party_card.engine.document_words import list_answers, list_sheet_lines, list_texts
from party_card.engine.page import Note
from party_card.engine.source_words import list_note_details
from tests.documents import open_page


def read_line(note: Note) -> str:
    return "".join(run.text for run in note.citation)


def test_the_note_of_a_document_has_its_sheet(tmp_path: Path) -> None:
    telegram, fact, notice = open_page(tmp_path, "passage").notes
    assert fact.document is None
    assert telegram.text == "Telegram to the ferry"
    assert telegram.hedge == "The hour is written by another hand."
    sheet = telegram.document
    assert sheet is not None
    assert (sheet.form, sheet.author, sheet.date, sheet.kept) == (
        "telegram", "The office", "14 November 1932", "Town archive, box 4",
    )  # fmt: skip
    assert list_texts(sheet) == (
        ("In German", "de", ("Fähre bleibt bis auf weiteres am Nordufer. <Kein> Übersetzen nach sechs Uhr.", "Das Amt"), ""),
        (
            "In English", "en",
            ("The ferry stays at the northern bank until further notice. <No> crossing after six o’clock.", "The office"),
            "Translation: translated for these tests",
        ),
    )  # fmt: skip
    assert list_answers(sheet) == (
        ("Who wrote it?", "The head of the office."),
        ("For whom?", "The keeper of the ferry, who had asked."),
        ("Why?", "To be safe from blame if the ferry sinks."),
    )
    assert ["".join(run.text for run in line) for line in sheet.further_citations] == [
        "“The ferry,” Lennbridge Gazette, November 16, 1932, col. 2."
    ]
    assert notice.document is not None
    assert [text.heading for text in list_texts(notice.document)] == ["In English"]


def test_a_document_without_words_is_described_and_one_of_figures_has_a_table(tmp_path: Path) -> None:
    sheets = [note.document for note in open_page(tmp_path, "record").notes]
    _, report, letter, passengers = sheets
    assert report is not None
    assert [text.heading for text in list_texts(report)] == ["In Russian", "In English"]
    assert [text.heading for text in list_texts(replace(report, original=()))] == ["In English"], "a translation alone"
    assert letter is not None
    assert [text.heading for text in list_texts(letter)] == ["What it says, in our words"]
    assert passengers is not None
    assert passengers.columns == ("month", "passengers", "fares, in marks")
    assert passengers.rows == (("October", "1,410", "70.50"), ("November", "395", "none"))


def test_after_a_document_that_was_seen_in_two_places_there_is_no_ibid(tmp_path: Path) -> None:
    citations = [read_line(note) for note in open_page(tmp_path, "passage").notes]
    assert citations == [
        "“Papers of the ferry office,” November 14, 1932, whole text.",
        "“Papers of the ferry office,” 4.",
        "Ibid., notice.",
    ]


def test_the_grade_and_the_day_of_a_document_are_those_of_the_sentence_that_cites_it(tmp_path: Path) -> None:
    account = open_page(tmp_path, "record").blocks[-1]
    assert (getattr(account, "date", ""), getattr(account, "grades", ())) == ("14 November 1932", ("documented",))


def test_a_sheet_in_short_has_every_part_in_words(tmp_path: Path) -> None:
    notes = open_page(tmp_path, "record").notes
    assert ["".join(run.text for run in line) for line in list_note_details(notes[3])] == [
        "Table of figures, 1932.",
        "month: October; passengers: 1,410; fares, in marks: 70.50.",
        "month: November; passengers: 395; fares, in marks: none.",
        "Who wrote it? The keeper counted.",
        "For whom? The office.",
        "Why? To be paid.",
        "Where it is kept: Town archive, box 5",
    ]
    telegram = notes[0].document
    assert telegram is not None
    lines = ["".join(run.text for run in line) for line in list_sheet_lines(telegram)]
    assert lines[0] == "Telegram, The office, 14 November 1932."
    assert lines[1].startswith("In German: Fähre bleibt")
    assert lines[2].endswith("The office (Translation: translated for these tests)")
    assert lines[-1] == "Also in: “The ferry,” Lennbridge Gazette, November 16, 1932, col. 2."
