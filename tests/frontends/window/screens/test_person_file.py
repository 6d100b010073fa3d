"""The file in the window: a desk with papers beside the decisions, threads between them, answers by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.engine.page import FileDecision, FilePaper
from party_card.frontends.window.input.events import Confirm
from party_card.frontends.window.navigation import Refresh
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.primitives import Circle, Line, TextRun
from tests.engine.test_person_file import SCENE

STEPS = ("begin", "enter", "tell", "wait", "report", "reveal", "close")
WIDE, NARROW = (1280, 800), (640, 480)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "pack" / "scenes").mkdir(parents=True)
    (tmp_path / "pack" / "scenes" / "parcel.yaml").write_text(SCENE, encoding="utf-8")
    session = Session(read_pack(tmp_path / "pack")[0], folder=tmp_path / "home")
    session.open(SceneId("parcel"))
    for step in STEPS:
        session.choose(step)
    yield session
    session.close()


def open_window(session: Session, size: tuple[int, int] = WIDE) -> Navigator:
    return Navigator(session, size, screen=PageScreen(session, session.page()))


def find_boxes(navigator: Navigator, kind: type) -> list[Box]:
    page = navigator.screen.page
    assert page is not None
    blocks = dict(enumerate(page.blocks))
    return [box for box in navigator.view.layout.boxes if isinstance(blocks.get(box.key), kind)]


def text_of(box: Box) -> str:
    return " ".join(mark.text for mark in box.marks if isinstance(mark, TextRun)).casefold()


def test_decisions_stand_beside_the_papers_in_a_wide_window_and_below_them_in_a_narrow_one(session: Session) -> None:
    for size, is_beside in ((WIDE, True), (NARROW, False)):
        navigator = open_window(session, size)
        papers, decisions = find_boxes(navigator, FilePaper), find_boxes(navigator, FileDecision)
        assert len(papers) == len(decisions) == 3
        assert all((decision.x > paper.rect.right) == is_beside for paper in papers for decision in decisions)
        assert not is_beside or decisions[0].y < papers[-1].rect.bottom


def test_every_paper_says_that_it_is_invented_and_has_a_hatched_edge(session: Session) -> None:
    for size in (WIDE, NARROW):
        for paper in find_boxes(open_window(session, size), FilePaper):
            assert "invented" in text_of(paper)
            slanting = [m for m in paper.marks if isinstance(m, Line) and m.a[0] != m.b[0] and m.a[1] != m.b[1]]
            assert len(slanting) > 5


def test_a_thread_joins_a_decision_with_each_paper_that_shows_it(session: Session) -> None:
    decisions = find_boxes(open_window(session), FileDecision)
    ends = [sum(isinstance(mark, Circle) for mark in box.active_marks) for box in decisions]
    assert ends == [2, 0, 4]  # one paper, none, two papers
    assert all(not any(isinstance(mark, Circle) for mark in box.marks) for box in decisions)


def test_enter_leads_from_a_decision_to_its_paper_and_back(session: Session) -> None:
    navigator = open_window(session)
    navigator.navigate(Refresh(focus=Command("filed", "decision 3")))
    navigator.dispatch(Confirm())
    assert navigator.view.focused_command == Command("filed", "paper A")
    navigator.dispatch(Confirm())
    assert navigator.view.focused_command == Command("filed", "decision 1")


def test_what_no_paper_shows_leads_nowhere_and_says_who_knows(session: Session) -> None:
    _, told, _ = find_boxes(open_window(session), FileDecision)
    assert told.targets == ()
    assert "known to you and your sister" in text_of(told)


def test_an_answer_is_kept_told_and_taken_back(session: Session) -> None:
    navigator = open_window(session)
    navigator.run_command(Command("assess", "1 documented"))
    assert session.file_answers() == ("documented", "", "", "")
    assert "Yes. “Line 113” shows it." in " ".join(box.name for box in navigator.view.layout.boxes)
    assert navigator.view.focused_command == Command("assess", "1 documented")
    navigator.run_command(Command("assess", "1 documented"))
    assert session.file_answers() == ("", "", "", "")


def test_the_chosen_answer_is_told_to_a_screen_reader(session: Session) -> None:
    session.save_file_answer(2, "not recorded")
    names = [target.target.name for target in open_window(session).view.focusable_targets()]
    assert "Statement 2: not recorded, chosen" in names
    assert "Statement 2: reported" in names


def test_tab_goes_through_papers_decisions_and_answers_in_reading_order(session: Session) -> None:
    navigator = open_window(session)
    commands = [target.target.command for target in navigator.view.focusable_targets()]
    verbs = [
        f"{command.verb} {command.argument.split()[0]}" for command in commands if command.verb in ("filed", "assess")
    ]
    assert verbs == ["filed paper"] * 2 + ["filed decision"] * 2 + [
        f"assess {n}" for n in (1, 2, 3, 4) for _ in range(4)
    ]
