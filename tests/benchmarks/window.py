"""How long the window takes to answer: a page turned, pages rolled, a path of 400 paragraphs opened, a letter written;
and how much it works while nothing happens.

Run: python -m tests.benchmarks.window
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.content.pack import builtin, read_pack
from party_card.engine.page import Paragraph, Run
from party_card.frontends.window.input.events import Key, PageScroll, TextInput, Wheel
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.history import HistoryDialog, HistoryEntry
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import Command

SIZE = (1280, 800)
SCENE = SceneId("forbidden-paper")


def main() -> None:
    """Prints a line for each, the median in milliseconds, at 1280×800; drawing is part of it."""
    surface = pygame.Surface(SIZE)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(read_pack(builtin())[0], folder=Path(folder))
        session.open(SCENE)
        shown = Navigator(session, SIZE, screen=PageScreen(session, session.page()))
        shown.draw(surface)
        gc.freeze()  # as the window does after its first page

        def after(do: Callable[[], None]) -> float:
            begun = time.perf_counter()
            do()
            shown.draw(surface)
            return (time.perf_counter() - begun) * 1000

        turns = []
        while session.page().kind != "debrief":
            if session.page().kind == "record":
                _roll("a record", shown, surface)
            offer = next(offer.id for offer in session.page().offers if offer.open)
            turns.append(after(lambda offer=offer: _turn(shown, offer)))  # type: ignore[misc]
        print(f"a page turned, and kept on the disk: {statistics.median(turns):.1f} ms, at most {max(turns):.1f}")

        shown.view.focus_and_reveal(Command("field", "answer-1"))
        letters = [
            after(lambda letter=letter: shown.dispatch(TextInput(letter)))  # type: ignore[misc]
            for letter in "An answer of words. " * 30
        ]
        print(f"a letter written, and kept on the disk: {statistics.median(letters):.1f} ms")

        shown.view.clear_focus()
        opened = []
        for n in range(7):
            if n:
                shown.dispatch(Key("p"))  # closes the one before
            made = _evening(n)
            opened.append(after(lambda made=made: shown.navigate(Push(HistoryDialog(made, whole=True)))))  # type: ignore[misc]
        print(f"a path of 400 paragraphs opened: {statistics.median(opened):.1f} ms")
        _roll("that path", shown, surface)
        shown.dispatch(Key("p"))
        session.close()
    print(f"at rest: {_rest():.2f} % of a core")


def _roll(name: str, shown: Navigator, surface: pygame.Surface) -> None:
    """Through a page by frames of a third of a notch: what comes into view for the first time, and what was there."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for again in (False, True):
        shown.dispatch(PageScroll(-1, whole=True))
        for _ in range(150):
            begun = time.perf_counter()
            shown.dispatch(Wheel(-1 / 3))
            shown.draw(surface)
            times[again].append((time.perf_counter() - begun) * 1000)
    shown.dispatch(PageScroll(-1, whole=True))
    shown.draw(surface)
    first, again_ = statistics.median(times[False]), statistics.median(times[True])
    print(
        f"a frame of rolling through {name}: {again_:.1f} ms, for the first time {first:.1f}, at most {max(times[False]):.0f}"
    )


def _rest() -> float:
    """The share of a core, in per cent, that the program takes at its title, over ten seconds."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"PARTY_CARD_HOME": home, "SDL_AUDIODRIVER": "dummy"}
        game = subprocess.Popen(
            [sys.executable, "-m", "party_card", "play"], env=environment, stdout=subprocess.DEVNULL
        )
        time.sleep(4)
        before = _worked(game.pid)
        time.sleep(10)
        worked = _worked(game.pid) - before
        game.terminate()
        game.wait()
    return worked * 10


def _worked(pid: int) -> float:
    """Seconds of a core so far."""
    nanoseconds, *_ = Path(f"/proc/{pid}/schedstat").read_text().split()
    return int(nanoseconds) / 1e9


def _turn(shown: Navigator, offer: str) -> None:
    shown.view.focus_and_reveal(Command("choose", offer))
    answer = shown.screen.handle_command(Command("choose", offer))
    if answer is not None:
        shown.navigate(answer)


def _evening(seed: int) -> tuple[HistoryEntry, ...]:
    """A hundred decisions with four paragraphs before each, of different lengths, new words for each `seed`."""
    return tuple(
        HistoryEntry(
            n + 1, "14 September 1932", "", f"You did the {n}th thing.", 99 - n, 100 - n, "Moscow",
            tuple(Paragraph((Run(f"{seed}.{n}.{k} " + "He had read it twice already, others had not. " * (2 + (n + k) % 5)),)) for k in range(4)),
        )
        for n in range(100)
    )  # fmt: skip


if __name__ == "__main__":
    main()
