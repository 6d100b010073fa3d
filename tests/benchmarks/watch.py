"""Measures the time from saving a scene to the screen, for a new pack with one scene and for the built-in pack."""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from party_card.app.preview_session import PreviewSession
from party_card.content.garbage_collection import skip_present_objects
from party_card.content.lazy_pack import open_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.frontends.window.app import IDLE_POLLS_PER_S
from party_card.frontends.window.live_reload import LiveReload
from party_card.frontends.window.screens.router import build_screen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.services.scaffold import SceneTemplateValues, create_scene
from party_card.services.watch import SceneWatcher
from tests.benchmarks.benchmark import Figures, Options, format_figure, format_rows

WINDOW_SIZE_PX = (1280, 800)
SAVE_COUNT = 20
ROWS = ("a scene of one's own", "one of the shipped scenes")


def measure(options: Options) -> Figures:  # noqa: ARG001  # as that of every benchmark
    """Returns the median and the most in milliseconds, at 1280×800 and with the polling rate of an idle window."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTY_CARD_HOME"] = folder
        new_pack = Path(folder) / "own"
        create_scene(new_pack, "letter", SceneTemplateValues())
        copied_pack = Path(folder) / "shipped"
        for name in ("seeds", "scenes"):
            shutil.copytree(find_builtin_pack() / name, copied_pack / name)
        for title, root, scene in ((ROWS[0], new_pack, "letter"), (ROWS[1], copied_pack, "forbidden-paper")):
            durations = _measure_saves(root, root / "scenes" / f"{scene}.yaml")
            figures |= {f"{title}, ms": statistics.median(durations), f"{title}, most, ms": max(durations)}
    return figures


def render(figures: Mapping[str, float]) -> str:
    """Returns the table."""
    rows = [
        [row, *(format_figure(figures, f"{row}{column}", "{:.0f}") for column in (", ms", ", most, ms"))]
        for row in ROWS
    ]
    return format_rows(["", "median, ms", "most, ms"], rows)


def _measure_saves(root: Path, path: Path) -> list[float]:
    watcher = SceneWatcher(root, path, PreviewSession(open_pack(find_builtin_pack())))
    watcher.start()
    live_reload = LiveReload(watcher)
    screen = build_screen(live_reload.choose_route(), watcher.session)
    navigator = Navigator(watcher.session, WINDOW_SIZE_PX, screen=screen)
    surface = pygame.Surface(WINDOW_SIZE_PX)
    navigator.draw(surface)
    navigator.run_command(Command("choose", "begin"))
    gc.collect()
    skip_present_objects()  # as the window does after its first page
    clock = pygame.time.Clock()
    text = path.read_text(encoding="utf-8")
    durations = []
    for n in range(SAVE_COUNT):
        path.write_text(f"{text}# {n}\n", encoding="utf-8")
        started = time.perf_counter()
        while not live_reload.poll(navigator):
            clock.tick(IDLE_POLLS_PER_S)
        navigator.draw(surface)
        durations.append((time.perf_counter() - started) * 1000)
        for _ in range(10):
            live_reload.poll(navigator)
            clock.tick(IDLE_POLLS_PER_S)
    watcher.close()
    return durations
