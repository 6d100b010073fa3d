"""The open screens, one above another, each with its view.

Invariant: every view is laid out for the present size and settings, except while a caller changes several things at
once and then calls `relayout`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.frontends.window.navigation import Screen, ScreenContext
from party_card.frontends.window.shell.interface_language import InterfaceLanguage
from party_card.frontends.window.toolkit.key_hints import PAGE_DOWN, PAGE_UP, READ_ON, SELECT_HIGHLIGHTED, adapt_hints
from party_card.frontends.window.toolkit.mirroring import mirror_layout, set_content_language
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.open_playthrough import StorageStatus
    from party_card.app.session import Session
    from party_card.frontends.window.input.events import Device
    from party_card.frontends.window.toolkit.box import KeyHint, ScreenLayout
    from party_card.frontends.window.toolkit.shaping import TextShaper

STORAGE_WORDS: Mapping[StorageStatus, str] = {
    "saved": gettext_noop("saved"),
    "saving": gettext_noop("saving"),
    "not saved": gettext_noop("not saved"),
}
"""What the bottom line says of the storage."""


class ScreenStack:
    """Lays screens out for a window of `size` pixels at `scale` pixels a unit, and keeps their views.

    If it `defers_layout`, a screen that opens is laid out as far as the window reaches, and its view lays out the rest.
    """

    def __init__(
        self, session: Session, size: tuple[int, int], scale: float, shaper: TextShaper, language: InterfaceLanguage
    ) -> None:
        self.session, self.size, self.scale, self.shaper = session, size, scale, shaper
        self.device: Device = "keys"
        self.defers_layout = False
        self.setting_errors: dict[str, str] = {}
        self._language = language
        self._language.apply(session.settings)
        self._entries: list[tuple[Screen, ScrollView]] = []
        self._laid_out_settings = session.settings

    @property
    def top(self) -> tuple[Screen, ScrollView]:
        """The screen that gets the input, and its view."""
        return self._entries[-1]

    @property
    def views(self) -> tuple[ScrollView, ...]:
        """The views of all open screens, lowest first."""
        return tuple(view for _, view in self._entries)

    @property
    def screens(self) -> tuple[Screen, ...]:
        """All open screens, lowest first."""
        return tuple(screen for screen, _ in self._entries)

    def push(self, screen: Screen) -> None:
        """Opens a screen above the others."""
        screen.context = ScreenContext(self.setting_errors)
        self._entries.append((screen, self._create_view(screen)))

    def pop(self) -> None:
        """Closes the top screen, unless it is the only one."""
        if len(self._entries) > 1:
            self._entries.pop()
            self.relayout()  # the session may have changed meanwhile

    def replace(self, screen: Screen) -> None:
        """Closes all screens and opens another one."""
        self._entries.clear()
        if self._language.apply(self.session.settings):  # another player has another language
            screen.change_language()
        self.push(screen)

    def make_text_style(self) -> TextStyle:
        """Returns the text style for the present size and settings."""
        return TextStyle.from_settings(self.shaper, self.size, self.scale, self.session.settings)

    def _create_view(self, screen: Screen) -> ScrollView:
        style = self.make_text_style()

        def build(bottom: int | None) -> ScreenLayout:
            return self._layout(screen, style, bottom)

        view = ScrollView(style, build(style.height if self.defers_layout else None), build)
        view.hint_filter = self._list_hints
        focus = screen.initial_focus()
        if focus is not None and (screen.focus_on_open or view.is_visible(focus)):
            view.focus_and_reveal(focus)  # else the page opens at its top without a focus
        return view

    def _layout(self, screen: Screen, style: TextStyle, bottom: int | None = None) -> ScreenLayout:
        """Lays a screen out, down to the height `bottom` of its content at least."""
        set_content_language(self._find_content_language(screen))
        layout = screen.layout(style) if bottom is None else screen.layout_beginning(style, bottom)
        layout = mirror_layout(style.shaper, layout, style.width)
        if screen.status_line == "none":
            return layout
        has_status = screen.status_line == "keys_and_storage"
        status = gettext(STORAGE_WORDS[self.session.storage_status]) if has_status else ""
        return replace(layout, hints=screen.key_hints(), status=status)

    def _find_content_language(self, screen: Screen) -> str:
        """Returns the language of what a screen shows: its own, or that of the screen below a dialog."""
        below = itertools.takewhile(lambda other: other is not screen, self.screens)
        languages = (other.content_language for other in (screen, *reversed(tuple(below))))
        return next((language for language in languages if language is not None), "")

    def _list_hints(self, view: ScrollView) -> tuple[KeyHint, ...]:
        settings, hints = self.session.settings, view.key_hints()
        if settings.scan:  # Enter takes the highlighted item, wherever the focus is
            hints = tuple(PAGE_DOWN if hint == READ_ON else hint for hint in hints)
            up_hint = (PAGE_UP,) if view.scroll else ()
            hints = (SELECT_HIGHLIGHTED, *up_hint, *(hint for hint in hints if hint.cap != "Enter"))
        return adapt_hints(hints, self.device, single_keys=settings.single_keys, hold=bool(settings.hold))

    def relayout(self) -> None:
        """Lays all screens out again; scroll positions and focus are kept."""
        if self._language.apply(self.session.settings):
            for screen, _ in self._entries:
                screen.change_language()
        style = self.make_text_style()
        for screen, view in self._entries:
            view.set_layout(style, self._layout(screen, style))
        self._laid_out_settings = self.session.settings

    def relayout_top(self, *, keep_scroll: bool = False) -> None:
        """Lays the top screen out again, and all of them if the settings have changed."""
        screen, view = self.top
        if not keep_scroll and self.session.settings != self._laid_out_settings:
            self.relayout()
        else:
            view.set_layout(view.style, self._layout(screen, view.style), keep_scroll=keep_scroll)

    def renew_top(self) -> bool:
        """Shows the top screen from its beginning. Returns False if the settings have changed: then all keep place."""
        if self.session.settings != self._laid_out_settings:
            self.relayout()
            return False
        screen, _ = self.top
        self._entries[-1] = (screen, self._create_view(screen))
        return True

    def reload(self) -> None:
        """Updates all screens after the session changed by itself."""
        for index, (screen, _) in enumerate(self._entries):
            if screen.reload():
                self._entries[index] = (screen, self._create_view(screen))
        self.relayout()

    def set_device(self, device: Device) -> None:
        """Adapts the key hints to the device used last."""
        if device != self.device:
            self.device = device
            for view in self.views:
                view.invalidate_footer()
