"""Coverage of story tests and of all paths."""

from __future__ import annotations

import json

from party_card.modelcheck import find_counts_below, prove_scene
from tests.engine.sample import sample_scene

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
