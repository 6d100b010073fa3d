"""Simplifies conditions over the values that can be reached, and writes them in the condition language of scenes.

A condition becomes a formula: for each variable the set of values that it allows, and what cannot be said that way.
Sets of one variable are merged, so that the tenth `elseif` of a chain on one variable names the values that are left.

Invariant: a formula holds for exactly the reachable values for which the condition holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Literal

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import (
    ComparePair,
    Condition,
    Constant,
    Leaf,
    PairOperator,
    Test,
    fold,
    is_number,
)
from party_card.importers.domains import Domain

MAX_CONDITION_CHARACTERS = 900
"""Longer conditions are lost: nobody reads them, and a scene takes 1,000 characters."""
MAX_PARTS = 400
MAX_WRITTEN_OUT = 12
"""Two variables are compared value by value only if one has no more values than this."""
Indexes = frozenset[int]
"""Positions in `Domain.reached`."""
_NEGATED: dict[PairOperator, PairOperator] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@frozen_dataclass
class Pair:
    """Compares two numbers: `left operator right + offset`."""

    left: str
    operator: PairOperator
    right: str
    offset: int


@frozen_dataclass
class Group:
    """All of its parts hold ("and"), or one of them ("or"): sets of values by variable, pairs, and other groups."""

    operator: Literal["and", "or"]
    sets: Mapping[str, Indexes] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    groups: tuple[Group, ...] = ()

    def __hash__(self) -> int:
        return hash((self.operator, tuple(self.sets), self.pairs, len(self.groups)))


Formula = bool | Group


class TooLongError(Exception):
    """A formula has more parts than anybody could read."""


class FormulaBuilder:
    """Builds formulas over the domains of a story; keeps what it has computed, for conditions share their parts."""

    def __init__(self, domains: Mapping[str, Domain]) -> None:
        self._domains = domains
        self._memo: dict[Condition, Formula | None] = {}

    def build(self, condition: Condition) -> Formula:
        """Returns the formula of a condition. Raises TooLongError."""
        formula = fold(
            condition,
            self._build_leaf,
            lambda operand: None if operand is None else self.negate(operand),
            lambda left, right: self._combine("and", left, right),
            lambda left, right: self._combine("or", left, right),
            self._memo,
        )
        if formula is None:
            raise TooLongError
        return formula

    def _build_leaf(self, leaf: Leaf) -> Formula | None:
        if isinstance(leaf, Constant):
            return leaf.value
        if isinstance(leaf, Test):
            reached = self._domains[leaf.variable].reached
            return self._simplify_set(leaf.variable, frozenset(i for i, v in enumerate(reached) if leaf.accepts(v)))
        return self._build_pair(leaf)

    def _build_pair(self, leaf: ComparePair) -> Formula | None:
        left, right = self._domains[leaf.left], self._domains[leaf.right]
        if left.is_constant or right.is_constant or not (_has_numbers_only(left) and _has_numbers_only(right)):
            return self._write_out_pair(leaf, left, right)
        return Group("and", pairs=(Pair(leaf.left, leaf.operator, leaf.right, leaf.offset),))

    def _write_out_pair(self, leaf: ComparePair, left: Domain, right: Domain) -> Formula | None:
        """Returns a comparison as one alternative for each value of the left side."""
        if len(left.reached) > MAX_WRITTEN_OUT and not right.is_constant:
            return None
        result: Formula | None = False
        for index, value in enumerate(left.reached):
            accepted = frozenset(i for i, other in enumerate(right.reached) if leaf.holds(value, other))
            own = self._simplify_set(leaf.left, frozenset((index,)))
            result = self._combine("or", result, self._combine("and", own, self._simplify_set(leaf.right, accepted)))
        return result

    def _simplify_set(self, variable: str, indexes: Indexes) -> Formula:
        if not indexes:
            return False
        return True if len(indexes) == len(self._domains[variable].reached) else Group("and", {variable: indexes})

    def negate(self, formula: Formula) -> Formula:
        """Returns the formula that holds where this one does not."""
        if isinstance(formula, bool):
            return not formula
        sets = {
            name: frozenset(range(len(self._domains[name].reached))) - indexes for name, indexes in formula.sets.items()
        }
        pairs = tuple(Pair(pair.left, _NEGATED[pair.operator], pair.right, pair.offset) for pair in formula.pairs)
        negated = [self.negate(group) for group in formula.groups]
        groups = tuple(group for group in negated if isinstance(group, Group))  # a group never is a constant
        operator: Literal["and", "or"] = "or" if formula.operator == "and" else "and"
        return _normalise(Group(operator, sets, pairs, groups))

    def _combine(self, operator: Literal["and", "or"], left: Formula | None, right: Formula | None) -> Formula | None:
        if left is None or right is None:
            return None
        is_and = operator == "and"
        for side, other in ((left, right), (right, left)):
            if isinstance(side, bool):
                return other if side is is_and else side
        sets: dict[str, Indexes] = {}
        pairs: dict[Pair, None] = {}
        groups: dict[int, Group] = {}
        for side in (left, right):
            assert isinstance(side, Group)  # noqa: S101  # constants are dealt with above
            if side.operator != operator and not _is_single(side):
                groups[id(side)] = side
                continue
            for name, indexes in side.sets.items():
                both = sets.get(name)
                sets[name] = indexes if both is None else (both & indexes if is_and else both | indexes)
            pairs |= dict.fromkeys(side.pairs)
            groups |= {id(group): group for group in side.groups}
        for name, indexes in list(sets.items()):
            simplified = self._simplify_set(name, indexes)
            if simplified is not is_and and isinstance(simplified, bool):
                return simplified
            if isinstance(simplified, bool):
                del sets[name]
        remaining = self._propagate(is_and, sets, groups.values())
        if isinstance(remaining, bool):
            return remaining
        if len(sets) + len(pairs) + len(remaining) > MAX_PARTS:
            return None
        if not (sets or pairs or remaining):
            return is_and
        return _normalise(Group(operator, sets, tuple(pairs), tuple(remaining)))

    def _propagate(self, is_and: bool, sets: dict[str, Indexes], groups: Iterable[Group]) -> list[Group] | bool:
        """Drops from the groups what the sets beside them decide already; returns a constant if they decide all.

        In "A and (not A or B)", with A a set, the group is B alone.
        """
        remaining: list[Group] = []
        for group in groups:
            kept: dict[str, Indexes] = {}
            is_decided = False
            for name, indexes in group.sets.items():
                beside = sets.get(name)
                if beside is None:
                    kept[name] = indexes
                elif is_and:
                    if beside <= indexes:
                        is_decided = True
                    elif beside & indexes:
                        kept[name] = indexes
                elif indexes <= beside:
                    is_decided = True
                elif not indexes | beside >= frozenset(range(len(self._domains[name].reached))):
                    kept[name] = indexes
            if is_decided:
                continue
            if not kept and not group.pairs and not group.groups:
                return not is_and
            if len(kept) < len(group.sets):
                remaining.append(Group(group.operator, kept, group.pairs, group.groups))
            else:
                remaining.append(group)
        return remaining


def _has_numbers_only(domain: Domain) -> bool:
    return domain.kind == "range" and not domain.is_capped and all(map(is_number, domain.reached))


def _is_single(group: Group) -> bool:
    return len(group.sets) + len(group.pairs) + len(group.groups) == 1


def _normalise(group: Group) -> Group:
    """Returns a group of one set or pair as an "and", so that equal formulas are equal."""
    if len(group.groups) == 1 and not group.sets and not group.pairs:
        return group.groups[0]
    if _is_single(group) and group.operator == "or":
        return Group("and", group.sets, group.pairs, group.groups)
    return group


def format_formula(
    formula: Group, format_set: Callable[[str, Indexes], str], format_variable: Callable[[str], str]
) -> str:
    """Writes a formula in the condition language. Raises TooLongError."""
    text = _format_group(formula, format_set, format_variable)
    if len(text) > MAX_CONDITION_CHARACTERS:
        raise TooLongError
    return text


def _format_group(
    group: Group, format_set: Callable[[str, Indexes], str], format_variable: Callable[[str], str], depth: int = 0
) -> str:
    if depth > 20:  # a scene takes 40 levels
        raise TooLongError
    parts = [format_set(name, indexes) for name, indexes in group.sets.items()]
    for pair in group.pairs:
        offset = f" {'+' if pair.offset > 0 else '-'} {abs(pair.offset)}" if pair.offset else ""
        parts.append(f"{format_variable(pair.left)} {pair.operator} {format_variable(pair.right)}{offset}")
    parts += [f"({_format_group(inner, format_set, format_variable, depth + 1)})" for inner in group.groups]
    if len(parts) > 1:
        other = " or " if group.operator == "and" else " and "
        parts = [f"({part})" if other in part and not part.startswith("(") else part for part in parts]
    return f" {group.operator} ".join(parts)
