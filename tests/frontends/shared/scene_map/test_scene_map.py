"""The map of a scene: it shows the numbers of the proof, and authors' text has no effect."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache

import pytest

from party_card.content.models import SceneId
from party_card.engine.compiled import CompiledScene
from party_card.engine.transition_system import Position
from party_card.frontends.shared.scene_map.dot import to_dot
from party_card.frontends.shared.scene_map.graph import SceneMap, build_scene_map
from party_card.frontends.shared.scene_map.labels import RED, format_share, shade_of
from party_card.frontends.shared.scene_map.mermaid import to_mermaid
from party_card.modelcheck import explore_scene
from tests.modelcheck.scenes import compile_scene_text, explore_plainly
from tests.random_examples import thin_out
from tests.shipped import explore_shipped_scene, load_shipped_pack

STORY = """\
scene: letter
title: A Letter
variables: {read_it: false}
passages:
  desk:
    date: 1932-08-24
    text: [{text: Only some., if: read_it}, {text: The drawer is open and nobody is looking at it now.}]
    history: [read]
    choices:
      - {id: read, text: Read it, set: {read_it: true}, goto: night}
      - {id: leave, text: Leave it, goto: night}
  night:
    text: It is late. You wait.
    choices:
      - {id: tell, text: Tell, if: read_it, goto: told}
      - {id: sleep, text: Sleep, goto: quiet}
      - {id: fly, text: Fly, if: read_it and not read_it, goto: quiet}
  told: {text: Told., ending: {id: told, title: You told}}
  quiet: {text: Quiet., ending: {id: quiet, title: You said nothing}}
  cellar: {text: Nobody comes here., choices: [{id: up, text: Go up, goto: night}]}
"""
HOSTILE = '</TABLE>> ]; x -> y; "] click p1 call alert(1) %%{init}%% <script>alert(1)</script> &amp;'


@cache
def build_map(text: str = STORY) -> SceneMap:
    return build_scene_map(explore_scene(compile_scene_text(text)))


def walks(story: CompiledScene) -> tuple[int, dict[str, int]]:
    """All walks that begin with nothing carried, one by one, and how many pass each passage."""
    kernel, path_counts, count = story.system, dict.fromkeys(map(str, story.system.passages), 0), 0
    waiting: list[tuple[Position, tuple[int, ...]]] = [(kernel.initial_position, (kernel.initial_position[0],))]
    while waiting:
        position, trail = waiting.pop()
        if story.scene.passages[kernel.passages[position[0]]].ending is not None:
            count += 1
            for passage in trail:
                path_counts[str(kernel.passages[passage])] += 1
        for number in kernel.enabled_choices(position):
            after = kernel.apply(position, number)
            waiting.append((after, (*trail, after[0])))
    return count, path_counts


def test_ways_are_counted_as_walking_them_counts() -> None:
    count, path_counts = walks(compile_scene_text(STORY))
    assert (count, build_map().path_count) == (3, 3)
    for spot in build_map().nodes:
        assert spot.share == path_counts[spot.passage] / count
    shares = {arrow.choice_id: arrow.share for arrow in build_map().edges}
    assert shares == {"read": 2 / 3, "leave": 1 / 3, "tell": 1 / 3, "sleep": 2 / 3, "fly": 0, "up": 0}


def test_positions_are_those_of_the_proof() -> None:
    kernel = compile_scene_text(STORY).system
    position_counts = Counter(
        str(kernel.passages[position[0]]) for position in explore_plainly(compile_scene_text(STORY))
    )
    assert {spot.passage for spot in build_map().nodes if spot.state_count} == set(position_counts)


def test_a_scene_that_goes_in_circles_has_no_counted_ways() -> None:
    scene_map = build_map(STORY.replace("text: Sleep, goto: quiet", "text: Sleep, goto: desk"))
    assert scene_map.path_count is None
    assert {spot.share for spot in scene_map.nodes} == {None}


def test_spots_are_named_by_their_first_words_and_numbered_as_met() -> None:
    assert [(spot.number, spot.passage) for spot in build_map().nodes] == [
        (1, "desk"), (2, "night"), (3, "told"), (4, "quiet"), (5, "cellar"),
    ]  # fmt: skip
    titles = {spot.passage: spot.title for spot in build_map().nodes}
    assert titles["desk"] == "The drawer is open and nobody is looking…"
    assert titles["night"] == "It is late. You wait."


def test_what_no_path_reaches_is_red_and_says_so() -> None:
    text = to_dot(build_map())
    (cellar,) = (line for line in text.splitlines() if line.startswith("  p5 ["))
    assert f'COLOR="{RED}" STYLE="dashed"' in cellar
    assert "no path leads here" in cellar
    assert f'p2:c_c:s -> p4:n [color="{RED}", style=dashed]' in text
    assert "Fly (never<BR/>open)" in text
    assert re.search(r"class p5 lost$", to_mermaid(build_map()), re.MULTILINE)
    assert text.count(RED) == 6


def test_the_record_s_choices_have_a_sign_and_a_heavy_line() -> None:
    assert "<B>✓ Read it</B>" in to_dot(build_map())
    assert "p1:c_a:s -> p2:n [penwidth=2.6]" in to_dot(build_map())
    assert 'p1 == "✓ Read it" ==> p2' in to_mermaid(build_map())


def test_a_choice_open_to_some_is_dashed() -> None:
    assert "p2:c_a:s -> p3:n [penwidth=1, style=dashed]" in to_dot(build_map())
    assert 'p2 -. "Tell" .-> p3' in to_mermaid(build_map())


def test_a_choice_that_names_no_target_has_another_arrow() -> None:
    light = build_map(STORY.replace("text: Leave it, goto: night", "text: Leave it"))
    assert [edge.choice_id for edge in light.edges if edge.is_implied] == ["leave"]
    assert "p1:c_b:s -> p2:n [penwidth=1, arrowhead=empty]" in to_dot(light)
    assert 'p1 -- "Leave it" --o p2' in to_mermaid(light)


@pytest.mark.parametrize("write", [to_dot, to_mermaid])
def test_what_an_author_wrote_stays_text(write: object) -> None:
    assert callable(write)
    text = write(build_map(STORY.replace("text: Read it,", f"text: '{HOSTILE}',").replace("A Letter", f"'{HOSTILE}'")))
    assert "<script" not in text
    if write is to_mermaid:
        assert "click" not in re.sub(r'"[^"\n]*"', "", text)
    else:
        assert text.count("</TABLE>") == text.count("<TABLE ") == 5


def test_shares_and_shades() -> None:
    assert [format_share(share) for share in (0, 0.001, 0.5, 0.999, 1)] == [
        "0\u00a0%", "under 1\u00a0%", "50\u00a0%", "over 99\u00a0%", "100\u00a0%",
    ]  # fmt: skip
    assert len({shade_of(share) for share in (0, 0.25, 0.5, 0.75, 1)}) == 5


@pytest.mark.oracle
@pytest.mark.parametrize("name", thin_out(load_shipped_pack().scenes))
def test_graphviz_reads_the_dot_of_every_scene(name: SceneId) -> None:
    scene_map = build_scene_map(explore_shipped_scene(name))
    output = draw_with_graphviz(to_dot(scene_map))
    assert (output.count('class="node"'), output.count('class="edge"')) == (len(scene_map.nodes), len(scene_map.edges))


@pytest.mark.oracle
def test_graphviz_makes_text_of_what_is_hostile() -> None:
    hostile = STORY.replace("text: Read it,", f"text: '{HOSTILE}',").replace("A Letter", f"'{HOSTILE}'")
    root = ET.fromstring(draw_with_graphviz(to_dot(build_map(hostile))))
    assert {node_element.tag.rpartition("}")[2] for node_element in root.iter()} <= {
        "svg", "g", "title", "polygon", "text", "path", "polyline",
    }  # fmt: skip
    assert "alert(1)" in "".join(root.itertext())


def draw_with_graphviz(dot: str) -> str:
    return subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, text=True, check=True, timeout=60).stdout
