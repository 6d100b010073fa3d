"""Finds every value that each variable of a story can have, by following its changes through the passages.

For one variable at a time: which values can it have in each passage, whatever the other variables are? The values
spread along the edges until nothing new is found. A number that runs on without end is counted only as far as the
story asks for it, which changes nothing that can be seen if it only ever grows (or only ever shrinks).

Invariant: a domain holds every value that the story can reach; what would need more is reported as lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import (
    UNSET,
    ComparePair,
    Condition,
    SetTo,
    Step,
    Test,
    Unset,
    Update,
    Value,
    collect_variables,
    is_number,
    iter_leaves,
    may_hold,
    passage_of_visits,
    typed,
)
from party_card.importers.entry_paths import Updates, apply_update

MAX_VALUES = 400
"""With more values than this, a number counts as running on without end."""
DomainKind = Literal["yes-no", "values", "range", "visits"]


@frozen_dataclass
class Edge:
    """One way from a passage to another: its condition on the state before, and its changes."""

    source: str
    condition: Condition
    updates: Updates
    target: str


@frozen_dataclass
class Domain:
    """The values of a variable as a scene declares them, in order, and those among them that can be `reached`.

    `is_capped` if the last number stands for all that are further out. `unset_as` is the value that stands for "not set
    yet", if no condition tells the two apart.
    """

    kind: DomainKind
    values: tuple[Value, ...]
    reached: tuple[Value, ...]
    initial: Value
    is_capped: bool = False
    unset_as: Value = UNSET

    @property
    def is_constant(self) -> bool:
        """True if the variable never has another value than its first."""
        return len(self.reached) == 1

    def canonical(self, value: Value) -> Value:
        """Returns the value of the domain that stands for a value of the story."""
        if value is UNSET:
            return self.unset_as
        if self.is_capped and is_number(value):
            numbers = [number for number in self.values if is_number(number)]
            return min(max(value, min(numbers)), max(numbers))
        return value


@dataclass(slots=True)
class DomainAnalysis:
    """The domains of a story; `endless` are variables that go up and down without end, `odd_steps` steps on no number.

    Each of `odd_steps` is the variable and the passage that the step is made on entering.
    """

    domains: dict[str, Domain] = field(default_factory=dict)
    endless: list[str] = field(default_factory=list)
    odd_steps: list[tuple[str, str]] = field(default_factory=list)


def analyse_domains(
    start: str,
    initial: Mapping[str, Value],
    edges: Sequence[Edge],
    conditions: Iterable[Condition],
    open_variables: Iterable[str],
) -> DomainAnalysis:
    """Returns the domains of the variables in `initial`, which holds their values in the passage `start`.

    Of `open_variables` some changes are lost, so every value that they are compared with counts as possible.
    """
    tests: dict[str, list[Test]] = {name: [] for name in initial}
    paired: set[str] = set()
    for leaf in iter_leaves(*conditions):
        if isinstance(leaf, Test):
            tests.setdefault(leaf.variable, []).append(leaf)
        elif isinstance(leaf, ComparePair):
            paired.update((leaf.left, leaf.right))
    analysis = DomainAnalysis()
    edges_by_variable = _sort_edges(initial, edges)
    names_by_edge = {id(edge): collect_variables(edge.condition) for edge in edges}
    open_names = frozenset(open_variables)
    for name, value in initial.items():
        finder = _ValueFinder(name, start, value, edges_by_variable[name], tests[name], names_by_edge)
        domain = finder.find(name in paired, name in open_names, analysis)
        if domain is not None:
            analysis.domains[name] = domain
    return analysis


def _sort_edges(initial: Mapping[str, Value], edges: Sequence[Edge]) -> dict[str, Sequence[Edge]]:
    """Returns for each variable the edges that matter: all of them, or none if no edge changes it."""
    changed = {name for edge in edges for name in edge.updates}
    return {name: edges if name in changed else () for name in initial}


class _ValueFinder:
    def __init__(  # one variable and what is known of the story
        self,
        name: str,
        start: str,
        initial: Value,
        edges: Sequence[Edge],
        tests: Sequence[Test],
        names_by_edge: Mapping[int, frozenset[str]],
    ) -> None:
        self._name = name
        self._start = start
        self._initial = initial
        self._tests = tests
        self._names_by_edge = names_by_edge
        self._edges: dict[str, list[Edge]] = {}
        self._steps: set[int] = set()
        for edge in edges:
            self._edges.setdefault(edge.source, []).append(edge)
            update = edge.updates.get(name)
            if isinstance(update, Step):
                self._steps.add(update.amount)
        self._odd_targets: dict[str, None] = {}

    def find(self, is_paired: bool, is_open: bool, analysis: DomainAnalysis) -> Domain | None:
        """Returns the domain; None for a count of visits that no condition asks for."""
        is_visits = passage_of_visits(self._name) is not None
        if is_visits and not self._tests and not is_paired:
            return None
        limits: tuple[int, int] | None = None
        if is_visits and not is_paired:
            limits = self._limits({self._initial})
        values = self._spread(limits)
        if values is None:
            limits = self._limits(self._constants())
            only_grows, only_shrinks = all(step > 0 for step in self._steps), all(step < 0 for step in self._steps)
            if is_paired or not (only_grows or only_shrinks):
                analysis.endless.append(self._name)
            values = self._spread(limits) or {typed(self._initial): self._initial}
        analysis.odd_steps += [(self._name, target) for target in self._odd_targets]
        if is_open:
            for value in self._compared_values():
                values.setdefault(typed(value), value)
        return self._make_domain(list(values.values()), is_visits, limits)

    def _constants(self) -> set[Value]:
        updates = [edge.updates.get(self._name) for edges in self._edges.values() for edge in edges]
        return {update.value for update in updates if isinstance(update, SetTo)} | {self._initial}

    def _limits(self, constants: set[Value]) -> tuple[int, int]:
        """Returns the least and greatest number that must be told apart from those beyond."""
        compared = [value for test in self._tests for value in test.values]
        numbers = [int(value) for value in (*constants, *compared) if is_number(value)]
        low, high = min(numbers, default=0), max(numbers, default=0)
        low, high = low - 1 if any(step < 0 for step in self._steps) else low, high + 1
        while high > low + 1 and all(test.accepts(high) == test.accepts(high - 1) for test in self._tests):
            if high - 1 in constants:
                break
            high -= 1
        return low, high

    def _spread(self, limits: tuple[int, int] | None) -> dict[object, Value] | None:
        """Returns every value that the variable can have; None if there are too many."""
        found: dict[object, Value] = {typed(self._initial): self._initial}
        seen: dict[str, set[object]] = {self._start: {typed(self._initial)}}
        pending: list[tuple[str, Value]] = [(self._start, self._initial)]
        memos: dict[object, dict[Condition, bool | None]] = {}
        while pending:
            passage, value = pending.pop()
            memo = memos.setdefault(typed(value), {})
            for edge in self._edges.get(passage, ()):
                reads = self._name in self._names_by_edge[id(edge)]
                if reads and not may_hold(edge.condition, self._name, value, memo):
                    continue
                new_value = self._apply(edge, value, limits)
                key = typed(new_value)
                if key in seen.setdefault(edge.target, set()):
                    continue
                seen[edge.target].add(key)
                found[key] = new_value
                if len(found) > MAX_VALUES:
                    return None
                pending.append((edge.target, new_value))
        return found

    def _apply(self, edge: Edge, value: Value, limits: tuple[int, int] | None) -> Value:
        update: Update | None = edge.updates.get(self._name)
        if update is None:
            return value
        new_value = apply_update(value, update)
        if new_value is None:
            self._odd_targets[edge.target] = None
            return value
        if limits is not None and is_number(new_value):
            return min(max(int(new_value), limits[0]), limits[1])
        return new_value

    def _compared_values(self) -> list[Value]:
        compared = [value for test in self._tests for value in test.values]
        near = [value + distance for value in compared if is_number(value) for distance in (-1, 1)]
        return [*compared, *near]

    def _make_domain(self, values: list[Value], is_visits: bool, limits: tuple[int, int] | None) -> Domain:
        unset_as = self._find_unset_equivalent(values)
        is_capped = limits is not None
        if unset_as is not UNSET:
            values = [value for value in values if value is not UNSET]
            if not any(typed(value) == typed(unset_as) for value in values):
                values.append(unset_as)
        initial = unset_as if self._initial is UNSET else self._initial
        kind, declared = _declare(values, is_visits)
        return Domain(kind, declared, tuple(values), initial, is_capped, unset_as)

    def _find_unset_equivalent(self, values: list[Value]) -> Value:
        """Returns a value that nothing tells apart from an unset one; UNSET if there is none."""
        if not any(value is UNSET for value in values):
            return UNSET
        known = [value for value in values if value is not UNSET]
        candidates: list[Value] = [False, 0, ""] if not known else []
        if known and all(isinstance(value, bool) for value in known):
            candidates = [False]
        elif known and all(is_number(value) for value in known):
            numbers = [value for value in known if is_number(value)]
            candidates = [0, *known] if min(numbers) in (0, 1) else list(known)
        elif known and all(isinstance(value, str) for value in known):
            candidates = ["", *known]
        for candidate in candidates:
            if all(test.accepts(candidate) == test.accepts(UNSET) for test in self._tests):
                return candidate
        return UNSET


def _declare(values: Sequence[Value], is_visits: bool) -> tuple[DomainKind, tuple[Value, ...]]:
    """Returns the kind of variable for some values, and the values that its declaration has."""
    kinds = {type(value) for value in values}
    if is_visits and all(is_number(value) and value <= 1 for value in values):
        return "visits", (0, 1)
    if kinds <= {bool}:
        return "yes-no", (False, True)
    if int in kinds and kinds <= {int, Unset}:  # one number below all others stands for "not set yet"
        numbers = sorted(int(value) for value in values if value is not UNSET)
        unset: tuple[Value, ...] = (UNSET,) if Unset in kinds else ()
        return "range", (*unset, *range(numbers[0], max(numbers[-1], numbers[0] + 1) + 1))
    return "values", tuple(values) if len(values) > 1 else (*values, "other")
