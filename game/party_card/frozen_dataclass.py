"""Frozen data classes that are defined in a third of the time.

`dataclasses` compiles the source text of six methods for every class, which is what half of the start of the program
went into. Here equality, hash and text are three functions that all classes share; `dataclasses` makes the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")
_COMPARED = "_compared_values"
"""The attribute of a class with the function that returns its compared values."""
_HASHED = "_hashed_values"
"""The attribute of a class with the function that returns the values of its hash."""


@overload
def frozen_dataclass(cls: type[T], /) -> type[T]: ...
@overload
def frozen_dataclass(
    *, kw_only: bool = False, eq: bool = True, weakref_slot: bool = False
) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_dataclass(
    cls: type[T] | None = None, /, *, kw_only: bool = False, eq: bool = True, weakref_slot: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """Makes a class a data class like `dataclass(frozen=True, slots=True)`, with the same options and meaning.

    Equal are two instances of the very same class whose compared fields are equal; without `eq`, an instance to itself
    alone.
    """

    def make(plain: type[T]) -> type[T]:
        shared: dict[str, Callable[..., object]] = {"__repr__": _describe}
        if eq:
            shared |= {"__eq__": _equal, "__hash__": _hash}
        for name, method in shared.items():
            if name not in plain.__dict__:
                setattr(plain, name, method)
        made = dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=kw_only, weakref_slot=weakref_slot)(
            plain
        )
        all_fields = fields(cast(Any, made))
        names = [item.name for item in all_fields if item.compare]
        hashed_names = [item.name for item in all_fields if (item.compare if item.hash is None else item.hash)]
        get_compared = _get_values(names)
        setattr(made, _COMPARED, staticmethod(get_compared))
        setattr(made, _HASHED, staticmethod(get_compared if names == hashed_names else _get_values(hashed_names)))
        return made

    return make if cls is None else make(cls)


def _get_values(names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    """Returns a function that returns the values of these attributes."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda self: (getattr(self, names[0]),)) if names else (lambda _: ())


def _equal(self: Any, other: object) -> bool:
    values: Callable[[object], tuple[object, ...]] = getattr(self, _COMPARED)
    return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(getattr(self, _HASHED)(self))


@recursive_repr()
def _describe(self: Any) -> str:
    values = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
    return f"{self.__class__.__qualname__}({values})"
