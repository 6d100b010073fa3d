"""Lists the commands that follow a page without offers: on through the campaign, or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.engine.archive_words import ARCHIVE
from party_card.engine.page import Page
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.views.next_steps import NextSteps
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session

ALL_EPISODES = (gettext_noop("Episodes"), Command("episodes"))
SAVE_TRANSCRIPT, PLAY_AGAIN = (
    (gettext_noop("Save the transcript"), Command("transcript")),
    (gettext_noop("Play it again"), Command("restart")),
)
ENDINGS_AND_ROUTE = (gettext_noop("Endings and route"), Command("route"))
TITLE_PAGE = (gettext_noop("Title page"), Command("title"))


def look_up_labels(*steps: tuple[str, Command]) -> tuple[tuple[str, Command], ...]:
    """Returns commands with their labels in the language of the interface."""
    return tuple((gettext(label), command) for label, command in steps)


def list_next_steps(session: Session, page: Page) -> NextSteps:
    """Returns the commands after a finished or skipped scene, an intermission or the campaign; none for other pages."""
    match page.kind:
        case "finished":
            return _list_steps_after_scene(session, page)
        case "between":
            states = [scene.state for scene in session.list_scenes() if str(scene.scene) == page.scene]
            label = gettext("Continue: {title}") if "begun" in states else gettext("Begin: {title}")
            on = label.format(title=page.heading), Command("open", page.scene)
            return NextSteps((on, *look_up_labels(ALL_EPISODES)))
        case "record" if not page.offers:  # the scene is skipped
            return NextSteps(((gettext("Play this scene"), Command("open", page.scene)), *look_up_labels(ALL_EPISODES)))
        case "winter":
            return NextSteps(look_up_labels(ALL_EPISODES, TITLE_PAGE))
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
        steps.append((gettext("Go on: {title}").format(title=title), Command("next-scene", str(next_id))))
    elif session.has_archive(SceneId(page.scene)):
        steps.append((gettext(ARCHIVE), Command("archive", page.scene)))
    elif (campaign_end := session.campaign_end(SceneId(page.scene))) is not None:
        steps.append((campaign_end.heading, Command("campaign-end", page.scene)))
    steps += look_up_labels(ALL_EPISODES, ENDINGS_AND_ROUTE, SAVE_TRANSCRIPT, PLAY_AGAIN, TITLE_PAGE)
    return NextSteps(tuple(steps), tuple(scene.state for scene in scenes))
