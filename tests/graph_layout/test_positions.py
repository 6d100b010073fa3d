"""The nearest monotone numbers, and what the neighbours in a row keep."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from party_card.graph_layout.positions import fit_monotone
from tests.random_examples import random_examples

TARGETS = st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 9)), min_size=1, max_size=8)


def cost(values: list[float], targets: list[tuple[int, int]]) -> float:
    return sum(weight * (value - target) ** 2 for value, (target, weight) in zip(values, targets, strict=True))


def test_targets_in_order_are_met() -> None:
    assert fit_monotone([1, 2, 2, 7], [1, 1, 1, 1]) == [1, 2, 2, 7]


def test_those_that_would_overtake_meet_at_their_weighted_mean() -> None:
    assert fit_monotone([9, 0, 20], [1, 2, 1]) == [3, 3, 20]


@random_examples(TARGETS, st.integers(0, 7), st.sampled_from([-1.0, -0.1, 0.1, 1.0]), everyday=200, long=1500)
def test_no_step_that_keeps_the_order_comes_nearer(targets: list[tuple[int, int]], place: int, step: float) -> None:
    values = fit_monotone([target for target, _ in targets], [weight for _, weight in targets])
    assert all(left <= right for left, right in pairwise(values))
    nearby = [*values]
    nearby[place % len(values)] += step
    if all(left <= right for left, right in pairwise(nearby)):
        assert cost(nearby, targets) >= cost(values, targets) - 1e-9
