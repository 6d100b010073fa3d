"""The history and going back, saving the transcript, and charts as tables."""

from __future__ import annotations

import shutil
import webbrowser
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import Chart, Paragraph, Run, list_block_lines
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.shared.transcript.steps import replay_pages
from party_card.frontends.window.accessibility.announcer import Announcer
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import (
    Action,
    Arrow,
    Cancel,
    Confirm,
    EditCommand,
    Key,
    PageScroll,
    PointerDown,
    Tab,
    TextInput,
    Wheel,
)
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.data_tables import DataTablesDialog
from party_card.frontends.window.screens.dialogs.history import (
    MAX_EXCERPT_CHARACTERS,
    SHOW_FULL_TEXT_LABEL,
    TOGGLE_DETAIL,
    HistoryDialog,
    list_history_entries,
)
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.dialogs.transcript_saved import TranscriptSavedDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.views.history_row import HistoryEntry
from party_card.storage.paths import HOME_VARIABLE
from party_card.storage.settings import Settings
from tests.shipped import load_shipped_pack

from ...open_screens import open_screen, read_text, target_center
from ...sample import RECORD

SCENE = SceneId("forbidden-paper")
FIND = Command("field", "find")
SMALL, LARGE = (640, 480), (1280, 800)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_shipped_pack()


@pytest.fixture(scope="module")
def saved_progress(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Path:
    """A folder in which a scene was played to the record."""
    folder = tmp_path_factory.mktemp("progress")
    session = Session(pack, folder=folder)
    session.open(SCENE)
    while session.page().kind != "record":
        session.choose(next(offer.id for offer in session.page().offers if offer.is_open))
    session.close()
    return folder


@pytest.fixture
def session(tmp_path: Path, pack: Pack, saved_progress: Path) -> Session:
    """Returns a session at the record, with its progress in `tmp_path`."""
    shutil.copytree(saved_progress, tmp_path, dirs_exist_ok=True)
    session = Session(pack, folder=tmp_path)
    session.open(SCENE)
    return session


def open_history(session: Session, size: tuple[int, int] = LARGE, text_size: int = 100) -> Navigator:
    session.update_settings(text_size=text_size)
    navigator = Navigator(session, size, screen=PageScreen(session, session.page()))
    navigator.dispatch(Key("p"))
    return navigator


def test_the_path_names_every_decision_as_it_was_met(session: Session) -> None:
    entries = list_history_entries(session)
    assert [entry.index for entry in entries] == list(range(1, len(session.decisions()) + 1))
    assert all(entry.outcome_text and entry.date for entry in entries)
    assert all(0 < len(entry.excerpt) <= MAX_EXCERPT_CHARACTERS + 2 for entry in entries)
    assert [entry.later_count for entry in entries] == list(reversed(range(len(entries))))
    steps = session.playthrough.steps
    for entry, decision in zip(entries, session.decisions(), strict=True):
        assert steps[len(steps) - entry.steps_back] == decision.choice.id


@pytest.mark.parametrize(("size", "text_size"), [(LARGE, 100), (SMALL, 200)])
def test_the_newest_is_last_and_has_the_focus(session: Session, size: tuple[int, int], text_size: int) -> None:
    navigator = open_history(session, size, text_size)
    assert isinstance(navigator.screen, HistoryDialog)
    entries = list_history_entries(session)
    places = [p.target.command for p in navigator.view.focusable_targets()]
    assert places == [FIND, TOGGLE_DETAIL, *(entry.command for entry in entries), Command("close")]
    assert navigator.view.focused_command == entries[-1].command
    assert navigator.view.is_visible(entries[-1].command)


@pytest.mark.parametrize(("size", "text_size"), [(LARGE, 100), (SMALL, 200)])
@pytest.mark.parametrize("mouse", [False, True], ids=["keyboard", "mouse"])
@pytest.mark.parametrize("number", [1, 2, -1])
def test_two_presses_go_back_and_one_does_not(
    session: Session, pack: Pack, tmp_path: Path, size: tuple[int, int], text_size: int, mouse: bool, number: int
) -> None:
    initial = session.playthrough.steps
    navigator = open_history(session, size, text_size)
    entry = list_history_entries(session)[number - 1 if number > 0 else number]
    decision = session.decisions()[entry.index - 1]
    while navigator.view.focused_command != entry.command:
        navigator.dispatch(Tab(backwards=True))

    def press() -> Action:
        return PointerDown(*target_center(navigator, entry.command)) if mouse else Confirm()

    navigator.dispatch(press())
    assert isinstance(navigator.screen, HistoryDialog)
    assert session.playthrough.steps == initial
    assert entry.confirm_text in read_text(navigator)
    assert navigator.view.focused_command == entry.command and navigator.view.is_visible(entry.command)
    navigator.dispatch(press())
    assert isinstance(navigator.screen, PageScreen)
    assert session.playthrough.steps == initial[: decision.step]
    assert navigator.screen.page == session.page()
    assert session.page().passage == decision.passage
    session.close()
    reopened = Session(pack, folder=tmp_path)
    reopened.open(SCENE)
    assert reopened.playthrough.steps == initial[: decision.step]


def test_leaving_or_asking_for_another_takes_nothing_back(session: Session) -> None:
    initial = session.playthrough.steps
    navigator = open_history(session)
    navigator.dispatch(Confirm())
    navigator.dispatch(Arrow(y=-1))
    navigator.dispatch(Confirm())
    first, second = list_history_entries(session)[-1], list_history_entries(session)[-2]
    assert second.confirm_text in read_text(navigator)
    assert first.confirm_text not in read_text(navigator)
    navigator.dispatch(Cancel())
    assert isinstance(navigator.screen, PageScreen)
    navigator.dispatch(Key("p"))
    assert second.confirm_text not in read_text(navigator)
    navigator.dispatch(Key("p"))
    assert isinstance(navigator.screen, PageScreen)
    assert session.playthrough.steps == initial


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (0, "This choice will"),
        (1, "This choice and the one after it will"),
        (7, "and the 7 after it will be taken back"),
    ],
)
def test_what_is_lost_is_said_plainly(later: int, words: str) -> None:
    assert words in HistoryEntry(1, "", "", "", later, 1).confirm_text


def test_the_bottom_line_names_the_keys_where_they_work() -> None:
    keys = {"briefing": "", "passage": "p", "ending": "p", "record": "fpt", "debrief": "pt", "finished": "pt"}
    for name, expected in keys.items():
        hints = {key for hint in open_screen(name).screen.key_hints() for key in hint.keys}
        assert hints & set("fpt") == set(expected), name


@pytest.mark.parametrize("verb", ["history", "transcript"])
def test_the_menu_leads_there(verb: str) -> None:
    navigator = open_screen("passage")
    navigator.dispatch(Cancel())
    assert isinstance(navigator.screen, MenuDialog)
    place = next(p for p in navigator.view.focusable_targets() if p.target.command.verb == verb)
    navigator.dispatch(PointerDown(*target_center(navigator, place.target.command)))
    assert isinstance(navigator.screen, HistoryDialog if verb == "history" else TranscriptSavedDialog)


def make_entries(paragraphs: int) -> tuple[HistoryEntry, ...]:
    """As many paragraphs, four before each decision, of very different lengths."""
    count = paragraphs // 4
    texts = [
        f"Paragraph {n}. " + "He had read it twice already, Сергей Орджоникидзе had not. " * (n % 7)
        for n in range(paragraphs)
    ]
    return tuple(
        HistoryEntry(
            n + 1, "14 September 1932", "He had read it", f"You did the {n}th thing.", count - 1 - n, count - n, "Moscow",
            tuple(Paragraph((Run(texts[4 * n + k]), Run("", note=3))) for k in range(4)),
        )
        for n in range(count)
    )  # fmt: skip


def open_full_history(
    entries: tuple[HistoryEntry, ...], size: tuple[int, int] = LARGE, text_size: int = 100
) -> Navigator:
    navigator = open_screen("passage", size, Settings(text_size=text_size))
    navigator.navigate(Push(HistoryDialog(entries, shows_full_text=True)))
    return navigator


def read_visible(navigator: Navigator) -> str:
    """The words in view that are really set."""
    view = navigator.view
    return " ".join(
        mark.text
        for box in view.layout.boxes
        if box.y < view.scroll + view.layout.area.h and box.y + box.h > view.scroll
        for mark in box.marks
        if isinstance(mark, TextRun)
    )


def test_the_second_depth_is_all_that_was_read_and_keeps_the_place(session: Session) -> None:
    navigator = open_history(session)
    navigator.dispatch(Arrow(y=-1))
    initial = navigator.view.focused_command
    assert SHOW_FULL_TEXT_LABEL in read_text(navigator)
    navigator.dispatch(Key("a"))
    assert navigator.view.focused_command == initial
    text = read_text(navigator)
    for stop in replay_pages(session.playthrough):
        if stop.page.kind == "passage" and not stop.page.ending:
            for block in stop.page.blocks:
                for line in list_block_lines(block):
                    assert "".join(run.text for run in line) in text
    navigator.dispatch(Confirm())
    assert navigator.screen.is_modal, "one press asks here too"
    navigator.dispatch(Confirm())
    assert not navigator.screen.is_modal


def test_four_hundred_paragraphs_open_at_the_newest_and_few_are_set() -> None:
    navigator = open_full_history(make_entries(400))
    assert navigator.view.focused_command == make_entries(400)[-1].command
    assert navigator.view.is_visible(make_entries(400)[-1].command)
    set_ = [box for box in navigator.view.layout.boxes if box.marks]
    assert len(set_) < 100
    assert len(navigator.view.layout.boxes) > 400
    assert "Paragraph 399" in read_visible(navigator)


@pytest.mark.parametrize(("size", "text_size"), [(LARGE, 100), (SMALL, 200)])
@pytest.mark.parametrize(
    "step", [PageScroll(-0.9), Wheel(3), PageScroll(-1, to_end=True), Arrow(y=-1), Tab(backwards=True)]
)
def test_whatever_comes_into_view_is_set(size: tuple[int, int], text_size: int, step: Action) -> None:
    navigator = open_full_history(make_entries(120), size, text_size)
    for _ in range(12):
        navigator.dispatch(step)
        view = navigator.view
        for box in view.layout.boxes:
            if box.y < view.scroll + view.layout.area.h and box.y + box.h > view.scroll:
                assert box.marks, box.name[:40]


@pytest.mark.parametrize(("step", "share"), [(Wheel(1), 0.0), (PageScroll(-0.9), 0.9)])
def test_what_is_read_stands_still_while_what_is_above_it_is_set(step: Action, share: float) -> None:
    navigator = open_full_history(make_entries(200))
    for _ in range(40):
        view = navigator.view
        n, top = next((n, b.y) for n, b in enumerate(view.layout.boxes) if b.y >= view.scroll)
        offset = top - view.scroll
        navigator.dispatch(step)
        shift = view.layout.boxes[n].y - view.scroll - offset
        expected = view.layout.area.h * share or navigator.stack.make_text_style().px(58)
        assert abs(shift - expected) <= 1 or view.scroll == 0, "no more and no less than was rolled"


def test_tab_reaches_every_decision_of_a_long_evening() -> None:
    entries = make_entries(160)
    navigator = open_full_history(entries)
    visited = set()
    for _ in range(len(entries) + 3):
        navigator.dispatch(Tab())
        assert navigator.view.focused_command is not None
        assert navigator.view.is_visible(navigator.view.focused_command)
        visited.add(navigator.view.focused_command)
    assert visited == {FIND, TOGGLE_DETAIL, Command("close"), *(entry.command for entry in entries)}


def test_a_screen_reader_has_all_of_it_and_is_not_made_to_hear_it() -> None:
    navigator = open_full_history(make_entries(80))
    names = [node.name for node in build_access_tree(navigator).walk()]
    assert sum(name.startswith("Paragraph ") for name in names) == 80
    announcer = Announcer()
    announcer.update(navigator, build_access_tree(navigator))
    assert "Paragraph" not in announcer.text


@pytest.mark.parametrize(("size", "text_size"), [(LARGE, 100), (SMALL, 200)])
def test_words_are_found_in_what_was_read_and_chosen(size: tuple[int, int], text_size: int) -> None:
    entries = make_entries(120)
    navigator = open_full_history(entries, size, text_size)
    navigator.dispatch(Key("f"))
    assert navigator.view.focused_command == FIND
    for letter in "paragraph 77.":
        navigator.dispatch(TextInput(letter))
    assert "Found at 1 of 30 choices" in read_text(navigator)
    assert [p.target.command for p in navigator.view.focusable_targets()] == [
        FIND,
        TOGGLE_DETAIL,
        entries[19].command,
        Command("close"),
    ]
    navigator.dispatch(EditCommand("enter"))
    assert navigator.view.focused_command == entries[19].command
    assert navigator.view.is_visible(entries[19].command)
    navigator.dispatch(Key("f"))
    navigator.dispatch(EditCommand("all"))
    navigator.dispatch(TextInput("орджоникидзе THING 29TH"))
    assert "Found at 1 of 30" in read_text(navigator), "all of the words, in any case, here or there"
    navigator.dispatch(EditCommand("all"))
    navigator.dispatch(EditCommand("backspace"))
    assert len(navigator.view.focusable_targets()) == 33


def test_the_panel_does_not_jump_while_words_are_looked_for() -> None:
    navigator = open_full_history(make_entries(120))
    initial = navigator.view.layout.area
    navigator.dispatch(Key("f"))
    navigator.dispatch(TextInput("nowhere"))
    assert "Found at 0 of 30" in read_text(navigator)
    assert navigator.view.layout.area == initial


def test_asking_sets_one_row_anew() -> None:
    entries = make_entries(240)
    overlay = HistoryDialog(entries)
    navigator = open_screen("passage")
    navigator.navigate(Push(overlay))
    initial = {box.name: id(box.marks) for box in navigator.view.layout.boxes if box.marks}
    navigator.dispatch(Confirm())
    changed_rows = [
        b.name
        for b in navigator.view.layout.boxes
        if b.marks and id(b.marks) != initial.get(b.name) and b.role == "button"
    ]
    assert [name for name in changed_rows if name not in ("Close", "Find words", SHOW_FULL_TEXT_LABEL)] == [
        f"60. {entries[-1].confirm_text} 14 September 1932 He had read it {entries[-1].outcome_text}"
    ]


# ------------------------------------------------------------------------------------------------- the transcript


@pytest.mark.parametrize("kind", ["record", "debrief", "finished"])
def test_the_transcript_is_saved_and_its_place_told(session: Session, home: Path, kind: str) -> None:
    while session.page().kind != kind:
        session.choose("close")
    navigator = Navigator(session, SMALL, screen=PageScreen(session, session.page()))
    navigator.dispatch(Key("t"))
    assert isinstance(navigator.screen, TranscriptSavedDialog)
    html_path, markdown_path = navigator.screen.html_path, navigator.screen.markdown_path
    assert html_path.is_relative_to(home) and html_path.parent == markdown_path.parent
    assert markdown_path.read_text(encoding="utf-8").startswith("# ")
    assert html_path.read_text(encoding="utf-8").startswith("<!doctype html>")
    for name in (html_path.name, markdown_path.name, str(html_path.parent)):
        assert name.replace(" ", "") in read_text(navigator).replace(" ", "")
    navigator.dispatch(Key("t"))
    assert not navigator.screen.is_modal


@pytest.mark.parametrize("opens", [True, False])
def test_it_opens_in_the_browser_or_it_is_said_that_it_did_not(
    session: Session, home: Path, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    opened_urls: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened_urls.append(url) or opens)  # type: ignore[func-returns-value]
    navigator = Navigator(session, LARGE, screen=PageScreen(session, session.page()))
    navigator.dispatch(Key("t"))
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, TranscriptSavedDialog)
    assert opened_urls == [navigator.screen.html_path.as_uri()]
    assert opened_urls[0].startswith("file:///") and home.as_uri() in opened_urls[0]
    assert ("No browser could be opened" in read_text(navigator)) != opens


def test_answers_are_handed_in(session: Session, home: Path) -> None:
    while session.page().kind != "debrief":
        session.choose("close")
    session.save_answer(1, "My own words & <signs>.")
    navigator = Navigator(session, SMALL, screen=PageScreen(session, session.page()))
    navigator.dispatch(Key("t"))
    page, text = sorted(home.rglob("*Forbidden paper*"))
    assert "My own words &amp; &lt;signs&gt;." in page.read_text(encoding="utf-8")
    assert "> My own words & \\<signs\\>." in text.read_text(encoding="utf-8")


def test_the_last_page_has_a_button_for_it() -> None:
    navigator = open_screen("finished")
    navigator.dispatch(PointerDown(*target_center(navigator, Command("transcript"))))
    assert isinstance(navigator.screen, TranscriptSavedDialog)


def test_a_transcript_that_cannot_be_written_is_told_plainly(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "a file"))
    navigator = Navigator(session, LARGE, screen=PageScreen(session, session.page()))
    navigator.dispatch(Key("t"))
    assert isinstance(navigator.screen, MessageDialog)
    assert navigator.screen.text.startswith("The transcript could not be written: ")
    assert str(tmp_path) in navigator.screen.text
    navigator.dispatch(Cancel())
    assert session.page().kind == "record"


# ---------------------------------------------------------------------------------------------------- the figures


@pytest.mark.parametrize(("size", "text_size"), [(LARGE, 100), (SMALL, 200)])
def test_a_table_says_all_that_its_chart_says(size: tuple[int, int], text_size: int) -> None:
    navigator = open_screen("record", size, Settings(text_size=text_size))
    navigator.dispatch(Key("f"))
    assert isinstance(navigator.screen, DataTablesDialog)
    text = read_text(navigator)
    charts = [block for block in RECORD.blocks if isinstance(block, Chart)]
    for chart in charts:
        assert all(f"{bar.label}: {bar.text}" in text for bar in chart.bars)
        assert chart.title.upper() in text and chart.unit in text and chart.remark in text
    navigator.view.focus_and_reveal(Command("note", str(charts[0].note)))
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, NoteDialog)
    navigator.dispatch(Cancel())
    assert isinstance(navigator.screen, PageScreen)


def test_without_charts_the_key_does_nothing() -> None:
    navigator = open_screen("debrief")
    navigator.dispatch(Key("f"))
    assert isinstance(navigator.screen, PageScreen)


def test_turns_are_no_decisions(session: Session) -> None:
    assert not {decision.choice.id for decision in session.decisions()} & set(PHASE_TRIGGERS)


def test_words_of_the_path_are_found_without_their_accents() -> None:
    navigator = open_screen("path", LARGE)
    navigator.dispatch(Key("f"))
    for letter in "thalmann, орджоникидзе":
        navigator.dispatch(TextInput(letter))
    assert "Found at 1 of 4 choices." in read_text(navigator)
