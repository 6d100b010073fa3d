"""Compares every page of whole playthroughs.

Invariant: the engine's playthrough goes through the state machine, as a player's does. The same scene gives the same
playthroughs.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from party_card.content.models import Reveal
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frontends.html.verify.fixture import SceneUnderTest
from party_card.frontends.html.verify.mismatch import MismatchError, describe_steps, find_difference
from party_card.frontends.html.verify.page_json import page_to_json
from party_card.frontends.html.verify.reference_player import PlayerState

RANDOM_PLAYTHROUGHS = 16
"""Per scene; every second one shows the record after each decision."""
MAX_RANDOM_STEPS = 60
MAX_TURNS = 5
"""Steps after the last choice of a playthrough."""


def compare_playthroughs(case: SceneUnderTest) -> None:
    """Compares the shortest playthrough to each ending, and random ones from every initial state."""
    for passage in case.states.passages:
        if case.states.model.passage(passage).ending is not None:
            witness = case.states.shortest_path({passage: case.states.state_sets[passage]})
            _compare_playthrough(case, witness.imported_traces, ["begin", *witness.choices])
    rng = random.Random(0)  # noqa: S311  # reproducible, not secret
    initial_states = list(case.system.initial_states)
    for number in range(RANDOM_PLAYTHROUGHS):
        traces = initial_states[number % len(initial_states)]
        _compare_playthrough(case, traces, None, rng, "each" if number % 2 else "end")


def _compare_playthrough(
    case: SceneUnderTest,
    traces: Iterable[str],
    steps: Sequence[str] | None,
    rng: random.Random | None = None,
    reveal: Reveal | None = None,
) -> None:
    """Compares the pages of one playthrough: with these steps, or at random; then replays it."""
    imported = tuple(traces)
    carried_bits = sum(1 << number for number, trace in enumerate(case.system.trace_slots) if trace in imported)
    playthrough = Playthrough(case.compiled, imported)
    playthrough.reveal = reveal or playthrough.reveal
    reveals_each = None if reveal is None else reveal == "each"
    state = case.reference.start(case.number, carried_bits, reveals_each)
    planned_steps = list(steps or ())
    for _ in range(MAX_RANDOM_STEPS if steps is None else len(planned_steps) + MAX_TURNS):
        _compare_pages(case, playthrough, state)
        offers = playthrough.enabled_triggers()
        if not offers:
            break
        step = planned_steps.pop(0) if planned_steps else rng.choice(offers) if rng else offers[0]
        next_state = case.reference.choose(state, step)
        if next_state is None:
            raise MismatchError(case.name, describe_steps(playthrough.steps), "what is on offer", step, "nothing")
        playthrough.choose(step)
        state = next_state
    encoded_playthrough = case.reference.encode_playthrough(state)
    if case.reference.replay(case.number, encoded_playthrough, reveals_each) != (state, len(playthrough.steps)):
        path = describe_steps(playthrough.steps)
        raise MismatchError(case.name, path, "the walk resumed", playthrough.steps, encoded_playthrough)


def _compare_pages(case: SceneUnderTest, playthrough: Playthrough, state: PlayerState) -> None:
    expected, actual = page_to_json(build_page(playthrough)), case.reference.page(state)
    if expected != actual:
        raise MismatchError(case.name, describe_steps(playthrough.steps), *find_difference(expected, actual))
