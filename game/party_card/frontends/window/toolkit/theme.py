"""Colours and sizes of the window; nothing here draws.

Law: code names a colour by its role, never by its value, and every pair that may meet stands in `PAIRS` or is found
by the test that walks what is drawn. Ratios are those of WCAG 2.2.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from party_card.storage.settings import Theme

Colour = Literal[
    "paper", "sheet", "sand", "ink", "soft", "faint", "rule", "accent", "red",
    "poster", "on_red", "on_ink", "bar", "on_bar", "on_bar_soft", "focus"
]  # fmt: skip
RGB = tuple[int, int, int]
Palette = dict[Colour, RGB]


def _rgb(**roles: str) -> Palette:
    return {role: _hex(value) for role, value in roles.items()}  # type: ignore[misc]  # keywords are the roles; a test compares them


def _hex(value: str) -> RGB:
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)


PALETTES: dict[Theme, Palette] = {
    "light": _rgb(
        paper="F2E8D0", sheet="FBF6E9", sand="E6D8B4", ink="1B1714", soft="5C5145", faint="665B4D", rule="B9AB8D",
        accent="A50D24", red="A50D24", poster="C8102E", on_red="FBF3E0",
        on_ink="F2E8D0", bar="1B1714", on_bar="F2E8D0", on_bar_soft="D9C9A3", focus="0B57A4",
    ),
    "dark": _rgb(
        paper="181512", sheet="221E1A", sand="312A23", ink="F0E6CF", soft="BDB097", faint="ADA088", rule="574D40",
        accent="FF8474", red="B3152C", poster="E5404F", on_red="FFF4E2",
        on_ink="181512", bar="0B0908", on_bar="F0E6CF", on_bar_soft="BDB097", focus="7FBCFF",
    ),
    "contrast": _rgb(
        paper="000000", sheet="000000", sand="1C1C1C", ink="FFFFFF", soft="FFFFFF", faint="DADADA", rule="9A9A9A",
        accent="FFE45C", red="FFE45C", poster="FFE45C", on_red="000000",
        on_ink="000000", bar="000000", on_bar="FFFFFF", on_bar_soft="FFFFFF", focus="3DF2FF",
    ),
}  # fmt: skip

ART = ("f2e8d0", "e6d8b4", "1b1714", "a50d24", "c8102e", "fbf6e9")
"""The only colours a picture may use, in the order paper, sand, ink, red, bright red, sheet. A theme recolours them."""

ART_COLOURS: dict[Theme, tuple[str, ...]] = {
    "light": ART,
    "dark": ("181512", "2a241e", "e3d6ba", "8e1226", "b81a32", "221e1a"),
    "contrast": ("000000", "1c1c1c", "ffffff", "d01030", "ff3b52", "000000"),
}


class Pair(NamedTuple):
    """Two colours that meet, and what they are: text (4.5:1, 7:1 in high contrast) or a control or sign (3:1)."""

    front: Colour
    back: Colour
    kind: Literal["text", "control"]


PAIRS: tuple[Pair, ...] = (
    *(Pair(front, back, "text") for front in ("ink", "soft", "faint", "accent") for back in ("paper", "sheet", "sand")),
    Pair("on_red", "red", "text"),
    Pair("on_ink", "ink", "text"),
    Pair("on_bar", "bar", "text"),
    Pair("on_bar_soft", "bar", "text"),
    Pair("focus", "paper", "control"),
    Pair("focus", "sand", "control"),
    Pair("focus", "sheet", "control"),
    Pair("faint", "paper", "control"),
    Pair("ink", "sand", "control"),
)  # fmt: skip


def luminance(colour: RGB) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(front: RGB, back: RGB) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(front), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# ------------------------------------------------------------------------------------------------------- letters

Family = Literal["serif", "condensed", "display", "mono", "legible"]
Role = Literal[
    "prose",
    "choice",
    "note",
    "document",
    "label",
    "meta",
    "key",
    "heading",
    "number",
    "title",
    "poster",
    "lead",
    "account",
    "place",
    "date",
]


class Style(NamedTuple):
    """How a role of text looks at 100 %: `leading` and `tracking` are in ems, `size` in units of the window."""

    family: Family
    size: float
    leading: float
    weight: int = 400
    tracking: float = 0.0
    upper: bool = False


STYLES: dict[Role, Style] = {
    "prose": Style("serif", 20, 1.45),
    "choice": Style("serif", 19.5, 1.35),
    "lead": Style("serif", 23, 1.4),
    "account": Style("serif", 18.5, 1.42),
    "note": Style("serif", 15.5, 1.38),
    "document": Style("mono", 17, 1.5),
    "label": Style("condensed", 13.5, 1.4, 600, 0.06, True),
    "meta": Style("condensed", 14.5, 1.35, 400, 0.02),
    "key": Style("condensed", 13.5, 1.3, 600),
    "number": Style("condensed", 20, 1.35, 600),
    "heading": Style("condensed", 17.5, 1.3, 600, 0.04, True),
    "title": Style("condensed", 44, 1.14, 700, 0.01, True),
    "place": Style("condensed", 24, 1.4, 600, 0.04, True),
    "date": Style("condensed", 24, 1.4, 300, 0.02, True),
    "poster": Style("display", 100, 0.99, 400),
}

MEASURE = 620
"""Width of a column of prose for which the windows are designed: about 66 characters of `prose`."""
ADVANCE: dict[Family, float] = {"serif": 0.4697, "legible": 0.4341}
"""Mean width of a letter of running English, spaces too, in ems."""
SPACES = 0.19
"""How many of them are spaces."""
NOTES = 300
"""Width of the notes beside it."""
GUTTER = 56
MARGIN = 28
