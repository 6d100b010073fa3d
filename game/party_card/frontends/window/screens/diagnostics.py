"""The screen with the diagnostics of a scene that cannot be played yet."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.toolkit.box import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.key_hints import HELP, SETTINGS
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.toolkit.widgets.header import layout_header
from party_card.frontends.window.views.diagnostics_strip import layout_diagnostic
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session


class DiagnosticsScreen(BaseScreen):
    """Lists the diagnostics of the file `name` until it can be played for the first time."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session)
        self._file_name = PurePath(name).name

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays the diagnostics out, one below another."""
        header, _ = layout_header(style, self._file_name, gettext("mend this, save, and the scene is shown"))
        flow = VerticalFlow(style.margin, style.px(24), min(style.width - 2 * style.margin, style.column_width))
        title = style.layout_label(
            gettext("This scene cannot be played yet"), flow.width, "heading", box_role="heading"
        )
        flow.add(title, style.px(14))
        for diagnostic in self.session.diagnostics:
            flow.add(layout_diagnostic(style, diagnostic, flow.width), style.px(12))
        area = Rect(0, header.h, style.width, style.height - header.h - footer_height(style))
        return ScreenLayout(area, tuple(flow.boxes), flow.y + style.px(18), (header,))

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the few keys that work while there is no page."""
        return (KeyHint("Ctrl+Q", gettext_noop("quit"), Command("leave"), ("ctrl+q",)), SETTINGS, HELP)
