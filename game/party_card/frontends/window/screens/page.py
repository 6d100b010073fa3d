"""The screen that shows a page of a scene.

Invariant: the screen asks the session for every page; it knows nothing of the rules of a scene.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.content.models import SceneId
from party_card.engine.autolink import add_glossary_links
from party_card.engine.page import AFTER_SCENE, Page
from party_card.engine.record_layers import split_layers
from party_card.frontends.window.input.events import Action, Key
from party_card.frontends.window.navigation import NavigationResult, Push, Refresh, TransitionKind
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.next_steps import list_next_steps
from party_card.frontends.window.screens.page_hints import has_charts, list_page_hints
from party_card.frontends.window.toolkit.box import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.next_steps import NextSteps
from party_card.localization import gettext

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.frontends.window.screens.dialogs.note import NoteDialog


class PageScreen(BaseScreen):
    """Shows the page at which the session is; its choices lead to the next page on the same screen."""

    page: Page

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session)
        self._show(page)
        self._notices = (*self._take_notices(), *self._list_missing_fonts())

    def _list_missing_fonts(self) -> list[str]:
        """Returns sentences on letters of the scene that no font has."""
        from party_card.frontends.window.views.font_sentences import list_missing_sentences, list_scene_texts  # noqa: PLC0415  # comes with the page

        if not self.session.open_scene:
            return []
        compiled = self.session.playthrough.compiled
        return list_missing_sentences(list_scene_texts(compiled.scene, compiled.evidence.language))

    def _set_page(self, page: Page) -> None:
        """Replaces the page, and clears the values that are cached per page."""
        self.page = page
        self._linked_page: Page | None = None  # made with the first layout: it takes 1 ms of a record
        self._layers = split_layers(page) if page.kind == "record" else ()
        self._layer = 0
        self._toggled_parts: frozenset[int] = frozenset()
        self._next_steps: NextSteps | None = None

    def _show(self, page: Page) -> None:
        """Replaces the page, with new fields for its answers."""
        self._set_page(page)
        self.answer_form = AnswerForm(
            self.session.answers() if page.kind == "debrief" else (),
            self.session.edit_answer,
            self.session.file_answers() if page.kind == "file" else (),
        )

    def _refetch_page(self) -> None:
        """Shows the page of the session, which another window may have changed."""
        self._show(self.session.page())

    def _go_to(self, page: Page) -> NavigationResult:
        self._show(page)
        self._notices = self._take_notices()
        return Refresh(relayout=True, scroll_to_top=True)

    @property
    def next_steps(self) -> NextSteps:
        """The commands that follow a page without offers, or lead to the next layer of a record."""
        if self._layer + 1 < len(self._layers):
            heading = self._layers[self._layer + 1].heading
            return NextSteps(((gettext("Read on: {heading}").format(heading=heading), Command("layer", "next")),))
        if self._next_steps is None:
            self._next_steps = list_next_steps(self.session, self.page)
        return self._next_steps

    @property
    def transition_kind(self) -> TransitionKind:
        """The record is stamped on its page; its further layers are turned to."""
        return "record" if self.page.kind == "record" and not self._layer else "turn"

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays the page out, below the diagnostics of a scene that is being written."""
        return self._layout(style)

    def layout_beginning(self, style: TextStyle, bottom: int) -> ScreenLayout:
        """Lays out a record down to the height `bottom`, other pages as a whole."""
        return self._layout(style, bottom if self.page.kind == "record" and not self.session.diagnostics else None)

    def _layout(self, style: TextStyle, bottom: int | None = None) -> ScreenLayout:
        from party_card.frontends.window.views import page  # noqa: PLC0415  # 8 ms, and the title does without
        from party_card.frontends.window.views.record_layers import RecordReading  # noqa: PLC0415  # comes with it

        if self._linked_page is None:
            self._linked_page = add_glossary_links(self.page)
        picture = self.session.find_picture(self.page.picture) if self.page.picture else None
        self._notices += self._take_notices()  # saving may have failed while an answer was written
        self.answer_form.set_storage_error(self.session.storage_error)
        episode = self.session.describe_episode(SceneId(self.page.scene)) if self.page.kind == "briefing" else ""
        reading = RecordReading(self._layers, self._layer, self._toggled_parts, picture)
        layout = page.layout_page(
            style, self._linked_page, picture, self._notices, self.answer_form, self.next_steps, episode=episode,
            reading=reading, bottom=bottom,
        )  # fmt: skip
        if self.session.diagnostics:
            from party_card.frontends.window.views.diagnostics_strip import add_diagnostics_strip  # noqa: PLC0415  # only then

            layout = add_diagnostics_strip(style, self.session.diagnostics, layout)
        return layout

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys that work on this page."""
        return list_page_hints(self.page, len(self._layers))

    def initial_focus(self) -> Command | None:
        """Returns the first way on from a page without offers."""
        return None if self._layers else self.next_steps.primary_command

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Goes to a layer of a record by its digit, which chooses nothing there."""
        if self._layers and isinstance(action, Key) and action.name.isdecimal():
            number = int(action.name) - 1
            return self._go_to_layer(number) if 0 <= number < len(self._layers) else None
        return super().handle_input(action, focus)

    def _go_to_layer(self, number: int) -> NavigationResult:
        self._layer, self._toggled_parts = number, frozenset()
        return Refresh(relayout=True, scroll_to_top=True)

    def _run(self, command: Command) -> NavigationResult | None:
        page, session = self.page, self.session
        match command.verb:
            case "choose":
                return self._go_to(session.choose(command.argument))
            case "refresh":
                self._set_page(session.page())
                return Refresh(relayout=True)
            case "skip" if page.skip_choice:
                return self._go_to(session.choose(page.skip_choice))
            case "undo" if page.kind != "briefing":
                return self._go_to(session.undo(1))
            case "rollback" if command.argument:
                return self._go_to(session.undo(int(command.argument)))
            case "history" if page.kind != "briefing":
                from party_card.frontends.window.screens.dialogs.history import HistoryDialog, list_history_entries  # noqa: PLC0415  # not for the first page

                return Push(HistoryDialog(list_history_entries(session)))
            case "route" if page.kind in AFTER_SCENE:
                from party_card.frontends.window.screens.dialogs.route import make_route_dialog  # noqa: PLC0415  # rare

                return Push(make_route_dialog(session))
            case "branch":
                return self._go_to(session.branch_at(int(command.argument)))
            case "transcript" if page.kind != "briefing":
                from party_card.frontends.window.screens.dialogs.transcript_saved import save_transcript  # noqa: PLC0415  # not for the first page

                return Push(save_transcript(session))
            case "figures" if has_charts(page):
                from party_card.frontends.window.screens.dialogs.data_tables import DataTablesDialog  # noqa: PLC0415  # not for the first page

                return Push(DataTablesDialog(page))
            case "map" if page.places is not None:
                from party_card.frontends.window.screens.dialogs.place_map import make_map_dialog  # noqa: PLC0415  # rare

                return Push(make_map_dialog(page.places))
            case "restart" if not command.argument:
                return self._go_to(session.restart(SceneId(page.scene)))
            case "note" | "notes" if page.notes:
                return Push(self._note_dialog(command))
            case "entry" | "glossary":
                return Push(self._glossary_dialog(page, command.argument))
            case "model-answer" | "rubric":
                self.answer_form.toggle_fold(command)
                return Refresh(relayout=True, focus=command)
            case "layer":
                return self._go_to_layer(self._layer + 1 if command.argument == "next" else int(command.argument))
            case "fold":
                self._toggled_parts ^= {int(command.argument)}
                return Refresh(relayout=True, focus=command)
            case "about":
                from party_card.frontends.window.screens.dialogs.about import AboutDialog  # noqa: PLC0415  # rare

                return Push(AboutDialog(page))
            case "filed":
                from party_card.frontends.window.views.file_desk import find_counterpart  # noqa: PLC0415  # rare

                return Refresh(focus=find_counterpart(page.blocks, command.argument))
            case "assess":
                number, _, answer = command.argument.partition(" ")
                is_chosen = answer == self.session.file_answers()[int(number) - 1]
                self.session.save_file_answer(int(number), "" if is_chosen else answer)
                self._show(page)
                return Refresh(relayout=True, focus=command)
            case "summary":
                from party_card.frontends.window.screens.dialogs.summary import SummaryDialog  # noqa: PLC0415  # not for the first page

                return Push(SummaryDialog(page))
            case "menu":
                from party_card.frontends.window.screens.dialogs.menu import MenuDialog  # noqa: PLC0415  # not for the first page

                return Push(MenuDialog(page, session))
            case _:
                return super()._run(command)

    def _find_glossary_scene(self) -> SceneId | None:
        return SceneId(self.page.scene) if self.page.scene else None

    def _note_dialog(self, command: Command) -> NoteDialog:
        from party_card.frontends.window.screens.dialogs.note import NoteDialog  # noqa: PLC0415  # not for the first page

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
