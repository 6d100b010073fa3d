"""Embeds the display faces of the game in the page of a campaign, as subsets of the fonts that the window uses.

Invariant: the same characters give the same bytes, and nothing is fetched. A character that a subset lacks is drawn
with the next font that the style names.
"""

from __future__ import annotations

import string
from base64 import b64encode

from party_card.platform.font_files import subset_font

_HEADING_CHARACTERS = string.ascii_letters + string.digits + " .,:;!?'\"()+-–—‘’“”…&/·→×%"
"""What headings, labels, buttons and tools are made of; 21 KB, compressed."""


def build_font_style(title: str) -> str:
    """Returns the style that declares the condensed face, and the display face with the letters of a title."""
    condensed = subset_font("condensed", "Oswald[wght].ttf", _HEADING_CHARACTERS)
    display = subset_font("display", "RussoOne-Regular.ttf", title.upper() + title)
    return _declare("Oswald", "200 700", condensed) + _declare("Russo One", "400", display)


def _declare(family: str, weights: str, font: bytes) -> str:
    data = b64encode(font).decode()
    return f'@font-face{{font-family:"{family}";font-weight:{weights};src:url(data:font/ttf;base64,{data})}}'
