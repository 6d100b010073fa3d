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

    def _answer(self, command: Command) -> Next | None:
        """Goes on as a reader, old or new; asks before one is forgotten."""
        if command == self.field.command:
            command = Command("become", self.field.text)
        match command.verb:
            case "become":
                return self._become(command.argument)
            case "forget" if command.argument != self.asked:
                self.asked = command.argument
            case "forget":
                self.session.delete_player(command.argument)
                self.roster, self.asked = tuple(self.session.list_players()), ""
                return Refresh(again=True, look=self.field.command)
            case _:
                return super()._answer(command)
        return Refresh(again=True, look=command)

    def _become(self, nick: str) -> Next:
        try:
            self.session.switch_player(nick)
        except KeepError as error:
            self.error = error.message
            return Refresh(again=True, look=self.field.command)
        answer = super()._answer(Command("title"))
        assert isinstance(answer, Replace)  # noqa: S101  # the title is always a screen
        return answer

    def layout(self, style: TextStyle) -> ScreenLayout:
        """The field beside the cards, or above them."""
        head, _ = chrome.header(style, "Who is playing?", META, "")
        fixed = style.height_units >= 430
        top = head.h if fixed else 0
        area = Rect(0, top, style.width, style.height - top - chrome.footer_height(style))
        width = min(style.width - 2 * style.margin, style.px(1180))
        x, y = (style.width - width) // 2, style.px(34 if style.height_units > 560 else 18) + (0 if fixed else head.h)
        gap = style.px(64)
        beside = style.width_units >= 900
        side = style.px(340) if beside else min(width, style.px(520))
        flow = VerticalFlow(x, y, side)
        for part in self._new(style, side):
            flow.add(part, style.px(12))
        left = x + side + gap if beside else x
        room = width - side - gap if beside else width
        cards, end = self._cards(style, left, y if beside else flow.y + style.px(20), room)
        boxes = (*(() if fixed else (head,)), *flow.boxes, *cards)
        return ScreenLayout(area, boxes, max(end, flow.y) + style.px(20), (head,) if fixed else ())

    def _new(self, style: TextStyle, width: int) -> list[Box]:
        made = [
            style.label("Someone new", width, "place", as_="heading"),
            style.label("Type a nickname, then Enter. There is no account and no password.", width, "account"),
            self.field.layout(style, width),
        ]
        if self.error:
            made.append(_warning(style, self.error, width))
        made.append(chrome.button(style, "Play under this nickname", Command("become", self.field.text), width))
        return made

    def _cards(self, style: TextStyle, x: int, y: int, width: int) -> tuple[list[Box], int]:
        """The readers in one column or two; the button that forgets stands below its card."""
        head = style.label("On this machine", width, "place", as_="heading").at(x, y)
        y += head.h + style.px(10)
        gap = style.px(24)
        columns = max(1, min(2, (width + gap) // (style.px(CARD) + gap), len(self.roster)))
        column = (width - (columns - 1) * gap) // columns
        made, ends = [head], [y] * columns
        for n, one in enumerate(self.roster):
            at = n % columns
            now = one.nick == self.session.player
            for box in (_card(style, one, column, now=now), self._forget(style, one, column)):
                made.append(box.at(x + at * (column + gap), ends[at]))
                ends[at] += box.h
            ends[at] += style.px(18)
        return made, max(ends)

    def _forget(self, style: TextStyle, one: Progress, width: int) -> Box:
        """A quiet line that asks first."""
        asked = one.nick == self.asked
        name = player_badge.displayable_name(style, one.nick, "note")
        text = f"Forget {name}? All that was played goes too. Press again to do it." if asked else f"Forget {name}"
        pad, left = style.px(6), style.px(22)
        said = style.label(
            text, width - left - 2 * pad, "note" if asked else "meta", "accent" if asked else "soft", bold=asked
        )
        high = max(said.h + pad, style.px(FINGER))
        mid, r = high / 2, style.px(4)
        if asked:  # a line above it shows that it belongs to the card
            ground: tuple[Mark, ...] = (
                FillRect(Rect(0, 0, width, high), "sand"),
                FillRect(Rect(0, 0, style.px(8), high), "red"),
            )
        else:
            ground = ()
        x = left / 2 + pad
        cross = tuple(
            Line((x - r, mid - r * s), (x + r, mid + r * s), "accent" if asked else "soft", style.px(2))
            for s in (1, -1)
        )
        marks = (*cross, *group([said.at(left + pad, (high - said.h) // 2)], width, high).marks)
        rect = Rect(
            0, 0, width if asked else min(width, left + 2 * pad + round(style.text_width(text, "meta")) + 2), high
        )
        target = HitTarget(Command("forget", one.nick), (rect,), "button", text)
        return Box(width, high, (*ground, *marks), (target,), (FillRect(rect, "sand"), *ground, *marks), role="button",
                   name=text)  # fmt: skip


def _warning(style: TextStyle, text: str, width: int) -> Box:
    """Why a nickname cannot be: a bar, a sign and words."""
    pad, left = style.px(10), style.px(46)
    words = style.label(text, width - left - pad, "note", bold=True)
    high = max(words.h + 2 * pad, style.px(40))
    mid, r = high / 2, style.px(11)
    x = style.px(8) + style.px(18)
    sign = Polygon(((x, mid - r), (x + r * 1.1, mid + r * 0.85), (x - r * 1.1, mid + r * 0.85)), "accent")
    rect = Rect(0, 0, width, high)
    marks = (FillRect(rect, "sand"), FillRect(Rect(0, 0, style.px(6), high), "red"), sign)
    return group([Box(width, high, marks), words.at(left, (high - words.h) // 2)], width, high, "status", words.name)


def _card(style: TextStyle, one: Progress, width: int, *, now: bool) -> Box:
    """Emblem, nickname, and how far the campaign has been played: a small disc a scene, and the same in words."""
    pad = style.px(14)
    side = style.px(SIDE if style.width_units > 400 else 48)
    left = pad + side + style.px(18)
    inner = width - left - pad
    name = player_badge.displayable_name(style, one.nick, "number")
    parts = [style.label("plays now", inner, "label", "accent")] if now else []
    parts.append(style.label(name, inner, "number"))
    parts.append(
        episode_marker.progress_dots(style, one.states, style.label(progress_text(one), inner, "note", "soft"), inner)
    )
    if one.last:
        parts.append(style.label(f"Last: {one.last}", inner, "note", "soft"))
    body = vstack(parts, style.px(3), inner)
    high = max(body.h, side) + 2 * pad
    rect = Rect(0, 0, width, high)
    drawn = group([player_badge.emblem(style, one.nick, side).at(pad, pad), body.at(left, pad)], width, high).marks
    bar = (FillRect(Rect(0, 0, style.px(8), high), "red"),) if now else ()
    frame = StrokeRect(rect, "ink" if now else "rule", style.px(2 if now else 1.5))
    label = f"Play as {name}" + (", who plays now" if now else "")
    # Large letters in a small window make a card higher than the window: then the focus shows its beginning.
    seen = Rect(0, 0, width, min(high, style.height - chrome.footer_height(style) - style.px(64)))
    targets = tuple(
        HitTarget(Command("become", one.nick), (part,), "button", label, focus=part is seen) for part in (seen, rect)
    )
    return Box(width, high, (FillRect(rect, "sheet"), *drawn, *bar, frame), targets,
               (FillRect(rect, "sand"), *drawn, *bar, StrokeRect(rect, "ink", style.px(2))), role="button",
               name=name)  # fmt: skip


def progress_text(one: Progress) -> str:
    """How far a reader has come, in words."""
    if not one.played and not one.begun:
        return "nothing played yet"
    made = [f"{one.played} of {one.scenes} scenes played"]
    made += [f"{one.begun} begun"] if one.begun else []
    made += ["one ending seen" if one.endings == 1 else f"{one.endings} endings seen"] if one.endings else []
    return " · ".join(made)
