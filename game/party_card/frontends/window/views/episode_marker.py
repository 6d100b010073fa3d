"""An episode of the campaign as it is shown to choose from: its sign, its state in words, how it is named.

Law: how far a reader has come is told by a shape and by words: a ring is open, half a disc begun, a full disc with its
tick played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path

from party_card.frontends.window.navigation import Shelved
from party_card.frontends.window.toolkit.layout import Flow
from party_card.frontends.window.toolkit.paragraph import Span
from party_card.frontends.window.toolkit.primitives import Box, Disc, Do, Mark, Shape, Stroke, joined
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views.text_blocks import stacked

NEXT = Do("pick")
"""Back to the episode that comes next in the campaign."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The episodes, which is looked at, which comes next in the campaign, and the picture of the one looked at.

    `pack` is what they came with where it is not the game's own; `end` leads to the end of their campaign.
    """

    shelf: tuple[Shelved, ...]
    at: int
    next: int | None
    picture: Path | None = None
    pack: str = ""
    end: Do | None = None

    @property
    def one(self) -> Shelved:
        """What is looked at."""
        return self.shelf[self.at]

    @property
    def place(self) -> str:
        """Why this one: its turn in the campaign, or the reader's own choice."""
        if self.pack:
            return f"Scene {self.at + 1} of {len(self.shelf)}"
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
