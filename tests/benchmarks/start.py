"""Measures the time from program start to the version line, and to the first page in the window.

Run: python -m tests.benchmarks.start
"""

from __future__ import annotations

import os
import tempfile

from tests.benchmarks.timing import format_table, time_processes

BARE_WINDOW = """
import os, pygame
pygame.display.init()
window = pygame.Window("bare", (1280, 800))
window.get_surface().fill((242, 231, 208))
window.flip()
os._exit(0)  # the end of the program is not its start
"""
FIRST_PAGE = """
import os
import pygame
from party_card.cli import main
class Window(pygame.Window):
    def flip(self):
        super().flip()
        os._exit(0)
pygame.Window = Window
main(["play", *{scene!r}])
"""


def main() -> None:
    """Prints both tables, with SDL's dummy video driver, so that the window system adds no time."""
    with tempfile.TemporaryDirectory() as home:
        usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = usual | {
            "PARTY_CARD_HOME": home,
            "SDL_VIDEODRIVER": "dummy",
            "SDL_AUDIODRIVER": "dummy",
            "PYGAME_HIDE_SUPPORT_PROMPT": "1",
        }
        version = {"bare Python": ["-c", "pass"], "party-card --version": ["-m", "party_card", "--version"]}
        print(format_table("Start to the version", time_processes(version, environment), "bare Python"))
        pages = {
            "bare window": ["-c", BARE_WINDOW],
            "title": ["-c", FIRST_PAGE.format(scene=[])],
            "first page of a scene": ["-c", FIRST_PAGE.format(scene=["forbidden-paper"])],
        }
        print(format_table("Start to the first page", time_processes(pages, environment), "bare window"))


if __name__ == "__main__":
    main()
