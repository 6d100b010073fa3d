"""Answers in the debrief and links in the text, with real sessions, by keys and by a screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.frontends.window.accessibility.accesskit_bridge import perform_action
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import Cancel, Confirm, EditCommand, Key, Tab, TextInput
from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.shell.text_entry import find_focused_field
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.primitives import FillRect, TextRun
from party_card.frontends.window.views.answer_form import MODEL_ANSWER_LABEL
from party_card.storage.settings import Settings
from tests.storage.sample import LETTER, write_pack

from ..open_screens import open_screen

STEPS = ("begin", "read", "tell", "reveal", "close")
HOSTILE_ANSWER = "</p><script>alert(1)</script> \x1b[2J **" + "W" * 300


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_pack(tmp_path_factory.mktemp("pack"))


def open_scene(pack: Pack, folder: Path) -> Session:
    session = Session(pack, folder=folder)
    session.open(LETTER)
    return session


def play_to_debrief(pack: Pack, folder: Path) -> Session:
    session = open_scene(pack, folder)
    for step in STEPS:
        session.choose(step)
    return session


def open_page(session: Session, size: tuple[int, int] = (1280, 800)) -> Navigator:
    return Navigator(session, size, screen=PageScreen(session, session.page()))


def read_marks(navigator: Navigator) -> str:
    return " ".join(
        m.text for b in navigator.view.layout.boxes for m in (*b.marks, *b.active_marks) if isinstance(m, TextRun)
    )


def test_an_answer_is_written_by_keys_and_is_there_again(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path)
    navigator = open_page(session)
    navigator.dispatch(Tab())
    for action in (TextInput("The registry"), EditCommand("enter"), TextInput("1.")):
        navigator.dispatch(action)
    assert session.answers() == ("The registry\n1.", "")
    other_session = open_scene(pack, tmp_path)
    other_navigator = open_page(other_session)
    assert "The registry 1." in read_marks(other_navigator)
    assert other_session.page().kind == "debrief", "no letter was a shortcut"


def test_finishing_never_waits_for_an_answer(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path)
    navigator = open_page(session)
    navigator.view.focus_and_reveal(Command("choose", "close"))
    navigator.dispatch(Confirm())
    assert session.page().kind == "finished"


def test_what_a_good_answer_draws_on_is_offered_after_an_answer_and_shown_when_asked(
    pack: Pack, tmp_path: Path
) -> None:
    navigator = open_page(play_to_debrief(pack, tmp_path))
    assert MODEL_ANSWER_LABEL not in read_marks(navigator) and "the place of the registry" not in read_marks(navigator)
    navigator.dispatch(Tab())
    navigator.dispatch(TextInput("  "))
    assert MODEL_ANSWER_LABEL not in read_marks(navigator), "blanks are no answer"
    navigator.dispatch(TextInput("The clerk."))
    assert MODEL_ANSWER_LABEL in read_marks(navigator) and "the place of the registry" not in read_marks(navigator)
    navigator.dispatch(Tab())
    assert navigator.view.focused_command == Command("model-answer", "1")
    navigator.dispatch(Confirm())
    assert "the place of the registry" in read_marks(navigator)
    assert navigator.view.focused_command == Command("model-answer", "1")
    navigator.dispatch(Confirm())
    assert "the place of the registry" not in read_marks(navigator)


def test_a_question_without_such_a_line_offers_none(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path)
    session.save_answer(2, "Mine.")
    assert MODEL_ANSWER_LABEL not in read_marks(open_page(session))


def test_a_screen_reader_answers_the_debrief_and_finishes(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path)
    navigator = open_page(session)
    for number, text in ((1, "Whoever writes it down."), (2, "Nobody’s.")):
        node = next(n for n in build_access_tree(navigator).walk() if n.name == f"Your answer to question {number}")
        assert node.role == "MULTILINE_TEXT_INPUT" and node.focus_target is not None
        perform_action(navigator, node.focus_target, click=False, text=text)
    assert session.answers() == ("Whoever writes it down.", "Nobody’s.")
    link = next(n for n in build_access_tree(navigator).walk() if n.name.startswith(MODEL_ANSWER_LABEL))
    assert link.role == "LINK" and link.focus_target is not None
    perform_action(navigator, link.focus_target, click=True)
    assert any("the place of the registry" in n.name for n in build_access_tree(navigator).walk())
    finish = next(n for n in build_access_tree(navigator).walk() if n.name == "Finish" and n.role == "BUTTON")
    assert finish.focus_target is not None
    perform_action(navigator, finish.focus_target, click=True)
    assert session.page().kind == "finished"


def test_another_window_that_wrote_meanwhile_is_told_of_and_both_are_kept(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path)
    other_navigator = open_scene(pack, tmp_path)
    navigator = open_page(session)
    navigator.dispatch(Tab())
    other_navigator.save_answer(1, "theirs")
    navigator.dispatch(TextInput("m"))
    assert isinstance(navigator.screen, MessageDialog)
    navigator.dispatch(Cancel())
    assert "theirs" in read_marks(navigator) and session.answers()[0] == "theirs\n\nm"
    navigator.view.focus_and_reveal(Command("field", "answer-1"))
    navigator.dispatch(TextInput("ine"))
    assert open_scene(pack, tmp_path).answers()[0] == "theirs\n\nmine"


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_a_hostile_answer_is_text_and_stays_in_its_field(
    pack: Pack, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    session = play_to_debrief(pack, tmp_path)
    session.update_settings(text_size=text_size)
    session.save_answer(1, HOSTILE_ANSWER)
    navigator = open_page(session, size)
    for box in navigator.view.layout.boxes:
        assert box.x + box.w <= navigator.view.layout.area.w
        for mark in (*box.marks, *box.active_marks):
            if isinstance(mark, TextRun):
                assert mark.x + navigator.stack.shaper.measure(mark.text, mark.font) <= box.w + 2


def test_escape_leaves_the_field_and_the_keys_are_shortcuts_again(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path)
    navigator = open_page(session)
    navigator.dispatch(Tab())
    assert {hint.cap for hint in navigator.view.key_hints()} == {"Tab", "Esc"}
    navigator.dispatch(Key("b"))
    assert session.page().kind == "debrief"
    navigator.dispatch(Cancel())
    assert find_focused_field(navigator.view) is None
    navigator.dispatch(Key("b"))
    assert session.page().kind == "record"


# --------------------------------------------------------------------------------------------- linked words


def test_a_word_with_an_entry_opens_it(pack: Pack, tmp_path: Path) -> None:
    session = open_scene(pack, tmp_path)
    session.choose("begin")
    navigator = open_page(session)
    navigator.dispatch(Tab())
    assert navigator.view.focused_command == Command("entry", "clerk")
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, GlossaryDialog)
    assert "Ivan Petrov" in read_marks(navigator)


def test_links_come_in_reading_order_and_choices_by_digits_and_arrows(pack: Pack, tmp_path: Path) -> None:
    session = open_scene(pack, tmp_path)
    session.choose("begin")
    navigator = open_page(session)
    order = [p.target.command.verb for p in navigator.view.focusable_targets()]
    assert order == ["entry", "entry", "note", "choose", "choose"]
    navigator.dispatch(Key("1"))
    assert session.page().passage == "corridor"


def test_such_a_word_is_marked_by_dots_and_a_note_is_not() -> None:
    navigator = open_screen("long", settings=Settings())
    (link,) = [p for p in navigator.view.targets if p.target.command == Command("entry", "thaelmann")]
    rect = link.target.rects[0]
    dots = [m for m in link.box.marks if isinstance(m, FillRect) and rect.contains(m.rect)]
    assert len(dots) > 5
    assert all(dot.rect.w <= 3 for dot in dots)
    note = next(p for p in navigator.view.targets if p.target.command.verb == "note")
    assert not [m for m in note.box.marks if isinstance(m, FillRect) and note.target.rects[0].contains(m.rect)]


def test_a_screen_reader_meets_the_word_where_it_stands() -> None:
    nodes = list(build_access_tree(open_screen("record")).walk())
    group = next(n for n in nodes if any(p.name == "Ryutin" and p.role == "LINK" for p in n.children))
    names = [part.name for part in group.children]
    index = names.index("Ryutin")
    assert names[index - 1].endswith("miles from Moscow,")
    assert names[index + 1].startswith("read out the appeal")
