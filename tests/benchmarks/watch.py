"""How long it takes from a save to the screen, for a scene of one's own and for a shipped one among thirteen.

Run: python -m tests.benchmarks.watch
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from party_card.app.preview_session import PreviewSession
from party_card.content.lazy_pack import open_pack
from party_card.content.pack import builtin
from party_card.frontends.window.app import IDLE
from party_card.frontends.window.live_reload import LiveReload
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.primitives import Command
from party_card.services.scaffold import SceneTemplateValues, begin
from party_card.services.watch import SceneWatcher

SIZE = (1280, 800)
SAVES = 20


def main() -> None:
    """Prints a line for each, in milliseconds, at 1280×800, looking as often as a window at rest does."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTY_CARD_HOME"] = folder
        own = Path(folder) / "own"
        begin(own, "letter", SceneTemplateValues())
        shipped = Path(folder) / "shipped"
        for name in ("seeds", "scenes"):
            shutil.copytree(builtin() / name, shipped / name)
        for about, root, scene in (
            ("a scene of one's own", own, "letter"),
            ("one of the shipped scenes", shipped, "forbidden-paper"),
        ):
            took = _saves(root, root / "scenes" / f"{scene}.yaml")
            print(f"{about}: {statistics.median(took):.0f} ms from save to screen, at most {max(took):.0f}")


def _saves(root: Path, path: Path) -> list[float]:
    watching = SceneWatcher(root, path, PreviewSession(open_pack(builtin())))
    following = LiveReload(watching)
    stage = Navigator(watching.session, SIZE, screen=following.initial_screen())
    surface = pygame.Surface(SIZE)
    stage.draw(surface)
    stage.run_command(Command("choose", "begin"))
    gc.collect()
    gc.freeze()  # as the window does once it is shown
    clock = pygame.time.Clock()
    text = path.read_text(encoding="utf-8")
    took = []
    for n in range(SAVES):
        path.write_text(f"{text}# {n}\n", encoding="utf-8")
        begun = time.perf_counter()
        while not following.poll(stage):
            clock.tick(IDLE)
        stage.draw(surface)
        took.append((time.perf_counter() - begun) * 1000)
        for _ in range(10):
            following.poll(stage)
            clock.tick(IDLE)
    watching.close()
    return took


if __name__ == "__main__":
    main()
