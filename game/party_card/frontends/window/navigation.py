"""What the window needs of a session, and what a screen may ask for next.

Law: a screen composes a sheet and answers a `Do` with a value; it opens, closes and draws nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from party_card.content.models import SceneId
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.engine.page import Page
from party_card.frontends.window.input.events import Action
from party_card.frontends.window.toolkit.primitives import Command, KeyHint, ScreenLayout
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.storage.settings import Settings

if TYPE_CHECKING:
    from party_card.engine.fact_usage import Uses
    from party_card.engine.playthrough import Decision, Playthrough


class Shelved(Protocol):
    """A scene on the shelf."""

    @property
    def scene(self) -> SceneId: ...  # noqa: D102  # the words are those of `keep.session.Shelf`
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def span(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> str: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def minutes(self) -> int: ...  # noqa: D102
    @property
    def question(self) -> str: ...  # noqa: D102
    @property
    def state(self) -> Literal["open", "begun", "played"]: ...  # noqa: D102
    @property
    def step(self) -> int: ...  # noqa: D102
    @property
    def ending(self) -> str: ...  # noqa: D102
    @property
    def picture(self) -> str: ...  # noqa: D102
    @property
    def alt(self) -> str: ...  # noqa: D102
    @property
    def content_notes(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def pack(self) -> str: ...  # noqa: D102


class Progress(Protocol):
    """A reader of this machine, and how far they have come."""

    @property
    def nick(self) -> str: ...  # noqa: D102  # the words are those of `keep.session.Progress`
    @property
    def states(self) -> Sequence[Literal["open", "begun", "played"]]: ...  # noqa: D102
    @property
    def scenes(self) -> int: ...  # noqa: D102
    @property
    def played(self) -> int: ...  # noqa: D102
    @property
    def begun(self) -> int: ...  # noqa: D102
    @property
    def endings(self) -> int: ...  # noqa: D102
    @property
    def last(self) -> str: ...  # noqa: D102


class Sitting(Protocol):
    """A session, as far as the window knows it."""

    player: str
    settings: Settings
    notices: list[str]
    remarks: Sequence[Diagnostic]

    @property
    def storage_error(self) -> str: ...  # noqa: D102  # the words are those of `keep.session.Session`
    @property
    def playthrough(self) -> Playthrough: ...  # noqa: D102
    def decisions(self) -> Sequence[Decision]: ...  # noqa: D102
    @property
    def attempt(self) -> int: ...  # noqa: D102
    def fact_usage(self, fact: str, /) -> Uses: ...  # noqa: D102
    def answers(self) -> Sequence[str]: ...  # noqa: D102
    def answer(self, number: int, text: str, /) -> None: ...  # noqa: D102
    def list_scenes(self) -> Sequence[Shelved]: ...  # noqa: D102
    def open(self, scene: SceneId, /) -> Page: ...  # noqa: D102
    def next_scene(self, scene: SceneId, /) -> SceneId | None: ...  # noqa: D102
    def intermission(self, scene: SceneId, /) -> Page | None: ...  # noqa: D102
    def campaign_end(self, scene: SceneId | None = None, /) -> Page | None: ...  # noqa: D102
    def restart(self, scene: SceneId, /) -> Page: ...  # noqa: D102
    def page(self) -> Page: ...  # noqa: D102
    def choose(self, offer: str, /) -> Page: ...  # noqa: D102
    def undo(self, count: int = 1, /) -> Page: ...  # noqa: D102
    def list_player_names(self) -> Sequence[str]: ...  # noqa: D102
    def list_players(self) -> Sequence[Progress]: ...  # noqa: D102
    def switch_player(self, nick: str, /) -> None: ...  # noqa: D102
    def delete_player(self, nick: str, /) -> None: ...  # noqa: D102
    def update_settings(self, **changed: object) -> Settings: ...  # noqa: D102
    def picture(self, name: str, /) -> Path | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Refresh:
    """Nothing opens or closes. `again` asks for the sheet anew, `top` for reading it from its top.

    `look` is what has the focus then, and is brought into view.
    """

    again: bool = False
    top: bool = False
    look: Command | None = None


@dataclass(frozen=True, slots=True)
class Push:
    """Another screen on top of this one; it closes back to here."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Pop:
    """Back to the screen below; `then` is for that screen to answer."""

    then: Command | None = None


@dataclass(frozen=True, slots=True)
class Replace:
    """Another screen in place of all that is open."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Quit:
    """The end of the sitting."""


Next = Refresh | Push | Pop | Replace | Quit


class Screen(Protocol):
    """A screen or an overlay. One that opens `at_first` shows what has the focus at first, the others their top."""

    is_modal: bool
    focus_on_open: bool

    def layout(self, style: TextStyle) -> ScreenLayout:
        """What it shows, at this size."""

    def initial_focus(self) -> Command | None:
        """What has the focus at first."""

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys that work, most useful first."""

    def handle_command(self, command: Command) -> Next | None:
        """What a target or a key of this screen leads to; None where it is not for this screen."""

    def handle_input(self, action: Action, focus: Command | None) -> Next | None:
        """What an action that no view answers leads to."""
