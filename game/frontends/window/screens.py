"""The screens: title, episodes, page.

Law: a screen asks the session and answers with a value that says what happens next; the session alone knows how
things stand.
"""

from __future__ import annotations

from game.content.models import SceneId
from game.frontends.window import layout, title
from game.frontends.window.boxes import Do, Hint, Sheet
from game.frontends.window.desk import Go, Leave, Next, Open, Sitting, Stay
from game.frontends.window.dials import SettingsOverlay
from game.frontends.window.figures import FiguresOverlay
from game.frontends.window.handing import save
from game.frontends.window.hints import ENTER, KEYS, LIST, MENU, SETTINGS, TAB, has_figures, of_page
from game.frontends.window.input import Action, Dismiss, Key
from game.frontends.window.overlays import (
    EntriesOverlay,
    HelpOverlay,
    MenuOverlay,
    MessageOverlay,
    NoteOverlay,
    SummaryOverlay,
)
from game.frontends.window.press import Press
from game.frontends.window.readers import ReadersOverlay
from game.frontends.window.walk import PathOverlay, decided
from game.keep.errors import KeepError
from game.play.page import Page
from game.play.steps import ChoiceUnavailable


class _Base:
    """What every screen can lead to."""

    overlay = False
    at_first = False

    def __init__(self, session: Sitting) -> None:
        self.session = session

    def first(self) -> Do | None:
        """Nothing has the focus at first."""
        return None

    def hints(self) -> tuple[Hint, ...]:
        """The keys that work."""
        return (ENTER, TAB, SETTINGS, MENU, KEYS)

    def action(self, action: Action, focus: Do | None) -> Next | None:  # noqa: ARG002  # overlays need the focus
        """Keys: those of the bottom line."""
        name = "escape" if isinstance(action, Dismiss) else action.name if isinstance(action, Key) else ""
        for hint in self.hints():
            if name and name in hint.keys:
                return self.answer(hint.does)
        return None

    def answer(self, does: Do) -> Next | None:
        """What can be asked for anywhere."""
        try:
            return self._answer(does)
        except KeepError as error:
            return Open(MessageOverlay(error.message))
        except ChoiceUnavailable:
            return Open(MessageOverlay("This choice is no longer open."))

    def _answer(self, does: Do) -> Next | None:
        session = self.session
        match does.verb:
            case "settings":
                return Open(SettingsOverlay(session))
            case "help":
                return Open(HelpOverlay())
            case "menu":
                return Open(MenuOverlay(None))
            case "readers":
                return Open(ReadersOverlay(session))
            case "episodes":
                return Go(EpisodesScreen(session))
            case "title":
                return Go(TitleScreen(session))
            case "open":
                return Go(PageScreen(session, session.open(SceneId(does.what))))
            case "restart":
                return Go(PageScreen(session, session.restart(SceneId(does.what))))
            case "leave":
                return Leave()
            case _:
                return None


class TitleScreen(_Base):
    """The title page."""

    def __init__(self, session: Sitting) -> None:
        super().__init__(session)
        self.shelf = tuple(session.shelf())
        self.notices = tuple(session.notices)
        session.notices.clear()

    def sheet(self, press: Press) -> Sheet:
        """The poster."""
        return title.title_sheet(press, self.session.picture("title"), self.shelf, self.session.reader, self.notices)

    def first(self) -> Do | None:
        """The one thing to do."""
        one = title.next_scene(self.shelf)
        if one is None:
            return None
        return Do("restart" if one.state == "played" else "open", str(one.scene))


class EpisodesScreen(_Base):
    """The list of episodes."""

    def __init__(self, session: Sitting) -> None:
        super().__init__(session)
        self.shelf = tuple(session.shelf())

    def sheet(self, press: Press) -> Sheet:
        """The list."""
        return title.episodes_sheet(press, self.shelf, self.session.reader)

    def first(self) -> Do | None:
        """The scene to go on with."""
        one = title.next_scene(self.shelf)
        return Do("open", str(one.scene)) if one else None

    def hints(self) -> tuple[Hint, ...]:
        """Escape leads back to the title."""
        return (Hint("Enter", "play", Do("nothing")), LIST, SETTINGS,
                Hint("Esc", "title page", Do("title"), ("escape",)), KEYS)  # fmt: skip


class PageScreen(_Base):
    """A page of a scene."""

    def __init__(self, session: Sitting, page: Page) -> None:
        super().__init__(session)
        self.page = page
        self.notices = self._told()

    def _told(self) -> tuple[str, ...]:
        told = tuple(self.session.notices)
        self.session.notices.clear()
        return told

    def sheet(self, press: Press) -> Sheet:
        """The page, laid out."""
        picture = self.session.picture(self.page.picture) if self.page.picture else None
        return layout.page_sheet(press, self.page, picture, self.notices)

    def hints(self) -> tuple[Hint, ...]:
        """What this page allows."""
        return of_page(self.page)

    def _answer(self, does: Do) -> Next | None:
        page, session = self.page, self.session
        match does.verb:
            case "choose":
                return self._turn(session.choose(does.what))
            case "undo" if page.kind != "briefing":
                return self._turn(session.undo(1))
            case "back" if does.what:
                return self._turn(session.undo(int(does.what)))
            case "path" if page.kind != "briefing":
                return Open(PathOverlay(decided(session)))
            case "transcript" if page.kind != "briefing":
                return Open(save(session))
            case "figures" if has_figures(page):
                return Open(FiguresOverlay(page))
            case "restart" if not does.what:
                return self._turn(session.restart(SceneId(page.scene)))
            case "note" if page.notes:
                return Open(NoteOverlay(page, int(does.what)))
            case "notes" if page.notes:
                return Open(NoteOverlay(page, page.notes[0].number))
            case "entry":
                return Open(EntriesOverlay(page, does.what))
            case "who" if page.entries:
                return Open(EntriesOverlay(page))
            case "summary":
                return Open(SummaryOverlay(page))
            case "menu":
                return Open(MenuOverlay(page))
            case _:
                return super()._answer(does)

    def answer(self, does: Do) -> Next | None:
        """After anything that could not be kept, the session says how things stand."""
        answer = super().answer(does)
        if isinstance(answer, Open) and isinstance(answer.screen, MessageOverlay):
            self.page = self.session.page()
        return answer

    def _turn(self, page: Page) -> Next:
        self.page, self.notices = page, self._told()
        return Stay(again=True, top=True)
