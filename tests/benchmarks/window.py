"""Measures the window under SDL's dummy driver: page turns, scrolling, a long history, typing, and memory.

A page turned is measured up to its first frame; what the window lays out of a record after that is left out.

Linux only (memory is read from /proc). Memory is that of the process after every scene was played once, each page with
its first note, the path and the settings opened and closed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from party_card.app.session import Session
from party_card.content.garbage_collection import skip_present_objects
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import Page, Paragraph, Run
from party_card.frontends.window.input.events import Cancel, Key, PageScroll, TextInput, Wheel
from party_card.frontends.window.navigation import Push, Replace, Route
from party_card.frontends.window.screens.dialogs.history import HistoryDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.views.history_row import HistoryEntry
from party_card.storage.builtin_pack import open_builtin_pack
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows
from tests.benchmarks.installation import PACKS, ROOT, install, make_environment

WINDOW_SIZE_PX = (1280, 800)
SCENE_ID = SceneId("forbidden-paper")
PAGE_LIMIT = 200
"""No scene has so many pages on one path."""
ROWS = {
    "a page turned, and kept on the disk": "",
    "the longest record turned": "33",
    "a letter written into an answer": "",
    "a save of an answer, which no letter waits for": "",
    "a frame of scrolling through a record": "2",
    "a frame of scrolling through a record, first time": "",
    "a path of 400 paragraphs opened": "100",
    "a frame of scrolling through that path": "2",
    "a frame of scrolling through that path, first time": "",
}
"""What takes how many milliseconds, and the goal."""
MEMORY_ROWS = {"after the first page": "", "after all scenes": "110"}


def measure(options: Options) -> Figures:
    """Returns medians in milliseconds, drawing included, and memory; each pack and part in a process of its own."""
    figures: Figures = {}
    for pack in PACKS:
        path = f"{install(options.work, pack)}{os.pathsep}{ROOT}"
        for part in ("measure_latency", "measure_memory"):
            with tempfile.TemporaryDirectory() as home:
                environment = make_environment(Path(path), Path(home))
                code = f"import json; from {__name__} import {part}; print(json.dumps({part}()))"
                command = [sys.executable, "-c", code]
                output = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
                figures |= {f"{pack}: {name}": value for name, value in json.loads(output).items()}
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the tables of times and of memory."""
    tables = (
        format_rows(
            ["", *(f"{pack}, {unit}" for pack in PACKS), f"goal with 0.1, {unit}"],
            [
                [name, *(format_figure(figures, f"{pack}: {name}") for pack in PACKS), goal]
                for name, goal in rows.items()
            ],
        )
        for unit, rows in (("ms", ROWS), ("MB", MEMORY_ROWS))
    )
    return "\n\n".join(tables)


@contextmanager
def open_navigator() -> Iterator[tuple[Pack, Session, Navigator]]:
    """Opens the built-in pack at the first page of a scene, as the window does."""
    with tempfile.TemporaryDirectory() as folder:
        pack = open_builtin_pack()
        session = Session(pack, folder=Path(folder))
        session.open(SCENE_ID)
        yield pack, session, Navigator(session, WINDOW_SIZE_PX, screen=PageScreen(session, session.page()))
        session.close()


def measure_latency() -> Figures:
    """Returns the milliseconds of each action, drawing included."""
    surface = pygame.Surface(WINDOW_SIZE_PX)
    figures: Figures = {}
    with open_navigator() as (pack, session, navigator):
        navigator.draw(surface)
        navigator.stack.defers_layout = True  # as the window does

        def measure_ms(action: Callable[[], None]) -> float:
            started = time.perf_counter()
            action()
            navigator.draw(surface)
            ms = (time.perf_counter() - started) * 1000
            navigator.view.advance_layout(to_end=True)  # what the window does after the frame
            return ms

        page_turns: list[float] = []
        record_turns: list[float] = []
        for scene in pack.scenes:
            _open_scene(navigator, scene)
            navigator.draw(surface)
            skip_present_objects()  # as the window does after the first page of each scene
            for offer in _iter_offers(session):
                is_before_record = session.page().ending != ""
                ms = measure_ms(lambda offer=offer: _take_offer(navigator, offer))  # type: ignore[misc]
                (record_turns if is_before_record and session.page().kind == "record" else page_turns).append(ms)
                if session.page().kind == "record" and scene == SCENE_ID:
                    figures |= _measure_scrolling("a record", navigator, surface)
        figures["a page turned, and kept on the disk"] = median(page_turns)
        figures["the longest record turned"] = max(record_turns)
        figures |= _measure_answers(session, navigator, measure_ms)
        figures |= _measure_history(navigator, surface, measure_ms)
    return figures


def measure_memory() -> Figures:
    """Returns the memory of the program after its first page, and after all scenes with paths, notes and settings."""
    surface = pygame.Surface(WINDOW_SIZE_PX)
    with open_navigator() as (pack, session, navigator):
        navigator.draw(surface)
        first_mb = _read_memory_mb()
        for scene in pack.scenes:
            _open_scene(navigator, scene)
            for offer in _iter_offers(session):
                for command in _list_dialogs(session.page()):
                    _open_and_close(navigator, surface, command)
                _take_offer(navigator, offer)
                navigator.draw(surface)
        return {"after the first page": first_mb, "after all scenes": _read_memory_mb()}


def _open_scene(navigator: Navigator, scene: SceneId) -> None:
    navigator.navigate(Replace(Route("restarted_scene", scene)))


def _iter_offers(session: Session) -> Iterator[str]:
    """Yields the first open offer of each page, until the debrief; it has to be taken before the next is asked for."""
    for _ in range(PAGE_LIMIT):
        if session.page().kind == "debrief":
            return
        yield next(offer.id for offer in session.page().offers if offer.is_open)
    raise AssertionError("no debrief")


def _list_dialogs(page: Page) -> list[Command]:
    """Returns the commands that open the first note of a page, the path and the settings."""
    notes = [Command("note", str(note.number)) for note in page.notes[:1]]
    return [*notes, Command("history"), Command("settings")]


def _open_and_close(navigator: Navigator, surface: pygame.Surface, command: Command) -> None:
    before = navigator.screen
    navigator.run_command(command)
    navigator.draw(surface)
    if navigator.screen is not before:
        navigator.dispatch(Cancel())
        navigator.draw(surface)
    assert navigator.screen is before, command


def _measure_answers(
    session: Session, navigator: Navigator, measure_ms: Callable[[Callable[[], None]], float]
) -> Figures:
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
    names = ("a letter written into an answer", "a save of an answer, which no letter waits for")
    return dict(zip(names, (median(keystrokes), median(saves)), strict=True))


def _measure_history(
    navigator: Navigator, surface: pygame.Surface, measure_ms: Callable[[Callable[[], None]], float]
) -> Figures:
    navigator.view.set_focus(None)
    durations = []
    for n in range(7):
        if n:
            navigator.dispatch(Key("p"))  # closes the previous dialog
        dialog = HistoryDialog(_make_history(n), shows_full_text=True)
        durations.append(measure_ms(lambda dialog=dialog: navigator.navigate(Push(dialog))))  # type: ignore[misc]
    figures = {"a path of 400 paragraphs opened": median(durations)}
    return figures | _measure_scrolling("that path", navigator, surface)


def _measure_scrolling(name: str, navigator: Navigator, surface: pygame.Surface) -> Figures:
    """Returns the time of frames while scrolling through a page, for the first and for a second time."""
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
    row = f"a frame of scrolling through {name}"
    return {row: median(times[True]), f"{row}, first time": median(times[False])}


def _read_memory_mb() -> float:
    """Returns the memory that this process has now."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


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
