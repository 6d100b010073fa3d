"""Sends random events through the event loop of the window, with a real store on the disk: an hour's play in a minute.

Invariant: a choice is expected in the store from the moment the session returned the page after it. A session then
ends, often as if the power had failed, and a new one looks whether the choice is there.

Run: python -m tests.frontends.window.soak [EVENTS [SEED]]
"""

from __future__ import annotations

import contextlib
import gc
import os
import random
import sys
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pygame
from pygame.event import Event

from party_card.app.session import Session
from party_card.content.pack import Pack
from party_card.engine.page import Page
from party_card.frontends.window import app
from party_card.frontends.window.accessibility.accesskit_bridge import perform_action
from party_card.frontends.window.accessibility.announcer import list_announceable_texts
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.devices import InputDevices
from party_card.frontends.window.screens.intermission import IntermissionScreen
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.interaction import InteractionFilter
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.animation import Animator
from party_card.storage.crash_log import TRACEBACK_VARIABLE
from party_card.storage.paths import HOME_VARIABLE
from party_card.storage.resilient_store import ResilientStore
from party_card.storage.saved_playthrough import SavedPlaythrough, StepSeconds
from party_card.storage.settings import SETTING_VALUES
from party_card.storage.store import Store
from tests.shipped import load_shipped_pack

SIZES = ((640, 480), (800, 600), (1024, 768), (1280, 800), (700, 900))
EVENTS_PER_SESSION = 400
"""After so many events the power fails."""
TEXTS = (
    "a", "because ", "Note 2 says so. ", "Рютин ", "é", "e\u0301", "\u200d", "🦊", "“no”", "\n", "\t", "  ", "\x7f",
    "x" * 60, "Rechtsschutzversicherungsgesellschaften ", "# not a heading\n", "<b>", "مرحبا", "'; --", "\u202e",
)  # fmt: skip
KEYS = (
    *((getattr(pygame, f"K_{k}"), k, 0) for k in "abcdefghijklmnopqrstuvwxyz"),
    *((getattr(pygame, f"K_{n}"), str(n), getattr(pygame, f"KSCAN_{n}")) for n in range(10)),
    *[(k, "", 0) for k in (pygame.K_TAB, pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT) for _ in range(6)],
    *[(pygame.K_RETURN, "\r", 0)] * 14, *[(pygame.K_SPACE, " ", 0)] * 3, *[(pygame.K_ESCAPE, "\x1b", 0)] * 6,
    (pygame.K_PAGEDOWN, "", 0), (pygame.K_PAGEUP, "", 0), (pygame.K_HOME, "", 0), (pygame.K_END, "", 0),
    (pygame.K_BACKSPACE, "\x08", 0), (pygame.K_DELETE, "\x7f", 0), (pygame.K_F1, "", 0), (pygame.K_F11, "", 0),
    (pygame.K_SLASH, "/", 0), (pygame.K_PLUS, "+", 0), (pygame.K_MINUS, "-", 0), (pygame.K_F5, "", 0),
)  # fmt: skip
FREQUENT_VERBS = ("choose", "open", "next-scene", "field", "rollback", "close")
"""Verbs that are chosen more often, so that scenes are played to their ends."""
MODIFIERS = (*[0] * 12, pygame.KMOD_SHIFT, pygame.KMOD_CTRL, pygame.KMOD_LALT, pygame.KMOD_RALT | pygame.KMOD_CTRL)


class PowerCut(BaseException):
    """Ends the program at once."""


class RecordingStore:
    """Saves playthroughs in a store, and records every save that it reports as done."""

    def __init__(self, store: ResilientStore, promised: dict[tuple[str, str, int], Promise]) -> None:
        self._store = store
        self._promised = promised

    @property
    def error(self) -> str:
        return self._store.error

    def list_playthroughs(self, player: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:
        return self._store.list_playthroughs(player, scene)

    def save(
        self,
        saved: SavedPlaythrough,
        steps: tuple[str, ...],
        content_hash: str,
        answers: Mapping[str, str],
        seconds: StepSeconds = (),
    ) -> SavedPlaythrough:
        saved = self._store.save(saved, steps, content_hash, answers, seconds)
        if not self.error:
            self._promised[saved.player, saved.scene, saved.attempt] = (saved.steps, saved.answers)
        return saved


class RecordingSession(Session):
    """A session that records every save that it reports as done."""

    def __init__(self, pack: Pack, folder: Path, promised: dict[tuple[str, str, int], Promise]) -> None:
        self.promised = promised
        self.choice_count = 0
        super().__init__(pack, folder=folder)
        self.storage = RecordingStore(self._store, promised)

    def choose(self, offer_id: str) -> Page:
        page = super().choose(offer_id)
        self.choice_count += 1
        return page

    def delete_player(self, nickname: str) -> None:
        super().delete_player(nickname)
        for key in [key for key in self.promised if key[0] == nickname]:
            del self.promised[key]


Promise = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


@dataclass
class Report:
    """The counts of a soak test."""

    event_count: int = 0
    session_count: int = 0
    choice_count: int = 0
    screens: Counter[str] = field(default_factory=Counter)
    object_counts: list[int] = field(default_factory=list)
    traced_bytes: list[int] = field(default_factory=list)
    resident_bytes: list[int] = field(default_factory=list)


class RandomPlayer:
    """Makes random input for the open navigator."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.navigator: Navigator | None = None
        self.now = 0.0
        self.size = (1280, 800)
        self._finger = 0

    def pick_position(self) -> tuple[int, int]:
        """Returns the position of a target, or sometimes any position."""
        navigator, generator = self.navigator, self.random
        if navigator is not None and generator.random() < 0.8:
            view = navigator.view
            dx, dy = view.layout.area.x, view.layout.area.y - view.scroll
            targets = [p for p in view.targets if view.is_target_visible(p)]
            frequent_targets = [p for p in targets if p.target.command.verb in FREQUENT_VERBS]
            if targets:
                target = generator.choice(
                    frequent_targets if frequent_targets and generator.random() < 0.4 else targets
                )
                return (target.rects[0].move(dx, dy) if target.scrolls else target.rects[0]).center
        return generator.randrange(self.size[0]), generator.randrange(self.size[1])

    def key(self) -> Iterator[Event]:
        code, char, scan = self.random.choice(KEYS)
        mod = self.random.choice(MODIFIERS)
        if mod & pygame.KMOD_CTRL and code == pygame.K_q and self.random.random() < 0.9:
            return
        for _ in range(self.random.choice((1, 1, 1, 1, 5))):  # held down
            yield Event(pygame.KEYDOWN, key=code, unicode=char, mod=mod, scancode=scan)
            if char.isprintable() and char:
                yield Event(pygame.TEXTINPUT, text=char)
        if self.random.random() < 0.97:
            yield Event(pygame.KEYUP, key=code, unicode=char, mod=mod, scancode=scan)

    def text(self) -> Iterator[Event]:
        text = self.random.choice(TEXTS)
        yield Event(pygame.TEXTEDITING, text=text[:5], start=0, length=min(5, len(text)))
        yield Event(pygame.TEXTINPUT, text=text)

    def click(self) -> Iterator[Event]:
        x, y = self.pick_position()
        yield Event(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0), touch=False)
        yield Event(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=self.random.choice((1, 1, 1, 1, 2, 3)), touch=False)
        if self.random.random() < 0.2:
            destination = self.pick_position()
            yield Event(pygame.MOUSEMOTION, pos=destination, rel=(0, 0), buttons=(1, 0, 0), touch=False)
        yield Event(pygame.MOUSEBUTTONUP, pos=(x, y), button=1, touch=False)

    def wheel(self) -> Iterator[Event]:
        y = self.random.choice((-3, -1, 1, 3, 40, -40))
        yield Event(pygame.MOUSEWHEEL, x=0, y=y, precise_x=0.0, precise_y=y * 0.7, flipped=self.random.random() < 0.1)

    def finger(self) -> Iterator[Event]:
        x, y = self.pick_position()
        w, h = self.size
        self._finger += 1
        common: dict[str, Any] = {"touch_id": 1, "finger_id": self._finger, "dx": 0.0, "dy": 0.0, "pressure": 1.0}
        yield Event(pygame.FINGERDOWN, x=x / w, y=y / h, **common)
        for _ in range(self.random.choice((0, 0, 0, 3))):
            y += self.random.randrange(-90, 90)
            yield Event(pygame.FINGERMOTION, x=x / w, y=y / h, **common)
        if self.random.random() < 0.97:
            yield Event(pygame.FINGERUP, x=x / w, y=y / h, **common)
        else:
            yield Event(pygame.FINGERUP, x=x / w, y=y / h, **(common | {"finger_id": 0}))
            yield Event(pygame.FINGERUP, x=x / w, y=y / h, **common)

    def pad(self) -> Iterator[Event]:
        if self.random.random() < 0.2:
            value = self.random.choice((-32768, 0, 0, 32767))
            yield Event(pygame.CONTROLLERAXISMOTION, axis=self.random.randrange(6), value=value, instance_id=0)
            return
        button = self.random.randrange(16)
        yield Event(pygame.CONTROLLERBUTTONDOWN, button=button, instance_id=0)
        yield Event(pygame.CONTROLLERBUTTONUP, button=button, instance_id=0)

    def window(self) -> Iterator[Event]:
        if self.random.random() < 0.5:
            self.size = self.random.choice(SIZES)
            SoakWindow.open[-1].size = self.size
        yield Event(self.random.choice((pygame.WINDOWEXPOSED, pygame.WINDOWFOCUSLOST, pygame.WINDOWRESTORED)))

    def setting(self) -> Iterator[Event]:
        if self.navigator is not None:
            name = self.random.choice([*SETTING_VALUES, "theme", "face"])
            if name != "speech" or self.random.random() < 0.1:
                self.navigator.session.update_settings(**{name: self.random.choice(SETTING_VALUES[name])})
                self.navigator.stack.relayout()
        yield Event(pygame.WINDOWEXPOSED)

    def screen_reader(self) -> Iterator[Event]:
        """Reads the screen as a screen reader does, and sometimes acts."""
        if self.navigator is not None:
            list_announceable_texts(build_access_tree(self.navigator))
            if self.navigator.view.targets and self.random.random() < 0.4:
                target = self.random.choice(self.navigator.view.targets)
                text = self.random.choice(TEXTS) if target.target.field is not None else None
                perform_action(self.navigator, target, click=self.random.random() < 0.5, text=text)
        yield Event(pygame.WINDOWEXPOSED)

    def next_events(self) -> list[Event]:
        """Returns the next events, after a random time."""
        ways: list[Callable[[], Iterator[Event]]] = [
            self.key, self.text, self.click, self.wheel, self.finger, self.pad, self.window, self.setting, self.screen_reader,
        ]  # fmt: skip
        way = self.random.choices(ways, (30, 8, 26, 7, 10, 10, 2, 2, 2))[0]
        self.now += self.random.choice((0.005, 0.03, 0.1, 0.5, 2.0))
        return list(way())


class SoakWindow(pygame.Window):
    """The open window; it ignores full screen, because there is no screen here."""

    open: list[SoakWindow] = []  # noqa: RUF012  # the one of this sitting

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.open[:] = [self]

    def set_fullscreen(self, desktop: bool = False) -> None:
        """Nothing."""

    def set_windowed(self) -> None:
        """Nothing."""


def run_soak(pack: Pack, folder: Path, events: int, seed: int, *, tracing: bool = False) -> Report:
    """Sends random events; raises AssertionError if a choice was lost, and any error of the window."""
    player, report, promised = RandomPlayer(seed), Report(), dict[tuple[str, str, int], Promise]()

    class TrackedNavigator(Navigator):
        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            player.navigator = self

    def read_clock() -> float:
        return player.now

    with contextlib.ExitStack() as stack:
        for owner, name, value in (
            (app, "Navigator", TrackedNavigator), (app, "IDLE_POLLS_PER_S", 0), (app, "ACTIVE_POLLS_PER_S", 0), (pygame, "Window", SoakWindow),
            (InputDevices.__init__, "__defaults__", (read_clock,)), (InteractionFilter.__init__, "__defaults__", (read_clock,)),
            (Animator.__init__, "__defaults__", (read_clock,)),
        ):  # fmt: skip
            stack.enter_context(patch.object(owner, name, value))
        stack.enter_context(patch("webbrowser.open", lambda *_: False))
        environment = {
            "PARTY_CARD_ACCESS": "0",
            TRACEBACK_VARIABLE: "1",
            HOME_VARIABLE: str(folder),
            "PATH": "",
            "SPEECHD_ADDRESS": "unix_socket:/nowhere",
        }
        stack.enter_context(patch.dict(os.environ, environment))
        while report.event_count < events:
            _run_session(pack, folder, player, report, promised, min(EVENTS_PER_SESSION, events - report.event_count))
            _measure(report, tracing)
    return report


def _run_session(
    pack: Pack,
    folder: Path,
    player: RandomPlayer,
    report: Report,
    promised: dict[tuple[str, str, int], Promise],
    count: int,
) -> None:
    session = RecordingSession(pack, folder, promised)
    if player.random.random() < 0.7:  # with these on, little is chosen
        session.update_settings(hold=0, scan=0)
    if report.session_count:
        session.leave_prologue()  # at which nothing is chosen that a playthrough saves
    left = count
    last_pages: list[Page] = []
    read_system_events = pygame.event.get

    def get() -> list[Event]:
        nonlocal left
        navigator = player.navigator
        if navigator is not None:
            page = navigator.screen.page.kind if isinstance(navigator.screen, PageScreen) else ""
            report.screens[page or type(navigator.screen).__name__] += 1
        if left <= 0:
            top = navigator.screen if navigator else None
            if isinstance(top, PageScreen) and not isinstance(top, IntermissionScreen):
                last_pages.append(top.page)
            raise PowerCut
        left -= 1
        report.event_count += 1
        read_system_events()  # what resizing brings is the system's
        return player.next_events()

    with patch.object(pygame.event, "get", get):
        try:
            app.run(session)
            session.close()
        except PowerCut:
            pass
        finally:
            session.background_save.close()  # a save that has begun ends, so that the promises can be compared
            SoakWindow.open.clear()  # else it is destroyed when the next one is there
    player.navigator = None
    report.session_count += 1
    report.choice_count += session.choice_count
    store, message = Store.open(folder)
    assert message == ""
    for (reader, scene, number), (steps, answers) in promised.items():
        saved = [common for common in store.list_playthroughs(reader, scene) if common.attempt == number]
        assert saved or not steps, (reader, scene, number, steps)
        if saved:
            assert (saved[0].steps, saved[0].answers) == (steps, answers), (reader, scene, number)
    store.close()
    if last_pages:
        new_session = Session(pack, folder=folder, player=session.player)
        page = new_session.open(session.playthrough.compiled.scene.scene)
        assert (page.kind, page.passage, page.step) == (last_pages[0].kind, last_pages[0].passage, last_pages[0].step)
        new_session.close()


def _measure(report: Report, tracing: bool) -> None:
    gc.collect()
    report.object_counts.append(len(gc.get_objects()))
    pages = Path("/proc/self/statm")
    report.resident_bytes.append(int(pages.read_text().split()[1]) * 4096 if pages.exists() else 0)
    if tracing:
        if not tracemalloc.is_tracing():
            tracemalloc.start()
        report.traced_bytes.append(tracemalloc.get_traced_memory()[0])


def main(events: int = 7200, seed: int = 1) -> None:
    """Runs a soak and prints counts of events, sessions and screens, and the memory used after each session."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    with tempfile.TemporaryDirectory() as folder:
        report = run_soak(load_shipped_pack(), Path(folder), events, seed)
    print(f"{report.event_count} events in {report.session_count} sessions, {report.choice_count} choices saved")
    print(", ".join(f"{name} {n}" for name, n in report.screens.most_common()))
    print("objects after each session, in thousands:", *(round(n / 1000) for n in report.object_counts))
    print("memory after each session, in MB:", *(round(n / 2**20) for n in report.resident_bytes))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
