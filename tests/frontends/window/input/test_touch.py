"""Fingers: taps and drags, one finger at a time, without the mouse events that SDL makes up from them."""

from __future__ import annotations

import pygame
import pytest
from pygame.event import Event

from party_card.frontends.window.input.events import PointerUp, Tap, TouchStart
from party_card.frontends.window.input.touch import TouchInput

from ..open_screens import open_screen


def finger_event(kind: int, x: float, y: float, number: int = 1) -> Event:
    return Event(kind, touch_id=7, finger_id=number, x=x, y=y, dx=0.0, dy=0.0, pressure=1.0)


def test_a_tap_is_one_tap_and_the_mouse_made_up_from_it_is_passed_over() -> None:
    touch = TouchInput()
    down = list(touch.translate(finger_event(pygame.FINGERDOWN, 0.5, 0.25), (1280, 800), 1.0, 0.0))
    motion = list(touch.translate(finger_event(pygame.FINGERMOTION, 0.503, 0.252), (1280, 800), 1.0, 0.05))
    up = list(touch.translate(finger_event(pygame.FINGERUP, 0.503, 0.252), (1280, 800), 1.0, 0.1))
    assert (down, motion) == ([TouchStart(640, 200)], [])
    assert up == [Tap(0.503 * 1280, 0.252 * 800), PointerUp()]
    made_up = Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(640, 200), touch=True)
    assert touch.handles(made_up)
    assert list(touch.translate(made_up, (1280, 800), 1.0, 0.1)) == []
    assert not touch.handles(Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(640, 200), touch=False))


def test_a_drag_scrolls_with_the_finger_and_takes_nothing() -> None:
    navigator = open_screen("long", (800, 600))
    steps = navigator.session.playthrough.steps
    touch = TouchInput()
    events = [finger_event(pygame.FINGERDOWN, 0.5, 0.9), finger_event(pygame.FINGERDOWN, 0.1, 0.1, number=2)]
    events += [finger_event(pygame.FINGERMOTION, 0.5, 0.9 - n / 20) for n in range(1, 9)]
    events += [finger_event(pygame.FINGERMOTION, 0.1, 0.9, number=2), finger_event(pygame.FINGERUP, 0.5, 0.5)]
    for n, event in enumerate(events):
        for action in touch.translate(event, (800, 600), 1.0, n / 10):
            assert not isinstance(action, Tap)
            navigator.dispatch(action)
    assert navigator.view.scroll == pytest.approx(0.4 * 600, abs=2)
    assert navigator.session.playthrough.steps == steps
