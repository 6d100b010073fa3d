"""The map of places on paper: on worksheet and guide of a scene with places, complete in itself, and in black on white."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest

from party_card.engine.place_words import HEADING, list_place_sentences
from party_card.frontends.print.guide import write_guide
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.pdf import to_pdf
from party_card.frontends.print.sheet import PAPERS, PaperSize
from party_card.frontends.print.worksheet import write_worksheet
from party_card.frontends.shared.place_map.svg import write_map_svg
from tests.frontends.print.papers import proved, sample
from tests.frontends.shared.place_map.sample import BAKU, CHICAGO, TURIN, place
from tests.frontends.shared.transcript.test_transcript_html import Reader
from tests.places import read_places_pack


@cache
def herring() -> LessonData:
    with TemporaryDirectory() as folder:
        lesson = proved(read_places_pack(Path(folder)), "herring")
        assert lesson.places is not None
        return lesson


@pytest.mark.parametrize("write", [write_guide, write_worksheet])
def test_paper_has_the_map_of_a_scene_with_places(write: object) -> None:
    html = write(herring())  # type: ignore[operator]  # one of two functions
    assert html.count('class="places"') == 1
    text = Reader(html).text
    assert HEADING in text
    assert "You are in Reykjavik." in text
    assert "Kristiania" in text


@pytest.mark.parametrize("write", [write_guide, write_worksheet])
def test_paper_of_a_scene_without_places_has_none(write: object) -> None:
    html = write(sample())  # type: ignore[operator]  # one of two functions
    assert "<svg class" not in html
    assert HEADING not in Reader(html).text


def test_the_guide_says_in_words_what_the_map_shows() -> None:
    text = " ".join(Reader(write_guide(herring())).text.split())
    places = herring().places
    assert places is not None
    assert all(sentence in text for sentence in list_place_sentences(places))


def read_svg(*points: object, name: str = "Map: there") -> ElementTree.Element:
    picture = write_map_svg(points, 330, 205, name)  # type: ignore[arg-type]  # places
    assert picture is not None
    return ElementTree.fromstring(picture)


def test_a_map_as_svg_is_one_picture_with_a_name() -> None:
    svg = read_svg(TURIN, BAKU, name="Map: Turin & Baku.")
    assert (svg.get("role"), svg.get("aria-label")) == ("img", "Map: Turin & Baku.")


def test_a_map_as_svg_refers_to_nothing_outside_and_needs_no_style() -> None:
    """WeasyPrint applies no style of the document inside an SVG, so land would be as black as the sea."""
    svg = read_svg(TURIN, BAKU, CHICAGO)
    assert not re.search(r"href|url\(|<style|<script|http", ElementTree.tostring(svg, encoding="unicode"))
    fills = {node.get("class"): node.get("fill") for node in svg.iter() if node.get("class")}
    assert len({fills["land"], fills["sea"], fills["outer"]}) == 3


def test_texts_of_a_map_are_escaped() -> None:
    svg = read_svg(place("A <b> & “c”", 45, 8, here=True))
    assert "A <b> & “c”" in [text.text for text in svg.iter("text")]


def test_the_signs_of_a_map_on_paper_differ_in_shape() -> None:
    classes = [node.get("class") for node in read_svg(TURIN, BAKU, CHICAGO).iter() if node.get("class")]
    for name in ("outer", "ring", "dot", "place", "arrow", "plate", "land", "sea", "river", "bar"):
        assert name in classes, name


def test_no_text_of_a_map_is_smaller_than_nine_points_on_paper() -> None:
    """The worksheet has the map 66 mm wide."""
    svg = read_svg(TURIN, BAKU, CHICAGO)
    points_per_unit = 66 / 25.4 * 72 / 330
    assert min(float(text.get("font-size", "0")) for text in svg.iter("text")) * points_per_unit >= 9


@pytest.mark.print
@pytest.mark.parametrize("paper", PAPERS)
def test_a_worksheet_with_a_map_has_two_pages_and_the_map_is_mostly_light(paper: PaperSize, tmp_path: Path) -> None:
    import pygame

    (tmp_path / "worksheet.pdf").write_bytes(to_pdf(write_worksheet(herring(), paper)))
    command = ["pdftoppm", "-r", "50", "-png", str(tmp_path / "worksheet.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 2
    picture = pygame.image.load(pages[0])
    width, height = picture.get_size()
    right_half = [picture.get_at((x, y)).r for x in range(width // 2, width) for y in range(height // 2)]
    assert sum(value < 60 for value in right_half) / len(right_half) < 0.1
