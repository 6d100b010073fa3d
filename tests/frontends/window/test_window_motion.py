"""What moves: it shows what has happened, delays nothing, and leaves the same picture as if nothing had moved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from party_card.frontends.window.input.events import Confirm, Key, PointerMove, PointerUp, Tab
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.compositor import find_title_rect
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit import animation as module
from party_card.frontends.window.toolkit.animation import GLIDE, STAMP, TURN, Animator, ReducedMotionQuery
from party_card.frontends.window.toolkit.primitives import Command
from party_card.storage.settings import Settings

from .sample import PAGES, FakeSession

SIZE = (1280, 800)


class Shown:
    """A stage in motion, its surface, and a clock that is set by hand."""

    def __init__(self, name: str, wish: str = "on") -> None:
        self.now = 0.0
        session = FakeSession(Settings(motion=wish))  # type: ignore[arg-type]
        session.at = list(PAGES).index(name)
        self.stage = Navigator(session, SIZE, screen=PageScreen(session, PAGES[name]))
        self.surface = pygame.Surface(SIZE)
        self.stage.draw(self.surface)
        self.stage.motion = Animator(lambda: self.now)

    def at(self, seconds: float) -> bytes:
        """The picture so many seconds on."""
        self.now += seconds
        if self.stage.needs_redraw:
            self.stage.draw(self.surface)
        return pygame.image.tobytes(self.surface, "RGB")

    def still(self) -> bytes:
        """The picture without any motion."""
        moves, self.stage.motion = self.stage.motion, None
        surface = pygame.Surface(SIZE)
        self.stage.draw(surface)
        self.stage.motion = moves
        return pygame.image.tobytes(surface, "RGB")


def test_a_page_turns_within_a_fifth_of_a_second_and_then_nothing_is_drawn_any_more() -> None:
    assert 0.16 <= TURN <= 0.22
    shown = Shown("passage")
    shown.stage.dispatch(Key("1"))
    first, middle = shown.at(0), shown.at(TURN / 3)
    assert shown.stage.is_animating
    shown.at(TURN)
    last = shown.at(0.01)
    assert len({first, middle, last}) == 3
    assert last == shown.still()
    shown.at(0.1)
    frames = shown.stage.frames
    for _ in range(50):
        shown.at(0.05)
    assert shown.stage.frames == frames


def test_going_back_turns_the_other_way() -> None:
    pictures = []
    for name, key in (("passage", "1"), ("ending", "b")):
        shown = Shown(name)
        shown.stage.dispatch(Key(key))
        shown.at(0)
        shown.at(TURN / 4)
        red = (200, 16, 46)
        columns = [x for x in range(SIZE[0]) if shown.surface.get_at((x, 780))[:3] == red]
        pictures.append(columns[0])
        before = columns[0]
        shown.at(TURN / 4)
        after = next(x for x in range(SIZE[0]) if shown.surface.get_at((x, 780))[:3] == red)
        assert (after < before) == (key == "1")
    assert pictures[0] != pictures[1]


def test_the_next_key_is_answered_at_once_and_the_page_is_where_it_was_going() -> None:
    shown = Shown("passage")
    shown.stage.dispatch(Key("1"))
    shown.at(0)
    shown.at(TURN / 4)
    shown.stage.dispatch(PointerUp())
    shown.stage.dispatch(PointerMove(5, 5))
    assert shown.stage.is_animating  # letting go of the key that turned it is no wish to hurry
    shown.stage.dispatch(Tab())
    assert not shown.stage.motion.running  # type: ignore[union-attr]
    assert shown.stage.view.focused is not None
    assert shown.at(0) == shown.still()


def test_the_record_is_stamped_when_it_opens_and_only_then() -> None:
    shown = Shown("ending")
    shown.stage.dispatch(Confirm())
    shown.at(0)
    place = find_title_rect(shown.stage.view)
    assert place is not None
    shown.at(TURN + 0.01)
    paper = shown.surface.get_at(place.topleft)
    busy = [shown.stage.is_animating]
    shown.at(STAMP * 0.9)
    busy.append(shown.stage.is_animating)
    last = shown.at(STAMP)
    assert last == shown.still()
    assert [*busy, shown.stage.is_animating] == [True, True, False]
    ink = {shown.surface.get_at((x, place.centery))[:3] for x in range(place.left, place.right)}
    assert len(ink) > 1 and paper[:3] in ink
    shown.stage.dispatch(Key("s"))
    shown.stage.dispatch(Key("s"))
    assert not shown.stage.is_animating


def test_the_focus_glides_from_thing_to_thing() -> None:
    shown = Shown("passage")
    shown.stage.view.focus_and_reveal(Command("choose", "back"))
    shown.at(0)
    shown.stage.view.focus_and_reveal(Command("choose", "report"))
    shown.at(0)
    assert shown.stage.is_animating
    between = shown.at(GLIDE / 2)
    last = shown.at(GLIDE)
    assert between != last == shown.still()
    assert not shown.stage.is_animating


@pytest.mark.parametrize("wish", ["reduced"])
def test_nothing_moves_where_a_reader_asks_for_less(wish: str) -> None:
    for name, key in (("passage", Key("1")), ("ending", Confirm()), ("passage", Tab())):
        shown = Shown(name, wish)
        shown.stage.dispatch(key)
        assert shown.at(0) == shown.still()
        assert not shown.stage.is_animating


def test_a_window_of_another_size_ends_a_motion() -> None:
    shown = Shown("passage")
    shown.stage.dispatch(Key("1"))
    shown.at(0)
    shown.stage.resize((800, 600), 1.0)
    assert not shown.stage.is_animating
    shown.surface = pygame.Surface((800, 600))
    shown.at(0)
    assert not shown.stage.needs_redraw


# --------------------------------------------------------------------------------------------------- the system's wish


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A system that answers what stands in a file."""
    answer = tmp_path / "answer"
    code = f"import time, pathlib; time.sleep(0.2); print(pathlib.Path({str(answer)!r}).read_text())"
    monkeypatch.setattr(module, "_ASKED", dict.fromkeys(("darwin", "linux"), (sys.executable, "-c", code)))
    monkeypatch.setattr(module, "_known", lambda: None)
    return answer


@pytest.mark.parametrize(
    ("said", "reduced"), [("false", True), ("1", True), ("true", False), ("0", False), ("", False)]
)
def test_the_system_is_asked_in_the_background_and_until_it_answers_nothing_moves(
    asked: Path, said: str, reduced: bool
) -> None:
    asked.write_text(said)
    wish = ReducedMotionQuery()
    assert wish.reduced
    assert isinstance(wish._asking, subprocess.Popen)
    wish._asking.wait(10)
    assert wish.reduced == reduced
    assert wish.reduced == reduced


def test_where_the_system_cannot_be_asked_things_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ASKED", dict.fromkeys(("darwin", "linux"), ("no-such-program-anywhere",)))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "")
    assert not ReducedMotionQuery().reduced


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="KDE is asked where KDE runs")
@pytest.mark.parametrize(
    ("line", "reduced"), [("AnimationDurationFactor=0", True), ("AnimationDurationFactor=1", False)]
)
def test_kde_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, reduced: bool) -> None:
    (tmp_path / "kdeglobals").write_text(f"[KDE]\n{line}\n")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert ReducedMotionQuery().reduced == reduced
