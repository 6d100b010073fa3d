"""An episode of the campaign as it is shown to choose from: its sign, its state in words, how it is named.

Law: how far a reader has come is told by a shape and by words: a ring is open, half a disc begun, a full disc with its
tick played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Circle, Line, Mark, Polygon
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary

SELECT_NEXT = Command("pick")
"""Back to the episode that comes next in the campaign."""


@dataclass(frozen=True, slots=True)
class TimelineState:
    """The episodes, which is looked at, which comes next in the campaign, and the picture of the one looked at.

    `pack` is what they came with where it is not the game's own; `end` leads to the end of their campaign.
    """

    scenes: tuple[SceneSummary, ...]
    selected_index: int
    next_index: int | None
    picture: Path | None = None
    pack: str = ""
    campaign_end: Command | None = None

    @property
    def selected(self) -> SceneSummary:
        """What is looked at."""
        return self.scenes[self.selected_index]

    @property
    def turn(self) -> str:
        """Why this one: its turn in the campaign, or the reader's own choice."""
        if self.pack:
            return f"Scene {self.selected_index + 1} of {len(self.scenes)}"
        if self.selected_index == self.next_index:
            return "Next in the campaign"
        played = ": you have played them all" if self.next_index is None else ""
        return f"Episode {self.selected_index + 1} of {len(self.scenes)}{played}"


def find_next_episode(scenes: Sequence[SceneSummary]) -> int | None:
    """What comes next in the campaign: what was begun, else what is new; None once all is played."""
    for state in ("begun", "open"):
        for n, one in enumerate(scenes):
            if one.state == state:
                return n
    return None


def describe_state(scene: SceneSummary, is_short: bool = False) -> str:
    """How far the reader has come, in words."""
    match scene.state:
        case "begun":
            return f"begun, step {scene.step}" if scene.step else "begun"
        case "played":
            return f"played: {scene.ending}" if scene.ending and not is_short else "played"
        case "open":
            return "open"


def make_select_command(scene: SceneSummary) -> Command:
    """What an episode asks for: to be looked at, and then to be played."""
    return Command("pick", str(scene.scene))


def make_play_command(scene: SceneSummary) -> Command:
    """What its first button does."""
    return Command("restart" if scene.state == "played" else "open", str(scene.scene))


def describe_episode(state: TimelineState, index: int) -> str:
    """An episode in one breath, for whoever does not see its disc."""
    one = state.scenes[index]
    turn = ["next in the campaign"] if index == state.next_index else []
    return ", ".join([f"{index + 1}. {one.title}", *filter(None, [one.when]), *turn, describe_state(one)])


def make_state_disc(
    scene: SceneSummary, x: float, y: float, radius: float, colour: Colour = "ink", background: Colour = "paper"
) -> list[Mark]:
    """The shape of a state around a centre."""
    line = max(2, round(radius * 0.2))
    marks: list[Mark] = [Circle(x, y, radius, colour)]
    if scene.state != "played":
        marks.append(Circle(x, y, radius - line, background))
    if scene.state == "begun":
        half = radius - line * 0.5
        marks.append(
            Polygon(tuple((x + half * cos(a * pi / 12), y + half * sin(a * pi / 12)) for a in range(6, 19)), colour)
        )
    elif scene.state == "played":
        corner = (x - radius * 0.12, y + radius * 0.36)
        marks.append(Line((x - radius * 0.44, y + radius * 0.04), corner, background, radius * 0.2))
        marks.append(Line(corner, (x + radius * 0.46, y - radius * 0.34), background, radius * 0.2))
    return marks


def layout_caption(
    style: TextStyle, scene: SceneSummary, number: int, width: int, *, is_next: bool, is_short: bool
) -> Box:
    """Number, title and state of an episode, as they stand by its disc."""
    base = style.font("meta")
    type_ = base._replace(size=round(base.size * 1.17, 2), weight=600)
    spans = [
        StyledSpan(f"{number}\u2002", type_, "accent"),
        StyledSpan(scene.title.replace(" – ", " –\u00a0"), type_, "ink"),
    ]
    flow = VerticalFlow(0, 0, width)
    if is_next:
        flow.add(style.layout_label("Next", width, "label", "accent"))
    flow.add(style.layout_text(spans, width, "meta", balanced=True))
    flow.add(style.layout_label(describe_state(scene, is_short=is_short), width, "meta", "soft"))
    return group_boxes(flow.boxes, width, flow.y, "button", f"{number}. {scene.title}")


def layout_progress_dots(style: TextStyle, states: Sequence[str], words: Box, width: int) -> Box:
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
