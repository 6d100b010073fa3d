"""Says what the macros and variables of a Harlowe passage mean, with the hooks that they are attached to.

Invariant: a macro that is not understood completely is lost at its place, with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from party_card.importers.conditions import TRUE, Condition, SetTo, collect_variables, negate
from party_card.importers.harlowe_assignments import parse_assignments
from party_card.importers.harlowe_builder import ItemBuilder, collect_changed
from party_card.importers.harlowe_expressions import parse_condition, parse_texts, parse_value
from party_card.importers.harlowe_macros import (
    ASSIGNMENTS,
    CONDITIONALS,
    LOST_COMMANDS,
    REVEALS,
    STYLE_CHANGERS,
    STYLE_COMMANDS,
    UNKNOWN_HOOK,
    UNKNOWN_TEXT,
)
from party_card.importers.harlowe_nodes import (
    Hook,
    Macro,
    Node,
    Variable,
    find_hook,
)
from party_card.importers.harlowe_tokens import name_variable
from party_card.importers.harlowe_words import HARLOWE_MARKUP, format_value, plain_text
from party_card.importers.knowledge import Choose, Knowledge, UnsupportedExpressionError
from party_card.importers.reveals import AnyItem, Reveal, always_leads_on, keep_effects
from party_card.importers.story import Assign, Branch, Goto, If, Item, Link, Lost, Place, Print

_COMPUTED = "its words or its goal are computed"
_NEVER_SHOWN = "when this is shown cannot be said in a scene"
Display = Callable[[str], tuple[Sequence[Node], Place] | str]


class HookReader(Protocol):
    """Reads what stands in hooks and in other passages."""

    def read_hook(self, nodes: Sequence[Node]) -> list[AnyItem]:
        """Returns the items of a hook that may not be shown."""

    def read_inline(self, nodes: Sequence[Node]) -> None:
        """Adds the items of a hook that is always shown."""

    def read_collapsed(self, nodes: Sequence[Node]) -> None:
        """Adds the items of a part whose white space collapses."""

    def read_passage(self, nodes: Sequence[Node], place: Place) -> list[AnyItem]:
        """Returns the items of a passage that is displayed."""

    def emit_words(self, text: str, is_verbatim: bool = False) -> None:
        """Adds words."""


class CommandReader:
    """Reads the macros of the passage `name`; `display` returns the nodes of another one, or why it cannot be shown."""

    def __init__(
        self, name: str, knowledge: Knowledge, builder: ItemBuilder, reader: HookReader, display: Display
    ) -> None:
        self._name = name
        self._knowledge = knowledge
        self._builder = builder
        self._reader = reader
        self._display = display
        self._displayed = [name]

    def read(self, node: Macro | Variable, nodes: Sequence[Node], position: int) -> int:
        """Reads a macro or variable with the hook after it; returns where to go on. The next node is at `position`."""
        is_chained, hook_position = find_hook(nodes, position)
        hook = nodes[hook_position] if hook_position < len(nodes) else None
        if isinstance(node, Variable):
            return hook_position + 1 if self._read_variable(node, hook) else position
        if node.name in ASSIGNMENTS:
            self._read_assignments(node)
        elif node.name in _COMMANDS:
            try:
                _COMMANDS[node.name](self, node)
            except UnsupportedExpressionError as error:
                self._builder.lose(node, "text" if node.name in ("display", "print") else "choice", str(error))
        elif node.name in STYLE_COMMANDS:
            self._builder.remark(node)
        elif isinstance(hook, Hook):
            self._read_attached(node, hook, is_chained)
            return hook_position + 1
        else:
            self._read_unattached(node)
        return position

    def _read_unattached(self, node: Macro) -> None:
        if node.name in STYLE_CHANGERS:
            self._builder.remark(node)
        elif node.name in CONDITIONALS:
            self._builder.lose(node, "condition", "it stands before no hook")
        elif node.name in REVEALS or node.name == "linkrevealgoto":
            self._builder.lose(node, "choice", "it stands before no hook")
        else:
            self._builder.lose(node, *LOST_COMMANDS.get(node.name, UNKNOWN_TEXT))

    def _read_attached(self, node: Macro, hook: Hook, is_chained: bool) -> None:
        source = f"{node.source}{hook.source}"
        if hook.is_unclosed:
            self._read_unknown(
                node, hook, self._builder.make_lost(node, "condition", "its hook is never closed", source)
            )
        elif is_chained:
            reason = "several macros act on its hook together"
            self._read_unknown(node, hook, self._builder.make_lost(node, "condition", reason, source))
        elif hook.is_hidden:
            self._read_unknown(node, hook, self._builder.make_lost(node, "condition", _NEVER_SHOWN, source))
        elif node.name in CONDITIONALS:
            self._read_conditional(node, hook)
        elif node.name in REVEALS or node.name == "linkrevealgoto":
            self._read_link(node, hook, source)
        elif node.name in STYLE_CHANGERS:
            self._builder.remark(node)
            read = self._reader.read_collapsed if node.name in ("collapse", "nobr") else self._reader.read_inline
            read(hook.children)
            self._builder.emit_always_shown()
        else:
            self._read_unknown(
                node, hook, self._builder.make_lost(node, *LOST_COMMANDS.get(node.name, UNKNOWN_HOOK), source)
            )

    def _read_unknown(self, node: Node, hook: Hook, lost: Lost) -> None:
        """Reads a hook of which nobody knows when it is shown."""
        self._builder.emit_branch(node, lost, self._reader.read_hook(hook.children))

    def _read_conditional(self, node: Macro, hook: Hook) -> None:
        chain = self._builder.scope.chain
        condition: Condition | Lost = TRUE
        if node.name != "else":
            condition = self._parse_condition(node)
        items = self._reader.read_hook(hook.children)
        if node.name in ("if", "unless"):
            if node.name == "unless" and not isinstance(condition, Lost):
                condition = negate(condition)
            self._builder.emit_branch(node, condition, items)
        elif chain is None:
            reason = "there is no condition before it"
            self._builder.emit_branch(node, self._builder.make_lost(node, "condition", reason), items)
        else:
            self._builder.emit_else(node, condition, items, chain)

    def _parse_condition(self, node: Macro) -> Condition | Lost:
        try:
            condition = parse_condition(node.arguments, self._name, self._knowledge)
            self._check_temporary(collect_variables(condition))
        except UnsupportedExpressionError as error:
            return self._builder.make_lost(node, "condition", str(error))
        return condition

    def _check_temporary(self, names: frozenset[str]) -> None:
        """Raises UnsupportedExpressionError if a temporary variable was not set before, in this hook or around it."""
        for name in names:
            if name.startswith("_") and not self._builder.is_temporary_set(name):
                raise UnsupportedExpressionError(f"the temporary variable {name} may not be set here")

    def _read_assignments(self, node: Macro) -> None:
        for variable, assignment in parse_assignments(node.arguments, node.name, self._name, self._knowledge):
            try:
                if isinstance(assignment, UnsupportedExpressionError):
                    raise assignment
                self._check_temporary(assignment.reads)
            except UnsupportedExpressionError as error:
                self._builder.lose(node, "change", str(error), variables=[variable] if variable else [])
                continue
            place = self._builder.place(node)
            if isinstance(assignment.update, Choose):
                options = assignment.update.options
                branches = (Branch(condition, (Assign(variable, SetTo(value), place),)) for condition, value in options)
                self._builder.emit(If(tuple(branches), place))
            else:
                self._builder.emit(Assign(variable, assignment.update, place))
            if variable.startswith("_"):
                self._builder.scope.temporary.add(variable)

    def _parse_texts(self, node: Macro, most: int) -> list[str]:
        texts = parse_texts(node.arguments, self._name, self._knowledge)
        if not 1 <= len(texts) <= most:
            raise UnsupportedExpressionError(_COMPUTED)
        return texts

    def _read_goto(self, node: Macro) -> None:
        (target,) = self._parse_texts(node, 1)
        self._builder.emit(Goto(target, self._builder.place(node), ends_passage=True))

    def _read_link_goto(self, node: Macro) -> None:
        texts = self._parse_texts(node, 2)
        self.emit_link(node, texts[0], texts[-1])

    def emit_link(self, node: Node, text: str, target: str, items: Sequence[Item] = ()) -> None:
        """Adds a link; its goal is the passage with exactly this name, or with the name that its markup shows."""
        words = plain_text(text)
        goal = target if target in self._knowledge.passages else plain_text(target)
        if words is None or goal is None:
            self._builder.lose(node, "choice", _COMPUTED)
        elif not words.strip():
            self._builder.lose(node, "choice", "it has no words")
        else:
            self._builder.emit(Link(words.strip(), goal, self._builder.place(node), tuple(items)))

    def _read_link(self, node: Macro, hook: Hook, source: str) -> None:
        """Reads a link that runs its hook when it is taken."""
        items = self._reader.read_hook(hook.children)
        leads_on = node.name == "linkrevealgoto"
        effects = keep_effects(items)
        try:
            texts = self._parse_texts(node, 2 if leads_on else 1)
            words = plain_text(texts[0])
            if words is None or not words.strip():
                raise UnsupportedExpressionError(_COMPUTED)
        except UnsupportedExpressionError as error:
            self._builder.lose(node, "choice", str(error), source, sorted(collect_changed(items)))
            return
        if leads_on:
            self.emit_link(node, texts[0], texts[-1], effects)
        elif always_leads_on(effects):
            self._builder.emit(Link(words.strip(), "", self._builder.place(node), effects))
        else:
            keeps_text = node.name in ("linkreveal", "linkappend")
            self._builder.emit(Reveal(words, source, self._builder.place(node), tuple(items), keeps_text))
        self._builder.emit_always_shown()

    def _read_display(self, node: Macro) -> None:
        (name,) = self._parse_texts(node, 1)
        shown = "it shows itself" if name in self._displayed else self._display(name)
        if isinstance(shown, str):
            raise UnsupportedExpressionError(shown)
        self._displayed.append(name)
        self._builder.emit_all(self._reader.read_passage(*shown))
        self._displayed.pop()

    def _read_print(self, node: Macro) -> None:
        value = parse_value(node.arguments, self._name, self._knowledge)
        if isinstance(value, str):
            words = plain_text(value)
            if words is None:
                raise UnsupportedExpressionError("its markup is computed")
            self._reader.emit_words(words, is_verbatim=True)
        elif isinstance(value, int):
            self._reader.emit_words(format_value(value))
        else:
            name = value.name
            self._check_temporary(frozenset({name}))
            self._emit_value(node, name)

    def _emit_value(self, node: Node, variable: str) -> None:
        values = self._knowledge.values.get(variable, ())
        if any(isinstance(value, str) and HARLOWE_MARKUP.search(value) for value in values):
            self._builder.lose(node, "text", "the value that it shows has markup in it")
        else:
            self._builder.emit(Print(variable, self._builder.place(node), format_value))

    def _read_variable(self, node: Variable, hook: Node | None) -> bool:
        """Reads a variable in the prose; returns True if it acts on the hook after it: one that is a yes/no does."""
        name = name_variable(node.name)
        values = self._knowledge.values.get(name, ())
        if name.startswith("_") and not self._builder.is_temporary_set(name):
            self._builder.lose(node, "text", f"the temporary variable {name} may not be set here")
            return False
        if not isinstance(hook, Hook) or (values and not any(isinstance(value, bool) for value in values)):
            self._emit_value(node, name)
            return False
        if values and all(isinstance(value, bool) for value in values) and not hook.is_hidden and not hook.is_unclosed:
            condition = parse_condition(node.source, self._name, self._knowledge)
            self._builder.emit_branch(node, condition, self._reader.read_hook(hook.children))
        else:
            reason = "what the variable does with its hook is not known"
            lost = self._builder.make_lost(node, "condition", reason, node.source + hook.source)
            self._read_unknown(node, hook, lost)
        return True


_COMMANDS: dict[str, Callable[[CommandReader, Macro], None]] = {
    "goto": CommandReader._read_goto,
    "redirect": CommandReader._read_goto,
    "linkgoto": CommandReader._read_link_goto,
    "display": CommandReader._read_display,
    "print": CommandReader._read_print,
}
