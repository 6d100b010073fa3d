"""Defines styled text before it is set into lines: spans, and the words made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from party_card.content.models import Grade
    from party_card.frontends.window.toolkit.box import Command
    from party_card.frontends.window.toolkit.fonts import FontSpec
    from party_card.frontends.window.toolkit.theme import Colour


class StyledSpan(NamedTuple):
    """Text in one font.

    With `link` it can be activated; with `grade` it is a tag, wider than its text by `tag_padding`. For screen readers
    `spoken_text` replaces the text in its sentence and `accessible_name` the name of the link. `number` counts the
    spans of the paragraph.
    """

    text: str
    font: FontSpec
    colour: Colour
    link: Command | None = None
    accessible_name: str = ""
    spoken_text: str = ""
    grade: Grade | None = None
    tag_padding: float = 0.0
    number: int = 0


class Word(NamedTuple):
    """Pieces of spans that stay together, each with its width; the total width, and that of the space behind."""

    fragments: tuple[tuple[StyledSpan, float], ...]
    width: float
    space_width: float
