"""What came after is shown in the terminal, in the window, in transcripts and on papers, at every size."""

from __future__ import annotations

import io
import json
from pathlib import Path
from unittest.mock import patch

import pytest

from party_card.engine.page import Page
from party_card.engine.page_builder import build_page
from party_card.frontends.print.guide import write_guide
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.terminal.page import print_page
from party_card.frontends.terminal.writer import TerminalWriter
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import Key
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.data_tables import DataTablesDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.storage.settings import Settings
from tests.aftermath import play_flood, read_aftermath
from tests.frontends.print.papers import proved
from tests.frontends.shared.transcript.test_transcript_html import Reader
from tests.frontends.window.open_screens import SHAPER
from tests.frontends.window.sample_pack import open_session

PARTS = (
    "The bell was rung on 14 November.", "14 November 1932", "the same day", "The signalman wants it to be seen",
    "14 December 1932", "The paper has it a month later.", "The paper wants the bell to be kept.", "30 days apart",
    "They agree on the day of the month.", "What came after", "5.5–6.5", "Harding and Lund 1987", "older estimates",
    "about 2.6", "Moss 2015", "Each source counts its own streets.", "Was the dam to blame? Historians disagree",
    "Harding and Lund", "The dam was badly built.", "No dam would have held such rain.", "It was built anew, and higher.",
    "Who drew it is not known.", "What became of the people in this scene", "Ada Finch",
    "What became of this person was not found.", "She kept the night book until 1951.", "Where the main source ends", "what came after is from other works.",
)  # fmt: skip


def open_record(folder: Path) -> Page:
    return build_page(play_flood(folder))


def show(page: Page, size: tuple[int, int] = (1280, 800), text_size: int = 100) -> Navigator:
    session = open_session("record", Settings(text_size))
    with patch("party_card.frontends.window.shell.navigator.TextShaper", lambda: SHAPER):
        return Navigator(session, size, screen=PageScreen(session, page))


def read_boxes(navigator: Navigator) -> str:
    boxes = navigator.view.layout.boxes
    return (
        " ".join(m.text for box in boxes for m in box.marks if isinstance(m, TextRun))
        .replace("\u00a0", " ")
        .replace("– ", "–")
    )


def assert_all_parts(text: str, without: tuple[str, ...] = ()) -> None:
    text = " ".join(text.split()).casefold()
    missing = [part for part in PARTS if part.casefold() not in text and part not in without]
    assert not missing


def test_the_terminal_tells_all_of_it(tmp_path: Path) -> None:
    output = io.StringIO()
    print_page(open_record(tmp_path), TerminalWriter(output), introduces_scene=False)
    assert_all_parts(output.getvalue())
    assert "The valley: 5.7–8.7 (older estimates [5]), reported" in output.getvalue()


def test_transcripts_have_all_of_it(tmp_path: Path) -> None:
    playthrough = play_flood(tmp_path)
    assert_all_parts(to_markdown(playthrough).replace("*", ""))
    assert_all_parts(Reader(to_html(playthrough)).text)
    data = to_json_data(playthrough)
    assert_all_parts(json.dumps(data, ensure_ascii=False))
    bars = next(
        block["bars"] for page in data["pages"] for block in page["blocks"] if block["type"] == "chart"  # type: ignore[attr-defined]  # plain data
    )  # fmt: skip
    assert bars[0] == {
        "label": "The valley", "value": 6.5, "shown": "5.5–6.5", "bound": "", "low": 5.5,
        "by": "Harding and Lund 1987 [4]", "grade": "documented",
    }  # fmt: skip


def test_a_teacher_has_all_of_it_on_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    html = write_guide(proved(read_aftermath(tmp_path), "flood"))
    # A guide tells of people in its list of people.
    assert_all_parts(Reader(html).text, without=("What became of the people in this scene",))
    assert "(shown after some choices only)" in Reader(html).text


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((1280, 800), 100), ((640, 480), 100), ((640, 480), 200), ((1920, 1080), 100), ((1920, 1080), 200)],
)
def test_the_window_shows_all_of_it_within_the_window(tmp_path: Path, size: tuple[int, int], text_size: int) -> None:
    navigator = show(open_record(tmp_path), size, text_size)
    assert_all_parts(read_boxes(navigator))
    width = navigator.view.layout.area.w
    for box in navigator.view.layout.boxes:
        assert box.x >= 0, box.name
        assert box.x + box.w <= width, box.name
        for mark in box.marks:
            if isinstance(mark, TextRun):
                assert 0 <= box.x + mark.x < width, mark.text


def test_sections_stand_in_two_columns_only_where_there_is_room(tmp_path: Path) -> None:
    page = open_record(tmp_path)
    for size, has_columns in (((1280, 800), True), ((1024, 768), False), ((640, 480), False)):
        boxes = show(page, size).view.layout.boxes
        left, right = (
            next(box for box in boxes if text in box.name.casefold())
            for text in ("how many lost their homes", "where the main source ends")
        )
        assert (right.x > left.x + left.w) == has_columns, size
        assert boxes.index(left) < boxes.index(right), "in reading order"


def test_sources_stand_side_by_side_only_where_there_is_room(tmp_path: Path) -> None:
    page = open_record(tmp_path)
    for size, is_beside in (((1280, 800), True), ((640, 480), False)):
        boxes = show(page, size).view.layout.boxes
        claim, other, gap = (
            next(box for box in boxes if box.name.startswith(name))
            for name in ("THE CLAIM", "DIFFERS", "30 days apart")
        )
        assert (claim.y == other.y) == is_beside, size
        assert gap.y >= claim.y + claim.h


def test_a_screen_reader_meets_headings_sources_and_estimates_one_by_one(tmp_path: Path) -> None:
    navigator = show(open_record(tmp_path))
    headings = [node.name for node in build_access_tree(navigator).walk() if node.role == "HEADING"]
    assert headings[-5:] == [
        "WHAT CAME AFTER", "WAS THE DAM TO BLAME? HISTORIANS DISAGREE", "THE DAM",
        "WHAT BECAME OF THE PEOPLE IN THIS SCENE", "WHERE THE MAIN SOURCE ENDS",
    ]  # fmt: skip
    names = [box.name for box in navigator.view.layout.boxes]
    assert sum(name.startswith(("THE CLAIM 14", "DIFFERS 14")) for name in names) == 2
    chart = next(name for name in names if "HOW MANY LOST THEIR HOMES" in name)
    assert "The valley 5.5–6.5 · Harding and Lund 1987 (note 4), documented 5.7–8.7 · older estimates" in chart


def test_the_dialog_of_figures_has_whose_each_estimate_is(tmp_path: Path) -> None:
    navigator = show(open_record(tmp_path))
    navigator.navigate(Push(DataTablesDialog(open_record(tmp_path))))
    text = " ".join(read_boxes(navigator).split())
    for part in ("HOW MANY LOST THEIR HOMES", "5.7–8.7", "older estimates", "REPORTED", "Moss 2015"):
        assert part in text


def test_a_key_goes_from_heading_to_heading_and_back_to_the_beginning(tmp_path: Path) -> None:
    navigator = show(open_record(tmp_path), (640, 480))
    tops = {box.y: box.name for box in navigator.view.layout.boxes if box.role == "heading"}
    reached = []
    for _ in range(len(tops) + 2):
        navigator.dispatch(Key("h"))
        reached.append(tops.get(navigator.view.scroll, ""))
    for name in ("WHAT CAME AFTER", "WAS THE DAM TO BLAME? HISTORIANS DISAGREE", "THE DAM"):
        assert name in reached
    assert reached.index("WHAT CAME AFTER") < reached.index("THE DAM") < reached.index("")
    assert any(hint.cap == "H" for hint in navigator.screen.key_hints())
