"""The sounds as data, and their playing where there is a device and where there is none."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from party_card.frontends.window.audio.player import VOLUME, SoundPlayer
from party_card.frontends.window.audio.synth import NAMES, PEAK, RATE, Name, synthesize
from tests import ROOT

from .open_screens import stage

LENGTHS: dict[Name, tuple[float, float]] = {
    "paper": (0.2, 0.5),
    "type": (0.05, 0.2),
    "stamp": (0.2, 0.5),
    "room": (3, 8),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_short_never_clipped_and_has_no_offset(name: Name) -> None:
    wave = synthesize(name)
    least, most = LENGTHS[name]
    assert least <= len(wave) / RATE <= most
    assert max(map(abs, wave)) == round(PEAK * 32767)
    assert sum(abs(value) >= 32767 * PEAK for value in wave) <= 3  # one peak, no plateau
    assert abs(sum(wave) / len(wave)) < 2
    assert any(wave)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"room"}))
def test_a_sound_begins_and_ends_in_silence(name: Name) -> None:
    wave = synthesize(name)
    assert max(abs(value) for value in (*wave[:3], *wave[-3:])) < 400


def test_the_room_goes_round_without_a_seam() -> None:
    wave = synthesize("room")
    steps = [abs(b - a) for a, b in pairwise(wave)]
    assert abs(wave[0] - wave[-1]) <= max(steps)


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_the_same_every_time(name: Name) -> None:
    assert synthesize(name) == synthesize(name)


def test_sounds_are_told_apart() -> None:
    assert len({tuple(synthesize(name)[:2000]) for name in NAMES}) == len(NAMES)


def test_nothing_of_it_is_imported_before_it_is_switched_on() -> None:
    code = (
        "import sys; from tests.frontends.window.open_screens import stage; from party_card.frontends.window.feedback import FeedbackController;"
        "import party_card.frontends.window.app; s = stage('passage'); e = FeedbackController(s); e.update(drawn=True); names = ("
        "'party_card.frontends.window.audio.synth', 'party_card.frontends.window.audio.tts', 'party_card.frontends.window.accessibility.self_voicing');"
        "import pygame; print([n for n in names if n in sys.modules], pygame.mixer.get_init())"
    )
    root = ROOT
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[] None"


@pytest.fixture
def loudspeaker() -> SoundPlayer:
    return SoundPlayer()


def test_it_plays_through_a_device(loudspeaker: SoundPlayer) -> None:
    from pygame import mixer

    loudspeaker.set_level("quiet")
    try:
        assert loudspeaker.error == ""
        assert mixer.get_init() == (RATE, -16, 1)
        room = loudspeaker._sounds["room"]
        assert room.get_num_channels() == 1  # it goes on
        for what, name in (("choose", "type"), ("turn", "paper"), ("record", "stamp")):
            loudspeaker.play(what)
            assert loudspeaker._sounds[name].get_num_channels() == 1  # type: ignore[index]
        loudspeaker.play("something else")
        quiet = room.get_volume()
        loudspeaker.set_level("on")
        assert room.get_volume() > quiet
        assert room.get_volume() < VOLUME["quiet"]
    finally:
        loudspeaker.set_level("off")
    assert mixer.get_init() is None
    loudspeaker.play("turn")


def test_without_a_device_it_is_silent_and_says_so(loudspeaker: SoundPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    loudspeaker.set_level("on")
    assert "no sound device" in loudspeaker.error
    loudspeaker.play("turn")
    loudspeaker.set_level("off")
    assert loudspeaker.error == ""


def test_what_a_reader_does_is_heard() -> None:
    from party_card.frontends.window.input.events import Confirm, Key

    heard: list[str] = []
    for name, action, wanted in (
        ("passage", Key("1"), ["choose", "turn"]),
        ("ending", Confirm(), ["choose", "record"]),
        ("ending", Key("b"), ["turn"]),
        ("passage", Key("s"), []),
    ):
        shown = stage(name)
        heard.clear()
        shown.on_event = lambda what, _: heard.append(what)
        shown.dispatch(action)
        assert heard == wanted, name
