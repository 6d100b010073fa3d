"""What Enter and the arrows do on every screen: what the footer says, and only to what is in view."""

from __future__ import annotations

import pytest

from party_card.frontends.window.input.events import Action, Arrow, Confirm, Key, PageScroll, Tab, Wheel
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command, KeyHint
from party_card.frontends.window.toolkit.focus import FocusTarget
from party_card.storage.settings import Settings

from .open_screens import DIALOGS, NAMES, PROJECTOR, open_screen
from .sample_pack import open_session

SMALL, LARGE_TEXT = (640, 480), Settings(text_size=200)
VERBS = {
    "note": "open the note",
    "entry": "explain",
    "select": "play",
    "switch-player": "play",
    "delete-player": "delete",
    "rollback": "go back here",
    "pack": "show",
    "filter": "show",
}
SCROLLS_AND_MOVES: tuple[Action, ...] = (
    *[Tab()] * 2, PageScroll(0.9), *[Arrow(y=1)] * 3, Tab(), Wheel(-3), Arrow(y=-1), Tab(backwards=True),
    PageScroll(1, to_end=True), Arrow(y=-1), Arrow(y=1), PageScroll(-1, to_end=True), Tab(), Wheel(-1), Wheel(4),
)  # fmt: skip
ELSEWHERE = ("title", "failure", *PROJECTOR)  # all but the failure have no footer


def find_focused(navigator: Navigator) -> FocusTarget | None:
    return next((t for t in navigator.view.focusable_targets() if t.key == navigator.view.focused_key), None)


def find_enter_hint(navigator: Navigator) -> KeyHint | None:
    return next((hint for hint in navigator.view.hint_filter(navigator.view) if hint.cap == "Enter"), None)


def press_enter(navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> tuple[Command | None, bool]:
    """Presses Enter. Returns the command that it means, which is not run, and True if the page has scrolled."""
    commands: list[Command] = []
    with monkeypatch.context() as patch:
        patch.setattr(navigator, "run_command", commands.append)
        patch.setattr(type(navigator.screen), "handle_command", lambda _, command: commands.append(command))
        scroll = navigator.view.scroll
        navigator.dispatch(Confirm())
        has_scrolled = navigator.view.scroll != scroll
        navigator.view.scroll_by(scroll - navigator.view.scroll)
    return (commands[0] if commands else None), has_scrolled


def check_enter(navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asserts that the footer's word for Enter is what Enter does."""
    focused, hint = find_focused(navigator), find_enter_hint(navigator)
    if focused is not None and focused.target.field is not None:
        if focused.target.field.is_multiline:
            assert hint is None, "it is a new line"
            return
        command, _ = press_enter(navigator, monkeypatch)
        assert hint is not None and (command, hint.label) in (
            (Command("field", "nickname"), "play"),
            (Command("field", "find"), "first match"),
            (Command("field", "find"), "to the results"),
        )
        return
    command, has_scrolled = press_enter(navigator, monkeypatch)
    if has_scrolled:
        assert command is None and hint is not None and hint.label == "read on" and focused is None
    elif command is None:
        assert hint is None
    else:
        assert hint is not None
        target = next(t.target for t in navigator.view.focusable_targets() if t.target.command == command)
        assert focused is None or focused.target.command == command
        if target.role == "slider":
            assert hint.label == "change"
        elif command.verb == "choose" and target.name[0].isdigit():
            assert hint.label == "choose"
        else:
            assert hint.label.casefold() == VERBS.get(command.verb, target.name).casefold()


@pytest.mark.parametrize(("size", "settings"), [((1280, 800), Settings()), (SMALL, LARGE_TEXT)], ids=["wide", "small"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ELSEWHERE])
def test_the_footers_word_for_enter_is_what_enter_does(
    name: str, size: tuple[int, int], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    navigator = open_screen(name, size, settings)
    check_enter(navigator, monkeypatch)
    navigator.view.set_focus(None)
    for _ in range(30):
        check_enter(navigator, monkeypatch)
        if navigator.view.scroll >= navigator.view.max_scroll:
            break
        navigator.dispatch(PageScroll(0.5))
    seen = set()
    for backwards in (False, True):
        for _ in range(len(navigator.view.focusable_targets()) + 1):
            navigator.dispatch(Tab(backwards))
            check_enter(navigator, monkeypatch)
            seen.add(navigator.view.focused_key)
    assert {target.key for target in navigator.view.focusable_targets()} <= seen


def test_with_hold_to_choose_enter_is_held_as_well() -> None:
    navigator = open_screen("passage", settings=Settings(hold=1000))
    choice = next(t for t in navigator.view.focusable_targets() if t.target.command.verb == "choose")
    navigator.view.focus_and_reveal(*choice.key)
    hint = find_enter_hint(navigator)
    assert hint is not None and hint.label == "hold to choose"


# --------------------------------------------------------------------------------------------------- focus is in view


def assert_focus_in_view(navigator: Navigator) -> None:
    """Asserts that nothing has the focus, or something of which half is in view or that fills half of the view."""
    focused = find_focused(navigator)
    if focused is None or not focused.scrolls or focused.target.field is not None:
        return
    rect, view = focused.rects[0], navigator.view
    shown = min(rect.bottom, view.scroll + view.layout.area.h) - max(rect.top, view.scroll)
    assert shown * 2 >= min(rect.h, view.layout.area.h), (focused.target.name, shown)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ELSEWHERE])
def test_whatever_scrolls_the_focus_is_in_view_or_nowhere(name: str) -> None:
    navigator = open_screen(name, SMALL, LARGE_TEXT)
    for _ in range(3):
        for action in SCROLLS_AND_MOVES:
            navigator.dispatch(action)
            assert_focus_in_view(navigator)
        for size in ((640, 900), (900, 480), SMALL):
            navigator.resize(size, 1.0)
            assert_focus_in_view(navigator)
        for key in ("ctrl-", "ctrl-", "ctrl+", "ctrl+"):
            navigator.dispatch(Key(key))
            assert_focus_in_view(navigator)


def list_slider_names(navigator: Navigator) -> list[str]:
    return [t.target.command.argument for t in navigator.view.focusable_targets() if t.target.role == "slider"]


@pytest.mark.parametrize("direction", [1, -1])
def test_arrows_go_through_all_settings_in_a_small_window_one_by_one(direction: int) -> None:
    navigator = open_screen("settings", SMALL, LARGE_TEXT)
    names = list_slider_names(navigator)
    assert navigator.view.max_scroll > navigator.view.layout.area.h
    if direction < 0:
        navigator.view.focus_and_reveal(Command("change", names[-1]))
    visited = []
    for _ in range(4 * len(names)):
        focused = find_focused(navigator)
        assert_focus_in_view(navigator)
        if focused is not None and focused.target.role == "slider" and focused.target.command.argument not in visited:
            visited.append(focused.target.command.argument)
        navigator.dispatch(Arrow(y=direction))
    assert visited == names[::direction]


@pytest.mark.parametrize("scroll", [PageScroll(1, to_end=True), PageScroll(0.9), Wheel(-14)])
def test_left_and_right_change_no_setting_that_is_out_of_view(scroll: PageScroll | Wheel) -> None:
    session = open_session("passage", LARGE_TEXT)
    navigator = open_screen("settings", SMALL, session=session)
    before = session.settings
    navigator.dispatch(scroll)
    for x in (1, -1, -1):
        navigator.dispatch(Arrow(x=x))
    assert session.settings == before
    navigator.dispatch(Arrow(y=1))
    focused = find_focused(navigator)
    assert focused is not None and navigator.view.is_target_visible(focused)


def test_a_setting_stays_in_view_while_it_changes_the_size_of_everything() -> None:
    session = open_session("passage", LARGE_TEXT)
    navigator = open_screen("settings", SMALL, session=session)
    assert isinstance(navigator.screen, SettingsDialog)
    for name in list_slider_names(navigator):
        navigator.view.focus_and_reveal(Command("change", name))
        for x in (*[-1] * 8, *[1] * 8):
            navigator.dispatch(Arrow(x=x))
            assert navigator.view.focused_command == Command("change", name)
            assert_focus_in_view(navigator)


@pytest.mark.parametrize("name", DIALOGS)
def test_arrows_show_all_of_a_tall_dialog(name: str) -> None:
    """Every pixel is in view on the way down and on the way up."""
    navigator = open_screen(name, SMALL, LARGE_TEXT)
    for direction in (1, -1):
        navigator.dispatch(PageScroll(-direction, to_end=True))
        for _ in range(4_000 // 20):
            view = navigator.view
            before, focused = view.scroll, view.focused_key
            navigator.dispatch(Arrow(y=direction))
            assert abs(view.scroll - before) <= view.layout.area.h
            if (view.scroll, view.focused_key) == (before, focused):
                break
        assert navigator.view.scroll == (navigator.view.max_scroll if direction > 0 else 0)


# ------------------------------------------------------------------------------------------------------------- digits


@pytest.mark.parametrize("size", [(1280, 800), SMALL])
@pytest.mark.parametrize("name", NAMES)
def test_a_digit_does_nothing_where_no_choice_has_that_number(
    name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    navigator = open_screen(name, size)
    commands: list[Command] = []
    monkeypatch.setattr(navigator, "run_command", commands.append)
    monkeypatch.setattr(type(navigator.screen), "handle_command", lambda _, command: commands.append(command))
    numbers = [t.target.number for t in navigator.view.focusable_targets() if t.target.number]
    screen, scroll, focus = navigator.screen, navigator.view.scroll, navigator.view.focused_key
    for digit in range(10):
        for prefix in ("", "alt+"):
            if digit not in numbers and not (focus and focus[0].verb == "field" and not prefix):
                navigator.dispatch(Key(f"{prefix}{digit}"))
                state = (navigator.screen, navigator.view.scroll, navigator.view.focused_key)
                assert (commands, *state) == ([], screen, scroll, focus)
    names = [t.target.name for t in navigator.view.focusable_targets() if t.target.number]
    assert all(name.startswith(f"{number}. ") for name, number in zip(names, numbers, strict=True))
    assert name in PROJECTOR or bool(numbers) <= any(hint.cap[:1].isdigit() for hint in navigator.view.layout.hints)
