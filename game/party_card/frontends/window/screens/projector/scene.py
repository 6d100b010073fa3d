"""The screen on which a class plays a scene together.

Invariant: the screen asks the session for every page. A choice is taken only by `take`, after its question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.app.hands import count_hands, describe_vote, get_hands, list_votes
from party_card.content.models import SceneId
from party_card.engine.autolink import add_glossary_links
from party_card.engine.page import Line, Page, Run
from party_card.engine.phases import CLOSE, PHASE_TRIGGERS
from party_card.frontends.window.navigation import NavigationResult, Push, Quit, Replace, Route
from party_card.frontends.window.screens.dialogs.transcript_saved import save_transcript
from party_card.frontends.window.screens.next_steps import list_next_steps
from party_card.frontends.window.screens.projector.base import TURN, UNDO, SlideScreen
from party_card.frontends.window.screens.projector.chooser import Chooser
from party_card.frontends.window.screens.projector.deck import Deck
from party_card.frontends.window.screens.projector.record_sections import QUESTIONS, SECTION, RecordSections
from party_card.frontends.window.toolkit.mirroring import join_phrases
from party_card.frontends.window.views.projector.options import Option
from party_card.frontends.window.views.projector.page_parts import list_page_parts
from party_card.frontends.window.views.projector.slide import SlideFrame
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.frontends.window.views.projector.parts import Part

RECORD_HEADING = gettext_noop("What next?")
VOTE_HEADING = gettext_noop("What do you do? Hands up")
ONLY_WAY_HEADING = gettext_noop("There is one way on")
RESUME, RESTART, SCENES, TRANSCRIPT, END = "resume", "restart", "scenes", "transcript", "end"


class ProjectorSceneScreen(SlideScreen):
    """Shows the pages of a scene as slides; if the class has begun it before, first asks where to go on."""

    def __init__(self, session: Session, scene: SceneId) -> None:
        page = session.open(scene)
        super().__init__(session, Deck((), make_frame(page)), None)
        self.page: Page = add_glossary_links(page)
        self._record: RecordSections | None = None
        self._between: SceneId | None = None
        self._is_resuming = bool(session.playthrough.steps)
        if self._is_resuming:
            self.set_slides(Deck((), self.deck.frame), _make_resume_chooser(page))
        else:
            self.show(page)

    def show(self, page: Page, *, at_end: bool = False) -> NavigationResult:
        """Shows the slides of a page; `at_end` shows the last of them, or what is to be chosen there."""
        self.page = page = add_glossary_links(page)
        parts = self._list_parts(page)
        self._record = RecordSections(parts) if page.kind == "record" and page.offers else None
        if self._record is not None:
            return self._show_section(self._record.last_linear if at_end else 0, at_end=at_end)
        chooser = self._make_chooser(page)
        deck = Deck(parts, make_frame(page), at_end=at_end)
        return self.set_slides(deck, chooser, is_choosing=at_end and chooser is not None)

    def _list_parts(self, page: Page) -> tuple[Part, ...]:
        session = self.session
        picture = session.find_picture(page.picture) if page.picture and page.kind in ("briefing", "between") else None
        votes = list_votes(session.open_playthrough)
        numbers = enumerate(session.decisions(), 1)
        by_number = {number: votes[decision.step] for number, decision in numbers if decision.step in votes}
        return list_page_parts(page, picture, by_number, self._take_notices())

    def _show_section(self, index: int, *, at_end: bool = False) -> NavigationResult:
        """Shows a section of the record; after those that all read comes the list of the others."""
        record = self._record
        if record is None:
            return TURN
        record.open(index)
        chooser = None
        if index >= record.last_linear and record.has_choice(has_file=self._has_file):
            options = record.list_options(self.page.offers[0], has_file=self._has_file)
            chooser = Chooser(options, gettext(RECORD_HEADING))
        deck = Deck(record.sections[index], make_frame(self.page), at_end=at_end)
        return self.set_slides(deck, chooser, is_choosing=at_end and chooser is not None)

    @property
    def _has_file(self) -> bool:
        scene = self.session.playthrough.compiled.scene
        return scene.file is not None and bool(scene.debrief)

    def _make_chooser(self, page: Page) -> Chooser | None:
        """Returns what is to be chosen after the slides of a page; None if it simply goes on."""
        if page.kind == "finished":
            return Chooser(_list_next_options(self.session, page), gettext(RECORD_HEADING))
        choices = [offer for offer in page.offers if offer.id not in PHASE_TRIGGERS]
        if not choices:
            return None
        options = tuple(
            Option(offer.id, offer.line, offer.is_open, offer.reason, offer.is_hypothesis) for offer in choices
        )
        if sum(option.is_open for option in options) == 1:
            return Chooser(options, gettext(ONLY_WAY_HEADING))
        hands = get_hands(self.session.open_playthrough, len(self.session.playthrough.steps), page.passage)
        return Chooser(
            options, gettext(VOTE_HEADING), counts_hands=True, hands=hands, question=gettext("The class decides:"),
            yes=gettext("Go on with this"), no=gettext("Back to the choices"),
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------------ going on

    def go_on(self) -> NavigationResult | None:
        """Goes on to the next page: that of the phase that follows, or the scene after an intermission."""
        if self._between is not None:
            return Replace(Route("projector_scene", self._between))
        if self._record is not None and self._record.index < self._record.last_linear:
            return self._show_section(self._record.index + 1)
        offer = next((offer for offer in self.page.offers if offer.is_open), None)
        return self.show(self.session.choose(offer.id)) if offer is not None else self._handle_intent("menu")

    def go_back(self) -> NavigationResult | None:
        """Goes back a page; asks first if a decision would be taken back."""
        if self._is_resuming:
            return None
        if self._between is not None:
            self._between = None
            return self.show(self.session.page(), at_end=True)
        if self._record is not None and self._record.index:
            return self._show_section(self._record.index - 1, at_end=True)
        steps = self.session.playthrough.steps
        if not steps:
            return None
        decision = next((item for item in self.session.decisions() if item.step == len(steps) - 1), None)
        if decision is None:
            return self._undo()
        return self.ask_to_undo(_strip_notes(decision.choice.text))

    def _undo(self) -> NavigationResult:
        return self.show(self.session.undo(), at_end=True)

    def count(self, name: str, change: int) -> None:
        """Counts hands for a choice."""
        if self.chooser is not None:
            self.chooser.hands = count_hands(self.session.open_playthrough, self.page.passage, name, change)
            self.session.background_save.schedule()

    def describe_option(self, name: str) -> str:
        """Returns a sentence on the hands for a choice."""
        if self.chooser is None or not self.chooser.counts_hands:
            return ""
        return describe_vote(self.chooser.hands, name) or gettext("No hands were counted.")

    def take(self, name: str) -> NavigationResult | None:
        """Takes a choice of the class, or another way on."""
        if name == UNDO:
            return self._undo()
        if self._is_resuming:
            self._is_resuming = False
            scene = SceneId(self.page.scene)
            return self.show(self.session.restart(scene) if name == RESTART else self.session.page())
        if self._record is not None and name.startswith(SECTION):
            return self._show_section(int(name.removeprefix(SECTION)))
        if name == QUESTIONS:
            self.session.choose(CLOSE)  # past the file
            return self.show(self.session.choose(CLOSE))
        if self.page.kind != "finished":
            return self.show(self.session.choose(name))
        match name:
            case "restart":
                return self.show(self.session.restart(SceneId(self.page.scene)))
            case "scenes":
                return Replace(Route("projector"))
            case "transcript":
                return Push(save_transcript(self.session, is_of_class=True))
            case "end":
                return Quit()
            case _:
                return self._go_to_scene(SceneId(name))

    def _go_to_scene(self, scene: SceneId) -> NavigationResult:
        """Shows what happened meanwhile, or opens a scene at once."""
        page = self.session.intermission(scene)
        if page is None:
            return Replace(Route("projector_scene", scene))
        result = self.show(page)
        self._between = scene
        return result

    def change_language(self) -> None:
        """Shows the present page from its beginning, or asks anew where to go on."""
        if self._is_resuming:
            self.page = add_glossary_links(self.session.page())
            self.set_slides(Deck((), make_frame(self.page)), _make_resume_chooser(self.page))
        elif self._between is not None:
            self._go_to_scene(self._between)
        else:
            self.show(self.session.page())

    def reload(self) -> bool:
        """Shows the page of the session after it changed by itself."""
        if self._is_resuming or self._between is not None:
            return False
        self.show(self.session.page())
        return True


def make_frame(page: Page) -> SlideFrame:
    """Returns what is around the slides of a page."""
    return SlideFrame(page.title, join_phrases((page.dates, page.place)), page.dates)


def _make_resume_chooser(page: Page) -> Chooser:
    is_finished = page.kind == "finished"
    resume = gettext("Look at the end again") if is_finished else gettext("Go on where you stopped")
    options = [(RESUME, resume), (RESTART, gettext("Begin again"))]
    if is_finished:
        options.reverse()
    return Chooser(tuple(Option(name, (Run(text),)) for name, text in options), page.title)


def _list_next_options(session: Session, page: Page) -> tuple[Option, ...]:
    """Returns where to go on after a scene: first the next one of the campaign."""
    steps = list_next_steps(session, page).labelled_commands
    options = [Option(command.argument, (Run(label),)) for label, command in steps if command.verb == "next-scene"]
    own = (
        (SCENES, gettext("Episodes")),
        (RESTART, gettext("Play it again")),
        (TRANSCRIPT, gettext("Save the transcript")),
        (END, gettext("End the lesson")),
    )
    return (*options, *(Option(name, (Run(text),)) for name, text in own))


def _strip_notes(text: str) -> Line:
    from party_card.content.prose import smart_quotes, strip_markup  # noqa: PLC0415  # rare

    return (Run(smart_quotes(strip_markup(text))),)
