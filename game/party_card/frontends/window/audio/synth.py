"""Sounds made by arithmetic: paper, a typewriter's key, a stamp, a quiet room.

Law: a sound is a list of numbers between -1 and 1 that is the same every time; it begins and ends in silence (the room
goes round without a seam), its mean is zero and its peak is `PEAK`. Nothing here plays anything.
"""

from __future__ import annotations

from array import array
from math import exp, pi, sin, tau
from random import Random
from typing import Final, Literal

RATE: Final = 22_050
"""Samples a second, one channel."""
PEAK: Final = 0.7
Name = Literal["paper", "type", "stamp", "room"]
NAMES: tuple[Name, ...] = ("paper", "type", "stamp", "room")


def synthesize(name: Name) -> array[int]:
    """A sound as signed 16-bit samples."""
    wave = {"paper": _paper, "type": _type, "stamp": _stamp, "room": _room}[name]()
    middle = sum(wave) / len(wave)
    wave = [value - middle for value in wave]
    if name != "room":
        wave = _faded(wave)
    loudest = max(map(abs, wave))
    return array("h", (round(value / loudest * PEAK * 32_767) for value in wave))


def _noise(length: int, seed: int) -> list[float]:
    random = Random(seed)  # noqa: S311  # a hiss, not a secret
    return [random.uniform(-1, 1) for _ in range(length)]


def _low(wave: list[float], share: float) -> list[float]:
    """What is left of a wave below some pitch: `share` of each step is taken."""
    out, at = [], 0.0
    for value in wave:
        at += share * (value - at)
        out.append(at)
    return out


def _high(wave: list[float], share: float) -> list[float]:
    return [value - low for value, low in zip(wave, _low(wave, share), strict=True)]


def _faded(wave: list[float]) -> list[float]:
    """Silence at both ends, so that nothing clicks; what that moves off zero is spread where the sound is loud."""
    edge = RATE // 200
    shape = [min(1.0, n / edge, (len(wave) - 1 - n) / edge) for n in range(len(wave))]
    wave = [value * gain for value, gain in zip(wave, shape, strict=True)]
    middle = sum(wave) / sum(shape)
    return [value - middle * gain for value, gain in zip(wave, shape, strict=True)]


def _paper() -> list[float]:
    """A sheet that is turned: a soft rush that swells, with a rustle at its end."""
    length = RATE * 32 // 100
    hiss = _high(_low(_noise(length, 1932), 0.55), 0.12)
    crackle = _noise(length, 8)
    out = []
    for n, value in enumerate(hiss):
        at = n / length
        swell = sin(pi * at) ** 2 * (0.6 + 0.4 * sin(9 * pi * at) ** 2)
        rustle = crackle[n] * 0.25 if crackle[n // 60 * 60] > 0.82 and at > 0.45 else 0.0
        out.append(swell * (value + rustle))
    return out


def _type() -> list[float]:
    """A key of a typewriter: the click of the lever, then the letter on the platen."""
    length = RATE * 11 // 100
    hiss = _high(_noise(length, 33), 0.3)
    out = []
    for n, value in enumerate(hiss):
        time = n / RATE
        click = value * exp(-time * 260)
        strike = time - 0.028
        hit = 0.0 if strike < 0 else (value * exp(-strike * 120) + 0.8 * sin(tau * 190 * strike) * exp(-strike * 70))
        out.append(0.5 * click + hit)
    return out


def _stamp() -> list[float]:
    """A stamp on a desk: a low thud and a slap of rubber."""
    length = RATE * 30 // 100
    slap = _low(_noise(length, 1933), 0.35)
    out = []
    for n, value in enumerate(slap):
        time = n / RATE
        pitch = 62 + 60 * exp(-time * 40)
        out.append(sin(tau * pitch * time) * exp(-time * 16) + 0.7 * value * exp(-time * 70))
    return out


def _room() -> list[float]:
    """A room at night: almost nothing, low, without an end. The last second is blended into the first."""
    length, seam = RATE * 5, RATE
    air = _low(_low(_noise(length + seam, 7), 0.02), 0.05)
    out = air[seam : length + seam]
    for n in range(seam):
        share = n / seam
        out[length - seam + n] = out[length - seam + n] * (1 - share) + air[n] * share
    return out
