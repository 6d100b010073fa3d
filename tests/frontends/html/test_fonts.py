"""The display faces in a campaign's page: small, the same for the same title, and allowed by the page's own policy."""

from __future__ import annotations

import re
from base64 import b64decode

import uharfbuzz as hb

from party_card.frontends.html.document import build_document, build_security_policy
from party_card.frontends.html.fonts import build_font_style


def test_two_faces_are_declared_that_have_the_letters_of_headings_and_of_the_title() -> None:
    style = build_font_style("Żar 1932")
    assert re.findall(r'font-family:"([^"]+)"', style) == ["Oswald", "Russo One"]
    condensed, display = (hb.Face(b64decode(data)) for data in re.findall(r"base64,([^)]+)", style))
    assert {*map(ord, "Begin: A–Z ’ 0123")} <= set(condensed.unicodes)
    assert set(map(ord, "AR1932")) <= set(display.unicodes)
    assert ord("Q") not in display.unicodes
    assert len(style) < 45_000


def test_the_same_title_gives_the_same_bytes() -> None:
    assert build_font_style("A Year") == build_font_style("A Year")


def test_only_a_page_with_fonts_allows_them() -> None:
    assert "font-src data:;" in build_security_policy("", build_font_style("A Year"))
    assert "font-src" not in build_security_policy("", "p { margin: 0 }")
    document = build_document({"lang": "en", "title": "A Year"}, "", build_font_style("A Year"))
    assert "font-src data:;" in document
