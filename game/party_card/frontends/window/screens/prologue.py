"""The screen of the prologue: its beats one after the other, and its one choice.

Invariant: however it is left, by its last beat or by skipping, the player has seen it, and it does not come by itself
again. What was chosen is saved at once; going back and choosing again replaces it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from party_card.engine.prologue import NEXT
from party_card.frontends.window.navigation import NavigationResult, Replace, Route
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.toolkit.box import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.key_hints import CHOOSE_LABEL, GLOSSARY, HELP, NOTES, SETTINGS, TAB
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.next_steps import NextSteps
from party_card.localization import gettext_noop

if TYPE_CHECKING:
    from party_card.app.session import Session

_SKIP = KeyHint("Esc", gettext_noop("skip the prologue"), Command("skip-prologue"), ("escape",))
_BACK = KeyHint("B", gettext_noop("back"), Command("undo"), ("b",))
_NO_NEXT_STEPS = NextSteps()


class PrologueScreen(IntermissionScreen):
    """Shows the prologue; `scene` is opened after it, or the title if that is empty."""

    def __init__(self, session: Session, scene: str = "") -> None:
        super().__init__(session, session.prologue_page(0))
        self._number, self._scene_after = 0, scene

    @property
    def next_steps(self) -> NextSteps:
        """Nothing: the offers of the page are the way on."""
        return _NO_NEXT_STEPS

    def initial_focus(self) -> Command | None:
        """Returns the way on where nothing is to be chosen."""
        return Command("choose", NEXT) if len(self.page.offers) == 1 else None

    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays out poster and words."""
        from party_card.engine.autolink import add_glossary_links  # noqa: PLC0415  # rare
        from party_card.frontends.window.views.prologue import layout_prologue  # noqa: PLC0415  # rare

        if self._linked_page is None:
            self._linked_page = add_glossary_links(self.page)
        picture = self.session.find_picture(self.page.picture) if self.page.picture else None
        return layout_prologue(style, self._linked_page, picture)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys of this beat."""
        choices = len(self.page.offers)
        digits = (KeyHint(f"1–{choices}", CHOOSE_LABEL, Command("nothing"), chooses=True),) if choices > 1 else ()
        notes = (NOTES,) if self.page.notes else ()
        entries = (GLOSSARY,) if self.page.entries else ()
        return (*digits, TAB, *notes, *entries, *((_BACK,) if self._number else ()), _SKIP, SETTINGS, HELP)

    def _run(self, command: Command) -> NavigationResult | None:
        match command.verb:
            case "choose":
                return self._go_on(command.argument)
            case "undo":
                return self._turn_to(self._number - 1) if self._number else None
            case "skip-prologue" | "menu":
                return self._leave()
        return super()._run(command)

    def _go_on(self, offer: str) -> NavigationResult:
        if offer != NEXT:
            self.session.leave_prologue(offer)
        return self._leave() if self._number + 1 == self.page.steps else self._turn_to(self._number + 1)

    def _turn_to(self, number: int) -> NavigationResult:
        self._number = number
        return self._go_to(self.session.prologue_page(number))

    def _leave(self) -> NavigationResult:
        self.session.leave_prologue()
        return Replace(Route("scene", self._scene_after) if self._scene_after else Route("title"))

    def reload(self) -> bool:
        """Builds the page anew. Returns False: it is the same beat."""
        self._set_page(self.session.prologue_page(self._number))
        return False
