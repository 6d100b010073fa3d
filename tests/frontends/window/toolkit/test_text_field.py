"""Text fields: what is typed is in them, and while a field has the focus no letter is a shortcut."""

from __future__ import annotations

import pygame
import pytest

from party_card.frontends.window.accessibility import text_runs
from party_card.frontends.window.accessibility.accesskit_bridge import perform_action
from party_card.frontends.window.accessibility.tree import build_access_tree
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
)
from party_card.frontends.window.navigation import NavigationResult, Push
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.screens.dialogs.help import HelpDialog
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.shell.text_entry import SystemTextInput, find_caret_rect, find_focused_field
from party_card.frontends.window.toolkit.box import Box, Command, ScreenLayout
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.storage.settings import Settings

from ..sample_pack import open_session

LONG = "Rechtsschutzversicherungsgesellschaften " * 3


class Form(Dialog):
    """A dialog of two fields, with a letter that is a shortcut outside of them."""

    title = "A form"
    close_keys = ("n",)

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.enter_count = 0
        self.name = TextField("name", "Nickname", max_length=24)
        self.essay = TextField("essay", "Your answer", min_lines=3, max_length=300, on_change=self.texts.append)

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        return [self.name.layout(style, width), self.essay.layout(style, width)]

    def initial_focus(self) -> Command | None:
        return self.essay.command

    def handle_command(self, command: Command) -> NavigationResult | None:
        if command == self.name.command:
            self.enter_count += 1
            return Push(HelpDialog())
        return super().handle_command(command)


def open_form(size: tuple[int, int] = (800, 600), text_size: int = 100) -> tuple[Navigator, Form]:
    form = Form()
    navigator = Navigator(open_session("unopened", Settings(text_size=text_size)), size)
    navigator.navigate(Push(form))
    if find_focused_field(navigator.view) is not form.essay:
        navigator.view.focus_and_reveal(form.essay.command)
    return navigator, form


def dispatch(navigator: Navigator, *actions: Action) -> None:
    for action in actions:
        navigator.dispatch(action)


def test_letters_and_digits_go_to_the_field_and_are_told_at_once() -> None:
    navigator, form = open_form()
    dispatch(navigator, Key("n"), TextInput("n"), Key("1"), TextInput("1"), TextInput("?"))
    assert navigator.screen is form
    assert form.essay.text == "n1?"
    assert form.texts == ["n", "n1", "n1?"]


def test_escape_and_tab_leave_it_and_only_then_is_a_letter_a_shortcut() -> None:
    navigator, form = open_form()
    dispatch(navigator, Cancel())
    assert navigator.screen is form and find_focused_field(navigator.view) is None
    dispatch(navigator, Key("n"))
    assert navigator.screen is not form
    navigator, form = open_form()
    dispatch(navigator, Tab())
    assert navigator.view.focused_command == Command("close")
    dispatch(navigator, Tab(), TextInput("Ёлка"))
    assert (form.name.text, form.essay.text) == ("Ёлка", "")


def test_enter_is_a_line_here_and_done_there() -> None:
    navigator, form = open_form()
    dispatch(navigator, TextInput("a"), EditCommand("enter"), TextInput("b"))
    assert form.essay.text == "a\nb"
    dispatch(navigator, Tab(backwards=True), TextInput("fox"), EditCommand("enter"))
    assert form.enter_count == 1 and isinstance(navigator.screen, HelpDialog)
    dispatch(navigator, Cancel(), Confirm())
    assert form.enter_count == 2


def test_up_and_down_keep_their_place_across_a_short_line() -> None:
    navigator, form = open_form()
    dispatch(navigator, TextInput("a long first line\nx\na long third line"), EditCommand("up"), EditCommand("up"))
    assert abs(form.essay.buffer.caret - len("a long first line")) <= 1
    dispatch(navigator, EditCommand("down"), EditCommand("down"))
    assert form.essay.buffer.caret == len(form.essay.text)
    dispatch(navigator, EditCommand("up"), EditCommand("home"), EditCommand("up"), EditCommand("up"), EditCommand("up"))
    assert form.essay.buffer.caret == 0


def test_home_and_end_are_those_of_the_line_that_is_shown() -> None:
    navigator, form = open_form((640, 480))
    dispatch(navigator, TextInput("word " * 40), EditCommand("home", by_word=True), EditCommand("end"))
    first = form.essay.visual_lines[0]
    assert form.essay.buffer.caret == first.end - 1
    dispatch(navigator, EditCommand("down"), EditCommand("home"))
    assert form.essay.buffer.caret == form.essay.visual_lines[1].start


def test_the_mouse_sets_the_caret_and_selects() -> None:
    navigator, form = open_form()
    dispatch(navigator, TextInput("alpha beta gamma"), Tab())
    target = next(t for t in navigator.view.targets if t.target.command == form.essay.command)
    area = navigator.view.layout.area
    x, y = target.rects[0].x + area.x, target.rects[0].y + area.y - navigator.view.scroll
    dispatch(navigator, PointerDown(x + 1, y + 20))
    assert find_focused_field(navigator.view) is form.essay
    assert form.essay.buffer.caret == 0
    dispatch(navigator, PointerMove(x + 60, y + 20, is_button_down=True), PointerUp(), PointerMove(x + 200, y + 20))
    selected = form.essay.buffer.selected_text
    assert selected and form.essay.text.startswith(selected)
    dispatch(navigator, TextInput("Z"))
    assert form.essay.text == "Z" + "alpha beta gamma"[len(selected) :]


def test_what_is_being_composed_is_shown_and_not_kept() -> None:
    navigator, form = open_form()
    dispatch(navigator, TextInput("a"), ImeComposition("ни"))
    assert form.essay.text == "a" and form.texts == ["a"]
    assert "a\u043d\u0438" in "".join(
        m.text for b in navigator.view.layout.boxes for m in b.active_marks if isinstance(m, TextRun)
    )
    dispatch(navigator, TextInput("не"))
    assert form.essay.text == "aне"
    dispatch(navigator, ImeComposition("x"), Tab(), Tab(backwards=True))
    assert form.essay.composing == ""


def test_the_clipboard_if_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard = [""]
    monkeypatch.setattr(pygame.scrap, "put_text", lambda text: clipboard.__setitem__(0, text))
    monkeypatch.setattr(pygame.scrap, "get_text", lambda: clipboard[0])
    navigator, form = open_form()
    dispatch(
        navigator,
        TextInput("alpha"),
        EditCommand("all"),
        EditCommand("cut"),
        EditCommand("paste"),
        EditCommand("paste"),
    )
    assert form.essay.text == "alphaalpha"

    def raise_error() -> str:
        raise pygame.error("no clipboard")

    monkeypatch.setattr(pygame.scrap, "get_text", raise_error)
    dispatch(navigator, EditCommand("paste"))
    assert form.essay.text == "alphaalpha"


def test_a_full_field_says_so() -> None:
    navigator, form = open_form()
    dispatch(navigator, TextInput("x" * 295))
    calls = " ".join(m.text for b in navigator.view.layout.boxes for m in b.marks if isinstance(m, TextRun))
    assert "room for 5 more" in calls
    dispatch(navigator, TextInput("y" * 10))
    assert form.essay.text == "x" * 295 + "y" * 5


@pytest.mark.parametrize("text_size", [80, 100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
@pytest.mark.parametrize("text", [LONG, "W" * 290, "short", "\n\n\nend", "two  blanks " * 9, "«Ёлка» " * 30])
def test_nothing_is_cut_and_the_caret_is_always_in_view(text: str, size: tuple[int, int], text_size: int) -> None:
    navigator, form = open_form(size, text_size)
    dispatch(navigator, TextInput(text))
    field = form.essay
    assert "".join(run.text for run in text_runs.build_text_runs(field)) == field.text
    area = navigator.view.layout.area
    for step in (None, EditCommand("home", by_word=True), EditCommand("down"), EditCommand("end")):
        if step is not None:
            dispatch(navigator, step)
        caret = find_caret_rect(navigator.view)
        assert caret is not None and area.contains(caret), (caret, area)
    box = next(b for b in navigator.view.layout.boxes if b.targets and b.targets[0].command == field.command)
    for mark in (*box.marks, *box.active_marks):
        if isinstance(mark, TextRun):
            assert mark.x + navigator.stack.shaper.measure(mark.text, mark.font) <= box.w
            assert mark.y < box.h


def test_typing_into_a_long_answer_moves_nothing_that_is_in_view() -> None:
    navigator, _ = open_form((640, 480), 150)
    dispatch(navigator, TextInput("word " * 50))
    initial = navigator.view.scroll
    dispatch(navigator, EditCommand("home"), TextInput("x"))
    assert navigator.view.scroll == initial


def test_the_systems_text_input_is_on_only_while_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []
    monkeypatch.setattr(pygame.key, "start_text_input", lambda: calls.append("on"))
    monkeypatch.setattr(pygame.key, "stop_text_input", lambda: calls.append("off"))
    monkeypatch.setattr(pygame.key, "set_text_input_rect", calls.append)
    text_input = SystemTextInput()
    text_input.follow(None, 2.0)
    text_input.follow(pygame.Rect(20, 40, 2, 30), 2.0)
    text_input.follow(pygame.Rect(20, 40, 2, 30), 2.0)
    text_input.follow(None, 2.0)
    assert calls == ["off", "on", pygame.Rect(10, 20, 1, 15), "off"]


def test_a_screen_reader_meets_a_text_input_and_can_fill_it() -> None:
    navigator, form = open_form()
    nodes = {node.name: node for node in build_access_tree(navigator).walk()}
    assert nodes["Nickname"].role == "TEXT_INPUT"
    essay = nodes["Your answer"]
    assert essay.role == "MULTILINE_TEXT_INPUT"
    assert essay.focus_target is not None
    perform_action(navigator, essay.focus_target, click=False, text="Because two of them wrote.")
    assert form.essay.text == "Because two of them wrote."
    assert form.texts == [form.essay.text]
    assert find_focused_field(navigator.view) is form.essay


def test_the_lines_that_a_screen_reader_reads_are_the_text() -> None:
    style = TextStyle(TextShaper(), 640, 480, 1.0)
    field = TextField("essay", "Essay", "Ёж one\ntwo " + "word " * 30, min_lines=3)
    layout = ScreenLayout(pygame.Rect(0, 0, 640, 480), (field.layout(style, 300),), 400)
    assert layout.boxes[0].targets[0].field is field
    lines = text_runs.build_text_runs(field)
    assert lines[0].text == "Ёж one\n"
    assert lines[0].character_byte_lengths == (2, 2, 1, 1, 1, 1, 1)
    assert lines[0].word_lengths == (3, 4)
    assert all(sum(line.word_lengths) == len(line.text) for line in lines)
    assert text_runs.locate_index(lines, 0) == (0, 0)
    assert text_runs.locate_index(lines, 8) == (1, 1)
    line, offset = text_runs.locate_index(lines, len(field.text))
    assert line == len(lines) - 1 and offset == len(lines[-1].text)


def test_a_screen_reader_reads_letters_of_several_characters_whole_and_knows_the_direction_of_a_line() -> None:
    field = TextField("essay", "Essay", "हिन्दी 👩\u200d🚀\nשלום ok", min_lines=3)
    field.layout(TextStyle(TextShaper(), 640, 480, 1.0), 400)
    hindi, hebrew = text_runs.build_text_runs(field)
    assert len(hindi.character_byte_lengths) == 5 and hindi.word_lengths == (3, 2)
    assert sum(hindi.character_byte_lengths) == len(hindi.text.encode())
    assert (hindi.is_right_to_left, hebrew.is_right_to_left) == (False, True)
    assert text_runs.locate_index((hindi, hebrew), 2) == (0, 1)
    assert text_runs.locate_index((hindi, hebrew), len(hindi.text) + 1) == (1, 1)
