"""The window itself: events in, pixels out.

Law: nothing is drawn while nothing changes. `event.get` with a clock was measured cheaper than `event.wait`, which
polls.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import pygame

from party_card.frontends.window.accessibility import tree
from party_card.frontends.window.feedback import FeedbackController
from party_card.frontends.window.input.devices import FULL, InputDevices
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.shell.text_entry import SystemTextInput, caret_rect
from party_card.frontends.window.toolkit.animation import Animator
from party_card.frontends.window.toolkit.theme import PALETTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from party_card.content.models import SceneId
    from party_card.frontends.window.navigation import Screen, Sitting

SIZE = (1280, 800)
SMALLEST = (640, 480)
IDLE, MOVING = 30, 60
"""Looks for events a second, while nothing moves and while something does."""


class WindowUnavailableError(Exception):  # names what is the case
    """There can be no window here; the message says why."""


def run(
    session: Sitting,
    scene: SceneId | None = None,
    *,
    screen: Screen | None = None,
    beside: Callable[[Navigator], None] | None = None,
) -> None:
    """Open the window, at a scene, a screen or the title, and stay until it is left. Raises CannotOpen, KeepError.

    `beside` is called as often as events are looked for, before what has changed is drawn.
    """
    if sys.platform.startswith("linux"):  # the accelerated path runs through a software GL: eight times the work
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ.setdefault("SDL_TOUCH_MOUSE_EVENTS", "0")  # fingers are read as fingers
    try:
        pygame.display.init()
        early = tree.BOUND and tree.is_enabled()
        window = pygame.Window("Party Card", SIZE, resizable=True, allow_high_dpi=True, hidden=early)
    except pygame.error as reason:
        raise WindowUnavailableError(str(reason)) from None
    link = tree.AccessKitBridge()
    try:
        if early:
            link.open(window)
            window.show()
        screen = PageScreen(session, session.open(scene)) if scene else screen
        _loop(window, session, screen, link, beside)
    finally:
        link.close()
        pygame.quit()


def _loop(
    window: pygame.Window,
    session: Sitting,
    screen: Screen | None,
    link: tree.AccessKitBridge,
    beside: Callable[[Navigator], None] | None,
) -> None:
    window.minimum_size = SMALLEST
    window.set_icon(_icon())
    size = window.get_surface().get_size()
    stage = Navigator(session, size, size[0] / window.size[0], screen=screen)
    clock = pygame.time.Clock()
    busy = 0
    full = False
    devices = InputDevices()
    senses = FeedbackController(stage)
    keyboard = SystemTextInput()
    pygame.key.set_repeat(400, 45)
    while not stage.is_closed:
        for event in pygame.event.get():
            if link.handle_event(event, stage):
                continue
            for action in devices.read(event, stage):
                if action == FULL:
                    full = not full
                    window.set_fullscreen(desktop=True) if full else window.set_windowed()
                else:
                    senses.stop_speech(action)
                    stage.dispatch(action)
        if (again := devices.tick()) is not None:
            stage.dispatch(again)
        stage.update()
        if beside is not None:
            beside(stage)
        surface = window.get_surface()
        stage.resize(surface.get_size(), surface.get_width() / window.size[0])
        drawn = stage.needs_redraw
        news = (
            stage.changed and not stage.interaction.is_active
        )  # no one is told every frame of what is held or runs on
        if drawn:
            stage.draw(surface)
            window.flip()
            if news:
                link.invalidate()
            if not gc.isenabled():  # on the way to the first page it is off
                gc.freeze()  # all scenes are in memory and stay: looking through them took a tenth of a second
                gc.enable()
            busy = 12
            if stage.frames == 1:  # what waits until the first page is shown delays nothing
                stage.motion = Animator()
                devices.pad.start()
                if not tree.BOUND and tree.is_enabled():
                    link.open(window)
        link.update(stage, window)
        senses.update(drawn=news)
        keyboard.follow(caret_rect(stage.view), stage.scale)
        busy = max(0, busy - 1)
        clock.tick(MOVING if busy else IDLE)
    senses.close()


def _icon() -> pygame.Surface:
    """A red wedge in a black disc."""
    icon = pygame.Surface((64, 64), pygame.SRCALPHA)
    colours = PALETTES["light"]
    pygame.draw.aacircle(icon, colours["ink"], (32, 32), 31)
    pygame.draw.polygon(icon, colours["poster"], [(2, 44), (52, 22), (14, 60)])
    return icon
