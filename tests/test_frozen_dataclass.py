"""Tests of frozen data classes: they mean what `dataclasses` means, method by method."""

from __future__ import annotations

import copy
import inspect
import pickle
import weakref
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from types import FunctionType

import pytest

from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
class Point:
    x: int
    y: str = "a"
    note: tuple[int, ...] = field(default=(), compare=False)


@frozen_dataclass(kw_only=True)
class NamedPoint(Point):
    name: str


@frozen_dataclass
class Table:
    name: str
    cells: dict[str, int] = field(hash=False)


@frozen_dataclass
class One:
    value: float


@frozen_dataclass
class Nothing:
    pass


@frozen_dataclass(eq=False, weakref_slot=True)
class Unique:
    value: int
    secret: str = field(default="", repr=False)


@frozen_dataclass
class Loop:
    items: list[object]


@dataclass(frozen=True, slots=True)
class Standard:
    x: int
    y: str = "a"
    note: tuple[int, ...] = field(default=(), compare=False)


def test_two_are_equal_if_their_class_and_their_compared_fields_are() -> None:
    assert Point(1) == Point(1, note=(2,))
    assert Point(1) != Point(2)
    assert Point(1) != NamedPoint(x=1, name="a") and NamedPoint(x=1, name="a") != Point(1)
    assert NamedPoint(x=1, name="a") != NamedPoint(x=1, name="b")
    others: list[object] = [(1, "a"), Standard(1)]
    assert Point(1) not in others
    assert One(1) == One(1.0) and One(1) != One(2) and Nothing() == Nothing()


def test_a_number_that_is_not_equal_to_itself_is_compared_as_in_a_tuple() -> None:
    nan = float("nan")
    assert One(nan) == One(nan)


def test_equal_ones_have_one_hash() -> None:
    assert len({Point(1), Point(1, note=(2,)), Point(2), One(1), One(1.0), Nothing(), Nothing()}) == 4
    assert hash(Point(1)) == hash(Standard(1))


def test_what_has_no_hash_is_left_out_of_it_and_compared() -> None:
    assert hash(Table("a", {"x": 1})) == hash(Table("a", {}))
    assert Table("a", {"x": 1}) != Table("a", {})


def test_one_without_equality_is_equal_to_itself_alone() -> None:
    first = Unique(1)
    assert first != Unique(1)
    assert len({first, first, Unique(1)}) == 2
    assert weakref.ref(first)() is first


def test_the_text_is_that_of_dataclasses() -> None:
    assert repr(Point(1)).removeprefix("Point") == repr(Standard(1)).removeprefix("Standard")
    assert repr(NamedPoint(x=1, name="a")) == "NamedPoint(x=1, y='a', note=(), name='a')"
    assert repr(Unique(1, "hidden")) == "Unique(value=1)" and repr(Nothing()) == "Nothing()"
    loop = Loop([])
    loop.items.append(loop)
    assert repr(loop) == "Loop(items=[...])"


def test_nothing_can_be_changed() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x
    with pytest.raises((AttributeError, TypeError)):
        point.z = 2  # type: ignore[attr-defined]
    assert point == Point(1)


def test_it_is_replaced_copied_and_matched_like_any_data_class() -> None:
    point = NamedPoint(x=1, name="a", note=(3,))
    assert replace(point, y="b") == NamedPoint(x=1, y="b", name="a")
    assert [item.name for item in fields(point)] == ["x", "y", "note", "name"]
    for copied in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))):
        assert copied == point and copied.note == (3,)
    match point:
        case Point(x=x, y=y):
            assert (x, y) == (1, "a")


def test_a_class_keeps_its_own_methods() -> None:
    @frozen_dataclass
    class Quiet:
        word: str

        def __repr__(self) -> str:
            return "quiet"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert repr(Quiet("a")) == "quiet" and Quiet("a") == Quiet("b") and hash(Quiet("a")) == 7


@frozen_dataclass(kw_only=True)
class Sum:
    parts: list[int] = field(default_factory=list)
    total: int = field(init=False, default=7, hash=False)
    name: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum(self.parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardSum:
    parts: list[int] = field(default_factory=list)
    total: int = field(init=False, default=7, hash=False)
    name: str


def test_the_constructor_fills_in_defaults_and_runs_what_comes_after() -> None:
    assert Sum(parts=[1, 2], name="a").total == 3
    first = Sum(name="a")
    first.parts.append(1)
    assert Sum(name="a").parts == []
    assert (Point(1).y, Point(1).note) == ("a", ())


@pytest.mark.parametrize(("ours", "theirs"), [(Point, Standard), (Sum, StandardSum)])
@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1, "a", (), 4), {}), ((1,), {"x": 2}), ((1,), {"q": 2}), ((), {"total": 2})]
)
def test_the_constructor_refuses_what_that_of_dataclasses_refuses_in_the_same_words(
    ours: Callable[..., object], theirs: Callable[..., object], values: tuple[object, ...], named: dict[str, object]
) -> None:
    def catch(make: Callable[..., object]) -> str:
        with pytest.raises(TypeError) as caught:
            make(*values, **named)
        return str(caught.value).removeprefix(make.__name__)

    assert catch(ours) == catch(theirs)


@pytest.mark.parametrize(("ours", "theirs"), [(Point, Standard), (Sum, StandardSum)])
def test_the_signature_is_that_of_dataclasses(ours: Callable[..., object], theirs: Callable[..., object]) -> None:
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))


def test_the_constructor_is_compiled_when_the_first_instance_is_made() -> None:
    @frozen_dataclass
    class Fresh:
        x: int

    class Derived(Fresh):
        pass

    assert not isinstance(vars(Fresh)["__init__"], FunctionType)
    assert Derived(1).x == 1
    assert isinstance(vars(Fresh)["__init__"], FunctionType) and "__init__" not in vars(Derived)


def test_a_plain_subclass_has_attributes_of_its_own() -> None:
    class Marked(Point):
        mark = ""

    marked = Marked(1)
    marked.mark = "a"
    assert marked.mark == "a"
    del marked.mark
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        marked.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del marked.x
    with pytest.raises(FrozenInstanceError):
        Point(1).mark = "a"  # type: ignore[attr-defined]


@frozen_dataclass(order=True)
class Day:
    year: int
    month: int = 1
    note: str = field(default="", compare=False)


def test_ordered_ones_are_in_the_order_of_their_compared_values() -> None:
    days = [Day(1932, 9), Day(1932), Day(1931, 12, "b"), Day(1931, 12, "a")]
    assert sorted(days) == [Day(1931, 12), Day(1931, 12), Day(1932), Day(1932, 9)]
    assert [day.note for day in sorted(days)[:2]] == ["b", "a"]
    assert Day(1931) <= Day(1931, note="x") and Day(1931) >= Day(1931) and not Day(1931) < Day(1931)
    assert Day(1932) > Day(1931) and not Day(1932) > Day(1932)
    with pytest.raises(TypeError, match="not supported"):
        _ = Day(1931) < Point(1)  # type: ignore[operator]
    with pytest.raises(TypeError, match="not supported"):
        _ = Point(1) < Point(2)  # type: ignore[operator]
