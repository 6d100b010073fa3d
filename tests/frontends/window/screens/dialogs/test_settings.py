"""The settings: each has a stepper, each stepper reaches all values, each change shows at once."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from party_card.engine.page import Page
from party_card.frontends.window.input.events import Arrow, Cancel, Confirm, Key, PointerDown, Tab
from party_card.frontends.window.screens.dialogs.setting_values import GROUPS, format_value
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.settings import SETTING_VALUES, Settings

from ...open_screens import list_text_runs, read_text
from ...sample import PASSAGE
from ...sample_pack import open_session

SIZES = ((1280, 800), (640, 480))
DEFAULTS = Command("change", "defaults")


def open_settings(
    settings: Settings | None = None, size: tuple[int, int] = (1280, 800), troubles: dict[str, str] | None = None
) -> Navigator:
    session = open_session("passage", settings)
    navigator = Navigator(session, size, screen=PageScreen(session, PASSAGE))
    navigator.setting_errors.update(troubles or {})
    navigator.dispatch(Key("s"))
    assert isinstance(navigator.screen, SettingsDialog)
    return navigator


def test_every_setting_has_one_dial_and_every_value_its_words() -> None:
    assert sorted(name for group in GROUPS.values() for name in group) == sorted(SETTING_VALUES)
    for name, values in SETTING_VALUES.items():
        words = [format_value(name, value) for value in values]
        assert len(set(words)) == len(words), name
        assert all(words)


@pytest.mark.parametrize("size", SIZES)
def test_dials_stand_under_their_headings_in_one_order_at_every_size(size: tuple[int, int]) -> None:
    navigator = open_settings(size=size)
    dials = [p.target.command.argument for p in navigator.view.focusable_targets() if p.target.role == "slider"]
    assert dials == [name for group in GROUPS.values() for name in group]
    headings = [box.name for box in navigator.view.layout.boxes if box.role == "heading"]
    assert headings == list(GROUPS)
    assert navigator.view.focusable_targets()[-1].target.command == Command("close")


def test_all_of_it_is_seen_at_once_in_a_window_of_the_usual_size() -> None:
    assert open_settings().view.max_scroll == 0


@pytest.mark.parametrize("name", SETTING_VALUES)
def test_right_turns_a_dial_through_all_its_values_and_left_turns_it_back(name: str) -> None:
    values = SETTING_VALUES[name]
    navigator = open_settings(Settings(**{name: values[0]}))  # type: ignore[arg-type]
    navigator.view.focus_and_reveal(Command("change", name))
    seen_values: list[object] = []
    for _ in values:
        seen_values.append(getattr(navigator.session.settings, name))
        assert format_value(name, seen_values[-1]) in read_text(navigator)
        navigator.dispatch(Arrow(x=1))
    assert seen_values == list(values)
    assert navigator.view.focused_command == Command("change", name)
    for _ in values:
        navigator.dispatch(Arrow(x=-1))
    assert getattr(navigator.session.settings, name) == values[0]


@pytest.mark.parametrize("name", SETTING_VALUES)
def test_enter_goes_around_so_that_one_key_reaches_every_value(name: str) -> None:
    navigator = open_settings()
    navigator.view.focus_and_reveal(Command("change", name))
    seen_values = set()
    for _ in SETTING_VALUES[name]:
        navigator.update()  # a switch that is on goes on from where the focus is
        navigator.dispatch(Confirm())
        seen_values.add(getattr(navigator.session.settings, name))
    assert seen_values == set(SETTING_VALUES[name])
    assert getattr(navigator.session.settings, name) == getattr(Settings(), name)


def test_the_wedges_of_a_dial_answer_the_mouse() -> None:
    navigator = open_settings()
    for step, value in (("+", 110), ("+", 125), ("-", 110)):
        place = next(p for p in navigator.view.targets if p.target.command == Command("change", f"text_size{step}"))
        x, y = place.rects[0].center
        navigator.dispatch(
            PointerDown(x + navigator.view.layout.area.x, y + navigator.view.layout.area.y - navigator.view.scroll)
        )
        assert navigator.session.settings.text_size == value


def test_a_text_size_between_the_steps_goes_to_the_next_step() -> None:
    navigator = open_settings(Settings(text_size=104))
    navigator.dispatch(Arrow(x=1))
    assert navigator.session.settings.text_size == 110


def test_the_defaults_come_back_when_asked_twice_and_not_before() -> None:
    own = Settings(text_size=150, theme="dark", hold=1000, scan=0, record="each")
    navigator = open_settings(own)
    navigator.view.focus_and_reveal(DEFAULTS)
    navigator.dispatch(Confirm())
    assert navigator.session.settings == own
    assert "Press again to reset" in read_text(navigator)
    navigator.dispatch(Tab())
    navigator.dispatch(Tab(backwards=True))
    navigator.dispatch(Arrow(x=1))
    assert navigator.session.settings == own
    navigator.dispatch(Confirm())
    assert asdict(navigator.session.settings) == asdict(Settings())
    assert "Once more" not in read_text(navigator)


def test_turning_a_dial_takes_the_question_back() -> None:
    navigator = open_settings(Settings(theme="dark"))
    for does in (DEFAULTS, Command("change", "face"), DEFAULTS):
        navigator.view.focus_and_reveal(does)
        navigator.dispatch(Confirm())
    assert navigator.session.settings == Settings(theme="dark", face="legible")


def test_what_does_not_work_here_is_said_under_its_dial() -> None:
    navigator = open_settings(troubles={"sound": "There is no sound device."})
    assert "There is no sound device." in " ".join(
        m.text for b in navigator.view.layout.boxes for m in list_text_runs(b)
    )


def test_another_time_for_the_record_writes_the_page_below_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Page] = []
    session = open_session("passage")
    build = session.page
    monkeypatch.setattr(session, "page", lambda: built.append(build()) or built[-1])  # type: ignore[func-returns-value]
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, PASSAGE))
    for name, anew in (("theme", 0), ("record", 1)):
        navigator.dispatch(Key("s"))
        navigator.view.focus_and_reveal(Command("change", name))
        initial = len(built)
        navigator.dispatch(Arrow(x=1))
        navigator.dispatch(Cancel())
        assert isinstance(navigator.screen, PageScreen)
        assert len(built) - initial == anew, name


def test_the_sample_is_set_as_the_page_will_be() -> None:
    for settings in (Settings(), Settings(face="legible", letter_spacing=12)):
        navigator = open_settings(settings)
        expected = navigator.stack.make_text_style().font("prose")
        sample = next(box for box in navigator.view.layout.boxes if box.name.startswith("Sample:"))
        assert expected in {m.font for m in list_text_runs(sample)}
