"""The dialog with the decisions so far, and the way back to each of them.

Invariant: one press takes nothing back. The first asks and names the loss, the second on the same row goes back;
anything else leaves the playthrough as it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from party_card.content.prose import strip_markup
from party_card.content.search_text import contains_words, fold_text
from party_card.engine.page import Document, Page, Paragraph, list_block_lines
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.engine.record_words import YOU_CHOSE
from party_card.frontends.window.input.events import Action, Key
from party_card.frontends.window.navigation import NavigationResult, Refresh
from party_card.frontends.window.screens.dialogs.base import CLOSE_HINT, Dialog
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.key_hints import LIST_ARROWS
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.virtual_list import ListItem, VirtualList
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.dialog import content_width, layout_dialog, max_content_height
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.frontends.window.views.history_row import HistoryEntry, iter_passage_items, layout_decision_row
from party_card.localization import gettext, gettext_noop, ngettext

if TYPE_CHECKING:
    from party_card.app.session import Session

DIALOG_WIDTH = 640
TOGGLE_DETAIL = Command("toggle-detail")
SHOW_FULL_TEXT_LABEL, SHOW_CHOICES_LABEL = gettext_noop("All you have read"), gettext_noop("Only your choices")
MAX_EXCERPT_CHARACTERS = 64


def list_history_entries(session: Session) -> tuple[HistoryEntry, ...]:
    """Returns the decisions of the open playthrough, oldest first, each with the page it was made on."""
    from party_card.frontends.shared.transcript.steps import replay_pages  # noqa: PLC0415  # 25 ms of the first page

    playthrough, decisions = session.playthrough, session.decisions()
    pages = [
        stop.page
        for stop in replay_pages(playthrough)
        if stop.choice is not None and stop.choice.id not in PHASE_TRIGGERS
    ]
    return tuple(
        HistoryEntry(
            index,
            page.dates,
            _excerpt(page),
            strip_markup(decision.choice.did) or gettext(YOU_CHOSE).format(choice=strip_markup(decision.choice.text)),
            len(decisions) - index,
            len(playthrough.steps) - decision.step,
            page.place,
            tuple(block for block in page.blocks if any(list_block_lines(block))),
        )
        for index, (decision, page) in enumerate(zip(decisions, pages, strict=True), 1)
    )


def _excerpt(page: Page) -> str:
    """Returns the first words of a page: enough to recognise it."""
    for block in page.blocks:
        for line in list_block_lines(block) if isinstance(block, Paragraph | Document) else ():
            if text := "".join(run.text for run in line).strip():
                return _shorten(text)
    return ""


def _shorten(text: str) -> str:
    if len(text) <= MAX_EXCERPT_CHARACTERS:
        return text
    return f"{text[:MAX_EXCERPT_CHARACTERS].rsplit(' ', 1)[0].rstrip(' ,;:.–—')} …"


class HistoryDialog(Dialog):
    """Lists all decisions, the newest last and in view; shows the choices alone, or all that was read between them."""

    heading = gettext_noop("Your path")
    close_keys = ("p",)
    focus_on_open = True

    def __init__(self, entries: tuple[HistoryEntry, ...], *, shows_full_text: bool = False) -> None:
        self.entries, self.shows_full_text = entries, shows_full_text
        self.search_field = TextField(
            "find",
            gettext("Find words"),
            max_length=60,
            placeholder=gettext("Find words"),
            enter_label=gettext("first match"),
            role="note",
        )
        self._pending_command: Command | None = None  # the command that a second press runs
        self._search_texts: list[str] = []
        self._list = VirtualList()

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the panel; only rows near the view get their real layout."""
        width = content_width(style, DIALOG_WIDTH)
        entries = self._find_matches()
        items, header = self._build_items(style, width, entries), self._layout_header(style, width, len(entries))
        boxes = self._list.layout(style, width, items)
        if self.search_field.text:  # the panel keeps its height during a search
            content_height = sum(box.h + style.px(12) for box in (*header, *boxes))
            boxes.append(Box(width, max(1, max_content_height(style) - content_height - style.px(90))))
        layout = layout_dialog(style, self.title, [*header, *boxes], width=DIALOG_WIDTH)

        def materialize(top: int, bottom: int) -> ScreenLayout | None:
            return self.layout(style) if self._list.materialize(layout, items, len(header), top, bottom) else None

        return replace(layout, materialize=materialize)

    def _find_matches(self) -> tuple[HistoryEntry, ...]:
        """Returns the entries that contain every word of the search field."""
        query = self.search_field.text
        if not fold_text(query):
            return self.entries
        if not self._search_texts:
            self._search_texts = [entry.search_text for entry in self.entries]
        candidates = zip(self.entries, self._search_texts, strict=True)
        return tuple(entry for entry, text in candidates if contains_words(text, query))

    @property
    def _toggle_label(self) -> str:
        return SHOW_CHOICES_LABEL if self.shows_full_text else SHOW_FULL_TEXT_LABEL

    def _layout_header(self, style: TextStyle, width: int, match_count: int) -> list[Box]:
        if not self.entries:
            return [style.layout_label(gettext("You have not chosen anything yet."), width, "note", "soft")]
        text = f"{self._describe_count(match_count)} {gettext('Choose one to go back to it.')}"
        status = style.layout_label(text, width, "note", "soft", box_role="status")
        return [
            self.search_field.layout(style, width),
            status,
            layout_button(style, gettext(self._toggle_label), TOGGLE_DETAIL, width),
        ]

    def _describe_count(self, match_count: int) -> str:
        """Returns a sentence on how many decisions there are, or how many of them were found."""
        total = len(self.entries)
        if not self.search_field.text.strip():
            return ngettext("One choice so far.", "{count} choices so far.", total).format(count=total)
        sentence = ngettext("Found at {count} of one choice.", "Found at {count} of {total} choices.", total)
        return sentence.format(count=match_count, total=total)

    def _build_items(self, style: TextStyle, width: int, entries: tuple[HistoryEntry, ...]) -> list[ListItem]:
        items: list[ListItem] = []
        for entry in entries:
            row = entry
            if self.shows_full_text:
                items += iter_passage_items(style, entry, width)
                row = replace(entry, date="", place="")
            asks = entry.command == self._pending_command
            texts = (str(entry.index), entry.confirm_text if asks else "", row.date, row.excerpt, entry.outcome_text)
            name = ". ".join([*filter(None, texts[:-1]), texts[-1]])
            build = partial(layout_decision_row, style, row, width, asks=asks, has_bar=self.shows_full_text)
            items.append(ListItem((self.shows_full_text, entry.index, asks), build, name, "account", entry.command))
        return items

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of a list, and those for the detail and the search."""
        toggle_label = gettext_noop("only your choices") if self.shows_full_text else gettext_noop("all you have read")
        toggle = KeyHint("A", toggle_label, TOGGLE_DETAIL, ("a",))
        search = KeyHint("F", gettext_noop("find words"), self.search_field.command, ("f",))
        return (LIST_ARROWS, toggle, search, CLOSE_HINT) if self.entries else (CLOSE_HINT,)

    def initial_focus(self) -> Command | None:
        """Returns the command of the newest decision."""
        return self.entries[-1].command if self.entries else None

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """A toggles the detail and keeps the focused decision; F goes to the search field."""
        if action == Key("a") and self.entries:
            return self._toggle_detail(focus)
        if action == Key("f") and self.entries:
            return Refresh(relayout=True, focus=self.search_field.command)
        return super().handle_input(action, focus)

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Asks at the first press on a decision and goes back to it at the second."""
        if command == TOGGLE_DETAIL:
            return self._toggle_detail(command)
        if command == self.search_field.command:  # Enter in the field goes to the first match
            entries = self._find_matches()
            return Refresh(relayout=True, focus=entries[0].command if entries else command)
        if command.verb != "rollback" or command == self._pending_command:
            return super().handle_command(command)
        self._pending_command = command
        return Refresh(relayout=True, focus=command)

    def _toggle_detail(self, focus: Command | None) -> NavigationResult:
        self.shows_full_text = not self.shows_full_text
        return Refresh(relayout=True, focus=focus or self.initial_focus())
