"""The end of a campaign in the window: the chain of causes, and the player's winter beside it if there is room."""

from __future__ import annotations

import pytest

from party_card.engine.page import Heading
from party_card.frontends.window.screens.page import PageScreen
from party_card.storage.settings import Settings

from ..open_screens import open_screen


@pytest.mark.parametrize(
    ("size", "text_size", "is_beside"),
    [((1280, 800), 100, True), ((1920, 1080), 100, True), ((1280, 800), 200, False), ((640, 480), 100, False)],
)
def test_the_players_winter_stands_beside_the_chain_of_causes_if_there_is_room(
    size: tuple[int, int], text_size: int, is_beside: bool
) -> None:
    navigator = open_screen("winter", size, Settings(text_size))
    assert isinstance(navigator.screen, PageScreen)
    blocks = navigator.screen.page.blocks
    start = blocks.index(Heading("Your path through it"))
    boxes = [box for box in navigator.view.layout.boxes if 0 <= box.key < len(blocks)]
    chain = [box for box in boxes if box.key < start]
    path = [box for box in boxes if box.key >= start]
    assert len(path) > 1
    assert (min(box.x for box in path) >= max(box.x + box.w for box in chain)) == is_beside
    assert (path[0].y >= max(box.y + box.h for box in chain)) != is_beside
    assert all(box.x + box.w <= size[0] for box in boxes)
    assert [box.key for box in boxes] == sorted(box.key for box in boxes)  # the chain is read first
