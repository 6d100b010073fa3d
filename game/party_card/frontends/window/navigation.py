"""The interface of screens, and the values with which a screen answers input.

Invariant: a screen lays itself out and answers a command or an action with a value; it opens, closes and draws nothing
itself. The navigator carries out the value and knows no screen beyond `Screen`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.engine.page import Page
    from party_card.frontends.window.input.events import Action
    from party_card.frontends.window.toolkit.box import Command, KeyHint, ScreenLayout
    from party_card.frontends.window.toolkit.style import TextStyle

RouteName = Literal[
    "title",
    "prologue",
    "timeline",
    "players",
    "scene",
    "restarted_scene",
    "next_scene",
    "campaign_end",
    "archive",
    "skipped_record",
    "diagnostics",
    "projector",
    "projector_scene",
]
StatusLine = Literal["none", "keys", "keys_and_storage"]
TransitionKind = Literal["turn", "record"]
BACKWARD_VERBS = ("undo", "rollback", "title")
"""The commands that lead back to an earlier page: their page turns the other way."""


@frozen_dataclass
class Route:
    """A full screen by its name, for the router to build. `argument` is a scene id, or for diagnostics a file name."""

    name: RouteName
    argument: str = ""


@frozen_dataclass
class Refresh:
    """Keeps the open screens. `relayout` lays the top one out again, `scroll_to_top` shows its beginning.

    `focus` is then focused and scrolled into view.
    """

    relayout: bool = False
    scroll_to_top: bool = False
    focus: Command | None = None


@frozen_dataclass
class Push:
    """Opens a screen above the current one."""

    screen: Screen


@frozen_dataclass
class Pop:
    """Closes the top screen; the screen below then handles `command`."""

    command: Command | None = None


@frozen_dataclass
class Replace:
    """Closes all screens and opens another one."""

    route: Route


@frozen_dataclass
class Quit:
    """Closes the window."""


NavigationResult = Refresh | Push | Pop | Replace | Quit


@frozen_dataclass
class ScreenContext:
    """Data that the navigator shares with the screens it opens.

    `setting_errors` are the reasons why settings have no effect on this machine, by setting.
    """

    setting_errors: Mapping[str, str] = field(default_factory=dict)


class Screen(ABC):
    """A full screen, or a dialog (`is_modal`) that is drawn above one.

    A screen with `focus_on_open` scrolls to its initial focus when it opens; the others show their top and focus a
    target only if it is visible there.
    """

    is_modal = False
    focus_on_open = False
    status_line: StatusLine = "keys_and_storage"
    page: Page | None = None
    context = ScreenContext()

    @property
    def content_language(self) -> str | None:
        """The language of the scene that is shown, empty if none is; None for a dialog: that of what is below it."""
        return None if self.is_modal else ""

    @property
    def title(self) -> str:
        """The accessible title; if it is empty, the first heading is."""
        return ""

    @abstractmethod
    def layout(self, style: TextStyle) -> ScreenLayout:
        """Lays the screen out for a window size and text settings."""

    def layout_beginning(self, style: TextStyle, bottom: int) -> ScreenLayout:  # noqa: ARG002  # long screens need it
        """Lays out the content down to the height `bottom` at least; what takes long below it may be missing."""
        return self.layout(style)

    def initial_focus(self) -> Command | None:
        """Returns the command whose target is focused at first."""
        return None

    @abstractmethod
    def key_hints(self) -> tuple[KeyHint, ...]:
        """Returns the keys that work, most useful first."""

    @abstractmethod
    def handle_command(self, command: Command) -> NavigationResult | None:
        """Runs the command of a target or key; None if it is not for this screen."""

    @abstractmethod
    def handle_input(self, action: Action, focus: Command | None) -> NavigationResult | None:
        """Handles an action before the view does; None leaves it to the view."""

    @property
    def transition_kind(self) -> TransitionKind:
        """The animation and sound with which this screen appears."""
        return "turn"

    def change_language(self) -> None:
        """Makes the texts anew that the screen keeps from one layout to the next."""
        self.reload()

    def reload(self) -> bool:
        """Updates the screen after its session changed by itself. Returns True if it shows another page now."""
        return False
