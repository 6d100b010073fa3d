"""How a reader likes to read.

Law: `CHOICES` names every value a setting may have, in the order in which a dial turns through them; nothing else is
ever kept or shown. What another version kept is read where it can be understood, and is the default where it cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Final, Literal

Theme = Literal["light", "dark", "contrast"]
Face = Literal["serif", "legible"]
Motion = Literal["system", "on", "reduced"]
Level = Literal["off", "quiet", "on"]
Shown = Literal["scene", "each", "end"]
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""The text sizes on offer, in per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A reader's settings; the defaults suit most. A value that is none raises `ValueError`.

    `text_size` is in per cent; `letter_spacing` and `word_spacing` are added, in hundredths of an em; `line_spacing`
    and `paragraph_spacing` are in hundredths of the letters' size, and 0 leaves them to the design; `measure` counts
    characters a line. `record` overrides when a scene shows its record. `hold` and `scan` are in milliseconds, 0 is
    off: how long a choice is held before it is taken, and how long each thing is marked for a single switch.
    """

    text_size: int = 100
    face: Face = "serif"
    letter_spacing: int = 0
    word_spacing: int = 0
    theme: Theme = "light"
    line_spacing: int = 0
    paragraph_spacing: int = 0
    measure: int = 66
    motion: Motion = "system"
    record: Shown = "scene"
    single_keys: bool = True
    hold: int = 0
    scan: int = 0
    sound: Level = "off"
    speech: bool = False

    def __post_init__(self) -> None:
        if not TEXT_SIZES[0] <= self.text_size <= TEXT_SIZES[-1]:
            raise ValueError(f"text_size is between {TEXT_SIZES[0]} and {TEXT_SIZES[-1]}, not {self.text_size}")
        for name, values in CHOICES.items():
            if name != "text_size" and getattr(self, name) not in values:
                raise ValueError(f"{name} is one of {', '.join(map(str, values))}, not {getattr(self, name)}")


CHOICES: Final[Mapping[str, tuple[object, ...]]] = MappingProxyType({
    "text_size": TEXT_SIZES,
    "face": ("serif", "legible"),
    "letter_spacing": (0, 3, 6, 9, 12, 16, 20),
    "word_spacing": (0, 8, 16, 24, 32),
    "theme": ("light", "dark", "contrast"),
    "line_spacing": (0, 150, 175, 200),
    "paragraph_spacing": (0, 100, 150, 200, 250),
    "measure": (40, 50, 58, 66, 74, 82, 90),
    "motion": ("system", "on", "reduced"),
    "record": ("scene", "each", "end"),
    "single_keys": (True, False),
    "hold": (0, 500, 1000, 2000),
    "scan": (0, 1000, 1500, 2000, 3000, 5000),
    "sound": ("off", "quiet", "on"),
    "speech": (False, True),
})  # fmt: skip
"""The values of every setting. Letter, word, line and paragraph spacing reach those of WCAG 1.4.12 and go beyond."""

_ONCE: Final = {("motion", "True"): "system", ("motion", "False"): "reduced",
                ("sound", "True"): "on", ("sound", "False"): "off"}  # fmt: skip
"""What versions before kept, as it is kept now."""


def to_strings(settings: Settings) -> dict[str, str]:
    """The settings as text, for the store."""
    return {name: str(value) for name, value in asdict(settings).items()}


def from_strings(kept: Mapping[str, str]) -> Settings:
    """The settings from the store's text; whatever cannot be understood stays at its default."""
    settings = Settings()
    for name, text in kept.items():
        default = getattr(settings, name, None)
        if name not in CHOICES or default is None:
            continue
        try:
            asked = _ONCE.get((name, text), text)
            value = {"True": True, "False": False}[asked] if isinstance(default, bool) else type(default)(asked)
            settings = Settings(**{**asdict(settings), name: value})
        except (KeyError, ValueError):
            continue  # from another version, or by another hand
    return settings
