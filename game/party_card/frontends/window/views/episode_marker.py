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
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Box, Circle, Command, Line, Mark, Polygon, group
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views.text_blocks import vstack

NEXT = Command("pick")
"""Back to the episode that comes next in the campaign."""


@dataclass(frozen=True, slots=True)
class TimelineState:
    """The episodes, which is looked at, which comes next in the campaign, and the picture of the one looked at.

    `pack` is what they came with where it is not the game's own; `end` leads to the end of their campaign.
    """

    shelf: tuple[Shelved, ...]
    at: int
    next: int | None
    picture: Path | None = None
    pack: str = ""
    end: Command | None = None

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


def next_episode(shelf: Sequence[Shelved]) -> int | None:
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


def select_command(one: Shelved) -> Command:
    """What an episode asks for: to be looked at, and then to be played."""
    return Command("pick", str(one.scene))


def primary_command(one: Shelved) -> Command:
    """What its first button does."""
    return Command("restart" if one.state == "played" else "open", str(one.scene))


def accessible_name(shown: TimelineState, n: int) -> str:
    """An episode in one breath, for whoever does not see its disc."""
    one = shown.shelf[n]
    turn = ["next in the campaign"] if n == shown.next else []
    return ", ".join([f"{n + 1}. {one.title}", *filter(None, [one.when]), *turn, state(one)])


def disc(one: Shelved, x: float, y: float, r: float, colour: Colour = "ink", ground: Colour = "paper") -> list[Mark]:
    """The shape of a state around a centre."""
    line = max(2, round(r * 0.2))
    marks: list[Mark] = [Circle(x, y, r, colour)]
    if one.state != "played":
        marks.append(Circle(x, y, r - line, ground))
    if one.state == "begun":
        half = r - line * 0.5
        marks.append(
            Polygon(tuple((x + half * cos(a * pi / 12), y + half * sin(a * pi / 12)) for a in range(6, 19)), colour)
        )
    elif one.state == "played":
        corner = (x - r * 0.12, y + r * 0.36)
        marks.append(Line((x - r * 0.44, y + r * 0.04), corner, ground, r * 0.2))
        marks.append(Line(corner, (x + r * 0.46, y - r * 0.34), ground, r * 0.2))
    return marks


def caption(style: TextStyle, one: Shelved, number: int, width: int, *, next_: bool, short: bool) -> Box:
    """Number, title and state of an episode, as they stand by its disc."""
    base = style.font("meta")
    type_ = base._replace(size=round(base.size * 1.17, 2), weight=600)
    spans = [
        StyledSpan(f"{number}\u2002", type_, "accent"),
        StyledSpan(one.title.replace(" – ", " –\u00a0"), type_, "ink"),
    ]
    flow = VerticalFlow(0, 0, width)
    if next_:
        flow.add(style.label("Next", width, "label", "accent"))
    flow.add(style.text_box(spans, width, "meta", even=True))
    flow.add(style.label(state(one, short=short), width, "meta", "soft"))
    return group(flow.boxes, width, flow.y, "button", f"{number}. {one.title}")


def progress_dots(style: TextStyle, states: Sequence[str], words: Box, width: int) -> Box:
    """A disc for each scene of the campaign, in its order, above the words that say the same."""
    if not states:
        return words
    step = min(style.px(17), width / len(states))
    r = step * 0.36
    marks: list[Mark] = []
    for n, one in enumerate(states):
        x, y = step * (n + 0.5), style.px(9)
        marks.append(Circle(x, y, r, "ink", 0 if one == "played" else max(1, round(r * 0.3))))
        if one == "begun":
            marks.append(Circle(x, y, r * 0.45, "ink"))
    return vstack([Box(width, style.px(20), tuple(marks)), words], style.px(3), width)
