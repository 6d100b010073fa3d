"""The language of the window: by the system, by the settings of each player, or as the command line has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.frontends.window.input.events import Arrow, Cancel, Key
from party_card.frontends.window.navigation import Replace, Route, Screen
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.shell.interface_language import InterfaceLanguage
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.localization import current_language
from party_card.localization.pseudo import make_pseudo
from party_card.storage import settings as stored_settings
from party_card.storage.settings import Settings

from .open_screens import list_boxes, list_text_runs
from .sample_pack import FOX, PAPER, open_session

WITH_PSEUDO = ("system", "en", "en-XA")


@pytest.fixture(autouse=True)
def accented(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the settings offer the pseudo-language, in which a text that is not looked up is seen."""
    values = {**stored_settings.SETTING_VALUES, "language": WITH_PSEUDO}
    for module in ("storage.settings", "frontends.window.screens.dialogs.setting_values"):
        monkeypatch.setattr(f"party_card.{module}.SETTING_VALUES", values)
    monkeypatch.setattr("party_card.frontends.window.screens.dialogs.settings.SETTING_VALUES", values)
    names = {"en": "English", "en-XA": "Accented"}
    monkeypatch.setattr("party_card.frontends.window.screens.dialogs.setting_values.list_own_names", lambda: names)


def read_screen(navigator: Navigator) -> str:
    """Returns all text but the keys, which depend on the focus too."""
    *boxes, _ = list_boxes(navigator)
    return " ".join(run.text for box in boxes for run in list_text_runs(box))


def choose_accented(navigator: Navigator) -> None:
    """Opens the settings, goes to the language and chooses the one after English, then closes them."""
    navigator.run_command(Command("settings"))
    navigator.view.focus_and_reveal(Command("change", "language"))
    navigator.dispatch(Arrow(1, 0))
    assert navigator.session.settings.language == "en-XA"
    navigator.dispatch(Cancel())


SCREENS: dict[str, Callable[[Session], Screen]] = {
    "title": lambda session: build_screen(Route("title"), session),
    "timeline": lambda session: build_screen(Route("timeline"), session),
    "players": lambda session: build_screen(Route("players"), session),
    "scene": lambda session: build_screen(Route("scene", PAPER), session),
    "campaign_end": lambda session: build_screen(Route("campaign_end"), session),
    "skipped_record": lambda session: build_screen(Route("skipped_record"), session),
    "projector": lambda session: build_screen(Route("projector"), session),
    "projector_scene": lambda session: build_screen(Route("projector_scene", PAPER), session),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_language_that_is_chosen_in_the_settings_shows_at_once_on_every_screen(name: str) -> None:
    navigators = []
    for language in ("en", "en-XA"):
        session = open_session("record", Settings(language=language))
        navigators.append(Navigator(session, (1280, 800), screen=SCREENS[name](session)))
        if language == "en":
            assert "[" not in read_screen(navigators[0])
            choose_accented(navigators[0])
    changed, opened = map(read_screen, navigators)
    assert "[" in changed
    assert changed == opened, "as if it had been opened in that language"
    assert "[" in navigators[0].view.layout_footer().name or not navigators[0].view.layout.hints


def test_the_settings_speak_the_language_as_soon_as_it_is_chosen() -> None:
    session = open_session("passage", Settings(language="en"))
    navigator = Navigator(session, (1280, 800), screen=build_screen(Route("scene", PAPER), session))
    navigator.dispatch(Key("s"))
    navigator.view.focus_and_reveal(Command("change", "language"))
    navigator.dispatch(Arrow(1, 0))
    assert navigator.screen.title == make_pseudo("Settings")
    assert navigator.view.focused_command == Command("change", "language")
    navigator.dispatch(Arrow(-1, 0))
    assert navigator.screen.title == "Settings"


def test_each_player_has_a_language() -> None:
    session = open_session("passage", Settings(language="en-XA"))
    navigator = Navigator(session, (1280, 800))
    assert current_language() == "en-XA"
    session.switch_player(FOX)
    navigator.navigate(Replace(Route("title")))
    assert current_language() == "en"
    assert "[" not in read_screen(navigator)


@pytest.mark.parametrize(("locale", "code"), [("de_AT.UTF-8", "de"), ("fr_FR.UTF-8", "en"), ("en-XA", "en-XA")])
def test_without_a_choice_it_is_the_language_of_the_system(
    locale: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    Navigator(open_session("passage"), (1280, 800))
    assert current_language() == code


def test_a_language_of_the_command_line_stays_whatever_is_chosen() -> None:
    session = open_session("passage", Settings(language="en"))
    navigator = Navigator(session, (1280, 800), language=InterfaceLanguage("en-XA"))
    assert current_language() == "en-XA"
    session.update_settings(language="en")
    navigator.stack.relayout()
    assert current_language() == "en-XA"


def test_a_page_that_cannot_be_built_anew_stays() -> None:
    session = open_session("record", Settings(language="en"))
    page = session.skipped_record()
    screen = IntermissionScreen(session, page, SceneId(""), lambda: None)
    screen.change_language()
    assert screen.page == page
