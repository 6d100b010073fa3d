"""The dialog with the endings found, the map of the player's routes, and the way back to each fork.

Invariant: nothing is taken back: playing on from a fork begins a second playthrough. What was not seen is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from party_card.app.routes import SceneRoutes
from party_card.content.models import Scene
from party_card.frontends.shared.scene_map.route_map import build_route_map
from party_card.frontends.shared.scene_map.route_words import (
    KEPT_SENTENCE,
    NO_FORK_SENTENCE,
    ROUTES_HEADING,
    describe_ending_count,
    describe_fork,
    describe_fork_place,
)
from party_card.frontends.window.input.events import Action, Arrow
from party_card.frontends.window.navigation import NavigationResult, Refresh
from party_card.frontends.window.screens.dialogs.base import CLOSE_HINT, Dialog
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.key_hints import LIST_ARROWS, ROUTE_ARROWS
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.dialog import content_width, layout_dialog
from party_card.frontends.window.views.ending_cards import layout_ending_cards
from party_card.frontends.window.views.history_row import HistoryEntry, layout_decision_row
from party_card.frontends.window.views.route_map import LEGEND, layout_route_map
from party_card.frontends.window.views.selected_fork import PLAY_ON, layout_selected_fork
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext

if TYPE_CHECKING:
    from party_card.app.session import Session

_WIDTH_UNITS = 980


@frozen_dataclass
class ForkEntry(HistoryEntry):
    """A fork as a row of the list; `step` is the number of steps before it."""

    step: int = 0

    @property
    def command(self) -> Command:
        """The command that plays on from the fork."""
        return Command("branch", str(self.step))


class RouteDialog(Dialog):
    """Shows what the player has seen of a scene, and plays on from a fork."""

    heading = ROUTES_HEADING
    close_keys = ("r",)

    def __init__(self, scene: Scene, routes: SceneRoutes) -> None:
        self._routes = routes
        self._route_map = build_route_map(scene, routes)
        self._entries = tuple(_list_entries(scene, routes))
        self._selected = len(self._entries) - 1

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out a wide panel."""
        boxes = self.layout_content(style, content_width(style, _WIDTH_UNITS))
        return layout_dialog(style, self.title, boxes, width=_WIDTH_UNITS)

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out endings, map and forks, one below the other."""
        boxes = [
            style.layout_label(describe_ending_count(self._routes), width, "account", box_role="status"),
            *layout_ending_cards(style, self._routes.endings, width),
        ]
        seen, total = len(self._routes.visited), len(self._route_map.dots)
        name = gettext("Map of the scene: you have seen {seen} of {total} passages.").format(seen=seen, total=total)
        picture = layout_route_map(style, self._route_map, width, name, self._selected)
        if picture is not None:
            boxes += [style.layout_label(gettext(LEGEND), width, "note", "soft"), picture]
            boxes += [layout_selected_fork(style, self._entries[self._selected], width)] if self._entries else []
        if not self._entries:
            return [*boxes, style.layout_label(gettext(NO_FORK_SENTENCE), width, "note", "soft")]
        about = f"{gettext('The forks of your route. Choose one to play on from there.')} {gettext(KEPT_SENTENCE)}"
        boxes.append(style.layout_label(about, width, "note", "soft"))
        return [*boxes, *(layout_decision_row(style, entry, width, asks=False) for entry in self._entries)]

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of a list."""
        return (ROUTE_ARROWS, LIST_ARROWS, CLOSE_HINT) if self._entries else (CLOSE_HINT,)

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Goes to the fork before or after the selected one on the route."""
        if isinstance(action, Arrow) and action.x and self._entries:
            return self._select(self._selected + action.x)
        return super().handle_input(action, focus)

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Selects a fork that was clicked on the map, or plays on from the selected one."""
        if command.verb == "select":
            return self._select(int(command.argument))
        return super().handle_command(self._entries[self._selected].command if command == PLAY_ON else command)

    def _select(self, index: int) -> NavigationResult:
        self._selected = min(max(index, 0), len(self._entries) - 1)
        return Refresh(relayout=True, focus=PLAY_ON)


def make_route_dialog(session: Session) -> RouteDialog:
    """Returns the dialog of the open scene."""
    return RouteDialog(session.playthrough.compiled.scene, session.find_routes())


def _list_entries(scene: Scene, routes: SceneRoutes) -> Iterator[ForkEntry]:
    for index, fork in enumerate(routes.forks, 1):
        date, words = describe_fork_place(scene, fork)
        yield ForkEntry(index, date, words, describe_fork(fork), 0, 0, step=fork.decision.step)
