"""The stage: the open screens, one above another, without a window.

Law: an action goes to the uppermost screen; what it answers decides what is open next. Nothing is drawn unless
`dirty`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pygame import Surface

from party_card.engine.page import Page
from party_card.frontends.window.input.events import Action, Closed, Hover, Key, Release, Resized, Turn
from party_card.frontends.window.navigation import Close, Go, Leave, Next, Open, Screen, Sitting, Stay
from party_card.frontends.window.screens.dialogs.settings import SettingsOverlay, turn
from party_card.frontends.window.screens.pages import PageScreen, TitleScreen
from party_card.frontends.window.shell.compositor import show
from party_card.frontends.window.shell.interaction import Hands
from party_card.frontends.window.shell.text_entry import Pen, place_of
from party_card.frontends.window.toolkit.animation import Motion
from party_card.frontends.window.toolkit.focus import Place
from party_card.frontends.window.toolkit.key_hints import UP, Device, shown
from party_card.frontends.window.toolkit.primitives import Do, Hint, Sheet
from party_card.frontends.window.toolkit.shaping import Engine
from party_card.frontends.window.toolkit.style import Press
from party_card.frontends.window.toolkit.viewport import View
from party_card.storage.settings import Settings, Theme

BACKWARDS = ("undo", "back", "title")
"""What leads to where one has been: the page turns the other way."""


class Stage:
    """Holds screens and their views for a session, at a size in pixels and a scale of the screen.

    `motion` is how a window shows changes; without it every picture is final. `happened` is told what a reader may
    hear: "choose" with the name of what was chosen, "turn", "record". `troubles` says why a setting does not work.
    """

    def __init__(
        self, session: Sitting, size: tuple[int, int], scale: float = 1.0, *, screen: Screen | None = None
    ) -> None:
        self.session, self.size, self.scale = session, size, scale
        self.engine = Engine()
        self.left = False
        self.frames = 0
        self._settings = session.settings
        self.pen = Pen()
        self.hands = Hands()
        self.device: Device = "keys"
        self.motion: Motion | None = None
        self.happened: Callable[[str, str], None] = lambda *_: None
        self.troubles: dict[str, str] = {}
        self.back = False
        self.behind: tuple[tuple[View, ...], Theme, Surface] | None = None
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
    def views(self) -> tuple[View, ...]:
        """The views of all that is open, the lowest first."""
        return tuple(view for _, view in self._open)

    @property
    def dirty(self) -> bool:
        """Whether anything visible changed since it was drawn."""
        return self.changed or self.busy

    @property
    def changed(self) -> bool:
        """Whether what there is to see changed since it was drawn; what is only on its way there has not."""
        return any(view.dirty for _, view in self._open)

    @property
    def busy(self) -> bool:
        """Whether something moves."""
        return self.hands.busy or (self.motion is not None and self.motion.running)

    @property
    def moves(self) -> bool:
        """Whether changes may be shown as motion, here and for this reader."""
        return self.motion is not None and self.motion.allowed(self.session.settings.motion)

    def used(self, device: Device) -> None:
        """The reader uses this now: the bottom line speaks of it."""
        if device != self.device:
            self.device = device
            for _, view in self._open:
                view.relabel()

    def _hints(self, view: View) -> tuple[Hint, ...]:
        now = self.session.settings
        hints = view.hints()
        if now.scan and view.scroll:
            hints = (*hints[:1], UP, *hints[1:])
        return shown(hints, self.device, single_keys=now.single_keys, hold=bool(now.hold))

    def press(self) -> Press:
        """What everything is set with, at the present size and settings."""
        return Press.wished(self.engine, self.size, self.scale, self.session.settings)

    def _made(self, screen: Screen, press: Press) -> View:
        view = View(press, self._sheet(screen, press))
        view.shown = self._hints
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
        if isinstance(screen, SettingsOverlay):
            screen.troubles = self.troubles
        self._open.append((screen, self._made(screen, self.press())))

    def fit(self, size: tuple[int, int], scale: float) -> None:
        """The window has this size now: if it is another, everything is set anew, the place is kept."""
        if (size, scale) != (self.size, self.scale):
            self.size, self.scale = size, scale
            self._settle()
            self.reset()

    def reset(self) -> None:
        """Set everything anew."""
        press = self.press()
        for screen, view in self._open:
            view.show(press, self._sheet(screen, press))
        self._settings = self.session.settings

    def renew(self) -> None:
        """The session shows other things than before, nobody having chosen anything: what is open follows."""
        for n, (screen, _) in enumerate(self._open):
            if isinstance(screen, PageScreen) and screen.renew():
                self._open[n] = (screen, self._made(screen, self.press()))
        self._settle()
        self.reset()

    # --------------------------------------------------------------------------------------------------------- actions

    def handle(self, action: Action) -> None:
        """Answer an action. What moves does not delay it: it is where it was going at once."""
        if not isinstance(action, Hover | Release | Resized):
            self._settle()
        meant = self.hands.meant(self, action)
        if meant is not None:
            self._answer(meant)
        self.pen.lift(self)

    def _settle(self) -> None:
        if self.motion is not None and self.motion.running:
            self.motion.finish()
            self.view.dirty = True

    def _answer(self, action: Action) -> None:
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
            self.back = action == Key("b")
            answer = screen.action(action, view.focus)
            if answer is not None:
                self.take(answer)
            elif (does := view.handle(action)) is not None:
                self.ask(does)

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

    def ask(self, does: Do, *, held: bool = False) -> None:
        """Do what was asked for; a choice may have to be `held` first."""
        if not held and self.hands.holds(self, does):
            self.view.dirty = True
        elif does.verb in ("down", "up"):
            self.view.handle(Turn(0.9 if does.verb == "down" else -0.9))
        else:
            if does.verb == "choose":
                self.happened(
                    "choose", next((p.target.name for p in self.view.everything if p.target.does == does), "")
                )
            answer = self.screen.answer(does)
            if answer is not None:
                self.back = does.verb in BACKWARDS
                self.take(answer)

    def tick(self) -> None:
        """Let time pass: what is held, marked in turn or moving goes on."""
        self.hands.tick(self)

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
                self._turned()
            case Leave():
                self.left = True

    def _again(self, top: bool) -> None:
        if self.session.settings != self._settings:
            self.reset()
            return
        screen, view = self._open[-1]
        if top:
            self._open[-1] = (screen, self._made(screen, self.press()))
            if not screen.overlay:
                self._turned()
        else:
            view.show(view.press, self._sheet(screen, view.press))

    def _close(self, then: Do | None) -> None:
        if len(self._open) > 1:
            self._open.pop()
            self.reset()  # what is below may have changed meanwhile
        if then is not None:
            self.back = then.verb in BACKWARDS
            answer = self.screen.answer(then)
            if answer is not None:
                self.take(answer)

    # --------------------------------------------------------------------------------------------------------- drawing

    def _turned(self) -> None:
        """Another page is open."""
        record = isinstance(self.screen, PageScreen) and self.screen.page.kind == "record"
        self.happened("record" if record and not self.back else "turn", "")
        if self.motion is not None and self.moves and self.frames:
            self.motion.turn(self.back)

    def draw(self, surface: Surface) -> None:
        """Draw what is open, or a frame of what moves."""
        show(self, surface)
        self.frames += 1


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
