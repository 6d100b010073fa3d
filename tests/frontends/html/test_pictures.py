"""Pictures become `data:` URLs, and nothing but drawing is left of them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from party_card.content.pack_folders import find_builtin_pack
from party_card.frontends.html.pictures import encode_svg


def test_a_picture_becomes_an_address_of_itself_with_its_colours_plain() -> None:
    file = find_builtin_pack() / "assets" / "pictures" / "rear-door.svg"
    url = encode_svg(file)
    assert url.startswith("data:image/svg+xml,%3Csvg")
    assert not re.search(r'[<>#"\n]', url)
    colours = set(re.findall("#([0-9a-f]{6})", file.read_text(encoding="utf-8")))
    assert set(re.findall("%23([0-9a-f]{6})", url)) == colours
    assert len(url) < 1.1 * file.stat().st_size
    assert ElementTree.fromstring(unquote(url.partition(",")[2])).get("viewBox")


def test_only_drawing_is_left_of_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 2 1" onload="x()"> <!-- note -->\n'
        '<script>x()</script><a href="javascript:x()"><path d="M0 0"/></a><use xlink:href="https://x/y.svg#a"/>'
        '<path d="M0  0\n  L1 1" fill="url(https://x/y)" stroke="url(#own)"/></svg>',
        encoding="utf-8",
    )
    picture = unquote(encode_svg(file).partition(",")[2])
    root = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1' width='2' height='1'>"
    assert picture == f"{root}<path d='M0 0 L1 1' stroke='url(#own)'/></svg>"


@pytest.mark.parametrize(
    "text", ["<svg", "<p xmlns='http://www.w3.org/1999/xhtml'/>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"]
)
def test_what_is_no_picture_is_left_out(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.svg"
    file.write_text(text, encoding="utf-8")
    assert encode_svg(file) == ""
    assert encode_svg(tmp_path / "none.svg") == ""
