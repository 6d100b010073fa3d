"""Who is playing: the nicknames of this machine with what each has played, and a field for another.

Law: a nickname is all that is asked; whoever is chosen plays on at once. Nobody is forgotten by one press: the first
asks and says what goes, the second on the same button does it.
"""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.navigation import Next, Progress, Refresh, Replace, Sitting
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.toolkit.key_hints import KEYS, SETTINGS, TAB
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    HitTarget,
    KeyHint,
    Line,
    Mark,
    Polygon,
    ScreenLayout,
    StrokeRect,
    group,
)
from party_card.frontends.window.toolkit.style import FINGER, TextStyle
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.frontends.window.views import episode_marker, player_badge
from party_card.frontends.window.views.text_blocks import vstack
from party_card.storage.errors import KeepError
from party_card.storage.player_name import LONGEST

META = "a nickname is all that is kept about anyone, and it stays on this machine"
SIDE, CARD = 76, 330
"""The side of an emblem, and how narrow a card may be."""


class PlayersScreen(BaseScreen):
    """Who is playing."""

    focus_on_open = True

    def __init__(self, session: Sitting) -> None:
        super().__init__(session)
        self.field = TextField(
            "nickname", "A new nickname", most=LONGEST, empty="a nickname", role="document", changed=self._typed
        )
        self.error = ""
        self.asked = ""
        self.roster = tuple(session.list_players())

    def _typed(self, _: str) -> None:
        self.error = ""

    def initial_focus(self) -> Command | None:
        """The field."""
        return self.field.command

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Enter plays as whom it stands on; Escape leads back."""
        return (KeyHint("Enter", "play", Command("nothing")), TAB, SETTINGS,
                KeyHint("Esc", "title page", Command("title"), ("escape",)), KEYS)  # fmt: skip

    def _answer(self, does: Command) -> Next | None:
        """Goes on as a reader, old or new; asks before one is forgotten."""
        if does == self.field.command:
            does = Command("become", self.field.text)
        match does.verb:
            case "become":
                return self._become(does.what)
            case "forget" if does.what != self.asked:
                self.asked = does.what
            case "forget":
                self.session.delete_player(does.what)
                self.roster, self.asked = tuple(self.session.list_players()), ""
                return Refresh(again=True, look=self.field.command)
            case _:
                return super()._answer(does)
        return Refresh(again=True, look=does)

    def _become(self, nick: str) -> Next:
        try:
            self.session.switch_player(nick)
        except KeepError as error:
            self.error = error.message
            return Refresh(again=True, look=self.field.command)
        answer = super()._answer(Command("title"))
        assert isinstance(answer, Replace)  # noqa: S101  # the title is always a screen
        return answer

    def layout(self, press: TextStyle) -> ScreenLayout:
        """The field beside the cards, or above them."""
        head, _ = chrome.header(press, "Who is playing?", META, "")
        fixed = press.height_units >= 430
        top = head.h if fixed else 0
        area = Rect(0, top, press.width, press.height - top - chrome.footer_height(press))
        width = min(press.width - 2 * press.margin, press.px(1180))
        x, y = (press.width - width) // 2, press.px(34 if press.height_units > 560 else 18) + (0 if fixed else head.h)
        gap = press.px(64)
        beside = press.width_units >= 900
        side = press.px(340) if beside else min(width, press.px(520))
        flow = VerticalFlow(x, y, side)
        for part in self._new(press, side):
            flow.add(part, press.px(12))
        left = x + side + gap if beside else x
        room = width - side - gap if beside else width
        cards, end = self._cards(press, left, y if beside else flow.y + press.px(20), room)
        boxes = (*(() if fixed else (head,)), *flow.boxes, *cards)
        return ScreenLayout(area, boxes, max(end, flow.y) + press.px(20), (head,) if fixed else ())

    def _new(self, press: TextStyle, width: int) -> list[Box]:
        made = [
            press.label("Someone new", width, "place", as_="heading"),
            press.label("Type a nickname, then Enter. There is no account and no password.", width, "account"),
            self.field.layout(press, width),
        ]
        if self.error:
            made.append(_warning(press, self.error, width))
        made.append(chrome.button(press, "Play under this nickname", Command("become", self.field.text), width))
        return made

    def _cards(self, press: TextStyle, x: int, y: int, width: int) -> tuple[list[Box], int]:
        """The readers in one column or two; the button that forgets stands below its card."""
        head = press.label("On this machine", width, "place", as_="heading").at(x, y)
        y += head.h + press.px(10)
        gap = press.px(24)
        columns = max(1, min(2, (width + gap) // (press.px(CARD) + gap), len(self.roster)))
        column = (width - (columns - 1) * gap) // columns
        made, ends = [head], [y] * columns
        for n, one in enumerate(self.roster):
            at = n % columns
            now = one.nick == self.session.reader
            for box in (_card(press, one, column, now=now), self._forget(press, one, column)):
                made.append(box.at(x + at * (column + gap), ends[at]))
                ends[at] += box.h
            ends[at] += press.px(18)
        return made, max(ends)

    def _forget(self, press: TextStyle, one: Progress, width: int) -> Box:
        """A quiet line that asks first."""
        asked = one.nick == self.asked
        name = player_badge.displayable_name(press, one.nick, "note")
        text = f"Forget {name}? All that was played goes too. Press again to do it." if asked else f"Forget {name}"
        pad, left = press.px(6), press.px(22)
        said = press.label(
            text, width - left - 2 * pad, "note" if asked else "meta", "accent" if asked else "soft", bold=asked
        )
        high = max(said.h + pad, press.px(FINGER))
        mid, r = high / 2, press.px(4)
        if asked:  # a line above it shows that it belongs to the card
            ground: tuple[Mark, ...] = (
                FillRect(Rect(0, 0, width, high), "sand"),
                FillRect(Rect(0, 0, press.px(8), high), "red"),
            )
        else:
            ground = ()
        x = left / 2 + pad
        cross = tuple(
            Line((x - r, mid - r * s), (x + r, mid + r * s), "accent" if asked else "soft", press.px(2))
            for s in (1, -1)
        )
        marks = (*cross, *group([said.at(left + pad, (high - said.h) // 2)], width, high).marks)
        rect = Rect(
            0, 0, width if asked else min(width, left + 2 * pad + round(press.text_width(text, "meta")) + 2), high
        )
        target = HitTarget(Command("forget", one.nick), (rect,), "button", text)
        return Box(width, high, (*ground, *marks), (target,), (FillRect(rect, "sand"), *ground, *marks), role="button",
                   name=text)  # fmt: skip


def _warning(press: TextStyle, text: str, width: int) -> Box:
    """Why a nickname cannot be: a bar, a sign and words."""
    pad, left = press.px(10), press.px(46)
    words = press.label(text, width - left - pad, "note", bold=True)
    high = max(words.h + 2 * pad, press.px(40))
    mid, r = high / 2, press.px(11)
    x = press.px(8) + press.px(18)
    sign = Polygon(((x, mid - r), (x + r * 1.1, mid + r * 0.85), (x - r * 1.1, mid + r * 0.85)), "accent")
    rect = Rect(0, 0, width, high)
    marks = (FillRect(rect, "sand"), FillRect(Rect(0, 0, press.px(6), high), "red"), sign)
    return group([Box(width, high, marks), words.at(left, (high - words.h) // 2)], width, high, "status", words.name)


def _card(press: TextStyle, one: Progress, width: int, *, now: bool) -> Box:
    """Emblem, nickname, and how far the campaign has been played: a small disc a scene, and the same in words."""
    pad = press.px(14)
    side = press.px(SIDE if press.width_units > 400 else 48)
    left = pad + side + press.px(18)
    inner = width - left - pad
    name = player_badge.displayable_name(press, one.nick, "number")
    parts = [press.label("plays now", inner, "label", "accent")] if now else []
    parts.append(press.label(name, inner, "number"))
    parts.append(
        episode_marker.progress_dots(press, one.states, press.label(progress_text(one), inner, "note", "soft"), inner)
    )
    if one.last:
        parts.append(press.label(f"Last: {one.last}", inner, "note", "soft"))
    body = vstack(parts, press.px(3), inner)
    high = max(body.h, side) + 2 * pad
    rect = Rect(0, 0, width, high)
    drawn = group([player_badge.emblem(press, one.nick, side).at(pad, pad), body.at(left, pad)], width, high).marks
    bar = (FillRect(Rect(0, 0, press.px(8), high), "red"),) if now else ()
    frame = StrokeRect(rect, "ink" if now else "rule", press.px(2 if now else 1.5))
    label = f"Play as {name}" + (", who plays now" if now else "")
    # Large letters in a small window make a card higher than the window: then the focus shows its beginning.
    seen = Rect(0, 0, width, min(high, press.height - chrome.footer_height(press) - press.px(64)))
    targets = tuple(
        HitTarget(Command("become", one.nick), (part,), "button", label, focus=part is seen) for part in (seen, rect)
    )
    return Box(width, high, (FillRect(rect, "sheet"), *drawn, *bar, frame), targets,
               (FillRect(rect, "sand"), *drawn, *bar, StrokeRect(rect, "ink", press.px(2))), role="button",
               name=name)  # fmt: skip


def progress_text(one: Progress) -> str:
    """How far a reader has come, in words."""
    if not one.played and not one.begun:
        return "nothing played yet"
    made = [f"{one.played} of {one.scenes} scenes played"]
    made += [f"{one.begun} begun"] if one.begun else []
    made += ["one ending seen" if one.endings == 1 else f"{one.endings} endings seen"] if one.endings else []
    return " · ".join(made)
