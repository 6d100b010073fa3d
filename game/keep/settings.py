"""How a reader likes to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, get_args

Theme = Literal["light", "dark", "contrast"]
Face = Literal["serif", "legible"]
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""The text sizes on offer, in per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """A reader's settings; the defaults suit most."""

    text_size: int = 100
    theme: Theme = "light"
    face: Face = "serif"
    motion: bool = True
    sound: bool = False

    def __post_init__(self) -> None:
        if not TEXT_SIZES[0] <= self.text_size <= TEXT_SIZES[-1]:
            raise ValueError(f"text_size is between {TEXT_SIZES[0]} and {TEXT_SIZES[-1]}, not {self.text_size}")
        if self.theme not in get_args(Theme) or self.face not in get_args(Face):
            raise ValueError(f"no such theme or face: {self.theme}, {self.face}")


def written(settings: Settings) -> dict[str, str]:
    """The settings as text, for the store."""
    return {name: str(value) for name, value in asdict(settings).items()}


def read(kept: Mapping[str, str]) -> Settings:
    """The settings from the store's text; whatever cannot be understood stays at its default."""
    settings = Settings()
    for name, text in kept.items():
        default = getattr(settings, name, None)
        if name not in Settings.__dataclass_fields__ or default is None:
            continue
        try:
            value = {"True": True, "False": False}[text] if isinstance(default, bool) else type(default)(text)
            settings = Settings(**{**asdict(settings), name: value})
        except (KeyError, ValueError):
            continue  # from another version, or by another hand
    return settings
