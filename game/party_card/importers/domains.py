"""What values a story's variables can take, found from all that is done with them.

Law: the format is finite, other programs' numbers are not: where a number must be given an end, that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from party_card.importers.expressions import Comparison, Value, compared
from party_card.importers.story import Change, Node, Story


@dataclass(frozen=True, slots=True)
class Domain:
    """A yes/no (neither `values` nor `range`), a set of texts, or a range, with the first value.

    `guessed` where the ends of a range are not those of the story.
    """

    start: Value
    values: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    guessed: bool = False


def domains_of(story: Story) -> tuple[dict[str, Domain], set[str]]:
    """The domain of each variable, and the variables that have none because their values are of several kinds."""
    changes = [change for moment in story.moments.values() for change in _changes(moment)]
    asked = [one for moment in story.moments.values() for one in _asked(moment)]
    names = dict.fromkeys([*story.first, *(change.variable for change in changes), *(one.variable for one in asked)])
    found: dict[str, Domain] = {}
    mixed: set[str] = set()
    for name in names:
        mine = [change for change in changes if change.variable == name]
        compares = [one for one in asked if one.variable == name]
        domain = _domain(story.first.get(name), mine, compares)
        if domain is None:
            mixed.add(name)
        else:
            found[name] = domain
    return found, mixed


def _changes(moment: Node) -> Iterator[Change]:
    yield from moment.changes
    for link in moment.links:
        yield from link.changes


def _asked(moment: Node) -> Iterator[Comparison]:
    conditions = [*(part.condition for part in moment.parts), *(link.condition for link in moment.links)]
    for condition in conditions:
        yield from compared(condition)


def _domain(first: Value | None, changes: list[Change], asked: list[Comparison]) -> Domain | None:
    values = [change.value for change in changes if change.kind == "set"] + ([] if first is None else [first])
    steps = [int(change.value) for change in changes if change.kind == "step"]
    # A bare `if $x` asks of a number whether it is more than nothing, and says nothing of its kind.
    told = [*values, *(one.value for one in asked if one.value is not True)]
    kinds = {type(value) for value in told} | ({int} if steps else set())
    if kinds <= {bool}:
        return Domain(bool(first))
    if kinds == {str}:
        texts = tuple(dict.fromkeys(str(value) for value in [*([] if first is None else [first]), *told]))
        texts = texts if first is not None or "" in texts else ("", *texts)
        return Domain(texts[0] if first is None else first, values=texts if len(texts) > 1 else (*texts, "other"))
    if kinds != {int}:
        return None
    numbers = [int(value) for value in told] + [0 if first is None else int(first)]
    low, high = min(numbers), max(numbers)
    most = sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0)
    low, high = (low - most[1] if low < 0 else 0) if most[1] else low, high + most[0]
    high = high if high > low else low + 1
    return Domain(0 if first is None else int(first), range=(low, high), guessed=bool(steps))
