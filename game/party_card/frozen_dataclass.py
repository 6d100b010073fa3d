"""Frozen data classes that are defined in a tenth of the time.

`dataclasses` compiles the source text of eight methods for every class, which is what half of the start of the program
went into. Here equality, hash, text and the refusal of changes are functions that all classes share, and the
constructor is compiled when the first instance is made; `dataclasses` makes the rest.

Invariant: a class has no method that `dataclasses` would not give it, and each means the same. As `dataclasses` makes
neither the constructor nor the refusal of changes, `__dataclass_params__` says that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter, ge, gt, le, lt
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
_COMPARED = "_compared_values"
"""The attribute of a class with the function that returns its compared values."""
_HASHED = "_hashed_values"
"""The attribute of a class with the function that returns the values of its hash."""


@overload
def frozen_dataclass(cls: type[T], /) -> type[T]: ...
@overload
def frozen_dataclass(
    *, kw_only: bool = False, eq: bool = True, order: bool = False, weakref_slot: bool = False
) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen_dataclass(
    cls: type[T] | None = None,
    /,
    *,
    kw_only: bool = False,
    eq: bool = True,
    order: bool = False,
    weakref_slot: bool = False,
) -> type[T] | Callable[[type[T]], type[T]]:
    """Makes a class a data class like `dataclass(frozen=True, slots=True)`, with the same options and meaning.

    Equal are two instances of the very same class whose compared fields are equal; without `eq`, an instance to itself
    alone.
    """

    def make(plain: type[T]) -> type[T]:
        shared = _SHARED_METHODS | (_EQUALITY if eq else {}) | (_ORDER if order else {})
        for name, method in shared.items():
            if name not in plain.__dict__:
                setattr(plain, name, method)
        make_fields = dataclass(
            init=False, repr=False, eq=False, slots=True, kw_only=kw_only, weakref_slot=weakref_slot
        )
        made: Any = make_fields(plain)
        if "__init__" not in plain.__dict__:
            made.__init__ = _ConstructorAtFirstUse(made)
        all_fields = fields(made)
        names = [item.name for item in all_fields if item.compare]
        hashed_names = [item.name for item in all_fields if (item.compare if item.hash is None else item.hash)]
        get_compared = _get_values(names)
        setattr(made, _COMPARED, staticmethod(get_compared))
        setattr(made, _HASHED, staticmethod(get_compared if names == hashed_names else _get_values(hashed_names)))
        return made  # type: ignore[no-any-return]  # it is the same class, with slots

    return make if cls is None else make(cls)


def _get_values(names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    """Returns a function that returns the values of these attributes."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda self: (getattr(self, names[0]),)) if names else (lambda _: ())


# ------------------------------------------------------------------------------------------------------ the constructor


class _ConstructorAtFirstUse:
    """The attribute `__init__` of a class: compiles the constructor when it is first asked for, and gives way to it."""

    def __init__(self, owner: Any) -> None:
        self._owner = owner

    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., None]:
        constructor = _compile_constructor(self._owner)
        self._owner.__init__ = constructor
        bound: Callable[..., None] = constructor.__get__(instance, owner)
        return bound


class _Factory:
    """The default of a parameter whose value a function makes, as signatures show it."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


def _compile_constructor(owner: Any) -> Any:
    """Returns the function `__init__` of a class with these fields: their parameters, and a line that fills each."""
    names: dict[str, object] = {"_factory": _FACTORY}
    lines = []
    all_fields = fields(owner)
    for index, item in enumerate(all_fields):
        value = item.name
        if item.default_factory is not MISSING:
            names[f"_default_{index}"] = item.default_factory
            value = f"_default_{index}() if {value} is _factory else {value}" if item.init else f"_default_{index}()"
        elif item.default is not MISSING:
            names[f"_default_{index}"] = item.default
            value = value if item.init else f"_default_{index}"
        elif not item.init:
            continue
        names[f"_set_{index}"] = getattr(owner, item.name).__set__
        lines.append(f"_set_{index}(self, {value})")
    if hasattr(owner, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(_write_parameters(all_fields))
    exec(f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"]), names)  # noqa: S102  # names of fields alone
    constructor: Any = names["__init__"]
    constructor.__qualname__ = f"{owner.__qualname__}.__init__"
    constructor.__module__ = owner.__module__
    constructor.__annotations__ = {item.name: item.type for item in all_fields if item.init} | {"return": None}
    return constructor


def _write_parameters(all_fields: Sequence[Field[Any]]) -> list[str]:
    """Returns the parameters of a constructor, those for keywords alone last."""
    positional = ["self"]
    keywords: list[str] = []
    for index, item in enumerate(all_fields):
        if item.init:
            has_factory = item.default_factory is not MISSING
            default = "=_factory" if has_factory else "" if item.default is MISSING else f"=_default_{index}"
            (keywords if item.kw_only else positional).append(item.name + default)
    return [*positional, "*", *keywords] if keywords else positional


# ---------------------------------------------------------------------------------------------------- the other methods


def _equal(self: Any, other: object) -> bool:
    values: Callable[[object], tuple[object, ...]] = getattr(self, _COMPARED)
    return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented


def _make_comparison(operator: Callable[[Any, Any], bool]) -> Callable[[Any, object], bool]:
    """Returns the method that compares two instances of one class by an operator, as tuples of their values."""

    def compare(self: Any, other: object) -> bool:
        values: Callable[[object], object] = getattr(self, _COMPARED)
        return operator(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented

    return compare


def _hash(self: Any) -> int:
    return hash(getattr(self, _HASHED)(self))


@recursive_repr()
def _describe(self: Any) -> str:
    values = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
    return f"{self.__class__.__qualname__}({values})"


def _is_frozen(instance: Any, name: str) -> bool:
    """Returns True if an attribute is a field, or the class has no other attributes."""
    return name in instance.__dataclass_fields__ or "__dataclass_fields__" in type(instance).__dict__


def _refuse_assignment(self: Any, name: str, value: object) -> None:
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)


def _refuse_deletion(self: Any, name: str) -> None:
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)


def _get_state(self: Any) -> list[object]:
    return [getattr(self, item.name) for item in fields(self)]


def _set_state(self: Any, state: Sequence[object]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)


_SHARED_METHODS: dict[str, Callable[..., object]] = {
    "__repr__": _describe,
    "__setattr__": _refuse_assignment,
    "__delattr__": _refuse_deletion,
    "__getstate__": _get_state,
    "__setstate__": _set_state,
}
_EQUALITY: dict[str, Callable[..., object]] = {"__eq__": _equal, "__hash__": _hash}
_ORDER: dict[str, Callable[..., object]] = {
    "__lt__": _make_comparison(lt),
    "__le__": _make_comparison(le),
    "__gt__": _make_comparison(gt),
    "__ge__": _make_comparison(ge),
}
