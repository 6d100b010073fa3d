"""The window and its event loop.

Invariant: nothing is drawn while nothing changes. `event.get` with a clock costs less than `event.wait`, which polls
(measured). An exception in a frame becomes a crash log and a dialog; one while that dialog is open ends the window.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import pygame
from pygame.event import Event

from party_card.content.garbage_collection import skip_present_objects
from party_card.frontends.window.accessibility import accesskit_bridge
from party_card.frontends.window.accessibility.accesskit_bridge import AccessKitBridge
from party_card.frontends.window.feedback import FeedbackController
from party_card.frontends.window.input.devices import FULLSCREEN_KEY, InputDevices
from party_card.frontends.window.navigation import Route
from party_card.frontends.window.screens.dialogs.failure import APOLOGY, FailureDialog
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.shell.failure_report import report_failure
from party_card.frontends.window.shell.interaction import InteractionFilter
from party_card.frontends.window.shell.interface_language import InterfaceLanguage
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.shell.text_entry import SystemTextInput, find_caret_rect
from party_card.frontends.window.toolkit.animation import Animator
from party_card.frontends.window.toolkit.picture_cache import PICTURE_CACHE
from party_card.frontends.window.toolkit.theme import PALETTES
from party_card.localization import gettext
from party_card.storage.crash_log import shows_traceback

if TYPE_CHECKING:
    from collections.abc import Callable

    from party_card.app.session import Session
    from party_card.content.models import SceneId

INITIAL_SIZE = (1280, 800)
MIN_SIZE = (640, 480)
IDLE_POLLS_PER_S, ACTIVE_POLLS_PER_S = 30, 60
ACTIVE_FRAMES = 12
"""For how many frames after the last one drawn events are looked for at the active rate."""
KEY_REPEAT_DELAY_MS, KEY_REPEAT_INTERVAL_MS = 400, 45


class WindowUnavailableError(Exception):
    """Raised if no window can be opened; the message gives the reason."""


class WindowFailedError(Exception):
    """Raised if the window cannot go on after an error of the program; the message is in sentences for the player."""


def run(
    session: Session,
    scene: SceneId | None = None,
    *,
    route: Route | None = None,
    language: str = "",
    on_frame: Callable[[Navigator], None] | None = None,
    is_fullscreen: bool = False,
) -> None:
    """Opens the window at a scene, a route or the title, and returns when it is closed.

    The interface is in a `language`, if one is given, else in that of the settings.
    `on_frame` is called before each frame. Raises WindowUnavailableError, WindowFailedError, and StorageError if the
    scene cannot be opened.
    """
    if route is None:
        route = Route("scene", scene) if scene else Route("title")
    if sys.platform.startswith("linux"):  # the accelerated path runs through a software GL: eight times the work
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ.setdefault("SDL_TOUCH_MOUSE_EVENTS", "0")  # touch is read as touch
    try:
        pygame.display.init()
        opens_bridge_first = accesskit_bridge.IS_WINDOW_BOUND and accesskit_bridge.is_enabled()
        window = pygame.Window(
            "Party Card", INITIAL_SIZE, resizable=True, allow_high_dpi=True, hidden=opens_bridge_first
        )
    except pygame.error as error:
        raise WindowUnavailableError(str(error)) from None
    bridge = AccessKitBridge()
    try:
        if opens_bridge_first:
            bridge.open(window)
            window.show()
        window.minimum_size = MIN_SIZE
        window.set_icon(_create_icon())
        if is_fullscreen:
            window.set_fullscreen(desktop=True)
        size = window.get_surface().get_size()
        interface_language = InterfaceLanguage(language)
        interface_language.apply(session.settings)
        screen = build_screen(route, session)
        navigator = Navigator(session, size, size[0] / window.size[0], screen=screen, language=interface_language)
        _EventLoop(window, navigator, bridge, on_frame, is_fullscreen=is_fullscreen).run()
    finally:
        bridge.close()
        pygame.quit()


class _EventLoop:
    """Reads events, lets time pass and draws, until the navigator is closed."""

    def __init__(
        self,
        window: pygame.Window,
        navigator: Navigator,
        bridge: AccessKitBridge,
        on_frame: Callable[[Navigator], None] | None,
        *,
        is_fullscreen: bool = False,
    ) -> None:
        self._window, self._navigator, self._bridge, self._on_frame = window, navigator, bridge, on_frame
        navigator.stack.defers_layout = True
        self._devices = InputDevices()
        self._feedback = FeedbackController(navigator)
        self._system_text_input = SystemTextInput()
        self._is_fullscreen = is_fullscreen
        self._freezes_objects = not gc.isenabled()  # the command that plays leaves that to the window
        self._frozen_scene: SceneId | None = None

    def run(self) -> None:
        clock = pygame.time.Clock()
        active_frames = 0
        pygame.key.set_repeat(KEY_REPEAT_DELAY_MS, KEY_REPEAT_INTERVAL_MS)
        while not self._navigator.is_closed:
            try:
                has_drawn = self._run_frame()
            except Exception as error:  # any mistake of the program: the player goes on
                if shows_traceback():
                    raise
                self._recover(error)
                has_drawn = True
            active_frames = ACTIVE_FRAMES if has_drawn else active_frames
            active_frames = max(0, active_frames - 1)
            clock.tick(ACTIVE_POLLS_PER_S if active_frames else IDLE_POLLS_PER_S)
        self._feedback.close()
        PICTURE_CACHE.write_settled(at_once=True)

    def _run_frame(self) -> bool:
        """Handles the events that have come, and draws what has changed. Returns True if anything was drawn."""
        navigator, window = self._navigator, self._window
        self._handle_events()
        if (repeat := self._devices.poll_repeat()) is not None:
            navigator.dispatch(repeat)
        navigator.update()
        if self._on_frame is not None:
            self._on_frame(navigator)
        surface = window.get_surface()
        navigator.resize(surface.get_size(), surface.get_width() / window.size[0])
        needs_redraw = navigator.needs_redraw
        # Screen readers get no update for every frame of a hold or a fling.
        has_news = navigator.has_changes and not navigator.interaction.is_active
        if needs_redraw:
            self._draw(surface)
            if has_news:
                self._bridge.invalidate()
        self._bridge.update(navigator, window)
        self._feedback.update(has_news=has_news)
        PICTURE_CACHE.write_settled()
        self._system_text_input.follow(find_caret_rect(navigator.view), navigator.scale)
        return needs_redraw

    def _recover(self, error: Exception) -> None:
        """Opens the dialog of a failure. Raises WindowFailedError if that fails, or if it is what has failed."""
        has_failed_again = isinstance(self._navigator.screen, FailureDialog)
        sentences = report_failure(self._navigator, error)
        try:
            if not has_failed_again:
                self._show_failure(FailureDialog(*sentences))
                return
        except Exception as second_error:  # not even the dialog can be laid out
            raise WindowFailedError(" ".join((gettext(APOLOGY), *sentences))) from second_error
        raise WindowFailedError(" ".join((gettext(APOLOGY), *sentences))) from error

    def _show_failure(self, dialog: FailureDialog) -> None:
        """Closes all screens and opens the dialog; what was begun with them is dropped."""
        navigator = self._navigator
        navigator.interaction = InteractionFilter()
        if navigator.animator is not None:
            navigator.animator.finish()
        navigator.stack.replace(dialog)

    def _handle_events(self) -> None:
        """Handles the events that have come. After a failure the rest is dropped, but keys are known to be released."""
        events = iter(pygame.event.get())
        try:
            for event in events:
                self._handle(event)
        finally:
            for event in events:
                self._devices.track(event)

    def _handle(self, event: Event) -> None:
        navigator = self._navigator
        follow_focus(navigator.session, event)
        if self._bridge.handle_event(event, navigator):
            return
        self._follow_pointer(event)
        is_writing = find_caret_rect(navigator.view) is not None
        for action in self._devices.translate(event, navigator.size, navigator.scale, in_field=is_writing):
            if action == FULLSCREEN_KEY:
                self._toggle_fullscreen()
            else:
                self._feedback.stop_speech(action)
                navigator.dispatch(action)
        navigator.stack.set_device(self._devices.device)

    def _follow_pointer(self, event: Event) -> None:
        """Hides the pointer of the mouse while keys are used in full screen; moving the mouse shows it again."""
        if event.type == pygame.KEYDOWN:
            pygame.mouse.set_visible(not self._is_fullscreen)
        elif event.type == pygame.MOUSEMOTION:
            pygame.mouse.set_visible(True)

    def _toggle_fullscreen(self) -> None:
        self._is_fullscreen = not self._is_fullscreen
        if self._is_fullscreen:
            self._window.set_fullscreen(desktop=True)
        else:
            self._window.set_windowed()

    def _draw(self, surface: pygame.Surface) -> None:
        self._navigator.draw(surface)
        self._window.flip()
        if self._navigator.frame_count == 1:
            self._start_after_first_frame()
        if self._freezes_objects:
            self._freeze_objects()

    def _freeze_objects(self) -> None:
        """Makes the garbage collector skip what there is at the first page, and at the first page of every scene.

        A scene stays in memory: looking through it took a tenth of a second in the middle of a page.
        """
        scene = self._navigator.session.open_scene
        if scene != self._frozen_scene:
            self._frozen_scene = scene
            skip_present_objects()
        gc.enable()  # it is off until the first page is shown

    def _start_after_first_frame(self) -> None:
        """Starts the slow parts, which would delay the first frame."""
        self._navigator.animator = Animator()
        self._devices.gamepad.start()
        if not accesskit_bridge.IS_WINDOW_BOUND and accesskit_bridge.is_enabled():
            self._bridge.open(self._window)


def follow_focus(session: Session, event: Event) -> None:
    """Stops and resumes the time of the open page, if an event says that the window goes to the background or back."""
    if not session.open_scene:
        return
    if event.type == pygame.WINDOWFOCUSLOST:
        session.open_playthrough.page_clock.pause()
    elif event.type == pygame.WINDOWFOCUSGAINED:
        session.open_playthrough.page_clock.resume()


def _create_icon() -> pygame.Surface:
    """Draws a red wedge in a black disc."""
    icon = pygame.Surface((64, 64), pygame.SRCALPHA)
    colours = PALETTES["light"]
    pygame.draw.aacircle(icon, colours["ink"], (32, 32), 31)
    pygame.draw.polygon(icon, colours["poster"], [(2, 44), (52, 22), (14, 60)])
    return icon
