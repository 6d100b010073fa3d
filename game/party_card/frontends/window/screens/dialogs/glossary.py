"""The dialog with people and terms: those of a page, and the whole glossary with a search field.

Invariant: the whole glossary is asked of the session only when it is opened, as whom a player has met takes time to
find.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.frontends.window.input.events import Action, Key
from party_card.frontends.window.navigation import NavigationResult, Push, Refresh
from party_card.frontends.window.screens.dialogs.base import CLOSE_HINT, Dialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.toolkit.box import Box, Command, KeyHint, ScreenLayout, group_boxes
from party_card.frontends.window.toolkit.key_hints import SCROLL_ARROWS
from party_card.frontends.window.toolkit.layout import place_in_rows
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.virtual_list import ListItem, VirtualList
from party_card.frontends.window.toolkit.widgets.dialog import content_width, layout_dialog, max_content_height
from party_card.frontends.window.toolkit.widgets.tab import layout_tab
from party_card.frontends.window.toolkit.widgets.text_field import TextField
from party_card.frontends.window.views.text_blocks import ENTRY_NOTE_VERB, MET, layout_glossary_entry, name_entry_kind
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session
    from party_card.engine.campaign_glossary import GlossaryItem

DIALOG_WIDTH = 640
TOGGLE_WHOLE = Command("toggle-detail")
SHOW_WHOLE_LABEL, SHOW_PAGE_LABEL = gettext_noop("Whole glossary"), gettext_noop("Only this page")
PAGE_TITLE, WHOLE_TITLE = gettext_noop("Who’s who, and words"), gettext_noop("Who’s who and glossary")
_NO_PAGE = Page("winter", "", "", "", "", "", "", (), ())
"""The page of a note where no page of a scene is shown."""
GlossaryFilter = Literal["All", "People", "Words", "Met"]
FILTERS: tuple[GlossaryFilter, ...] = ("All", "People", "Words", "Met")
FILTER_LABELS: Mapping[GlossaryFilter, str] = {
    "All": gettext_noop("All {count}"),
    "People": gettext_noop("People {count}"),
    "Words": gettext_noop("Words {count}"),
    # TRANSLATORS: People and words that a scene has named to the player.
    "Met": gettext_noop("Met {count}"),
}


class GlossaryDialog(Dialog):
    """Shows the entries of `page`, that with `first_id` before all others, or the whole glossary of a scene's pack.

    Without entries on the page, or without a page, it opens with the whole glossary.
    """

    close_keys = ("w",)

    def __init__(
        self, session: Session, page: Page | None = None, scene: SceneId | None = None, first_id: str = ""
    ) -> None:
        self._session, self._page, self._scene = session, page, scene
        entries = page.entries if page is not None else ()
        self._page_entries = sorted(entries, key=lambda entry: (entry.id != first_id, entry.kind != "person"))
        self.shows_whole = not entries
        self.search_field = TextField(
            "find", gettext("Find a name or a word"), max_length=60,
            placeholder=gettext("Find a name or a word"), enter_label=gettext("to the results"), role="note",
        )  # fmt: skip
        self.filter: GlossaryFilter = "All"
        self._items: tuple[GlossaryItem, ...] | None = None
        self._list = VirtualList()

    @property
    def title(self) -> str:
        """The title of what is shown."""
        return gettext(WHOLE_TITLE if self.shows_whole else PAGE_TITLE)

    @property
    def items(self) -> tuple[GlossaryItem, ...]:
        """The whole glossary."""
        if self._items is None:
            self._items = self._session.list_glossary(self._scene, self._page)
        return self._items

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out the panel; of the whole glossary only entries near the view get their real layout."""
        if not self.shows_whole:
            return super().layout(style)
        width = content_width(style, DIALOG_WIDTH)
        matches = self._find_matches()
        shown_items = [item for item in matches if _passes(item, self.filter)]
        header = self._layout_header(style, width, matches)
        items = [_make_list_item(style, item, width) for item in shown_items]
        boxes = self._list.layout(style, width, items)
        content_height = sum(box.h + style.px(12) for box in (*header, *boxes))
        boxes.append(Box(width, max(1, max_content_height(style) - content_height - style.px(112))))  # keeps its height
        layout = layout_dialog(style, self.title, [*header, *boxes], width=DIALOG_WIDTH)

        def materialize(top: int, bottom: int) -> ScreenLayout | None:
            return self.layout(style) if self._list.materialize(layout, items, len(header), top, bottom) else None

        return replace(layout, materialize=materialize)

    def layout_content(self, style: TextStyle, width: int) -> list[Box]:
        """Lays out the explanations of the page's entries, and the way to the others."""
        entries = [layout_glossary_entry(style, entry, width) for entry in self._page_entries]
        return [*entries, layout_tab(style, gettext(SHOW_WHOLE_LABEL), TOGGLE_WHOLE, width, is_selected=False)]

    def _layout_header(self, style: TextStyle, width: int, matches: tuple[GlossaryItem, ...]) -> list[Box]:
        """Lays out the field, the number of matches, and tabs: filters, and the way back to the page."""
        from party_card.engine.campaign_glossary import describe_matches  # noqa: PLC0415  # see `items`

        count = describe_matches(len(matches), self.items, self.search_field.text)
        status = style.layout_label(count, width, "note", "soft", box_role="status")
        tabs = [_layout_filter_tab(style, name, matches, width, is_selected=name == self.filter) for name in FILTERS]
        if self._page_entries:
            tabs.append(layout_tab(style, gettext(SHOW_PAGE_LABEL), TOGGLE_WHOLE, width, is_selected=False))
        row, height = place_in_rows(tabs, 0, 0, width, style.px(10), style.px(10))
        return [self.search_field.layout(style, width), status, group_boxes(row, width, height)]

    def _find_matches(self) -> tuple[GlossaryItem, ...]:
        """Returns the items that contain every word of the search field."""
        from party_card.engine.campaign_glossary import search_glossary  # noqa: PLC0415  # see `items`

        return search_glossary(self.items, self.search_field.text)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys for scrolling, for the other entries, and for the search."""
        toggle_label = gettext_noop("only this page") if self.shows_whole else gettext_noop("whole glossary")
        toggle = KeyHint("A", toggle_label, TOGGLE_WHOLE, ("a",))
        search = KeyHint("F", gettext_noop("find"), self.search_field.command, ("f",))
        return (
            *((SCROLL_ARROWS,) if self.shows_whole else ()),
            search,
            *((toggle,) if self._page_entries else ()),
            CLOSE_HINT,
        )

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """A shows the whole glossary or only the page; F goes to the search field."""
        if action == Key("a") and self._page_entries:
            return self._toggle_whole(None)
        if action == Key("f"):
            return self._focus_field()
        return super().handle_input(action, focus)

    def handle_command(self, command: Command) -> NavigationResult | None:
        """Searches, filters, shows the other entries, or opens a note on a person."""
        if command == TOGGLE_WHOLE:
            return self._toggle_whole(command)
        if command == self.search_field.command:
            is_submitted = self.shows_whole and self.search_field.text  # Enter in the field
            return Refresh(focus=_make_filter_command(self.filter)) if is_submitted else self._focus_field()
        if command.verb == ENTRY_NOTE_VERB:
            return self._open_note(*command.argument.split(" "))
        for name in FILTERS:
            if command == _make_filter_command(name):
                self.filter = name
                return Refresh(relayout=True, focus=command)
        return super().handle_command(command)

    def _open_note(self, entry_id: str, number: str) -> NavigationResult:
        """Opens a note on a person; other uses of its fact are named beside a page of the open scene."""
        page, session = self._page or _NO_PAGE, self._session
        entries = [item.entry for item in self.items] if self.shows_whole else self._page_entries
        entry = next(entry for entry in entries if entry.id == entry_id and entry.notes)
        is_playing = bool(page.scene) and page.scene == session.open_scene and page.kind not in ("between", "winter")
        return Push(NoteDialog(replace(page, notes=entry.notes), int(number), session if is_playing else None))

    def _focus_field(self) -> NavigationResult:
        self.shows_whole = True
        return Refresh(relayout=True, focus=self.search_field.command)

    def _toggle_whole(self, focus: Command | None) -> NavigationResult:
        self.shows_whole = not self.shows_whole
        return Refresh(relayout=True, scroll_to_top=True, focus=focus)


def _make_filter_command(name: GlossaryFilter) -> Command:
    return Command("filter", name)


def _layout_filter_tab(
    style: TextStyle, name: GlossaryFilter, matches: tuple[GlossaryItem, ...], width: int, *, is_selected: bool
) -> Box:
    count = sum(_passes(item, name) for item in matches)
    label = gettext(FILTER_LABELS[name]).format(count=count)
    return layout_tab(style, label, _make_filter_command(name), width, is_selected=is_selected)


def _passes(item: GlossaryItem, name: GlossaryFilter) -> bool:
    match name:
        case "All":
            return True
        case "Met":
            return item.is_met
        case _:
            return (item.entry.kind == "person") == (name == "People")


def _make_list_item(style: TextStyle, item: GlossaryItem, width: int) -> ListItem:
    entry = item.entry
    kind = entry.years or name_entry_kind(entry)
    text = " ".join((entry.name, kind, *((gettext(MET),) if item.is_met else ()), entry.text))
    build = partial(layout_glossary_entry, style, entry, width, is_met=item.is_met)
    return ListItem((entry.kind, entry.id, entry.text), build, text, "note")
