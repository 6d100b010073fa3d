"""The stage: the open screens, one above another, without a window.

Law: an action goes to the uppermost screen; what it answers decides what is open next. Nothing is drawn unless
`dirty`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pygame import Surface

from party_card.engine.page import Page
from party_card.frontends.window.input.events import Action, Closed, Key, PageScroll, PointerMove, PointerUp, Resized
from party_card.frontends.window.navigation import Next, Pop, Push, Quit, Refresh, Replace, Screen, Sitting
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog, step_setting
from party_card.frontends.window.screens.pages import PageScreen, TitleScreen
from party_card.frontends.window.shell.compositor import compose
from party_card.frontends.window.shell.interaction import InteractionFilter
from party_card.frontends.window.shell.text_entry import TextInputController, focused_field_target
from party_card.frontends.window.toolkit.animation import Animator
from party_card.frontends.window.toolkit.focus import FocusTarget
from party_card.frontends.window.toolkit.key_hints import UP, Device, visible_hints
from party_card.frontends.window.toolkit.primitives import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.storage.settings import Settings, Theme

BACKWARDS = ("undo", "back", "title")
"""What leads to where one has been: the page turns the other way."""


class Navigator:
    """Holds screens and their views for a session, at a size in pixels and a scale of the screen.

    `motion` is how a window shows changes; without it every picture is final. `happened` is told what a reader may
    hear: "choose" with the name of what was chosen, "turn", "record". `troubles` says why a setting does not work.
    """

    def __init__(
        self, session: Sitting, size: tuple[int, int], scale: float = 1.0, *, screen: Screen | None = None
    ) -> None:
        self.session, self.size, self.scale = session, size, scale
        self.engine = TextShaper()
        self.is_closed = False
        self.frames = 0
        self._settings = session.settings
        self.text_input = TextInputController()
        self.interaction = InteractionFilter()
        self.device: Device = "keys"
        self.motion: Animator | None = None
        self.on_event: Callable[[str, str], None] = lambda *_: None
        self.setting_errors: dict[str, str] = {}
        self.is_backwards = False
        self.backdrop: tuple[tuple[ScrollView, ...], Theme, Surface] | None = None
        self._open: list[tuple[Screen, ScrollView]] = []
        self._push(screen or TitleScreen(session))

    # --------------------------------------------------------------------------------------------------- what is open

    @property
    def screen(self) -> Screen:
        """The uppermost screen."""
        return self._open[-1][0]

    @property
    def view(self) -> ScrollView:
        """Its view."""
        return self._open[-1][1]

    @property
    def views(self) -> tuple[ScrollView, ...]:
        """The views of all that is open, the lowest first."""
        return tuple(view for _, view in self._open)

    @property
    def needs_redraw(self) -> bool:
        """Whether anything visible changed since it was drawn."""
        return self.changed or self.is_animating

    @property
    def changed(self) -> bool:
        """Whether what there is to see changed since it was drawn; what is only on its way there has not."""
        return any(view.dirty for _, view in self._open)

    @property
    def is_animating(self) -> bool:
        """Whether something moves."""
        return self.interaction.is_active or (self.motion is not None and self.motion.running)

    @property
    def animations_enabled(self) -> bool:
        """Whether changes may be shown as motion, here and for this reader."""
        return self.motion is not None and self.motion.is_enabled(self.session.settings.motion)

    def note_device(self, device: Device) -> None:
        """The reader uses this now: the bottom line speaks of it."""
        if device != self.device:
            self.device = device
            for _, view in self._open:
                view.invalidate_footer()

    def _hints(self, view: ScrollView) -> tuple[KeyHint, ...]:
        now = self.session.settings
        hints = view.key_hints()
        if now.scan and view.scroll:
            hints = (*hints[:1], UP, *hints[1:])
        return visible_hints(hints, self.device, single_keys=now.single_keys, hold=bool(now.hold))

    def text_style(self) -> TextStyle:
        """What everything is set with, at the present size and settings."""
        return TextStyle.from_settings(self.engine, self.size, self.scale, self.session.settings)

    def _made(self, screen: Screen, style: TextStyle) -> ScrollView:
        view = ScrollView(style, self._sheet(screen, style))
        view.hint_filter = self._hints
        first = screen.initial_focus()
        if first is not None and (screen.focus_on_open or view.is_visible(first)):
            view.focus_and_reveal(first)  # a page begins at its top, so that what is below is not yet marked
        return view

    def _sheet(self, screen: Screen, style: TextStyle) -> ScreenLayout:
        status = "not saved" if self.session.storage_error else "saved"
        sheet = screen.layout(style)
        if isinstance(screen, TitleScreen):
            return sheet
        return replace(sheet, hints=screen.key_hints(), status="" if screen.is_modal else status)

    def _push(self, screen: Screen) -> None:
        if isinstance(screen, SettingsDialog):
            screen.troubles = self.setting_errors
        self._open.append((screen, self._made(screen, self.text_style())))

    def resize(self, size: tuple[int, int], scale: float) -> None:
        """The window has this size now: if it is another, everything is set anew, the place is kept."""
        if (size, scale) != (self.size, self.scale):
            self.size, self.scale = size, scale
            self._settle()
            self.relayout()

    def relayout(self) -> None:
        """Set everything anew."""
        style = self.text_style()
        for screen, view in self._open:
            view.set_layout(style, self._sheet(screen, style))
        self._settings = self.session.settings

    def reload(self) -> None:
        """The session shows other things than before, nobody having chosen anything: what is open follows."""
        for n, (screen, _) in enumerate(self._open):
            if isinstance(screen, PageScreen) and screen.renew():
                self._open[n] = (screen, self._made(screen, self.text_style()))
        self._settle()
        self.relayout()

    # --------------------------------------------------------------------------------------------------------- actions

    def dispatch(self, action: Action) -> None:
        """Answer an action. What moves does not delay it: it is where it was going at once."""
        if not isinstance(action, PointerMove | PointerUp | Resized):
            self._settle()
        meant = self.interaction.interpret(self, action)
        if meant is not None:
            self._answer(meant)
        self.text_input.blur_previous(self)

    def _settle(self) -> None:
        if self.motion is not None and self.motion.running:
            self.motion.finish()
            self.view.dirty = True

    def _answer(self, action: Action) -> None:
        if isinstance(action, Closed) or action == Key("ctrl+q"):
            self.is_closed = True
        elif isinstance(action, Resized):
            self.view.dirty = True
        elif isinstance(action, Key) and action.name in ("ctrl+", "ctrl-", "ctrl0"):
            if action.name == "ctrl0":
                self.session.update_settings(text_size=100)
            else:
                step_setting(self.session, "text_size", 1 if action.name == "ctrl+" else -1)
            self.relayout()
        elif not self.text_input.handle(self, action):
            screen, view = self._open[-1]
            self.is_backwards = action == Key("b")
            answer = screen.handle_input(action, view.focus)
            if answer is not None:
                self.navigate(answer)
            elif (does := view.handle(action)) is not None:
                self.run_command(does)

    def set_text(self, place: FocusTarget, text: str) -> None:
        """Put text into a field, as a screen reader does."""
        self.text_input.set_text(self, place, text)

    def refresh_after_edit(self) -> None:
        """What is on the screen has changed under the caret: set it anew, and keep the caret in view."""
        screen, view = self._open[-1]
        view.set_layout(view.style, self._sheet(screen, view.style), still=True)
        place = focused_field_target(view)
        if place is not None and place.scrolls and place.target.field is not None:
            view.scroll_into_view(place.target.field.caret_rect.move(place.rects[0].topleft))

    def run_command(self, command: Command, *, held: bool = False) -> None:
        """Do what was asked for; a choice may have to be `held` first."""
        if not held and self.interaction.requires_hold(self, command):
            self.view.dirty = True
        elif command.verb in ("down", "up"):
            self.view.handle(PageScroll(0.9 if command.verb == "down" else -0.9))
        else:
            if command.verb == "choose":
                self.on_event(
                    "choose", next((p.target.name for p in self.view.targets if p.target.command == command), "")
                )
            answer = self.screen.handle_command(command)
            if answer is not None:
                self.is_backwards = command.verb in BACKWARDS
                self.navigate(answer)

    def update(self) -> None:
        """Let time pass: what is held, marked in turn or moving goes on."""
        self.interaction.update(self)

    def navigate(self, answer: Next) -> None:
        """Open, close or show anew, as an answer says."""
        match answer:
            case Refresh(again, top, look):
                if again:
                    self._again(top)
                if look is not None:
                    self.view.focus_and_reveal(look)
            case Push(screen):
                self._push(screen)
            case Pop(then):
                self._close(then)
            case Replace(screen):
                self._open.clear()
                self._push(screen)
                self._turned()
            case Quit():
                self.is_closed = True

    def _again(self, top: bool) -> None:
        if self.session.settings != self._settings:
            self.relayout()
            return
        screen, view = self._open[-1]
        if top:
            self._open[-1] = (screen, self._made(screen, self.text_style()))
            if not screen.is_modal:
                self._turned()
        else:
            view.set_layout(view.style, self._sheet(screen, view.style))

    def _close(self, then: Command | None) -> None:
        if len(self._open) > 1:
            self._open.pop()
            self.relayout()  # what is below may have changed meanwhile
        if then is not None:
            self.is_backwards = then.verb in BACKWARDS
            answer = self.screen.handle_command(then)
            if answer is not None:
                self.navigate(answer)

    # --------------------------------------------------------------------------------------------------------- drawing

    def _turned(self) -> None:
        """Another page is open."""
        record = isinstance(self.screen, PageScreen) and self.screen.page.kind == "record"
        self.on_event("record" if record and not self.is_backwards else "turn", "")
        if self.motion is not None and self.animations_enabled and self.frames:
            self.motion.start_page_turn(self.is_backwards)

    def draw(self, surface: Surface) -> None:
        """Draw what is open, or a frame of what moves."""
        compose(self, surface)
        self.frames += 1


def render(
    session: Sitting, size: tuple[int, int], *, page: Page | None = None, screen: Screen | None = None,
    settings: Settings | None = None, scale: float = 1.0,
) -> Surface:  # fmt: skip
    """A screen drawn without a window: the given one, or a page, or the title."""
    if settings is not None:
        session.settings = settings
    navigator = Navigator(session, size, scale, screen=screen or (PageScreen(session, page) if page else None))
    surface = Surface(size)
    navigator.draw(surface)
    return surface
