"""Results of functions of one model, kept as long as the model is.

Invariant: models are never changed, so a function that looks at nothing else returns the same each time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

from party_card.content.models.value_types import Located

ModelT = TypeVar("ModelT", bound=Located)
ResultT = TypeVar("ResultT")


def cache_per_model(function: Callable[[ModelT], ResultT]) -> Callable[[ModelT], ResultT]:
    """Returns a function that is called once for each model; its result must not refer to the model itself."""
    results: dict[int, tuple[ref[ModelT], ResultT]] = {}

    @wraps(function)
    def find_result(model: ModelT) -> ResultT:
        key = id(model)
        known = results.get(key)
        if known is None or known[0]() is not model:
            known = ref(model, lambda _: results.pop(key, None)), function(model)
            results[key] = known
        return known[1]

    return find_result
