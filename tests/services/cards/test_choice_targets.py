"""Where a new choice leads, and that no choice leads elsewhere because a passage was put in between."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from party_card.services.cards.edit import edit_scene
from party_card.services.cards.reading import read_cards
from party_card.services.cards.text_edits import apply_edits
from party_card.services.cards.tree import YamlTree
from tests.random_examples import random_examples

OPEN = "…"


def write_scene(passages: dict[str, list[str | None]]) -> str:
    """Returns a scene with these passages, each with the targets of its choices; None names none, no choices is an ending."""
    lines = ["scene: a", "title: A", "passages:"]
    for name, targets in passages.items():
        lines += [f"  {name}:", "    text: Words."]
        lines += [f"    ending: {{id: {name}, title: End}}"] if not targets else ["    choices:"]
        for number, target in enumerate(targets):
            goto = "" if target is None else f", goto: {target}"
            lines.append(f"      - {{id: {name}-{number}, text: Go{goto}}}")
    return "\n".join(lines) + "\n"


def edit(scene: str, kind: str, /, **parameters: Any) -> str:
    return apply_edits(scene, edit_scene(scene, {"kind": kind, **parameters}).edits)


def read_targets(scene: str) -> dict[str, list[str | None]]:
    return {
        card["id"]: [choice["goto"] for choice in card["choices"]] for card in read_cards(YamlTree(scene))["passages"]
    }


def default_of(passages: dict[str, list[str | None]], name: str) -> str | None:
    return read_targets(edit(write_scene(passages), "insertChoice", passage=name, text=OPEN))[name][-1]


def test_a_new_choice_leads_to_the_next_passage_that_no_path_reaches() -> None:
    scene: dict[str, list[str | None]] = {"one": ["two"], "two": ["end"], "lost": ["end"], "later": ["end"], "end": []}
    assert default_of(scene, "one") == "lost"
    assert default_of(scene, "later") == "lost"
    assert default_of({**scene, "one": ["two", "lost"]}, "one") == "later"


def test_a_passage_to_which_nothing_leads_comes_before_one_that_is_reached_from_it() -> None:
    scene: dict[str, list[str | None]] = {"one": ["end"], "behind": ["end"], "lost": ["behind"], "end": []}
    assert default_of(scene, "one") == "lost"


def test_where_every_passage_is_reached_a_new_choice_leads_nowhere_yet() -> None:
    assert default_of({"one": ["two"], "two": ["end"], "end": []}, "one") == OPEN
    assert default_of({"one": ["two"], "two": ["one", "end"], "end": []}, "two") == OPEN


def test_a_new_choice_never_leads_back_to_where_one_comes_from() -> None:
    scene: dict[str, list[str | None]] = {"one": ["end"], "before": ["yard"], "yard": ["end"], "end": []}
    assert default_of(scene, "yard") == OPEN  # `before` is not reached, and leads to the yard


def test_a_passage_put_behind_the_last_is_not_where_a_choice_leads_that_led_nowhere() -> None:
    after = edit(write_scene({"one": ["two"], "two": [None]}), "insertPassage", title="Three")
    assert read_targets(after) == {"one": ["two"], "two": [OPEN], "three": []}


@random_examples(st.integers(0, 1_000_000), everyday=60, long=400)
def test_no_choice_leads_elsewhere_because_passages_are_put_between_or_moved(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"p{number}" for number in range(chance.randrange(1, 7))]
    passages: dict[str, list[str | None]] = {
        name: [chance.choice([None, *names, OPEN]) for _ in range(chance.randrange(3))] for name in names
    }
    scene = write_scene(passages)
    for _ in range(6):
        before = read_targets(scene)
        name = chance.choice(list(before))
        choices = [number for number, _ in enumerate(before[name])]
        ways = ["insertPassage", "movePassage", "leadToNewPassage"] if choices else ["insertPassage", "movePassage"]
        kind = chance.choice(ways)
        number = chance.choice(choices) if choices else 0
        parameters: dict[str, dict[str, Any]] = {
            "insertPassage": {"title": "New", "after": chance.choice([name, None])},
            "movePassage": {"passage": name, "index": chance.randrange(len(before))},
            "leadToNewPassage": {"path": ["passages", name, "choices", number], "title": "New"},
        }
        scene = edit(scene, kind, **parameters[kind])
        after = read_targets(scene)
        for passage, targets in before.items():
            for index, target in enumerate(targets):
                if (kind, passage, index) == ("leadToNewPassage", name, number):
                    assert after[passage][index] not in before
                elif target is not None:
                    assert after[passage][index] == target
                else:  # it led nowhere, and does so still
                    assert after[passage][index] in (None, OPEN)


@random_examples(st.integers(0, 1_000_000), everyday=60, long=400)
def test_a_default_is_an_unreached_passage_whenever_there_is_one_that_closes_no_circle(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"p{number}" for number in range(chance.randrange(2, 8))]
    passages: dict[str, list[str | None]] = {
        name: [chance.choice(names) for _ in range(chance.randrange(1, 3))] for name in names
    }
    name = chance.choice(names)
    reach = {one: reach_from(passages, one) for one in names}
    fitting = {
        other
        for other in names
        if other not in reach["p0"] and other not in passages[name] and other != name and name not in reach[other]
    }
    found = default_of(passages, name)
    assert found in fitting if fitting else found == OPEN


def reach_from(passages: dict[str, list[str | None]], start: str) -> set[str]:
    """Returns what can be reached from a passage, with that one, worked out the simple way."""
    reached = {start}
    for _ in passages:
        reached |= {target for name in reached for target in passages.get(name, []) if target is not None}
    return reached
