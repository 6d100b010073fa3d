"""The prologue in the terminal, in the window and in the data of the browser page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.compiled import compile_scene
from party_card.engine.prologue import compile_prologue
from party_card.frontends.html.bundle import build_bundle
from party_card.frontends.html.verify.campaign import compare_prologue
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.terminal import app
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import Cancel, Confirm, Key
from party_card.frontends.window.navigation import Route
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.prologue import PrologueScreen
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.modelcheck.proof import prove_scene
from tests.frontends.window.open_screens import read_text
from tests.prologue import FERRY, read_year


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("COLUMNS", "80")
    session = Session(read_year(tmp_path / "pack"), folder=tmp_path / "home")
    yield session
    session.close()


def play_in_terminal(session: Session, text: str) -> str:
    output = io.StringIO()
    assert app.play(session, FERRY, input=io.StringIO(text), output=output, interactive=False) == 0
    return " ".join(output.getvalue().split())


def open_window(session: Session, route: str = "scene", size: tuple[int, int] = (1280, 800)) -> Navigator:
    name = FERRY if route == "scene" else ""
    return Navigator(session, size, screen=build_screen(Route(route, name), session))  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------- terminal


def test_the_terminal_tells_it_before_the_scene_and_carries_the_choice(session: Session) -> None:
    text = play_in_terminal(session, "1\n1\n1\n1\n")
    assert "Before the river 1 of 3. The picture: A knot. The guard notes everyone. [1]" in text
    assert "Whose is the rope?" in text
    assert text.index("The guard writes on.") < text.index("The Last Ferry") < text.index("You call it yours.")


def test_in_the_terminal_s_skips_it_and_it_does_not_come_again(session: Session) -> None:
    assert "The Last Ferry" in play_in_terminal(session, "s\n").partition("> s")[2]
    assert "Before the river" not in play_in_terminal(session, "")


def test_in_the_terminal_b_goes_back_and_another_choice_counts(session: Session) -> None:
    text = play_in_terminal(session, "b\n1\n1\nb\n2\n\n1\n")
    assert "there is nothing to take back" in text
    assert text.count("Whose is the rope?") == 2
    assert "You call it yours." not in text


def test_in_the_terminal_it_can_be_asked_for_and_left_in_the_middle_of_a_scene(session: Session) -> None:
    text = play_in_terminal(session, "s\n1\no\n1\nn\n?\nq\n")
    assert "2 of 3." in text.partition("> o")[2]
    assert "The rope is wet." in play_in_terminal(session, "o\ns\n").partition("> s")[2]


# ----------------------------------------------------------------------------------------------------- window


def test_the_window_shows_it_before_the_first_scene_and_carries_the_choice(session: Session) -> None:
    navigator = open_window(session)
    assert isinstance(navigator.screen, PrologueScreen)
    for key in (Confirm(), Key("1"), Confirm(), Confirm()):
        navigator.dispatch(key)
    assert isinstance(navigator.screen, PageScreen)
    assert navigator.screen.page.kind in ("briefing", "passage")
    session.restart(FERRY)
    assert "You call it yours." in str(session.choose("begin"))


def test_in_the_window_escape_skips_it_once_and_for_all(session: Session) -> None:
    navigator = open_window(session)
    navigator.dispatch(Cancel())
    assert isinstance(navigator.screen, PageScreen)
    assert not isinstance(navigator.screen, PrologueScreen)
    assert not isinstance(open_window(session).screen, PrologueScreen)


def test_in_the_window_b_goes_back_one_beat_and_nothing_is_before_the_first(session: Session) -> None:
    navigator = open_window(session)
    navigator.dispatch(Key("b"))
    assert "1 of 3" in read_text(navigator)
    navigator.dispatch(Confirm())
    navigator.dispatch(Key("b"))
    assert "1 of 3" in read_text(navigator)


def test_the_title_offers_it_and_it_leads_back_there(session: Session) -> None:
    navigator = open_window(session, "title")
    targets = [target.target for target in navigator.view.targets]
    navigator.run_command(next(target.command for target in targets if target.name == "Prologue"))
    assert isinstance(navigator.screen, PrologueScreen)
    navigator.dispatch(Cancel())
    assert isinstance(navigator.screen, TitleScreen)


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (1920, 1080)])
def test_the_words_come_before_the_picture_s_way_on_and_all_is_read(session: Session, size: tuple[int, int]) -> None:
    navigator = open_window(session, size=size)
    text = read_text(navigator)
    places = [text.find(part) for part in ("Before the river, 1 of 3", "The guard notes everyone.", "Go on", "Skip")]
    assert -1 not in places
    assert places == sorted(places)
    names = str(build_access_tree(navigator))
    assert "Go on" in names
    assert "A knot." in names


# ------------------------------------------------------------------------------------------------------- page


def test_the_data_of_a_campaign_has_every_beat_its_pictures_and_what_it_leaves(tmp_path: Path) -> None:
    pack = read_year(tmp_path)
    states = [prove_scene(compile_scene(pack, pack.scenes[name])).states for name in pack.scene_ids()]
    data = build_bundle(pack, [found for found in states if found is not None], is_campaign=True).data
    assert [[choice[0], choice[2]] for beat in data["prologue"]["beats"] for choice in beat["choices"]] == [
        ["mine", "rope-claimed"],
        ["his", ""],
    ]
    assert {"knot", "title"} <= data["pictures"].keys()
    assert pack.prologue is not None
    data["prologue"]["beats"][2]["blocks"].pop()
    with pytest.raises(MismatchError, match="beat 3"):
        compare_prologue(ReferencePlayer(data), compile_prologue(pack, pack.prologue))


def test_the_data_of_a_single_scene_has_none(tmp_path: Path) -> None:
    pack = read_year(tmp_path)
    states = prove_scene(compile_scene(pack, pack.scenes[FERRY])).states
    assert states is not None
    data = build_bundle(pack, [states]).data
    assert data["prologue"] == 0
    assert "knot" not in data["pictures"]
