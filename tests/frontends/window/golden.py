"""A few screens as small pictures, and the distance of a present screen from them.

Invariant: only the mean colours of squares are compared, as an eye sees them from a few steps away. So another hinting
of the letters passes, and a block that stands elsewhere does not.

Run: python -m tests.frontends.window.golden    (writes them again; look at them before you commit them)
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame
from pygame import Surface

from party_card.storage.settings import Settings

from .open_screens import open_screen

FOLDER = Path(__file__).parent / "golden"
SIZE, SMALL, SQUARES = (1280, 800), (320, 200), (64, 40)
SCREENS = {
    "title": Settings(),
    "timeline": Settings(),
    "located": Settings(),
    "map": Settings(theme="dark"),
    "passage": Settings(),
    "record": Settings(theme="dark"),
    "aftermath": Settings(),
    "debrief": Settings(theme="contrast", text_size=125),
}
MAX_DISTANCE = 24.0
"""How much a square may differ in its mean colour, out of 255; letters a third of a pixel off give 11, the next text
size 204.
"""


def draw_small(name: str) -> Surface:
    """Draws a screen as a small picture."""
    surface = Surface(SIZE)
    open_screen(name, SIZE, SCREENS[name]).draw(surface)
    return pygame.transform.smoothscale(surface, SMALL)


def measure_distance(first: Surface, second: Surface) -> float:
    """Returns the largest difference between two squares at the same place, in mean colour (0 to 255)."""
    squares = [pygame.transform.smoothscale(surface, SQUARES) for surface in (first, second)]
    largest = 0.0
    for x in range(SQUARES[0]):
        for y in range(SQUARES[1]):
            a, b = (square.get_at((x, y)) for square in squares)
            largest = max(largest, (abs(a.r - b.r) + abs(a.g - b.g) + abs(a.b - b.b)) / 3)
    return largest


def load_golden(name: str) -> Surface:
    """Loads the committed picture of a screen."""
    return pygame.image.load(FOLDER / f"{name}.png")


def write_goldens() -> None:
    """Writes all pictures again."""
    FOLDER.mkdir(exist_ok=True)
    for name in SCREENS:
        pygame.image.save(draw_small(name), FOLDER / f"{name}.png")


if __name__ == "__main__":
    write_goldens()
