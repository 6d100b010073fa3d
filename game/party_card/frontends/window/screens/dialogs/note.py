"""The dialog with one note of a page; that of a document shows its sheet.

Invariant: left and right go round all notes of the page; other uses of the fact are looked up once a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.engine.page import Note, Page
from party_card.frontends.window.input.events import Action, Arrow
from party_card.frontends.window.navigation import NavigationResult, Refresh
from party_card.frontends.window.screens.dialogs.base import Dialog
from party_card.frontends.window.toolkit.box import Box, Command, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.dialog import COLUMN_GAP_UNITS, content_width, layout_dialog
from party_card.frontends.window.views import note_card
from party_card.frontends.window.views.document_sheet import layout_title
from party_card.localization import gettext

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.engine.footnotes import FactUsage

DOCUMENT_WIDTH_UNITS, MIN_COLUMN_UNITS = 1060, 330
"""The width of the dialog with a document, and the least width of a column in it."""


class NoteDialog(Dialog):
    """Shows a note. With a session it also lists other uses of the fact."""

    close_keys = ("n",)

    def __init__(self, page: Page, number: int, session: Session | None = None) -> None:
        self._source_page, self._session = page, session
        self._usage: tuple[FactUsage | None, tuple[str, ...]] | None = None
        self._select(next((index for index, note in enumerate(page.notes) if note.number == number), 0))

    def _select(self, index: int) -> None:
        self._index, self._usage = index, None

    @property
    def title(self) -> str:
        """The number of the note, and of how many."""
        notes = self._source_page.notes
        note = notes[self._index]
        is_document = note.document is not None
        text = gettext("Document, note {number} of {count}") if is_document else gettext("Note {number} of {count}")
        return text.format(number=note.number, count=len(notes))

    def _look_up_usage(self, note: Note) -> tuple[FactUsage | None, tuple[str, ...]]:
        if self._session is None:
            return None, ()
        usage = self._session.fact_usage(note.fact)
        return usage, note_card.list_citing_pages(self._session.playthrough, note, self._source_page)

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the panel; a document has a wider one, in two columns if there is room."""
        note = self._source_page.notes[self._index]
        if note.document is None:
            return super().layout(style)
        if self._usage is None:
            self._usage = self._look_up_usage(note)
        width, gap = content_width(style, DOCUMENT_WIDTH_UNITS), style.px(COLUMN_GAP_UNITS)
        column_width = (width - gap) // 2
        in_columns = column_width >= style.px(MIN_COLUMN_UNITS)
        card = note_card.layout_document_card(
            style, note, note.document, *self._usage, column_width if in_columns else width
        )
        boxes = [layout_title(style, note.text, note.document, width)]
        hint = self._layout_hint(style, column_width if in_columns else width)
        hints = [hint] if hint else []
        if in_columns:
            columns = ([*card.sheet, *card.places], [*card.helps, *hints])
            return layout_dialog(style, self.title, boxes, width=DOCUMENT_WIDTH_UNITS, columns=columns)
        boxes += [*card.sheet, *card.helps, *card.places, *hints]
        return layout_dialog(style, self.title, boxes, width=DOCUMENT_WIDTH_UNITS)

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the card of the note."""
        note = self._source_page.notes[self._index]
        if self._usage is None:
            self._usage = self._look_up_usage(note)
        boxes = note_card.layout_note_card(style, note, *self._usage, width)
        hint = self._layout_hint(style, width)
        return [*boxes, hint] if hint else boxes

    def _layout_hint(self, style: TextStyle, width: int) -> Box | None:
        if len(self._source_page.notes) == 1:
            return None
        return style.layout_label(gettext("← and → go to the other notes."), width, "meta", "soft")

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Left and right go to the previous and the next note."""
        if isinstance(action, Arrow) and action.x:
            self._select((self._index + action.x) % len(self._source_page.notes))
            return Refresh(relayout=True, scroll_to_top=True)
        return super().handle_input(action, focus)

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Goes to a note by the number that is marked in the text of another."""
        if command.verb == "note":
            numbers = [str(note.number) for note in self._source_page.notes]
            self._select(numbers.index(command.argument) if command.argument in numbers else self._index)
            return Refresh(relayout=True, scroll_to_top=True)
        return super().handle_command(command)
