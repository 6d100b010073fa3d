"""Defines a player's settings and their allowed values.

Invariant: `SETTING_VALUES` names every value a setting may have, in the order in which a control steps through them;
nothing else is ever stored or shown. A value stored by another version is used if it is still valid, else the default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Final, Literal

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization.languages import list_own_names

Theme = Literal["light", "dark", "contrast"]
FontFace = Literal["serif", "legible"]
Motion = Literal["system", "on", "reduced"]
SoundLevel = Literal["off", "quiet", "on"]
RecordTiming = Literal["scene", "each", "end"]
SYSTEM_LANGUAGE: Final = "system"
"""The value of `language` that leaves it to the system."""
TEXT_SIZES_PERCENT = (80, 90, 100, 110, 125, 150, 175, 200)


@frozen_dataclass
class Settings:
    """A player's settings. Raises ValueError for an invalid value.

    `text_size` is in per cent. `letter_spacing` and `word_spacing` are added, in hundredths of an em; `line_spacing`
    and `paragraph_spacing` are in hundredths of the font size, and 0 leaves them to the design. `measure` is the line
    length in characters. `record` overrides when a scene shows its record. `hold` and `scan` are in milliseconds, and 0
    is off: how long a choice must be held, and how long each item is highlighted for single-switch access. `language`
    is the code of the language of the interface.
    """

    text_size: int = 100
    face: FontFace = "serif"
    letter_spacing: int = 0
    word_spacing: int = 0
    theme: Theme = "light"
    line_spacing: int = 0
    paragraph_spacing: int = 0
    measure: int = 66
    motion: Motion = "system"
    record: RecordTiming = "scene"
    single_keys: bool = True
    hold: int = 0
    scan: int = 0
    sound: SoundLevel = "off"
    speech: bool = False
    language: str = SYSTEM_LANGUAGE

    def __post_init__(self) -> None:
        if not TEXT_SIZES_PERCENT[0] <= self.text_size <= TEXT_SIZES_PERCENT[-1]:
            raise ValueError(
                f"text_size is between {TEXT_SIZES_PERCENT[0]} and {TEXT_SIZES_PERCENT[-1]}, not {self.text_size}"
            )
        for name, values in SETTING_VALUES.items():
            if name != "text_size" and getattr(self, name) not in values:
                raise ValueError(f"{name} is one of {', '.join(map(str, values))}, not {getattr(self, name)}")


class _SettingValues(Mapping[str, tuple[object, ...]]):
    """The values of settings; the languages are looked up, as the user may have further ones."""

    def __init__(self, values: Mapping[str, tuple[object, ...]]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> tuple[object, ...]:
        return (*self._values[name], *list_own_names()) if name == "language" else self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


SETTING_VALUES: Final[Mapping[str, tuple[object, ...]]] = _SettingValues({
    "text_size": TEXT_SIZES_PERCENT,
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
    "language": (SYSTEM_LANGUAGE,),
})  # fmt: skip
"""The values of every setting. Letter, word, line and paragraph spacing reach those of WCAG 1.4.12 and exceed them."""

_LEGACY_VALUES: Final = {
    ("motion", "True"): "system",
    ("motion", "False"): "reduced",
    ("sound", "True"): "on",
    ("sound", "False"): "off",
}
"""Values that earlier versions stored, by name and text, as they are stored now."""


def encode_settings(settings: Settings) -> dict[str, str]:
    """Returns the settings as text, for the store."""
    return {name: str(value) for name, value in asdict(settings).items()}


def decode_settings(stored_texts: Mapping[str, str]) -> Settings:
    """Parses stored settings; a name or value that is not valid is ignored."""
    settings = Settings()
    for name, stored_text in stored_texts.items():
        default = getattr(settings, name, None)
        if name not in SETTING_VALUES or default is None:
            continue
        text = _LEGACY_VALUES.get((name, stored_text), stored_text)
        try:
            value = {"True": True, "False": False}[text] if isinstance(default, bool) else type(default)(text)
            settings = Settings(**{**asdict(settings), name: value})
        except (KeyError, ValueError):
            continue  # from another version, or edited by hand
    return settings
