"""What is said of the passages depends on the structure of a scene alone, and on all of it."""

from __future__ import annotations

import pytest

from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.passage_summary import describe_rules, summarize_passages
from party_card.modelcheck.proof import prove_scene
from tests.language_server.sample import SCENE
from tests.modelcheck.scenes import compile_scene_text
from tests.modelcheck.test_file_proof import SCENE as FILE_SCENE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("if: read and kept == page", "if: kept == page"),
        ("if: not (desk == open)", "if: read"),
        ("        if: read and kept == page\n      - text: Nobody knows.\n", "      - text: Nobody knows.\n"),
        ("set: {read: true, kept: page}", "set: {read: true, kept: copy}"),
        ("values: [nothing, page, copy], start: nothing", "values: [nothing, page, copy], start: copy"),
        ("goto: hidden}", "goto: end}"),
        ("id: hide,", "id: keep,"),
        ("{id: ash, title: Ash}", "{id: ashes, title: Ash}"),
        ("passages:\n", "start: night\npassages:\n"),
        ("record:\n", 'always: ["not read or kept == page"]\nrecord:\n'),
        ("    text: Ash.\n", "    text: [{text: Ash.}, {text: Cold., if: read}]\n"),
    ],
)
def test_a_change_of_structure_is_seen(old: str, new: str) -> None:
    assert SCENE.count(old) == 1
    scene, changed = compile_scene_text(SCENE), compile_scene_text(SCENE.replace(old, new))
    assert describe_rules(scene) != describe_rules(changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: Ash.", "text: Nothing but ash."),
        ("title: A letter", "title: The letter"),
        ("text: Open it", "text: Break the seal"),
        ("label: What you have", "label: What you kept"),
        ("variables:\n", "# A comment.\nvariables:\n"),
    ],
)
def test_a_change_of_prose_leaves_structure_and_summary_as_they_are(old: str, new: str) -> None:
    assert SCENE.count(old) == 1
    scene, changed = compile_scene_text(SCENE), compile_scene_text(SCENE.replace(old, new))
    if "label" not in old:  # a label is part of the domain of a variable; then the summary is made anew for nothing
        assert describe_rules(scene) == describe_rules(changed)
    assert summarize_passages(explore_scene(scene)) == summarize_passages(explore_scene(changed))


def test_a_condition_that_moves_to_another_passage_is_seen() -> None:
    condition = "visited(desk)"
    moved = SCENE.replace(f", if: {condition}", "").replace("text: Leave it,", f"text: Leave it, if: {condition},")
    scene, changed = compile_scene_text(SCENE), compile_scene_text(moved)
    assert scene.logic.conditions.keys() == changed.logic.conditions.keys()
    assert describe_rules(scene) != describe_rules(changed)


def test_the_order_of_variables_is_seen() -> None:
    # The state sets are numbers, in which each variable has its place.
    lines = SCENE.splitlines(keepends=True)
    start = lines.index("variables:\n") + 1
    lines[start : start + 2] = reversed(lines[start : start + 2])
    scene, changed = compile_scene_text(SCENE), compile_scene_text("".join(lines))
    assert scene.logic == changed.logic
    assert describe_rules(scene) != describe_rules(changed)


@pytest.mark.parametrize("sample", [SCENE, FILE_SCENE], ids=["letter", "file"])
def test_a_proof_from_known_states_says_what_a_proof_from_none_says(sample: str) -> None:
    states = prove_scene(compile_scene_text(sample)).states
    for text in (sample, "# A line more.\n" + sample, sample.replace("text: ", "text: Longer by four words "), sample):
        compiled = compile_scene_text(text)
        proof, known = prove_scene(compiled), prove_scene(compiled, known_states=states)
        assert known.diagnostics == proof.diagnostics
        assert known.to_data() == proof.to_data()
        states = known.states
