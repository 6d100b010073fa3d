"""Runs the items of a passage symbolically: what entering it changes, and under which conditions.

A story runs its passages from top to bottom, and may change a variable behind a text that asks for it, or under a
condition. A scene changes variables at a choice only. So each way through the changes of a passage becomes an
`EntryPath`: a condition on the state before, and the changes; an incoming choice is split into one for each path.

Invariant: the paths of a passage exclude each other, and together they cover every state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import (
    FALSE,
    TRUE,
    Condition,
    SetTo,
    Step,
    Update,
    Value,
    conjoin,
    is_number,
    negate,
    visits_of,
)
from party_card.importers.story import Assign, Goto, If, Item, Link, LossKind, Lost, Passage, Place, Story
from party_card.importers.substitution import substitute

MAX_PATHS = 32
"""How many paths an incoming choice is split into at most."""
MAX_HOPS = 20
"""How often a passage may lead on at once before it counts as a circle."""
Updates = Mapping[str, Update]


@frozen_dataclass(eq=False)
class EntryPath:
    """One way into a passage: its condition on the state before, the changes, and where it ends.

    `target` is empty if a link leads nowhere on this path. `passed` are passages that lead on before they are shown.
    """

    condition: Condition = TRUE
    updates: Updates = field(default_factory=dict)
    target: str = ""
    passed: tuple[str, ...] = ()


@frozen_dataclass(eq=False)
class _Run:
    """A state while items run: the condition for being here, the changes so far, and where it will lead on."""

    condition: Condition = TRUE
    updates: Updates = field(default_factory=dict)
    goto: str = ""
    is_over: bool = False


def has_effects(items: Iterable[Item]) -> bool:
    """Returns True if running the items changes anything or leads on."""
    pending = list(items)
    while pending:
        item = pending.pop()
        if isinstance(item, Assign | Goto):
            return True
        if isinstance(item, If):
            pending += [inner for branch in item.branches for inner in branch.items]
    return False


def apply_update(value: Value, update: Update) -> Value | None:
    """Returns a value after an update; None if a step is to be added to what is no number."""
    if isinstance(update, SetTo):
        return update.value
    return value + update.amount if is_number(value) else None


def compose(updates: Updates, later_updates: Updates) -> dict[str, Update]:
    """Returns the changes that some changes and then others make. A step on what is no number is left out."""
    result = dict(updates)
    for variable, update in later_updates.items():
        earlier = result.get(variable)
        if isinstance(update, Step) and isinstance(earlier, Step):
            result[variable] = Step(earlier.amount + update.amount)
        elif isinstance(update, Step) and isinstance(earlier, SetTo):
            value = apply_update(earlier.value, update)
            if value is not None:
                result[variable] = SetTo(value)
        else:
            result[variable] = update
    return result


class EntryAnalysis:
    """Computes the entry paths of the passages of a story, each passage once.

    `counted_passages` are those whose visits a condition asks for, `variables` all variables of the story. What could
    not be run is added to `losses`.
    """

    def __init__(self, story: Story, counted_passages: frozenset[str], variables: Sequence[str]) -> None:
        self.losses: dict[Item, Lost] = {}
        self._story = story
        self._counted_passages = counted_passages
        self._variables = variables
        self._paths: dict[str, tuple[EntryPath, ...]] = {}

    def run_startup(self) -> EntryPath:
        """Returns the path into the first passage; every variable has its first value in its updates."""
        updates: dict[str, Update] = {name: SetTo(self._story.unset_value) for name in self._variables}
        updates |= {visits_of(name): SetTo(0) for name in self._counted_passages}
        runs = self._run_items(self._story.startup, [_Run(updates=updates)])
        start = EntryPath(TRUE, runs[0].updates)
        return self._join(start, self.enter(self._story.start))[0]

    def take(self, link: Link) -> tuple[EntryPath, ...]:
        """Returns the paths of taking a link: its own changes, then entering the passage that it leads to."""
        paths: list[EntryPath] = []
        for run in self._run_items(link.items, [_Run()]):
            target = run.goto or link.target
            path = EntryPath(run.condition, run.updates)
            paths += self._join(path, self.enter(target)) if target in self._story.passages else [path]
        if len(paths) > MAX_PATHS:
            self._lose(link, "choice", link.place, link.text, "what it changes depends on too many conditions at once")
            return ()
        return tuple(paths)

    def enter(self, name: str) -> tuple[EntryPath, ...]:
        """Returns the paths of entering a passage, up to the passage that is shown in the end."""
        if name not in self._paths:
            self._paths[name] = tuple(self._compute_paths(self._story.passages[name]))
        return self._paths[name]

    def _compute_paths(self, passage: Passage) -> Iterator[EntryPath]:
        pending = [EntryPath(target=passage.name)]
        while pending:
            path = pending.pop(0)
            current = self._story.passages[path.target]
            for run in self._run_passage(current):
                condition = conjoin(path.condition, substitute(run.condition, path.updates))
                if condition is FALSE:
                    continue
                updates = compose(path.updates, run.updates)
                if not run.goto:
                    yield EntryPath(condition, updates, current.name, path.passed)
                elif run.goto not in self._story.passages:
                    reason = f"there is no passage “{run.goto}”"
                    self._lose(current.items[0], "choice", current.place, current.name, reason)
                    yield EntryPath(condition, updates, current.name, path.passed)
                elif len(path.passed) >= MAX_HOPS or len(pending) >= MAX_PATHS:
                    reason = "it leads on from passage to passage without end"
                    self._lose(current.items[0], "choice", current.place, current.name, reason)
                    yield EntryPath(condition, updates, current.name, path.passed)
                else:
                    pending.append(EntryPath(condition, updates, run.goto, (*path.passed, current.name)))

    def _run_passage(self, passage: Passage) -> list[_Run]:
        updates: dict[str, Update] = {}
        if passage.name in self._counted_passages:
            updates[visits_of(passage.name)] = Step(1)
        return self._run_items(passage.items, [_Run(updates=updates)])

    def _join(self, first: EntryPath, later_paths: Iterable[EntryPath]) -> list[EntryPath]:
        joined: list[EntryPath] = []
        for path in later_paths:
            condition = conjoin(first.condition, substitute(path.condition, first.updates))
            if condition is not FALSE:
                joined.append(EntryPath(condition, compose(first.updates, path.updates), path.target, path.passed))
        return joined

    def _run_items(self, items: Iterable[Item], runs: list[_Run]) -> list[_Run]:
        for item in items:
            if isinstance(item, Assign):
                runs = [self._assign(item, run) for run in runs]
            elif isinstance(item, Goto):
                runs = [self._go(item, run) for run in runs]
            elif isinstance(item, If) and has_effects((item,)):
                runs = self._branch(item, runs)
        return runs

    def _assign(self, item: Assign, run: _Run) -> _Run:
        if run.is_over:
            return run
        earlier = run.updates.get(item.variable)
        if isinstance(earlier, SetTo) and apply_update(earlier.value, item.update) is None:
            self.lose_step(item)
            return run
        return _Run(run.condition, compose(run.updates, {item.variable: item.update}), run.goto)

    def _go(self, item: Goto, run: _Run) -> _Run:
        if run.is_over:
            return run
        if run.goto:
            self._lose(item, "choice", item.place, item.target, "the passage already leads on to another one")
            return run
        return _Run(run.condition, run.updates, item.target, item.ends_passage)

    def _branch(self, item: If, runs: list[_Run]) -> list[_Run]:
        result: list[_Run] = []
        for run in runs:
            if run.is_over:
                result.append(run)
                continue
            rest: Condition = TRUE
            for branch in item.branches:
                if isinstance(branch.condition, Lost):
                    break
                own_condition = conjoin(rest, branch.condition)
                rest = conjoin(rest, negate(branch.condition))
                result += self._run_branch(branch.items, run, own_condition)
            result += self._run_branch((), run, rest)
        return result

    def _run_branch(self, items: tuple[Item, ...], run: _Run, condition: Condition) -> list[_Run]:
        total = conjoin(run.condition, substitute(condition, run.updates))
        if total is FALSE:
            return []
        return self._run_items(items, [_Run(total, run.updates, run.goto)])

    def lose_step(self, item: Assign) -> None:
        """Reports that a step is added to a variable while it is no number."""
        reason = f"{item.variable} can be something other than a number here"
        self._lose(item, "change", item.place, item.variable, reason, (item.variable,))

    def _lose(  # the fields of a loss
        self, item: Item, kind: LossKind, place: Place, text: str, reason: str, variables: tuple[str, ...] = ()
    ) -> None:
        self.losses.setdefault(item, Lost(kind, place, text, reason, variables))


def iter_items(items: Iterable[Item]) -> Iterator[Item]:
    """Yields the items, those of branches and of links included, in order."""
    pending = list(items)[::-1]
    while pending:
        item = pending.pop()
        yield item
        if isinstance(item, If):
            pending += [inner for branch in item.branches for inner in branch.items][::-1]
        elif isinstance(item, Link):
            pending += item.items[::-1]
