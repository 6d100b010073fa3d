"""Measures window latency (page turns, scrolling, a long history, typing) and the CPU share while idle.

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
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.engine.page import Paragraph, Run
from party_card.frontends.window.input.events import Key, PageScroll, TextInput, Wheel
from party_card.frontends.window.navigation import Push
from party_card.frontends.window.screens.dialogs.history import HistoryDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.views.history_row import HistoryEntry

WINDOW_SIZE_PX = (1280, 800)
SCENE_ID = SceneId("forbidden-paper")


def main() -> None:
    """Prints the median of each action in milliseconds, drawing included, at 1280×800."""
    surface = pygame.Surface(WINDOW_SIZE_PX)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(read_pack(find_builtin_pack())[0], folder=Path(folder))
        session.open(SCENE_ID)
        navigator = Navigator(session, WINDOW_SIZE_PX, screen=PageScreen(session, session.page()))
        navigator.draw(surface)
        gc.freeze()  # as the window does after its first page

        def measure_ms(action: Callable[[], None]) -> float:
            started = time.perf_counter()
            action()
            navigator.draw(surface)
            return (time.perf_counter() - started) * 1000

        page_turns = []
        while session.page().kind != "debrief":
            if session.page().kind == "record":
                _measure_scrolling("a record", navigator, surface)
            offer = next(offer.id for offer in session.page().offers if offer.is_open)
            page_turns.append(measure_ms(lambda offer=offer: _take_offer(navigator, offer)))  # type: ignore[misc]
        print(
            f"a page turned, and kept on the disk: {statistics.median(page_turns):.1f} ms, at most {max(page_turns):.1f}"
        )

        navigator.view.focus_and_reveal(Command("field", "answer-1"))
        keystrokes = [
            measure_ms(lambda letter=letter: navigator.dispatch(TextInput(letter)))  # type: ignore[misc]
            for letter in "An answer of words. " * 30
        ]
        saves = []
        for count in range(30):
            started = time.perf_counter()
            session.save_answer(2, "A" * (count + 1))
            saves.append((time.perf_counter() - started) * 1000)
        letter, save = statistics.median(keystrokes), statistics.median(saves)
        print(
            f"a letter written: {letter:.1f} ms, {letter / save:.2f} times a save, which no letter waits for ({save:.1f} ms)"
        )

        navigator.view.set_focus(None)
        durations = []
        for n in range(7):
            if n:
                navigator.dispatch(Key("p"))  # closes the previous dialog
            history = _make_history(n)
            dialog = HistoryDialog(history, shows_full_text=True)
            durations.append(measure_ms(lambda dialog=dialog: navigator.navigate(Push(dialog))))  # type: ignore[misc]
        print(f"a path of 400 paragraphs opened: {statistics.median(durations):.1f} ms")
        _measure_scrolling("that path", navigator, surface)
        navigator.dispatch(Key("p"))
        session.close()
    print(f"at rest: {_measure_idle_share():.2f} % of a core")


def _measure_scrolling(name: str, navigator: Navigator, surface: pygame.Surface) -> None:
    """Prints the time of frames while scrolling through a page, for the first and for a second time."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for is_second_pass in (False, True):
        navigator.dispatch(PageScroll(-1, to_end=True))
        for _ in range(150):
            started = time.perf_counter()
            navigator.dispatch(Wheel(-1 / 3))
            navigator.draw(surface)
            times[is_second_pass].append((time.perf_counter() - started) * 1000)
    navigator.dispatch(PageScroll(-1, to_end=True))
    navigator.draw(surface)
    first_pass, second_pass = statistics.median(times[False]), statistics.median(times[True])
    print(
        f"a frame of rolling through {name}: {second_pass:.1f} ms, for the first time {first_pass:.1f}, at most {max(times[False]):.0f}"
    )


def _measure_idle_share() -> float:
    """Returns the CPU share of the program on its title screen, in per cent of a core, over ten seconds."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"PARTY_CARD_HOME": home, "SDL_AUDIODRIVER": "dummy"}
        process = subprocess.Popen(
            [sys.executable, "-m", "party_card", "play"], env=environment, stdout=subprocess.DEVNULL
        )
        time.sleep(4)
        cpu_seconds_before = _read_cpu_seconds(process.pid)
        time.sleep(10)
        cpu_seconds = _read_cpu_seconds(process.pid) - cpu_seconds_before
        process.terminate()
        process.wait()
    return cpu_seconds * 10


def _read_cpu_seconds(pid: int) -> float:
    """Returns the CPU time of a process so far, in seconds."""
    nanoseconds, *_ = Path(f"/proc/{pid}/schedstat").read_text().split()
    return int(nanoseconds) / 1e9


def _take_offer(navigator: Navigator, offer: str) -> None:
    navigator.view.focus_and_reveal(Command("choose", offer))
    navigation = navigator.screen.handle_command(Command("choose", offer))
    if navigation is not None:
        navigator.navigate(navigation)


def _make_history(seed: int) -> tuple[HistoryEntry, ...]:
    """Returns a hundred decisions with four paragraphs each, of different lengths; the texts depend on `seed`."""
    return tuple(
        HistoryEntry(
            n + 1, "14 September 1932", "", f"You did the {n}th thing.", 99 - n, 100 - n, "Moscow",
            tuple(Paragraph((Run(f"{seed}.{n}.{k} " + "He had read it twice already, others had not. " * (2 + (n + k) % 5)),)) for k in range(4)),
        )
        for n in range(100)
    )  # fmt: skip


if __name__ == "__main__":
    main()
