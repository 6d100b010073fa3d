"""The screens look as they did when somebody last looked at them."""

from __future__ import annotations

import pygame
import pytest
from pygame import Surface

from party_card.storage.settings import Settings

from . import golden
from .open_screens import open_screen


@pytest.mark.parametrize("name", golden.SCREENS)
def test_a_screen_looks_as_it_did(name: str) -> None:
    far = golden.measure_distance(golden.draw_small(name), golden.load_golden(name))
    assert far <= golden.MAX_DISTANCE, (
        f"{name} looks different; look at it, then: python -m tests.frontends.window.golden"
    )


@pytest.mark.parametrize(
    "changed", [Settings(text_size=110), Settings(face="legible"), Settings(theme="dark"), Settings(measure=58)]
)
def test_what_an_eye_would_notice_is_noticed(changed: Settings) -> None:
    surface = Surface(golden.SIZE)
    open_screen("passage", golden.SIZE, changed).draw(surface)
    assert (
        golden.measure_distance(pygame.transform.smoothscale(surface, golden.SMALL), golden.load_golden("passage"))
        > golden.MAX_DISTANCE
    )


def test_letters_a_third_of_a_pixel_off_are_not_noticed() -> None:
    surface = Surface(golden.SIZE)
    open_screen("passage", golden.SIZE).draw(surface)
    larger = pygame.transform.smoothscale(surface, (golden.SIZE[0] * 3, golden.SIZE[1] * 3))
    shifted_surface = Surface(larger.get_size())
    shifted_surface.blit(larger, (1, 1))
    thumbnail = pygame.transform.smoothscale(shifted_surface, golden.SMALL)
    assert golden.measure_distance(thumbnail, golden.load_golden("passage")) <= golden.MAX_DISTANCE
