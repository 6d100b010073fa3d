"""Walks of the twin beside those of the engine, page by page.

Law: a walk goes through the state machine, as a student's does. The same scene gives the same walks.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from party_card.content.models import Reveal
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.verify.fixture import MismatchError, SceneUnderTest, after, difference
from party_card.frontends.html.verify.page_json import page_json
from party_card.frontends.html.verify.reference_player import PlayerState

WALKS = 16
"""Walks at random through each scene."""
LONGEST = 60
"""Steps of such a walk, at most."""


def compare_walks(case: SceneUnderTest) -> None:
    """The shortest walk to each ending, and some at random, from every start; all of their pages."""
    for passage in case.states.passages:
        if case.states.model.passage(passage).ending is not None:
            witness = case.states.shortest_path({passage: case.states.reachable[passage]})
            _along(case, witness.carried, ["begin", *witness.choices])
    dice = random.Random(0)  # noqa: S311  # the same file again from the same scene
    starts = list(case.system.initial_states)
    for number in range(WALKS):
        _along(case, starts[number % len(starts)], None, dice, "each" if number % 2 else "end")


def _along(
    case: SceneUnderTest,
    carried: Iterable[str],
    steps: list[str] | None,
    dice: random.Random | None = None,
    reveal: Reveal | None = None,
) -> None:
    """One walk: these steps, or at random, with the record shown as the scene says or as a reader wishes."""
    begun = tuple(carried)
    bits = sum(1 << number for number, trace in enumerate(case.system.carried) if trace in begun)
    walk = Playthrough(case.compiled, begun)
    walk.reveal = reveal or walk.reveal
    each = None if reveal is None else reveal == "each"
    played = case.reference.start(case.number, bits, each)
    for _ in range(LONGEST if steps is None else len(steps) + 4):
        _equal(case, walk, played)
        offers = walk.enabled()
        if not offers:
            break
        following = steps.pop(0) if steps else dice.choice(offers) if dice else offers[0]
        reached = case.reference.choose(played, following)
        if reached is None:
            raise MismatchError(case.name, after(walk.steps), "what is on offer", following, "nothing")
        walk.choose(following)
        played = reached
    again, kept = case.reference.replay(case.number, case.reference.encode_walk(played), each)
    if again != played or kept != len(walk.steps):
        raise MismatchError(
            case.name, after(walk.steps), "the walk resumed", walk.steps, case.reference.encode_walk(played)
        )


def _equal(case: SceneUnderTest, walk: Playthrough, played: PlayerState) -> None:
    ours, theirs = page_json(walk.page()), case.reference.page(played)
    if ours != theirs:
        raise MismatchError(case.name, after(walk.steps), *difference(ours, theirs))
