"""Fields: what is typed is there, nothing else is, and while a field is written in no letter is a shortcut."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygame.event import Event

from party_card.frontends.window.accessibility import text_runs
from party_card.frontends.window.accessibility.tree import build_access_tree, perform_action
from party_card.frontends.window.input.events import (
    Action,
    Cancel,
    Confirm,
    EditCommand,
    ImeComposition,
    Key,
    PointerDown,
    PointerMove,
    PointerUp,
    Tab,
    TextInput,
    translate_event,
)
from party_card.frontends.window.navigation import Next, Push
from party_card.frontends.window.screens.dialogs.base import Dialog, HelpOverlay
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.shell.text_entry import SystemTextInput, caret_rect, focused_field
from party_card.frontends.window.toolkit.primitives import Box, Command, ScreenLayout, TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.text_buffer import TextBuffer
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.storage.settings import Settings

from .sample import FakeSession

LONG = "Rechtsschutzversicherungsgesellschaften " * 3


class Form(Dialog):
    """Two fields, and letters that are shortcuts outside of them."""

    title = "A form"
    closing = ("n",)

    def __init__(self) -> None:
        self.told: list[str] = []
        self.entered = 0
        self.name = TextField("name", "Nickname", most=24)
        self.essay = TextField("essay", "Your answer", lines=3, most=300, changed=self.told.append)

    def parts(self, style: TextStyle, width: int) -> list[Box]:
        return [self.name.layout(style, width), self.essay.layout(style, width)]

    def initial_focus(self) -> Command | None:
        return self.essay.command

    def handle_command(self, command: Command) -> Next | None:
        if command == self.name.command:
            self.entered += 1
            return Push(HelpOverlay())
        return super().handle_command(command)


def opened(size: tuple[int, int] = (800, 600), text_size: int = 100) -> tuple[Navigator, Form]:
    form = Form()
    shown = Navigator(FakeSession(Settings(text_size=text_size)), size)
    shown.navigate(Push(form))
    if focused_field(shown.view) is not form.essay:
        shown.view.focus_and_reveal(form.essay.command)
    return shown, form


def does(shown: Navigator, *actions: Action) -> None:
    for action in actions:
        shown.dispatch(action)


# ------------------------------------------------------------------------------------------------------ the text


def draft(text: str = "", at: int | None = None) -> TextBuffer:
    made = TextBuffer(text, most=50, many_lines=True)
    if at is not None:
        made.move_to(at)
    return made


def test_typing_goes_in_at_the_caret_and_in_place_of_what_is_selected() -> None:
    one = draft("ac", 1)
    one.insert("b")
    assert (one.text, one.caret) == ("abc", 2)
    one.select_all()
    one.insert("x")
    assert (one.text, one.caret, one.selected_text) == ("x", 1, "")


def test_deleting_by_letters_by_words_and_what_is_selected() -> None:
    one = draft("one, two three")
    one.delete(back=True, word=True)
    assert one.text == "one, two "
    one.delete(back=True)
    one.move_to(0)
    one.delete(back=False, word=True)
    assert one.text == ", two"
    one.move("right", select=True)
    one.delete(back=True)
    assert one.text == " two"


def test_words_and_ends() -> None:
    one = draft("alpha beta\ngamma")
    stops = []
    for _ in range(3):
        one.move("left", word=True)
        stops.append(one.caret)
    assert stops == [11, 6, 0]
    one.move("end", word=True)
    assert one.caret == 16
    one.move("home")
    assert one.caret == 11
    one.move("home", word=True)
    one.move("right", word=True)
    assert one.caret == 5


def test_a_selection_collapses_to_its_side() -> None:
    one = draft("abcd")
    one.move("left", select=True)
    one.move("left", select=True)
    assert one.selected_text == "cd"
    one.move("left")
    assert (one.caret, one.selected_text) == (2, "")


def test_a_letter_and_its_marks_are_one_step() -> None:
    for letter in ("e\u0301", "\U0001f469\u200d\U0001f680"):
        one = draft(f"a{letter}")
        one.move("left")
        assert one.caret == 1
        one.move("right")
        one.delete(back=True)
        assert one.text == "a"


def test_nothing_is_lost_before_undo() -> None:
    one = draft()
    one.insert("an answer")
    one.select_all()
    one.insert("q")
    one.undo()
    assert one.text == "an answer"
    one.undo()
    one.undo()
    assert one.text == ""


def test_what_cannot_be_seen_does_not_get_in_and_one_line_stays_one() -> None:
    assert draft("a\x00b\x1b[2J\u202ec\td\r\ne").text == "ab[2Jc d\ne"
    assert TextBuffer("a\nb", most=9, many_lines=False).text == "a b"


def test_what_is_longer_than_its_limit_already_is_not_cut() -> None:
    made = TextBuffer("seven letters more", most=5, many_lines=True)
    made.insert("!")
    assert made.text == "seven letters more", "there is no room for another"
    made.delete(back=True)
    assert made.text == "seven letters mor"


@given(
    st.lists(
        st.tuples(st.sampled_from(["insert", "back", "word", "left", "right", "all", "undo"]), st.text(max_size=30)),
        max_size=30,
    )
)
@settings(deadline=None, max_examples=150)
def test_whatever_is_done_it_keeps_its_limit_and_its_caret(steps: list[tuple[str, str]]) -> None:
    one = draft()
    for what, text in steps:
        match what:
            case "insert":
                one.insert(text)
            case "back" | "word":
                one.delete(back=True, word=what == "word")
            case "left" | "right":
                one.move(what, select=bool(text))
            case "all":
                one.select_all()
            case _:
                one.undo()
        assert len(one.text) <= one.most
        assert 0 <= one.caret <= len(one.text) and 0 <= one.anchor <= len(one.text)


# ----------------------------------------------------------------------------------------------------- the field


def test_letters_and_digits_go_to_the_field_and_are_told_at_once() -> None:
    shown, form = opened()
    does(shown, Key("n"), TextInput("n"), Key("1"), TextInput("1"), TextInput("?"))
    assert shown.screen is form
    assert form.essay.text == "n1?"
    assert form.told == ["n", "n1", "n1?"]


def test_escape_and_tab_leave_it_and_only_then_is_a_letter_a_shortcut() -> None:
    shown, form = opened()
    does(shown, Cancel())
    assert shown.screen is form and focused_field(shown.view) is None
    does(shown, Key("n"))
    assert shown.screen is not form
    shown, form = opened()
    does(shown, Tab())
    assert shown.view.focus == Command("close")
    does(shown, Tab(), TextInput("Ёлка"))
    assert (form.name.text, form.essay.text) == ("Ёлка", "")


def test_enter_is_a_line_here_and_done_there() -> None:
    shown, form = opened()
    does(shown, TextInput("a"), EditCommand("enter"), TextInput("b"))
    assert form.essay.text == "a\nb"
    does(shown, Tab(back=True), TextInput("fox"), EditCommand("enter"))
    assert form.entered == 1 and isinstance(shown.screen, HelpOverlay)
    does(shown, Cancel(), Confirm())
    assert form.entered == 2


def test_up_and_down_keep_their_place_across_a_short_line() -> None:
    shown, form = opened()
    does(shown, TextInput("a long first line\nx\na long third line"), EditCommand("up"), EditCommand("up"))
    assert abs(form.essay.draft.caret - len("a long first line")) <= 1
    does(shown, EditCommand("down"), EditCommand("down"))
    assert form.essay.draft.caret == len(form.essay.text)
    does(shown, EditCommand("up"), EditCommand("home"), EditCommand("up"), EditCommand("up"), EditCommand("up"))
    assert form.essay.draft.caret == 0


def test_home_and_end_are_those_of_the_line_that_is_shown() -> None:
    shown, form = opened((640, 480))
    does(shown, TextInput("word " * 40), EditCommand("home", word=True), EditCommand("end"))
    first = form.essay.visual_lines[0]
    assert form.essay.draft.caret == first.end - 1
    does(shown, EditCommand("down"), EditCommand("home"))
    assert form.essay.draft.caret == form.essay.visual_lines[1].start


def test_the_mouse_sets_the_caret_and_selects() -> None:
    shown, form = opened()
    does(shown, TextInput("alpha beta gamma"), Tab())
    place = next(p for p in shown.view.targets if p.target.command == form.essay.command)
    area = shown.view.layout.area
    x, y = place.rects[0].x + area.x, place.rects[0].y + area.y - shown.view.scroll
    does(shown, PointerDown(x + 1, y + 20))
    assert focused_field(shown.view) is form.essay
    assert form.essay.draft.caret == 0
    does(shown, PointerMove(x + 60, y + 20, held=True), PointerUp(), PointerMove(x + 200, y + 20))
    chosen = form.essay.draft.selected_text
    assert chosen and form.essay.text.startswith(chosen)
    does(shown, TextInput("Z"))
    assert form.essay.text == "Z" + "alpha beta gamma"[len(chosen) :]


def test_what_is_being_composed_is_shown_and_not_kept() -> None:
    shown, form = opened()
    does(shown, TextInput("a"), ImeComposition("ни"))
    assert form.essay.text == "a" and form.told == ["a"]
    assert "a\u043d\u0438" in "".join(m.text for b in shown.view.layout.boxes for m in b.hot if isinstance(m, TextRun))
    does(shown, TextInput("не"))
    assert form.essay.text == "aне"
    does(shown, ImeComposition("x"), Tab(), Tab(back=True))
    assert form.essay.composing == ""


def test_the_clipboard_if_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    held = [""]
    monkeypatch.setattr(pygame.scrap, "put_text", lambda text: held.__setitem__(0, text))
    monkeypatch.setattr(pygame.scrap, "get_text", lambda: held[0])
    shown, form = opened()
    does(shown, TextInput("alpha"), EditCommand("all"), EditCommand("cut"), EditCommand("paste"), EditCommand("paste"))
    assert form.essay.text == "alphaalpha"

    def none() -> str:
        raise pygame.error("no clipboard")

    monkeypatch.setattr(pygame.scrap, "get_text", none)
    does(shown, EditCommand("paste"))
    assert form.essay.text == "alphaalpha"


def test_a_full_field_says_so() -> None:
    shown, form = opened()
    does(shown, TextInput("x" * 295))
    said = " ".join(m.text for b in shown.view.layout.boxes for m in b.marks if isinstance(m, TextRun))
    assert "room for 5 more" in said
    does(shown, TextInput("y" * 10))
    assert form.essay.text == "x" * 295 + "y" * 5


@pytest.mark.parametrize("text_size", [80, 100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
@pytest.mark.parametrize("text", [LONG, "W" * 290, "short", "\n\n\nend", "two  blanks " * 9, "«Ёлка» " * 30])
def test_nothing_is_cut_and_the_caret_is_always_in_view(text: str, size: tuple[int, int], text_size: int) -> None:
    shown, form = opened(size, text_size)
    does(shown, TextInput(text))
    field = form.essay
    assert "".join(run.text for run in text_runs.runs(field)) == field.text
    area = shown.view.layout.area
    for step in (None, EditCommand("home", word=True), EditCommand("down"), EditCommand("end")):
        if step is not None:
            does(shown, step)
        at = caret_rect(shown.view)
        assert at is not None and area.contains(at), (at, area)
    box = next(b for b in shown.view.layout.boxes if b.targets and b.targets[0].command == field.command)
    for mark in (*box.marks, *box.hot):
        if isinstance(mark, TextRun):
            assert mark.x + shown.engine.measure(mark.text, mark.type) <= box.w
            assert mark.y < box.h


def test_typing_into_a_long_answer_moves_nothing_that_is_in_view() -> None:
    shown, _ = opened((640, 480), 150)
    does(shown, TextInput("word " * 50))
    before = shown.view.scroll
    does(shown, EditCommand("home"), TextInput("x"))
    assert shown.view.scroll == before


# ------------------------------------------------------------------------------------------------- the keyboard


def key(code: int, mod: int = 0, unicode: str = "") -> Event:
    return Event(pygame.KEYDOWN, key=code, mod=mod, unicode=unicode)


def test_keys_are_edits_while_writing_and_what_they_were_else() -> None:
    shift, ctrl = pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL
    altgr = ctrl | pygame.KMOD_RALT
    assert translate_event(key(pygame.K_LEFT, shift | ctrl), writing=True) == EditCommand(
        "left", select=True, word=True
    )
    assert translate_event(key(pygame.K_a, ctrl), writing=True) == EditCommand("all")
    assert translate_event(key(pygame.K_a, 0, "a"), writing=True) is None
    assert translate_event(key(pygame.K_1, 0, "1"), writing=True) is None
    assert translate_event(key(pygame.K_c, altgr, "ć"), writing=True) is None, "AltGr writes signs"
    assert translate_event(key(pygame.K_TAB), writing=True) == Tab()
    assert translate_event(key(pygame.K_ESCAPE), writing=True) == Cancel()
    assert translate_event(key(pygame.K_PLUS, ctrl), writing=True) == Key("ctrl+")
    assert translate_event(key(pygame.K_SPACE, 0, " "), writing=True) is None
    assert translate_event(Event(pygame.TEXTINPUT, text="ß"), writing=True) == TextInput("ß")
    assert translate_event(Event(pygame.TEXTEDITING, text="に", start=0, length=1), writing=True) == ImeComposition(
        "に"
    )
    assert translate_event(Event(pygame.TEXTINPUT, text="n")) is None
    assert translate_event(key(pygame.K_n, 0, "n")) == Key("n")


def test_without_the_systems_text_input_digits_and_the_question_mark_are_still_keys() -> None:
    assert translate_event(Event(pygame.KEYDOWN, key=38, scancode=pygame.KSCAN_1, mod=0, unicode="&")) == Key("1"), (
        "as in France"
    )
    assert translate_event(
        Event(pygame.KEYDOWN, key=pygame.K_KP_0, scancode=pygame.KSCAN_KP_0, mod=0, unicode="")
    ) == Key("0")
    assert translate_event(Event(pygame.KEYDOWN, key=47, scancode=56, mod=pygame.KMOD_LSHIFT, unicode="/")) == Key("?")


def test_the_systems_text_input_is_on_only_while_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(pygame.key, "start_text_input", lambda: said.append("on"))
    monkeypatch.setattr(pygame.key, "stop_text_input", lambda: said.append("off"))
    monkeypatch.setattr(pygame.key, "set_text_input_rect", said.append)
    keyboard = SystemTextInput()
    keyboard.follow(None, 2.0)
    keyboard.follow(pygame.Rect(20, 40, 2, 30), 2.0)
    keyboard.follow(pygame.Rect(20, 40, 2, 30), 2.0)
    keyboard.follow(None, 2.0)
    assert said == ["off", "on", pygame.Rect(10, 20, 1, 15), "off"]


# -------------------------------------------------------------------------------------------- screen readers


def test_a_screen_reader_meets_a_text_input_and_can_fill_it() -> None:
    shown, form = opened()
    nodes = {node.name: node for node in build_access_tree(shown).all()}
    assert nodes["Nickname"].role == "TEXT_INPUT"
    essay = nodes["Your answer"]
    assert essay.role == "MULTILINE_TEXT_INPUT"
    assert essay.place is not None
    perform_action(shown, essay.place, click=False, text="Because two of them wrote.")
    assert form.essay.text == "Because two of them wrote."
    assert form.told == [form.essay.text]
    assert focused_field(shown.view) is form.essay


def test_the_lines_that_a_screen_reader_reads_are_the_text() -> None:
    press = TextStyle(TextShaper(), 640, 480, 1.0)
    field = TextField("essay", "Essay", "Ёж one\ntwo " + "word " * 30, lines=3)
    sheet = ScreenLayout(pygame.Rect(0, 0, 640, 480), (field.layout(press, 300),), 400)
    assert sheet.boxes[0].targets[0].field is field
    lines = text_runs.runs(field)
    assert lines[0].text == "Ёж one\n"
    assert lines[0].letters == (2, 2, 1, 1, 1, 1, 1)
    assert lines[0].words == (3, 4)
    assert all(sum(line.words) == len(line.text) for line in lines)
    assert text_runs.place(lines, 0) == (0, 0)
    assert text_runs.place(lines, 8) == (1, 1)
    n, at = text_runs.place(lines, len(field.text))
    assert n == len(lines) - 1 and at == len(lines[-1].text)
