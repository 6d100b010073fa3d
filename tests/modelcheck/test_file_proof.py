"""The proof of a file: it says of papers, stamps and decisions what a plain search of all playthroughs finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume

from party_card.content.models import ChoiceId, PassageId
from party_card.engine.compiled import CompiledScene
from party_card.engine.file_state import FileState
from party_card.engine.transition_system import Position
from party_card.modelcheck import file_proof
from party_card.modelcheck.explore import explore_scene
from party_card.modelcheck.file_proof import FileProof
from party_card.modelcheck.proof import prove_scene
from party_card.services.scene_report import describe_file
from tests.modelcheck.scenes import compile_scene_text, list_initial_states, scene_texts
from tests.random_examples import random_examples

MAX_ENDS = 600
Path = tuple[tuple[PassageId, ChoiceId], ...]

SCENE = """\
scene: parcel
title: A Parcel
variables:
  nerve: {range: [0, 2], start: 0}
passages:
  counter:
    text: Somebody lays a parcel on the counter.
    choices:
      - {id: enter, text: Enter it, did: You entered it.}
      - {id: leave-out, text: Leave the line empty, add: {nerve: 1}}
  lamp:
    text: There are seven pages in it.
    choices:
      - {id: read, text: Read them, if: counter == enter}
      - {id: put-back, text: Put them back, goto: office}
  kitchen:
    text: Your sister asks what is the matter.
    choices:
      - {id: tell, text: Tell her}
      - {id: hush, text: Say nothing}
  office:
    text: They ask for the register.
    choices:
      - {id: report, text: Report it, goto: reported}
      - {id: be-silent, text: Be silent, goto: silent}
  reported: {text: They thank you., ending: {id: handed-in, title: You handed it in}}
  silent: {text: They write something down., ending: {id: expelled, title: You said nothing}}
file:
  name: Berg, K.
  card:
    - {stamp: taken-away, if: ending == expelled and nerve >= 1}
    - {stamp: kept, if: ending == handed-in}
    - {stamp: marked}
  papers:
    - {id: line, kind: register, title: Line 113, text: One parcel., if: counter == enter, shows: [counter]}
    - {id: sheet, kind: sheet, title: A sheet, text: It lay there., if: office == report, shows: [office, lamp]}
  unrecorded: {kitchen: your sister}
"""


def prove(text: str) -> FileProof:
    return FileProof(compile_scene_text(text))


def find_codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in prove_scene(compile_scene_text(text)).diagnostics]


def list_ends(compiled: CompiledScene) -> list[FileState]:
    """Returns every end of a playthrough that a file could tell from another, by a plain search; shortest paths first."""
    system, passages = compiled.system, tuple(compiled.scene.passages.values())

    def identify(position: Position, path: Path) -> tuple[object, ...]:
        return position, frozenset(dict(path).items()), frozenset(path)

    layer: list[tuple[Position, Path]] = [(position, ()) for position in list_initial_states(compiled)]
    seen = {identify(*item) for item in layer}
    ends: list[FileState] = []
    while layer:
        next_layer = []
        for position, path in layer:
            passage = system.passages[position[0]]
            if passages[position[0]].ending is not None:
                ends.append(FileState(compiled, position, path, (*(name for name, _ in path), passage)))
            for index in system.enabled_choices(position):
                step = (passage, system.choices[position[0]][index].id)
                successor = (system.apply(position, index), (*path, step))
                if (key := identify(*successor)) not in seen:
                    assume(len(seen) < MAX_ENDS)
                    seen.add(key)
                    next_layer.append(successor)
        layer = next_layer
    return ends


def list_shown(state: FileState) -> Iterator[tuple[str, PassageId]]:
    for paper in state.papers:
        yield from ((paper.id, passage) for passage in paper.shows if passage in state.passages)


@random_examples(scene_texts(with_file=True), everyday=25, long=150)
def test_everything_is_possible_that_a_plain_search_finds(text: str) -> None:
    compiled = compile_scene_text(text)
    ends = list_ends(compiled)
    assume(ends)
    proof = FileProof(compiled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_proof, "SAMPLE_PLAYS", 0)  # so that nothing but the exploration decides
        assert {paper.id for paper in proof.possible_papers} == {paper.id for end in ends for paper in end.papers}
        stamps = {end.stamp.stamp for end in ends if end.stamp is not None}
        assert {stamp.stamp for stamp in proof.possible_stamps} == stamps
        assert proof.shown_decisions == {pair for end in ends for pair in list_shown(end)}
        unstamped = [end for end in ends if end.stamp is None]
        witness = proof.path_without_stamp
        assert (witness is None) == (not unstamped)
        if witness is not None:
            assert len(witness.choices) == min(len(end.choices) for end in unstamped)
        assert not proof.unproved_parts
        sampled = FileProof(compiled)
    assert sampled.possible_papers == proof.possible_papers
    assert sampled.possible_stamps == proof.possible_stamps
    assert sampled.shown_decisions == proof.shown_decisions


@random_examples(scene_texts(with_file=True), everyday=25, long=120)
def test_a_file_adds_no_position_to_its_scene(text: str) -> None:
    without_file = compile_scene_text(text.partition("\nfile:\n")[0] + "\n")
    assert explore_scene(compile_scene_text(text)).state_count == explore_scene(without_file).state_count


def test_a_proved_file_is_counted() -> None:
    compiled = compile_scene_text(SCENE)
    proof = prove_scene(compiled)
    assert [item for item in proof.diagnostics if item.code != "minutes-far-off"] == []
    assert proof.to_data()["file"] == {
        "papers": {"possible": 2, "all": 2},
        "stamps": {"possible": 3, "all": 3},
        "decisions": {"all": 4, "shown": 3, "unrecorded": 1},
    }
    assert describe_file(proof.to_data()["file"]) == (
        "file: 2 of 2 papers can remain, 3 of 3 stamps can be given; 3 of 4 decisions can be shown by a paper, "
        "1 declared unrecorded"
    )


def test_of_a_scene_without_a_file_none_is_proved() -> None:
    proof = prove_scene(compile_scene_text(SCENE.partition("file:")[0]))
    assert proof.file_proof is None
    assert proof.to_data()["file"] is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("if: office == report,", "if: office == report and ending == expelled,", "paper-never-left"),
        ("text: One parcel., if", "text: [{text: One.}, {text: Two., if: nerve >= 1}], if", "text-never-shown"),
        ("    - {stamp: marked}\n", "", "no-stamp"),
        ("ending == expelled and nerve >= 1", "ending == expelled and kitchen == tell and nerve >= 1", "stamp-never-given"),
        ("if: office == report, shows", "if: office == report or ending == expelled, shows", "condition-never-false"),
        ("if: office == report, shows: [office", "if: not visited(kitchen), shows: [kitchen, office", "decision-never-shown"),
    ],
)  # fmt: skip
def test_what_can_never_be_is_reported_once(old: str, new: str, code: str) -> None:
    assert old in SCENE
    text = SCENE.replace(old, new).replace("  unrecorded: {kitchen: your sister}\n", "")
    assert [found for found in find_codes(text) if found not in ("minutes-far-off", "condition-constant")] == [code]


def test_a_condition_that_asks_for_too_much_is_reported_where_it_stands() -> None:
    rooms = "".join(
        f"  room{number}:\n    text: A room.\n    choices:\n"
        f"      - {{id: a{number}, text: Sit}}\n      - {{id: b{number}, text: Stand}}\n      - {{id: c{number}, text: Go}}\n"
        for number in range(20)
    )
    odd = " and ".join(f"(chose(a{number}) or chose(b{number}))" for number in range(20))
    text = (
        f"scene: long\ntitle: Long\npassages:\n{rooms}  last: {{text: It is over., ending: {{id: done, title: Done}}}}\n"
        f"file:\n  name: Berg, K.\n  card: [{{stamp: kept}}]\n  papers:\n"
        f'    - {{id: list, kind: list, title: A list, text: Twenty rooms., if: "{odd} and room0 == c0"}}\n'
    )
    compiled = compile_scene_text(text)
    proof = FileProof(compiled, max_states=50_000)
    assert [paper.id for paper in proof.possible_papers] == ["list"]  # not refuted
    (part,) = proof.unproved_parts
    assert part.location.span.line == text.count("\n")
