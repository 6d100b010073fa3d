"""Gamepads: buttons, directions that repeat while held, a stick with a dead zone, pads that come and go."""

from __future__ import annotations

import pygame
from pygame.event import Event

from party_card.frontends.window.input.devices import InputDevices
from party_card.frontends.window.input.events import Action, Arrow, Cancel, Confirm, PageScroll, PointerUp
from party_card.frontends.window.input.gamepad import (
    REPEAT_DELAY_S,
    REPEAT_INTERVAL_S,
    STICK_PRESS,
    STICK_RELEASE,
    GamepadInput,
)
from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.storage.settings import Settings

from ..open_screens import open_screen
from ..sample_pack import open_session


def button_event(number: int, down: bool = True) -> Event:
    return Event(pygame.CONTROLLERBUTTONDOWN if down else pygame.CONTROLLERBUTTONUP, button=number, instance_id=0)


def stick_event(axis: int, value: int) -> Event:
    return Event(pygame.CONTROLLERAXISMOTION, axis=axis, value=value, instance_id=0)


def dispatch_all(navigator: Navigator, devices: InputDevices, *events: Event) -> None:
    for event in events:
        for action in devices.translate(event, navigator.size, navigator.scale, in_field=False):
            navigator.dispatch(action)
        navigator.stack.set_device(devices.device)


A, B, X, Y = range(4)


def test_a_whole_scene_by_pad() -> None:
    session = open_session("briefing")
    navigator, devices = Navigator(session, (1280, 800)), InputDevices()
    for _ in range(200):
        if session.page().kind == "finished":
            break
        needs_focus = session.page().kind == "passage" and navigator.view.focused_command is None
        number = pygame.CONTROLLER_BUTTON_DPAD_DOWN if needs_focus else A
        dispatch_all(navigator, devices, button_event(number), button_event(number, down=False))
    assert session.page().kind == "finished"
    assert navigator.stack.device == "pad"


def test_buttons_open_what_they_say_even_without_single_keys() -> None:
    for number, screen in ((X, NoteDialog), (Y, GlossaryDialog), (B, MenuDialog)):
        navigator, devices = open_screen("passage", settings=Settings(single_keys=False)), InputDevices()
        dispatch_all(navigator, devices, button_event(number))
        assert isinstance(navigator.screen, screen)
        dispatch_all(navigator, devices, button_event(B))
        assert isinstance(navigator.screen, PageScreen)
    start = GamepadInput().translate(button_event(pygame.CONTROLLER_BUTTON_START), 0.0)
    assert start == Cancel()


def test_shoulders_turn_pages() -> None:
    gamepad = GamepadInput()
    assert gamepad.translate(button_event(pygame.CONTROLLER_BUTTON_RIGHTSHOULDER), 0.0) == PageScroll(0.9)
    assert gamepad.translate(button_event(pygame.CONTROLLER_BUTTON_LEFTSHOULDER), 0.0) == PageScroll(-0.9)
    assert gamepad.translate(button_event(A), 0.0) == Confirm()
    assert gamepad.translate(button_event(A, down=False), 0.0) == PointerUp()


def test_a_direction_that_is_held_goes_on_after_a_while_and_stops_when_let_go() -> None:
    gamepad = GamepadInput()
    down = pygame.CONTROLLER_BUTTON_DPAD_DOWN
    assert gamepad.translate(button_event(down), 0.0) == Arrow(y=1)
    assert gamepad.poll_repeat(REPEAT_DELAY_S * 0.9) is None
    assert gamepad.poll_repeat(REPEAT_DELAY_S * 1.01) == Arrow(y=1)
    assert gamepad.poll_repeat(REPEAT_DELAY_S * 1.02) is None
    assert gamepad.poll_repeat(REPEAT_DELAY_S * 1.01 + REPEAT_INTERVAL_S * 1.01) == Arrow(y=1)
    gamepad.translate(button_event(down, down=False), 2.0)
    assert gamepad.poll_repeat(9.0) is None


def test_a_stick_steps_once_until_it_has_been_back_in_its_middle() -> None:
    gamepad = GamepadInput()

    def deflect(value: int) -> Action | None:
        return gamepad.translate(stick_event(pygame.CONTROLLER_AXIS_LEFTY, value), 0.0)

    assert [
        deflect(v) for v in (3000, STICK_PRESS - 1, STICK_PRESS + 1, 32767, STICK_RELEASE + 1, STICK_PRESS + 1)
    ] == [
        None,
        None,
        Arrow(y=1),
        None,
        None,
        None,
    ]
    assert [deflect(v) for v in (0, -STICK_PRESS - 1)] == [None, Arrow(y=-1)]
    assert gamepad.poll_repeat(REPEAT_DELAY_S + 0.01) == Arrow(y=-1)
    deflect(0)
    assert gamepad.poll_repeat(9.0) is None
    assert gamepad.translate(stick_event(pygame.CONTROLLER_AXIS_LEFTX, 32767), 0.0) == Arrow(x=1)
    assert gamepad.translate(stick_event(pygame.CONTROLLER_AXIS_TRIGGERLEFT, 32767), 0.0) is None


def test_a_pad_that_is_pulled_out_lets_go_of_everything() -> None:
    gamepad = GamepadInput()
    gamepad.translate(button_event(pygame.CONTROLLER_BUTTON_DPAD_DOWN), 0.0)
    assert gamepad.translate(Event(pygame.CONTROLLERDEVICEREMOVED, instance_id=0), 0.1) == PointerUp()
    assert gamepad.poll_repeat(9.0) is None


def test_a_pad_that_is_told_of_and_cannot_be_opened_is_none() -> None:
    pygame.display.init()
    gamepad = GamepadInput()
    gamepad.start()
    assert gamepad.translate(Event(pygame.CONTROLLERDEVICEADDED, device_index=99), 0.0) is None


def test_the_keyboard_takes_the_bottom_line_back() -> None:
    navigator, devices = open_screen("passage"), InputDevices()
    for event, device in (
        (button_event(X), "pad"),
        (Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode=""), "keys"),
        (Event(pygame.FINGERDOWN, touch_id=1, finger_id=1, x=0.5, y=0.5), "touch"),
    ):
        dispatch_all(navigator, devices, event)
        assert navigator.stack.device == device
