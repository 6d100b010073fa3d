"""Shows an episode to choose: the disc of its state, its progress in words, its caption and accessible name.

Invariant: progress is shown by a shape and by words: a ring is not begun, a half disc begun, a disc with a tick played.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.primitives import Circle, Line, Mark, Polygon
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop, ngettext, pgettext

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary
    from party_card.engine.place_map import CampaignMap
    from party_card.frontends.window.toolkit.style import TextStyle
    from party_card.frontends.window.toolkit.theme import Colour

PLAY_LABELS = {"begun": gettext_noop("Continue"), "open": gettext_noop("Begin"), "played": gettext_noop("Play again")}
"""The button that plays an episode, by its state."""
SELECT_NEXT = Command("select")
"""Selects the episode that comes next in the campaign."""


@frozen_dataclass
class TimelineState:
    """The episodes of one pack, the selected one and the next one of the campaign.

    `picture` belongs to the selected episode. `pack` is empty for the game's own pack. `campaign_end` leads to the end
    of the campaign, `archive` to the files of its persons; `campaign_map` has the places of all episodes.
    """

    scenes: tuple[SceneSummary, ...]
    selected_index: int
    next_index: int | None
    picture: Path | None = None
    pack: str = ""
    campaign_end: Command | None = None
    archive: Command | None = None
    campaign_map: CampaignMap | None = None

    @property
    def selected_scene(self) -> SceneSummary:
        """The selected episode."""
        return self.scenes[self.selected_index]

    @property
    def campaign_position(self) -> str:
        """The position of the selected episode in the campaign, in words."""
        if self.pack:
            return gettext("Scene {number} of {count}").format(number=self.selected_index + 1, count=len(self.scenes))
        if self.selected_index == self.next_index:
            return gettext("Next in the campaign")
        has_played_all = self.next_index is None
        text = (
            gettext("Episode {number} of {count}: you have played them all")
            if has_played_all
            else gettext("Episode {number} of {count}")
        )
        return text.format(number=self.selected_index + 1, count=len(self.scenes))


def describe_progress(scene: SceneSummary, is_short: bool = False) -> str:
    """Returns in words how far the player has come; without the title of the ending if `is_short`."""
    match scene.state:
        case "begun":
            return gettext("begun, step {number}").format(number=scene.step) if scene.step else gettext("begun")
        case "played":
            has_ending = scene.ending and not is_short
            return gettext("played: {ending}").format(ending=scene.ending) if has_ending else gettext("played")
        case "open":
            return gettext("not started")


def describe_minutes(count: int) -> str:
    """Returns about how long a scene takes."""
    return ngettext("about {count} minute", "about {count} minutes", count).format(count=count)


def make_select_command(scene: SceneSummary) -> Command:
    """Returns the command that selects an episode, or plays it if it is selected."""
    return Command("select", str(scene.scene))


def make_play_command(scene: SceneSummary) -> Command:
    """Returns the command of an episode's first button."""
    return Command("restart" if scene.state == "played" else "open", str(scene.scene))


def describe_episode(state: TimelineState, index: int) -> str:
    """Returns number, title, date, campaign position and progress of an episode, for screen readers."""
    scene = state.scenes[index]
    position = gettext("next in the campaign") if index == state.next_index else ""
    return ", ".join(filter(None, (f"{index + 1}. {scene.title}", scene.dates, position, describe_progress(scene))))


def make_state_disc(
    scene: SceneSummary, x: float, y: float, radius: float, colour: Colour = "ink", background: Colour = "paper"
) -> list[Mark]:
    """Returns the shape of an episode's state around a centre."""
    line_width = max(2, round(radius * 0.2))
    marks: list[Mark] = [Circle(x, y, radius, colour)]
    if scene.state != "played":
        marks.append(Circle(x, y, radius - line_width, background))
    if scene.state == "begun":
        arc_radius = radius - line_width * 0.5
        arc = ((x + arc_radius * cos(a * pi / 12), y + arc_radius * sin(a * pi / 12)) for a in range(6, 19))
        marks.append(Polygon(tuple(arc), colour))
    elif scene.state == "played":
        corner = (x - radius * 0.12, y + radius * 0.36)
        marks.append(Line((x - radius * 0.44, y + radius * 0.04), corner, background, radius * 0.2))
        marks.append(Line(corner, (x + radius * 0.46, y - radius * 0.34), background, radius * 0.2))
    return marks


def layout_caption(
    style: TextStyle, scene: SceneSummary, number: int, width: int, *, is_next: bool, is_short: bool
) -> Box:  # fmt: skip
    """Lays out number, title and progress of an episode, the caption of its disc."""
    base = style.font("meta")
    font = base._replace(size=round(base.size * 1.17, 2), weight=600)
    title = scene.title.replace(" – ", " –\u00a0")
    spans = [StyledSpan(f"{number}\u2002", font, "accent"), StyledSpan(title, font, "ink")]
    flow = VerticalFlow(0, 0, width)
    if is_next:
        flow.add(style.layout_label(pgettext("episode of the campaign", "Next"), width, "label", "accent"))
    flow.add(style.layout_text(spans, width, "meta", balanced=True))
    flow.add(style.layout_label(describe_progress(scene, is_short), width, "meta", "soft"))
    return group_boxes(flow.boxes, width, flow.y, "button", f"{number}. {scene.title}")


def layout_progress_dots(style: TextStyle, states: Sequence[str], label: Box, width: int) -> Box:
    """Lays out a dot for the state of each scene, in order, above the same in words."""
    if not states:
        return label
    step = min(style.px(17), width / len(states))
    radius, y = step * 0.36, style.px(9)
    marks: list[Mark] = []
    for index, state in enumerate(states):
        x = step * (index + 0.5)
        marks.append(Circle(x, y, radius, "ink", 0 if state == "played" else max(1, round(radius * 0.3))))
        if state == "begun":
            marks.append(Circle(x, y, radius * 0.45, "ink"))
    return vstack([Box(width, style.px(20), tuple(marks)), label], style.px(3), width)
