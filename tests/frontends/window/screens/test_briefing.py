"""The briefing in the window: the hook, what one must know, the map beside them, and the scene explained on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.frontends.window.input.events import Cancel, Key
from party_card.frontends.window.screens.dialogs.about import AboutDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.settings import Settings
from tests.briefing import FERRY, HOOK, read_ferry
from tests.shipped import load_shipped_pack

from ..open_screens import read_marks, read_text


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return read_ferry(tmp_path_factory.mktemp("ferry"))


def open_briefing(pack: Pack, folder: Path, size: tuple[int, int] = (1280, 800), text_size: int = 100) -> Navigator:
    session = Session(pack, folder=folder)
    session.update_settings(text_size=text_size)
    return Navigator(session, size, screen=PageScreen(session, session.open(FERRY)))


def test_title_hook_and_context_come_before_the_button_that_begins_and_the_map_last(pack: Pack, tmp_path: Path) -> None:
    text = read_text(open_briefing(pack, tmp_path))
    parts = (
        "The Last Ferry",
        HOOK,
        "You need to know",
        "The guard",
        "Content: a river at night",
        "Begin",
        "WHERE YOU ARE",
    )
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "made up" not in text


def test_the_map_stands_beside_the_text_in_a_wide_window_and_only_in_words_in_a_narrow_one(
    pack: Pack, tmp_path: Path
) -> None:
    wide, narrow = open_briefing(pack, tmp_path / "a"), open_briefing(pack, tmp_path / "b", (640, 480))
    maps = [box for box in wide.view.layout.boxes if box.role == "image"]
    hook = next(box for box in wide.view.layout.boxes if box.name.startswith(HOOK[:20]))
    assert [box.x > hook.x + hook.w for box in maps] == [True]
    assert not [box for box in narrow.view.layout.boxes if box.role == "image"]
    assert "You are in Lenn." in read_text(narrow)


@pytest.mark.parametrize("size", [(1280, 800), (1280, 720), (1920, 1080)])
def test_the_button_that_begins_is_in_sight_at_once(pack: Pack, tmp_path: Path, size: tuple[int, int]) -> None:
    navigator = open_briefing(pack, tmp_path, size)
    begin = next(box for box in navigator.view.layout.boxes if box.name == "Begin")
    assert begin.y + begin.h < navigator.view.layout.area.h


def test_the_context_stands_beside_the_hook_in_a_wide_window(pack: Pack, tmp_path: Path) -> None:
    boxes = open_briefing(pack, tmp_path).view.layout.boxes
    hook = next(box for box in boxes if box.name.startswith(HOOK[:20]))
    context = next(box for box in boxes if box.name == "You need to know")
    begin = next(box for box in boxes if box.name == "Begin")
    assert context.x > hook.x + hook.w
    assert abs(context.y - hook.y) < 10
    assert begin.x == hook.x


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_every_scene_with_a_hook_begins_without_scrolling(tmp_path: Path, size: tuple[int, int]) -> None:
    session = Session(load_shipped_pack(), folder=tmp_path)
    hooked = [scene for scene in session.list_scenes() if load_shipped_pack().scenes[scene.scene].hook]
    assert len(hooked) >= 2
    for scene in hooked:
        navigator = Navigator(session, size, screen=PageScreen(session, session.open(scene.scene)))
        begin = next(box for box in navigator.view.layout.boxes if box.name == "Begin")
        assert begin.y + begin.h < navigator.view.layout.area.h, scene.title


def test_a_tells_of_the_scene_and_a_or_escape_closes_it(pack: Pack, tmp_path: Path) -> None:
    navigator = open_briefing(pack, tmp_path)
    for closing in (Key("a"), Cancel()):
        navigator.dispatch(Key("a"))
        assert isinstance(navigator.screen, AboutDialog)
        assert "Ferry and river were made up." in " ".join(map(read_marks, navigator.view.layout.boxes))
        navigator.dispatch(closing)
        assert isinstance(navigator.screen, PageScreen)


def test_without_a_hook_there_is_no_such_key(tmp_path: Path) -> None:
    navigator = open_briefing(read_ferry(tmp_path / "pack", has_keys=False), tmp_path / "home")
    navigator.dispatch(Key("a"))
    assert isinstance(navigator.screen, PageScreen)
    assert Command("about") not in [hint.command for hint in navigator.screen.key_hints()]


def test_at_200_percent_everything_is_there_below_one_another(pack: Pack, tmp_path: Path) -> None:
    navigator = open_briefing(pack, tmp_path, (640, 480), 200)
    text = read_text(navigator)
    assert all(part in text for part in ("The Last Ferry", "Begin", "About this scene", "You are in Lenn."))
    assert Settings(200).text_size == navigator.session.settings.text_size
