"""The condition language: text to a condition.

Law: Python's own `ast` parses, a strict white list admits, the types of the declared variables check. No text of an
author is ever run. Every mistake becomes a diagnostic with its place in the text, all of them at once.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from party_card.content.conditions import And, Compare, Condition, Const, InSet, Not, Or, Order, holds
from party_card.content.models import VariableId
from party_card.content.variables import Domain
from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.suggest import suggest

MAX_LENGTH = 1_000
"""Characters; a longer condition is refused."""
MAX_DEPTH = 40
"""Levels of nesting; a deeper condition is refused."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition may speak of: the variables with their domains, the passages and the choices of its scene."""

    domains: Mapping[VariableId, Domain]
    passages: Collection[str]
    choices: Collection[str]
    broken: Collection[str] = field(default=())
    """Variables whose own declaration is wrong: nothing is said about them twice."""


def parse_condition(text: str, scope: Scope, place: NodeRef) -> tuple[Condition | None, list[Diagnostic]]:
    """The tree of a condition, or None with everything that is wrong with it."""
    return _Parser(text, scope, place).parse()


class _ParseAbortedError(Exception):  # no error: the way out of a branch that has been reported
    pass


_PLAIN = re.compile(r"[A-Za-z0-9_\s()<>=!,+\-\"'.\[\]]*\Z")
_FOREIGN = {"&&": "and", "||": "or", "&": "and", "|": "or"}
_HYPHENED = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)+")
_MARK = re.compile(r"\b(?:visited|chose)\s*\(\s*([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*)\s*\)")
_ORDERS: dict[type[ast.cmpop], Order] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Eq: "==", ast.NotEq: "!=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_MIRRORED: dict[Order, Order] = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">": "<", ">=": "<="}


class _Parser:
    """One condition on its way from text to tree."""

    def __init__(self, text: str, scope: Scope, place: NodeRef) -> None:
        self.text = text.strip()
        self.scope = scope
        self.place = place
        self.found: list[Diagnostic] = []
        self.values = {name for domain in scope.domains.values() if domain.kind == "values" for name in domain.names}

    def parse(self) -> tuple[Condition | None, list[Diagnostic]]:
        try:
            tree = self._syntax()
            result = self._truth(tree, 0)
        except _ParseAbortedError:
            return None, self.found
        except RecursionError:
            self._too_deep()
            return None, self.found
        return (None if self.found else result), self.found

    # ---------------------------------------------------------------------------------------------- messages

    def _report(self, code: str, message: str, start: int, end: int, *helps: Help) -> _ParseAbortedError:
        raw = self.place.file.text.find(self.text, self.place.node.start_mark.index, self.place.node.end_mark.index + 1)
        span = self.place.file.span(raw + start, raw + max(end, start + 1)) if raw >= 0 else self.place.span
        self.found.append(Diagnostic(code, Severity.ERROR, message, self.place.label(span), helps=helps))
        return _ParseAbortedError()

    def _at(self, node: ast.expr, code: str, message: str, *helps: Help) -> _ParseAbortedError:
        return self._report(code, message, node.col_offset, node.end_col_offset or node.col_offset + 1, *helps)

    def _said(self, node: ast.expr) -> str:
        return self.text[node.col_offset : node.end_col_offset]

    # ------------------------------------------------------------------------------------------------ syntax

    def _syntax(self) -> ast.expr:
        text = self.text
        if not text.strip():
            raise self._report("condition-syntax", "this condition is empty", 0, 1, Help("write one, or delete it"))
        if len(text) > MAX_LENGTH:
            message = f"this condition has {len(text):,} characters; at most {MAX_LENGTH:,} are read"
            raise self._report("condition-too-deep", message, 0, 1, Help("remember part of it in a variable"))
        if not _PLAIN.match(text):
            raise self._foreign()
        if digits := re.search(r"\b[0-9]+[A-Za-z_]", text):
            message = "a number runs into a word here"
            raise self._report("condition-syntax", message, digits.start(), digits.end(), Help("put a space between"))
        try:
            return ast.parse(self._masked(), mode="eval").body
        except SyntaxError as error:
            raise self._misread(error) from None
        except (RecursionError, MemoryError):
            raise self._too_deep() from None

    def _masked(self) -> str:
        """The text with hyphened names replaced by plain words of the same length, so that places stay true."""
        text = re.sub(r"\s", " ", self.text)
        text = _MARK.sub(lambda m: text[m.start() : m.start(1)] + "_" * len(m[1]) + text[m.end(1) : m.end()], text)
        return _HYPHENED.sub(lambda m: "_" * len(m[0]) if m[0] in self.values else m[0], text)

    def _foreign(self) -> _ParseAbortedError:
        odd = re.search(r"&&|\|\||[^A-Za-z0-9_\s()<>=!,+\-\"'.\[\]]", self.text)
        said = odd[0] if odd else self.text
        start = odd.start() if odd else 0
        if said in _FOREIGN:
            mend = Help(f"write `{_FOREIGN[said]}`", _FOREIGN[said])
        else:
            mend = Help("conditions know `and`, `or`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `+` and `-`")
        return self._report(
            "condition-syntax", f"`{said}` has no meaning in a condition", start, start + len(said), mend
        )

    def _misread(self, error: SyntaxError) -> _ParseAbortedError:
        at = min(max((error.offset or 1) - 1, 0), len(self.text) - 1)
        single = re.search(r"(?<![=!<>])=(?!=)", self.text)
        bang = re.search(r"!(?!=)", self.text)
        if single:
            mend = Help("to compare, write `==`", "==")
            message = "`=` has no meaning in a condition"
            return self._report("condition-syntax", message, single.start(), single.end(), mend)
        if bang:
            message = "`!` has no meaning in a condition"
            return self._report("condition-syntax", message, bang.start(), bang.end(), Help("write `not`", "not"))
        if "nested" in (error.msg or ""):
            return self._too_deep()
        return self._report("condition-syntax", "this condition breaks off or has a word too many here", at, at + 1,
                            Help("write it like `read_it and attention >= 2`"))  # fmt: skip

    def _too_deep(self) -> _ParseAbortedError:
        message = f"this condition is nested more than {MAX_DEPTH} levels deep"
        return self._report("condition-too-deep", message, 0, 1, Help("remember part of it in a variable"))

    # ----------------------------------------------------------------------------------------------- meaning

    def _truth(self, node: ast.expr, depth: int) -> Condition:
        """The meaning of a part that must be true or false."""
        if depth > MAX_DEPTH:
            raise self._too_deep()
        if isinstance(node, ast.BoolOp):
            parts: list[Condition] = []
            for value in node.values:
                try:
                    parts.append(self._truth(value, depth + 1))
                except _ParseAbortedError:  # go on: every mistake is told at once
                    continue
            return And(tuple(parts)) if isinstance(node.op, ast.And) else Or(tuple(parts))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return Not(self._truth(node.operand, depth + 1))
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        if isinstance(node, ast.Call):
            return self._mark(node)
        if isinstance(node, ast.Name | ast.Constant):
            return self._bare(node)
        raise self._strange(node)

    def _strange(self, node: ast.expr) -> _ParseAbortedError:
        message = f"`{self._said(node)}` is nothing that can be true or false"
        return self._at(node, "condition-syntax", message, Help("write it like `read_it and attention >= 2`"))

    def _bare(self, node: ast.Name | ast.Constant) -> Condition:
        said = self._said(node)
        if said in ("true", "false", "True", "False"):
            return Const(said.lower() == "true")
        if not isinstance(node, ast.Name):
            raise self._strange(node)
        domain = self._domain(node)
        if domain.kind == "yes-no":
            return InSet(said, frozenset((1,)))
        first = f"{said} >= {domain.low + 1}" if domain.kind == "range" else f"{said} == {domain.names[0]}"
        message = f"`{said}` is {domain.described()}, not a yes/no"
        raise self._at(node, "condition-type", message, Help(f"compare it: `{first}`"))

    def _domain(self, node: ast.Name) -> Domain:
        said = self._said(node)
        if (domain := self.scope.domains.get(VariableId(said))) is not None:
            return domain
        if said in self.scope.broken:
            raise _ParseAbortedError
        owners = [name for name, known in self.scope.domains.items() if known.kind == "values" and said in known.names]
        if owners:
            helps: tuple[Help, ...] = (Help(f"`{said}` is a value of `{owners[0]}`: write `{owners[0]} == {said}`"),)
        else:
            helps = suggest(said, self.scope.domains, "declare it under `variables:`")
        raise self._at(node, "unknown-variable", f"this scene has no variable `{said}`", *helps)

    def _mark(self, node: ast.Call) -> Condition:
        said = self._said(node.func)
        if said not in ("visited", "chose") or len(node.args) != 1 or node.keywords or not isinstance(
            node.args[0], ast.Name | ast.Constant
        ):  # fmt: skip
            message = f"`{self._said(node)}` has no meaning in a condition"
            raise self._at(node, "condition-syntax", message, Help("there are `visited(passage)` and `chose(choice)`"))
        target = self._said(node.args[0]).strip("\"'")
        known = self.scope.passages if said == "visited" else self.scope.choices
        if target not in known:
            code, kind = ("unknown-passage", "passage") if said == "visited" else ("unknown-choice", "choice")
            raise self._at(node.args[0], code, f"this scene has no {kind} `{target}`", *suggest(target, known))
        return InSet(f"{said}({target})", frozenset((1,)))

    def _comparison(self, node: ast.Compare) -> Condition:
        sides = [node.left, *node.comparators]
        parts: list[Condition] = []
        for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
            if isinstance(operator, ast.In | ast.NotIn):
                inside = self._membership(left, right)
                parts.append(inside if isinstance(operator, ast.In) else Not(inside))
            elif type(operator) in _ORDERS:
                parts.append(self._order(left, _ORDERS[type(operator)], right, node))
            else:
                raise self._at(node, "condition-syntax", "`is` has no meaning in a condition", Help("write `==`"))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _variable(self, node: ast.expr) -> Domain | None:
        return self.scope.domains.get(VariableId(self._said(node))) if isinstance(node, ast.Name) else None

    def _membership(self, left: ast.expr, right: ast.expr) -> InSet:
        if not isinstance(left, ast.Name):
            raise self._at(left, "condition-syntax", "before `in` stands the name of a variable")
        domain = self._domain(left)
        items = right.elts if isinstance(right, ast.Tuple | ast.List) else [right]
        values = set()
        for item in items:
            try:
                values.add(self._value(self._said(left), domain, item))
            except _ParseAbortedError:
                continue
        return InSet(self._said(left), frozenset(values))

    def _value(self, variable: str, domain: Domain, node: ast.expr) -> int:
        said = self._said(node).strip("\"'")
        said = said.lower() if domain.kind == "yes-no" else said
        index = domain.index(said)
        if index is not None:
            return index
        number = re.fullmatch(r"-?[0-9]+", said) is not None
        if domain.kind == "range" and number:
            message = f"`{variable}` is {domain.described()}; {said} is outside"
            raise self._at(node, "out-of-range", message, Help(f"use a number from {domain.low} to {domain.high}"))
        if domain.kind != "values" or number:
            raise self._at(node, "condition-type", f"`{variable}` is {domain.described()}; here is `{said}`",
                           Help("compare it with one of its values"))  # fmt: skip
        helps = suggest(said, domain.names)
        raise self._at(node, "unknown-value", f"`{variable}` has no value `{said}`", *helps)

    def _order(self, left: ast.expr, order: Order, right: ast.expr, whole: ast.Compare) -> Condition:
        for one, other, way in ((left, right, order), (right, left, _MIRRORED[order])):
            domain = self._variable(one)
            if domain is not None and domain.kind != "range":
                return self._equality(one, domain, way, other)
        terms, constant = self._sum(left)
        minus, bound = self._sum(right)
        for name, factor in minus.items():
            terms[name] = terms.get(name, 0) - factor
        kept = tuple((name, factor) for name, factor in terms.items() if factor)
        if not kept:
            return Const(holds(order, 0, bound - constant))
        if len(kept) > 1:
            return Compare(kept, order, bound - constant)
        return self._single(*kept[0], order, bound - constant, whole)

    def _equality(self, node: ast.expr, domain: Domain, order: Order, other: ast.expr) -> Condition:
        said = self._said(node)
        if order not in ("==", "!="):
            message = f"`{said}` is {domain.described()}; it has no larger and smaller"
            raise self._at(node, "condition-type", message, Help("compare it with `==`, `!=` or `in (…)`"))
        if not isinstance(other, ast.Name | ast.Constant):
            raise self._at(other, "condition-type", f"`{said}` is {domain.described()}",
                           Help("compare it with one of its values"))  # fmt: skip
        same = InSet(said, frozenset((self._value(said, domain, other),)))
        return same if order == "==" else Not(same)

    def _sum(self, node: ast.expr) -> tuple[dict[str, int], int]:
        """A side of a comparison as factors of number variables and a constant."""
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return {}, node.value
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            sign = -1 if isinstance(node.op, ast.USub) else 1
            terms, constant = self._sum(node.operand)
            return {name: sign * factor for name, factor in terms.items()}, sign * constant
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            sign = -1 if isinstance(node.op, ast.Sub) else 1
            terms, constant = self._sum(node.left)
            more, further = self._sum(node.right)
            for name, factor in more.items():
                terms[name] = terms.get(name, 0) + sign * factor
            return terms, constant + sign * further
        if isinstance(node, ast.Name):
            domain = self._domain(node)
            if domain.kind == "range":
                return {self._said(node): 1}, 0
            message = f"`{self._said(node)}` is {domain.described()}, not a number"
            raise self._at(node, "condition-type", message, Help("compare it with one of its values"))
        if isinstance(node, ast.Constant):
            message = f"`{self._said(node)}` is no whole number"
            raise self._at(node, "condition-type", message, Help("compare with a whole number"))
        message = f"`{self._said(node)}` has no meaning in a condition"
        raise self._at(node, "condition-syntax", message, Help("numbers can be compared, added and subtracted"))

    def _single(self, name: str, factor: int, order: Order, bound: int, node: ast.expr) -> InSet:
        domain = self.scope.domains[VariableId(name)]
        if abs(factor) == 1 and not domain.low <= bound * factor <= domain.high:
            message = f"`{name}` is {domain.described()}; {bound * factor} is outside"
            mend = Help(f"use a number from {domain.low} to {domain.high}")
            raise self._at(node, "out-of-range", message, mend)
        numbers = range(domain.low, domain.high + 1)
        return InSet(name, frozenset(i for i, value in enumerate(numbers) if holds(order, factor * value, bound)))
