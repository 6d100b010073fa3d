"""Pictures: ours use six colours, and the rule about undrawn parts agrees with pygame's SVG renderer."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pygame
import pytest

from party_card.content.svg import parse_svg
from party_card.diagnostics.source import SourceFile
from party_card.frontends.shared.palette import ART_COLOURS
from party_card.frontends.window.toolkit.images import load_scaled, scale_to_cover
from party_card.rules.bad_picture import REFUSED_ELEMENTS
from party_card.rules.undrawn_part import find_undrawn
from tests import ROOT

PICTURES = sorted((ROOT / "assets" / "pictures").glob("*.svg"))
RECT = '<rect x="5" y="5" width="20" height="20" fill="#c8102e" {}/>'
START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">'


def draw_svg(body: str) -> bytes:
    """Returns the pixels that pygame draws for the content of a picture."""
    svg = f"{START}{body}</svg>"
    return pygame.image.tobytes(pygame.image.load_sized_svg(BytesIO(svg.encode()), (40, 40)), "RGBA")


def has_undrawn_part(body: str) -> bool:
    """Returns True if the rule reports that a part is not drawn."""
    document = parse_svg(SourceFile("a.svg", f"{START}{body}</svg>"))
    return any(node.name in REFUSED_ELEMENTS or list(find_undrawn(node)) for node in document.nodes)


@pytest.mark.parametrize("file", PICTURES, ids=lambda p: p.stem)
def test_our_own_pictures_are_small_opaque_and_recoloured_by_every_theme(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text) < 9_000
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) - {"none"} <= {
        f"#{colour}" for colour in ART_COLOURS["light"]
    }
    for theme, colours in ART_COLOURS.items():
        picture, part = scale_to_cover(str(file), theme, 160, 40, (0.5, 0.5))
        pixels = {
            tuple(picture.get_at((x, y)))[:3]
            for x in range(part.left, part.right)
            for y in range(part.top, part.bottom)
        }
        assert len(pixels & {tuple(bytes.fromhex(colour)) for colour in colours}) >= 3, theme


def test_a_picture_without_a_ground_lies_on_paper(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(START + RECT.format("") + "</svg>", encoding="utf-8")
    for theme, colours in ART_COLOURS.items():
        picture = load_scaled(str(tmp_path / "a.svg"), theme, 40, 40)
        assert tuple(picture.get_at((1, 1)))[:3] == tuple(bytes.fromhex(colours[0])), theme


@pytest.mark.parametrize(
    "attribute",
    ['clip-path="url(#a)"', 'mask="url(#a)"', 'filter="url(#a)"', 'visibility="hidden"', 'mix-blend-mode="multiply"',
     'transform-origin="5 5"', 'style="mask:url(#a)"', 'marker-start="url(#a)"'],
)  # fmt: skip
def test_attributes_that_the_rule_tells_of_change_no_pixel(attribute: str) -> None:
    assert has_undrawn_part(RECT.format(attribute))
    assert draw_svg(RECT.format(attribute)) == draw_svg(RECT.format(""))


@pytest.mark.parametrize(
    "attribute",
    ['opacity=".5"', 'fill-opacity=".5"', 'rx="5"', 'stroke="#000"', 'style="stroke:#000"', 'display="none"',
     'transform="rotate(9)"', 'stroke="#000" stroke-dasharray="4 4"'],
)  # fmt: skip
def test_attributes_that_the_rule_lets_pass_are_drawn(attribute: str) -> None:
    assert not has_undrawn_part(RECT.format(attribute))
    assert draw_svg(RECT.format(attribute)) != draw_svg(RECT.format(""))


@pytest.mark.parametrize("body", [
    '<text y="20">A</text>', '<defs><rect id="a" width="9" height="9"/></defs><use href="#a"/>',
    '<pattern><g/></pattern>', '<image href="#a" width="9" height="9"/>',
])  # fmt: skip
def test_elements_that_the_rule_tells_of_are_missing(body: str) -> None:
    assert has_undrawn_part(body)
    assert draw_svg(body) == draw_svg("")


@pytest.mark.parametrize("name", ["clipPath", "mask", "marker", "symbol"])
def test_shapes_that_only_cut_or_mark_are_drawn_as_they_stand(name: str) -> None:
    body = f"<{name}>{RECT.format('')}</{name}>"
    assert has_undrawn_part(body)
    assert draw_svg(body) == draw_svg(RECT.format(""))


@pytest.mark.parametrize("colour", ["tomato", "currentColor", "inherit", "hsl(9,9%,9%)"])
def test_colours_that_the_rule_tells_of_are_grey(colour: str) -> None:
    body = f'<g fill="#00f"><rect width="40" height="40" fill="{colour}"/></g>'
    assert has_undrawn_part(body)
    assert draw_svg(body)[:4] == b"\x80\x80\x80\xff"


@pytest.mark.parametrize("colour", ["red", "#f00", "#ff0000", "rgb(255,0,0)"])
def test_colours_that_the_rule_lets_pass_are_drawn(colour: str) -> None:
    body = f'<rect width="40" height="40" fill="{colour}"/>'
    assert not has_undrawn_part(body)
    assert draw_svg(body)[:4] == b"\xff\x00\x00\xff"
