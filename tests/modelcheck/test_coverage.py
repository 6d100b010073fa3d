"""Coverage of story tests and of all paths."""

from __future__ import annotations

import json
from pathlib import Path

from party_card.content.models import SceneId
from party_card.content.pack import read_pack
from party_card.engine.compiled import compile_scene
from party_card.modelcheck import find_counts_below, prove_scene
from tests.engine.sample import sample_scene
from tests.pack_files import write_texts

TEST = "tests:\n  - {name: one walk, play: [leave, report], expect: {ending: reported}}\n"


def test_the_proof_has_seen_everything_that_some_path_shows() -> None:
    proof = prove_scene(sample_scene(tests=TEST))
    assert proof.coverage is not None
    counts = {count.kind: (count.covered_count, len(count.items)) for count in proof.coverage.counts}
    assert counts == {
        "passages": (4, 4), "choices": (8, 8), "conditions": (12, 12), "texts": (3, 3), "endings": (2, 2), "facts": (4, 4),
    }  # fmt: skip
    assert find_counts_below(proof.coverage, dict.fromkeys(counts, 1.0)) == ()


def test_the_story_tests_have_seen_where_they_came_through() -> None:
    proof = prove_scene(sample_scene(tests=TEST))
    assert {
        count.kind: (
            count.covered_count,
            len(count.items),
            [(item.name, item.span.line) for item in count.missing_items],
        )
        for count in proof.test_coverage.counts
    } == {
        "passages": (3, 4, [("silent", 48)]),
        "choices": (2, 8, [("read", 27), ("stare", 29), ("burn", 30), ("hide", 31), ("back", 41), ("wait", 42)]),
        "conditions": (
            6,
            12,
            [
                ("attention >= 2 true", 30),
                ("read_it true", 31),
                ("read_it true", 37),
                ("not read_it false", 38),
                ("not visited(later) or attention < 2 false", 41),
                ("read_it true", 56),
            ],
        ),
        "texts": (1, 3, [("read_it", 37), ("read_it", 56)]),
        "endings": (1, 2, [("silent", 50)]),
        "facts": (4, 4, []),
    }
    assert [count.kind for count in find_counts_below(proof.test_coverage, {"passages": 0.8, "endings": 0.5})] == [
        "passages"
    ]


def test_everything_is_plain_data() -> None:
    data = json.loads(json.dumps(prove_scene(sample_scene(tests=TEST)).to_data()))
    assert data["scene"] == "paper"
    assert data["tests"] == [{"name": "one walk", "passed": True, "line": 2}]
    assert data["tested"]["endings"] == {"seen": 1, "all": 2, "missing": [{"name": "silent", "line": 50}]}


HARBOUR = """\
scene: harbour
title: The Harbour
dossiers: [harbour]
passages:
  quay:
    text: A crate stands on the quay.
    choices:
      - {id: open, text: Open it, goto: end}
      - {id: leave, text: Leave it alone, goto: end}
  end:
    text: The ferry goes.
    ending: {id: gone, title: Gone}
file:
  name: Finch, B.
  card: [{stamp: kept}]
  papers:
    - {id: list, kind: list, title: A list, text: One crate., kept: "In the harbour. [@archive]", if: quay == leave, shows: [quay]}
    - {id: letter, kind: letter, title: A letter, text: Somebody saw you., if: quay == open, shows: [quay]}
    - {id: never, kind: note, title: A note, text: Nobody., if: chose(open) and chose(leave), shows: [quay]}
tests:
  - {name: left alone, play: [leave], expect: {ending: gone}}
  - {name: begun, play: [], expect: {passage: quay}}
"""


def test_story_tests_have_seen_the_papers_of_the_endings_that_they_reach(tmp_path: Path) -> None:
    write_texts(tmp_path, {
        "seeds/sources.yaml": "references:\n  - {id: diary, type: book, title: A Diary}\n",
        "seeds/harbour.yaml": "dossier: harbour\nfacts:\n"
        "  archive: {text: The papers stayed in the harbour., grade: documented, cite: {source: diary, p: 1}}\n",
        "scenes/harbour.yaml": HARBOUR,
    })  # fmt: skip
    pack, _ = read_pack(tmp_path)
    proof = prove_scene(compile_scene(pack, pack.scenes[SceneId("harbour")]))
    assert proof.coverage is not None
    for coverage, missing in ((proof.test_coverage, ["letter", "never"]), (proof.coverage, ["never"])):
        count = coverage.count_of("papers")
        assert [item.name for item in count.missing_items] == missing
        assert coverage.count_of("facts").missing_items == ()
    assert [count.kind for count in find_counts_below(proof.test_coverage, {"papers": 0.5})] == ["papers"]


def test_a_scene_without_a_file_has_no_papers_to_cover() -> None:
    assert "papers" not in [count.kind for count in prove_scene(sample_scene(tests=TEST)).test_coverage.counts]
