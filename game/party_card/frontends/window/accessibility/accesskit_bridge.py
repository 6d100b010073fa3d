"""The connection to AccessKit, which speaks to the screen readers of each system.

Invariant: the tree is built only after AccessKit requests it. Screen readers act by the same actions as keyboard and
mouse, in the same loop. Without the package, or if it does not work here, the bridge does nothing.

AccessKit's threads hold its lock while they wait for Python, and its calls hold Python while they wait for the lock.
So its threads get a prebuilt update (an empty window), and no call is made until they have long finished.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

import pygame
from pygame.event import Event

from party_card.frontends.window.accessibility.accesskit_nodes import TreeConverter
from party_card.frontends.window.accessibility.announcer import Announcer
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import Confirm, PointerDown

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Navigator
    from party_card.frontends.window.toolkit.focus import FocusTarget

ADAPTER_SETTLE_S = 0.2
"""The time between AccessKit's first question and our first call: its answer takes microseconds."""
ACTION_REQUEST_EVENT = pygame.event.custom_type()
IS_WINDOW_BOUND = sys.platform in ("win32", "darwin")
"""True if the adapter belongs to a window and must exist before that is shown."""
SPI_GETSCREENREADER = 0x46


def is_enabled() -> bool:
    """Returns True if AccessKit should be used: PARTY_CARD_ACCESS=0 or 1 decides, else the system does."""
    choice = os.environ.get("PARTY_CARD_ACCESS", "")
    return choice != "0" and (choice == "1" or _may_have_screen_reader())


def _may_have_screen_reader() -> bool:
    """Returns True if a screen reader runs, or if that cannot be known and listening costs next to nothing."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # nothing else needs it

        is_running = ctypes.c_int(0)
        ctypes.windll.user32.SystemParametersInfoW(SPI_GETSCREENREADER, 0, ctypes.byref(is_running), 0)
        return bool(is_running.value)
    return sys.platform != "darwin"


def perform_action(navigator: Navigator, target: FocusTarget, click: bool, text: str | None = None) -> None:
    """Focuses or clicks a target, or replaces its text, as the keyboard does, or the mouse if no key can."""
    view = navigator.view
    if text is not None:
        navigator.set_text(target, text)
    elif target.target.is_focusable:
        view.focus_and_reveal(*target.key)
        if click and target.target.field is None:
            navigator.dispatch(Confirm())
    elif click:
        focused_key = view.focused_key
        view.focus_and_reveal(*target.key)
        view.focused_key = focused_key
        rect = view.to_window(target.rects[0], scrolls=target.scrolls)
        navigator.dispatch(PointerDown(*rect.center))


class AccessKitBridge:
    """Sends the tree of the open screen to AccessKit, and its requests to the navigator."""

    def __init__(self) -> None:
        self._kit: Any = None  # the package has no types
        self._adapter: Any = None
        self._activated_at: float | None = None
        self._greeted_at: float | None = None
        self._has_changes = True
        self._announcer = Announcer()
        self._converter: TreeConverter | None = None

    def open(self, window: pygame.Window) -> None:
        """Starts to listen. On X11 and Wayland this comes after the first frame, so that it delays nothing."""
        try:
            import accesskit  # noqa: PLC0415  # 7 ms, and not everywhere
        except ImportError:
            return
        self._kit = accesskit
        self._converter = TreeConverter(accesskit, describes_news=not IS_WINDOW_BOUND)
        on_activate, on_action = self._on_activate, self._on_action
        try:
            if sys.platform == "win32":
                self._adapter = accesskit.windows.SubclassingAdapter(window.handle, on_activate, on_action)
            elif sys.platform == "darwin":
                accesskit.macos.add_focus_forwarder_to_window_class("SDLWindow")
                self._adapter = accesskit.macos.SubclassingAdapter.for_window(window.handle, on_activate, on_action)
            else:
                self._adapter = accesskit.unix.Adapter(on_activate, on_action, self._on_deactivate)
        except (AttributeError, OSError, RuntimeError, TypeError, ValueError):
            self._adapter = None

    # These three run in threads of AccessKit's.

    def _on_activate(self) -> Any:
        update = self._converter.create_empty_update() if self._converter is not None else None
        self._activated_at = time.monotonic()
        return update

    def _on_action(self, request: Any) -> None:
        actions = self._kit.Action
        if request.action == actions.SET_VALUE and request.data is not None and isinstance(request.data[1], str):
            pygame.event.post(Event(ACTION_REQUEST_EVENT, target=request.target, click=False, text=request.data[1]))
        elif request.action in (actions.CLICK, actions.FOCUS):
            is_click = request.action == actions.CLICK
            pygame.event.post(Event(ACTION_REQUEST_EVENT, target=request.target, click=is_click, text=None))

    def _on_deactivate(self) -> None:
        self._activated_at = None

    # These run in the loop of the window.

    def handle_event(self, event: Event, navigator: Navigator) -> bool:
        """Performs the action of a screen reader. Returns True if the event was such an action."""
        if event.type == ACTION_REQUEST_EVENT:
            target = self._converter.targets.get(event.target) if self._converter is not None else None
            if target is not None and self._converter is not None:
                self._converter.end_reading()
                perform_action(navigator, target, event.click, event.text)
            return True
        if event.type in (pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST, pygame.WINDOWMOVED):
            self._has_changes = True
        return False

    def invalidate(self) -> None:
        """Makes the next update send the tree again."""
        self._has_changes = True

    def update(self, navigator: Navigator, window: pygame.Window) -> None:
        """Sends the tree if it changed and a screen reader listens; to be called once a frame."""
        activated_at, converter = self._activated_at, self._converter
        if activated_at is None or converter is None or time.monotonic() - activated_at < ADAPTER_SETTLE_S:
            return
        if activated_at != self._greeted_at:  # a new listener gets everything from the beginning
            self._greeted_at, self._has_changes, self._announcer = activated_at, True, Announcer()
        if not (self._has_changes or self._announcer.expire() or converter.has_more_news):
            return
        self._has_changes = False
        root = build_access_tree(navigator)
        self._announcer.update(navigator, root)
        update = converter.convert(root, self._announcer, navigator.view)
        if sys.platform == "darwin":
            _raise_events(self._adapter.update_view_focus_state(window.focused))
        elif sys.platform != "win32":
            x, y = (value * navigator.scale for value in window.position)
            bounds = self._kit.Rect(x, y, x + navigator.size[0], y + navigator.size[1])
            self._adapter.set_root_window_bounds(bounds, bounds)
            self._adapter.update_window_focus_state(window.focused)
        _raise_events(self._adapter.update_if_active(lambda: update))

    def close(self) -> None:
        """Stops listening."""
        self._adapter = self._activated_at = None


def _raise_events(events: Any) -> None:
    if events is not None:
        events.raise_events()
