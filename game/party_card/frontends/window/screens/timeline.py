"""The timeline: the months of the campaign, the episodes where they belong, and the one that is looked at.

Law: the arrows go through the episodes in the order of the campaign and show what each is about; Enter plays what is
shown. The same sheet is a band of months where there is room, and a list with its dates in the margin where there is
none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.input.events import Action, Arrow, Tab
from party_card.frontends.window.navigation import Next, Refresh, Sitting
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.toolkit.focus import targets_of_layout
from party_card.frontends.window.toolkit.key_hints import KEYS, SETTINGS
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import Box, Command, FillRect, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import episode_details, episode_marker, player_badge
from party_card.frontends.window.views.episode_list import episode_list
from party_card.frontends.window.views.episode_marker import TimelineState
from party_card.frontends.window.views.pack_tabs import header_with_tabs, packs, select_pack_command
from party_card.frontends.window.views.timeline_band import dateline

META = "the campaign in order, or any episode you like"


class TimelineScreen(BaseScreen):
    """Where an episode is chosen."""

    focus_on_open = True

    def __init__(self, session: Sitting) -> None:
        super().__init__(session)
        self.whole = tuple(session.list_scenes())
        self.packs = packs(self.whole)
        self._stops: list[Command] = []
        self._turn_to(self.packs[0] if self.packs else "")

    def _turn_to(self, pack: str) -> None:
        self.pack = pack
        self.shelf = tuple(one for one in self.whole if one.pack == pack)
        self.next = episode_marker.next_episode(self.shelf)
        self.at = self.next or 0
        self.end: Command | None = None if pack else Command("winter")
        if pack and self.shelf and self.session.campaign_end(self.shelf[0].scene) is not None:
            self.end = Command("winter", str(self.shelf[0].scene))

    def layout(self, style: TextStyle) -> ScreenLayout:
        """The band, or the list."""
        name = self.shelf[self.at].picture if self.shelf else ""
        picture = self.session.picture(name) if name else None
        shown = TimelineState(self.shelf, self.at, self.next, picture, self.pack, self.end)
        made = timeline_sheet(style, shown, self.session.player, self.packs)
        self._stops = [place.target.command for place in targets_of_layout(made) if place.target.focus]
        return made

    def initial_focus(self) -> Command | None:
        """The episode that is looked at."""
        return episode_marker.select_command(self.shelf[self.at]) if self.shelf else None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Arrows and Enter; C where the campaign goes on elsewhere."""
        made = [
            KeyHint("Enter", "play", Command("nothing")),
            KeyHint("← →", "through the episodes", Command("nothing")),
        ]
        if len(self.packs) > 1:
            after = self.packs[(self.packs.index(self.pack) + 1) % len(self.packs)]
            made.append(KeyHint("O", "other scenes", select_pack_command(after), ("o",)))
        if self.next is not None and self.next != self.at and not self.pack:
            made.append(KeyHint("C", "back to the campaign", episode_marker.NEXT, ("c",)))
        if self.end is not None and any(one.state == "played" for one in self.shelf):
            made.append(KeyHint("R", "the winter in the record", self.end, ("r",)))
        return (*made, SETTINGS, KeyHint("Esc", "title page", Command("title"), ("escape",)), KEYS)

    def handle_input(self, action: Action, focus: Command | None) -> Next | None:
        """What has the focus is what is looked at, so Tab and the arrows show each episode on their way."""
        at = self._at(focus)
        match action:
            case Arrow(x, y) if focus is None or at is not None:
                return self._look(max(0, min((self.at if at is None else at) + (x or y), len(self.shelf) - 1)))
            case Tab(back) if self._stops:
                here = self._stops.index(focus) if focus in self._stops else -1 if not back else 0
                ahead = self._at(self._stops[(here + (-1 if back else 1)) % len(self._stops)])
                return self._look(ahead) if ahead is not None else None
            case _:
                return super().handle_input(action, focus)

    def _at(self, command: Command | None) -> int | None:
        """Which episode that is, if it is one."""
        known = [str(one.scene) for one in self.shelf]
        return (
            known.index(command.argument) if command and command.verb == "pick" and command.argument in known else None
        )

    def _look(self, at: int) -> Next:
        self.at = at
        return Refresh(again=True, look=self.initial_focus())

    def _answer(self, command: Command) -> Next | None:
        """An episode is looked at first; the one that is looked at is played."""
        if command == episode_marker.NEXT and self.next is not None:
            return self._look(self.next)
        for pack in self.packs:
            if command == select_pack_command(pack):
                self._turn_to(pack)
                return Refresh(again=True, top=True, look=self.initial_focus())
        at = self._at(command)
        if at is None:
            return super()._answer(command)
        return super()._answer(episode_marker.primary_command(self.shelf[at])) if at == self.at else self._look(at)


def timeline_sheet(style: TextStyle, shown: TimelineState, reader: str, all_packs: Sequence[str] = ()) -> ScreenLayout:
    """The band of months above what the chosen episode is about; else the list. Several packs are named above it."""
    nick = player_badge.displayable_name(style, reader)
    head, _ = chrome.header(style, "Episodes", META if len(all_packs) < 2 else "", nick)
    head = header_with_tabs(style, head, all_packs, shown.pack, nick)
    if not shown.shelf:
        return _empty(style, head)
    foot = chrome.footer_height(style)
    below = _panel(style, shown)
    if below is not None:
        ground, boxes, high = below
        room = style.height - head.h - foot - high
        made = dateline(style, shown, head.h, room)
        if made is not None:
            line, cards = made
            area = Rect(0, head.h, style.width, style.height - head.h - foot)
            moved = [box.at(box.x, box.y + room) for box in boxes]
            cards[shown.at + 1 : shown.at + 1] = moved  # what an episode is about is read and reached right after it
            return ScreenLayout(area, tuple(cards), area.h, (head, line, ground.at(0, head.h + room)))
    return episode_list(style, shown, head)


def _empty(style: TextStyle, head: Box) -> ScreenLayout:
    area = Rect(0, head.h, style.width, style.height - head.h - chrome.footer_height(style))
    said = style.label("There is no scene to play here.", style.width - 2 * style.margin, "prose")
    return ScreenLayout(area, (said.at(style.margin, style.px(30)),), area.h, (head,))


def _needs(style: TextStyle, shown: TimelineState, middle: int, side: int) -> int:
    """How high the words of an episode are, its buttons with them."""
    words = sum(box.h + style.px(4) for box in episode_details.episode_details(style, shown, middle)) + style.px(12)
    _, end = episode_details.button_row(style, episode_details.buttons(style, shown, middle), 0, words, middle)
    return max(end, episode_details.detail_table(style, shown, side).h)


def _panel(style: TextStyle, shown: TimelineState) -> tuple[Box, list[Box], int] | None:
    """Picture, what it is about with its buttons, and the facts side by side: their ground, the boxes, the height."""
    if style.width_units < 900:
        return None
    edge, pad, gap = style.margin, style.px(20), style.px(34)
    width = min(style.width - 2 * edge, style.px(1560))  # beyond that the facts are too far from what they are of
    side = min(style.px(360), round(width * 0.29))
    art = min(style.px(340), round(width * 0.26)) if shown.picture is not None else 0
    left = edge + art + (gap if art else 0)
    middle = edge + width - side - gap - left
    flow = VerticalFlow(left, pad, middle)
    for box in episode_details.episode_details(style, shown, middle):
        flow.add(box, style.px(4))
    made, _ = episode_details.button_row(
        style, episode_details.buttons(style, shown, middle), left, flow.y + style.px(12), middle
    )
    card = episode_details.detail_table(style, shown, side)
    # As high as the highest of all episodes needs it, so that nothing jumps while one looks through them.
    high = max(_needs(style, replace(shown, at=n), middle, side) for n in range(len(shown.shelf)))
    high = max(high, style.px(176)) + 2 * pad
    picture = episode_details.cover(style, shown, art, high - 2 * pad) if art else None
    boxes = [picture.at(edge, pad)] if picture else []
    boxes += [*flow.boxes, card.at(edge + width - side, pad), *made]
    rect = Rect(0, 0, style.width, high)
    marks = (FillRect(rect, "sheet"), FillRect(Rect(0, 0, style.width, style.px(3)), "ink"))
    return Box(style.width, high, marks), boxes, high
