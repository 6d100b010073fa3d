"""The path and the way back, the transcript, the figures as tables; with a real session where something is kept."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from game.content.models import SceneId
from game.content.pack import Pack, builtin, read_pack
from game.frontends.window.boxes import Do
from game.frontends.window.figures import FiguresOverlay
from game.frontends.window.handing import SavedOverlay
from game.frontends.window.input import Action, Arrow, Click, Confirm, Dismiss, Key, Tab
from game.frontends.window.overlays import MenuOverlay, MessageOverlay, NoteOverlay
from game.frontends.window.screens import PageScreen
from game.frontends.window.stage import Stage
from game.frontends.window.walk import FIRST_WORDS, Made, PathOverlay, decided
from game.keep.folder import HOME
from game.keep.session import Session
from game.keep.settings import Settings
from game.play.page import Chart
from game.play.steps import TURNS

from .open_screens import stage
from .sample import MADE, RECORD

SCENE = SceneId("forbidden-paper")
SMALL, LARGE = (640, 480), (1280, 800)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(builtin())[0]


@pytest.fixture
def session(tmp_path: Path, pack: Pack) -> Session:
    """Played to the record."""
    made = Session(pack, folder=tmp_path)
    made.open(SCENE)
    while made.page().kind != "record":
        made.choose(next(offer.id for offer in made.page().offers if offer.open))
    return made


def opened(session: Session, size: tuple[int, int] = LARGE, text: int = 100) -> Stage:
    session.change(text_size=text)
    shown = Stage(session, size, screen=PageScreen(session, session.page()))
    shown.handle(Key("p"))
    return shown


def point(shown: Stage, does: Do) -> tuple[float, float]:
    place = next(p for p in shown.view.everything if p.target.does == does)
    x, y = place.rects[0].center
    return x + shown.view.sheet.area.x, y + shown.view.sheet.area.y - shown.view.scroll


def told(shown: Stage) -> str:
    return " ".join(box.name for box in shown.view.sheet.boxes)


def test_the_path_names_every_decision_as_it_was_met(session: Session) -> None:
    made = decided(session)
    assert [one.number for one in made] == list(range(1, len(session.decisions()) + 1))
    assert all(one.did and one.when for one in made)
    assert all(0 < len(one.passage) <= FIRST_WORDS + 2 for one in made)
    assert [one.later for one in made] == list(reversed(range(len(made))))
    steps = session.playthrough.steps
    for one, decision in zip(made, session.decisions(), strict=True):
        assert steps[len(steps) - one.back] == decision.choice.id


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
def test_the_newest_is_last_and_has_the_focus(session: Session, size: tuple[int, int], text: int) -> None:
    shown = opened(session, size, text)
    assert isinstance(shown.screen, PathOverlay)
    made = decided(session)
    places = [p.target.does for p in shown.view.places()]
    assert places == [*(one.does for one in made), Do("close")]
    assert shown.view.focus == made[-1].does
    assert shown.view.in_view(made[-1].does)


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
@pytest.mark.parametrize("mouse", [False, True], ids=["keyboard", "mouse"])
@pytest.mark.parametrize("number", [1, 2, -1])
def test_two_presses_go_back_and_one_does_not(
    session: Session, pack: Pack, tmp_path: Path, size: tuple[int, int], text: int, mouse: bool, number: int
) -> None:
    before = session.playthrough.steps
    shown = opened(session, size, text)
    one = decided(session)[number - 1 if number > 0 else number]
    decision = session.decisions()[one.number - 1]
    while shown.view.focus != one.does:
        shown.handle(Tab(back=True))

    def press() -> Action:
        return Click(*point(shown, one.does)) if mouse else Confirm()

    shown.handle(press())
    assert isinstance(shown.screen, PathOverlay)
    assert session.playthrough.steps == before
    assert one.asks in told(shown)
    assert shown.view.focus == one.does and shown.view.in_view(one.does)
    shown.handle(press())
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
    shown.handle(Confirm())
    shown.handle(Arrow(y=-1))
    shown.handle(Confirm())
    first, second = decided(session)[-1], decided(session)[-2]
    assert second.asks in told(shown)
    assert first.asks not in told(shown)
    shown.handle(Dismiss())
    assert isinstance(shown.screen, PageScreen)
    shown.handle(Key("p"))
    assert second.asks not in told(shown)
    shown.handle(Key("p"))
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
    assert words in Made(1, "", "", "", later, 1).asks


def test_the_bottom_line_names_the_keys_where_they_work() -> None:
    keys = {"briefing": "", "passage": "p", "ending": "p", "record": "fpt", "debrief": "pt", "finished": "pt"}
    for name, wanted in keys.items():
        hints = {key for hint in stage(name).screen.hints() for key in hint.keys}
        assert hints & set("fpt") == set(wanted), name


@pytest.mark.parametrize("verb", ["path", "transcript"])
def test_the_menu_leads_there(verb: str) -> None:
    shown = stage("passage")
    shown.handle(Dismiss())
    assert isinstance(shown.screen, MenuOverlay)
    place = next(p for p in shown.view.places() if p.target.does.verb == verb)
    shown.handle(Click(*point(shown, place.target.does)))
    assert isinstance(shown.screen, PathOverlay if verb == "path" else SavedOverlay)


def test_sixty_decisions_open_and_ask_quickly() -> None:
    made = tuple(Made(n + 1, MADE[n % 4].when, MADE[n % 4].passage, MADE[n % 4].did, 59 - n, 60 - n) for n in range(60))
    overlay = PathOverlay(made)
    shown = stage("passage")
    press = shown.press()
    overlay.sheet(press)
    kept = {name: id(box) for name, box in overlay._set.items()}
    overlay.answer(made[30].does)
    begun = time.perf_counter()
    overlay.sheet(press)
    took = time.perf_counter() - begun
    anew = [does for (does, _), box in overlay._set.items() if id(box) not in kept.values()]
    assert anew == [made[30].does]  # one row is set anew, whatever the machine's speed
    assert took < 1


# ------------------------------------------------------------------------------------------------- the transcript


@pytest.mark.parametrize("kind", ["record", "debrief", "finished"])
def test_the_transcript_is_saved_and_its_place_told(session: Session, home: Path, kind: str) -> None:
    while session.page().kind != kind:
        session.choose("close")
    shown = Stage(session, SMALL, screen=PageScreen(session, session.page()))
    shown.handle(Key("t"))
    assert isinstance(shown.screen, SavedOverlay)
    file = shown.screen.file
    assert file.is_relative_to(home)
    assert file.read_text(encoding="utf-8").startswith("# ")
    assert file.name in told(shown)
    assert str(file.parent).replace(" ", "") in told(shown).replace(" ", "")
    shown.handle(Key("t"))
    assert isinstance(shown.screen, PageScreen)


def test_the_last_page_has_a_button_for_it() -> None:
    shown = stage("finished")
    shown.handle(Click(*point(shown, Do("transcript"))))
    assert isinstance(shown.screen, SavedOverlay)


def test_a_transcript_that_cannot_be_written_is_told_plainly(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv(HOME, str(tmp_path / "a file"))
    shown = Stage(session, LARGE, screen=PageScreen(session, session.page()))
    shown.handle(Key("t"))
    assert isinstance(shown.screen, MessageOverlay)
    assert shown.screen.text.startswith("The transcript could not be written: ")
    assert str(tmp_path) in shown.screen.text
    shown.handle(Dismiss())
    assert session.page().kind == "record"


# ---------------------------------------------------------------------------------------------------- the figures


@pytest.mark.parametrize(("size", "text"), [(LARGE, 100), (SMALL, 200)])
def test_a_table_says_all_that_its_chart_says(size: tuple[int, int], text: int) -> None:
    shown = stage("record", size, Settings(text_size=text))
    shown.handle(Key("f"))
    assert isinstance(shown.screen, FiguresOverlay)
    said = told(shown)
    charts = [block for block in RECORD.blocks if isinstance(block, Chart)]
    for chart in charts:
        assert all(f"{bar.label}: {bar.shown}" in said for bar in chart.bars)
        assert chart.title.upper() in said and chart.unit in said and chart.remark in said
    shown.view.look_at(Do("note", str(charts[0].note)))
    shown.handle(Confirm())
    assert isinstance(shown.screen, NoteOverlay)
    shown.handle(Dismiss())
    assert isinstance(shown.screen, PageScreen)


def test_without_charts_the_key_does_nothing() -> None:
    shown = stage("debrief")
    shown.handle(Key("f"))
    assert isinstance(shown.screen, PageScreen)


def test_turns_are_no_decisions(session: Session) -> None:
    assert not {decision.choice.id for decision in session.decisions()} & set(TURNS)
