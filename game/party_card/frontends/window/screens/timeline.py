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
from party_card.frontends.window.navigation import Next, Sitting, Stay
from party_card.frontends.window.screens.base import Anywhere
from party_card.frontends.window.toolkit.focus import of_sheet
from party_card.frontends.window.toolkit.key_hints import KEYS, SETTINGS
from party_card.frontends.window.toolkit.layout import Flow
from party_card.frontends.window.toolkit.primitives import Box, Do, Fill, Hint, Sheet
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import episode_details, episode_marker, profile_badge
from party_card.frontends.window.views.episode_list import episode_list
from party_card.frontends.window.views.episode_marker import Shown
from party_card.frontends.window.views.pack_tabs import headed, look, packs
from party_card.frontends.window.views.timeline_band import dateline

META = "the campaign in order, or any episode you like"


class TimelineScreen(Anywhere):
    """Where an episode is chosen."""

    at_first = True

    def __init__(self, session: Sitting) -> None:
        super().__init__(session)
        self.whole = tuple(session.shelf())
        self.packs = packs(self.whole)
        self._stops: list[Do] = []
        self._turn_to(self.packs[0] if self.packs else "")

    def _turn_to(self, pack: str) -> None:
        self.pack = pack
        self.shelf = tuple(one for one in self.whole if one.pack == pack)
        self.next = episode_marker.following(self.shelf)
        self.at = self.next or 0
        self.end: Do | None = None if pack else Do("winter")
        if pack and self.shelf and self.session.winter(self.shelf[0].scene) is not None:
            self.end = Do("winter", str(self.shelf[0].scene))

    def sheet(self, press: Press) -> Sheet:
        """The band, or the list."""
        name = self.shelf[self.at].picture if self.shelf else ""
        picture = self.session.picture(name) if name else None
        shown = Shown(self.shelf, self.at, self.next, picture, self.pack, self.end)
        made = timeline_sheet(press, shown, self.session.reader, self.packs)
        self._stops = [place.target.does for place in of_sheet(made) if place.target.focus]
        return made

    def first(self) -> Do | None:
        """The episode that is looked at."""
        return episode_marker.pick(self.shelf[self.at]) if self.shelf else None

    def hints(self) -> tuple[Hint, ...]:
        """Arrows and Enter; C where the campaign goes on elsewhere."""
        made = [Hint("Enter", "play", Do("nothing")), Hint("← →", "through the episodes", Do("nothing"))]
        if len(self.packs) > 1:
            after = self.packs[(self.packs.index(self.pack) + 1) % len(self.packs)]
            made.append(Hint("O", "other scenes", look(after), ("o",)))
        if self.next is not None and self.next != self.at and not self.pack:
            made.append(Hint("C", "back to the campaign", episode_marker.NEXT, ("c",)))
        if self.end is not None and any(one.state == "played" for one in self.shelf):
            made.append(Hint("R", "the winter in the record", self.end, ("r",)))
        return (*made, SETTINGS, Hint("Esc", "title page", Do("title"), ("escape",)), KEYS)

    def action(self, action: Action, focus: Do | None) -> Next | None:
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
                return super().action(action, focus)

    def _at(self, does: Do | None) -> int | None:
        """Which episode that is, if it is one."""
        known = [str(one.scene) for one in self.shelf]
        return known.index(does.what) if does and does.verb == "pick" and does.what in known else None

    def _look(self, at: int) -> Next:
        self.at = at
        return Stay(again=True, look=self.first())

    def _answer(self, does: Do) -> Next | None:
        """An episode is looked at first; the one that is looked at is played."""
        if does == episode_marker.NEXT and self.next is not None:
            return self._look(self.next)
        for pack in self.packs:
            if does == look(pack):
                self._turn_to(pack)
                return Stay(again=True, top=True, look=self.first())
        at = self._at(does)
        if at is None:
            return super()._answer(does)
        return super()._answer(episode_marker.play(self.shelf[at])) if at == self.at else self._look(at)


def timeline_sheet(press: Press, shown: Shown, reader: str, all_packs: Sequence[str] = ()) -> Sheet:
    """The band of months above what the chosen episode is about; else the list. Several packs are named above it."""
    nick = profile_badge.shown(press, reader)
    head, _ = chrome.header(press, "Episodes", META if len(all_packs) < 2 else "", nick)
    head = headed(press, head, all_packs, shown.pack, nick)
    if not shown.shelf:
        return _empty(press, head)
    foot = chrome.footer_height(press)
    below = _panel(press, shown)
    if below is not None:
        ground, boxes, high = below
        room = press.height - head.h - foot - high
        made = dateline(press, shown, head.h, room)
        if made is not None:
            line, cards = made
            area = Rect(0, head.h, press.width, press.height - head.h - foot)
            moved = [box.at(box.x, box.y + room) for box in boxes]
            cards[shown.at + 1 : shown.at + 1] = moved  # what an episode is about is read and reached right after it
            return Sheet(area, tuple(cards), area.h, (head, line, ground.at(0, head.h + room)))
    return episode_list(press, shown, head)


def _empty(press: Press, head: Box) -> Sheet:
    area = Rect(0, head.h, press.width, press.height - head.h - chrome.footer_height(press))
    said = press.say("There is no scene to play here.", press.width - 2 * press.edge, "prose")
    return Sheet(area, (said.at(press.edge, press.px(30)),), area.h, (head,))


def _needs(press: Press, shown: Shown, middle: int, side: int) -> int:
    """How high the words of an episode are, its buttons with them."""
    words = sum(box.h + press.px(4) for box in episode_details.about(press, shown, middle)) + press.px(12)
    _, end = episode_details.rowed(press, episode_details.buttons(press, shown, middle), 0, words, middle)
    return max(end, episode_details.facts(press, shown, side).h)


def _panel(press: Press, shown: Shown) -> tuple[Box, list[Box], int] | None:
    """Picture, what it is about with its buttons, and the facts side by side: their ground, the boxes, the height."""
    if press.across < 900:
        return None
    edge, pad, gap = press.edge, press.px(20), press.px(34)
    width = min(press.width - 2 * edge, press.px(1560))  # beyond that the facts are too far from what they are of
    side = min(press.px(360), round(width * 0.29))
    art = min(press.px(340), round(width * 0.26)) if shown.picture is not None else 0
    left = edge + art + (gap if art else 0)
    middle = edge + width - side - gap - left
    flow = Flow(left, pad, middle)
    for box in episode_details.about(press, shown, middle):
        flow.add(box, press.px(4))
    made, _ = episode_details.rowed(
        press, episode_details.buttons(press, shown, middle), left, flow.y + press.px(12), middle
    )
    card = episode_details.facts(press, shown, side)
    # As high as the highest of all episodes needs it, so that nothing jumps while one looks through them.
    high = max(_needs(press, replace(shown, at=n), middle, side) for n in range(len(shown.shelf)))
    high = max(high, press.px(176)) + 2 * pad
    picture = episode_details.cover(press, shown, art, high - 2 * pad) if art else None
    boxes = [picture.at(edge, pad)] if picture else []
    boxes += [*flow.boxes, card.at(edge + width - side, pad), *made]
    rect = Rect(0, 0, press.width, high)
    marks = (Fill(rect, "sheet"), Fill(Rect(0, 0, press.width, press.px(3)), "ink"))
    return Box(press.width, high, marks), boxes, high
