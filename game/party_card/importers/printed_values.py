"""Writes out texts that show the value of a variable: one text for each value."""

from __future__ import annotations

from collections.abc import Iterable

from party_card.importers.conditions import (
    UNSET,
    ask_equal,
)
from party_card.importers.domains import Domain
from party_card.importers.story import (
    Branch,
    If,
    Item,
    Lost,
    Print,
    Text,
    escape_prose,
)

MAX_PRINTED_VALUES = 20
"""A text that shows a variable is written out for at most so many values."""


def write_out_prints(items: Iterable[Item], domains: dict[str, Domain]) -> tuple[Item, ...]:
    """Replaces each text that shows a variable by one text for each of its values."""
    result: list[Item] = []
    for item in items:
        if isinstance(item, Print):
            result.append(_write_out(item, domains[item.variable]))
        elif isinstance(item, If):
            branches = tuple(
                Branch(branch.condition, write_out_prints(branch.items, domains)) for branch in item.branches
            )
            result.append(If(branches, item.place))
        else:
            result.append(item)
    return tuple(result)


def _write_out(item: Print, domain: Domain) -> Item:
    if domain.is_capped or len(domain.reached) > MAX_PRINTED_VALUES:
        reason = f"{item.variable} can have too many values to write out the text for each"
        return Lost("text", item.place, item.variable, reason)
    if domain.is_constant:
        return Text(escape_prose(item.format_value(domain.reached[0])))
    values = sorted(domain.reached, key=lambda value: (str(type(value)), value if value is not UNSET else ""))
    return If(
        tuple(
            Branch(ask_equal(item.variable, value), (Text(escape_prose(item.format_value(value))),)) for value in values
        ),
        item.place,
    )
