"""Where a page that is not a passage leads: on through the campaign, or elsewhere.

Law: the first way is the one to go, and what Enter does where nothing has the focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views import episode_details, episode_marker

if TYPE_CHECKING:
    from party_card.app.session import Session

MAX_ROW_BUTTONS = 2
"""How many ways stand in one row with the first."""


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The ways on, each with its words, and how far the campaign has been played."""

    labelled_commands: tuple[tuple[str, Command], ...] = ()
    scene_states: Sequence[Literal["open", "begun", "played"]] = ()

    @property
    def primary_command(self) -> Command | None:
        """The way to go."""
        return self.labelled_commands[0][1] if self.labelled_commands else None


def list_next_steps(session: Session, page: Page) -> NextSteps:
    """What a finished scene, a page between two, or the end of the campaign leads to."""
    match page.kind:
        case "finished":
            return _list_steps_after_scene(session, page)
        case "between":
            one = next((one for one in session.list_scenes() if str(one.scene) == page.scene), None)
            verb = "Continue" if one is not None and one.state == "begun" else "Begin"
            return NextSteps(
                ((f"{verb}: {page.heading}", Command("open", page.scene)), ("All episodes", Command("episodes")))
            )
        case "winter":
            return NextSteps((("All episodes", Command("episodes")), ("Title page", Command("title"))))
        case _:
            return NextSteps()


def _list_steps_after_scene(session: Session, page: Page) -> NextSteps:
    """On to the next scene of the campaign, or to its end; and what can be done with this one."""
    whole = session.list_scenes()
    pack = next((one.pack for one in whole if str(one.scene) == page.scene), "")
    shelf = [one for one in whole if one.pack == pack]
    ways: list[tuple[str, Command]] = []
    scene = session.next_scene(SceneId(page.scene))
    title = next((one.title for one in shelf if one.scene == scene), "")
    if scene is not None:
        ways.append((f"Go on: {title}", Command("on", str(scene))))
    elif (end := session.campaign_end(SceneId(page.scene))) is not None:
        ways.append((end.heading, Command("winter", page.scene)))
    ways += [
        ("All episodes", Command("episodes")),
        ("Save the transcript", Command("transcript")),
        ("Play it again", Command("restart")),
        ("Title page", Command("title")),
    ]
    return NextSteps(tuple(ways), tuple(one.state for one in shelf))


def layout_next_step_buttons(style: TextStyle, next_steps: NextSteps, flow: VerticalFlow, width: int) -> None:
    """The first way as the one thing to do, the others in a row beneath it, or beside it where there are few."""
    made = [
        layout_button(style, text, does, width, primary=n == 0)
        for n, (text, does) in enumerate(next_steps.labelled_commands)
    ]
    if len(made) > MAX_ROW_BUTTONS:
        flow.add(made.pop(0), style.px(14))
    placed, end = episode_details.button_row(style, made, flow.x, flow.y, width)
    flow.boxes += placed
    flow.y = end + style.px(12)


def layout_campaign_progress(style: TextStyle, next_steps: NextSteps, width: int) -> Box:
    """How far the campaign has been played: a disc a scene, and the same in words."""
    count = next_steps.scene_states.count("played")
    words = style.layout_label(f"{count} of {len(next_steps.scene_states)} scenes played", width, "meta", "soft")
    return episode_marker.layout_progress_dots(style, next_steps.scene_states, words, width)
