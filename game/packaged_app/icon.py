"""Draws the icon of the programs on Windows: the red wedge in a black disc that the game's window has, too."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pygame

from party_card.frontends.window.toolkit.theme import PALETTES

_SIZE_PX = 256
_HEADER = struct.Struct("<HHH BBBB HH II")
"""An .ico file that holds one PNG: reserved, type, count; width and height (0 is 256), colours, reserved; planes, bits
per pixel; size, offset."""


def write_icon(path: Path) -> str:
    """Writes the .ico file and returns its path."""
    image = pygame.Surface((_SIZE_PX, _SIZE_PX), pygame.SRCALPHA)
    colours = PALETTES["light"]
    pygame.draw.aacircle(image, colours["ink"], (128, 128), 126)
    pygame.draw.polygon(image, colours["poster"], [(8, 176), (208, 88), (56, 240)])
    data = io.BytesIO()
    pygame.image.save(image, data, "icon.png")
    png = data.getvalue()
    path.write_bytes(_HEADER.pack(0, 1, 1, 0, 0, 0, 0, 1, 32, len(png), _HEADER.size) + png)
    return str(path)
