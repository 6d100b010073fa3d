"""The map of the studio: for any scene that can be read, in a narrow pane."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st

from party_card.content.file_reader import read_model
from party_card.content.models import Scene
from party_card.diagnostics.source import SourceFile
from party_card.frontends.shared.scene_map.narrow_map import PANE_WIDTH_PX, build_narrow_map
from tests.random_examples import random_examples
from tests.shipped import load_shipped_pack


def read_scene(passages: dict[str, list[str]]) -> Scene:
    """Returns a scene of passages with the targets of their choices; one without choices is an ending."""
    lines = ["scene: s", "title: S", "passages:"]
    for name, targets in passages.items():
        lines += [f"  {name}:", "    text: Words."]
        lines += ["    choices:"] if targets else [f"    ending: {{id: e-{name}, title: End of {name}}}"]
        lines += [f"      - {{id: {name}-{at}, text: Go, goto: {target}}}" for at, target in enumerate(targets)]
    scene, _ = read_model(SourceFile("s.yaml", "\n".join(lines) + "\n"))
    assert isinstance(scene, Scene)
    return scene


def test_choices_to_one_passage_are_one_edge_and_endings_stand_in_the_last_row() -> None:
    drawn = build_narrow_map(read_scene({"a": ["b", "b", "end"], "b": ["end", "other"], "end": [], "other": []}))
    assert [(edge.source, edge.target, len(edge.choices)) for edge in drawn.edges][:2] == [
        ("a", "b", 2),
        ("a", "end", 1),
    ]
    *_, end, other = drawn.nodes
    assert (end.ending, end.title, end.number) == ("End of end", "", 3)
    assert end.box.y == other.box.y == max(node.box.y for node in drawn.nodes)


def test_passages_that_no_choice_leads_to_lie_below_and_move_nothing() -> None:
    passages: dict[str, list[str]] = {"a": ["end"], "end": []}
    drawn = build_narrow_map(read_scene({**passages, "attic": ["cellar", "end"], "cellar": []}))
    before = build_narrow_map(read_scene(passages))
    assert [node.box for node in drawn.nodes[:2]] == [node.box for node in before.nodes]
    assert [node.is_unreached for node in drawn.nodes] == [False, False, True, True]
    assert drawn.band_top is not None
    assert all(node.box.y >= drawn.band_top for node in drawn.nodes[2:])
    assert [bool(edge.points) for edge in drawn.edges] == [True, True, False]


def test_what_the_proof_says_counts_beside_the_ways_of_the_text() -> None:
    drawn = build_narrow_map(read_scene({"a": ["end", "never"], "end": [], "never": []}), ["never"])
    assert [node.passage for node in drawn.nodes if node.is_unreached] == ["never"]
    assert drawn.band_top is None


def test_titles_that_would_be_cut_to_the_same_words_show_where_they_differ() -> None:
    def list_titles(*names: str) -> list[str]:
        scene = read_scene({"a": list(names), **{name: ["end"] for name in names}, "end": []})
        return [node.title for node in build_narrow_map(scene).nodes[1:-1]]

    assert list_titles("raise-your-hand-at-once", "raise-your-hand-and-wait") == ["Raise… at once", "…and wait"]
    assert list_titles("raise-your-hand-a", "raise-your-hand-b", "raise-your-stone") == ["…a", "…b", "…stone"]


def test_an_empty_scene_and_one_that_begins_nowhere_are_drawn() -> None:
    assert build_narrow_map(read_scene({})).nodes == ()
    scene, _ = read_model(SourceFile("s.yaml", "scene: s\ntitle: S\nstart: away\npassages: {a: {text: A}}\n"))
    assert isinstance(scene, Scene)
    assert [node.is_unreached for node in build_narrow_map(scene).nodes] == [False]


def test_the_maps_of_the_game_fit_into_the_pane_or_nearly() -> None:
    for scene in load_shipped_pack().scenes.values():
        assert build_narrow_map(scene).width < PANE_WIDTH_PX * 1.3, scene.scene


NAMES = [f"passage-{letter}-of-a-scene" for letter in "abcdefgh"]


@random_examples(
    st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from([*NAMES, "nowhere"]), max_size=5), min_size=1),
    everyday=40,
    long=1000,
)
def test_any_scene_is_drawn_without_boxes_on_one_another(passages: dict[str, list[str]]) -> None:
    scene = read_scene(passages)
    drawn = build_narrow_map(scene)
    assert [node.passage for node in drawn.nodes] == list(scene.passages)
    for left, right in combinations([node.box for node in drawn.nodes], 2):
        is_beside = left.x + left.width <= right.x or right.x + right.width <= left.x
        assert is_beside or left.y + left.height <= right.y or right.y + right.height <= left.y
    for edge in drawn.edges:
        assert edge.is_missing == (edge.target not in scene.passages)
        assert not (edge.is_missing and edge.points)
    for node in drawn.nodes:
        assert -0.01 <= node.box.x <= drawn.width - node.box.width + 0.01
        assert -0.01 <= node.box.y <= drawn.height - node.box.height + 0.01
