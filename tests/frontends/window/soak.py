"""An hour at the window in a minute: events at random through the window's own loop, with a real store on the disk.

Law: what is counted on is known from outside. A choice is expected in the store from the moment the session gave back
the page after it; then the sitting ends, often without a goodbye, and another session looks whether it is there.

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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pygame
from pygame.event import Event

from party_card.app.session import Session
from party_card.content.pack import Pack, builtin, read_pack
from party_card.engine.page import Page
from party_card.frontends.window import app
from party_card.frontends.window.accessibility import tree
from party_card.frontends.window.input.devices import InputDevices
from party_card.frontends.window.screens.pages import IntermissionScreen, PageScreen
from party_card.frontends.window.shell.interaction import InteractionFilter
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.animation import Animator
from party_card.storage.paths import HOME
from party_card.storage.settings import CHOICES
from party_card.storage.store import Store

SIZES = ((640, 480), (800, 600), (1024, 768), (1280, 800), (700, 900))
SITTING = 400
"""So many events, then the window is closed, or the power fails."""
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
ONWARD = ("choose", "open", "on", "field", "back", "close")
"""What is done more often, so that scenes are played to their ends."""
MODS = (*[0] * 12, pygame.KMOD_SHIFT, pygame.KMOD_CTRL, pygame.KMOD_LALT, pygame.KMOD_RALT | pygame.KMOD_CTRL)


class PowerCut(BaseException):
    """The program ends where it stands."""


class Kept(Session):
    """A session that tells what it has promised to have kept."""

    def __init__(self, pack: Pack, folder: Path, promised: dict[tuple[str, str, int], Promise]) -> None:
        self.promised = promised
        self.chosen = 0
        super().__init__(pack, folder=folder)

    def _keep(self) -> Page:
        page = super()._keep()
        if not self.storage_error:
            answers = tuple(sorted((q, text) for q, text in self._answers.items() if text))
            self.promised[self.player, self._kept.scene, self._kept.number] = (self.playthrough.steps, answers)
        return page

    def choose(self, offer: str) -> Page:
        page = super().choose(offer)
        self.chosen += 1
        return page

    def delete_player(self, nick: str) -> None:
        super().delete_player(nick)
        for key in [key for key in self.promised if key[0] == nick]:
            del self.promised[key]


Promise = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


@dataclass
class Report:
    """What a soak has seen."""

    events: int = 0
    sittings: int = 0
    choices: int = 0
    screens: Counter[str] = field(default_factory=Counter)
    objects: list[int] = field(default_factory=list)
    traced: list[int] = field(default_factory=list)
    resident: list[int] = field(default_factory=list)


class Hand:
    """What somebody does who does not know what they want, on the open `stage`."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.stage: Navigator | None = None
        self.now = 0.0
        self.size = (1280, 800)
        self._finger = 0

    def spot(self) -> tuple[int, int]:
        """Mostly something that can be acted on, else anywhere."""
        stage, dice = self.stage, self.dice
        if stage is not None and dice.random() < 0.8:
            view = stage.view
            dx, dy = view.layout.area.x, view.layout.area.y - view.scroll
            places = [p for p in view.targets if view.is_target_visible(p)]
            on = [p for p in places if p.target.command.verb in ONWARD]
            if places:
                place = dice.choice(on if on and dice.random() < 0.4 else places)
                return (place.rects[0].move(dx, dy) if place.scrolls else place.rects[0]).center
        return dice.randrange(self.size[0]), dice.randrange(self.size[1])

    def key(self) -> Iterator[Event]:
        code, char, scan = self.dice.choice(KEYS)
        mod = self.dice.choice(MODS)
        if mod & pygame.KMOD_CTRL and code == pygame.K_q and self.dice.random() < 0.9:
            return
        for _ in range(self.dice.choice((1, 1, 1, 1, 5))):  # held down
            yield Event(pygame.KEYDOWN, key=code, unicode=char, mod=mod, scancode=scan)
            if char.isprintable() and char:
                yield Event(pygame.TEXTINPUT, text=char)
        if self.dice.random() < 0.97:
            yield Event(pygame.KEYUP, key=code, unicode=char, mod=mod, scancode=scan)

    def text(self) -> Iterator[Event]:
        text = self.dice.choice(TEXTS)
        yield Event(pygame.TEXTEDITING, text=text[:5], start=0, length=min(5, len(text)))
        yield Event(pygame.TEXTINPUT, text=text)

    def click(self) -> Iterator[Event]:
        x, y = self.spot()
        yield Event(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0), touch=False)
        yield Event(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=self.dice.choice((1, 1, 1, 1, 2, 3)), touch=False)
        if self.dice.random() < 0.2:
            to = self.spot()
            yield Event(pygame.MOUSEMOTION, pos=to, rel=(0, 0), buttons=(1, 0, 0), touch=False)
        yield Event(pygame.MOUSEBUTTONUP, pos=(x, y), button=1, touch=False)

    def wheel(self) -> Iterator[Event]:
        y = self.dice.choice((-3, -1, 1, 3, 40, -40))
        yield Event(pygame.MOUSEWHEEL, x=0, y=y, precise_x=0.0, precise_y=y * 0.7, flipped=self.dice.random() < 0.1)

    def finger(self) -> Iterator[Event]:
        x, y = self.spot()
        w, h = self.size
        self._finger += 1
        one: dict[str, Any] = {"touch_id": 1, "finger_id": self._finger, "dx": 0.0, "dy": 0.0, "pressure": 1.0}
        yield Event(pygame.FINGERDOWN, x=x / w, y=y / h, **one)
        for _ in range(self.dice.choice((0, 0, 0, 3))):
            y += self.dice.randrange(-90, 90)
            yield Event(pygame.FINGERMOTION, x=x / w, y=y / h, **one)
        if self.dice.random() < 0.97:
            yield Event(pygame.FINGERUP, x=x / w, y=y / h, **one)
        else:
            yield Event(pygame.FINGERUP, x=x / w, y=y / h, **(one | {"finger_id": 0}))
            yield Event(pygame.FINGERUP, x=x / w, y=y / h, **one)

    def pad(self) -> Iterator[Event]:
        if self.dice.random() < 0.2:
            value = self.dice.choice((-32768, 0, 0, 32767))
            yield Event(pygame.CONTROLLERAXISMOTION, axis=self.dice.randrange(6), value=value, instance_id=0)
            return
        button = self.dice.randrange(16)
        yield Event(pygame.CONTROLLERBUTTONDOWN, button=button, instance_id=0)
        yield Event(pygame.CONTROLLERBUTTONUP, button=button, instance_id=0)

    def window(self) -> Iterator[Event]:
        if self.dice.random() < 0.5:
            self.size = self.dice.choice(SIZES)
            Watched.open[-1].size = self.size
        yield Event(self.dice.choice((pygame.WINDOWEXPOSED, pygame.WINDOWFOCUSLOST, pygame.WINDOWRESTORED)))

    def setting(self) -> Iterator[Event]:
        if self.stage is not None:
            name = self.dice.choice([*CHOICES, "theme", "face"])
            if name != "speech" or self.dice.random() < 0.1:
                self.stage.session.update_settings(**{name: self.dice.choice(CHOICES[name])})
                self.stage.relayout()
        yield Event(pygame.WINDOWEXPOSED)

    def reader(self) -> Iterator[Event]:
        """A screen reader looks, and perhaps acts."""
        if self.stage is not None:
            tree.announceable_text(tree.build_access_tree(self.stage))
            if self.stage.view.targets and self.dice.random() < 0.4:
                place = self.dice.choice(self.stage.view.targets)
                text = self.dice.choice(TEXTS) if place.target.field is not None else None
                tree.perform_action(self.stage, place, click=self.dice.random() < 0.5, text=text)
        yield Event(pygame.WINDOWEXPOSED)

    def some(self) -> list[Event]:
        """The next thing that is done."""
        ways: list[Callable[[], Iterator[Event]]] = [
            self.key, self.text, self.click, self.wheel, self.finger, self.pad, self.window, self.setting, self.reader,
        ]  # fmt: skip
        way = self.dice.choices(ways, (30, 8, 26, 7, 10, 10, 2, 2, 2))[0]
        self.now += self.dice.choice((0.005, 0.03, 0.1, 0.5, 2.0))
        return list(way())


class Watched(pygame.Window):
    """The window that is open; one that fills the screen stays as large as it was, there is no screen here."""

    open: list[Watched] = []  # noqa: RUF012  # the one of this sitting

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.open[:] = [self]

    def set_fullscreen(self, desktop: bool = False) -> None:
        """Nothing."""

    def set_windowed(self) -> None:
        """Nothing."""


def soak(pack: Pack, folder: Path, events: int, seed: int, *, tracing: bool = False) -> Report:
    """Do so many things at random; raises AssertionError where something promised is not kept, or whatever is raised."""
    hand, report, promised = Hand(seed), Report(), dict[tuple[str, str, int], Promise]()

    class Shown(Navigator):
        def __init__(self, *arguments: Any, **more: Any) -> None:
            super().__init__(*arguments, **more)
            hand.stage = self

    def clock() -> float:
        return hand.now

    with contextlib.ExitStack() as stack:
        for here, name, value in (
            (app, "Navigator", Shown), (app, "IDLE", 0), (app, "MOVING", 0), (pygame, "Window", Watched),
            (InputDevices.__init__, "__defaults__", (clock,)), (InteractionFilter.__init__, "__defaults__", (clock,)),
            (Animator.__init__, "__defaults__", (clock,)),
        ):  # fmt: skip
            stack.enter_context(patch.object(here, name, value))
        stack.enter_context(patch("webbrowser.open", lambda *_: False))
        nobody = {"PARTY_CARD_ACCESS": "0", HOME: str(folder), "PATH": "", "SPEECHD_ADDRESS": "unix_socket:/nowhere"}
        stack.enter_context(patch.dict(os.environ, nobody))
        while report.events < events:
            _sitting(pack, folder, hand, report, promised, min(SITTING, events - report.events))
            _measure(report, tracing)
    return report


def _sitting(
    pack: Pack, folder: Path, hand: Hand, report: Report, promised: dict[tuple[str, str, int], Promise], count: int
) -> None:
    session = Kept(pack, folder, promised)
    if hand.dice.random() < 0.7:  # with these on, little is chosen
        session.update_settings(hold=0, scan=0)
    left = count
    shown: list[Page] = []
    pump = pygame.event.get

    def get() -> list[Event]:
        nonlocal left
        stage = hand.stage
        if stage is not None:
            page = stage.screen.page.kind if isinstance(stage.screen, PageScreen) else ""
            report.screens[page or type(stage.screen).__name__] += 1
        if left <= 0:
            top = stage.screen if stage else None
            if isinstance(top, PageScreen) and not isinstance(top, IntermissionScreen):
                shown.append(top.page)
            raise PowerCut
        left -= 1
        report.events += 1
        pump()  # what resizing brings is the system's
        return hand.some()

    with patch.object(pygame.event, "get", get):
        try:
            app.run(session)
            session.close()
        except PowerCut:
            pass
        finally:
            Watched.open.clear()  # else it is destroyed when the next one is there
    hand.stage = None
    report.sittings += 1
    report.choices += session.chosen
    store, message = Store.open(folder)
    assert message == ""
    for (reader, scene, number), (steps, answers) in promised.items():
        kept = [one for one in store.playthroughs(reader, scene) if one.number == number]
        assert kept or not steps, (reader, scene, number, steps)
        if kept:
            assert (kept[0].steps, kept[0].answers) == (steps, answers), (reader, scene, number)
    store.close()
    if shown:
        again = Session(pack, folder=folder, reader=session.player)
        page = again.open(session.playthrough.compiled.scene.scene)
        assert (page.kind, page.passage, page.step) == (shown[0].kind, shown[0].passage, shown[0].step)
        again.close()


def _measure(report: Report, tracing: bool) -> None:
    gc.collect()
    report.objects.append(len(gc.get_objects()))
    pages = Path("/proc/self/statm")
    report.resident.append(int(pages.read_text().split()[1]) * 4096 if pages.exists() else 0)
    if tracing:
        if not tracemalloc.is_tracing():
            tracemalloc.start()
        report.traced.append(tracemalloc.get_traced_memory()[0])


def main(events: int = 7200, seed: int = 1) -> None:
    """Prints what was seen: things done, sittings, screens, and how much there was in memory after each sitting."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    with tempfile.TemporaryDirectory() as folder:
        report = soak(read_pack(builtin())[0], Path(folder), events, seed)
    print(f"{report.events} things done in {report.sittings} sittings, {report.choices} choices kept")
    print(", ".join(f"{name} {n}" for name, n in report.screens.most_common()))
    print("objects after each sitting, in thousands:", *(round(n / 1000) for n in report.objects))
    print("memory after each sitting, in MB:", *(round(n / 2**20) for n in report.resident))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
