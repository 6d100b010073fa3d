"""The screen on which an episode is chosen.

Invariant: the arrows select the episodes in the order of the campaign; Enter plays the selected one. The focused
episode is selected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.app.scene_summary import find_next_scene
from party_card.content.models import SceneId
from party_card.frontends.window.input.events import Action, Arrow, Tab
from party_card.frontends.window.navigation import NavigationResult, Push, Refresh
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.toolkit.box import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.focus import collect_layout_targets
from party_card.frontends.window.toolkit.key_hints import GLOSSARY, HELP, MAP, SETTINGS
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import episode_marker
from party_card.frontends.window.views.episode_marker import TimelineState
from party_card.frontends.window.views.pack_tabs import list_packs, make_select_pack_command
from party_card.frontends.window.views.timeline import layout_timeline
from party_card.localization import gettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.engine.place_map import CampaignMap


class TimelineScreen(BaseScreen):
    """Shows the episodes of one pack, and the details of the selected one."""

    focus_on_open = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._all_scenes = tuple(session.list_scenes())
        self._packs = list_packs(self._all_scenes)
        self._tab_stops: list[Command] = []
        self._select_pack(self._packs[0] if self._packs else "")

    def _select_pack(self, pack: str) -> None:
        self._pack = pack
        self._campaign_map: CampaignMap | None = None
        self._has_read_map = False
        self._scenes = tuple(scene for scene in self._all_scenes if scene.pack == pack)
        self._next_index = find_next_scene(self._scenes)
        self._selected_index = self._next_index or 0
        first_scene = self._scenes[0].scene if self._scenes else None
        has_archive = first_scene is not None and self.session.has_archive(first_scene)
        self._archive = Command("archive", str(first_scene)) if has_archive else None
        self._campaign_end: Command | None = None if pack else Command("campaign-end")
        if pack and self._scenes and self.session.campaign_end(self._scenes[0].scene) is not None:
            self._campaign_end = Command("campaign-end", str(self._scenes[0].scene))

    def _read_map(self) -> CampaignMap | None:
        """Returns the map of the pack's scenes; they are read when it is first needed."""
        if not self._has_read_map and self._scenes:
            self._campaign_map = self.session.campaign_map(self._scenes[0].scene)
            self._has_read_map = True
        return self._campaign_map

    @property
    def selected_scene(self) -> str:
        """The id of the selected scene; empty if there is none."""
        return str(self._scenes[self._selected_index].scene) if self._scenes else ""

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the band of months or the list of episodes."""
        name = self._scenes[self._selected_index].picture if self._scenes else ""
        picture = self.session.find_picture(name) if name else None
        state = TimelineState(
            self._scenes,
            self._selected_index,
            self._next_index,
            picture,
            self._pack,
            self._campaign_end,
            self._archive,
            self._read_map(),
        )
        layout = layout_timeline(style, state, self.session.player, self._packs)
        targets = collect_layout_targets(layout)
        self._tab_stops = [target.target.command for target in targets if target.target.is_focusable]
        return layout

    def initial_focus(self) -> Command | None:
        """Returns the command of the selected episode."""
        return episode_marker.make_select_command(self._scenes[self._selected_index]) if self._scenes else None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of the timeline, and those of the other packs and the campaign if they lead anywhere."""
        hints = [KeyHint("← →", gettext_noop("through the episodes"), Command("nothing"))]
        if len(self._packs) > 1:
            next_pack = self._packs[(self._packs.index(self._pack) + 1) % len(self._packs)]
            hints.append(KeyHint("O", gettext_noop("other scenes"), make_select_pack_command(next_pack), ("o",)))
        if self._next_index is not None and self._next_index != self._selected_index and not self._pack:
            hints.append(KeyHint("C", gettext_noop("back to the campaign"), episode_marker.SELECT_NEXT, ("c",)))
        if self._campaign_end is not None and any(scene.state == "played" for scene in self._scenes):
            hints.append(KeyHint("R", gettext_noop("the winter in the record"), self._campaign_end, ("r",)))
        if self._archive is not None:
            hints.append(KeyHint("A", gettext_noop("the archive"), self._archive, ("a",)))
        if self._read_map() is not None:
            hints.append(MAP)
        return (
            *hints,
            GLOSSARY,
            SETTINGS,
            KeyHint("Esc", gettext_noop("title page"), Command("title"), ("escape",)),
            HELP,
        )

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Arrows and Tab select each episode that they pass."""
        index = self._find_index(focus)
        match action:
            case Arrow(x, y) if focus is None or index is not None:
                current_index = self._selected_index if index is None else index
                return self._select(max(0, min(current_index + (x or y), len(self._scenes) - 1)))
            case Tab(backwards) if self._tab_stops:
                stop = self._tab_stops.index(focus) if focus in self._tab_stops else -1 if not backwards else 0
                next_stop = self._tab_stops[(stop + (-1 if backwards else 1)) % len(self._tab_stops)]
                next_index = self._find_index(next_stop)
                return self._select(next_index) if next_index is not None else None
            case _:
                return super().handle_input(action, focus)

    def _find_glossary_scene(self) -> SceneId | None:
        return self._scenes[0].scene if self._scenes else None

    def _find_index(self, command: Command | None) -> int | None:
        """Returns the index of the episode that a command selects; None if it selects none."""
        if command is None or command.verb != "select":
            return None
        ids = [str(scene.scene) for scene in self._scenes]
        return ids.index(command.argument) if command.argument in ids else None

    def _select(self, index: int) -> NavigationResult:
        self._selected_index = index
        return Refresh(relayout=True, focus=self.initial_focus())

    def _run(self, command: Command) -> NavigationResult | None:
        if command == episode_marker.SELECT_NEXT and self._next_index is not None:
            return self._select(self._next_index)
        for pack in self._packs:
            if command == make_select_pack_command(pack):
                self._select_pack(pack)
                return Refresh(relayout=True, scroll_to_top=True, focus=self.initial_focus())
        if command.verb == "map" and (campaign_map := self._read_map()) is not None:
            from party_card.frontends.window.screens.dialogs.place_map import make_campaign_map_dialog  # noqa: PLC0415  # rare

            return Push(make_campaign_map_dialog(campaign_map, self.selected_scene))
        index = self._find_index(command)
        if index is None:
            return super()._run(command)
        if index != self._selected_index:
            return self._select(index)
        return super()._run(episode_marker.make_play_command(self._scenes[index]))
