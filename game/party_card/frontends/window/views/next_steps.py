"""Where a page that is not a passage leads: on through the campaign, or elsewhere.

Law: the first way is the one to go, and what Enter does where nothing has the focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.frontends.window.navigation import Sitting
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import Box, Command
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import episode_details, episode_marker

FEW = 2
"""How many ways stand in one row with the first."""


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The ways on, each with its words, and how far the campaign has been played."""

    ways: tuple[tuple[str, Command], ...] = ()
    states: Sequence[Literal["open", "begun", "played"]] = ()

    @property
    def first(self) -> Command | None:
        """The way to go."""
        return self.ways[0][1] if self.ways else None


def next_steps(session: Sitting, page: Page) -> NextSteps:
    """What a finished scene, a page between two, or the end of the campaign leads to."""
    match page.kind:
        case "finished":
            return _after(session, page)
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


def _after(session: Sitting, page: Page) -> NextSteps:
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


def next_step_buttons(style: TextStyle, to: NextSteps, flow: VerticalFlow, width: int) -> None:
    """The first way as the one thing to do, the others in a row beneath it, or beside it where there are few."""
    made = [chrome.button(style, text, does, width, primary=n == 0) for n, (text, does) in enumerate(to.ways)]
    if len(made) > FEW:
        flow.add(made.pop(0), style.px(14))
    placed, end = episode_details.button_row(style, made, flow.x, flow.y, width)
    flow.boxes += placed
    flow.y = end + style.px(12)


def campaign_progress(style: TextStyle, to: NextSteps, width: int) -> Box:
    """How far the campaign has been played: a disc a scene, and the same in words."""
    count = to.states.count("played")
    words = style.label(f"{count} of {len(to.states)} scenes played", width, "meta", "soft")
    return episode_marker.progress_dots(style, to.states, words, width)
