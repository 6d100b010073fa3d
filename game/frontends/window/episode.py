"""An episode of the campaign as it is shown to choose from: its sign, its state in words, what it is about.

Law: how far a reader has come is told by a shape and by words: a ring is open, half a disc begun, a full disc with its
tick played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin
from pathlib import Path

from pygame import Rect

from game.frontends.window.boxes import Art, Box, Disc, Do, Fill, Mark, Outline, Shape, Stroke, joined, shifted
from game.frontends.window.chrome import button
from game.frontends.window.desk import Shelved
from game.frontends.window.flow import Flow
from game.frontends.window.lines import Span
from game.frontends.window.press import Press
from game.frontends.window.prose import stacked
from game.frontends.window.theme import Colour

NEXT = Do("pick")
"""Back to the episode that comes next in the campaign."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The episodes, which of them is looked at, which comes next in the campaign, and the picture of the first."""

    shelf: tuple[Shelved, ...]
    at: int
    next: int | None
    picture: Path | None = None

    @property
    def one(self) -> Shelved:
        """What is looked at."""
        return self.shelf[self.at]

    @property
    def place(self) -> str:
        """Why this one: its turn in the campaign, or the reader's own choice."""
        if self.at == self.next:
            return "Next in the campaign"
        played = ": you have played them all" if self.next is None else ""
        return f"Episode {self.at + 1} of {len(self.shelf)}{played}"


def following(shelf: Sequence[Shelved]) -> int | None:
    """What comes next in the campaign: what was begun, else what is new; None once all is played."""
    for state in ("begun", "open"):
        for n, one in enumerate(shelf):
            if one.state == state:
                return n
    return None


def state(one: Shelved, short: bool = False) -> str:
    """How far the reader has come, in words."""
    match one.state:
        case "begun":
            return f"begun, step {one.step}" if one.step else "begun"
        case "played":
            return f"played: {one.ending}" if one.ending and not short else "played"
        case "open":
            return "open"


def pick(one: Shelved) -> Do:
    """What an episode asks for: to be looked at, and then to be played."""
    return Do("pick", str(one.scene))


def play(one: Shelved) -> Do:
    """What its first button does."""
    return Do("restart" if one.state == "played" else "open", str(one.scene))


def spoken(shown: Shown, n: int) -> str:
    """An episode in one breath, for whoever does not see its disc."""
    one = shown.shelf[n]
    turn = ["next in the campaign"] if n == shown.next else []
    return ", ".join([f"{n + 1}. {one.title}", *filter(None, [one.when]), *turn, state(one)])


def disc(one: Shelved, x: float, y: float, r: float, colour: Colour = "ink", ground: Colour = "paper") -> list[Mark]:
    """The shape of a state around a centre."""
    line = max(2, round(r * 0.2))
    marks: list[Mark] = [Disc(x, y, r, colour)]
    if one.state != "played":
        marks.append(Disc(x, y, r - line, ground))
    if one.state == "begun":
        half = r - line * 0.5
        marks.append(
            Shape(tuple((x + half * cos(a * pi / 12), y + half * sin(a * pi / 12)) for a in range(6, 19)), colour)
        )
    elif one.state == "played":
        corner = (x - r * 0.12, y + r * 0.36)
        marks.append(Stroke((x - r * 0.44, y + r * 0.04), corner, ground, r * 0.2))
        marks.append(Stroke(corner, (x + r * 0.46, y - r * 0.34), ground, r * 0.2))
    return marks


def buttons(press: Press, shown: Shown, width: int) -> list[Box]:
    """Play it, and what else can be done from here."""
    one = shown.one
    verb = {"begun": "Continue", "open": "Begin", "played": "Play again"}[one.state]
    made = [button(press, verb, play(one), width, primary=True)]
    if one.state == "played":
        made.append(button(press, "Look back", Do("open", str(one.scene)), width))
    if one.state == "begun":
        made.append(button(press, "From the beginning", Do("restart", str(one.scene)), width))
    if shown.next is not None and shown.next != shown.at:
        text = f"Back to the campaign: {shown.next + 1}"
        made.append(button(press, text, NEXT, width))
    if shown.next is None:
        made.append(button(press, "The winter in the record", Do("winter"), width))
    return made


def rowed(press: Press, made: Sequence[Box], x: int, y: int, width: int) -> tuple[list[Box], int]:
    """Buttons beside one another, on as many lines as they need; and where they end."""
    gap, placed, left, high = press.px(12), [], x, 0
    for box in made:
        if left > x and left + box.w > x + width:
            left, y = x, y + high + gap
        placed.append(box.at(left, y))
        left, high = left + box.w + gap, box.h
    return placed, y + high


def about(press: Press, shown: Shown, width: int) -> list[Box]:
    """What an episode is about, in one column: its turn, title, question, and what to know before."""
    one = shown.one
    title = replace(press.say(one.title, width, "place", even=True, as_="heading"), name=one.title)
    made = [_turn(press, shown, width), title]
    if one.question:
        made.append(press.say(one.question, width, "prose", italic=True))
    return made


def _turn(press: Press, shown: Shown, width: int) -> Box:
    """A wedge and a word for the next of the campaign, plain words for the others."""
    if shown.at != shown.next:
        return press.say(shown.place, width, "label", "soft")
    left = press.px(20)
    said = press.say(shown.place, width - left, "label", "accent")
    mid = press.leading("label") / 2
    wedge = Shape(((0, mid - press.px(6)), (press.px(13), mid), (0, mid + press.px(6))), "poster")
    return joined([Box(width, said.h, (wedge,)), said.at(left, 0)], width, said.h)


def facts(press: Press, shown: Shown, width: int, *, whole: bool = True) -> Box:
    """When, where, how long, how far, and the content note, on ruled lines; `whole` with what a list says anyway."""
    one = shown.one
    rows = [
        ("When", one.when if whole else ""),
        ("Where", one.place),
        ("Time", f"about {one.minutes} minutes" if one.minutes else ""),
        ("You", state(one) if whole else ""),
        ("Content", ", ".join(one.content_notes)),
    ]
    left = round(max((press.wide(name, "label") for name, value in rows if value), default=0)) + press.px(16)
    return stacked([_fact(press, name, value, left, width) for name, value in rows if value], 0, width)


def _fact(press: Press, name: str, value: str, left: int, width: int) -> Box:
    pad = press.px(4)
    said = press.say(value[:1].upper() + value[1:], width - left, "note")
    drop = pad + press.px(1)
    label = press.say(name, left, "label", "accent")
    height = said.h + 2 * pad
    rule = Fill(Rect(0, height - press.px(1), width, press.px(1)), "rule")
    marks = (*shifted(label.marks, 0, drop), *shifted(said.marks, left, pad), rule)
    return Box(width, height, marks, name=f"{name}: {value}")


def cover(press: Press, shown: Shown, width: int, height: int) -> Box | None:
    """Its picture in a frame."""
    if shown.picture is None or height < press.px(60):
        return None
    rect = Rect(0, 0, width, height)
    return Box(
        width, height, (Art(str(shown.picture), rect), Outline(rect, "ink", press.px(2))), role="image",
        name=shown.one.alt,
    )  # fmt: skip


def named(press: Press, one: Shelved, number: int, width: int, *, next_: bool, short: bool) -> Box:
    """Number, title and state of an episode, as they stand by its disc."""
    base = press.type("meta")
    type_ = base._replace(size=round(base.size * 1.17, 2), weight=600)
    spans = [Span(f"{number}\u2002", type_, "accent"), Span(one.title.replace(" – ", " –\u00a0"), type_, "ink")]
    flow = Flow(0, 0, width)
    if next_:
        flow.add(press.say("Next", width, "label", "accent"))
    flow.add(press.box(spans, width, "meta", even=True))
    flow.add(press.say(state(one, short=short), width, "meta", "soft"))
    return joined(flow.boxes, width, flow.y, "button", f"{number}. {one.title}")


def counted(press: Press, states: Sequence[str], words: Box, width: int) -> Box:
    """A disc for each scene of the campaign, in its order, above the words that say the same."""
    if not states:
        return words
    step = min(press.px(17), width / len(states))
    r = step * 0.36
    marks: list[Mark] = []
    for n, one in enumerate(states):
        x, y = step * (n + 0.5), press.px(9)
        marks.append(Disc(x, y, r, "ink", 0 if one == "played" else max(1, round(r * 0.3))))
        if one == "begun":
            marks.append(Disc(x, y, r * 0.45, "ink"))
    return stacked([Box(width, press.px(20), tuple(marks)), words], press.px(3), width)
