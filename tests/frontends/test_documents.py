"""A document is shown in the terminal, in the window, in transcripts and on papers: words, answers, place, languages."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.print.sheet import source_list
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.terminal.page import print_note, print_page
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import Arrow
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.storage.settings import Settings
from tests.documents import open_page, read_documents
from tests.frontends.window.open_screens import open_screen


def print_to_text(page: Page, number: int) -> str:
    output = io.StringIO()
    print_note(page.notes[number - 1], page, TerminalWriter(output))
    return " ".join(output.getvalue().split())


def open_note(page: Page, number: int, size: tuple[int, int] = (1280, 800), text_size: int = 100) -> Navigator:
    navigator = open_screen("passage", size, Settings(text_size))
    navigator.navigate(Push(NoteDialog(page, number)))
    return navigator


def list_boxes(navigator: Navigator) -> list[Box]:
    return list(navigator.view.layout.boxes)


def read_boxes(navigator: Navigator) -> str:
    return " ".join(m.text for box in list_boxes(navigator) for m in box.marks if isinstance(m, TextRun))


def play_ferry(folder: Path, kind: str = "record") -> Playthrough:
    pack = read_documents(folder)
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("ferry")]))
    while (page := build_page(playthrough)).kind != kind:
        playthrough.choose(page.offers[0].id)
    return playthrough


def test_the_terminal_says_where_the_words_of_a_document_begin_and_end(tmp_path: Path) -> None:
    page = open_page(tmp_path, "passage")
    text = print_to_text(page, 1)
    parts = (
        "Note 1. Telegram to the ferry", "Telegram, The office, 14 November 1932.", "In German:", "Fähre bleibt bis auf",
        "In English:", "The ferry stays", "Translation: translated for these tests", "The document ends.",
        "Who wrote it? The head of the office.", "For whom? The keeper", "Why? To be safe", "Where it is kept: Town archive",
        "How sure: documented", "The hour is written by another hand.", "Source: “Papers", "Also in: “The ferry",
    )  # fmt: skip
    positions = [text.find(part) for part in parts]
    assert -1 not in positions, parts[positions.index(-1)]
    assert positions == sorted(positions)
    output = io.StringIO()
    print_page(page, TerminalWriter(output), introduces_scene=False)
    assert "[1] Documented. Document: Telegram to the ferry." in " ".join(output.getvalue().split())


def test_the_terminal_reads_a_table_cell_by_cell(tmp_path: Path) -> None:
    text = print_to_text(open_page(tmp_path, "record"), 4)
    assert "month: October; passengers: 1,410; fares, in marks: 70.50." in text


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((640, 480), 100), ((640, 480), 200)])
def test_the_window_shows_every_part_of_every_form(tmp_path: Path, size: tuple[int, int], text_size: int) -> None:
    page = open_page(tmp_path, "record")
    shown = {
        1: ("TELEGRAM", "Fähre", "ferry stays", "translated for these tests", "another hand", "box 4", "Gazette"),
        2: ("NEWSPAPER COLUMN", "The last boat", "translated for these tests", "A reporter."),
        3: ("HANDWRITTEN PAGE", "heard the bell", "His sister.", "With his family"),
        4: ("TABLE OF FIGURES", "1,410", "70.50", "none", "To be paid."),
    }
    navigator = open_note(page, 1, size, text_size)
    for number, parts in shown.items():
        text = " ".join(read_boxes(navigator).split())
        for part in parts:
            assert part in text, (number, part)
        navigator.dispatch(Arrow(x=1))
    assert "TELEGRAM" in read_boxes(navigator), "round to the first note"


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((640, 480), 100), ((640, 480), 200)])
def test_no_part_of_a_document_is_wider_than_its_dialog(tmp_path: Path, size: tuple[int, int], text_size: int) -> None:
    page = open_page(tmp_path, "record")
    for number in range(1, 5):
        navigator = open_note(page, number, size, text_size)
        width = navigator.view.layout.area.w
        for box in list_boxes(navigator):
            assert box.x + box.w <= width, (number, box.name)


def test_original_and_translation_stand_side_by_side_only_where_there_is_room(tmp_path: Path) -> None:
    page = open_page(tmp_path, "passage")
    for size, text_size, is_beside in (((1280, 800), 100, True), ((640, 480), 100, False), ((1280, 800), 200, False)):
        boxes = list_boxes(open_note(page, 1, size, text_size))
        original = next(box for box in boxes if "Fähre" in box.name)
        translation = next(box for box in boxes if "ferry stays" in box.name)
        assert (translation.x > original.x + original.w) == is_beside, (size, text_size)
        assert boxes.index(original) < boxes.index(translation)


def test_a_screen_reader_is_told_the_language_of_the_original(tmp_path: Path) -> None:
    root = build_access_tree(open_note(open_page(tmp_path, "passage"), 1))
    languages = {node.language: node.name for node in root.walk() if node.language}
    assert list(languages) == ["de"]
    assert "Fähre bleibt" in languages["de"]
    assert "ferry stays" not in languages["de"]
    assert "14 November" not in languages["de"], "which is English"
    headings = [node.name for node in root.walk() if node.role == "HEADING"]
    assert any(name.casefold() == "telegram to the ferry. telegram, the office, 14 november 1932." for name in headings)


def test_a_table_with_more_columns_than_there_is_room_for_is_told_in_words(tmp_path: Path) -> None:
    page = open_page(tmp_path, "record")
    sheet = page.notes[3].document
    assert sheet is not None
    columns = tuple(f"column of figures {number}" for number in range(12))
    wide = replace(sheet, columns=columns, rows=(tuple("1,234,567" for _ in columns),))
    notes = (*page.notes[:3], replace(page.notes[3], document=wide))
    navigator = open_note(replace(page, notes=notes), 4, (640, 480), 200)
    assert "column of figures 11: 1,234,567." in " ".join(read_boxes(navigator).split())


def test_transcripts_have_the_document_in_short(tmp_path: Path) -> None:
    playthrough = play_ferry(tmp_path)
    markdown = to_markdown(playthrough)
    assert "Documented. Telegram to the ferry. “Papers" in markdown
    assert "   - **In German:** Fähre bleibt bis auf weiteres am Nordufer. \\<Kein\\> Übersetzen" in markdown
    html = to_html(playthrough)
    assert "&lt;Kein&gt; Übersetzen" in html
    assert "<Kein>" not in html
    data = to_json_data(playthrough)
    pages = data["pages"]
    assert isinstance(pages, list)
    telegram, fact, _ = next(page["notes"] for page in pages if page["kind"] == "passage")
    assert telegram["document"]["answers"]["Why?"] == "To be safe from blame if the ferry sinks."
    assert telegram["document"]["texts"][0]["language"] == "de"
    assert "document" not in fact


def test_papers_list_the_document_in_short_among_their_sources(tmp_path: Path) -> None:
    html = source_list(build_page(play_ferry(tmp_path)).notes)
    for part in ("Telegram to the ferry. ", "In German: ", "Who wrote it? ", "month: October; passengers: 1,410"):
        assert part in html, part
