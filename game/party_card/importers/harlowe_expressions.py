"""Parses the expressions of Harlowe 3: conditions and values.

Precedences and the elided comparisons (`$a is 1 or 2`) are those of Harlowe: `and` and `or` bind equally, from left to
right, and `not` binds closest of all.

Invariant: an expression that is not understood completely is refused with a reason.
"""

from __future__ import annotations

import re

from party_card.importers.conditions import FALSE, Condition, Value, ask_equal, conjoin, disjoin, negate, visits_of
from party_card.importers.harlowe_operands import (
    MIRRORED,
    NEGATED,
    WORD_OPERATORS,
    Comparer,
    Comparison,
    HistoryOperand,
    LiteralOperand,
    Logic,
    Operand,
    Result,
    VariableOperand,
    add_operands,
    as_constant,
    find_comparison,
)
from party_card.importers.harlowe_tokens import TOO_COMPLEX, parse_number, parse_text, tokenize
from party_card.importers.knowledge import Knowledge, UnsupportedExpressionError

MAX_DEPTH = 20
COMPUTED = "what it is set to is computed"


def parse_condition(text: str, passage: str, knowledge: Knowledge) -> Condition:
    """Parses a condition as it is asked in `passage`. Raises UnsupportedExpressionError."""
    parser = ExpressionParser(text, passage, knowledge)
    result = parser.parse_logic()
    parser.expect_end()
    return parser.as_condition(result)


def parse_value(text: str, passage: str, knowledge: Knowledge) -> Value | VariableOperand:
    """Parses a text, a number, a yes/no or a variable. Raises UnsupportedExpressionError."""
    parser = ExpressionParser(text, passage, knowledge)
    result = parser.parse_logic()
    parser.expect_end()
    if isinstance(result, LiteralOperand):
        return result.value
    if isinstance(result, VariableOperand) and not result.offset:
        return result
    raise UnsupportedExpressionError("what it shows is computed")


def parse_texts(text: str, passage: str, knowledge: Knowledge) -> list[str]:
    """Parses the arguments of a macro that are all plain texts. Raises UnsupportedExpressionError."""
    parser = ExpressionParser(text, passage, knowledge)
    texts: list[str] = []
    while not parser.is_at_end():
        result = parser.parse_logic()
        if not isinstance(result, LiteralOperand) or not isinstance(result.value, str):
            raise UnsupportedExpressionError("its words or its goal are computed")
        texts.append(result.value)
        if not parser.accept(","):
            break
    parser.expect_end()
    return texts


class ExpressionParser:
    """Parser of one expression, as it is asked for in `passage`."""

    def __init__(self, text: str, passage: str, knowledge: Knowledge) -> None:
        self._tokens = list(tokenize(text))
        self._comparer = Comparer(passage, knowledge)
        self._next = 0
        self._passage = passage
        self._knowledge = knowledge
        self._depth = 0
        self.it = ""
        """The variable that `it` stands for: that of an assignment, or the left side of the last comparison."""

    def is_at_end(self) -> bool:
        """Returns True if there are no more tokens."""
        return self._next >= len(self._tokens)

    def expect_end(self) -> None:
        """Raises UnsupportedExpressionError if anything is left."""
        if not self.is_at_end():
            raise UnsupportedExpressionError(TOO_COMPLEX)

    def _peek(self) -> tuple[str, str]:
        return ("", "") if self.is_at_end() else self._tokens[self._next]

    def accept(self, word: str) -> bool:
        """Consumes the next token if it is this word or sign; returns True if it was."""
        kind, text = self._peek()
        if kind in ("word", "symbol") and text == word:
            self._next += 1
            return True
        return False

    def take_one_of(self, *words: str) -> str:
        """Consumes one of these words or signs, and returns it. Raises UnsupportedExpressionError."""
        for word in words:
            if self.accept(word):
                return word
        raise UnsupportedExpressionError(COMPUTED)

    def take_variable(self) -> str:
        """Consumes a variable, and returns its name. Raises UnsupportedExpressionError."""
        kind, text = self._peek()
        if kind != "variable":
            raise UnsupportedExpressionError("only variables of their own can be remembered, no parts of them")
        self._next += 1
        return text

    def parse_logic(self) -> Result:
        """Parses operands that `and` and `or` join, from left to right."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnsupportedExpressionError("its brackets stand too deep in each other")
        result = self._parse_comparison()
        while True:
            connector = "and" if self.accept("and") else "or" if self.accept("or") else ""
            if not connector:
                break
            result = self._join(result, connector, self._parse_comparison())
        self._depth -= 1
        return result

    def _join(self, left: Result, connector: str, right: Result) -> Logic:
        left_operator, it = find_comparison(left, connector)
        right_operator, right_it = find_comparison(right, connector)
        if left_operator and not right_operator:
            right_condition = self._elide(right, left_operator, it, connector)
            left_condition, operator, next_it = self.as_condition(left), left_operator, it
        elif right_operator and not left_operator:
            assert isinstance(right, Comparison)  # noqa: S101  # a single operand is no chain
            if right_operator == "is not" and not isinstance(left, Logic):
                raise UnsupportedExpressionError(f"Harlowe refuses “is not” beside “{connector}” here")
            mirrored = MIRRORED.get(right_operator, right_operator)
            left_condition = self._elide(left, mirrored, right.right, connector)
            right_condition, operator, next_it = right.condition, right_operator, right_it
        else:
            left_condition, right_condition = self.as_condition(left), self.as_condition(right)
            operator, next_it = left_operator, right_it or it
        join = conjoin if connector == "and" else disjoin
        return Logic(join(left_condition, right_condition), connector, operator, next_it)

    def _elide(self, operand: Result, operator: str, it: Operand | None, connector: str) -> Condition:
        """Returns what an operand without a comparison means beside one: `2` in `$a is 1 or 2` is `it is 2`."""
        if isinstance(operand, Logic | Comparison):
            return self.as_condition(operand)
        if operator == "is not":
            raise UnsupportedExpressionError(f"Harlowe refuses “is not” beside “{connector}” here")
        if it is None or isinstance(operand, HistoryOperand):
            raise UnsupportedExpressionError(TOO_COMPLEX)
        if isinstance(operand, LiteralOperand):
            return (
                as_constant(operand.value)
                if isinstance(operand.value, bool)
                else self._comparer.compare(it, operator, operand)
            )
        values = self._knowledge.values_of(operand.name)
        if values is None or operand.offset:
            raise UnsupportedExpressionError(TOO_COMPLEX)
        condition: Condition = FALSE
        for value in values:
            holds = (
                as_constant(value)
                if isinstance(value, bool)
                else self._comparer.compare(it, operator, LiteralOperand(value))
            )
            condition = disjoin(condition, conjoin(ask_equal(operand.name, value), holds))
        return condition

    def as_condition(self, result: Result) -> Condition:
        """Returns what holds if a result is `true`."""
        match result:
            case Logic(condition) | Comparison(condition=condition):
                return condition
            case LiteralOperand(value) if isinstance(value, bool):
                return as_constant(value)
            case VariableOperand(name, 0):
                return ask_equal(name, True)
        raise UnsupportedExpressionError("this is no condition")

    def _parse_comparison(self) -> Result:
        left = self._parse_sum()
        operator = self._take_operator()
        if not operator:
            return left
        self.it = left.name if isinstance(left, VariableOperand) and not left.offset else ""
        right = self._parse_sum()
        if self._take_operator():
            raise UnsupportedExpressionError(TOO_COMPLEX)
        return Comparison(left, operator, right, self._comparer.compare(left, operator, right))

    def _take_operator(self) -> str:
        kind, text = self._peek()
        if (kind == "word" and text in WORD_OPERATORS) or (kind == "symbol" and text in NEGATED):
            self._next += 1
            if text in ("is", "is not") and self._peek()[1] in NEGATED:
                inequality = self._peek()[1]
                self._next += 1
                return inequality if text == "is" else NEGATED[inequality]
            return text
        return ""

    def _parse_sum(self) -> Operand:
        result = self._parse_operand()
        while self._peek() in (("symbol", "+"), ("symbol", "-")):
            sign = 1 if self.accept("+") else -1
            if sign == -1:
                self.accept("-")
            result = add_operands(result, sign, self._parse_operand())
        return result

    def _parse_operand(self) -> Operand:
        is_negated = False
        while self.accept("not"):
            is_negated = not is_negated
            if not is_negated:
                raise UnsupportedExpressionError(TOO_COMPLEX)
        operand = self._parse_primary()
        return Logic(negate(self.as_condition(operand))) if is_negated else operand

    def _parse_primary(self) -> Operand:
        kind, text = self._peek()
        self._next += 1
        if kind == "number":
            return LiteralOperand(parse_number(text))
        if kind == "text":
            return LiteralOperand(parse_text(text))
        if kind == "variable":
            return VariableOperand(text)
        if kind == "macro":
            return self._parse_macro(text)
        if kind == "symbol" and text == "-" and self._peek()[0] == "number":
            self._next += 1
            return LiteralOperand(-parse_number(self._tokens[self._next - 1][1]))
        if kind == "symbol" and text == "(":
            result = self.parse_logic()
            if not self.accept(")"):
                raise UnsupportedExpressionError("a bracket is not closed")
            return Logic(result.condition) if isinstance(result, Comparison | Logic) else result
        if kind == "word":
            if text in ("true", "false"):
                return LiteralOperand(text == "true")
            if text in ("visits", "visit"):
                return VariableOperand(visits_of(self._passage))
            if text == "it" and self.it:
                return VariableOperand(self.it)
        raise UnsupportedExpressionError(TOO_COMPLEX)

    def _parse_macro(self, name: str) -> Operand:
        name = re.sub(r"[-_]", "", name).lower()
        if name == "history" and self.accept(")"):
            return HistoryOperand()
        if name == "visited":
            kind, text = self._peek()
            self._next += 1
            if kind == "text" and self.accept(")"):
                return Logic(self._comparer.ask_visited(parse_text(text)))
        raise UnsupportedExpressionError(f"the macro ({name}:) is not understood here")
