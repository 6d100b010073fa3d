"""Lays out the buttons of a page without offers, which lead on through the campaign or elsewhere.

Invariant: the first step is the primary one; Enter takes it if nothing has the focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views import episode_details, episode_marker
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import ngettext

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneState

MAX_BUTTONS_IN_ROW = 2
"""If there are more buttons, the first has a row to itself."""


@frozen_dataclass
class NextSteps:
    """The commands that follow a page, each with its label, and the state of each scene of the campaign."""

    labelled_commands: tuple[tuple[str, Command], ...] = ()
    scene_states: Sequence[SceneState] = ()

    @property
    def primary_command(self) -> Command | None:
        """The command of the first button."""
        return self.labelled_commands[0][1] if self.labelled_commands else None


def layout_next_step_buttons(style: TextStyle, next_steps: NextSteps, flow: VerticalFlow, width: int) -> None:
    """Adds the primary button, and the others in rows below it; few buttons share one row."""
    buttons = [
        layout_button(style, label, command, width, primary=index == 0)
        for index, (label, command) in enumerate(next_steps.labelled_commands)
    ]
    if len(buttons) > MAX_BUTTONS_IN_ROW:
        flow.add(buttons.pop(0), style.px(14))
    row_boxes, bottom = episode_details.place_buttons(style, buttons, flow.x, flow.y, width)
    flow.boxes += row_boxes
    flow.y = bottom + style.px(12)


def describe_played(states: Sequence[str]) -> str:
    """Returns how many scenes have been played, by the states of all of them."""
    sentence = ngettext("{count} of {total} scene played", "{count} of {total} scenes played", len(states))
    return sentence.format(count=states.count("played"), total=len(states))


def layout_campaign_progress(style: TextStyle, next_steps: NextSteps, width: int) -> Box:
    """Lays out a dot for each scene of the campaign, and in words how many are played."""
    states = next_steps.scene_states
    text = describe_played(states)
    label = style.layout_label(text, width, "meta", "soft")
    return episode_marker.layout_progress_dots(style, states, label, width)
