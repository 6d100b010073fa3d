"""The built player: its bytes and its colours. `test_browser_build.py` builds it anew."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from party_card.frontends.window.toolkit.theme import PALETTES
from tests.frontends.html.chromium import PLAYER_SOURCES

PINNED = {
    "player.js": "06bb0d089819d67d1407a1573e4e4fcac6342759f8ec4f0786dec68d645da7c0",
    "player.css": "d9fa353776203843eec6c88903c9d8ffc294de50f5562a747e9e5e918cc9859f",
}
"""Hashes of the built files. Change them only together with the player, whose hash is in the policy of every page."""
THEMES = {"light": ":root", "dark": "[data-theme=dark]", "contrast": "[data-theme=contrast]"}


@pytest.mark.parametrize("name", PINNED)
def test_the_player_is_the_one_that_was_looked_at(name: str) -> None:
    assert sha256((PLAYER_SOURCES.parent / name).read_bytes()).hexdigest() == PINNED[name]


@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_are_those_of_the_window(theme: str) -> None:
    style = (PLAYER_SOURCES.parent / "player.css").read_text(encoding="utf-8")
    rule = re.search(re.escape(THEMES[theme]) + r"\{(.*?)\}", style)
    assert rule
    page_colours = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+)", rule[1]))
    window = {role.replace("_", "-"): f"#{r:02x}{g:02x}{b:02x}" for role, (r, g, b) in PALETTES[theme].items()}  # type: ignore[index]
    assert {role: _expand_hex(colour) for role, colour in page_colours.items()} == {
        role: window[role] for role in page_colours
    }
    assert set(re.findall(r"var\(--([a-z-]+)\)", style)) & set(window) == set(page_colours)


def _expand_hex(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(letter * 2 for letter in colour[1:])
