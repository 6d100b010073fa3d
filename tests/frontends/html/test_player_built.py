"""The built player: its bytes and its colours. `test_browser_build.py` builds it anew."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from party_card.frontends.html.document import read_asset
from party_card.frontends.window.toolkit.theme import PALETTES

PINNED = {
    "player.js": "4f168c3f6ffa835a97c6221370adf620b26c40a9b88db45ace9df82b9d2d88ab",
    "player.css": "6eefd9417ef89eb349af74101cdf1b3dfd15bfe7588d0587d0ad17c2cb2e480d",
}
"""Hashes of the built files. Change them only together with the player, whose hash is in the policy of every page."""
THEMES = {"light": ":root", "dark": "[data-theme=dark]", "contrast": "[data-theme=contrast]"}


@pytest.mark.parametrize("name", PINNED)
def test_the_player_is_the_one_that_was_looked_at(name: str) -> None:
    assert sha256(read_asset(name).encode()).hexdigest() == PINNED[name]


@pytest.mark.parametrize("theme", THEMES)
def test_the_colours_are_those_of_the_window(theme: str) -> None:
    style = read_asset("player.css")
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
