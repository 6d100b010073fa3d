"""Synthesizes the sound effects: paper, a typewriter key, a stamp, a quiet room.

Invariant: a sound is the same every time; it begins and ends in silence (that of the room loops without a seam), its
mean is zero and its peak is `PEAK_AMPLITUDE`. Waves are lists of numbers between -1 and 1 until the end.
"""

from __future__ import annotations

from array import array
from math import exp, pi, sin, tau
from random import Random
from typing import Final, Literal

SAMPLE_RATE_HZ: Final = 22_050
"""One channel."""
PEAK_AMPLITUDE: Final = 0.7
SoundName = Literal["paper", "type", "stamp", "room"]
SOUND_NAMES: tuple[SoundName, ...] = ("paper", "type", "stamp", "room")


def synthesize(name: SoundName) -> array[int]:
    """Returns a sound as signed 16-bit samples."""
    wave = {"paper": _paper, "type": _typewriter_key, "stamp": _stamp, "room": _room}[name]()
    mean = sum(wave) / len(wave)
    wave = [value - mean for value in wave]
    if name != "room":
        wave = _fade_ends(wave)
    peak = max(map(abs, wave))
    return array("h", (round(value / peak * PEAK_AMPLITUDE * 32_767) for value in wave))


def _white_noise(length: int, seed: int) -> list[float]:
    random = Random(seed)  # noqa: S311  # a hiss, not a secret
    return [random.uniform(-1, 1) for _ in range(length)]


def _low_pass(wave: list[float], share: float) -> list[float]:
    """Filters high frequencies out: each sample follows the wave by a `share` of the difference."""
    output: list[float] = []
    level = 0.0
    for value in wave:
        level += share * (value - level)
        output.append(level)
    return output


def _high_pass(wave: list[float], share: float) -> list[float]:
    return [value - level for value, level in zip(wave, _low_pass(wave, share), strict=True)]


def _fade_ends(wave: list[float]) -> list[float]:
    """Fades both ends in and out so that nothing clicks, and corrects the mean in proportion to loudness."""
    fade_length = SAMPLE_RATE_HZ // 200
    gains = [min(1.0, n / fade_length, (len(wave) - 1 - n) / fade_length) for n in range(len(wave))]
    wave = [value * gain for value, gain in zip(wave, gains, strict=True)]
    mean = sum(wave) / sum(gains)
    return [value - mean * gain for value, gain in zip(wave, gains, strict=True)]


def _paper() -> list[float]:
    """A sheet that is turned: a soft rush that swells, with a rustle at its end."""
    length = SAMPLE_RATE_HZ * 32 // 100
    hiss = _high_pass(_low_pass(_white_noise(length, 1932), 0.55), 0.12)
    crackle = _white_noise(length, 8)
    wave = []
    for n, value in enumerate(hiss):
        share = n / length
        swell = sin(pi * share) ** 2 * (0.6 + 0.4 * sin(9 * pi * share) ** 2)
        rustle = crackle[n] * 0.25 if crackle[n // 60 * 60] > 0.82 and share > 0.45 else 0.0
        wave.append(swell * (value + rustle))
    return wave


def _typewriter_key() -> list[float]:
    """A key of a typewriter: the click of the lever, then the letter on the platen."""
    hiss = _high_pass(_white_noise(SAMPLE_RATE_HZ * 11 // 100, 33), 0.3)
    wave = []
    for n, value in enumerate(hiss):
        time_s = n / SAMPLE_RATE_HZ
        click = value * exp(-time_s * 260)
        strike_s = time_s - 0.028
        strike = 0.0
        if strike_s >= 0:
            strike = value * exp(-strike_s * 120) + 0.8 * sin(tau * 190 * strike_s) * exp(-strike_s * 70)
        wave.append(0.5 * click + strike)
    return wave


def _stamp() -> list[float]:
    """A stamp on a desk: a low thud and a slap of rubber."""
    slap = _low_pass(_white_noise(SAMPLE_RATE_HZ * 30 // 100, 1933), 0.35)
    wave = []
    for n, value in enumerate(slap):
        time_s = n / SAMPLE_RATE_HZ
        pitch_hz = 62 + 60 * exp(-time_s * 40)
        wave.append(sin(tau * pitch_hz * time_s) * exp(-time_s * 16) + 0.7 * value * exp(-time_s * 70))
    return wave


def _room() -> list[float]:
    """A room at night: almost nothing, low, without an end. The last second is blended into the first."""
    length, seam = SAMPLE_RATE_HZ * 5, SAMPLE_RATE_HZ
    air = _low_pass(_low_pass(_white_noise(length + seam, 7), 0.02), 0.05)
    wave = air[seam : length + seam]
    for n in range(seam):
        share = n / seam
        wave[length - seam + n] = wave[length - seam + n] * (1 - share) + air[n] * share
    return wave
