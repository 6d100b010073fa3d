"""Who is playing: the nicknames of this machine with what each has played, and a field for another.

Law: a nickname is all that is asked; whoever is chosen plays on at once. Nobody is forgotten by one press: the first
asks and says what goes, the second on the same button does it.
"""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.navigation import Go, Next, Progress, Sitting, Stay
from party_card.frontends.window.screens.base import Anywhere
from party_card.frontends.window.toolkit.key_hints import KEYS, SETTINGS, TAB
from party_card.frontends.window.toolkit.layout import Flow
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Do,
    Fill,
    Hint,
    Mark,
    Outline,
    Shape,
    Sheet,
    Stroke,
    Target,
    joined,
)
from party_card.frontends.window.toolkit.style import FINGER, Press
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.toolkit.widgets.text_field import Field
from party_card.frontends.window.views import episode_marker, profile_badge
from party_card.frontends.window.views.text_blocks import stacked
from party_card.storage.errors import KeepError
from party_card.storage.profile_name import LONGEST

META = "a nickname is all that is kept about anyone, and it stays on this machine"
SIDE, CARD = 76, 330
"""The side of an emblem, and how narrow a card may be."""


class ReadersScreen(Anywhere):
    """Who is playing."""

    at_first = True

    def __init__(self, session: Sitting) -> None:
        super().__init__(session)
        self.field = Field(
            "nickname", "A new nickname", most=LONGEST, empty="a nickname", role="document", changed=self._typed
        )
        self.error = ""
        self.asked = ""
        self.roster = tuple(session.roster())

    def _typed(self, _: str) -> None:
        self.error = ""

    def first(self) -> Do | None:
        """The field."""
        return self.field.does

    def hints(self) -> tuple[Hint, ...]:
        """Enter plays as whom it stands on; Escape leads back."""
        return (Hint("Enter", "play", Do("nothing")), TAB, SETTINGS,
                Hint("Esc", "title page", Do("title"), ("escape",)), KEYS)  # fmt: skip

    def _answer(self, does: Do) -> Next | None:
        """Goes on as a reader, old or new; asks before one is forgotten."""
        if does == self.field.does:
            does = Do("become", self.field.text)
        match does.verb:
            case "become":
                return self._become(does.what)
            case "forget" if does.what != self.asked:
                self.asked = does.what
            case "forget":
                self.session.forget(does.what)
                self.roster, self.asked = tuple(self.session.roster()), ""
                return Stay(again=True, look=self.field.does)
            case _:
                return super()._answer(does)
        return Stay(again=True, look=does)

    def _become(self, nick: str) -> Next:
        try:
            self.session.become(nick)
        except KeepError as error:
            self.error = error.message
            return Stay(again=True, look=self.field.does)
        answer = super()._answer(Do("title"))
        assert isinstance(answer, Go)  # noqa: S101  # the title is always a screen
        return answer

    def sheet(self, press: Press) -> Sheet:
        """The field beside the cards, or above them."""
        head, _ = chrome.header(press, "Who is playing?", META, "")
        fixed = press.down >= 430
        top = head.h if fixed else 0
        area = Rect(0, top, press.width, press.height - top - chrome.footer_height(press))
        width = min(press.width - 2 * press.edge, press.px(1180))
        x, y = (press.width - width) // 2, press.px(34 if press.down > 560 else 18) + (0 if fixed else head.h)
        gap = press.px(64)
        beside = press.across >= 900
        side = press.px(340) if beside else min(width, press.px(520))
        flow = Flow(x, y, side)
        for part in self._new(press, side):
            flow.add(part, press.px(12))
        left = x + side + gap if beside else x
        room = width - side - gap if beside else width
        cards, end = self._cards(press, left, y if beside else flow.y + press.px(20), room)
        boxes = (*(() if fixed else (head,)), *flow.boxes, *cards)
        return Sheet(area, boxes, max(end, flow.y) + press.px(20), (head,) if fixed else ())

    def _new(self, press: Press, width: int) -> list[Box]:
        made = [
            press.say("Someone new", width, "place", as_="heading"),
            press.say("Type a nickname, then Enter. There is no account and no password.", width, "account"),
            self.field.box(press, width),
        ]
        if self.error:
            made.append(_warning(press, self.error, width))
        made.append(chrome.button(press, "Play under this nickname", Do("become", self.field.text), width))
        return made

    def _cards(self, press: Press, x: int, y: int, width: int) -> tuple[list[Box], int]:
        """The readers in one column or two; the button that forgets stands below its card."""
        head = press.say("On this machine", width, "place", as_="heading").at(x, y)
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

    def _forget(self, press: Press, one: Progress, width: int) -> Box:
        """A quiet line that asks first."""
        asked = one.nick == self.asked
        name = profile_badge.shown(press, one.nick, "note")
        text = f"Forget {name}? All that was played goes too. Press again to do it." if asked else f"Forget {name}"
        pad, left = press.px(6), press.px(22)
        said = press.say(
            text, width - left - 2 * pad, "note" if asked else "meta", "accent" if asked else "soft", bold=asked
        )
        high = max(said.h + pad, press.px(FINGER))
        mid, r = high / 2, press.px(4)
        if asked:  # a line above it shows that it belongs to the card
            ground: tuple[Mark, ...] = (
                Fill(Rect(0, 0, width, high), "sand"),
                Fill(Rect(0, 0, press.px(8), high), "red"),
            )
        else:
            ground = ()
        x = left / 2 + pad
        cross = tuple(
            Stroke((x - r, mid - r * s), (x + r, mid + r * s), "accent" if asked else "soft", press.px(2))
            for s in (1, -1)
        )
        marks = (*cross, *joined([said.at(left + pad, (high - said.h) // 2)], width, high).marks)
        rect = Rect(0, 0, width if asked else min(width, left + 2 * pad + round(press.wide(text, "meta")) + 2), high)
        target = Target(Do("forget", one.nick), (rect,), "button", text)
        return Box(width, high, (*ground, *marks), (target,), (Fill(rect, "sand"), *ground, *marks), role="button",
                   name=text)  # fmt: skip


def _warning(press: Press, text: str, width: int) -> Box:
    """Why a nickname cannot be: a bar, a sign and words."""
    pad, left = press.px(10), press.px(46)
    words = press.say(text, width - left - pad, "note", bold=True)
    high = max(words.h + 2 * pad, press.px(40))
    mid, r = high / 2, press.px(11)
    x = press.px(8) + press.px(18)
    sign = Shape(((x, mid - r), (x + r * 1.1, mid + r * 0.85), (x - r * 1.1, mid + r * 0.85)), "accent")
    rect = Rect(0, 0, width, high)
    marks = (Fill(rect, "sand"), Fill(Rect(0, 0, press.px(6), high), "red"), sign)
    return joined([Box(width, high, marks), words.at(left, (high - words.h) // 2)], width, high, "status", words.name)


def _card(press: Press, one: Progress, width: int, *, now: bool) -> Box:
    """Emblem, nickname, and how far the campaign has been played: a small disc a scene, and the same in words."""
    pad = press.px(14)
    side = press.px(SIDE if press.across > 400 else 48)
    left = pad + side + press.px(18)
    inner = width - left - pad
    name = profile_badge.shown(press, one.nick, "number")
    parts = [press.say("plays now", inner, "label", "accent")] if now else []
    parts.append(press.say(name, inner, "number"))
    parts.append(episode_marker.counted(press, one.states, press.say(told(one), inner, "note", "soft"), inner))
    if one.last:
        parts.append(press.say(f"Last: {one.last}", inner, "note", "soft"))
    body = stacked(parts, press.px(3), inner)
    high = max(body.h, side) + 2 * pad
    rect = Rect(0, 0, width, high)
    drawn = joined([profile_badge.emblem(press, one.nick, side).at(pad, pad), body.at(left, pad)], width, high).marks
    bar = (Fill(Rect(0, 0, press.px(8), high), "red"),) if now else ()
    frame = Outline(rect, "ink" if now else "rule", press.px(2 if now else 1.5))
    label = f"Play as {name}" + (", who plays now" if now else "")
    # Large letters in a small window make a card higher than the window: then the focus shows its beginning.
    seen = Rect(0, 0, width, min(high, press.height - chrome.footer_height(press) - press.px(64)))
    targets = tuple(
        Target(Do("become", one.nick), (part,), "button", label, focus=part is seen) for part in (seen, rect)
    )
    return Box(width, high, (Fill(rect, "sheet"), *drawn, *bar, frame), targets,
               (Fill(rect, "sand"), *drawn, *bar, Outline(rect, "ink", press.px(2))), role="button",
               name=name)  # fmt: skip


def told(one: Progress) -> str:
    """How far a reader has come, in words."""
    if not one.played and not one.begun:
        return "nothing played yet"
    made = [f"{one.played} of {one.scenes} scenes played"]
    made += [f"{one.begun} begun"] if one.begun else []
    made += ["one ending seen" if one.endings == 1 else f"{one.endings} endings seen"] if one.endings else []
    return " · ".join(made)
