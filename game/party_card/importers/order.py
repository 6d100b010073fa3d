"""Separates what a passage changes from what it shows, although a story runs both in one go from top to bottom.

A scene changes variables on entering a passage, and asks its conditions afterwards. So a condition is asked in terms of
the values *after* the whole passage: if a variable is only stepped further down, the question is shifted by the steps;
if it is set further down, the passage remembers the answer in a variable of its own (a snapshot), which entering sets.

Invariant: what is shown is what the story would show at this place; where that would take too much, it is lost and
reported, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from party_card.importers.conditions import (
    TRUE,
    Condition,
    SetTo,
    Step,
    Value,
    ask_equal,
    collect_variables,
    is_number,
)
from party_card.importers.entry_paths import MAX_PATHS, has_effects, iter_items
from party_card.importers.story import Assign, Branch, Goto, If, Item, Link, Lost, Passage, Print, Remark, Text
from party_card.importers.substitution import substitute

_DEPENDS_ON_LOST = "it depends on a condition that is lost"
_TOO_MANY_PATHS = "the changes of this passage depend on too many conditions at once"
_CHANGED_BELOW = "what it asks for is changed further down in this passage"
Later = dict[str, int | None]
"""For each variable that changes further down: the sum of its steps; None if it is set, or only sometimes changed."""


@dataclass(slots=True)
class OrderedPassage:
    """A passage taken apart: `effects` run on entering, `display` asks its conditions after them.

    `snapshots` are variables that the passage needs for itself, with their first values.
    """

    passage: Passage
    effects: tuple[Item, ...] = ()
    display: tuple[Item, ...] = ()
    snapshots: dict[str, Value] = field(default_factory=dict)


def order_passage(passage: Passage) -> OrderedPassage:
    """Takes a passage apart."""
    return _Orderer(passage).order()


class _Orderer:
    def __init__(self, passage: Passage) -> None:
        self._result = OrderedPassage(passage)
        self._later: dict[Item, Later] = {}
        self._path_count = 1

    def order(self) -> OrderedPassage:
        self._find_later_changes(self._result.passage.items, {})
        effects, display = self._split(self._result.passage.items)
        self._result.effects, self._result.display = tuple(effects), tuple(display)
        return self._result

    def _find_later_changes(self, items: tuple[Item, ...], after: Later) -> Later:
        """Notes for each `If` and `Print` what changes further down; returns what changes in the items or after."""
        later = after
        for item in reversed(items):
            if isinstance(item, Assign):
                later = _add_change(later, item)
            elif isinstance(item, If):
                self._later[item] = later = self._merge_branches(item, later)
            elif isinstance(item, Print):
                self._later[item] = later
        return later

    def _merge_branches(self, item: If, after: Later) -> Later:
        outcomes = []
        for branch in item.branches:
            if isinstance(branch.condition, Lost):
                break
            outcomes.append(self._find_later_changes(branch.items, after))
        if not item.branches or item.branches[-1].condition is not TRUE:
            outcomes.append(after)
        names = {name for outcome in outcomes for name, change in outcome.items() if change != after.get(name, 0)}
        if not names:
            return after
        merged = dict(after)
        for name in names:
            changes = {outcome.get(name, 0) for outcome in outcomes}
            merged[name] = changes.pop() if len(changes) == 1 else None
        return merged

    def _split(self, items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
        effects: list[Item] = []
        display: list[Item] = []
        for item in items:
            if isinstance(item, Assign | Goto):
                effects.append(item)
            elif isinstance(item, If):
                self._split_if(item, effects, display)
            elif isinstance(item, Print):
                display.append(self._shift_print(item))
            else:
                display.append(item)
        return effects, display

    def _split_if(self, item: If, effects: list[Item], display: list[Item]) -> None:
        known = _known_branches(item)
        later = self._later.get(item, {})
        is_shown = any(map(_is_shown, iter_items(inner for branch in item.branches for inner in branch.items)))
        variables = collect_variables(*(condition for condition, _ in known))
        needs_snapshot = is_shown and any(later.get(name, 0) is None for name in variables)
        has_own_effects = has_effects((item,))
        if has_own_effects or needs_snapshot:
            has_else = bool(known) and known[-1][0] is TRUE
            count = self._path_count * (len(known) + (not has_else))
            if count > MAX_PATHS:
                self._give_up(item, needs_snapshot, display)
                return
            self._path_count = count
        conditions = [condition for condition, _ in known]
        snapshot_items: list[tuple[Item, ...]] = [()] * (len(known) + 1)
        if needs_snapshot:
            conditions, snapshot_items = self._take_snapshot(item, conditions)
        else:
            shifts = {name: Step(-change) for name, change in later.items() if change}
            conditions = [substitute(condition, shifts) for condition in conditions]
        effect_branches: list[Branch] = []
        shown_branches: list[Branch] = []
        for (condition, inner), shown_condition, snapshot in zip(known, conditions, snapshot_items, strict=False):
            inner_effects, inner_display = self._split(inner)
            effect_branches.append(Branch(condition, (*snapshot, *inner_effects)))
            shown_branches.append(Branch(shown_condition, tuple(inner_display)))
        if needs_snapshot:
            effect_branches.append(Branch(TRUE, snapshot_items[-1]))
        shown_branches += [
            Branch(branch.condition, tuple(_lose_changes(branch.items))) for branch in item.branches[len(known) :]
        ]
        if has_own_effects or needs_snapshot:
            effects.append(If(tuple(effect_branches), item.place))
        display.append(If(tuple(shown_branches), item.place))

    def _take_snapshot(self, item: If, conditions: list[Condition]) -> tuple[list[Condition], list[tuple[Item, ...]]]:
        """Returns the conditions as questions about a new variable, and for each branch, then none, what sets it."""
        name = f"{self._result.passage.name} {len(self._result.snapshots) + 1}"
        is_yes_no = len(conditions) == 1
        values: list[Value] = [True, False]
        if not is_yes_no:
            values = [*range(1, len(conditions) + 1), 0]
        self._result.snapshots[name] = values[-1]
        assigns: list[tuple[Item, ...]] = [(Assign(name, SetTo(value), item.place),) for value in values]
        return [ask_equal(name, value) for value in values[:-1]], assigns

    def _give_up(self, item: If, needs_snapshot: bool, display: list[Item]) -> None:
        """Loses the changes of an `If`, and its conditions if they cannot be asked without them."""
        variables = tuple(sorted({inner.variable for inner in iter_items((item,)) if isinstance(inner, Assign)}))
        if has_effects((item,)):
            display.append(Lost("change", item.place, ", ".join(variables), _TOO_MANY_PATHS, variables))
        if needs_snapshot:
            lost = Lost("condition", item.place, "", _CHANGED_BELOW)
            branches = tuple(Branch(lost, branch.items) for branch in item.branches)
        else:
            branches = item.branches
        display.append(_without_effects(If(branches, item.place)))

    def _shift_print(self, item: Print) -> Item:
        change = self._later.get(item, {}).get(item.variable, 0)
        if change == 0:
            return item
        if change is None:
            return Lost("text", item.place, item.variable, _CHANGED_BELOW)
        format_value = item.format_value
        return Print(
            item.variable,
            item.place,
            lambda value: format_value(value - change if is_number(value) else value),
        )


def _known_branches(item: If) -> list[tuple[Condition, tuple[Item, ...]]]:
    """Returns condition and items of the branches before the first one whose condition is lost."""
    known: list[tuple[Condition, tuple[Item, ...]]] = []
    for branch in item.branches:
        if isinstance(branch.condition, Lost):
            break
        known.append((branch.condition, branch.items))
    return known


def _is_shown(item: Item) -> bool:
    return isinstance(item, Link | Print | Lost) or (isinstance(item, Text) and bool(item.text.strip()))


def _add_change(later: Later, item: Assign) -> Later:
    changed = dict(later)
    step, further = item.update, later.get(item.variable, 0)
    changed[item.variable] = step.amount + further if isinstance(step, Step) and further is not None else None
    return changed


def _without_effects(item: If) -> If:
    branches = []
    for branch in item.branches:
        inner = tuple(
            _without_effects(part) if isinstance(part, If) else part
            for part in branch.items
            if not isinstance(part, Assign | Goto)
        )
        branches.append(Branch(branch.condition, inner))
    return If(tuple(branches), item.place)


def _lose_changes(items: Iterable[Item]) -> Iterator[Item]:
    """Yields the items below a lost condition: what they show stays, what they change is lost with the condition."""
    for item in items:
        if isinstance(item, Assign):
            yield Lost("change", item.place, item.variable, _DEPENDS_ON_LOST, (item.variable,))
        elif isinstance(item, Goto):
            yield Lost("choice", item.place, item.target, _DEPENDS_ON_LOST)
        elif isinstance(item, If):
            branches = tuple(Branch(branch.condition, tuple(_lose_changes(branch.items))) for branch in item.branches)
            yield If(branches, item.place)
        else:
            yield item


def iter_losses(items: Iterable[Item]) -> Iterator[Lost]:
    """Yields what is lost among the items, conditions included, each once, in order."""
    seen: set[Lost] = set()
    for item in iter_items(items):
        found = [item] if isinstance(item, Lost) else []
        if isinstance(item, If):
            found += [branch.condition for branch in item.branches if isinstance(branch.condition, Lost)]
        for lost in found:
            if lost not in seen:
                seen.add(lost)
                yield lost


def iter_remarks(items: Iterable[Item]) -> Iterator[Remark]:
    """Yields the remarks among the items."""
    return (item for item in iter_items(items) if isinstance(item, Remark))


def first_values(passages: Iterable[OrderedPassage]) -> Mapping[str, Value]:
    """Returns the first values of all snapshots."""
    return {name: value for passage in passages for name, value in passage.snapshots.items()}
