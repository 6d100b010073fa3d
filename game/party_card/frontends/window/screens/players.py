"""The screen with the players of this machine, and a field for a new one.

Invariant: only a nickname is asked for. One press deletes no player: the first asks and names the loss, the second on
the same button deletes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.navigation import NavigationResult, Refresh, Replace, Route
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.key_hints import GLOSSARY, HELP, SETTINGS, TAB
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.toolkit.widgets.header import layout_header
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.frontends.window.views.player_card import layout_delete_button, layout_player_card, layout_warning
from party_card.localization import gettext, gettext_noop
from party_card.storage.errors import StorageError
from party_card.storage.player_name import MAX_NICKNAME_CHARS

if TYPE_CHECKING:
    from party_card.app.session import Session

META = gettext_noop("a nickname is all that is kept about anyone, and it stays on this machine")
MIN_CARD_WIDTH_UNITS = 330


class PlayersScreen(BaseScreen):
    """Switches, adds and deletes players."""

    focus_on_open = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.field = TextField(
            "nickname", "", max_length=MAX_NICKNAME_CHARS, role="document", on_change=self._clear_error
        )
        self._error = ""
        self._pending_deletion = ""
        self._players = session.list_players()

    def _name_field(self) -> None:
        """Names the field in the language of the interface, which the settings may have changed."""
        self.field.label, self.field.placeholder = gettext("A new nickname"), gettext("a nickname")
        self.field.enter_label = gettext("play")

    def _clear_error(self, _: str) -> None:
        self._error = ""

    def initial_focus(self) -> Command | None:
        """Returns the command of the nickname field."""
        return self.field.command

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of a form; Escape leads to the title."""
        return (
            TAB,
            GLOSSARY,
            SETTINGS,
            KeyHint("Esc", gettext_noop("title page"), Command("title"), ("escape",)),
            HELP,
        )

    def _run(self, command: Command) -> NavigationResult | None:
        if command == self.field.command:
            command = Command("switch-player", self.field.text)
        match command.verb:
            case "switch-player":
                return self._switch_player(command.argument)
            case "delete-player" if command.argument != self._pending_deletion:
                self._pending_deletion = command.argument
                return Refresh(relayout=True, focus=command)
            case "delete-player":
                self.session.delete_player(command.argument)
                self._players, self._pending_deletion = self.session.list_players(), ""
                return Refresh(relayout=True, focus=self.field.command)
            case _:
                return super()._run(command)

    def _switch_player(self, nickname: str) -> NavigationResult:
        try:
            self.session.switch_player(nickname)
        except StorageError as error:
            self._error = error.message
            return Refresh(relayout=True, focus=self.field.command)
        return Replace(Route("title"))

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the field next to the cards, or above them."""
        self._name_field()
        header, _ = layout_header(style, gettext("Who is playing?"), gettext(META), "")
        is_header_fixed = style.height_units >= 430
        top = header.h if is_header_fixed else 0
        area = Rect(0, top, style.width, style.height - top - footer_height(style))
        width = min(style.width - 2 * style.margin, style.px(1180))
        x = (style.width - width) // 2
        y = style.px(34 if style.height_units > 560 else 18) + (0 if is_header_fixed else header.h)
        gap = style.px(64)
        is_side_by_side = style.width_units >= 900
        form_width = style.px(340) if is_side_by_side else min(width, style.px(520))
        flow = VerticalFlow(x, y, form_width)
        for box in self._layout_form(style, form_width):
            flow.add(box, style.px(12))
        if is_side_by_side:
            cards, bottom = self._layout_cards(style, x + form_width + gap, y, width - form_width - gap)
        else:
            cards, bottom = self._layout_cards(style, x, flow.y + style.px(20), width)
        boxes = (*(() if is_header_fixed else (header,)), *flow.boxes, *cards)
        fixed = (header,) if is_header_fixed else ()
        return ScreenLayout(area, boxes, max(bottom, flow.y) + style.px(20), fixed)

    def _layout_form(self, style: TextStyle, width: int) -> list[Box]:
        boxes = [
            style.layout_label(gettext("Someone new"), width, "place", box_role="heading"),
            style.layout_label(
                gettext("Type a nickname, then Enter. There is no account and no password."), width, "account"
            ),
            self.field.layout(style, width),
        ]
        if self._error:
            boxes.append(layout_warning(style, self._error, width))
        submit = Command("switch-player", self.field.text)
        return [*boxes, layout_button(style, gettext("Play under this nickname"), submit, width)]

    def _layout_cards(self, style: TextStyle, x: int, y: int, width: int) -> tuple[list[Box], int]:
        """Places the cards in one column or two, each above its delete button; returns them and their bottom."""
        heading = style.layout_label(gettext("On this machine"), width, "place", box_role="heading").placed_at(x, y)
        y += heading.h + style.px(10)
        gap = style.px(24)
        column_count = max(1, min(2, (width + gap) // (style.px(MIN_CARD_WIDTH_UNITS) + gap), len(self._players)))
        column_width = (width - (column_count - 1) * gap) // column_count
        boxes, bottoms = [heading], [y] * column_count
        for index, player in enumerate(self._players):
            column = index % column_count
            is_current = player.nickname == self.session.player
            asks = player.nickname == self._pending_deletion
            for box in (
                layout_player_card(style, player, column_width, is_current=is_current),
                layout_delete_button(style, player.nickname, column_width, asks=asks),
            ):
                boxes.append(box.placed_at(x + column * (column_width + gap), bottoms[column]))
                bottoms[column] += box.h
            bottoms[column] += style.px(18)
        return boxes, max(bottoms)
