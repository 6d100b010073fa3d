"""The drawn map: every passage, choice and way of the graph, text inside its card, and nothing that needs a program."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache

import pytest

from party_card.content.models import SceneId
from party_card.frontends.shared.scene_map import svg
from party_card.frontends.shared.scene_map.graph import SceneMap, build_scene_map
from party_card.frontends.shared.scene_map.labels import INK, RED, shade_of
from party_card.frontends.shared.scene_map.svg import to_svg
from party_card.frontends.shared.scene_map.text_width import estimate_width
from party_card.modelcheck import explore_scene
from tests.frontends.shared.scene_map.test_scene_map import HOSTILE, STORY, build_map
from tests.modelcheck.scenes import compile_scene_text
from tests.shipped import explore_shipped_scene, load_shipped_pack

BOTH = pytest.mark.parametrize("brief", [True, False], ids=["brief", "full"])


def read(picture: str) -> ET.Element:
    root = ET.fromstring(picture)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


@cache
def draw_shipped(name: SceneId, *, brief: bool) -> str:
    return to_svg(map_shipped(name), brief=brief)


@cache
def map_shipped(name: SceneId) -> SceneMap:
    return build_scene_map(explore_shipped_scene(name))


def cards(root: ET.Element) -> list[ET.Element]:
    return [group for group in root.iter("g") if group.get("class") == "node"]


def edges(root: ET.Element) -> list[ET.Element]:
    return [path for path in root.iter("path") if path.get("class") == "edge"]


def words(element: ET.Element) -> str:
    return " ".join(text.text or "" for text in element.iter("text"))


def number(element: ET.Element, name: str) -> float:
    return float(element.get(name, "nan"))


def find_ends(text: ET.Element) -> tuple[float, float]:
    """Where a line of text begins and ends, by the estimate of its width."""
    is_bold, size = text.get("font-weight") is not None, number(text, "font-size")
    width, x = estimate_width(text.text or "", size, bold=is_bold), number(text, "x")
    start = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    return start, start + width


@BOTH
def test_scenes_of_the_game_are_drawn_whole(brief: bool) -> None:
    for name in list(load_shipped_pack().scenes)[brief::4]:
        scene_map = map_shipped(name)
        root = read(draw_shipped(name, brief=brief))
        assert (root.get("role"), root.get("aria-label")) == ("img", f"Map of {scene_map.title}")
        assert len(edges(root)) == len(scene_map.edges)
        for node, card in zip(scene_map.nodes, cards(root), strict=True):
            title = node.ending or node.title
            assert words(card).startswith(f"{node.number} ")
            assert title in words(card)
            choices = [edge.letter if brief else edge.text for edge in scene_map.edges_from(node)]
            assert all(text in words(card) for text in choices)


@BOTH
def test_texts_stay_within_their_cards_and_cards_apart(brief: bool) -> None:
    for name in load_shipped_pack().scenes:
        root = read(draw_shipped(name, brief=brief))
        frames: list[tuple[float, float, float, float]] = []
        for card in cards(root):
            frame = card.findall("rect")[-1]
            left, top = number(frame, "x"), number(frame, "y")
            right, bottom = left + number(frame, "width"), top + number(frame, "height")
            for text in card.iter("text"):
                start, end = find_ends(text)
                assert left <= start < end <= right
                assert top < number(text, "y") <= bottom
            assert all(
                right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top for other in frames
            )
            frames.append((left, top, right, bottom))
        *_, width, height = map(float, root.get("viewBox", "").split())
        assert all(frame[2] <= width and frame[3] <= height for frame in frames)


def test_what_no_path_reaches_is_red_and_dashed_and_says_so() -> None:
    root = read(to_svg(build_map()))
    cellar = cards(root)[4]
    assert "no path leads here" in words(cellar)
    assert (cellar.findall("rect")[-1].get("stroke"), cellar.findall("rect")[-1].get("stroke-dasharray")) == (
        RED,
        "5 3",
    )
    assert "Fly (never open)" in words(cards(root)[1])
    red = [path for path in edges(root) if path.get("stroke") == RED]
    assert len(red) == 2  # the choice that is never open, and the one in the cellar
    assert all(path.get("stroke-dasharray") for path in red)


def test_the_record_s_choices_have_a_sign_and_a_heavy_line() -> None:
    root = read(to_svg(build_map()))
    assert "✓ Read it" in words(cards(root)[0])
    heavy = [path for path in edges(root) if number(path, "stroke-width") > 2]
    assert len(heavy) == 1
    assert heavy[0].get("stroke") == INK


def test_a_choice_open_to_some_is_dashed_in_ink() -> None:
    dashed = [path for path in edges(read(to_svg(build_map()))) if path.get("stroke-dasharray")]
    assert [path.get("stroke") for path in dashed].count(INK) == 1


def test_a_brief_map_has_letters_for_choices_and_no_legend() -> None:
    brief, full = (read(to_svg(build_map(), brief=brief)) for brief in (True, False))
    assert "Leave it" not in words(brief)
    assert "what the record shows" in words(full)
    assert "what the record shows" not in words(brief)


def test_more_ways_make_a_card_darker() -> None:
    scene_map = build_map()
    fills = [card.findall("rect")[1].get("fill") for card in cards(read(to_svg(scene_map)))[:4]]
    assert fills == [shade_of(node.share) for node in scene_map.nodes[:4]]
    assert len(set(fills)) > 2


@BOTH
def test_what_an_author_wrote_stays_text(brief: bool) -> None:
    hostile = STORY.replace("It is late. You wait.", f"'{HOSTILE}'").replace("A Letter", f"'{HOSTILE}'")
    hostile = hostile.replace("text: Read it,", f"text: '{HOSTILE}',")
    root = read(to_svg(build_map(hostile), brief=brief))
    assert {element.tag for element in root.iter()} == {"svg", "g", "rect", "text", "path", "polygon"}
    assert "</TABLE>> ]; x" in "".join(root.itertext())


@BOTH
def test_nothing_in_it_runs_or_is_fetched_or_styled_inline(brief: bool) -> None:
    """A guide forbids all of it in its policy."""
    picture = to_svg(build_map(), brief=brief)
    assert not re.search(r"style=|href=|url\(|<style|<script|\son\w+=", picture)


def circles() -> Iterator[SceneMap]:
    """A scene that goes back, and one whose passage leads to itself."""
    yield build_map(STORY.replace("text: Sleep, goto: quiet", "text: Sleep, goto: desk"))
    yield build_map(STORY.replace("text: Sleep, goto: quiet", "text: Sleep, goto: night"))


def test_ways_back_and_to_the_same_passage_are_drawn() -> None:
    for scene_map in circles():
        root = read(to_svg(scene_map))
        assert len(edges(root)) == len(scene_map.edges)
        ys = [float(pair.partition(",")[2]) for pair in re.findall(r"[\d.]+,-?[\d.]+", edges(root)[2].get("d", ""))]
        assert ys != sorted(ys) or max(ys) > min(ys)


def test_the_same_map_is_the_same_text() -> None:
    again = build_scene_map(explore_scene(compile_scene_text(STORY)))
    assert to_svg(again) == to_svg(build_map())


def test_of_several_widths_the_one_that_is_largest_on_paper_is_taken() -> None:
    scene_map, style = map_shipped(SceneId("ten-cattle")), svg._FULL_STYLE
    scales = [svg._lay_out(scene_map, style, widths).scale for widths in style.widths]
    assert svg._arrange(scene_map, style).scale == max(scales) > min(scales)
