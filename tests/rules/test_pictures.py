"""A picture of a pack is read without expanding or fetching anything, and what cannot be shown is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from party_card.content.svg import MAX_CHARACTERS, MAX_DEPTH
from party_card.services.checked_pack import read_checked_pack
from tests.rules.checking import check_files

START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">\n'
RECT = '<rect width="4" height="3" fill="#c00"/>'


def check_picture(folder: Path, svg: str | bytes) -> list[tuple[str, int, int, str]]:
    """Returns code, line, column and message of every diagnostic of one picture."""
    data = svg if isinstance(svg, bytes) else svg.encode()
    found = check_files(folder, {"assets/pictures/a.svg": data, "scenes/.keep": b""})
    assert {diagnostic.primary.source.name for diagnostic in found} <= {"assets/pictures/a.svg"}
    return [
        (diagnostic.code, diagnostic.primary.span.line, diagnostic.primary.span.column, diagnostic.message)
        for diagnostic in found
    ]


@pytest.mark.parametrize(
    "svg",
    [
        START + RECT + "</svg>",
        f"\ufeff<?xml version='1.0' encoding='UTF-8'?>\n<!-- drawn -->{START}<title>A</title>{RECT}</svg>",
        START.replace("0 0 4 3", "0 0 4.5 3.25") + RECT + "</svg>",
        START + '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
        '<g style="fill:url(#g); stroke:rgb(1,2,3)" opacity=".5"><circle r="1" clip-path="none"/></g></svg>',
        # what a drawing program notes for itself
        START.replace("<svg", "<svg xmlns:ink='urn:ink' ink:page='x' xmlns:xlink='http://www.w3.org/1999/xlink'")
        + '<ink:view onload="x"/><metadata><ink:a/></metadata>'
        + '<linearGradient id="a"/><linearGradient xlink:href="#a"/></svg>',
    ],
)  # fmt: skip
def test_what_can_be_shown_is_not_told(tmp_path: Path, svg: str) -> None:
    assert check_picture(tmp_path, svg) == []


@pytest.mark.parametrize(
    ("svg", "line", "column", "message"),
    [
        ("", 1, 1, "this is not well-formed XML: no element found"),
        ("A bridge.", 1, 1, "this is not well-formed XML: syntax error"),
        (START + "<g>\n</svg>", 3, 3, "this is not well-formed XML: mismatched tag"),
        (START + "é<g>\né</svg>", 3, 4, "this is not well-formed XML: mismatched tag"),
        ("<html/>", 1, 2, "this is no SVG picture: its first element is `html`"),
        ('<svg viewBox="0 0 4 3"/>', 1, 2, "this is no SVG picture: its first element is `svg`"),
        (START.replace("0 0 4 3", "0 0 4") + "</svg>", 1, 41, "`0 0 4` is no viewBox that can be shown"),
        (START.replace("0 0 4 3", "1 0 4 3") + "</svg>", 1, 41, "`1 0 4 3` is no viewBox that can be shown"),
        (START.replace("0 0 4 3", "0 0 0 3") + "</svg>", 1, 41, "`0 0 0 3` is no viewBox that can be shown"),
        (START + " <script>x</script></svg>", 2, 3, "`script` has no place in a picture"),
        (START + '<g\n  onclick="x"/></svg>', 3, 3, "`onclick` has no place in a picture"),
        (START + '<linearGradient href="http://a.b/"/></svg>', 2, 17, "`href` leads out of the picture"),
        (START + "<g fill=\"url('a.svg#b')\"/></svg>", 2, 4, "`fill` leads out of the picture"),
        ('<?xml-stylesheet href="a.css"?>' + START + "</svg>", 1, 2, "a picture takes its style from nowhere else"),
        (START + "<use href='#a'/><use href='#b'/></svg>", 2, 2, "`use` has no place in a picture"),
        (START + "<g fill='URL( //a.b/c )'/></svg>", 2, 4, "`fill` leads out of the picture"),
        (START + "<g style='fill:u\\72 l(x.png)'/></svg>", 2, 4, "`style` leads out of the picture"),
        (START + "<g style='fill:ur/**/l(x.png)'/></svg>", 2, 4, "`style` leads out of the picture"),
        (START + "<g fill='-webkit-image-set(\"x\" 1x)'/></svg>", 2, 4, "`fill` leads out of the picture"),
        (START.replace("0 0 4 3", "0 0 3 90000") + "</svg>", 1, 41, "`0 0 3 90000` is no viewBox that can be shown"),
        (START + "<path d='M0 0H3' stroke='red' stroke-dasharray='1e-6'/></svg>", 2, 31,
         "up to here this picture has too many dashes"),
        (START + "<path d='M0 0H3' stroke='red' stroke-dasharray='0'/></svg>", 2, 31, "these dashes have no length"),
        (START + "<path d='M0 0H2e15'/></svg>", 2, 7, "the number `2e15` is too large"),
        (START + "<g transform='scale(5000)'>\n<rect width='2' height='2'/></g></svg>", 3, 7,
         "`width` leads too far out of the picture"),
        (START + "<circle r='wide'/></svg>", 2, 9, "`r` cannot be read at `wide`"),
        (START + RECT * 2400 + "</svg>", 2, 10002, "up to here this picture takes too long to draw"),
        ("<!DOCTYPE svg>\n" + START + "</svg>", 1, 1, "a picture may not have a DOCTYPE"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told_with_its_place(
    tmp_path: Path, svg: str, line: int, column: int, message: str
) -> None:
    assert check_picture(tmp_path, svg)[:1] == [("bad-picture", line, column, message)]
    assert [found[0] for found in check_picture(tmp_path, svg)] == ["bad-picture"]


@pytest.mark.parametrize("rule", ["@\\69mport 'a.css'", "g{fill:&#117;rl(a.png)}", "g{fill:IMAGE-SET('a.png' 1x)}"])
def test_a_style_sheet_that_leads_out_is_reported_in_any_spelling(tmp_path: Path, rule: str) -> None:
    found = check_picture(tmp_path, f"{START}<style>{rule}</style></svg>")
    assert ("bad-picture", 2, 2, "`style` leads out of the picture") in found


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    """Ten lines that would grow to a thousand million letters are refused before the first of them."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    svg = (
        f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>{START}<g>&a9;&f;</g></svg>'
    )
    assert [found[3] for found in check_picture(tmp_path, svg)] == ["a picture may not have a DOCTYPE"]


def test_a_picture_may_be_neither_long_nor_deep(tmp_path: Path) -> None:
    long = START + RECT * (MAX_CHARACTERS // len(RECT)) + "</svg>"
    assert [found[0] for found in check_picture(tmp_path / "long", long)] == ["bad-picture"]
    deep = START + "<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH + "</svg>"
    assert "lie in one another" in check_picture(tmp_path / "deep", deep)[0][3]
    assert check_picture(tmp_path / "less", deep.replace("<g>", "", 1).replace("</g>", "", 1)) == []


def test_a_picture_has_a_limited_number_of_elements(tmp_path: Path) -> None:
    found = check_picture(tmp_path, START + "<g/>" * 6_000 + "</svg>")
    assert [diagnostic[3] for diagnostic in found] == ["a picture may have 5,000 elements; this one has more"]


def test_a_picture_in_another_encoding_is_told_once(tmp_path: Path) -> None:
    assert [found[0] for found in check_picture(tmp_path, START.encode() + b"<!-- \xe9 --></svg>")] == ["not-utf8"]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("<text>a</text>", "`text` is not drawn"),
        ("<clipPath/>", "the shapes in `clipPath` are drawn as they stand"),
        ("<svg/>", "`svg` is not drawn"),
        ("<g clip-path='url(#a)'/>", "`clip-path` changes nothing"),
        ("<g style='fill:none;mask: url(#a)'/>", "`mask` changes nothing"),
        ("<g visibility='hidden'/>", "`visibility` changes nothing"),
        ("<g fill='tomato'/>", "the colour `tomato` is not known, and drawn grey"),
        ("<g style='stroke: currentColor'/>", "the colour `currentColor` is not known, and drawn grey"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_told_once_a_picture(tmp_path: Path, part: str, message: str) -> None:
    found = check_picture(tmp_path, f"{START}{RECT}{part}\n{part}</svg>")
    assert [(code, line, text) for code, line, _, text in found] == [("undrawn-part", 2, message)]


def test_only_the_pictures_of_the_pack_itself_are_looked_at(tmp_path: Path) -> None:
    """A teacher's pack rests on the game's own, whose pictures are no business of the teacher's."""
    pictures = tmp_path / "assets" / "pictures"
    pictures.mkdir(parents=True)
    (tmp_path / "scenes").mkdir()
    (pictures / "mine.svg").write_text("<svg/>", encoding="utf-8")
    checked = read_checked_pack(tmp_path)
    assert {diagnostic.primary.source.name for diagnostic in checked.rule_diagnostics} == {str(pictures / "mine.svg")}
    assert len(checked.pack.pictures) > 1
    assert set(checked.pack.list_own_pictures()) == {str(pictures / "mine.svg")}
