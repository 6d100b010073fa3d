"""Parser of the condition language: text to a condition, checked against the declared variables.

Invariant: only the syntax that is handled here has a meaning. Every mistake becomes a diagnostic with its span in the
text, and all mistakes of a condition are reported at once.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from party_card.content.condition_syntax import MAX_DEPTH, ConditionSource, ReportedError, parse_syntax
from party_card.content.conditions import (
    COMPARISONS,
    And,
    Compare,
    ComparisonOperator,
    Condition,
    Const,
    InSet,
    Not,
    Or,
)
from party_card.content.models import VariableId
from party_card.content.variables import Domain
from party_card.content.yaml_nodes import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help
from party_card.diagnostics.suggest import suggest_names

_OPERATORS: dict[type[ast.cmpop], ComparisonOperator] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_MIRRORED: dict[ComparisonOperator, ComparisonOperator] = {
    "<": ">", "<=": ">=", "==": "==", "!=": "!=", ">": "<", ">=": "<=",
}  # fmt: skip
_TRUE = frozenset((1,))
"""The index of `true` in the domain of a yes/no."""
_CONDITION_EXAMPLE = Help("write it like `read_it and attention >= 2`")
_COMPARE_WITH_VALUE = Help("compare it with one of its values")


@dataclass(frozen=True, slots=True)
class ConditionScope:
    """The names that a condition can refer to: the variables with their domains, passages and choices of its scene."""

    domains: Mapping[VariableId, Domain]
    passages: Collection[str]
    choices: Collection[str]
    invalid_variables: Collection[str] = field(default=())
    """Variables whose declaration is wrong and has been reported."""


def parse_condition(text: str, scope: ConditionScope, location: NodeRef) -> tuple[Condition | None, list[Diagnostic]]:
    """Parses a condition. Returns None and its diagnostics if anything is wrong with it."""
    source = ConditionSource(text, location)
    value_names = {name for domain in scope.domains.values() if domain.kind == "values" for name in domain.names}
    try:
        condition = _ConditionBuilder(source, scope).build(parse_syntax(source, value_names))
    except ReportedError:
        return None, source.diagnostics
    except RecursionError:
        source.report_depth()
        return None, source.diagnostics
    return (None if source.diagnostics else condition), source.diagnostics


class _ConditionBuilder:
    """Builds a condition from Python's syntax tree; its methods raise ReportedError."""

    def __init__(self, source: ConditionSource, scope: ConditionScope) -> None:
        self.source = source
        self.scope = scope

    def build(self, node: ast.expr, depth: int = 0) -> Condition:
        """Returns the meaning of an expression that is true or false."""
        if depth > MAX_DEPTH:
            raise self.source.report_depth()
        if isinstance(node, ast.BoolOp):
            operands: list[Condition] = []
            for value in node.values:
                try:
                    operands.append(self.build(value, depth + 1))
                except ReportedError:
                    continue  # so that the other operands are checked, too
            return And(tuple(operands)) if isinstance(node.op, ast.And) else Or(tuple(operands))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Not(self.build(node.operand, depth + 1))
        if isinstance(node, ast.Compare):
            return self._build_comparisons(node)
        if isinstance(node, ast.Call):
            return self._build_mark(node)
        if isinstance(node, ast.Name | ast.Constant):
            return self._build_word(node)
        raise self._report_not_boolean(node)

    def _report_not_boolean(self, node: ast.expr) -> ReportedError:
        message = f"`{self.source.text_of(node)}` is nothing that can be true or false"
        return self.source.report_node(node, "condition-syntax", message, _CONDITION_EXAMPLE)

    def _build_word(self, node: ast.Name | ast.Constant) -> Condition:
        word = self.source.text_of(node)
        if word in ("true", "false", "True", "False"):
            return Const(word.lower() == "true")
        if not isinstance(node, ast.Name):
            raise self._report_not_boolean(node)
        domain = self._find_domain(node)
        if domain.kind == "yes-no":
            return InSet(word, _TRUE)
        example = f"{word} >= {domain.low + 1}" if domain.kind == "range" else f"{word} == {domain.names[0]}"
        message = f"`{word}` is {domain.describe()}, not a yes/no"
        raise self.source.report_node(node, "condition-type", message, Help(f"compare it: `{example}`"))

    def _find_domain(self, node: ast.Name) -> Domain:
        name = self.source.text_of(node)
        if (domain := self.scope.domains.get(VariableId(name))) is not None:
            return domain
        if name in self.scope.invalid_variables:
            raise ReportedError
        domains = self.scope.domains.items()
        owner = next((variable for variable, entry in domains if entry.kind == "values" and name in entry.names), None)
        if owner is not None:
            helps: tuple[Help, ...] = (Help(f"`{name}` is a value of `{owner}`: write `{owner} == {name}`"),)
        else:
            helps = suggest_names(name, self.scope.domains, "declare it under `variables:`")
        raise self.source.report_node(node, "unknown-variable", f"this scene has no variable `{name}`", *helps)

    def _build_mark(self, node: ast.Call) -> Condition:
        """Returns the meaning of `visited(passage)` or `chose(choice)`."""
        function = self.source.text_of(node.func)
        argument = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if function not in ("visited", "chose") or not isinstance(argument, ast.Name | ast.Constant):
            message = f"`{self.source.text_of(node)}` has no meaning in a condition"
            fix = Help("there are `visited(passage)` and `chose(choice)`")
            raise self.source.report_node(node, "condition-syntax", message, fix)
        target = self.source.text_of(argument).strip("\"'")
        kind, names = ("passage", self.scope.passages) if function == "visited" else ("choice", self.scope.choices)
        if target not in names:
            message = f"this scene has no {kind} `{target}`"
            raise self.source.report_node(argument, f"unknown-{kind}", message, *suggest_names(target, names))
        return InSet(f"{function}({target})", _TRUE)

    def _build_comparisons(self, node: ast.Compare) -> Condition:
        sides = [node.left, *node.comparators]
        parts: list[Condition] = []
        for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
            if isinstance(operator, ast.In | ast.NotIn):
                membership = self._build_membership(left, right)
                parts.append(membership if isinstance(operator, ast.In) else Not(membership))
            elif type(operator) in _OPERATORS:
                parts.append(self._build_comparison(left, _OPERATORS[type(operator)], right, node))
            else:
                message = "`is` has no meaning in a condition"
                raise self.source.report_node(node, "condition-syntax", message, Help("write `==`"))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _build_membership(self, left: ast.expr, right: ast.expr) -> InSet:
        if not isinstance(left, ast.Name):
            raise self.source.report_node(left, "condition-syntax", "before `in` stands the name of a variable")
        name, domain = self.source.text_of(left), self._find_domain(left)
        values = set()
        for item in right.elts if isinstance(right, ast.Tuple | ast.List) else [right]:
            try:
                values.add(self._find_value(name, domain, item))
            except ReportedError:
                continue  # so that the other items are checked, too
        return InSet(name, frozenset(values))

    def _find_value(self, variable: str, domain: Domain, node: ast.expr) -> int:
        text = self.source.text_of(node).strip("\"'")
        text = text.lower() if domain.kind == "yes-no" else text
        index = domain.index(text)
        if index is not None:
            return index
        is_number = re.fullmatch(r"-?[0-9]+", text) is not None
        if domain.kind == "range" and is_number:
            raise self._report_out_of_range(node, variable, domain, text)
        if domain.kind != "values" or is_number:
            message = f"`{variable}` is {domain.describe()}; here is `{text}`"
            raise self.source.report_node(node, "condition-type", message, _COMPARE_WITH_VALUE)
        message = f"`{variable}` has no value `{text}`"
        raise self.source.report_node(node, "unknown-value", message, *suggest_names(text, domain.names))

    def _report_out_of_range(self, node: ast.expr, variable: str, domain: Domain, number: int | str) -> ReportedError:
        message = f"`{variable}` is {domain.describe()}; {number} is outside"
        fix = Help(f"use a number from {domain.low} to {domain.high}")
        return self.source.report_node(node, "out-of-range", message, fix)

    def _build_comparison(
        self, left: ast.expr, operator: ComparisonOperator, right: ast.expr, comparison: ast.Compare
    ) -> Condition:
        for node, other_node, side_operator in ((left, right, operator), (right, left, _MIRRORED[operator])):
            domain = (
                self.scope.domains.get(VariableId(self.source.text_of(node))) if isinstance(node, ast.Name) else None
            )
            if domain is not None and domain.kind != "range":
                return self._build_equality(node, domain, side_operator, other_node)
        factors, left_constant = self._build_sum(left)
        right_factors, right_constant = self._build_sum(right)
        _add_factors(factors, right_factors, -1)
        terms = tuple((name, factor) for name, factor in factors.items() if factor)
        constant = right_constant - left_constant
        if not terms:
            return Const(COMPARISONS[operator](0, constant))
        if len(terms) > 1:
            return Compare(terms, operator, constant)
        return self._build_in_set(*terms[0], operator, constant, comparison)

    def _build_equality(
        self, node: ast.expr, domain: Domain, operator: ComparisonOperator, other_operand: ast.expr
    ) -> Condition:
        """Returns the comparison of a variable that is no number."""
        name = self.source.text_of(node)
        if operator not in ("==", "!="):
            message = f"`{name}` is {domain.describe()}; it has no larger and smaller"
            fix = Help("compare it with `==`, `!=` or `in (…)`")
            raise self.source.report_node(node, "condition-type", message, fix)
        if not isinstance(other_operand, ast.Name | ast.Constant):
            message = f"`{name}` is {domain.describe()}"
            raise self.source.report_node(other_operand, "condition-type", message, _COMPARE_WITH_VALUE)
        equality = InSet(name, frozenset((self._find_value(name, domain, other_operand),)))
        return equality if operator == "==" else Not(equality)

    def _build_sum(self, node: ast.expr) -> tuple[dict[str, int], int]:
        """Returns one side of a comparison of numbers: the factor of each variable, and the constant."""
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return {}, node.value
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            sign = -1 if isinstance(node.op, ast.USub) else 1
            factors, constant = self._build_sum(node.operand)
            return {name: sign * factor for name, factor in factors.items()}, sign * constant
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            sign = -1 if isinstance(node.op, ast.Sub) else 1
            factors, constant = self._build_sum(node.left)
            right_factors, right_constant = self._build_sum(node.right)
            _add_factors(factors, right_factors, sign)
            return factors, constant + sign * right_constant
        text = self.source.text_of(node)
        if isinstance(node, ast.Name):
            domain = self._find_domain(node)
            if domain.kind == "range":
                return {text: 1}, 0
            message = f"`{text}` is {domain.describe()}, not a number"
            raise self.source.report_node(node, "condition-type", message, _COMPARE_WITH_VALUE)
        if isinstance(node, ast.Constant):
            fix = Help("compare with a whole number")
            raise self.source.report_node(node, "condition-type", f"`{text}` is no whole number", fix)
        fix = Help("numbers can be compared, added and subtracted")
        raise self.source.report_node(node, "condition-syntax", f"`{text}` has no meaning in a condition", fix)

    def _build_in_set(
        self, name: str, factor: int, operator: ComparisonOperator, constant: int, comparison: ast.Compare
    ) -> InSet:
        """Returns `factor·name operator constant` as the set of values for which it is true."""
        domain = self.scope.domains[VariableId(name)]
        if abs(factor) == 1 and not domain.low <= constant * factor <= domain.high:
            raise self._report_out_of_range(comparison, name, domain, constant * factor)
        numbers = enumerate(range(domain.low, domain.high + 1))
        return InSet(name, frozenset(i for i, number in numbers if COMPARISONS[operator](factor * number, constant)))


def _add_factors(factors: dict[str, int], other_factors: Mapping[str, int], sign: int) -> None:
    for name, factor in other_factors.items():
        factors[name] = factors.get(name, 0) + sign * factor
