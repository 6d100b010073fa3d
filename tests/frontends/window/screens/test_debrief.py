"""Answers in the debrief and links in the text, with real sessions, by keys and by a screen reader."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.frontends.shared.rubric_words import RUBRIC_HEADING
from party_card.frontends.window.accessibility.accesskit_bridge import perform_action
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import (
    Action,
    Cancel,
    CloseRequest,
    Confirm,
    EditCommand,
    Key,
    PointerDown,
    Tab,
    TextInput,
)
from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.shell.text_entry import find_focused_field
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.primitives import FillRect, TextRun
from party_card.frontends.window.views.answer_form import MODEL_ANSWER_LABEL
from party_card.storage.saved_playthrough import PlaythroughStorage, SavedPlaythrough, StepSeconds
from party_card.storage.schema import PROGRESS_FILE_NAME
from party_card.storage.settings import Settings
from party_card.storage.store import Store
from tests.storage.sample import FILES, LETTER, RIVER, write_pack

from ..open_screens import open_screen
from ..sample_pack import break_storage
from ..saving import let_pause_pass, let_save

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
    let_save(navigator)
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


def test_how_answers_are_judged_is_offered_after_an_answer_and_shown_when_asked(tmp_path: Path) -> None:
    rubric = "{basic: Says who., emergent: Says what for., proficient: Says who and what for.}"
    text = FILES["letter.yaml"].replace("skill: corroboration", f"skill: corroboration\n    rubric: {rubric}")
    session = play_to_debrief(write_pack(tmp_path / "pack", letter=text), tmp_path)
    session.save_answer(1, "Mine.")
    assert RUBRIC_HEADING not in read_marks(open_page(session)), "the first question has none, the second no answer"
    session.save_answer(2, "Nobody's.")
    navigator = open_page(session)
    command = Command("rubric", "2")
    assert RUBRIC_HEADING in read_marks(navigator) and "Emergent:" not in read_marks(navigator)
    navigator.view.focus_and_reveal(command)
    navigator.dispatch(Confirm())
    assert "Emergent: Says what for." in read_marks(navigator) and "the registry" not in read_marks(navigator)
    navigator.dispatch(Confirm())
    assert "Emergent:" not in read_marks(navigator) and navigator.view.focused_command == command


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
    let_save(navigator)
    assert isinstance(navigator.screen, MessageDialog)
    navigator.dispatch(Cancel())
    assert "theirs" in read_marks(navigator) and session.answers()[0] == "theirs\n\nm"
    navigator.view.focus_and_reveal(Command("field", "answer-1"))
    navigator.dispatch(TextInput("ine"))
    let_save(navigator)
    assert open_scene(pack, tmp_path).answers()[0] == "theirs\n\nmine"


# ------------------------------------------------------------------------------------------ saved while one writes


class GatedStorage:
    """A storage that saves only when the gate is open, and records the threads in which it was asked to."""

    def __init__(self, storage: PlaythroughStorage) -> None:
        self.storage, self.gate, self.threads = storage, threading.Event(), list[threading.Thread]()

    @property
    def error(self) -> str:
        return self.storage.error

    def list_playthroughs(self, player: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:
        return self.storage.list_playthroughs(player, scene)

    def save(
        self,
        last_save: SavedPlaythrough,
        steps: tuple[str, ...],
        content_hash: str,
        answers: Mapping[str, str],
        seconds: StepSeconds = (),
    ) -> SavedPlaythrough:
        self.threads.append(threading.current_thread())
        self.gate.wait()
        return self.storage.save(last_save, steps, content_hash, answers, seconds)


@pytest.fixture
def gated(pack: Pack, tmp_path: Path) -> tuple[Navigator, GatedStorage]:
    """A page of questions with the focus in the first field, and its storage, whose gate is closed."""
    session = play_to_debrief(pack, tmp_path)
    session.storage = storage = GatedStorage(session.storage)
    navigator = open_page(session)
    navigator.dispatch(Tab())
    return navigator, storage


def read_saved_answers(pack: Pack, tmp_path: Path) -> tuple[str, ...]:
    session = open_scene(pack, tmp_path)
    answers = session.answers()
    session.close()
    return answers


def test_letters_never_wait_for_the_disk_and_are_called_saved_only_when_they_are(
    gated: tuple[Navigator, GatedStorage], pack: Pack, tmp_path: Path
) -> None:
    navigator, storage = gated
    navigator.dispatch(TextInput("B"))
    assert not storage.threads, "not before a pause"
    let_pause_pass(navigator)
    for letter in "ecause":  # while another window holds the lock
        navigator.dispatch(TextInput(letter))
        let_pause_pass(navigator)
        assert navigator.view.layout.status == "saving"
    storage.gate.set()
    let_save(navigator)  # the first letter
    assert navigator.view.layout.status == "saving"
    let_save(navigator)  # and the others
    assert navigator.view.layout.status == "saved"
    assert read_saved_answers(pack, tmp_path) == ("Because", "")
    assert len(storage.threads) == 2
    assert threading.main_thread() not in storage.threads


def test_a_pause_is_counted_from_the_last_letter(gated: tuple[Navigator, GatedStorage]) -> None:
    navigator, storage = gated
    now_s = 100.0
    navigator.session.background_save.clock = lambda: now_s
    storage.gate.set()
    for letter in "Bec":
        navigator.dispatch(TextInput(letter))
        now_s += 0.29
        navigator.update()
    assert not storage.threads
    now_s += 0.02
    navigator.update()
    assert navigator.session.background_save.is_running


@pytest.mark.parametrize("action", [Cancel(), Tab(), PointerDown(5, 5)])
def test_an_answer_is_saved_when_its_field_is_left(
    gated: tuple[Navigator, GatedStorage], pack: Pack, tmp_path: Path, action: Action
) -> None:
    navigator, storage = gated
    storage.gate.set()
    navigator.dispatch(TextInput("Left at once."))
    navigator.dispatch(action)
    assert navigator.session.background_save.is_running, "without a pause"
    navigator.session.finish_saving()
    assert read_saved_answers(pack, tmp_path) == ("Left at once.", "")


@pytest.mark.parametrize(
    "command",
    [Command("title"), Command("restart"), Command("undo"), Command("episodes"), Command("players")],
    ids=lambda command: command.verb,
)
def test_an_answer_is_saved_before_another_page_comes(
    gated: tuple[Navigator, GatedStorage], tmp_path: Path, command: Command
) -> None:
    navigator, storage = gated
    storage.gate.set()
    session = navigator.session
    navigator.dispatch(TextInput("Just now."))
    if command.verb == "players":
        session.switch_player("Boris")
    navigator.run_command(command)
    if command.verb in ("title", "episodes"):  # the playthrough is still open: its answer is saved after the pause
        let_save(navigator)
    store, _ = Store.open(tmp_path)
    assert store.list_playthroughs("reader")[0].answers[0][1] == "Just now."
    store.close()


def test_an_answer_is_saved_when_the_window_is_closed(
    gated: tuple[Navigator, GatedStorage], pack: Pack, tmp_path: Path
) -> None:
    navigator, storage = gated
    storage.gate.set()
    navigator.dispatch(TextInput("Not "))
    let_pause_pass(navigator)
    navigator.dispatch(TextInput("lost."))
    navigator.dispatch(CloseRequest())
    assert navigator.is_closed
    navigator.session.close()
    assert read_saved_answers(pack, tmp_path) == ("Not lost.", "")


def test_a_player_who_is_deleted_while_an_answer_is_being_saved_is_gone(
    gated: tuple[Navigator, GatedStorage], tmp_path: Path
) -> None:
    navigator, storage = gated
    navigator.dispatch(TextInput("Mine."))
    let_pause_pass(navigator)
    threading.Timer(0.01, storage.gate.set).start()
    navigator.session.delete_player("reader")
    navigator.session.close()
    assert b"Mine." not in (tmp_path / PROGRESS_FILE_NAME).read_bytes()


def test_where_an_answer_cannot_be_saved_the_page_says_so_while_one_writes(pack: Pack, tmp_path: Path) -> None:
    navigator = open_page(play_to_debrief(pack, tmp_path / "home"))
    assert "It is kept as you write." in read_marks(navigator)
    break_storage(tmp_path / "home")
    navigator.dispatch(Tab())
    navigator.dispatch(TextInput("Lost?"))
    let_save(navigator)
    assert navigator.view.layout.status == "not saved"
    assert "Progress is not being kept" in read_marks(navigator)
    assert "It is kept as you write." not in read_marks(navigator)
    assert "It is not kept: the folder" in read_marks(navigator), "in the field that is empty"
    field = find_focused_field(navigator.view)
    assert field is not None and field.text == "Lost?"


def test_the_menu_asks_the_storage_whether_the_place_is_kept(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path / "home")
    navigator = open_page(session)
    navigator.dispatch(Cancel())
    assert "Your place is kept." in read_marks(navigator) and "What you played before is kept." in read_marks(navigator)
    navigator.dispatch(Cancel())
    break_storage(tmp_path / "home")
    session.undo()
    navigator.dispatch(Cancel())
    text = read_marks(navigator)
    assert "Your place is not kept: the folder" in text and "What you play now is not kept: the folder" in text
    assert "is kept" not in text


def test_what_another_scene_could_not_save_is_called_saved_only_when_it_is(pack: Pack, tmp_path: Path) -> None:
    session = play_to_debrief(pack, tmp_path)
    database = session._store._store._db
    database.execute("PRAGMA query_only = true")
    session.save_answer(1, "Waits.")
    session.open(RIVER)
    statuses = [session.storage_status]
    database.execute("PRAGMA query_only = false")
    session.choose("begin")
    assert [*statuses, session.storage_status] == ["not saved", "saved"]
    assert read_saved_answers(pack, tmp_path)[0] == "Waits."
    session.close()


# ------------------------------------------------------------------------------------------------ hostile answers


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
