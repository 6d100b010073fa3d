"""Says what a passage of Chapbook means, in the order in which Chapbook runs it.

First its vars section from top to bottom; then block after block, where a condition is asked when its block comes.

Invariant: what is not understood is lost at its place, with its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from party_card.importers.chapbook_expressions import NAME, RESERVED_NAMES, parse_assignment, parse_condition
from party_card.importers.chapbook_template import Block, Declaration, Template, parse_template
from party_card.importers.chapbook_text import TextReader
from party_card.importers.conditions import FALSE, TRUE, Condition, SetTo, collect_variables, conjoin, negate
from party_card.importers.knowledge import Choose, Knowledge
from party_card.importers.reveals import AnyItem, iter_all
from party_card.importers.story import Assign, Branch, If, Lost, Place, Remark, Text
from party_card.importers.sugarcube_tokens import UnknownExpressionError

MAX_DEPTH = 20
"""Passages that show each other deeper than this are lost."""
_CONDITIONAL = re.compile(r"^if(always|never)?\s|else$|unless\s", re.IGNORECASE)
_CONTINUE = re.compile(r"^continued?|cont('d)?$", re.IGNORECASE)
_NOTE = re.compile(r"^(note(\s+to\s+myself)?|n\.?b\.?|todo|fixme)$", re.IGNORECASE)
_STYLES = re.compile(r"^after\s|^align\s+(left|right|center)", re.IGNORECASE)
_HEADER = re.compile(r"config\.(header|footer)\.(left|center|right)")
FindTemplate = Callable[[str], tuple[Template, Place] | str]
"""Returns the template of a passage, or why it cannot be shown."""


@dataclass(slots=True)
class _Scope:
    """A passage while it is read: where it stands, its items, and what its last condition was.

    `state` is None before the first condition, and lost if nobody knows it; `changed` are the variables since then.
    """

    place: Place
    items: list[AnyItem] = field(default_factory=list)
    state: Condition | Lost | None = None
    is_unless: bool = False
    changed: set[str] = field(default_factory=set)


class PassageReader:
    """Reads the passage `name` of the story `title`."""

    def __init__(self, name: str, title: str, knowledge: Knowledge, find_template: FindTemplate) -> None:
        self._name = name
        self._title = title
        self._knowledge = knowledge
        self._find_template = find_template
        self._shown: list[str] = [name]
        self._scopes: list[_Scope] = []

    def read(self, template: Template, place: Place) -> list[AnyItem]:
        """Returns the items of a passage whose text begins at `place`."""
        self._scopes.append(_Scope(place))
        for number, line in template.ignored:
            self._emit(Remark(self._at(number), line, "Chapbook ignores this line, for it has no colon"))
        for declaration in template.declarations:
            self._read_declaration(declaration)
        for block in template.blocks:
            self._read_block(block)
        if template.dropped is not None:
            number, text = template.dropped
            reason = "Chapbook shows nothing below a second line of two hyphens"
            self._emit(Lost("text", self._at(number), text[:300], reason))
        return self._scopes.pop().items

    @property
    def _scope(self) -> _Scope:
        return self._scopes[-1]

    def _at(self, line: int) -> Place:
        return Place(self._scope.place.file, self._scope.place.line + line)

    def _emit(self, *items: AnyItem) -> None:
        self._scope.items += items
        self._scope.changed |= {item.variable for item in iter_all(items) if isinstance(item, Assign)}

    # ---------------------------------------------------------------------------------------------- the vars section

    def _read_declaration(self, declaration: Declaration) -> None:
        place = self._at(declaration.line)
        name = declaration.name
        if name.startswith("config."):
            if _HEADER.fullmatch(name) and len(declaration.value) > 2:  # more than two quotation marks
                self._emit(Lost("text", place, declaration.source, "a scene has no header and no footer"))
            else:
                self._emit(Remark(place, declaration.source, "a setting for looks"))
            return
        try:
            if not NAME.fullmatch(name) or name in RESERVED_NAMES:
                raise UnknownExpressionError("it is no name of a variable that a scene can remember")
            items = self._parse_declaration(declaration, place)
            if declaration.condition:
                condition = parse_condition(declaration.condition, self._name, self._knowledge)
                items = [If((Branch(condition, tuple(items)),), place)]
        except UnknownExpressionError as error:
            self._emit(Lost("change", place, declaration.source, str(error), (name,) if NAME.fullmatch(name) else ()))
            return
        self._emit(*items)

    def _parse_declaration(self, declaration: Declaration, place: Place) -> list[Assign | If]:
        assignment = parse_assignment(declaration.name, declaration.value, self._name, self._knowledge)
        if not isinstance(assignment.update, Choose):
            return [Assign(declaration.name, assignment.update, place)]
        branches = (
            Branch(condition, (Assign(declaration.name, SetTo(value), place),))
            for condition, value in assignment.update.options
        )
        return [If(tuple(branches), place)]

    # ---------------------------------------------------------------------------------------------------- the blocks

    def _read_block(self, block: Block) -> None:
        condition: Condition | Lost = TRUE
        is_appended = is_note = False
        for modifier in block.modifiers:
            if _CONDITIONAL.search(modifier):
                state = self._read_conditional(modifier, block)
                condition = _join(condition, state)
            elif re.fullmatch("append", modifier, re.IGNORECASE):
                is_appended = True
            elif _NOTE.match(modifier):
                is_note = True
            elif re.fullmatch("javascript", modifier, re.IGNORECASE):
                self._emit(Lost("change", self._at(block.line), block.text[:300], "a scene runs no program"))
                return
            elif re.fullmatch("css", modifier, re.IGNORECASE) or _STYLES.match(modifier):
                self._emit(Remark(self._at(block.line), f"[{modifier}]", "styling that a scene does not have"))
                is_note = is_note or modifier.casefold() == "css"
            elif not _CONTINUE.search(modifier):
                self._emit(Text("\n"), *self._read_text(f"\\[{modifier}]", block.line), Text("\n"))
        if is_note or not block.text:
            if is_note:
                self._emit(Remark(self._at(block.line), block.text[:300], "a note that is not shown"))
            return
        items = [Text(" " if is_appended else "\n"), *self._read_text(block.text, block.line)]
        if condition is TRUE:
            self._emit(*items)
        elif condition is not FALSE:
            self._emit(If((Branch(condition, tuple(items)),), self._at(block.line)))  # type: ignore[arg-type]

    def _read_text(self, text: str, line: int) -> list[AnyItem]:
        reader = TextReader(
            self._name, self._title, self._at(line), self._knowledge, self._show_passage, self._show_text
        )
        return reader.read(text)

    def _read_conditional(self, modifier: str, block: Block) -> Condition | Lost:
        """Returns the condition of a modifier, which a following `[else]` asks for."""
        scope = self._scope
        kind, _, expression = modifier.partition(" ")
        kind = re.split(r"\s", kind)[0].casefold()
        if kind == "else":
            scope.state = self._negate_state(modifier, block)
            return scope.state
        scope.changed, scope.is_unless = set(), kind == "unless"
        scope.state = self._parse_state(kind, expression or modifier[len(kind) :], modifier, block)
        return scope.state

    def _parse_state(self, kind: str, expression: str, modifier: str, block: Block) -> Condition | Lost:
        if kind in ("ifalways", "ifnever"):
            return TRUE if kind == "ifalways" else FALSE
        if kind not in ("if", "unless"):
            return self._lose(modifier, block, "what this modifier does is not known")
        try:
            condition = parse_condition(expression, self._name, self._knowledge)
        except UnknownExpressionError as error:
            return self._lose(modifier, block, str(error))
        return condition if kind == "if" else negate(condition)

    def _negate_state(self, modifier: str, block: Block) -> Condition | Lost:
        scope = self._scope
        if scope.state is None:
            return self._lose(modifier, block, "there is no condition before it")
        if isinstance(scope.state, Lost):
            return self._lose(modifier, block, "the condition before it is lost")
        if scope.is_unless:
            return self._lose(
                modifier, block, "Chapbook's guide and its program say different things of it after `unless`"
            )
        if collect_variables(scope.state) & scope.changed:
            return self._lose(modifier, block, "what the condition before it asks for has changed since")
        return negate(scope.state)

    def _lose(self, modifier: str, block: Block, reason: str) -> Lost:
        return Lost("condition", self._at(max(block.line - 1, 0)), f"[{modifier}]", reason)

    # ------------------------------------------------------------------------------------ what is shown within a text

    def _show_passage(self, name: str) -> list[AnyItem] | str:
        if name in self._shown or len(self._shown) > MAX_DEPTH:
            return "it shows itself" if name in self._shown else "passages show each other too deep"
        found = self._find_template(name)
        if isinstance(found, str):
            return found
        self._shown.append(name)
        items = self.read(*found)
        self._shown.pop()
        return items

    def _show_text(self, text: str) -> list[AnyItem]:
        return self.read(parse_template(text), self._scope.place)


def _join(left: Condition | Lost, right: Condition | Lost) -> Condition | Lost:
    if isinstance(left, Lost):
        return left
    return right if isinstance(right, Lost) else conjoin(left, right)
