"""The base of the screens on a projector: slides, what is chosen after them, notes above them, and the black screen.

Invariant: what is uppermost gets the input: the black screen, then notes or the menu, then the question or the options,
then the slides.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from party_card.engine.page import Line, Run
from party_card.frontends.window.input.events import Action
from party_card.frontends.window.navigation import NavigationResult, Push, Quit, Refresh, Replace, Route
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.projector.chooser import MENU_LABELS, Chooser, Outcome, UndoQuestion
from party_card.frontends.window.screens.projector.deck import Deck
from party_card.frontends.window.screens.projector.intents import Intent, read_digit, read_intent
from party_card.frontends.window.screens.projector.notes import find_entry_parts, find_note_parts
from party_card.frontends.window.toolkit.box import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.projector.note_parts import list_entry_parts, list_note_parts
from party_card.frontends.window.views.projector.options import (
    Option,
    OptionsView,
    QuestionView,
    layout_options,
    layout_question,
    make_options,
)
from party_card.frontends.window.views.projector.slide import layout_black
from party_card.frontends.window.views.projector.slide_style import make_slide_style
from party_card.localization import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from party_card.app.session import Session
    from party_card.frontends.window.views.projector.parts import Part

YES, NO = Command("take", "yes"), Command("take", "no")
TURN = Refresh(relayout=True, scroll_to_top=True)
"""Shows another slide."""
GO_ON, SCENES, SETTINGS, END, UNDO = "go-on", "scenes", "settings", "end", "undo"
_MENU = tuple(zip((GO_ON, SCENES, SETTINGS, END), MENU_LABELS, strict=True))


class SlideScreen(BaseScreen):
    """Shows the slides of a deck, then the options of a chooser, if there is one."""

    status_line = "none"

    def __init__(self, session: Session, deck: Deck, chooser: Chooser | None = None) -> None:
        super().__init__(session)
        self.deck, self.chooser = deck, chooser
        self.is_choosing = deck.is_empty
        self._is_black = False
        self._notes: Deck | None = None
        self._menu: Chooser | None = None

    # ---------------------------------------------------------------------------------- what subclasses decide

    @abstractmethod
    def go_on(self) -> NavigationResult | None:
        """Goes on from the last slide, if nothing is to be chosen there."""

    @abstractmethod
    def go_back(self) -> NavigationResult | None:
        """Goes back from the first slide."""

    @abstractmethod
    def take(self, name: str) -> NavigationResult | None:
        """Goes on with an option that was chosen."""

    def describe_option(self, name: str) -> str:  # noqa: ARG002  # subclasses need the name
        """Returns a remark on an option that is asked about; nothing by default."""
        return ""

    def count(self, name: str, change: int) -> None:
        """Counts hands for an option; nothing by default."""

    def set_slides(self, deck: Deck, chooser: Chooser | None, *, is_choosing: bool = False) -> NavigationResult:
        """Shows the slides of another page."""
        self.deck, self.chooser, self.is_choosing = deck, chooser, is_choosing or deck.is_empty
        self._notes = self._menu = None
        return TURN

    # -------------------------------------------------------------------------------------------------- layout

    @property
    def _open_chooser(self) -> Chooser | None:
        return self._menu or (self.chooser if self.is_choosing else None)

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out what is uppermost."""
        slide_style = make_slide_style(style)
        if self._is_black:
            return layout_black(slide_style)
        if self._notes is not None:
            return self._notes.layout(slide_style)
        if (chooser := self._open_chooser) is None:
            return self.deck.layout(slide_style)
        if not self.deck.is_empty:
            self.deck.layout(slide_style)  # so that Back finds its last slide
        if chooser.asked:
            return layout_question(slide_style, self.deck.frame, self._make_question(chooser))
        hands = chooser.hands if chooser.counts_hands else None
        view = OptionsView(chooser.heading, chooser.shown_options, 1, chooser.marked, hands, chooser.position)
        return layout_options(slide_style, self.deck.frame, view)

    def _make_question(self, chooser: Chooser) -> QuestionView:
        remark = "" if chooser is self._menu else self.describe_option(chooser.asked)
        line = chooser.find(chooser.asked).line
        if chooser.counts_hands:
            line = (Run(f"{chooser.open_ids.index(chooser.asked) + 1}. "), *line)
        return QuestionView(chooser.question, line, remark, (chooser.yes, YES), (chooser.no, NO))

    def initial_focus(self) -> Command | None:
        """Returns the option that is marked, or the answer that takes what is asked about."""
        chooser = self._open_chooser
        if chooser is None or self._is_black or self._notes is not None:
            return None
        if chooser.asked:
            return NO if isinstance(chooser, UndoQuestion) else YES
        return Command("mark", chooser.marked) if chooser.marked else None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns nothing: a class is shown no keys."""
        return ()

    # --------------------------------------------------------------------------------------------------- input

    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Handles the keys of keyboards and clickers; leaves mouse, Tab and a focused button to the view."""
        digit, intent = read_digit(action), read_intent(action)
        if not digit and intent is None:
            return None
        if self._is_black:
            self._is_black = False
            return TURN
        if intent == "enter" and focus is not None and focus != self.initial_focus():
            return None  # the focus is where Tab has put it
        return self._handle_digit(digit) if digit else self._handle_intent(intent)

    def _handle_digit(self, number: int) -> NavigationResult | None:
        chooser = self._open_chooser
        if chooser is None or self._notes is not None:
            return None
        if not chooser.counts_hands:
            return self._finish(chooser, chooser.mark_number(number))
        return self._count(chooser.find_counted(number), 1)

    def _count(self, name: str, change: int) -> NavigationResult | None:
        if name:
            self.count(name, change)
        return Refresh(relayout=True, focus=Command("mark", name)) if name else None

    def _handle_intent(self, intent: Intent | None) -> NavigationResult | None:
        match intent:
            case "black":
                self._is_black = True
                return TURN
            case "settings":
                return Push(SettingsDialog(self.session))
            case "menu":
                return self._toggle_menu()
            case "notes":
                return self._toggle_notes(find_note_parts(self.page, self.deck.slide))
            case "glossary":
                return self._toggle_notes(find_entry_parts(self.page, self.deck.slide))
        if self._notes is not None:
            return self._turn_notes(intent)
        chooser = self._open_chooser
        return self._handle_slides(intent) if chooser is None else self._handle_options(chooser, intent)

    def _handle_slides(self, intent: Intent | None) -> NavigationResult | None:
        match intent:
            case "next" | "enter" | "down":
                if self.deck.move(1):
                    return TURN
                if self.chooser is None:
                    return self.go_on()
                self.is_choosing = True
                return TURN
            case "back" | "up":
                return TURN if self.deck.move(-1) else self.go_back()
            case "first" | "last":
                self.deck.go_to_end(first=intent == "first")
                return TURN
        return None

    def _handle_options(self, chooser: Chooser, intent: Intent | None) -> NavigationResult | None:
        match intent:
            case "next":
                return self._finish(chooser, chooser.next())
            case "back":
                return self._finish(chooser, chooser.back())
            case "enter":
                return self._finish(chooser, chooser.enter())
            case "up" | "down" | "more" | "fewer" if chooser.counts_hands:
                return self._count(chooser.find_counted(), 1 if intent in ("up", "more") else -1)
            case "down" if not chooser.asked:
                return self._finish(chooser, chooser.next())
        return None

    def _finish(self, chooser: Chooser, outcome: Outcome) -> NavigationResult | None:
        """Shows what an input to the options has led to."""
        match outcome:
            case "take":
                name, chooser.asked, chooser.marked = chooser.asked, "", ""
                return self._take_from_menu(name) if chooser is self._menu else self.take(name)
            case "leave" if chooser is self._menu:
                self._menu = None
                return TURN
            case "leave":
                return self._leave_options()
            case "changed" if chooser.asked or not chooser.marked:
                return TURN
            case "changed":
                return Refresh(relayout=True, focus=Command("mark", chooser.marked))
            case _:
                return None

    def _leave_options(self) -> NavigationResult | None:
        if self.deck.is_empty:
            return self.go_back()
        self.is_choosing = False
        self.deck.go_to_end()
        return TURN

    # --------------------------------------------------------------------------------------- notes and the menu

    def _toggle_menu(self) -> NavigationResult:
        if self._notes is not None or self._menu is not None:
            self._notes = self._menu = None
        else:
            items = [(name, (Run(gettext(text)),)) for name, text in _MENU]
            self._menu = Chooser(make_options(items), gettext("Pause"))
        return TURN

    def ask_to_undo(self, line: Line) -> NavigationResult:
        """Asks whether a decision is to be taken back; `take` then gets UNDO."""
        self._menu = UndoQuestion(Option(UNDO, line))
        return TURN

    def _take_from_menu(self, name: str) -> NavigationResult | None:
        self._menu = None
        match name:
            case "scenes":
                return Replace(Route("projector"))
            case "settings":
                return Push(SettingsDialog(self.session))
            case "end":
                return Quit()
            case "undo":
                return self.take(name)
            case _:
                return TURN

    def _toggle_notes(self, parts: Sequence[Part]) -> NavigationResult | None:
        """Shows parts above the slide, or closes what is shown there."""
        if self._notes is not None:
            self._notes = None
            return TURN
        if not parts or self._open_chooser is not None:
            return None
        self._notes = Deck(parts, self.deck.frame)
        return TURN

    def _turn_notes(self, intent: Intent | None) -> NavigationResult | None:
        """Goes through the notes; past the last or before the first one they are closed."""
        if intent in ("next", "enter", "back") and self._notes is not None:
            if not self._notes.move(-1 if intent == "back" else 1):
                self._notes = None
            return TURN
        return None

    # ------------------------------------------------------------------------------------------------ commands

    def _run(self, command: Command) -> NavigationResult | None:
        chooser = self._open_chooser
        match command.verb:
            case "slide" if self._is_black:
                self._is_black = False
                return TURN
            case "slide":
                return self._handle_intent("next" if command.argument == "next" else "back")
            case "mark" if chooser is not None:
                return self._finish(chooser, chooser.mark(command.argument))
            case "take" if chooser is not None:
                return self._finish(chooser, chooser.accept() if command == YES else chooser.reject())
            case "note" if self.page is not None:
                return self._toggle_notes(list_note_parts(self.page, (int(command.argument),)))
            case "entry" if self.page is not None:
                return self._toggle_notes(list_entry_parts(self.page, (command.argument,)))
            case _:
                return super()._run(command)
