"""The path and the way back, the transcript, the figures as tables; with a real session where something is kept."""

from __future__ import annotations

import shutil
import webbrowser
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import Chart, Paragraph, Run, block_lines
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

from .open_screens import open_screen
from .sample import RECORD
from .sample_pack import load_builtin_pack

SCENE = SceneId("forbidden-paper")
FIND = Command("field", "find")
SMALL, LARGE = (640, 480), (1280, 800)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_builtin_pack()


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
    """At the record, with progress of its own in `tmp_path`."""
    shutil.copytree(saved_progress, tmp_path, dirs_exist_ok=True)
    session = Session(pack, folder=tmp_path)
    session.open(SCENE)
    return session


def opened(session: Session, size: tuple[int, int] = LARGE, text: int = 100) -> Navigator:
    session.update_settings(text_size=text)
    shown = Navigator(session, size, screen=PageScreen(session, session.page()))
    shown.dispatch(Key("p"))
    return shown


def point(shown: Navigator, command: Command) -> tuple[float, float]:
    place = next(p for p in shown.view.targets if p.target.command == command)
    x, y = place.rects[0].center
    return x + shown.view.layout.area.x, y + shown.view.layout.area.y - shown.view.scroll


def told(shown: Navigator) -> str:
    return " ".join(box.name for box in shown.view.layout.boxes)


def test_the_path_names_every_decision_as_it_was_met(session: Session) -> None:
    made = list_history_entries(session)
    assert [one.index for one in made] == list(range(1, len(session.decisions()) + 1))
    assert all(one.outcome_text and one.date for one in made)
    assert all(0 < len(one.excerpt) <= MAX_EXCERPT_CHARACTERS + 2 for one in made)
    assert [one.later_count for one in made] == list(reversed(range(len(made))))
    steps = session.playthrough.steps
    for one, decision in zip(made, session.decisions(), strict=True):
        assert steps[len(steps) - one.steps_back] == decision.choice.id


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
def test_the_newest_is_last_and_has_the_focus(session: Session, size: tuple[int, int], text: int) -> None:
    shown = opened(session, size, text)
    assert isinstance(shown.screen, HistoryDialog)
    made = list_history_entries(session)
    places = [p.target.command for p in shown.view.focusable_targets()]
    assert places == [FIND, TOGGLE_DETAIL, *(one.command for one in made), Command("close")]
    assert shown.view.focused_command == made[-1].command
    assert shown.view.is_visible(made[-1].command)


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
@pytest.mark.parametrize("mouse", [False, True], ids=["keyboard", "mouse"])
@pytest.mark.parametrize("number", [1, 2, -1])
def test_two_presses_go_back_and_one_does_not(
    session: Session, pack: Pack, tmp_path: Path, size: tuple[int, int], text: int, mouse: bool, number: int
) -> None:
    before = session.playthrough.steps
    shown = opened(session, size, text)
    one = list_history_entries(session)[number - 1 if number > 0 else number]
    decision = session.decisions()[one.index - 1]
    while shown.view.focused_command != one.command:
        shown.dispatch(Tab(back=True))

    def press() -> Action:
        return PointerDown(*point(shown, one.command)) if mouse else Confirm()

    shown.dispatch(press())
    assert isinstance(shown.screen, HistoryDialog)
    assert session.playthrough.steps == before
    assert one.confirm_text in told(shown)
    assert shown.view.focused_command == one.command and shown.view.is_visible(one.command)
    shown.dispatch(press())
    assert isinstance(shown.screen, PageScreen)
    assert session.playthrough.steps == before[: decision.step]
    assert shown.screen.page == session.page()
    assert session.page().passage == decision.passage
    session.close()
    again = Session(pack, folder=tmp_path)
    again.open(SCENE)
    assert again.playthrough.steps == before[: decision.step]


def test_leaving_or_asking_for_another_takes_nothing_back(session: Session) -> None:
    before = session.playthrough.steps
    shown = opened(session)
    shown.dispatch(Confirm())
    shown.dispatch(Arrow(y=-1))
    shown.dispatch(Confirm())
    first, second = list_history_entries(session)[-1], list_history_entries(session)[-2]
    assert second.confirm_text in told(shown)
    assert first.confirm_text not in told(shown)
    shown.dispatch(Cancel())
    assert isinstance(shown.screen, PageScreen)
    shown.dispatch(Key("p"))
    assert second.confirm_text not in told(shown)
    shown.dispatch(Key("p"))
    assert isinstance(shown.screen, PageScreen)
    assert session.playthrough.steps == before


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
    for name, wanted in keys.items():
        hints = {key for hint in open_screen(name).screen.key_hints() for key in hint.keys}
        assert hints & set("fpt") == set(wanted), name


@pytest.mark.parametrize("verb", ["path", "transcript"])
def test_the_menu_leads_there(verb: str) -> None:
    shown = open_screen("passage")
    shown.dispatch(Cancel())
    assert isinstance(shown.screen, MenuDialog)
    place = next(p for p in shown.view.focusable_targets() if p.target.command.verb == verb)
    shown.dispatch(PointerDown(*point(shown, place.target.command)))
    assert isinstance(shown.screen, HistoryDialog if verb == "path" else TranscriptSavedDialog)


def long(paragraphs: int) -> tuple[HistoryEntry, ...]:
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


def backlog(made: tuple[HistoryEntry, ...], size: tuple[int, int] = LARGE, text: int = 100) -> Navigator:
    shown = open_screen("passage", size, Settings(text_size=text))
    shown.navigate(Push(HistoryDialog(made, shows_full_text=True)))
    return shown


def drawn(shown: Navigator) -> str:
    """The words in view that are really set."""
    view = shown.view
    return " ".join(
        mark.text
        for box in view.layout.boxes
        if box.y < view.scroll + view.layout.area.h and box.y + box.h > view.scroll
        for mark in box.marks
        if isinstance(mark, TextRun)
    )


def test_the_second_depth_is_all_that_was_read_and_keeps_the_place(session: Session) -> None:
    shown = opened(session)
    shown.dispatch(Arrow(y=-1))
    before = shown.view.focused_command
    assert SHOW_FULL_TEXT_LABEL in told(shown)
    shown.dispatch(Key("a"))
    assert shown.view.focused_command == before
    said = told(shown)
    for stop in replay_pages(session.playthrough):
        if stop.page.kind == "passage" and not stop.page.ending:
            for block in stop.page.blocks:
                for line in block_lines(block):
                    assert "".join(run.text for run in line) in said
    shown.dispatch(Confirm())
    assert shown.screen.is_modal, "one press asks here too"
    shown.dispatch(Confirm())
    assert not shown.screen.is_modal


def test_four_hundred_paragraphs_open_at_the_newest_and_few_are_set() -> None:
    shown = backlog(long(400))
    assert shown.view.focused_command == long(400)[-1].command
    assert shown.view.is_visible(long(400)[-1].command)
    set_ = [box for box in shown.view.layout.boxes if box.marks]
    assert len(set_) < 100
    assert len(shown.view.layout.boxes) > 400
    assert "Paragraph 399" in drawn(shown)


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
@pytest.mark.parametrize("step", [PageScroll(-0.9), Wheel(3), PageScroll(-1, to_end=True), Arrow(y=-1), Tab(back=True)])
def test_whatever_comes_into_view_is_set(size: tuple[int, int], text: int, step: Action) -> None:
    shown = backlog(long(120), size, text)
    for _ in range(12):
        shown.dispatch(step)
        view = shown.view
        for box in view.layout.boxes:
            if box.y < view.scroll + view.layout.area.h and box.y + box.h > view.scroll:
                assert box.marks, box.name[:40]


@pytest.mark.parametrize(("step", "share"), [(Wheel(1), 0.0), (PageScroll(-0.9), 0.9)])
def test_what_is_read_stands_still_while_what_is_above_it_is_set(step: Action, share: float) -> None:
    shown = backlog(long(200))
    for _ in range(40):
        view = shown.view
        n, top = next((n, b.y) for n, b in enumerate(view.layout.boxes) if b.y >= view.scroll)
        at = top - view.scroll
        shown.dispatch(step)
        moved = view.layout.boxes[n].y - view.scroll - at
        wanted = view.layout.area.h * share or shown.stack.make_text_style().px(58)
        assert abs(moved - wanted) <= 1 or view.scroll == 0, "no more and no less than was rolled"


def test_tab_reaches_every_decision_of_a_long_evening() -> None:
    made = long(160)
    shown = backlog(made)
    seen = set()
    for _ in range(len(made) + 3):
        shown.dispatch(Tab())
        assert shown.view.focused_command is not None
        assert shown.view.is_visible(shown.view.focused_command)
        seen.add(shown.view.focused_command)
    assert seen == {FIND, TOGGLE_DETAIL, Command("close"), *(one.command for one in made)}


def test_a_screen_reader_has_all_of_it_and_is_not_made_to_hear_it() -> None:
    shown = backlog(long(80))
    names = [node.name for node in build_access_tree(shown).walk()]
    assert sum(name.startswith("Paragraph ") for name in names) == 80
    heard = Announcer()
    heard.update(shown, build_access_tree(shown))
    assert "Paragraph" not in heard.text


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
def test_words_are_found_in_what_was_read_and_chosen(size: tuple[int, int], text: int) -> None:
    made = long(120)
    shown = backlog(made, size, text)
    shown.dispatch(Key("f"))
    assert shown.view.focused_command == FIND
    for letter in "paragraph 77.":
        shown.dispatch(TextInput(letter))
    assert "Found at 1 of 30 choices" in told(shown)
    assert [p.target.command for p in shown.view.focusable_targets()] == [
        FIND,
        TOGGLE_DETAIL,
        made[19].command,
        Command("close"),
    ]
    shown.dispatch(EditCommand("enter"))
    assert shown.view.focused_command == made[19].command
    assert shown.view.is_visible(made[19].command)
    shown.dispatch(Key("f"))
    shown.dispatch(EditCommand("all"))
    shown.dispatch(TextInput("орджоникидзе THING 29TH"))
    assert "Found at 1 of 30" in told(shown), "all of the words, in any case, here or there"
    shown.dispatch(EditCommand("all"))
    shown.dispatch(EditCommand("backspace"))
    assert len(shown.view.focusable_targets()) == 33


def test_the_panel_does_not_jump_while_words_are_looked_for() -> None:
    shown = backlog(long(120))
    before = shown.view.layout.area
    shown.dispatch(Key("f"))
    shown.dispatch(TextInput("nowhere"))
    assert "Found at 0 of 30" in told(shown)
    assert shown.view.layout.area == before


def test_asking_sets_one_row_anew() -> None:
    made = long(240)
    overlay = HistoryDialog(made)
    shown = open_screen("passage")
    shown.navigate(Push(overlay))
    before = {box.name: id(box.marks) for box in shown.view.layout.boxes if box.marks}
    shown.dispatch(Confirm())
    anew = [
        b.name for b in shown.view.layout.boxes if b.marks and id(b.marks) != before.get(b.name) and b.role == "button"
    ]
    assert [name for name in anew if name not in ("Close", "Find words", SHOW_FULL_TEXT_LABEL)] == [
        f"60. {made[-1].confirm_text} 14 September 1932 He had read it {made[-1].outcome_text}"
    ]


# ------------------------------------------------------------------------------------------------- the transcript


@pytest.mark.parametrize("kind", ["record", "debrief", "finished"])
def test_the_transcript_is_saved_and_its_place_told(session: Session, home: Path, kind: str) -> None:
    while session.page().kind != kind:
        session.choose("close")
    shown = Navigator(session, SMALL, screen=PageScreen(session, session.page()))
    shown.dispatch(Key("t"))
    assert isinstance(shown.screen, TranscriptSavedDialog)
    page, text = shown.screen.html_path, shown.screen.markdown_path
    assert page.is_relative_to(home) and page.parent == text.parent
    assert text.read_text(encoding="utf-8").startswith("# ")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    for said in (page.name, text.name, str(page.parent)):
        assert said.replace(" ", "") in told(shown).replace(" ", "")
    shown.dispatch(Key("t"))
    assert not shown.screen.is_modal


@pytest.mark.parametrize("opens", [True, False])
def test_it_opens_in_the_browser_or_it_is_said_that_it_did_not(
    session: Session, home: Path, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: asked.append(url) or opens)  # type: ignore[func-returns-value]
    shown = Navigator(session, LARGE, screen=PageScreen(session, session.page()))
    shown.dispatch(Key("t"))
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, TranscriptSavedDialog)
    assert asked == [shown.screen.html_path.as_uri()]
    assert asked[0].startswith("file:///") and home.as_uri() in asked[0]
    assert ("No browser could be opened" in told(shown)) != opens


def test_answers_are_handed_in(session: Session, home: Path) -> None:
    while session.page().kind != "debrief":
        session.choose("close")
    session.save_answer(1, "My own words & <signs>.")
    shown = Navigator(session, SMALL, screen=PageScreen(session, session.page()))
    shown.dispatch(Key("t"))
    page, text = sorted(home.rglob("*Forbidden paper*"))
    assert "My own words &amp; &lt;signs&gt;." in page.read_text(encoding="utf-8")
    assert "> My own words & \\<signs\\>." in text.read_text(encoding="utf-8")


def test_the_last_page_has_a_button_for_it() -> None:
    shown = open_screen("finished")
    shown.dispatch(PointerDown(*point(shown, Command("transcript"))))
    assert isinstance(shown.screen, TranscriptSavedDialog)


def test_a_transcript_that_cannot_be_written_is_told_plainly(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "a file"))
    shown = Navigator(session, LARGE, screen=PageScreen(session, session.page()))
    shown.dispatch(Key("t"))
    assert isinstance(shown.screen, MessageDialog)
    assert shown.screen.text.startswith("The transcript could not be written: ")
    assert str(tmp_path) in shown.screen.text
    shown.dispatch(Cancel())
    assert session.page().kind == "record"


# ---------------------------------------------------------------------------------------------------- the figures


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
def test_a_table_says_all_that_its_chart_says(size: tuple[int, int], text: int) -> None:
    shown = open_screen("record", size, Settings(text_size=text))
    shown.dispatch(Key("f"))
    assert isinstance(shown.screen, DataTablesDialog)
    said = told(shown)
    charts = [block for block in RECORD.blocks if isinstance(block, Chart)]
    for chart in charts:
        assert all(f"{bar.label}: {bar.text}" in said for bar in chart.bars)
        assert chart.title.upper() in said and chart.unit in said and chart.remark in said
    shown.view.focus_and_reveal(Command("note", str(charts[0].note)))
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, NoteDialog)
    shown.dispatch(Cancel())
    assert isinstance(shown.screen, PageScreen)


def test_without_charts_the_key_does_nothing() -> None:
    shown = open_screen("debrief")
    shown.dispatch(Key("f"))
    assert isinstance(shown.screen, PageScreen)


def test_turns_are_no_decisions(session: Session) -> None:
    assert not {decision.choice.id for decision in session.decisions()} & set(PHASE_TRIGGERS)
