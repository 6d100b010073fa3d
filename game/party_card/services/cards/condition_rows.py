"""Conditions as rows of a form: a variable, a comparison and a value, joined by `and` or by `or` throughout.

Invariant: rows that are written and read again are the same rows. A condition of any other shape stays a text.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence
from typing import Any, Literal, NamedTuple

from party_card.content.condition_syntax import ConditionSource, ReportedError, parse_syntax
from party_card.content.node_ref import NodeRef
from party_card.localization import gettext
from party_card.services.cards.errors import CardError

Join = Literal["and", "or"]
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
    ast.NotIn: "not in",
}  # fmt: skip
_NAME = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")
_MARK = re.compile(r"(?:visited|chose)\([A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*\)")


class ConditionRow(NamedTuple):
    """One comparison; of a yes/no, `visited(passage)` or `chose(choice)` with `true` or `false`."""

    variable: str
    comparison: str
    values: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """Returns the row as JSON; `in` and `not in` have several values."""
        value: Any = list(self.values) if self.comparison in ("in", "not in") else self.values[0]
        return {"variable": self.variable, "comparison": self.comparison, "value": value}


def read_rows(text: str, names: Collection[str]) -> tuple[Join, list[ConditionRow]] | None:
    """Returns the rows of a condition; None if it has another shape. `names` may have hyphens."""
    source = ConditionSource(text, NodeRef.UNLOCATED)
    try:
        root = parse_syntax(source, names)
    except ReportedError:
        return None
    join: Join = "or" if isinstance(root, ast.BoolOp) and isinstance(root.op, ast.Or) else "and"
    rows = [_read_row(source, node) for node in (root.values if isinstance(root, ast.BoolOp) else [root])]
    complete = [row for row in rows if row is not None]
    return (join, complete) if len(complete) == len(rows) else None


def _read_row(source: ConditionSource, node: ast.expr) -> ConditionRow | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        row = _read_row(source, node.operand)
        return row._replace(values=("false",)) if row is not None and row[1:] == ("==", ("true",)) else None
    if isinstance(node, ast.Name | ast.Call):
        word = re.sub(r"[\s\"']", "", source.text_of(node))
        is_word = (_NAME if isinstance(node, ast.Name) else _MARK).fullmatch(word) and word not in ("true", "false")
        return ConditionRow(word, "==", ("true",)) if is_word else None
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.left, ast.Name):
        return None
    comparison, right = _COMPARISONS.get(type(node.ops[0])), node.comparators[0]
    variable = source.text_of(node.left)
    if comparison is None:
        return None
    if comparison in ("in", "not in"):
        items = right.elts if isinstance(right, ast.Tuple | ast.List) else []
        values = tuple(value for item in items if (value := _read_literal(source, item)) is not None)
        return ConditionRow(variable, comparison, values) if values and len(values) == len(items) else None
    value = _read_literal(source, right)
    return None if value is None else ConditionRow(variable, comparison, (value,))


def _read_literal(source: ConditionSource, node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    is_negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    number = node.operand if isinstance(node, ast.UnaryOp) and is_negative else node
    is_word = isinstance(number, ast.Constant) or (isinstance(number, ast.Name) and not is_negative)
    return source.text_of(node) if is_word else None


def write_rows(rows: Sequence[dict[str, Any]], join: str, yes_no_names: Collection[str]) -> str:
    """Returns the condition of rows as JSON. Raises CardError for a row that is not complete."""
    if join not in ("and", "or"):
        raise CardError(gettext("The rows of a condition are joined by “and” or by “or”."))
    return f" {join} ".join(_write_row(row, yes_no_names) for row in rows)


def _write_row(row: dict[str, Any], yes_no_names: Collection[str]) -> str:
    variable, comparison, value = str(row.get("variable", "")), str(row.get("comparison", "")), row.get("value")
    values = [str(item) for item in (value if isinstance(value, list) else [value]) if item not in (None, "")]
    if not _NAME.fullmatch(variable) and not _MARK.fullmatch(variable):
        raise CardError(gettext("Choose what the condition asks for."))
    if not values:
        raise CardError(gettext("Choose a value for every row of the condition."))
    if _MARK.fullmatch(variable) or variable in yes_no_names:
        is_true = (values[0] == "true") == (comparison == "==")
        return variable if is_true else f"not {variable}"
    if comparison not in _COMPARISONS.values():
        raise CardError(gettext("Choose how the value is compared."))
    if comparison in ("in", "not in") and len(values) == 1:
        comparison = "==" if comparison == "in" else "!="
    words = ", ".join(map(_write_word, values))
    return (
        f"{variable} {comparison} ({words})" if comparison in ("in", "not in") else f"{variable} {comparison} {words}"
    )


def _write_word(value: str) -> str:
    if _NAME.fullmatch(value) or re.fullmatch(r"-?[0-9]+", value):
        return value
    if '"' in value or "\\" in value:
        raise CardError(gettext("The value “{value}” cannot stand in a condition.").format(value=value))
    return f'"{value}"'
