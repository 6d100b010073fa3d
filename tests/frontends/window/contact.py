"""Contact sheets: every screen and overlay in every theme, at two sizes and two text scales, for the eye.

Run: python -m tests.frontends.window.contact FOLDER [NAME...]
     python -m tests.frontends.window.contact readme    (draws the pictures of the README anew, in assets/screens)
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import get_args

from tests import ROOT

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame
from pygame import Surface

from party_card.app.session import Session
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.storage.settings import Settings, Theme
from tests.shipped import load_shipped_pack

from .open_screens import NAMES, open_screen

SIZES, TEXTS = ((1280, 800), (640, 480)), (100, 200)
CELL = (640, 400)
"""How large each picture is on a sheet; the columns are the themes."""
ROWS = 5


def main(folder: Path, names: tuple[str, ...]) -> None:
    """Writes the sheets as PNG, one or more for each size and text scale."""
    folder.mkdir(parents=True, exist_ok=True)
    themes: tuple[Theme, ...] = get_args(Theme)
    for size in SIZES:
        for text in TEXTS:
            for n in range(0, len(names), ROWS):
                rows = names[n : n + ROWS]
                sheet = Surface(((CELL[0] + 8) * len(themes), (CELL[1] + 8) * len(rows)))
                sheet.fill((120, 120, 120))
                for y, name in enumerate(rows):
                    for x, theme in enumerate(themes):
                        surface = Surface(size)
                        open_screen(name, size, Settings(text, theme=theme)).draw(surface)
                        scale = min(CELL[0] / size[0], CELL[1] / size[1])
                        thumbnail = pygame.transform.smoothscale(
                            surface, (round(size[0] * scale), round(size[1] * scale))
                        )
                        sheet.blit(thumbnail, (x * (CELL[0] + 8), y * (CELL[1] + 8)))
                pygame.image.save(sheet, folder / f"{size[0]}-{text}-{n // ROWS + 1}.png")


def readme() -> None:
    """The title, the timeline after a few scenes, a passage and a record, as a student meets them."""
    with tempfile.TemporaryDirectory() as home:
        session = Session(load_shipped_pack(), folder=Path(home))
        _save(Navigator(session, SIZES[0]), "title")
        first, *other_scenes = (scene.scene for scene in session.list_scenes())
        for scene, last in ((first, "finished"), (other_scenes[0], "finished"), (other_scenes[1], "passage")):
            page = session.open(scene)
            while page.kind != last or (last == "passage" and page.step < 4):
                if scene == first and page.passage and len(page.notes) > 1 and page.step == 2:
                    _save(Navigator(session, SIZES[0], screen=PageScreen(session, page)), "scene")
                if scene == first and page.kind == "record":
                    _save(Navigator(session, SIZES[0], screen=PageScreen(session, page)), "record")
                page = session.choose(next(offer.id for offer in page.offers if offer.is_open))
        _save(Navigator(session, SIZES[0], screen=TimelineScreen(session)), "timeline")


def _save(navigator: Navigator, name: str) -> None:
    surface = Surface(navigator.size)
    navigator.draw(surface)
    pygame.image.save(surface, ROOT / "assets" / "screens" / f"{name}.png")


if __name__ == "__main__" and sys.argv[1:] == ["readme"]:
    readme()
elif __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or NAMES)
