"""Defines the colours of pictures, which window and browser page exchange with the theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from party_card.storage.settings import Theme

ART_COLOURS: Mapping[Theme, tuple[str, ...]] = {
    "light": ("f2e8d0", "e6d8b4", "1b1714", "a50d24", "c8102e", "fbf6e9"),
    "dark": ("181512", "2a241e", "e3d6ba", "8e1226", "b81a32", "221e1a"),
    "contrast": ("000000", "1c1c1c", "ffffff", "d01030", "ff3b52", "000000"),
}
"""By theme: paper, sand, ink, red, bright red, sheet. A picture uses those of the light theme and no others."""
