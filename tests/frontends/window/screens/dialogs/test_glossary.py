"""The glossary in the window: that of the page, the whole one from every screen, search, and what is met."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.frontends.window.accessibility.announcer import Announcer
from party_card.frontends.window.accessibility.tree import AccessNode, build_access_tree
from party_card.frontends.window.input.events import (
    Action,
    Cancel,
    Confirm,
    EditCommand,
    Key,
    PointerDown,
    Tab,
    TextInput,
)
from party_card.frontends.window.navigation import Route, Screen
from party_card.frontends.window.screens.dialogs.glossary import (
    PAGE_TITLE,
    TOGGLE_WHOLE,
    WHOLE_TITLE,
    GlossaryDialog,
)
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.primitives import Line
from party_card.frontends.window.views.pack_tabs import make_select_pack_command
from tests.storage.sample import write_pack
from tests.theatre import PREMIERE, REHEARSAL, write_theatre

from ...open_screens import open_screen, read_text, target_center

FIND = Command("field", "find")
PEOPLE, MET = Command("filter", "People"), Command("filter", "Met")
SMALL, LARGE = (640, 480), (1280, 800)
ALL_NAMES = [
    "René Abel",
    "Oda af Ekeby",
    "Tan Mei-lin",
    "Łucja Żeleńska",
    "dress circle",
    "prompt box",
    "wings",
    "wings",
]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The pack of the theatre."""
    return write_theatre(tmp_path_factory.mktemp("pack"))


@pytest.fixture
def session(tmp_path: Path, pack: Pack) -> Session:
    """A session at the first passage of the rehearsal, which names the director alone."""
    session = Session(pack, folder=tmp_path)
    session.open(REHEARSAL)
    session.choose("begin")
    return session


def open_window(
    session: Session, *keys: Action, size: tuple[int, int] = LARGE, screen: Screen | None = None
) -> Navigator:
    """Opens a screen, by default the page of the session, and presses some keys."""
    navigator = Navigator(session, size, screen=screen or PageScreen(session, session.page()))
    for key in keys:
        navigator.dispatch(key)
    return navigator


def list_names(navigator: Navigator) -> list[str]:
    """Returns the names of the entries that are shown, in their order, from the text of the dialog."""
    text = read_text(navigator)
    places = sorted(
        (text.find(f"{name} {kind}"), name) for name in set(ALL_NAMES) for kind in ("person", "word", "born", "1889")
    )
    return [name for place, name in places if place >= 0]


def list_nodes(navigator: Navigator) -> list[AccessNode]:
    """Returns the nodes that a screen reader finds in the dialog."""
    return list(build_access_tree(navigator).children[0].children)


def test_a_key_opens_the_words_of_the_page_and_another_the_whole_glossary(session: Session) -> None:
    navigator = open_window(session, Key("w"))
    assert (navigator.screen.title, list_names(navigator)) == (PAGE_TITLE, ["Łucja Żeleńska"])
    navigator.dispatch(Key("a"))
    assert (navigator.screen.title, sorted(list_names(navigator))) == (WHOLE_TITLE, sorted(set(ALL_NAMES)))
    navigator.dispatch(Key("a"))
    assert list_names(navigator) == ["Łucja Żeleńska"]
    navigator.dispatch(Key("w"))
    assert isinstance(navigator.screen, PageScreen)


@pytest.mark.parametrize("route", [Route("title"), Route("timeline"), Route("players"), Route("campaign_end")])
def test_screens_without_words_of_their_own_open_the_whole_glossary(session: Session, route: Route) -> None:
    keys = (Tab(), Key("w")) if route.name == "players" else (Key("w"),)  # there the field has the focus at first
    navigator = open_window(session, *keys, screen=build_screen(route, session))
    assert (navigator.screen.title, len(list_names(navigator))) == (WHOLE_TITLE, len(set(ALL_NAMES)))


@pytest.mark.parametrize("steps", [0, 2, 3, 4])
def test_every_page_of_a_scene_leads_to_the_whole_glossary(session: Session, steps: int) -> None:
    session.restart(REHEARSAL)
    for step in ("begin", "stay", "reveal", "close")[:steps]:
        session.choose(step)
    navigator = open_window(session, Key("w"))
    assert isinstance(navigator.screen, GlossaryDialog)
    if not navigator.screen.shows_whole:
        navigator.dispatch(Key("a"))
    assert len(list_names(navigator)) == len(set(ALL_NAMES))


def test_the_page_between_two_scenes_has_its_own_words_first(session: Session) -> None:
    navigator = open_window(session, Key("w"), screen=build_screen(Route("next_scene", PREMIERE), session))
    assert list_names(navigator) == ["Oda af Ekeby"]
    navigator.dispatch(Key("a"))
    assert "Oda af Ekeby person met" in read_text(navigator)


def test_the_menu_leads_there_with_the_mouse(session: Session) -> None:
    navigator = open_window(session, Cancel())
    assert isinstance(navigator.screen, MenuDialog)
    navigator.dispatch(PointerDown(*target_center(navigator, Command("glossary"))))
    assert isinstance(navigator.screen, GlossaryDialog)
    navigator.dispatch(PointerDown(*target_center(navigator, TOGGLE_WHOLE)))
    assert navigator.screen.shows_whole


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("text_size", [100, 200])
def test_typing_finds_names_without_their_accents(session: Session, size: tuple[int, int], text_size: int) -> None:
    session.update_settings(text_size=text_size)
    navigator = open_window(session, Key("w"), Key("f"), *map(TextInput, "ZELENSKA"), size=size)
    assert navigator.view.focused_command == FIND
    assert list_names(navigator) == ["Łucja Żeleńska"]
    assert "1 of 8 entries has these words." in read_text(navigator)
    navigator.dispatch(EditCommand("backspace", by_word=True))
    assert len(list_names(navigator)) == len(set(ALL_NAMES))
    for key in "opera":
        navigator.dispatch(TextInput(key))
    assert (list_names(navigator), "No entry has these words." in read_text(navigator)) == ([], True)


def test_enter_in_the_field_goes_on_to_the_results_and_letters_are_shortcuts_again(session: Session) -> None:
    navigator = open_window(session, Key("w"), Key("f"), *map(TextInput, "wings"), Confirm())
    assert navigator.view.focused_command == Command("filter", "All")
    navigator.dispatch(Key("w"))
    assert isinstance(navigator.screen, PageScreen)


def test_filters_show_people_words_or_what_is_met_with_their_numbers(session: Session) -> None:
    navigator = open_window(session, Key("w"), Key("f"))
    assert "All 8 People 4 Words 4 Met 1 Only this page" in read_text(navigator)
    navigator.dispatch(PointerDown(*target_center(navigator, PEOPLE)))
    assert list_names(navigator) == ["René Abel", "Oda af Ekeby", "Tan Mei-lin", "Łucja Żeleńska"]
    assert navigator.view.focused_command == PEOPLE
    navigator.dispatch(PointerDown(*target_center(navigator, MET)))
    assert list_names(navigator) == ["Łucja Żeleńska"]
    names = [node.name for node in list_nodes(navigator) for node in (node, *node.children)]
    assert "Met 1, shown now" in names


def test_what_is_met_has_a_word_and_a_shape(session: Session) -> None:
    navigator = open_window(session, Key("w"), Key("a"))
    director, cashier = (
        next(box for box in navigator.view.layout.boxes if box.name.startswith(name)) for name in ("Łucja", "René")
    )
    assert director.name.startswith("Łucja Żeleńska born 1889 met Director of the play.")
    assert cashier.name == "René Abel person He sold the tickets."
    assert [any(isinstance(mark, Line) for mark in box.marks) for box in (director, cashier)] == [True, False]


def test_what_became_of_somebody_stands_there_after_the_ending_with_its_notes(session: Session) -> None:
    navigator = open_window(session, Key("w"), Key("f"), *map(TextInput, "zelenska"))
    assert "left the country" not in read_text(navigator)
    session.choose("go")
    navigator = open_window(session, Key("w"), Key("f"), *map(TextInput, "zelenska"), Confirm())
    assert "1889–1951 met Director of the play." in read_text(navigator)
    assert "what became of them she left the country." in read_text(navigator).casefold()
    navigator.dispatch(PointerDown(*target_center(navigator, Command("entry-note", "director 2"))))
    assert isinstance(navigator.screen, NoteDialog)
    assert "The director left the country." in read_text(navigator)
    navigator.dispatch(Cancel())
    assert list_names(navigator) == ["Łucja Żeleńska"], "the search is as it was"


def test_a_note_on_a_person_opens_where_no_scene_is_open(pack: Pack, tmp_path: Path) -> None:
    session = Session(pack, folder=tmp_path)
    navigator = open_window(session, Key("w"), Key("f"), *map(TextInput, "zelenska"), screen=TitleScreen(session))
    navigator.dispatch(PointerDown(*target_center(navigator, Command("entry-note", "director 1"))))
    assert "Posters were put up in the town." in read_text(navigator)


def test_a_screen_reader_hears_the_number_of_results_and_not_the_list(session: Session) -> None:
    navigator = open_window(session, Key("w"))
    announcer = Announcer()
    announcer.update(navigator, build_access_tree(navigator))
    assert "Director of the play." in announcer.text
    navigator.dispatch(Key("f"))
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.text == "8 entries. A scene has named one of them to you; it is marked “met”."
    for letter in "stage":
        navigator.dispatch(TextInput(letter))
    announcer.update(navigator, build_access_tree(navigator))
    assert announcer.text == "2 of 8 entries have these words."
    nodes = list_nodes(navigator)
    assert [node.name for node in nodes if node.role == "TEXT_INPUT"] == ["Find a name or a word"]
    assert any(node.name.startswith("prompt box word A hole in the stage") for node in nodes)


def test_each_pack_opens_its_own_glossary_among_the_episodes(pack: Pack, tmp_path: Path) -> None:
    office = replace(write_pack(tmp_path / "office"), title="The Office")
    session = Session(pack, folder=tmp_path / "kept", other_packs=(office,))
    screen = TimelineScreen(session)
    screen.handle_command(make_select_pack_command("The Office"))
    navigator = open_window(session, Key("w"), screen=screen)
    assert "Ivan Petrov born 1890" in read_text(navigator)
    assert not list_names(navigator)


def test_the_whole_glossary_is_not_searched_for_before_it_is_opened(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[object] = []
    list_glossary = session.list_glossary

    def record_and_list(*args: Any) -> Any:
        calls.append(args)
        return list_glossary(*args)

    monkeypatch.setattr(session, "list_glossary", record_and_list)
    navigator = open_window(session, Key("w"))
    assert not calls
    navigator.dispatch(Key("a"))
    navigator.dispatch(Key("f"))
    navigator.dispatch(TextInput("x"))
    assert len(calls) == 1


def test_a_switch_reaches_every_tab_and_the_way_out() -> None:
    navigator = open_screen("found", SMALL)
    names = [target.target.name for target in navigator.view.focusable_targets()]
    assert names[0] == "Find a name or a word"
    assert [name.partition(" ")[0] for name in names[1:]] == ["All", "People", "Words", "Met", "Only", "Close"]
