"""Infers the domain of each variable of a story from its assignments and comparisons.

Invariant: every domain is finite; a range whose ends had to be estimated is marked as such.
"""

from __future__ import annotations

from dataclasses import dataclass

from party_card.importers.effects import Effect
from party_card.importers.expressions import Comparison, Value, iter_leaves
from party_card.importers.story import Story


@dataclass(frozen=True, slots=True)
class Domain:
    """Domain of a variable: texts (`values`), whole numbers (`range`, both ends included), or yes/no if both are empty.

    `is_estimated` is True if the story does not limit the range.
    """

    initial: Value
    values: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    is_estimated: bool = False


def infer_domains(story: Story) -> tuple[dict[str, Domain], list[str]]:
    """Returns the domain of each variable, and the variables without one, whose values are of several kinds."""
    effects: list[Effect] = []
    comparisons: list[Comparison] = []
    for node in story.nodes.values():
        effects += node.effects
        for edge in node.edges:
            effects += edge.effects
        for condition in node.conditions():
            comparisons += [leaf for leaf in iter_leaves(condition) if isinstance(leaf, Comparison)]
    uses: list[Effect | Comparison] = [*effects, *comparisons]
    variables = dict.fromkeys([*story.initial_values, *(use.variable for use in uses)])
    domains: dict[str, Domain] = {}
    mixed_variables: list[str] = []
    for variable in variables:
        domain = _infer_domain(
            story.initial_values.get(variable),
            [effect for effect in effects if effect.variable == variable],
            [comparison for comparison in comparisons if comparison.variable == variable],
        )
        if domain is None:
            mixed_variables.append(variable)
        else:
            domains[variable] = domain
    return domains, mixed_variables


def _infer_domain(initial: Value | None, effects: list[Effect], comparisons: list[Comparison]) -> Domain | None:
    initial_values = [] if initial is None else [initial]
    values = [effect.value for effect in effects if effect.kind == "set"] + initial_values
    steps = [int(effect.value) for effect in effects if effect.kind == "step"]
    # A bare `if $x` tests if a number is above zero, and reveals nothing about its type.
    values += [comparison.value for comparison in comparisons if comparison.value is not True]
    kinds = {type(value) for value in values} | ({int} if steps else set())
    if kinds <= {bool}:
        return Domain(bool(initial))
    if kinds == {str}:
        texts = tuple(dict.fromkeys(str(value) for value in [*initial_values, *values]))
        texts = texts if initial is not None or "" in texts else ("", *texts)
        return Domain(texts[0] if initial is None else initial, values=texts if len(texts) > 1 else (*texts, "other"))
    if kinds != {int}:
        return None
    start = 0 if initial is None else int(initial)
    numbers = [int(value) for value in values] + [start]
    low, high = min(numbers), max(numbers)
    rise, fall = sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0)
    low, high = (low - fall if low < 0 else 0) if fall else low, high + rise
    return Domain(start, range=(low, max(high, low + 1)), is_estimated=bool(steps))
