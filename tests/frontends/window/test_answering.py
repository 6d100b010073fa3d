"""The debrief in the window, and words that can be opened: real sessions, by keys and by the tree of screen readers."""

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

from .open_screens import open_screen

WALK = ("begin", "read", "tell", "reveal", "close")
HOSTILE = "</p><script>alert(1)</script> \x1b[2J **" + "W" * 300


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return write_pack(tmp_path_factory.mktemp("pack"))


def sit(pack: Pack, folder: Path) -> Session:
    session = Session(pack, folder=folder)
    session.open(LETTER)
    return session


def debrief(pack: Pack, folder: Path) -> Session:
    session = sit(pack, folder)
    for step in WALK:
        session.choose(step)
    return session


def shown(session: Session, size: tuple[int, int] = (1280, 800)) -> Navigator:
    return Navigator(session, size, screen=PageScreen(session, session.page()))


def said(one: Navigator) -> str:
    return " ".join(
        m.text for b in one.view.layout.boxes for m in (*b.marks, *b.active_marks) if isinstance(m, TextRun)
    )


def test_an_answer_is_written_by_keys_and_is_there_again(pack: Pack, tmp_path: Path) -> None:
    session = debrief(pack, tmp_path)
    one = shown(session)
    one.dispatch(Tab())
    for action in (TextInput("The registry"), EditCommand("enter"), TextInput("1.")):
        one.dispatch(action)
    assert session.answers() == ("The registry\n1.", "")
    again = sit(pack, tmp_path)
    other = shown(again)
    assert "The registry 1." in said(other)
    assert again.page().kind == "debrief", "no letter was a shortcut"


def test_finishing_never_waits_for_an_answer(pack: Pack, tmp_path: Path) -> None:
    session = debrief(pack, tmp_path)
    one = shown(session)
    one.view.focus_and_reveal(Command("choose", "close"))
    one.dispatch(Confirm())
    assert session.page().kind == "finished"


def test_what_a_good_answer_draws_on_is_offered_after_an_answer_and_shown_when_asked(
    pack: Pack, tmp_path: Path
) -> None:
    one = shown(debrief(pack, tmp_path))
    assert MODEL_ANSWER_LABEL not in said(one) and "the place of the registry" not in said(one)
    one.dispatch(Tab())
    one.dispatch(TextInput("  "))
    assert MODEL_ANSWER_LABEL not in said(one), "blanks are no answer"
    one.dispatch(TextInput("The clerk."))
    assert MODEL_ANSWER_LABEL in said(one) and "the place of the registry" not in said(one)
    one.dispatch(Tab())
    assert one.view.focused_command == Command("draws", "1")
    one.dispatch(Confirm())
    assert "the place of the registry" in said(one)
    assert one.view.focused_command == Command("draws", "1")
    one.dispatch(Confirm())
    assert "the place of the registry" not in said(one)


def test_a_question_without_such_a_line_offers_none(pack: Pack, tmp_path: Path) -> None:
    session = debrief(pack, tmp_path)
    session.save_answer(2, "Mine.")
    assert MODEL_ANSWER_LABEL not in said(shown(session))


def test_a_screen_reader_answers_the_debrief_and_finishes(pack: Pack, tmp_path: Path) -> None:
    session = debrief(pack, tmp_path)
    one = shown(session)
    for number, text in ((1, "Whoever writes it down."), (2, "Nobody’s.")):
        node = next(n for n in build_access_tree(one).walk() if n.name == f"Your answer to question {number}")
        assert node.role == "MULTILINE_TEXT_INPUT" and node.focus_target is not None
        perform_action(one, node.focus_target, click=False, text=text)
    assert session.answers() == ("Whoever writes it down.", "Nobody’s.")
    link = next(n for n in build_access_tree(one).walk() if n.name.startswith(MODEL_ANSWER_LABEL))
    assert link.role == "LINK" and link.focus_target is not None
    perform_action(one, link.focus_target, click=True)
    assert any("the place of the registry" in n.name for n in build_access_tree(one).walk())
    finish = next(n for n in build_access_tree(one).walk() if n.name == "Finish" and n.role == "BUTTON")
    assert finish.focus_target is not None
    perform_action(one, finish.focus_target, click=True)
    assert session.page().kind == "finished"


def test_another_window_that_wrote_meanwhile_is_told_of_and_both_are_kept(pack: Pack, tmp_path: Path) -> None:
    session = debrief(pack, tmp_path)
    other = sit(pack, tmp_path)
    one = shown(session)
    one.dispatch(Tab())
    other.save_answer(1, "theirs")
    one.dispatch(TextInput("m"))
    assert isinstance(one.screen, MessageDialog)
    one.dispatch(Cancel())
    assert "theirs" in said(one) and session.answers()[0] == "theirs\n\nm"
    one.view.focus_and_reveal(Command("field", "answer-1"))
    one.dispatch(TextInput("ine"))
    assert sit(pack, tmp_path).answers()[0] == "theirs\n\nmine"


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_a_hostile_answer_is_text_and_stays_in_its_field(
    pack: Pack, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    session = debrief(pack, tmp_path)
    session.update_settings(text_size=text_size)
    session.save_answer(1, HOSTILE)
    one = shown(session, size)
    for box in one.view.layout.boxes:
        assert box.x + box.w <= one.view.layout.area.w
        for mark in (*box.marks, *box.active_marks):
            if isinstance(mark, TextRun):
                assert mark.x + one.stack.shaper.measure(mark.text, mark.font) <= box.w + 2


def test_escape_leaves_the_field_and_the_keys_are_shortcuts_again(pack: Pack, tmp_path: Path) -> None:
    session = debrief(pack, tmp_path)
    one = shown(session)
    one.dispatch(Tab())
    assert {hint.cap for hint in one.view.key_hints()} == {"Tab", "Esc"}
    one.dispatch(Key("b"))
    assert session.page().kind == "debrief"
    one.dispatch(Cancel())
    assert find_focused_field(one.view) is None
    one.dispatch(Key("b"))
    assert session.page().kind == "record"


# --------------------------------------------------------------------------------------------- linked words


def test_a_word_with_an_entry_opens_it(pack: Pack, tmp_path: Path) -> None:
    session = sit(pack, tmp_path)
    session.choose("begin")
    one = shown(session)
    one.dispatch(Tab())
    assert one.view.focused_command == Command("entry", "clerk")
    one.dispatch(Confirm())
    assert isinstance(one.screen, GlossaryDialog)
    assert "Ivan Petrov" in said(one)


def test_links_come_in_reading_order_and_choices_by_digits_and_arrows(pack: Pack, tmp_path: Path) -> None:
    session = sit(pack, tmp_path)
    session.choose("begin")
    one = shown(session)
    order = [p.target.command.verb for p in one.view.focusable_targets()]
    assert order == ["entry", "entry", "note", "choose", "choose"]
    one.dispatch(Key("1"))
    assert session.page().passage == "corridor"


def test_such_a_word_is_marked_by_dots_and_a_note_is_not() -> None:
    one = open_screen("long", settings=Settings())
    (link,) = [p for p in one.view.targets if p.target.command == Command("entry", "thaelmann")]
    rect = link.target.rects[0]
    dots = [m for m in link.box.marks if isinstance(m, FillRect) and rect.contains(m.rect)]
    assert len(dots) > 5
    assert all(dot.rect.w <= 3 for dot in dots)
    note = next(p for p in one.view.targets if p.target.command.verb == "note")
    assert not [m for m in note.box.marks if isinstance(m, FillRect) and note.target.rects[0].contains(m.rect)]


def test_a_screen_reader_meets_the_word_where_it_stands() -> None:
    nodes = list(build_access_tree(open_screen("record")).walk())
    group = next(n for n in nodes if any(p.name == "Ryutin" and p.role == "LINK" for p in n.children))
    names = [part.name for part in group.children]
    at = names.index("Ryutin")
    assert names[at - 1].endswith("miles from Moscow,")
    assert names[at + 1].startswith("read out the appeal")
