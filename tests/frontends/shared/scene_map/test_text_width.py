"""Estimated widths against the typeface of the papers, and lines that keep to a width."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from math import ceil
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import strategies as st

from party_card.content.prose import strip_markup
from party_card.frontends.shared.scene_map.text_width import estimate_width, wrap_text
from tests.random_examples import random_examples
from tests.shipped import load_shipped_scenes

TEXTS = st.text(alphabet="abm W1,.é世\u0301", min_size=0, max_size=60)
WIDTHS = st.floats(20, 200)


@cache
def find_font() -> hb.Face:
    spec = find_spec("fontpkg_source_serif_4")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    path = Path(spec.submodule_search_locations[0]) / "files" / "SourceSerif4[opsz,wght].ttf"
    return hb.Face(hb.Blob.from_file_path(path))


def measure(text: str, weight: int) -> float:
    """The width of a line in Source Serif 4, as it is cut for small print, in em."""
    font, buffer = hb.Font(find_font()), hb.Buffer()
    font.set_variations({"wght": weight, "opsz": 8})
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / find_font().upem)


@pytest.mark.parametrize("bold", [False, True])
def test_no_text_of_the_game_is_wider_than_estimated(bold: bool) -> None:
    ratios = []
    for story in load_shipped_scenes():
        for passage in story.scene.passages.values():
            for choice in passage.choices:
                text = strip_markup(choice.text)
                ratios.append(estimate_width(text, 1, bold=bold) / measure(text, 700 if bold else 400))
    assert min(ratios) >= 1
    assert max(ratios) < 1.4


@random_examples(TEXTS, WIDTHS, everyday=200, long=5000)
def test_lines_keep_to_the_width_and_lose_no_letter(text: str, width: float) -> None:
    lines = wrap_text(text, width, 10)
    assert lines
    assert all(estimate_width(line, 10) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_the_last_line_is_not_a_single_word() -> None:
    text = "one and two and three and four"
    width = estimate_width("one and two and three and", 10)
    first, second = wrap_text(text, width, 10)
    assert estimate_width(second, 10) > estimate_width(first, 10) / 2


def test_a_word_that_fits_a_line_is_not_broken_to_balance_the_lines() -> None:
    text = "Row to the lighthouse, as they asked you to"
    narrowest = ceil(estimate_width("lighthouse,", 10))
    for width in range(narrowest, 3 * narrowest):
        assert " ".join(wrap_text(text, width, 10)) == text


def test_a_space_that_does_not_break_stays_in_its_line() -> None:
    assert wrap_text("Oct 1932 · 31\u00a0%\u00a0of\u00a0ways", 60, 8)[-1] == "31\u00a0%\u00a0of\u00a0ways"
