"""What of a picture is drawn: a bounded amount of work, in a bounded place, and nothing but shapes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.svg import parse_svg
from party_card.content.svg_drawing import find_faults, read_size, write_drawing
from party_card.content.svg_paths import SvgValueError, format_path, parse_path, trace_path
from party_card.diagnostics.source import SourceFile
from tests import ROOT

PICTURES = sorted((ROOT / "assets" / "pictures").glob("*.svg"))
DRAW_FROM_STDIN = """
import sys
from pathlib import Path
from party_card.frontends.window.toolkit.images import scale_to_cover
for file in sys.argv[1:]:
    for size in ((1280, 320), (1280, 96)):
        picture, part = scale_to_cover(file, "light", *size, (0.5, 0.5))
        assert part.size == size and picture.get_rect().contains(part)
print("drawn")
"""


def wrap_svg(body: str, view_box: str = "0 0 300 100") -> str:
    """Returns a picture with this content."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">{body}</svg>'


def write(body: str, view_box: str = "0 0 300 100") -> str:
    """Returns what is drawn of a picture."""
    return write_drawing(parse_svg(SourceFile("a.svg", wrap_svg(body, view_box))))


def list_faults(body: str) -> list[str]:
    """Returns why a picture is not drawn."""
    document = parse_svg(SourceFile("a.svg", wrap_svg(body)))
    size = read_size(document)
    assert size is not None
    return [fault.message for fault in find_faults(document, size)]


def zigzag(count: int) -> str:
    """Returns a path of lines that all cross the whole height."""
    return "M0 0 " + " ".join(f"L{x * 300 / count:.2f} {100 * (x % 2)}" for x in range(count))


HOSTILE_BODIES = {
    "short-dashes": '<path d="M0 0H300" stroke="#000" stroke-dasharray="0.002 0.003"/>',
    "dashes-of-a-group": '<g stroke-dasharray=".001"><g stroke="#000"><circle cx="50" cy="50" r="40"/></g></g>',
    "dashes-in-style": '<rect width="90" height="90" style="stroke:#000;STROKE-DASHARRAY:.0001/**/,.0001"/>',
    "scaled-dashes": '<path transform="scale(.0001)" d="M0 0H99999" stroke="#000" stroke-dasharray=".0001"/>'
    '<path transform="scale(1 .0001)" d="M0 0H300" stroke="#000" stroke-dasharray=".01"/>',
    "many-dashed-lines": '<path d="M0 9H300" stroke="#000" stroke-dasharray=".5"/>' * 40,
    "no-dash-length": '<path d="M0 0H300" stroke="#000" stroke-dasharray="0 0 0"/>',
    "far": '<path d="M0 0L2e29 7"/>',
    "not-a-number": '<circle r="nan" cx="inf"/>',
    "far-by-steps": f'<path d="M0 0{"h9e4" * 40}"/>',
    "far-by-transforms": "<g transform='scale(900)'>" * 50 + "<path d='M1 1H9'/>" + "</g>" * 50,
    "wide-stroke": '<path d="M0 0H9" stroke="#000" stroke-width="99999" transform="scale(9)"/>',
    "many-layers": '<path d="M0 0H300V100H0"/>' * 3000,
    "many-edges": f'<path d="{zigzag(6000)}"/>',
    "round-joins-outside": '<path stroke="#000" stroke-width="2e4" stroke-linejoin="round" d="M0-9e3'
    + "h9h-9" * 9000
    + '"/>',
    "many-round-joins": f'<path stroke="#000" stroke-width="99" stroke-linejoin="round" d="{zigzag(6000)}"/>',
}


@pytest.mark.parametrize("body", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES.keys())
def test_a_picture_that_takes_too_long_or_leads_too_far_is_not_written(body: str) -> None:
    assert len(list_faults(body)) == 1
    assert write(body) == ""


def test_hostile_pictures_are_an_empty_ground_in_the_window_and_never_stop_it(tmp_path: Path) -> None:
    pictures = {name: wrap_svg(body) for name, body in HOSTILE_BODIES.items()}
    pictures |= {
        "tall": wrap_svg('<rect width="2" height="2"/>', "0 0 2 700000"),
        "endless": wrap_svg("<g/>", f"0 0 {'7' * 350} 2"),
        "nothing": wrap_svg("<g/>", "0 0 nan inf"),
        "portrait": wrap_svg('<rect width="50" height="1000"/>', "0 0 50 1000"),
        "no-picture": "<svg",
        "empty": "",
        "comment": wrap_svg(f"<!-- > {HOSTILE_BODIES['short-dashes']} -->"),
        "attribute": wrap_svg("<g id='> path d=\"M0 0L1e30 1\"'/>"),
    }
    for name, text in pictures.items():
        (tmp_path / f"{name}.svg").write_text(text, encoding="utf-8")
    (tmp_path / "latin.svg").write_bytes(b"<svg>\xe9</svg>")
    (tmp_path / "folder.svg").mkdir()
    files = [str(tmp_path / f"{name}.svg") for name in (*pictures, "latin", "folder", "missing")]
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "PARTY_CARD_HOME": str(tmp_path / "home")}
    completed = subprocess.run(
        [sys.executable, "-c", DRAW_FROM_STDIN, *files],
        capture_output=True, text=True, timeout=60, check=False, env=environment,
    )  # fmt: skip
    assert completed.stdout.splitlines()[-1:] == ["drawn"], completed.stderr


@pytest.mark.parametrize(
    "body",
    [
        '<path d="M0 50H300" stroke="#000" stroke-width="4" stroke-dasharray="0 9" stroke-linecap="round"/>',
        '<path d="M0 50H300" stroke="#000" stroke-dasharray="none"/>',
        '<line x1="10%" y1="2mm" x2="1in" y2="5" stroke="#000" stroke-width="inherit" stroke-dasharray="4px, 2px"/>',
        '<path d="M9 9a4 4 0 0110 10.5l.5-1-.5.5z m3-3l-1-1"/>',
        '<polygon points="1,2 3,4 5-6"/><ellipse cx="3" cy="4" rx="2" ry="1"/>',
        f'<path d="{zigzag(200)}" stroke="#000"/>',
        '<g transform="translate(9,9) rotate(30 1 1) skewX(5) matrix(1 0 0 1 2 3)"><rect width="5" height="6"/></g>',
    ],
)
def test_what_drawing_programs_write_is_drawn(body: str) -> None:
    assert list_faults(body) == []
    assert write(body)


@pytest.mark.parametrize("file", PICTURES, ids=lambda path: path.stem)
def test_our_own_pictures_are_written_with_all_their_shapes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    written = write_drawing(parse_svg(SourceFile(file.name, text)))
    for element in ("<path", "<rect", "<circle", "<ellipse", "<g"):
        assert written.count(element) == text.count(element)
    assert write_drawing(parse_svg(SourceFile(file.name, written))) == written


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("<!-- > <rect width='9'/> --><![CDATA[<rect/>]]>", ""),
        ("<g id='a&gt;&lt;b'><rect width='9' onclick='x' class='c'/></g>", '<g><rect width="9"/></g>'),
        ("<text><rect width='9'/></text><a><rect/></a><style>*{}</style><image/><foreignObject/>", ""),
        ("<rect style='fill:URL(http://a.b/c); stroke: u\\72l(x); stroke-width: 2 !important'/>",
         '<rect stroke-width="2"/>'),
        ("<rect fill='image-set(\"x.png\" 1x)' stroke='url(//a.b#c)' filter='url(#f)'/>", "<rect/>"),
        ("<clipPath id='c'><rect width='9'/></clipPath>", '<g id="c"><rect width="9"/></g>'),
        ("<path d='M1,2 3 4a1 1 0 012 3Z'/>", '<path d="M1 2 L3 4 a1 1 0 0 1 2 3Z"/>'),
    ],
)  # fmt: skip
def test_only_known_shapes_and_values_are_written(body: str, written: str) -> None:
    assert write(body).removesuffix("</svg>").partition('height="100">')[2] == written


@pytest.mark.parametrize("text", ["L1 1", "M1", "M1 2 3", "M0 0 A1 1 0 2 0 1 1", "M0 0 x", "M1e9 1", f"M{'1' * 40} 0"])
def test_an_outline_that_readers_could_take_in_several_ways_is_refused(text: str) -> None:
    with pytest.raises(SvgValueError):
        parse_path(text)


NUMBERS = st.floats(-900, 900).map(lambda number: f"{number:.3f}")
COMMANDS = st.sampled_from("MmLlHhVvCcSsQqTtAaZz").flatmap(
    lambda letter: st.tuples(
        st.just(letter),
        st.lists(NUMBERS, min_size=6, max_size=6).map(
            lambda numbers: {
                "H": numbers[:1], "V": numbers[:1], "C": numbers, "S": numbers[:4], "Q": numbers[:4], "Z": [],
                "A": [*numbers[:3], "0", "1", *numbers[3:5]],
            }.get(letter.upper(), numbers[:2])
        ),
    )
)  # fmt: skip


@given(st.lists(COMMANDS, max_size=12))
def test_a_written_outline_reads_the_same_again(commands: list[tuple[str, list[str]]]) -> None:
    text = "M0 0" + "".join(f"{letter}{','.join(numbers)}" for letter, numbers in commands)
    parsed = parse_path(text)
    assert parse_path(format_path(parsed)) == parsed
    assert len(list(trace_path(parsed))) == len(parsed)
