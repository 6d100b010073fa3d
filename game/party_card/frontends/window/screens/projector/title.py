"""The title on a projector, and the list of scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.engine.page import Run
from party_card.frontends.window.navigation import NavigationResult, Replace, Route
from party_card.frontends.window.screens.projector.base import SlideScreen
from party_card.frontends.window.screens.projector.chooser import Chooser
from party_card.frontends.window.screens.projector.deck import Deck
from party_card.frontends.window.views.projector.options import Option
from party_card.frontends.window.views.projector.parts import Part, make_text
from party_card.frontends.window.views.projector.slide import SlideFrame
from party_card.localization import gettext, gettext_noop, ngettext

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary
    from party_card.app.session import Session

GAME_NAME = "Party Card"
SCENES_PER_SLIDE = 5
TITLE_TEXTS = (
    gettext_noop("Moscow and Berlin, August 1932 – January 1933"),
    gettext_noop("You choose. Then you are shown what really happened."),
)
STATE_WORDS = {"open": "", "begun": gettext_noop("begun"), "played": gettext_noop("played to the end")}


class ProjectorTitleScreen(SlideScreen):
    """Shows the poster while a class comes in, then the scenes to choose from."""

    @property
    def title(self) -> str:
        """The name of the game."""
        return GAME_NAME

    def __init__(self, session: Session) -> None:
        super().__init__(session, Deck(_list_title_parts(session), SlideFrame(GAME_NAME)), _make_chooser(session))

    def change_language(self) -> None:
        """Makes the title and the list of scenes anew."""
        self.set_slides(Deck(_list_title_parts(self.session), self.deck.frame), _make_chooser(self.session))

    def go_on(self) -> NavigationResult | None:
        """Does nothing: there is no scene."""
        return None

    def go_back(self) -> NavigationResult | None:
        """Does nothing: the title is the beginning."""
        return None

    def take(self, name: str) -> NavigationResult | None:
        """Opens a scene."""
        return Replace(Route("projector_scene", name))


def _make_chooser(session: Session) -> Chooser | None:
    """Returns the list of scenes; None if there is none."""
    options = tuple(_make_option(scene) for scene in session.list_scenes())
    if not options:
        return None
    question = gettext("Open this scene?")
    return Chooser(options, gettext("Which episode?"), page_size=SCENES_PER_SLIDE, question=question)


def _list_title_parts(session: Session) -> tuple[Part, ...]:
    notices = [make_text(notice, "account", colour="soft") for notice in session.notices]
    session.notices.clear()
    picture = session.find_picture("title")
    pictures = [Part((Run(""),), picture=picture)] if picture is not None else []
    name = Part((Run(GAME_NAME),), "title", box_role="heading")
    return (*pictures, name, *(make_text(gettext(text)) for text in TITLE_TEXTS), *notices)


def _make_option(scene: SceneSummary) -> Option:
    minutes = ngettext("{count} minute", "{count} minutes", scene.minutes).format(count=scene.minutes)
    state = gettext(STATE_WORDS[scene.state]) if STATE_WORDS[scene.state] else ""
    about = " · ".join(filter(None, (scene.dates, minutes if scene.minutes else "", state)))
    return Option(str(scene.scene), (Run(scene.title),), remark=(Run(about),))
