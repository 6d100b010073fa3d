"""Lists the commands that follow a page without offers: on through the campaign, or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.engine.archive_words import ARCHIVE
from party_card.engine.page import Page
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.views.next_steps import NextSteps

if TYPE_CHECKING:
    from party_card.app.session import Session

ALL_EPISODES = ("Episodes", Command("episodes"))
SAVE_TRANSCRIPT, PLAY_AGAIN = ("Save the transcript", Command("transcript")), ("Play it again", Command("restart"))
ENDINGS_AND_ROUTE = ("Endings and route", Command("route"))
TITLE_PAGE = ("Title page", Command("title"))


def list_next_steps(session: Session, page: Page) -> NextSteps:
    """Returns the commands after a finished or skipped scene, an intermission or the campaign; none for other pages."""
    match page.kind:
        case "finished":
            return _list_steps_after_scene(session, page)
        case "between":
            states = [scene.state for scene in session.list_scenes() if str(scene.scene) == page.scene]
            verb = "Continue" if "begun" in states else "Begin"
            return NextSteps(((f"{verb}: {page.heading}", Command("open", page.scene)), ALL_EPISODES))
        case "record" if not page.offers:  # the scene is skipped
            return NextSteps((("Play this scene", Command("open", page.scene)), ALL_EPISODES))
        case "winter":
            return NextSteps((ALL_EPISODES, TITLE_PAGE))
        case _:
            return NextSteps()


def _list_steps_after_scene(session: Session, page: Page) -> NextSteps:
    all_scenes = session.list_scenes()
    pack = next((scene.pack for scene in all_scenes if str(scene.scene) == page.scene), "")
    scenes = [scene for scene in all_scenes if scene.pack == pack]
    steps: list[tuple[str, Command]] = []
    next_id = session.next_scene(SceneId(page.scene))
    if next_id is not None:
        title = next((scene.title for scene in scenes if scene.scene == next_id), "")
        steps.append((f"Go on: {title}", Command("next-scene", str(next_id))))
    elif session.has_archive(SceneId(page.scene)):
        steps.append((ARCHIVE, Command("archive", page.scene)))
    elif (campaign_end := session.campaign_end(SceneId(page.scene))) is not None:
        steps.append((campaign_end.heading, Command("campaign-end", page.scene)))
    steps += [ALL_EPISODES, ENDINGS_AND_ROUTE, SAVE_TRANSCRIPT, PLAY_AGAIN, TITLE_PAGE]
    return NextSteps(tuple(steps), tuple(scene.state for scene in scenes))
