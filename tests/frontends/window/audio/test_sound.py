"""Sound effects: the samples, and playing them with and without a sound device."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from party_card.frontends.window.audio.player import VOLUME, SoundPlayer
from party_card.frontends.window.audio.synth import PEAK_AMPLITUDE, SAMPLE_RATE_HZ, SOUND_NAMES, SoundName, synthesize
from tests import ROOT

from ..open_screens import open_screen

LENGTHS: dict[SoundName, tuple[float, float]] = {
    "paper": (0.2, 0.5),
    "type": (0.05, 0.2),
    "stamp": (0.2, 0.5),
    "room": (3, 8),
}


@pytest.mark.parametrize("name", SOUND_NAMES)
def test_a_sound_is_short_never_clipped_and_has_no_offset(name: SoundName) -> None:
    wave = synthesize(name)
    min_s, max_s = LENGTHS[name]
    assert min_s <= len(wave) / SAMPLE_RATE_HZ <= max_s
    assert max(map(abs, wave)) == round(PEAK_AMPLITUDE * 32767)
    assert sum(abs(value) >= 32767 * PEAK_AMPLITUDE for value in wave) <= 3  # one peak, no plateau
    assert abs(sum(wave) / len(wave)) < 2
    assert any(wave)


@pytest.mark.parametrize("name", sorted(set(SOUND_NAMES) - {"room"}))
def test_a_sound_begins_and_ends_in_silence(name: SoundName) -> None:
    wave = synthesize(name)
    assert max(abs(value) for value in (*wave[:3], *wave[-3:])) < 400


def test_the_room_goes_round_without_a_seam() -> None:
    wave = synthesize("room")
    steps = [abs(b - a) for a, b in pairwise(wave)]
    assert abs(wave[0] - wave[-1]) <= max(steps)


@pytest.mark.parametrize("name", SOUND_NAMES)
def test_a_sound_is_the_same_every_time(name: SoundName) -> None:
    assert synthesize(name) == synthesize(name)


def test_sounds_are_told_apart() -> None:
    assert len({tuple(synthesize(name)[:2000]) for name in SOUND_NAMES}) == len(SOUND_NAMES)


def test_nothing_of_it_is_imported_before_it_is_switched_on() -> None:
    code = """
import sys
import pygame
import party_card.frontends.window.app
from party_card.frontends.window.feedback import FeedbackController
from tests.frontends.window.open_screens import open_screen
FeedbackController(open_screen("passage")).update(has_news=True)
late = ("party_card.frontends.window.audio", "party_card.frontends.window.accessibility.self_voicing")
print([name for name in sys.modules if name.startswith(late)], pygame.mixer.get_init())
"""
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert process.stdout.strip().splitlines()[-1] == "[] None"


@pytest.fixture
def player() -> SoundPlayer:
    return SoundPlayer()


def test_it_plays_through_a_device(player: SoundPlayer) -> None:
    from pygame import mixer

    player.set_level("quiet")
    try:
        assert player.error == ""
        assert mixer.get_init() == (SAMPLE_RATE_HZ, -16, 1)
        room = player._sounds["room"]
        assert room.get_num_channels() == 1  # it goes on
        for event, name in (("choose", "type"), ("turn", "paper"), ("record", "stamp")):
            player.play(event)
            assert player._sounds[name].get_num_channels() == 1  # type: ignore[index]
        player.play("something else")
        quiet = room.get_volume()
        player.set_level("on")
        assert room.get_volume() > quiet
        assert room.get_volume() < VOLUME["quiet"]
    finally:
        player.set_level("off")
    assert mixer.get_init() is None
    player.play("turn")


def test_without_a_device_it_is_silent_and_says_so(player: SoundPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    player.set_level("on")
    assert "no sound device" in player.error
    player.play("turn")
    player.set_level("off")
    assert player.error == ""


def test_what_a_reader_does_is_heard() -> None:
    from party_card.frontends.window.input.events import Confirm, Key

    events: list[str] = []
    for name, action, expected in (
        ("passage", Key("1"), ["choose", "turn"]),
        ("ending", Confirm(), ["choose", "record"]),
        ("ending", Key("b"), ["turn"]),
        ("passage", Key("s"), []),
    ):
        navigator = open_screen(name)
        events.clear()
        navigator.on_event = lambda event, _: events.append(event)
        navigator.dispatch(action)
        assert events == expected, name
