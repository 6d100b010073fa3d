"""A game pad: buttons, directions that repeat while held, a stick with a middle, pads that come and go."""

from __future__ import annotations

import pygame
from pygame.event import Event

from party_card.frontends.window.input.devices import InputDevices
from party_card.frontends.window.input.events import Action, Arrow, Cancel, Confirm, PageScroll, PointerUp
from party_card.frontends.window.input.gamepad import FAR, NEAR, REPEAT, WAIT, GamepadInput
from party_card.frontends.window.screens.dialogs.base import GlossaryDialog, MenuOverlay, NoteOverlay
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.storage.settings import Settings

from .open_screens import stage
from .sample import FakeSession


def button(number: int, down: bool = True) -> Event:
    return Event(pygame.CONTROLLERBUTTONDOWN if down else pygame.CONTROLLERBUTTONUP, button=number, instance_id=0)


def stick(axis: int, value: int) -> Event:
    return Event(pygame.CONTROLLERAXISMOTION, axis=axis, value=value, instance_id=0)


def play(shown: Navigator, devices: InputDevices, *events: Event) -> None:
    for event in events:
        for action in devices.read(event, shown):
            shown.dispatch(action)


A, B, X, Y = range(4)


def test_a_whole_scene_by_pad() -> None:
    session = FakeSession()
    shown, devices = Navigator(session, (1280, 800)), InputDevices()
    for _ in range(200):
        if session.page().kind == "finished":
            break
        down = session.page().kind == "passage"
        step = pygame.CONTROLLER_BUTTON_DPAD_DOWN if down and shown.view.focus is None else pygame.CONTROLLER_BUTTON_A
        play(shown, devices, button(step), button(step, down=False))
    assert session.page().kind == "finished"
    assert shown.device == "pad"


def test_buttons_open_what_they_say_even_without_single_keys() -> None:
    for number, screen in ((X, NoteOverlay), (Y, GlossaryDialog), (B, MenuOverlay)):
        shown, devices = stage("passage", settings=Settings(single_keys=False)), InputDevices()
        play(shown, devices, button(number))
        assert isinstance(shown.screen, screen)
        play(shown, devices, button(B))
        assert isinstance(shown.screen, PageScreen)
    start = GamepadInput().read(button(pygame.CONTROLLER_BUTTON_START), 0.0)
    assert start == Cancel()


def test_shoulders_turn_pages() -> None:
    pad = GamepadInput()
    assert pad.read(button(pygame.CONTROLLER_BUTTON_RIGHTSHOULDER), 0.0) == PageScroll(0.9)
    assert pad.read(button(pygame.CONTROLLER_BUTTON_LEFTSHOULDER), 0.0) == PageScroll(-0.9)
    assert pad.read(button(A), 0.0) == Confirm()
    assert pad.read(button(A, down=False), 0.0) == PointerUp()


def test_a_direction_that_is_held_goes_on_after_a_while_and_stops_when_let_go() -> None:
    pad = GamepadInput()
    down = pygame.CONTROLLER_BUTTON_DPAD_DOWN
    assert pad.read(button(down), 0.0) == Arrow(y=1)
    assert pad.again(WAIT * 0.9) is None
    assert pad.again(WAIT * 1.01) == Arrow(y=1)
    assert pad.again(WAIT * 1.02) is None
    assert pad.again(WAIT * 1.01 + REPEAT * 1.01) == Arrow(y=1)
    pad.read(button(down, down=False), 2.0)
    assert pad.again(9.0) is None


def test_a_stick_steps_once_until_it_has_been_back_in_its_middle() -> None:
    pad = GamepadInput()

    def lean(value: int) -> Action | None:
        return pad.read(stick(pygame.CONTROLLER_AXIS_LEFTY, value), 0.0)

    assert [lean(v) for v in (3000, FAR - 1, FAR + 1, 32767, NEAR + 1, FAR + 1)] == [
        None,
        None,
        Arrow(y=1),
        None,
        None,
        None,
    ]
    assert [lean(v) for v in (0, -FAR - 1)] == [None, Arrow(y=-1)]
    assert pad.again(WAIT + 0.01) == Arrow(y=-1)
    lean(0)
    assert pad.again(9.0) is None
    assert pad.read(stick(pygame.CONTROLLER_AXIS_LEFTX, 32767), 0.0) == Arrow(x=1)
    assert pad.read(stick(pygame.CONTROLLER_AXIS_TRIGGERLEFT, 32767), 0.0) is None


def test_a_pad_that_is_pulled_out_lets_go_of_everything() -> None:
    pad = GamepadInput()
    pad.read(button(pygame.CONTROLLER_BUTTON_DPAD_DOWN), 0.0)
    assert pad.read(Event(pygame.CONTROLLERDEVICEREMOVED, instance_id=0), 0.1) == PointerUp()
    assert pad.again(9.0) is None


def test_a_pad_that_is_told_of_and_cannot_be_opened_is_none() -> None:
    pygame.display.init()
    pad = GamepadInput()
    pad.start()
    assert pad.read(Event(pygame.CONTROLLERDEVICEADDED, device_index=99), 0.0) is None


def test_the_keyboard_takes_the_bottom_line_back() -> None:
    shown, devices = stage("passage"), InputDevices()
    for event, device in (
        (button(X), "pad"),
        (Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode=""), "keys"),
        (Event(pygame.FINGERDOWN, touch_id=1, finger_id=1, x=0.5, y=0.5), "touch"),
    ):
        play(shown, devices, event)
        assert shown.device == device
