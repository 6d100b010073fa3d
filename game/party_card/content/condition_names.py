"""Names in conditions: the variables, decisions and values that they refer to, and the diagnostics of unknown ones.

Invariant: a name that is not found is reported, unless what it refers to has been reported itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import field

from party_card.content.condition_syntax import ConditionSource, ReportedError
from party_card.content.conditions import Condition
from party_card.content.domains import Domain
from party_card.content.models import VariableId
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote, shorten
from party_card.frozen_dataclass import frozen_dataclass

COMPARE_WITH_VALUE = Help("compare it with one of its values")


@frozen_dataclass
class ConditionScope:
    """The names that a condition can refer to: the variables with their domains, passages and choices of its scene.

    `domains` has also, by the name of its passage, each decision that a condition may ask for.
    """

    domains: Mapping[VariableId, Domain]
    passages: Collection[str]
    choices: Collection[str]
    invalid_variables: Collection[str] = field(default=())
    """Variables whose declaration is wrong and has been reported."""
    is_misnamed: Callable[[str], bool] = lambda _kind: False
    """Returns True if a passage, choice or variable may have another name than is meant, which has been reported."""
    traces: Collection[str] | None = None
    """What the scenes of the campaign leave; None if no condition can ask for it."""
    parsed: dict[str, Condition] = field(default_factory=dict, compare=False)
    """The conditions without a mistake that have been parsed with these names, by their texts."""


class ConditionNames:
    """Looks up the names of one condition; its methods raise ReportedError."""

    def __init__(self, source: ConditionSource, scope: ConditionScope) -> None:
        self.source = source
        self.scope = scope

    def find_domain(self, node: ast.Name) -> Domain:
        """Returns the domain of a variable, or of the decision in a passage."""
        name = self.source.text_of(node)
        if (domain := self.scope.domains.get(VariableId(name))) is not None:
            return domain
        if name in self.scope.invalid_variables or self.scope.is_misnamed("variable"):
            raise ReportedError
        from party_card.content.decode.whole_numbers import read_number_word  # noqa: PLC0415  # for a mistake alone

        domains = self.scope.domains.items()
        owner = next((variable for variable, entry in domains if entry.kind == "values" and name in entry.names), None)
        helps: tuple[Help, ...]
        if name in self.scope.passages:
            message = f"`{name}` is a passage without choices"
            fix = Help(f"write `visited({name})` to ask whether it was reached")
            raise self.source.report_node(node, "condition-type", message, fix)
        if owner is not None and self.scope.domains[owner].decision is not None:
            helps = (Help(f"`{name}` is a choice of `{owner}`: write `{owner} == {name}`"),)
        elif owner is not None:
            helps = (Help(f"`{name}` is a value of `{owner}`: write `{owner} == {name}`"),)
        elif (number := read_number_word(name)) is not None:
            helps = (Help(f"write `{number}`", str(number)),)
        else:
            helps = suggest_names(name, self.scope.domains, "declare it under `variables:`")
        raise self.source.report_node(node, "unknown-variable", f"this scene has no variable `{name}`", *helps)

    def find_value(self, variable: str, domain: Domain, node: ast.expr) -> int:
        """Returns the index of a value in the domain of a variable."""
        text = self.source.text_of(node)
        text = text if domain.kind == "range" else text.strip("\"'")  # a quoted number is none, as everywhere
        text = text.lower() if domain.kind == "yes-no" else text
        index = domain.index(text)
        if index is not None:
            return index
        is_number = re.fullmatch(r"-?[0-9]+", text) is not None
        if domain.kind == "range" and is_number:
            raise self.report_out_of_range(node, variable, domain, text)
        if domain.decision is not None:
            raise self._report_unknown_choice(node, domain.decision, domain, text)
        if domain.kind != "values" or is_number:
            message = f"`{variable}` is {domain.describe()}; here is {backquote(text)}"
            raise self.source.report_node(node, "condition-type", message, COMPARE_WITH_VALUE)
        message = f"`{variable}` has no value `{text}`"
        raise self.source.report_node(node, "unknown-value", message, *suggest_names(text, domain.names))

    def _report_unknown_choice(self, node: ast.expr, passage: str, domain: Domain, choice: str) -> ReportedError:
        """Reports a choice that its passage does not have, and names the passage that has it."""
        if self.scope.is_misnamed("choice"):
            raise ReportedError
        message = f"the passage `{passage}` has no choice {backquote(choice)}"
        decisions = self.scope.domains.values()
        owner = next(
            (other.decision for other in decisions if other.decision and other.index(choice) is not None), None
        )
        if owner is not None:
            helps: tuple[Help, ...] = (Help(f"`{choice}` is a choice of `{owner}`: write `{owner} == {choice}`"),)
        else:
            helps = suggest_names(choice, domain.names[:-1])
        return self.source.report_node(node, "unknown-choice", message, *helps)

    def report_out_of_range(self, node: ast.expr, variable: str, domain: Domain, number: int | str) -> ReportedError:
        """Reports a number that a variable cannot have."""
        message = f"`{variable}` is {domain.describe()}; {shorten(str(number))} is outside"
        fix = Help(f"use a number from {domain.low} to {domain.high}")
        return self.source.report_node(node, "out-of-range", message, fix)
