"""Parser of the condition language: text to a condition, checked against the declared variables.

Invariant: only the syntax that is handled here has a meaning. Every mistake becomes a diagnostic with its span in the
text, and all mistakes of a condition are reported at once.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from party_card.content.condition_names import COMPARE_WITH_VALUE, ConditionNames, ConditionScope
from party_card.content.condition_syntax import HYPHENATED_NAME, MAX_DEPTH, ConditionSource, ReportedError, parse_syntax
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
from party_card.content.domains import Domain
from party_card.content.models import VariableId
from party_card.content.node_ref import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help
from party_card.diagnostics.suggest import find_closest, suggest_names

_OPERATORS: dict[type[ast.cmpop], ComparisonOperator] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_MIRRORED: dict[ComparisonOperator, ComparisonOperator] = {
    "<": ">", "<=": ">=", "==": "==", "!=": "!=", ">": "<", ">=": "<=",
}  # fmt: skip
_TRUE = frozenset((1,))
"""The index of `true` in the domain of a yes/no."""
_CONDITION_EXAMPLE = Help("write it like `read_it and attention >= 2`")


def parse_condition(text: str, scope: ConditionScope, location: NodeRef) -> tuple[Condition | None, list[Diagnostic]]:
    """Parses a condition. Returns None and its diagnostics if anything is wrong with it."""
    if text in scope.parsed:
        return scope.parsed[text], []
    source = ConditionSource(text, location)
    names = {name for domain in scope.domains.values() if domain.kind == "values" for name in domain.names}
    names.update(name for name, domain in scope.domains.items() if domain.decision is not None)
    numbers = {name for name, domain in scope.domains.items() if domain.kind == "range"}
    try:
        condition = _ConditionBuilder(source, scope).build(parse_syntax(source, names, numbers))
    except ReportedError:
        is_follow_up = not source.text.isascii() and any(map(scope.is_misnamed, ("passage", "choice", "variable")))
        return None, [] if is_follow_up else source.diagnostics
    except RecursionError:
        source.report_depth()
        return None, source.diagnostics
    if source.diagnostics:
        return None, source.diagnostics
    scope.parsed[text] = condition
    return condition, []


class _ConditionBuilder:
    """Builds a condition from Python's syntax tree; its methods raise ReportedError."""

    def __init__(self, source: ConditionSource, scope: ConditionScope) -> None:
        self.source = source
        self.scope = scope
        self.names = ConditionNames(source, scope)

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
            if len(operands) < len(node.values):
                raise ReportedError  # what is left has another meaning
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
        text = self.source.text_of(node)
        if "-" in text and (name := find_closest(text, self.scope.domains)) == text.replace("-", "_"):
            fix = Help(f"did you mean `{name}`?", name, text)
            raise self.source.report_node(node, "unknown-variable", f"this scene has no variable `{text}`", fix)
        message = f"`{text}` is nothing that can be true or false"
        return self.source.report_node(node, "condition-syntax", message, _CONDITION_EXAMPLE)

    def _build_word(self, node: ast.Name | ast.Constant) -> Condition:
        word = self.source.text_of(node)
        if word in ("true", "false", "True", "False"):
            return Const(word.lower() == "true")
        if not isinstance(node, ast.Name):
            raise self._report_not_boolean(node)
        domain = self.names.find_domain(node)
        if domain.kind == "yes-no":
            return InSet(word, _TRUE)
        if domain.decision is not None:
            message = f"`{word}` is a passage, which is neither true nor false"
            fix = Help(f"write `visited({word})`, or ask for a choice made there: `{word} == {domain.names[0]}`")
            raise self.source.report_node(node, "condition-type", message, fix)
        example = f"{word} >= {domain.low + 1}" if domain.kind == "range" else f"{word} == {domain.names[0]}"
        message = f"`{word}` is {domain.describe()}, not a yes/no"
        raise self.source.report_node(node, "condition-type", message, Help(f"compare it: `{example}`"))

    def _build_mark(self, node: ast.Call) -> Condition:
        """Returns the meaning of `visited(passage)`, `chose(choice)` or, about a whole campaign, `left(trace)`."""
        function = self.source.text_of(node.func)
        argument = node.args[0] if len(node.args) == 1 and not node.keywords else None
        functions = ("visited", "chose") if self.scope.traces is None else ("visited", "chose", "left")
        if function not in functions or not isinstance(argument, ast.Name | ast.Constant):
            message = f"`{self.source.text_of(node)}` has no meaning in a condition"
            fix = Help("there are `visited(passage)` and `chose(choice)`")
            if self.scope.traces is not None:
                fix = Help("there are `visited(passage)`, `chose(choice)` and `left(trace)`")
            if function in functions and len(node.args) > 1:
                replacement = " or ".join(f"{function}({self.source.text_of(name)})" for name in node.args)
                fix = Help(f"write `{replacement}`, or join them with `and` if all must be true")
            raise self.source.report_node(node, "condition-syntax", message, fix)
        target = self.source.text_of(argument).strip("\"'")
        if function == "left":
            return self._build_trace(target, argument)
        kind, names = ("passage", self.scope.passages) if function == "visited" else ("choice", self.scope.choices)
        if target not in names and self.scope.is_misnamed(kind):
            raise ReportedError
        if target not in names:
            message = f"this scene has no {kind} `{target}`"
            raise self.source.report_node(argument, f"unknown-{kind}", message, *suggest_names(target, names))
        return InSet(f"{function}({target})", _TRUE)

    def _build_trace(self, trace: str, node: ast.expr) -> Condition:
        traces = self.scope.traces or ()
        if trace not in traces:
            if self.scope.is_misnamed("trace"):
                raise ReportedError
            helps = suggest_names(trace, traces, "let a scene leave it, under `leaves:`")
            raise self.source.report_node(node, "unknown-trace", f"no scene leaves `{trace}`", *helps)
        return InSet(f"left({trace})", _TRUE)

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
                written, meant = ("is not", "!=") if isinstance(operator, ast.IsNot) else ("is", "==")
                message = f"`{written}` has no meaning in a condition"
                raise self.source.report_node(node, "condition-syntax", message, Help(f"write `{meant}`"))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _build_membership(self, left: ast.expr, right: ast.expr) -> InSet:
        if not isinstance(left, ast.Name):
            message = "before `in` stands the name of a variable"
            help_text = "write the name of a variable, then its values, like `keeper in (me, friend)`"
            raise self.source.report_node(left, "condition-syntax", message, Help(help_text))
        name, domain = self.source.text_of(left), self.names.find_domain(left)
        values = set()
        for item in right.elts if isinstance(right, ast.Tuple | ast.List) else [right]:
            try:
                values.add(self.names.find_value(name, domain, item))
            except ReportedError:
                continue  # so that the other items are checked, too
        return InSet(name, frozenset(values))

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
        is_hyphenated = HYPHENATED_NAME.fullmatch(self.source.text_of(other_operand)) is not None
        if not isinstance(other_operand, ast.Name | ast.Constant) and not (domain.kind == "values" and is_hyphenated):
            message = f"`{name}` is {domain.describe()}"
            raise self.source.report_node(other_operand, "condition-type", message, COMPARE_WITH_VALUE)
        equality = InSet(name, frozenset((self.names.find_value(name, domain, other_operand),)))
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
            self._reject_misspelt_passage(node)
            sign = -1 if isinstance(node.op, ast.Sub) else 1
            factors, constant = self._build_sum(node.left)
            right_factors, right_constant = self._build_sum(node.right)
            _add_factors(factors, right_factors, sign)
            return factors, constant + sign * right_constant
        text = self.source.text_of(node)
        if isinstance(node, ast.Name):
            domain = self.names.find_domain(node)
            if domain.kind == "range":
                return {text: 1}, 0
            message = f"`{text}` is {domain.describe()}, not a number"
            raise self.source.report_node(node, "condition-type", message, COMPARE_WITH_VALUE)
        if isinstance(node, ast.Constant):
            fix = Help("compare with a whole number")
            raise self.source.report_node(node, "condition-type", f"`{text}` is no whole number", fix)
        fix = Help("numbers can be compared, added and subtracted")
        raise self.source.report_node(node, "condition-syntax", f"`{text}` has no meaning in a condition", fix)

    def _reject_misspelt_passage(self, node: ast.expr) -> None:
        """Raises ReportedError for a hyphenated word that is near to the name of a passage, and no subtraction."""
        text = self.source.text_of(node)
        decisions = [name for name, domain in self.scope.domains.items() if domain.decision is not None]
        if HYPHENATED_NAME.fullmatch(text) and find_closest(text, decisions):
            helps = suggest_names(text, decisions)
            raise self.source.report_node(node, "unknown-passage", f"this scene has no passage `{text}`", *helps)

    def _build_in_set(
        self, name: str, factor: int, operator: ComparisonOperator, constant: int, comparison: ast.Compare
    ) -> InSet:
        """Returns `factor·name operator constant` as the set of values for which it is true."""
        domain = self.scope.domains[VariableId(name)]
        if abs(factor) == 1 and not domain.low <= constant * factor <= domain.high:
            raise self.names.report_out_of_range(comparison, name, domain, constant * factor)
        numbers = enumerate(range(domain.low, domain.high + 1))
        return InSet(name, frozenset(i for i, number in numbers if COMPARISONS[operator](factor * number, constant)))


def _add_factors(factors: dict[str, int], other_factors: Mapping[str, int], sign: int) -> None:
    for name, factor in other_factors.items():
        factors[name] = factors.get(name, 0) + sign * factor
