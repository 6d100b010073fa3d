"""The stage: the open screens, one above another, without a window.

Law: an action goes to the uppermost screen; what it answers decides what is open next. Nothing is drawn unless
`dirty`.
"""

from __future__ import annotations

from dataclasses import replace

from pygame import Rect, Surface

from game.frontends.window.boxes import Do, Sheet
from game.frontends.window.desk import Close, Go, Leave, Next, Open, Screen, Sitting, Stay
from game.frontends.window.dials import turn
from game.frontends.window.draw import draw
from game.frontends.window.input import Action, Closed, Key, Resized, Turn
from game.frontends.window.places import Place
from game.frontends.window.press import Press
from game.frontends.window.screens import PageScreen, TitleScreen
from game.frontends.window.text import Engine
from game.frontends.window.view import View
from game.frontends.window.writing import Pen, place_of
from game.keep.settings import Settings
from game.play.page import Page


class Stage:
    """Holds screens and their views for a session, at a size in pixels and a scale of the screen."""

    def __init__(
        self, session: Sitting, size: tuple[int, int], scale: float = 1.0, *, screen: Screen | None = None
    ) -> None:
        self.session, self.size, self.scale = session, size, scale
        self.engine = Engine()
        self.left = False
        self.frames = 0
        self._settings = session.settings
        self.pen = Pen()
        self._open: list[tuple[Screen, View]] = []
        self._push(screen or TitleScreen(session))

    # --------------------------------------------------------------------------------------------------- what is open

    @property
    def screen(self) -> Screen:
        """The uppermost screen."""
        return self._open[-1][0]

    @property
    def view(self) -> View:
        """Its view."""
        return self._open[-1][1]

    @property
    def dirty(self) -> bool:
        """Whether anything visible changed since it was drawn."""
        return any(view.dirty for _, view in self._open)

    def press(self) -> Press:
        """What everything is set with, at the present size and settings."""
        return Press.wished(self.engine, self.size, self.scale, self.session.settings)

    def _made(self, screen: Screen, press: Press) -> View:
        view = View(press, self._sheet(screen, press))
        first = screen.first()
        if first is not None and (screen.at_first or view.in_view(first)):
            view.look_at(first)  # a page begins at its top, so that what is below is not yet marked
        return view

    def _sheet(self, screen: Screen, press: Press) -> Sheet:
        status = "not saved" if self.session.why_not else "saved"
        sheet = screen.sheet(press)
        if isinstance(screen, TitleScreen):
            return sheet
        return replace(sheet, hints=screen.hints(), status="" if screen.overlay else status)

    def _push(self, screen: Screen) -> None:
        self._open.append((screen, self._made(screen, self.press())))

    def fit(self, size: tuple[int, int], scale: float) -> None:
        """The window has this size now: if it is another, everything is set anew, the place is kept."""
        if (size, scale) != (self.size, self.scale):
            self.size, self.scale = size, scale
            self.reset()

    def reset(self) -> None:
        """Set everything anew."""
        press = self.press()
        for screen, view in self._open:
            view.show(press, self._sheet(screen, press))
        self._settings = self.session.settings

    # --------------------------------------------------------------------------------------------------------- actions

    def handle(self, action: Action) -> None:
        """Answer an action."""
        if isinstance(action, Closed) or action == Key("ctrl+q"):
            self.left = True
        elif isinstance(action, Resized):
            self.view.dirty = True
        elif isinstance(action, Key) and action.name in ("ctrl+", "ctrl-", "ctrl0"):
            if action.name == "ctrl0":
                self.session.change(text_size=100)
            else:
                turn(self.session, "text_size", 1 if action.name == "ctrl+" else -1)
            self.reset()
        elif not self.pen.take(self, action):
            screen, view = self._open[-1]
            answer = screen.action(action, view.focus)
            if answer is None:
                does = view.handle(action)
                answer = self._answered(does) if does is not None else None
            if answer is not None:
                self.take(answer)
        self.pen.lift(self)

    def write(self, place: Place, text: str) -> None:
        """Put text into a field, as a screen reader does."""
        self.pen.write(self, place, text)

    def rewritten(self) -> None:
        """What is on the screen has changed under the caret: set it anew, and keep the caret in view."""
        screen, view = self._open[-1]
        view.show(view.press, self._sheet(screen, view.press), still=True)
        place = place_of(view)
        if place is not None and place.scrolls and place.target.field is not None:
            view.bring(place.target.field.caret.move(place.rects[0].topleft))

    def _answered(self, does: Do) -> Next | None:
        if does.verb == "down":
            self.view.handle(Turn(0.9))
            return None
        return self.screen.answer(does)

    def take(self, answer: Next) -> None:
        """Open, close or show anew, as an answer says."""
        match answer:
            case Stay(again, top, look):
                if again:
                    self._again(top)
                if look is not None:
                    self.view.look_at(look)
            case Open(screen):
                self._push(screen)
            case Close(then):
                self._close(then)
            case Go(screen):
                self._open.clear()
                self._push(screen)
            case Leave():
                self.left = True

    def _again(self, top: bool) -> None:
        if self.session.settings != self._settings:
            self.reset()
            return
        screen, view = self._open[-1]
        if top:
            self._open[-1] = (screen, self._made(screen, self.press()))
        else:
            view.show(view.press, self._sheet(screen, view.press))

    def _close(self, then: Do | None) -> None:
        if len(self._open) > 1:
            self._open.pop()
            self.reset()  # what is below may have changed meanwhile
        if then is not None:
            answer = self.screen.answer(then)
            if answer is not None:
                self.take(answer)

    # --------------------------------------------------------------------------------------------------------- drawing

    def draw(self, surface: Surface) -> None:
        """Draw what is open, from the lowest full screen upwards."""
        theme = self.session.settings.theme
        for n, (_, view) in enumerate(self._open):
            if n:
                _dim(surface)
            draw(view, surface, theme)
            view.dirty = False
        self.frames += 1


def _dim(surface: Surface) -> None:
    """The page behind a panel steps back."""
    veil = Surface(surface.get_size())
    veil.fill((0, 0, 0))
    veil.set_alpha(110)
    surface.blit(veil, Rect(0, 0, *surface.get_size()))


def render(
    session: Sitting, size: tuple[int, int], *, page: Page | None = None, screen: Screen | None = None,
    settings: Settings | None = None, scale: float = 1.0,
) -> Surface:  # fmt: skip
    """A screen drawn without a window: the given one, or a page, or the title."""
    if settings is not None:
        session.settings = settings
    stage = Stage(session, size, scale, screen=screen or (PageScreen(session, page) if page else None))
    surface = Surface(size)
    stage.draw(surface)
    return surface
