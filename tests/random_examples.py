"""Tests with few examples or parameters in the everyday run and many before a release."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis.strategies import SearchStrategy

PropertyTest = Callable[..., None]


def random_examples(
    *strategies: SearchStrategy[Any], everyday: int, long: int, always: Sequence[tuple[object, ...]] = ()
) -> Callable[[PropertyTest], PropertyTest]:
    """Returns a decorator like `given` that runs a test with `everyday` examples, and marked `release` with `long` of them.

    The strategies give the last parameters of the test; those before are fixtures, shared by all examples. `always`
    lists arguments that are tried in each run.
    """

    def add_examples(test: PropertyTest) -> PropertyTest:
        property_test = given(*strategies)(test)
        for arguments in always:
            property_test = example(*arguments)(property_test)
        return property_test

    def decorate(test: PropertyTest) -> PropertyTest:
        example_count = inspect.Parameter("example_count", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        fixtures = inspect.signature(add_examples(test)).parameters.values()

        @pytest.mark.parametrize(
            "example_count",
            [pytest.param(everyday, id="everyday"), pytest.param(long, id="long", marks=pytest.mark.release)],
        )
        @functools.wraps(test)
        def run(example_count: int, **fixture_values: Any) -> None:
            configure = settings(max_examples=example_count, deadline=None, suppress_health_check=list(HealthCheck))
            configure(add_examples(test))(**fixture_values)

        run.__signature__ = inspect.Signature([example_count, *fixtures])
        decorated: PropertyTest = run
        return decorated

    return decorate


def thin_out(values: Iterable[object], every: int = 4) -> list[Any]:
    """Returns parameters of a test: one in `every` for each run, all of them before a release."""
    return [
        pytest.param(value, marks=[pytest.mark.release] if number % every else [])
        for number, value in enumerate(values)
    ]


def thin_out_pairs(first: Iterable[object], second: Sequence[object], every: int = 2) -> list[Any]:
    """Returns parameters of a test in pairs: for each of `first` one in `every` of `second`, all before a release."""
    return [
        pytest.param(value, other, marks=[pytest.mark.release] if (row + column) % every else [])
        for row, value in enumerate(first)
        for column, other in enumerate(second)
    ]
