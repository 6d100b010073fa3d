"""Animation: it shows what has happened, delays nothing, and ends with the same picture as without it."""

from __future__ import annotations

import pygame
import pytest

from party_card.frontends.window.input.events import Confirm, Key, PointerMove, PointerUp, Tab
from party_card.frontends.window.shell.compositor import find_heading_rect
from party_card.frontends.window.toolkit.animation import FOCUS_GLIDE_S, PAGE_TURN_S, STAMP_S, Animator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.settings import Settings

from ..open_screens import open_screen

SIZE = (1280, 800)


class AnimatedWindow:
    """A navigator with an animator, a surface, and a clock that is set by hand."""

    def __init__(self, name: str, setting: str = "on") -> None:
        self.time_s = 0.0
        self.navigator = open_screen(name, SIZE, Settings(motion=setting))  # type: ignore[arg-type]
        self.surface = pygame.Surface(SIZE)
        self.navigator.draw(self.surface)
        self.navigator.animator = Animator(lambda: self.time_s)

    def draw_after(self, seconds: float) -> bytes:
        """Returns the pixels after so many seconds."""
        self.time_s += seconds
        if self.navigator.needs_redraw:
            self.navigator.draw(self.surface)
        return pygame.image.tobytes(self.surface, "RGB")

    def draw_final(self) -> bytes:
        """Returns the pixels that are drawn without an animator."""
        animator, self.navigator.animator = self.navigator.animator, None
        surface = pygame.Surface(SIZE)
        self.navigator.draw(surface)
        self.navigator.animator = animator
        return pygame.image.tobytes(surface, "RGB")


def test_a_page_turns_within_a_fifth_of_a_second_and_then_nothing_is_drawn_any_more() -> None:
    assert 0.16 <= PAGE_TURN_S <= 0.22
    window = AnimatedWindow("passage")
    window.navigator.dispatch(Key("1"))
    first, centre = window.draw_after(0), window.draw_after(PAGE_TURN_S / 3)
    assert window.navigator.is_animating
    window.draw_after(PAGE_TURN_S)
    last = window.draw_after(0.01)
    assert len({first, centre, last}) == 3
    assert last == window.draw_final()
    window.draw_after(0.1)
    frames = window.navigator.frame_count
    for _ in range(50):
        window.draw_after(0.05)
    assert window.navigator.frame_count == frames


def test_going_back_turns_the_other_way() -> None:
    edges = []
    for name, key in (("passage", "1"), ("ending", "b")):
        window = AnimatedWindow(name)
        window.navigator.dispatch(Key(key))
        window.draw_after(0)
        window.draw_after(PAGE_TURN_S / 4)
        red = (200, 16, 46)
        columns = [x for x in range(SIZE[0]) if window.surface.get_at((x, 780))[:3] == red]
        initial = columns[0]
        edges.append(initial)
        window.draw_after(PAGE_TURN_S / 4)
        after = next(x for x in range(SIZE[0]) if window.surface.get_at((x, 780))[:3] == red)
        assert (after < initial) == (key == "1")
    assert edges[0] != edges[1]


def test_the_next_key_is_answered_at_once_and_the_page_is_where_it_was_going() -> None:
    window = AnimatedWindow("passage")
    window.navigator.dispatch(Key("1"))
    window.draw_after(0)
    window.draw_after(PAGE_TURN_S / 4)
    window.navigator.dispatch(PointerUp())
    window.navigator.dispatch(PointerMove(5, 5))
    assert window.navigator.is_animating  # releasing the key that turned it is no wish to hurry
    window.navigator.dispatch(Tab())
    assert not window.navigator.animator.is_running  # type: ignore[union-attr]
    assert window.navigator.view.focused_key is not None
    assert window.draw_after(0) == window.draw_final()


def test_the_record_is_stamped_when_it_opens_and_only_then() -> None:
    window = AnimatedWindow("ending")
    window.navigator.dispatch(Confirm())
    window.draw_after(0)
    heading = find_heading_rect(window.navigator.view)
    assert heading is not None
    window.draw_after(PAGE_TURN_S + 0.01)
    paper = window.surface.get_at(heading.topleft)
    is_animating = [window.navigator.is_animating]
    window.draw_after(STAMP_S * 0.9)
    is_animating.append(window.navigator.is_animating)
    last = window.draw_after(STAMP_S)
    assert last == window.draw_final()
    assert [*is_animating, window.navigator.is_animating] == [True, True, False]
    ink = {window.surface.get_at((x, heading.centery))[:3] for x in range(heading.left, heading.right)}
    assert len(ink) > 1 and paper[:3] in ink
    window.navigator.dispatch(Key("s"))
    window.navigator.dispatch(Key("s"))
    assert not window.navigator.is_animating


def test_the_focus_glides_from_thing_to_thing() -> None:
    window = AnimatedWindow("passage")
    window.navigator.view.focus_and_reveal(Command("choose", "back"))
    window.draw_after(0)
    window.navigator.view.focus_and_reveal(Command("choose", "report"))
    window.draw_after(0)
    assert window.navigator.is_animating
    between = window.draw_after(FOCUS_GLIDE_S / 2)
    last = window.draw_after(FOCUS_GLIDE_S)
    assert between != last == window.draw_final()
    assert not window.navigator.is_animating


@pytest.mark.parametrize("setting", ["reduced"])
def test_nothing_moves_where_a_reader_asks_for_less(setting: str) -> None:
    for name, key in (("passage", Key("1")), ("ending", Confirm()), ("passage", Tab())):
        window = AnimatedWindow(name, setting)
        window.navigator.dispatch(key)
        assert window.draw_after(0) == window.draw_final()
        assert not window.navigator.is_animating


def test_a_window_of_another_size_ends_a_motion() -> None:
    window = AnimatedWindow("passage")
    window.navigator.dispatch(Key("1"))
    window.draw_after(0)
    window.navigator.resize((800, 600), 1.0)
    assert not window.navigator.is_animating
    window.surface = pygame.Surface((800, 600))
    window.draw_after(0)
    assert not window.navigator.needs_redraw
