"""The layout of a scene for the map of routes: places within the map, and the passages where all ways meet."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from party_card.frontends.html.encode.route_layout import UNITS, encode_route_layout
from party_card.frontends.shared.scene_map.route_layout import layout_routes
from tests.modelcheck.scenes import compile_scene_text
from tests.random_examples import random_examples
from tests.shipped import load_shipped_pack


def write_scene(ways: dict[str, str]) -> str:
    """Returns a scene whose passages lead to others, named by letters; one that leads nowhere is an ending."""
    lines = ["scene: maze", "title: Maze", "passages:"]
    for name, targets in ways.items():
        lines.append(f"  p{name}:")
        lines.append("    text: A place.")
        if not targets:
            lines.append(f"    ending: {{id: e{name}, title: End {name}}}")
            continue
        lines.append("    choices:")
        lines += [f"      - {{id: {name}-{target}, text: Go, goto: p{target}}}" for target in targets]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("ways", "meetings"),
    [
        ({"a": "bc", "b": "d", "c": "d", "d": "ef", "e": "", "f": ""}, "ad"),
        ({"a": "bc", "b": "d", "c": "de", "d": "f", "e": "", "f": ""}, "a"),  # e is reached without d
        ({"a": "ab", "b": "c", "c": ""}, "a"),  # one way only leads to b
        ({"a": "bc", "b": "d", "c": "d", "d": "", "e": "d"}, "a"),  # endings are named by their cards
    ],
)
def test_ways_meet_where_no_ending_is_reached_otherwise(ways: dict[str, str], meetings: str) -> None:
    scene = compile_scene_text(write_scene(ways)).scene
    assert layout_routes(scene).meetings == tuple(f"p{name}" for name in meetings)


@random_examples(
    st.dictionaries(st.sampled_from("abcdefgh"), st.text("abcdefgh", max_size=3), min_size=1), everyday=30, long=300
)
def test_every_place_and_way_of_any_scene_lies_within_the_map(ways: dict[str, str]) -> None:
    closed = {
        name: "".join(target for target in dict.fromkeys(targets) if target in ways) for name, targets in ways.items()
    }
    compiled = compile_scene_text(write_scene(closed))
    columns, rows, places, inner, meetings = encode_route_layout(compiled.scene, compiled.system.passages)
    assert len(places) == 2 * len(ways)
    assert len(inner) == sum(len(targets) for targets in closed.values())
    assert all(0 <= number <= UNITS for numbers in (places, *(points or [] for points in inner)) for number in numbers)
    assert 1 <= columns <= len(ways) and rows >= 1
    assert all(0 <= number < len(ways) for number in meetings)


def test_the_data_of_the_map_is_small() -> None:
    pack = load_shipped_pack()
    for scene in pack.scenes.values():
        assert len(str(encode_route_layout(scene, tuple(scene.passages)))) < 30 * len(scene.passages)
