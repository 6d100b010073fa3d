"""The screen that shows a page of a scene.

Invariant: the screen asks the session for every page; it knows nothing of the rules of a scene.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.engine.autolink import add_glossary_links
from party_card.engine.page import Page
from party_card.frontends.window.navigation import NavigationResult, Push, Refresh, TransitionKind
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.screens.dialogs.data_tables import DataTablesDialog
from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog
from party_card.frontends.window.screens.dialogs.history import HistoryDialog, list_history_entries
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.dialogs.summary import SummaryDialog
from party_card.frontends.window.screens.dialogs.transcript_saved import save_transcript
from party_card.frontends.window.screens.next_steps import list_next_steps
from party_card.frontends.window.screens.page_hints import has_charts, list_page_hints
from party_card.frontends.window.toolkit.box import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.next_steps import NextSteps
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.app.session import Session


class PageScreen(BaseScreen):
    """Shows the page at which the session is; its choices lead to the next page on the same screen."""

    page: Page

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session)
        self._show(page)
        self._notices = self._take_notices()

    def _set_page(self, page: Page) -> None:
        """Replaces the page, and clears the values that are cached per page."""
        self.page = page
        self._linked_page: Page | None = None  # made with the first layout: it takes 1 ms of a record
        self._next_steps: NextSteps | None = None

    def _show(self, page: Page) -> None:
        """Replaces the page, with new fields for its answers."""
        self._set_page(page)
        self.answer_form = AnswerForm(self.session.answers() if page.kind == "debrief" else (), self._save_answer)

    def _save_answer(self, number: int, text: str) -> None:
        """Saves an answer. If another window has changed the playthrough, shows the page at which it is now."""
        try:
            self.session.save_answer(number, text)
        except StorageError:
            self._refetch_page()
            raise

    def _refetch_page(self) -> None:
        """Shows the page of the session, which another window may have changed."""
        self._show(self.session.page())

    def _go_to(self, page: Page) -> NavigationResult:
        self._show(page)
        self._notices = self._take_notices()
        return Refresh(relayout=True, scroll_to_top=True)

    @property
    def next_steps(self) -> NextSteps:
        """The commands that follow a page without offers."""
        if self._next_steps is None:
            self._next_steps = list_next_steps(self.session, self.page)
        return self._next_steps

    @property
    def transition_kind(self) -> TransitionKind:
        """The record is stamped on its page."""
        return "record" if self.page.kind == "record" else "turn"

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays the page out, below the diagnostics of a scene that is being written."""
        from party_card.frontends.window.views import page  # noqa: PLC0415  # 8 ms, and the title does without

        if self._linked_page is None:
            self._linked_page = add_glossary_links(self.page)
        picture = self.session.find_picture(self.page.picture) if self.page.picture else None
        layout = page.layout_page(style, self._linked_page, picture, self._notices, self.answer_form, self.next_steps)
        if self.session.diagnostics:
            from party_card.frontends.window.views.diagnostics_strip import add_diagnostics_strip  # noqa: PLC0415  # only then

            layout = add_diagnostics_strip(style, self.session.diagnostics, layout)
        return layout

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys that work on this page."""
        commands = self.next_steps.labelled_commands
        return list_page_hints(self.page, commands[0][0] if commands else "")

    def initial_focus(self) -> Command | None:
        """Returns the first way on from a page without offers."""
        return self.next_steps.primary_command

    def _run(self, command: Command) -> NavigationResult | None:
        page, session = self.page, self.session
        match command.verb:
            case "choose":
                return self._go_to(session.choose(command.argument))
            case "refresh":
                self._set_page(session.page())
                return Refresh(relayout=True)
            case "undo" if page.kind != "briefing":
                return self._go_to(session.undo(1))
            case "rollback" if command.argument:
                return self._go_to(session.undo(int(command.argument)))
            case "history" if page.kind != "briefing":
                return Push(HistoryDialog(list_history_entries(session)))
            case "transcript" if page.kind != "briefing":
                return Push(save_transcript(session))
            case "figures" if has_charts(page):
                return Push(DataTablesDialog(page))
            case "restart" if not command.argument:
                return self._go_to(session.restart(SceneId(page.scene)))
            case "note" | "notes" if page.notes:
                return Push(self._note_dialog(command))
            case "entry":
                return Push(GlossaryDialog(page, command.argument))
            case "glossary" if page.entries:
                return Push(GlossaryDialog(page))
            case "model-answer":
                self.answer_form.toggle_model_answer(int(command.argument))
                return Refresh(relayout=True, focus=command)
            case "summary":
                return Push(SummaryDialog(page))
            case "menu":
                return Push(MenuDialog(page))
            case _:
                return super()._run(command)

    def _note_dialog(self, command: Command) -> NoteDialog:
        return NoteDialog(self.page, self._note_number(command), self.session)

    def _note_number(self, command: Command) -> int:
        return int(command.argument) if command.verb == "note" else self.page.notes[0].number

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Runs a command; after a failure the page is the one at which the session is."""
        result = super().handle_command(command)
        if isinstance(result, Push) and isinstance(result.screen, MessageDialog):
            self._refetch_page()
        return result

    def reload(self) -> bool:
        """Shows the session's page and notices. Returns True if it is another passage or kind of page."""
        previous_page = self.page
        self._refetch_page()
        self._notices = self._take_notices()
        return (previous_page.kind, previous_page.passage) != (self.page.kind, self.page.passage)
