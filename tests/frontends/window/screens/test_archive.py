"""The archive in the window: a shelf of folders, a file as a stranger finds it, and what was lived beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.page import ArchivedThing, ArchiveFolder, Assessment, FileDecision, FilePaper, ProvenanceStep
from party_card.frontends.window.input.events import Arrow, Cancel, Confirm, Key
from party_card.frontends.window.navigation import Route
from party_card.frontends.window.screens.archive import ArchiveScreen
from party_card.frontends.window.screens.dialogs.transcript_saved import TranscriptSavedDialog
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.primitives import FillRect, Polygon, StrokeRect
from tests.app.archive_campaign import FERRY, KILN, SIGNAL, write_archive_campaign
from tests.app.provenance_campaign import write_provenance_campaign
from tests.app.sample import play
from tests.frontends.window.open_screens import read_marks

HONEST = ("let-pass", "enter", "tell", "answer")
WIDE, NARROW = (1280, 800), (640, 480)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(write_archive_campaign(tmp_path / "pack"), folder=tmp_path / "home")
    yield session
    session.close()


def finish(session: Session, scene: SceneId, *choices: str) -> None:
    play(session, scene, *choices)
    while session.page().offers:
        session.choose(session.page().offers[0].id)


def open_archive(session: Session, size: tuple[int, int] = WIDE) -> Navigator:
    return Navigator(session, size, screen=build_screen(Route("archive"), session))


def find_boxes(navigator: Navigator, kind: type) -> list[Box]:
    page = navigator.screen.page
    assert page is not None
    blocks = dict(enumerate(page.blocks))
    return [box for box in navigator.view.layout.boxes if isinstance(blocks.get(box.key), kind)]


def run(navigator: Navigator, verb: str, argument: str = "") -> None:
    result = navigator.screen.handle_command(Command(verb, argument))  # type: ignore[arg-type]
    assert result is not None
    navigator.navigate(result)


def test_folders_stand_side_by_side_on_a_board_and_are_a_list_with_large_letters(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    for size, text_size, is_shelf in ((WIDE, 100, True), (NARROW, 200, False)):
        session.update_settings(text_size=text_size)
        folders = find_boxes(open_archive(session, size), ArchiveFolder)
        assert [box.name.partition(":")[0] for box in folders] == ["Open file 1", "2. The Kiln. No file.",
                                                                  "3. The Signal. Not played to the end."]  # fmt: skip
        assert (len({box.y + box.h for box in folders}) == 1) == is_shelf
        assert [bool(box.targets) for box in folders] == [True, False, False]
        outlines = [any(isinstance(mark, StrokeRect) and mark.dash for mark in box.marks) for box in folders]
        assert outlines == [False, True, True]


def test_what_became_of_a_card_is_said_in_words_and_in_the_name(session: Session) -> None:
    finish(session, FERRY, "ask", "tear", "hush", "refuse")
    finish(session, SIGNAL, "wave")
    ferry, _, signal = find_boxes(open_archive(session), ArchiveFolder)
    assert "1 paper, card marked" in read_marks(ferry)
    assert ferry.name == "Open file 1: Reed, T. Office of tolls. 1 paper, card marked."
    assert "0 papers, no card" in signal.name


def test_enter_opens_a_file_shows_what_was_lived_and_leads_back_to_its_folder(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    navigator = open_archive(session)
    navigator.dispatch(Confirm())
    papers, statements = find_boxes(navigator, FilePaper), find_boxes(navigator, Assessment)
    assert (len(papers), len(statements)) == (4, 6)
    assert all(statement.x > papers[0].rect.right for statement in statements[:5])  # beside, in reading order
    assert [box.key for box in navigator.view.layout.boxes if box.key >= 0] == sorted(
        box.key for box in navigator.view.layout.boxes if box.key >= 0
    )
    assert not find_boxes(navigator, FileDecision)
    run(navigator, "lived")
    assert len(find_boxes(navigator, FileDecision)) == 4
    run(navigator, "filed", "decision 1")
    assert navigator.view.focused_command == Command("filed", "paper B")
    navigator.dispatch(Key("b"))
    assert navigator.view.focused_command == Command("folder", "1")
    assert navigator.screen.page is not None
    assert navigator.screen.page.kind == "archive"


def test_statements_stand_below_their_papers_in_a_narrow_window(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    navigator = open_archive(session, NARROW)
    run(navigator, "folder", "1")
    papers, statements = find_boxes(navigator, FilePaper), find_boxes(navigator, Assessment)
    assert all(statement.y >= paper.rect.bottom for paper, statement in zip(papers, statements, strict=False))


def test_answers_are_saved_and_a_second_press_takes_one_back(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    navigator = open_archive(session)
    run(navigator, "folder", "1")
    run(navigator, "assess", "2 documented")
    assert "By these papers it is reported." in " ".join(box.name for box in navigator.view.layout.boxes)
    archive = session.open_archive()
    assert archive is not None
    assert archive.answers(1)[1] == "documented"
    run(navigator, "assess", "2 documented")
    assert archive.answers(1)[1] == ""
    run(navigator, "archive", "shelf")
    screen = navigator.screen
    assert isinstance(screen, ArchiveScreen)
    screen.answer_form.fields[0].set_text("The leaf.")
    assert archive.question_answer == "The leaf."


def test_after_the_last_scene_the_archive_comes_before_the_end(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    finish(session, KILN, "wait")
    finish(session, SIGNAL, "wave")
    navigator = Navigator(session, WIDE, screen=build_screen(Route("scene", "signal"), session))
    steps = navigator.screen.next_steps.labelled_commands  # type: ignore[attr-defined]
    assert steps[0] == ("The archive", Command("archive", "signal"))
    run(navigator, "archive", "signal")
    assert navigator.screen.next_steps.labelled_commands[0] == (  # type: ignore[attr-defined]
        "The winter in the record", Command("campaign-end", "signal")
    )  # fmt: skip
    run(navigator, "campaign-end", "signal")
    assert navigator.screen.page is not None
    assert navigator.screen.page.kind == "winter"


def test_the_archive_opens_from_the_list_of_scenes_once_a_file_stands_there(session: Session) -> None:
    assert not any(hint.label == "the archive" for hint in TimelineScreen(session).key_hints())
    finish(session, FERRY, *HONEST)
    navigator = Navigator(session, WIDE, screen=TimelineScreen(session))
    assert any(target.target.command == Command("archive", "ferry") for target in navigator.view.targets)
    navigator.dispatch(Key("a"))
    assert isinstance(navigator.screen, ArchiveScreen)


def test_arrows_go_from_file_to_file(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    finish(session, SIGNAL, "wave")
    navigator = open_archive(session)
    for x, number in ((1, "3"), (1, "3"), (-1, "1"), (-1, "1")):
        navigator.dispatch(Arrow(x, 0))
        assert navigator.view.focused_command == Command("folder", number)


def test_what_can_and_cannot_be_concluded_stand_side_by_side_if_there_is_room(session: Session) -> None:
    finish(session, FERRY, *HONEST)
    for size, is_beside in ((WIDE, True), (NARROW, False)):
        boxes = {box.name: box for box in open_archive(session, size).view.layout.boxes}
        can, cannot = boxes["WHAT A STRANGER CAN CONCLUDE"], boxes["WHAT A STRANGER CANNOT CONCLUDE"]
        assert (can.y == cannot.y) == is_beside
        assert boxes["Why somebody looked away."].y > cannot.y
        assert (boxes["That a leaf is missing."].y < cannot.y) != is_beside


def test_the_archive_is_saved_from_shelf_and_file(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    monkeypatch.setattr("party_card.frontends.shared.transcript.files.transcript_folders", lambda: (folder,))
    finish(session, FERRY, *HONEST)
    navigator = open_archive(session)
    navigator.dispatch(Key("t"))
    assert isinstance(navigator.screen, TranscriptSavedDialog)
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".json", ".md"]
    navigator.dispatch(Cancel())
    run(navigator, "folder", "1")
    navigator.dispatch(Key("t"))
    assert isinstance(navigator.screen, TranscriptSavedDialog)


@pytest.mark.parametrize(("size", "text_size"), [(WIDE, 100), (NARROW, 200)])
def test_the_way_of_a_thing_opens_from_the_shelf_and_says_in_words_what_the_strip_shows(
    tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    session = Session(write_provenance_campaign(tmp_path / "other"), folder=tmp_path / "home")
    finish(session, FERRY, "let-pass", "enter", "hush", "refuse")
    finish(session, KILN, "wait")
    session.update_settings(text_size=text_size)
    navigator = open_archive(session, size)
    (thing,) = find_boxes(navigator, ArchivedThing)
    assert thing.name == "Follow the way: A bell without a clapper. Its mark joins 2 papers."
    assert thing.targets[0].command == Command("provenance", "4")
    run(navigator, "provenance", "4")
    steps = find_boxes(navigator, ProvenanceStep)
    assert [box.name.partition(".")[0] for box in steps][:1] == [
        "2 March 1931 The landing A bell hangs here, and Counter is paid"
    ]
    assert "Against the light: Cast for the *ferry*, 1890." in steps[0].name
    assert "A copy with the mark".upper() in steps[1].name.upper()
    assert "The way breaks off".upper() in steps[2].name.upper()
    assert "No mark".upper() in steps[3].name.upper()
    assert all(box.w <= size[0] for box in steps)
    has_strip = [
        any(isinstance(mark, FillRect | Polygon) and mark.colour == "bar" for mark in box.marks) for box in steps
    ]
    assert has_strip == [True, True, True, False]
    navigator.dispatch(Key("b"))
    assert navigator.view.focused_command == Command("provenance", "4")
    session.close()
