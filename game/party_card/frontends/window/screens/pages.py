"""The screens: title and page.

Law: a screen asks the session and answers with a value that says what happens next; the session alone knows how
things stand.
"""

from __future__ import annotations

from party_card.content.models import SceneId
from party_card.engine.autolink import with_glossary_links
from party_card.engine.page import Page
from party_card.frontends.window.navigation import Next, Push, Refresh, Sitting
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.screens.dialogs.base import (
    GlossaryDialog,
    MenuOverlay,
    MessageOverlay,
    NoteOverlay,
    SummaryOverlay,
)
from party_card.frontends.window.screens.dialogs.data_tables import FiguresOverlay
from party_card.frontends.window.screens.dialogs.history import HistoryDialog, history_entries
from party_card.frontends.window.screens.dialogs.transcript_saved import save_transcript
from party_card.frontends.window.toolkit.key_hints import has_figures, page_bindings
from party_card.frontends.window.toolkit.primitives import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import title_poster
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.episode_marker import primary_command
from party_card.frontends.window.views.next_steps import NextSteps, next_steps


class TitleScreen(BaseScreen):
    """The title page."""

    def __init__(self, session: Sitting) -> None:
        super().__init__(session)
        self.shelf = tuple(session.list_scenes())
        self.notices = tuple(session.notices)
        session.notices.clear()

    def layout(self, style: TextStyle) -> ScreenLayout:
        """The poster."""
        return title_poster.title_sheet(
            style, self.session.picture("title"), self.shelf, self.session.player, self.notices
        )

    def initial_focus(self) -> Command | None:
        """The one thing to do."""
        one = title_poster.next_scene(self.shelf)
        if one is None:
            return None
        return primary_command(one)


class PageScreen(BaseScreen):
    """A page of a scene."""

    def __init__(self, session: Sitting, page: Page) -> None:
        super().__init__(session)
        self.page = page
        self._to: tuple[Page, NextSteps] | None = None
        self._linked: tuple[Page, Page] | None = None
        self.answers = AnswerForm(session, page, self._stands)
        self.notices = self._told()

    def _told(self) -> tuple[str, ...]:
        told = tuple(self.session.notices)
        self.session.notices.clear()
        return told

    def layout(self, style: TextStyle) -> ScreenLayout:
        """The page, laid out."""
        picture = self.session.picture(self.page.picture) if self.page.picture else None
        from party_card.frontends.window.views import page  # noqa: PLC0415  # 8 ms, and the title does without

        if self._linked is None or self._linked[0] is not self.page:  # once a page: it takes 1 ms of a record
            self._linked = (self.page, with_glossary_links(self.page))
        sheet = page.page_sheet(style, self._linked[1], picture, self.notices, self.answers, self.to)
        if self.session.remarks:  # while a scene is written
            from party_card.frontends.window.views.diagnostics_strip import with_diagnostics  # noqa: PLC0415  # only then

            sheet = with_diagnostics(style, self.session.remarks, sheet)
        return sheet

    def key_hints(self) -> tuple[KeyHint, ...]:
        """What this page allows."""
        return page_bindings(self.page, self.to.ways[0][0] if self.to.ways else "")

    def initial_focus(self) -> Command | None:
        """The way on, where there is one."""
        return self.to.first

    @property
    def to(self) -> NextSteps:
        """Where this page leads, worked out once a page."""
        if self._to is None or self._to[0] is not self.page:
            self._to = (self.page, next_steps(self.session, self.page))
        return self._to[1]

    def _answer(self, command: Command) -> Next | None:
        page, session = self.page, self.session
        match command.verb:
            case "choose":
                return self._turn(session.choose(command.argument))
            case "again":
                self.page = session.page()
                return Refresh(again=True)
            case "undo" if page.kind != "briefing":
                return self._turn(session.undo(1))
            case "back" if command.argument:
                return self._turn(session.undo(int(command.argument)))
            case "path" if page.kind != "briefing":
                return Push(HistoryDialog(history_entries(session)))
            case "transcript" if page.kind != "briefing":
                return Push(save_transcript(session))
            case "figures" if has_figures(page):
                return Push(FiguresOverlay(page))
            case "restart" if not command.argument:
                return self._turn(session.restart(SceneId(page.scene)))
            case "note" if page.notes:
                return Push(NoteOverlay(page, int(command.argument), session))
            case "notes" if page.notes:
                return Push(NoteOverlay(page, page.notes[0].number, session))
            case "entry":
                return Push(GlossaryDialog(page, command.argument))
            case "who" if page.entries:
                return Push(GlossaryDialog(page))
            case "draws":
                self.answers.toggle_model_answer(int(command.argument))
                return Refresh(again=True, look=command)
            case "summary":
                return Push(SummaryOverlay(page))
            case "menu":
                return Push(MenuOverlay(page))
            case _:
                return super()._answer(command)

    def handle_command(self, command: Command) -> Next | None:
        """After anything that could not be kept, the session says how things stand."""
        answer = super().handle_command(command)
        if isinstance(answer, Push) and isinstance(answer.screen, MessageOverlay):
            self._stands()
        return answer

    def _stands(self) -> None:
        """How things stand now, which another window may have changed."""
        self.page = self.session.page()
        self.answers = AnswerForm(self.session, self.page, self._stands)

    def renew(self) -> bool:
        """Shows how things stand now, nobody having chosen anything; whether that is another page."""
        before = self.page
        self._stands()
        self.notices = self._told()
        return (before.kind, before.passage) != (self.page.kind, self.page.passage)

    def _turn(self, page: Page) -> Next:
        self.page, self.notices = page, self._told()
        self.answers = AnswerForm(self.session, page, self._stands)
        return Refresh(again=True, top=True)


class IntermissionScreen(PageScreen):
    """A page between two scenes, or at the campaign's end: nothing is played here, so there is nothing to take back."""

    def _answer(self, command: Command) -> Next | None:
        if command.verb in ("choose", "undo", "back", "path", "transcript", "again", "summary"):
            return None
        if (
            command.verb in ("note", "notes") and self.page.notes
        ):  # no walk is open that could say more, or another one is
            return Push(
                NoteOverlay(self.page, int(command.argument) if command.argument else self.page.notes[0].number)
            )
        return Push(MenuOverlay(None)) if command.verb == "menu" else super()._answer(command)

    def _stands(self) -> None:
        """As it was: it does not depend on the open scene."""
