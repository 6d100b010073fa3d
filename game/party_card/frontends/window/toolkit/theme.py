"""Defines the colours of the themes, and the font, size and spacing of each role of text.

Invariant: code names a colour by its role, never by its value. Tests compute the contrast (WCAG 2.2) of all pairs of
colours that meet on a screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from party_card.storage.settings import Theme

Colour = Literal[
    "paper", "sheet", "sand", "ink", "soft", "faint", "rule", "accent", "red",
    "poster", "on_red", "on_ink", "bar", "on_bar", "on_bar_soft", "focus", "black"
]  # fmt: skip
RGB = tuple[int, int, int]
Palette = dict[Colour, RGB]


def _parse_palette(**roles: str) -> Palette:
    return {role: _parse_colour(value) for role, value in roles.items()}  # type: ignore[misc]  # keywords are the roles; a test compares them


def _parse_colour(value: str) -> RGB:
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)


PALETTES: dict[Theme, Palette] = {
    "light": _parse_palette(
        paper="F2E8D0", sheet="FBF6E9", sand="E6D8B4", ink="1B1714", soft="5C5145", faint="665B4D", rule="B9AB8D",
        accent="A50D24", red="A50D24", poster="C8102E", on_red="FBF3E0",
        on_ink="F2E8D0", bar="1B1714", on_bar="F2E8D0", on_bar_soft="D9C9A3", focus="0B57A4", black="000000",
    ),
    "dark": _parse_palette(
        paper="181512", sheet="221E1A", sand="312A23", ink="F0E6CF", soft="BDB097", faint="ADA088", rule="574D40",
        accent="FF8474", red="B3152C", poster="E5404F", on_red="FFF4E2",
        on_ink="181512", bar="0B0908", on_bar="F0E6CF", on_bar_soft="BDB097", focus="7FBCFF", black="000000",
    ),
    "contrast": _parse_palette(
        paper="000000", sheet="000000", sand="1C1C1C", ink="FFFFFF", soft="FFFFFF", faint="DADADA", rule="9A9A9A",
        accent="FFE45C", red="FFE45C", poster="FFE45C", on_red="000000",
        on_ink="000000", bar="000000", on_bar="FFFFFF", on_bar_soft="FFFFFF", focus="3DF2FF", black="000000",
    ),
}  # fmt: skip


Family = Literal["serif", "condensed", "display", "mono", "legible"]
TextRole = Literal[
    "prose", "choice", "note", "document", "label", "meta", "key", "heading",
    "number", "title", "poster", "lead", "account", "place", "date",
]  # fmt: skip


class RoleStyle(NamedTuple):
    """How text of a role looks at text size 100 %: `size` in units, `leading` and `tracking` in ems."""

    family: Family
    size: float
    leading: float
    weight: int = 400
    tracking: float = 0.0
    is_uppercase: bool = False


ROLE_STYLES: dict[TextRole, RoleStyle] = {
    "prose": RoleStyle("serif", 20, 1.45),
    "choice": RoleStyle("serif", 19.5, 1.35),
    "lead": RoleStyle("serif", 23, 1.4),
    "account": RoleStyle("serif", 18.5, 1.42),
    "note": RoleStyle("serif", 15.5, 1.38),
    "document": RoleStyle("mono", 17, 1.5),
    "label": RoleStyle("condensed", 13.5, 1.4, 600, 0.06, True),
    "meta": RoleStyle("condensed", 14.5, 1.35, 400, 0.02),
    "key": RoleStyle("condensed", 13.5, 1.3, 600),
    "number": RoleStyle("condensed", 20, 1.35, 600),
    "heading": RoleStyle("condensed", 17.5, 1.3, 600, 0.04, True),
    "title": RoleStyle("condensed", 44, 1.14, 700, 0.01, True),
    "place": RoleStyle("condensed", 24, 1.4, 600, 0.04, True),
    "date": RoleStyle("condensed", 24, 1.4, 300, 0.02, True),
    "poster": RoleStyle("display", 100, 0.99, 400),
}

DESIGN_COLUMN_UNITS = 620
"""Width of a column of prose in the design: about 66 characters of `prose`."""
NOTES_WIDTH_UNITS = 300
"""Width of the column of notes next to it."""
GUTTER_UNITS = 56
MARGIN_UNITS = 28
MEAN_ADVANCE_EM: dict[Family, float] = {"serif": 0.4697, "legible": 0.4341}
"""Mean width of a character of running English, spaces included."""
SPACE_SHARE = 0.19
"""The share of spaces among the characters of running English."""
