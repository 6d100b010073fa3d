"""Turns links that change the page they stand on into passages of their own.

In a scene every choice leads to a passage. A page with a link that reveals something becomes two passages: the page as
it is at first, with a choice, and the page after the click, which shows what was revealed and changes nothing anew.
That is exact as long as nothing on the page would read differently once the changes of the page and of the click are
made; otherwise the link is lost.

Invariant: what a page shows after some clicks is what the story would show, or the link is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import TRUE, Condition, collect_variables
from party_card.importers.story import (
    Assign,
    Branch,
    Goto,
    If,
    Item,
    Link,
    Lost,
    Passage,
    Place,
    Print,
    Remark,
    Text,
    escape_prose,
)

MAX_PAGES = 24
"""A passage that would become more pages loses its revealing links."""


@frozen_dataclass(eq=False)
class Reveal:
    """A link that shows `items` in its place when it is taken, behind its own words if it `keeps_text`."""

    text: str
    source: str
    place: Place
    items: tuple[AnyItem, ...]
    keeps_text: bool = False


AnyItem = Item | Reveal
_REASON = "what it reveals depends on changes that would come too early or too late"


def split_pages(passage: Passage, items: Sequence[AnyItem], is_free: Callable[[str], bool]) -> Iterator[Passage]:
    """Yields a passage and its pages after clicks; `is_free` tells if a name is that of no passage yet."""
    reveals = [item for item in iter_all(items) if isinstance(item, Reveal)]
    if not reveals:
        yield replace(passage, items=tuple(items))  # type: ignore[arg-type]
        return
    pages = _PageBuilder(passage, items, is_free)
    if len(reveals) < MAX_PAGES and _is_exact(items, reveals) and pages.collect():  # each makes a page at least
        yield from pages.build()
    else:
        yield replace(passage, items=tuple(_lose_reveals(items)))


def iter_all(items: Iterable[AnyItem]) -> Iterator[AnyItem]:
    """Yields the items with those in branches, links and reveals, in order."""
    pending = list(items)[::-1]
    while pending:
        item = pending.pop()
        yield item
        if isinstance(item, If):
            pending += [inner for branch in item.branches for inner in branch.items][::-1]
        elif isinstance(item, Link | Reveal):
            pending += item.items[::-1]


def keep_effects(items: Iterable[AnyItem]) -> tuple[Item, ...]:
    """Returns what items do, without what they show."""
    effects: list[Item] = []
    for item in items:
        if isinstance(item, Assign | Goto | Lost):
            effects.append(item)
        elif isinstance(item, If):
            branches = tuple(Branch(branch.condition, keep_effects(branch.items)) for branch in item.branches)
            if any(branch.items for branch in branches):
                effects.append(If(branches, item.place))
    return tuple(effects)


def always_leads_on(items: Iterable[Item]) -> bool:
    """Returns True if items lead to another passage whatever the variables are."""
    for item in items:
        if isinstance(item, Goto):
            return True
        if isinstance(item, If) and item.branches[-1].condition is TRUE:
            leads_on = all(always_leads_on(branch.items) for branch in item.branches)
            if leads_on:
                return True
    return False


class _PageBuilder:
    def __init__(self, passage: Passage, items: Sequence[AnyItem], is_free: Callable[[str], bool]) -> None:
        self._passage = passage
        self._items = items
        self._is_free = is_free
        self._names: dict[frozenset[Reveal], str] = {frozenset(): passage.name}

    def collect(self) -> bool:
        """Names every page that clicks lead to; returns False if there are too many."""
        pending: list[frozenset[Reveal]] = [frozenset()]
        while pending:
            clicked = pending.pop(0)
            for reveal in self._iter_open(self._items, clicked):
                page = clicked | {reveal}
                if page in self._names or always_leads_on(keep_effects(reveal.items)):
                    continue
                if len(self._names) >= MAX_PAGES:
                    return False
                self._names[page] = self._make_name(clicked, reveal)
                pending.append(page)
        return True

    def _iter_open(self, items: Iterable[AnyItem], clicked: frozenset[Reveal]) -> Iterator[Reveal]:
        """Yields the reveals that can be taken on a page."""
        pending = list(items)[::-1]
        while pending:
            item = pending.pop()
            if isinstance(item, If):
                pending += [inner for branch in item.branches for inner in branch.items][::-1]
            elif isinstance(item, Reveal) and item in clicked:
                pending += item.items[::-1]
            elif isinstance(item, Reveal):
                yield item

    def _make_name(self, clicked: frozenset[Reveal], reveal: Reveal) -> str:
        base = name = f"{self._names[clicked]}, {reveal.text}"
        number = 2
        while not self._is_free(name) or name in self._names.values():
            name, number = f"{base} {number}", number + 1
        return name

    def build(self) -> Iterator[Passage]:
        for clicked, name in self._names.items():
            items = tuple(self._build_items(self._items, clicked, bool(clicked)))
            yield replace(self._passage, name=name, items=items)

    def _build_items(self, items: Iterable[AnyItem], clicked: frozenset[Reveal], is_later: bool) -> Iterator[Item]:
        """Yields the items of a page; one after a click shows what the first one shows, and does nothing again."""
        for item in items:
            if isinstance(item, Reveal):
                if item in clicked:
                    if item.keeps_text:
                        yield Text(escape_prose(item.text))
                    yield from self._build_items(item.items, clicked, is_later)
                else:
                    target = self._names.get(clicked | {item}, "")
                    yield Link(item.text, target, item.place, keep_effects(item.items))
            elif isinstance(item, If):
                branches = (
                    Branch(branch.condition, tuple(self._build_items(branch.items, clicked, is_later)))
                    for branch in item.branches
                )
                yield If(tuple(branches), item.place)
            elif not (is_later and isinstance(item, Assign | Goto | Remark)):
                yield item


def _is_exact(items: Sequence[AnyItem], reveals: Sequence[Reveal]) -> bool:
    """Returns True if pages after clicks, asked in the state after them, show what they showed before."""
    if _reads_before_change(items, include_reveals=False):
        return False
    for reveal in reveals:
        changed = {item.variable for item in iter_all(reveal.items) if isinstance(item, Assign)}
        if _reads_before_change(reveal.items, include_reveals=False):
            return False
        own = {id(item) for item in iter_all(reveal.items)}
        others = (item for item in iter_all(items) if id(item) not in own)
        if changed & _collect_reads(others):
            return False
    return True


def _reads_before_change(items: Iterable[AnyItem], include_reveals: bool) -> bool:
    """Returns True if a variable is shown or asked for what is shown, and changed after that."""
    read: set[str] = set()
    for item in _iter_page(items, include_reveals):
        if isinstance(item, Assign) and item.variable in read:
            return True
        read |= _collect_reads([item])
    return False


def _iter_page(items: Iterable[AnyItem], include_reveals: bool) -> Iterator[AnyItem]:
    pending = list(items)[::-1]
    while pending:
        item = pending.pop()
        yield item
        if isinstance(item, If):
            pending += [inner for branch in item.branches for inner in branch.items][::-1]
        elif isinstance(item, Reveal) and include_reveals:
            pending += item.items[::-1]


def _shows(items: Iterable[AnyItem]) -> bool:
    return any(isinstance(item, Text | Print | Link | Reveal | Lost) for item in iter_all(items))


def _collect_reads(items: Iterable[AnyItem]) -> set[str]:
    """Returns the variables that items show, or that decide what they show."""
    names: set[str] = set()
    for item in items:
        if isinstance(item, Print):
            names.add(item.variable)
        elif isinstance(item, If) and _shows(inner for branch in item.branches for inner in branch.items):
            conditions: list[Condition] = [b.condition for b in item.branches if not isinstance(b.condition, Lost)]
            names |= collect_variables(*conditions)
    return names


def _lose_reveals(items: Iterable[AnyItem]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Reveal):
            changed = tuple({inner.variable: None for inner in iter_all(item.items) if isinstance(inner, Assign)})
            yield Lost("choice", item.place, item.source, _REASON, changed)
        elif isinstance(item, If):
            branches = tuple(Branch(branch.condition, tuple(_lose_reveals(branch.items))) for branch in item.branches)
            yield If(branches, item.place)
        else:
            yield item
